"""The findings of the library: searched in every script, narrowed by filters, and the one chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QComboBox, QPushButton, QWidget

from casebook.domain.library.finding import Finding
from casebook.language.synonym import SynonymMatch
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library import finding, library, library_view
from casebook.services.library.library_view import About, FindingRow, Whole
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.base.record_editor import RecordEditor
from casebook.ui.pages.base.rival_marks import RivalMarks
from casebook.ui.pages.library.finding_form import finding_form_spec
from casebook.ui.pages.library.findings_used import FindingsUse
from casebook.ui.pages.library.library_filter import LibraryFilter
from casebook.ui.pages.library.library_pane import FindingPane
from casebook.ui.pages.library.synonym_bar import SynonymBar
from casebook.ui.pages.wording.library import LibraryWording, Status
from casebook.ui.pages.wording.synonym import reason
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.split import Split

Reasons = dict[str, tuple[SynonymMatch, ...]]


class Findings(Listing[FindingRow]):
    """Every finding, and the one chosen."""

    heading_role = "title"
    keeps_filters = True
    concerns = frozenset(
        {"finding", "source", "topic", "reading", "remark", "collection", "person", "ground"}
    )

    def __init__(self, context: PageContext) -> None:
        self._whole: Whole | None = None
        self._asked_for = ""
        self._ranks: dict[str, int] | None = None
        self._reasons: Reasons = {}
        super().__init__(context, context.words("Findings"), _columns(context))
        self._filter = LibraryFilter(self.words)
        self._filter.changed.connect(self._narrow)
        self.above.addWidget(self._filter)
        self._synonyms = SynonymBar(self.words)
        self._synonyms.narrowed.connect(self._search_again)
        self.above.addWidget(self._synonyms)
        self.choices.addWidget(self._filter.more)
        self.table.chosen.connect(self._turn_to)
        self.filter.setPlaceholderText(self.words("Search in any script"))

    def fill(self, whole: QBoxLayout) -> None:
        """Put the list and the detail beside it into the page."""
        self._pane = self.detail_pane = FindingPane(self)
        self._pane.changing.connect(self._change)
        self._pane.removing.connect(self._remove)
        self._marks = RivalMarks(self.context, self._pane)
        self.editor = RecordEditor(self.context, self._pane)
        self.editor.kept.connect(self._kept)
        self._use = FindingsUse(self, self.editor)
        whole.addWidget(Split(self.pane, self.editor, (3, 2)), 1)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """One of the person's own."""
        return (button(self.words("New finding"), self.start_new, role="primary", meaning="add"),)

    def row_actions(self) -> list[RowAction]:
        """Return the entries of the menu of the selected findings."""
        count = len(self.table.selected_ids)
        title = self.words.count("Add {number} finding to a case…", "Add {number} findings to a case…", count)
        actions = [RowAction(title=title, act=self.add_to_case, writes=True)]
        if self._whole is not None and self._whole.slots:
            title = self.words.count(
                "Use {number} finding for a ground…", "Use {number} findings for a ground…", count
            )
            actions.append(RowAction(title=title, act=self.attach, writes=True))
        return [*actions, *super().row_actions()]

    def attach(self) -> None:
        """Choose the ground for which the selected findings are used."""
        if self._whole is not None and not self.editor.is_filling:
            self._use.for_ground(self.table.selected_ids, self._whole.slots)

    def add_to_case(self) -> None:
        """Choose the case in which the selected findings begin a new ground."""
        if not self.editor.is_filling:
            self._use.for_case(self.table.selected_ids)

    def start_new(self) -> None:
        """Fill in a finding of the person's own."""
        if self._whole is not None:
            self.editor.begin_new(
                finding_form_spec(self.context, self._whole.library_index.topics.values()), {}
            )

    def resume(self, form: str) -> None:
        """Open the form for a new one or for an own one, or show the finding a form belongs to."""
        spec, (title, _, finding_id) = finding_form_spec(self.context, ()), form.partition("/")
        if title == spec.new.msgid and not finding_id:
            self.start_new()
            return
        super().resume(form)
        if title == spec.change.msgid and self.table.chosen_id == finding_id:
            self._change()

    def filter_boxes(self) -> dict[str, QComboBox]:
        """Return the boxes above the list by their keys."""
        return {**super().filter_boxes(), **self._filter.boxes}

    def read(self) -> None:
        """Read the whole library at once: it is small."""
        self.ask(library_view.whole, self._show)

    def empty_state(self) -> QWidget:
        """The placeholder shown when the list is empty."""
        return Empty(
            "library",
            self.words("No findings"),
            self.words("Findings are supplied with the library."),
        )

    def no_match(self) -> str:
        """Return what is said where no finding is of what was chosen and searched."""
        return self.words("No matching findings")

    def open_row(self, record_id: str) -> None:
        """Do nothing: a finding has no page other than the pane beside it."""
        self._choose(record_id)

    def ask_topic(self, topic_id: str) -> None:
        """Show the findings on one topic."""
        self._filter.ask_topic(topic_id)
        self._narrow()

    def _show(self, whole: Whole) -> None:
        self._whole = whole
        self._filter.offer(whole)
        self._narrow()
        self._choose(self.table.chosen_id)

    def _ask(self, search_text: str) -> None:
        self._asked_for = search_text
        self._synonyms.show_query(search_text)
        if not search_text:
            self._found(("", [], {}))
            return

        def read(session: Session) -> tuple[str, list[tuple[str, str]], Reasons]:
            keys = library.matching(session, search_text)
            return search_text, keys, library.synonyms_met(session, search_text, keys)

        self.ask(read, self._found)

    def _search_again(self, query: str) -> None:
        self.filter.setText(query)
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask(query)

    def _found(self, answer: tuple[str, list[tuple[str, str]], Reasons]) -> None:
        search_text, keys, self._reasons = answer
        if search_text != self._asked_for or self._whole is None:
            return
        self._ranks = library.ranked(keys, self._whole.library_index) if search_text else None
        self._narrow()

    def _narrow(self) -> None:
        held = self._whole
        if held is None:
            return
        query, chosen = self._filter.query(held), self._filter.chosen(held)
        rows = library_view.narrowed(held, query, chosen, self._ranks, self._reasons)
        self.show_rows(rows, of=len(held.cited))
        self.filter.setEnabled(True)
        self.select_row(self.wanted_row())

    def _turn_to(self, finding_id: str) -> None:
        """Another is looked at; what was typed is offered above the page."""
        if finding_id and not self.is_selecting:
            self.editor.leave()
        self._choose(finding_id)

    def _choose(self, finding_id: str) -> None:
        if finding_id:
            self.ask(lambda session: library_view.about(session, finding_id), self._detail)

    def _change(self) -> None:
        """Change the finding as it was typed, not as a reading made it."""
        finding_id = self.table.chosen_id
        self.context.ask(lambda session: record.find(session, Finding, finding_id), self._begin_change)

    def _begin_change(self, finding_record: Finding) -> None:
        if self._whole is not None:
            self.editor.begin_change(
                finding_form_spec(self.context, self._whole.library_index.topics.values()), finding_record
            )

    def _remove(self) -> None:
        finding_id = self.table.chosen_id
        self.context.ask(
            lambda session: finding.remove(session, finding_id),
            lambda _: self.context.did(
                self.words("Finding moved to bin"),
                lambda session: record.restore(session, Finding, finding_id),
                redo=lambda session: record.move_to_bin(session, Finding, finding_id),
            ),
        )

    def _kept(self, finding_id: str) -> None:
        self.sought = finding_id
        self.read()

    def _detail(self, about: About | None) -> None:
        if about is None or about.cited.finding.id != self.table.chosen_id:
            return  # it was filtered out in the meantime
        if self._whole is not None and not self.editor.is_filling:
            self._pane.show_about(about, self._whole)
            self._marks.mark(Finding, about.cited.finding.id)


def _columns(context: PageContext) -> tuple[Column[FindingRow], ...]:
    words, wording = context.words, LibraryWording(context.words)

    def read_as(row: FindingRow) -> Status:
        return wording.read_as(row.cited.finding.reading_level, is_misquoted=row.is_misquoted)

    return (
        Column(
            title=words("Finding"),
            text=lambda row: row.cited.finding.statement,
            look="two-lines",
            width=40,
            stretches=True,
        ),
        Column(
            title=words("Found by"),
            text=lambda row: reason(row.synonyms),
            look="two-lines",
            width=18,
            is_optional=True,
        ),
        Column(title=words("Source"), text=lambda row: row.cited.source.body, look="two-lines", width=14),
        Column(
            title=words("How it was read"),
            text=lambda row: read_as(row)[0],
            tone=lambda row: read_as(row)[1],
            icon=lambda row: read_as(row)[2],
            width=19,
        ),
        Column(
            title=words("Direction"),
            text=lambda row: wording.adverse()[0] if row.cited.finding.is_adverse else "",
            tone=lambda row: wording.adverse()[1] if row.cited.finding.is_adverse else None,
            icon=lambda row: wording.adverse()[2] if row.cited.finding.is_adverse else "",
            width=12,
        ),
    )
