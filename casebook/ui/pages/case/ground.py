"""Grounds: the proof matrix of a case, with its coverage at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.case.ground import Ground
from casebook.domain.library.topic import Topic
from casebook.services.case import ground
from casebook.services.case.ground import Coverage, Matrix, MatrixElement, MatrixRow, ProofDocument
from casebook.services.library import library
from casebook.services.library.suggestion import TOPICS
from casebook.ui.kit import theme
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.case.ground_form import ground_form_spec
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.charts.coverage import CoverageBar
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.entry_parts import ListEntry, PartEntry
from casebook.ui.widgets.layout.layout import line


class Grounds(Records[MatrixRow, Ground]):
    """The grounds with their coverage, and the selected one with its elements."""

    heading_role = "title"
    shares = (5, 6)
    concerns = frozenset({"ground", "fact", "document", "finding"})
    bulk_fields = ("proceeding_ids",)

    def __init__(self, context: PageContext) -> None:
        self._titles = CaseWords(context.words)
        self._topics: dict[str, Topic] = {}
        super().__init__(context, context.words("Grounds and proof"), _columns(context, self._titles))
        strip = line(gap=12)
        self._bar = CoverageBar()
        self._bar.setMaximumWidth(theme.current().px(220))
        self._summary = label("", "quiet", wraps=True)
        strip.addWidget(self._bar, 1)
        strip.addWidget(self._summary, 2)
        self.above.addLayout(strip)

    def read(self) -> None:
        """Read the matrix."""
        case_id = self.place.id
        self.ask(lambda session: (ground.matrix(session, case_id), library.topics(session)), self._show)

    def spec(self) -> FormSpec[Ground]:
        """A ground."""
        return ground_form_spec(self.context, self.place.id)

    def record_of(self, row: MatrixRow) -> Ground:
        """Return the ground of a row."""
        return row.ground

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new ground."""
        return (self.new_step(self.words("New ground")),)

    def empty_state(self) -> QWidget:
        """What belongs here."""
        return Empty(
            "proof",
            self.words("No grounds yet"),
            self.words(
                "A ground is a legal argument against the return. Link each element it must prove "
                "to facts, documents, library findings and adverse material."
            ),
            self.first_step(self.words("Add first ground")),
        )

    def show_record(self, record_id: str) -> None:
        """Show the ground with its elements to prove."""
        ground_row = self.rows.row_at(self.rows.index_of(record_id))
        if ground_row is None:
            return
        plea, pane = ground_row.ground, self.details
        kind = self._titles.ground_kind[plea.kind]
        pane.begin(plea.title, " · ".join((kind, *plea.hooks)), (), self.tools())
        bar = CoverageBar()
        bar.show_coverage(*_parts(ground_row.coverage), self._spoken(ground_row.coverage))
        pane.add(bar)
        for at, each in enumerate(ground_row.lines):
            self._show_line(at, each)
        pane.step_below(button(self.words("Add element"), self._add_element, meaning="add", writes=True))
        self._show_topics(plea)
        if plea.text:
            pane.heading(self.words("Argument"))
            pane.words(plea.text)
        pane.end()

    def _show_topics(self, plea: Ground) -> None:
        """Show the usual topics of this kind of ground, with links to their findings."""
        self.details.heading(self.words("Library topics"))
        for topic_id in TOPICS[plea.kind]:
            if topic_id in self._topics:
                place = Location(page="library", tab="findings", id=topic_id)
                self.details.add(
                    Opening(self.words(self._topics[topic_id].title), partial(self.context.go, place))
                )

    def _proofs(self) -> ListEntry | None:
        """Open the form of the ground and return its elements."""
        self.change()
        form = self.editor.form
        entry = form.entries.get("proofs") if form is not None else None
        return entry if isinstance(entry, ListEntry) else None

    def _add_element(self) -> None:
        if (proofs := self._proofs()) is not None:
            proofs.add(None).take_focus()

    def _add_finding(self, at: int) -> None:
        """Begin a finding in the element at this place."""
        proofs = self._proofs()
        element = proofs.lines[at] if proofs is not None and at < len(proofs.lines) else None
        findings = element.entries.get("finding_ids") if isinstance(element, PartEntry) else None
        if isinstance(findings, ListEntry):
            findings.add(None).take_focus()

    def _show_line(self, at: int, proof_line: MatrixElement) -> None:
        words = self.words
        word, tone, meaning = self._titles.proof_state[proof_line.proof.state]
        shown = [words("Fact: {fact}", fact=fact.statement) for fact in proof_line.facts]
        shown += [words("Document: {title}", title=self._placed(place)) for place in proof_line.evidence]
        shown += [words("Finding: {finding}", finding=each.statement) for each in proof_line.findings]
        against = [words("Adverse: {finding}", finding=each.statement) for each in proof_line.adverse]
        against += (
            [words("Adverse: {finding}", finding=proof_line.proof.adverse)]
            if proof_line.proof.adverse
            else []
        )
        against += (
            [words("Response: {answer}", answer=proof_line.proof.answer)] if proof_line.proof.answer else []
        )
        lacks = " · ".join(_lack(self, lack) for lack in proof_line.lacks)
        step = button(words("Add finding"), partial(self._add_finding, at), role="link", writes=True)
        text = "\n".join((*shown, *against))
        self.details.note(proof_line.proof.element, text, lacks, Chip(word, tone, meaning), (step,))

    def _placed(self, place: ProofDocument) -> str:
        document = place.document
        mark = self.words("Exhibit {mark}", mark=document.exhibit_mark) if document.exhibit_mark else ""
        page = self.words("page {page}", page=place.page) if place.page else ""
        return " · ".join(part for part in (mark, document.title, page) if part)

    def _show(self, read: tuple[Matrix, dict[str, Topic]]) -> None:
        matrix, self._topics = read
        self._bar.show_coverage(*_parts(matrix.coverage), self._spoken(matrix.coverage))
        unused = self.words.count(
            "{number} fact not yet used for a ground",
            "{number} facts not yet used for a ground",
            len(matrix.unused),
        )
        parts = [self._spoken(matrix.coverage)] + ([unused] if matrix.unused else [])
        self._summary.setText(" · ".join(parts) if matrix.rows else "")
        self._bar.setVisible(bool(matrix.rows))
        self.show_records(matrix.rows)

    def _spoken(self, coverage: Coverage) -> str:
        return self.words(
            "{settled} of {needed} established or arguable, {evidenced} with evidence, {contested} contested",
            settled=coverage.settled,
            needed=coverage.needed,
            evidenced=coverage.evidenced,
            contested=coverage.contested,
        )


