"""The papers of a case side by side: a line for each, what differs, and what becomes of a difference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.base.i18n import Translator
from casebook.domain.base.entity import Entity, entity
from casebook.domain.request.compared_paper import ComparedPaper, PaperParticular, ParticularKind
from casebook.domain.request.paper_difference import Difference
from casebook.domain.request.particular_text import EXPLANATIONS, with_day
from casebook.services.base import form, record
from casebook.services.base.added import Added, added, bring_back, take_away
from casebook.services.base.session import Session
from casebook.services.request import compared_paper
from casebook.services.request.compared_paper import PaperComparison, ShownPaper
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.request.look_notes import show_looks
from casebook.ui.pages.request.paper_form import paper_form_spec
from casebook.ui.pages.wording.request import RequestWords
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.layout.wrapping import Wrapping

Maker = Callable[[Session, str, PaperComparison, str, Translator], Entity]
"""Makes a record of a difference, by its key."""
_COLUMNS: tuple[tuple[ParticularKind, int], ...] = (
    *(("name", 14), ("birth", 12), ("passport", 14), ("citizen-number", 16), ("act", 14)),
    *(("article", 14), ("amount", 12), ("count", 12), ("authority", 14)),
    *(("number", 14), ("issued", 11), ("arrest", 11)),
)
"""What stands in columns, with their widths in characters; all else is in the details."""


@entity
class PaperRow:
    """A paper in the list, with the kinds on which another paper differs from it."""

    id: str
    shown: ShownPaper
    differs: frozenset[str]


class PapersPage(Records[PaperRow, ComparedPaper]):
    """The papers that are compared, and of the selected one what it says and where others differ."""

    heading_role = "title"
    concerns = frozenset({"compared-paper", "document"})
    keeps_filters = False
    beside = 1500
    """Papers are compared over the whole width."""
    stacked = 360
    """What a window of 1024 by 700 leaves: list and details scroll there, and not the page as well."""
    bulk_fields = ("kind", "side", "issued_by")

    def __init__(self, context: PageContext) -> None:
        self._say = RequestWords(context.words)
        self._comparison = PaperComparison(papers=(), rows=(), looks=())
        super().__init__(context, context.words("Papers compared"), _columns(context.words, self._say))
        self.editor.currentChanged.connect(lambda _: self._share(is_filling=self.editor.form is not None))

    def start_new(self) -> None:
        """Open the form of a new paper, which has the room of the list where that stands above it."""
        super().start_new()
        self._share(is_filling=self.editor.form is not None)

    def change(self) -> None:
        """Edit the selected paper, in the room of the list where that stands above it."""
        super().change()
        self._share(is_filling=self.editor.form is not None)

    def _share(self, *, is_filling: bool) -> None:
        split = self.editor.parentWidget()
        if isinstance(split, Split):
            split.show_first(is_shown=not (is_filling and split.is_stacked))

    def read(self) -> None:
        """Compare the papers of the case."""
        case_id = self.place.id
        self.ask(lambda session: compared_paper.comparison(session, case_id), self._show)

    def spec(self) -> FormSpec[ComparedPaper]:
        """Return the form of a paper."""
        return paper_form_spec(self.context, self.place.id)

    def record_of(self, row: PaperRow) -> ComparedPaper:
        """Return the paper of a row."""
        return row.shown.paper

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new paper."""
        return (self.new_step(self.words("New paper")),)

    def empty_state(self) -> QWidget:
        """Return the empty state."""
        return Empty(
            "certificate",
            self.words("No papers to compare yet"),
            self.words(
                "Add the request, the warrant, notices and notes of the State, each with what it says and on "
                "which page. They stand here side by side, and every difference can become a fact, a ground "
                "or a question to the State."
            ),
            self.first_step(self.words("Add first paper")),
        )

    def show_record(self, record_id: str) -> None:
        """Show what a paper says, where others differ, and where to look."""
        row = self.row(record_id)
        if row is None:
            return
        words, pane, paper = self.words, self.details, row.shown.paper
        chip = Chip(self._say.paper_side[paper.side], "grey", "certificate")
        pane.begin(row.shown.title, self._say.paper_kind[paper.kind], (chip,), self.tools())
        differences = [
            one for one in self._comparison.differences if paper.id in {one.first_id, one.second_id}
        ]
        if differences:
            pane.heading(words("Where other papers differ"))
        for one in differences:
            self._show_difference(one)
        pane.heading(words("What it says"))
        pane.pairs([(self._say.particular[one.kind], self._stated(one)) for one in paper.confirmed])
        self._show_proposed(paper)
        show_looks(pane, [one for one in self._comparison.looks if one.paper_id == paper.id], words)
        pane.end()

    def _stated(self, one: PaperParticular) -> str:
        """Return what a paper says with its page, a day that has no year, and whose statement it is."""
        text = with_day(one, one.text, self.words)
        whose = "" if one.source == "issuer" else f" · {self._say.source[one.source]}"
        placed = self.words("{text} (page {page})", text=text, page=one.page) if one.page else text
        return f"{placed}{whose}"

    def _show_difference(self, one: Difference) -> None:
        words = self.words
        both_say = (
            f"{self._comparison.title(paper_id)}: {self._stated(particular)}"
            for paper_id, particular in ((one.first_id, one.first), (one.second_id, one.second))
        )
        explained = words(EXPLANATIONS[one.explanation]) if one.explanation else ""
        chip = Chip(text, "grey", "ask") if (text := self._standing(one)) else None
        self.details.note(self._say.particular[one.kind], "\n".join(both_say), explained, chip)
        steps = (
            (words("Make a fact"), "fact", words("Fact added"), compared_paper.as_fact),
            (words("Make a ground"), "proof", words("Ground added"), compared_paper.as_ground),
            (
                words("Ask the State"),
                "ask",
                words("Question to the State added to the tasks"),
                compared_paper.as_question,
            ),
        )
        buttons = (
            button(step, partial(self._make, done, make, one.key), meaning=meaning)
            for step, meaning, done, make in steps
        )
        self.details.add(Wrapping(*buttons))

    def _standing(self, one: Difference) -> str:
        """Return why a difference does not stand open; "" where it does."""
        if one.is_explained:
            return self.words("explained by an exhibit")
        if one.is_also:
            return self.words("the same name is given, too")
        return self.words("spelling only") if one.is_spelling else ""

    def _show_proposed(self, paper: ComparedPaper) -> None:
        words = self.words
        if paper.proposed:
            self.details.heading(words("Proposed from the text, not compared yet"))
        for place, one in enumerate(paper.particulars):
            if one.state != "proposed":
                continue
            confirm = button(
                "",
                partial(self._confirm, paper.id, place),
                role="tool",
                meaning="done",
                name=words("Confirm"),
            )
            self.details.note(
                self._say.particular[one.kind],
                self._stated(one),
                "",
                None,
                (confirm,),
            )
        if not paper.particulars:
            propose = button(
                words("Read from the text of the file"), partial(self._propose, paper), meaning="read"
            )
            self.details.add(Wrapping(propose))

    def _confirm(self, paper_id: str, place: int) -> None:
        def work(session: Session) -> tuple[ComparedPaper, ComparedPaper]:
            was = record.find(session, ComparedPaper, paper_id)
            return was, compared_paper.confirm(session, paper_id, frozenset({place}))

        self._changed(self.words("Particular confirmed"), work)

    def _propose(self, paper: ComparedPaper) -> None:
        def work(session: Session) -> tuple[ComparedPaper, ComparedPaper]:
            return paper, compared_paper.fill_in(session, paper.id)

        self._changed(self.words("Particulars proposed: confirm each"), work)

    def _changed(self, title: str, work: Callable[[Session], tuple[ComparedPaper, ComparedPaper]]) -> None:
        def done(changed: tuple[ComparedPaper, ComparedPaper]) -> None:
            was, now = changed
            self.context.did(
                title,
                lambda session: record.take_back(session, now, was),
                redo=lambda session: form.change(
                    session, now, seen=record.find(session, ComparedPaper, now.id)
                ),
            )

        self.context.ask(work, done)

    def _make(self, title: str, make: Maker, key: str) -> None:
        case_id, words = self.place.id, self.words

        def work(session: Session) -> Added:
            comparison = compared_paper.comparison(session, case_id)
            new = make(session, case_id, comparison, key, words)
            return added(session, [(type(new), new.id)])

        def done(new: Added) -> None:
            self.context.did(
                title,
                lambda session: take_away(session, new),
                redo=lambda session: bring_back(session, new),
            )

        self.context.ask(work, done)

    def _show(self, comparison: PaperComparison) -> None:
        self._comparison = comparison
        differs: dict[str, set[str]] = {}
        for one in comparison.differences:
            if one.is_open and not one.is_spelling:
                differs.setdefault(one.first_id, set()).add(one.kind)
                differs.setdefault(one.second_id, set()).add(one.kind)
        self.show_records(
            [
                PaperRow(id=one.paper.id, shown=one, differs=frozenset(differs.get(one.paper.id, ())))
                for one in comparison.papers
            ]
        )


def _columns(words: Translator, say: RequestWords) -> tuple[Column[PaperRow], ...]:
    paper: Column[PaperRow] = Column(
        title=words("Paper"),
        text=lambda row: row.shown.title,
        beside=lambda row: say.paper_kind[row.shown.paper.kind],
        look="two-lines",
        width=24,
        stretches=True,
        is_kept=True,
    )
    return (paper, *(_column(kind, width, words, say) for kind, width in _COLUMNS))


def _column(kind: ParticularKind, width: int, words: Translator, say: RequestWords) -> Column[PaperRow]:
    def stated(row: PaperRow) -> list[str]:
        return [one.text for one in row.shown.paper.confirmed if one.kind == kind]

    def tone(row: PaperRow) -> Tone | None:
        return "amber" if kind in row.differs else None

    return Column(
        title=say.particular[kind],
        text=lambda row: next(iter(stated(row)), ""),
        beside=lambda row: words.series_of(stated(row)[1:]),
        look="two-lines",
        tone=tone,
        icon=lambda row: "warning" if kind in row.differs else "",
        width=width,
        is_optional=True,
    )
