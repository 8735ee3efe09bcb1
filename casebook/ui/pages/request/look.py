"""Look here: every place to look at on the papers of a case, and a number looked at by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.request.paper_check import LookHere, PaperCheck
from casebook.language.identity.paper_look import LOOKED_AT
from casebook.services.request import compared_paper, paper_look
from casebook.services.request.compared_paper import PaperComparison
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.request.look_notes import show_look, source_of
from casebook.ui.pages.wording.request import RequestWords
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.layout import line
from casebook.ui.widgets.layout.split import Split


@entity
class LookRow:
    """A place to look at, or a check for the eye, in the list."""

    id: str
    check: PaperCheck
    paper: str
    look: LookHere | None = None


class LookPage(Listing[LookRow]):
    """What was noticed on papers of both sides, what a person looks at by eye, and a number by itself."""

    heading_role = "title"
    concerns = frozenset({"compared-paper", "document"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, context.words("Look here"), _columns(context.words))
        self.table.chosen.connect(self._choose)

    def fill(self, whole: QBoxLayout) -> None:
        """Put the field for a number above the list, and the detail beside it."""
        say = RequestWords(self.words)
        self._kind = ChoiceBox()
        self._kind.setAccessibleName(self.words("Type of number"))
        for kind in LOOKED_AT:
            self._kind.addItem(say.particular[kind], kind)
        self._number = QLineEdit()
        self._number.setAccessibleName(self.words("Number to look at"))
        self._number.setPlaceholderText(self.words("Number to look at; it is kept nowhere"))
        self._number.returnPressed.connect(self._look_at_number)
        row = line(gap=8)
        row.addWidget(self._kind)
        row.addWidget(self._number, 1)
        row.addWidget(button(self.words("Look"), self._look_at_number, meaning="search"))
        self.above.addLayout(row)
        self._answer = label("", "", wraps=True)
        self._answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._answer.hide()
        self.above.addWidget(self._answer)
        how = f"{self.words(paper_look.HOW_TO_READ)} {self.words(paper_look.LAW_AS_OF)}"
        self.above.addWidget(label(how, "small", wraps=True))
        self._pane = self.detail_pane = DetailPane(self.words("Look here"))
        whole.addWidget(Split(self.pane, self._pane, (3, 2)), 1)

    def empty_state(self) -> QWidget:
        """Return the empty state."""
        return Empty(
            "search", self.words(paper_look.NOTHING), self.words("Compare papers first, or enter a number.")
        )

    def read(self) -> None:
        """Look at the papers of the case."""
        case_id = self.place.id
        self.ask(lambda session: compared_paper.comparison(session, case_id), self._show)

    def _show(self, comparison: PaperComparison) -> None:
        rows = [
            LookRow(
                id=f"look-{place}",
                check=one.check,
                paper=self._placed(comparison, one),
                look=one,
            )
            for place, one in enumerate(comparison.looks)
        ]
        for shown in comparison.papers:
            rows += [
                LookRow(id=f"eye-{shown.paper.id}-{check.id}", check=check, paper=shown.title)
                for check in paper_look.by_eye(shown.paper)
            ]
        self.show_rows(rows)
        self._pane.setVisible(bool(rows))
        wanted = self.wanted_row()
        if wanted:
            self.select_row(wanted)
            self._choose(wanted)

    def _placed(self, comparison: PaperComparison, one: LookHere) -> str:
        """Return the paper with its page; nothing of what papers say together."""
        title = comparison.title(one.paper_id) if one.paper_id else ""
        return self.words("{text} (page {page})", text=title, page=one.page) if title and one.page else title

    def _choose(self, record_id: str) -> None:
        row = self.rows.row_at(self.rows.index_of(record_id)) if record_id else None
        if row is None:
            return
        words, check = self.words, row.check
        chips = () if check.may_be_computed else (Chip(words("not read: a question only"), "grey", "ask"),)
        self._pane.begin(words(check.check), row.paper, chips)
        if row.look is not None:
            show_look(self._pane, row.look, words)
        else:
            self._pane.note(words("Look by eye"), words(check.caution), source_of(check, words))
            for title, text in ((words("Ask for"), check.ask), (words("What can be argued"), check.argument)):
                if text:
                    self._pane.note(title, words(text))
        self._pane.end()

    def _look_at_number(self) -> None:
        number = self._number.text().strip()
        if not number:
            self._answer.hide()
            return
        words = self.words
        kind, today = str(self._kind.currentData()), self.context.session.clock().date()
        hits = paper_look.look_at_number(kind, number, today)
        lines = [
            words("Look here: {what} {caution}", what=words(one.what), caution=words(one.check.caution))
            for one in hits
        ]
        self._answer.setText("\n".join(lines) or words(paper_look.nothing_of(kind, number)))
        self._answer.show()


def _columns(words: Translator) -> tuple[Column[LookRow], ...]:
    def what(row: LookRow) -> str:
        return words(row.look.what) if row.look is not None else words(row.check.check)

    def whose(row: LookRow) -> str:
        if row.look is None:
            return words("by eye")
        return words("for counsel only") if row.look.is_for_counsel_only else words("noticed")

    return (
        Column(title=words("Look here"), text=what, width=34, stretches=True),
        Column(title=words("Paper"), text=lambda row: row.paper, width=20, look="quiet"),
        Column(title=words("How"), text=whose, width=12, fits=True),
    )