def _parts(coverage: Coverage) -> tuple[int, int, int]:
    return coverage.settled, max(coverage.evidenced - coverage.settled, 0), coverage.needed


def _lack(page: Grounds, lack: str) -> str:
    words = page.words
    return {
        "nothing": words("no proof yet"),
        "fact-without-evidence": words("a fact has no evidence"),
        "finding-unread": words("a finding was not read in its source"),
        "adverse-unanswered": words("adverse material is unanswered"),
        "not-assessed": words("not assessed"),
    }[lack]


def _is_shown(row: MatrixRow) -> bool:
    """Return whether its content is complete and visible."""
    return 0 < row.coverage.needed == row.coverage.settled


def _columns(context: PageContext, case_words: CaseWords) -> tuple[Column[MatrixRow], ...]:
    words = context.words
    return (
        Column(
            title=words("Ground"),
            text=lambda row: row.ground.title,
            beside=lambda row: case_words.ground_kind[row.ground.kind],
            look="two-lines",
            width=26,
            stretches=True,
            edits="title",
        ),
        Column(
            title=words("Established"),
            text=lambda row: f"{row.coverage.settled} / {row.coverage.needed}",
            tone=lambda row: "green" if _is_shown(row) else "amber",
            icon=lambda row: "done" if _is_shown(row) else "missing",
            sort=lambda row: row.coverage.settled,
            width=10,
        ),
        Column(
            title=words("Contested"),
            text=lambda row: str(row.coverage.contested or ""),
            tone=lambda row: "violet" if row.coverage.contested else None,
            icon=lambda row: "ask" if row.coverage.contested else "",
            sort=lambda row: row.coverage.contested,
            width=10,
        ),
    )
