"""Cases: the table of all cases, and the form of a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from casebook.domain.case.case import Case
from casebook.services.base import record
from casebook.services.base.office import next_reference
from casebook.services.case import case
from casebook.services.case.case import CaseRow
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.cell_editing import CellEditing
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.many_rows import ManyRows, RowAction
from casebook.ui.pages.base.record_editor import RecordEditor
from casebook.ui.pages.base.tags import tags_column
from casebook.ui.pages.case.case_form import case_form_spec, closed_words
from casebook.ui.pages.wording.values import Wording, side_by_side
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.layout import column

NEW = "new"
"""The place of the form for a new case."""


class CaseList(Listing[CaseRow]):
    """Every case, newest first."""

    keeps_filters = True
    concerns = frozenset({"case", "person", "proceeding", "event"})

    def __init__(self, context: PageContext) -> None:
        self._found: list[CaseRow] = []
        self._none_yet: Empty | None = None
        self._all_binned: Empty | None = None
        super().__init__(context, context.words("Cases"), _columns(context))
        self._status = ChoiceBox()
        self._status.setAccessibleName(self.words("Status"))
        self._status.setMinimumContentsLength(6)
        self._status.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, label in (("", self.words("All cases")), *_statuses(self.wording)):
            self._status.addItem(label, value)
        self._status.setCurrentIndex(1)
        self._status.currentIndexChanged.connect(lambda _: self._show_found())
        self.choices.addWidget(self._status)
        self.editor = RecordEditor(context)
        self.editor.kept.connect(self.open_row)
        self.editor.closed.connect(self.take_focus)
        self.above.addWidget(self.editor)
        fields = ("confidentiality", "team", "tags")
        self.many = ManyRows(self, self.table, self.editor, self.spec, fields)
        self.cells = CellEditing(self, self.table, self.spec)
        self.table.changing.connect(lambda _: self.many.change_or(self.change))
        self.table.removing.connect(lambda _: self.remove())

    def show_place(self, place: Location) -> None:
        """Show the cases, or the form of a new one."""
        super().show_place(replace(place, within=""))
        if place.within == NEW:
            self.start_new()

    def filter_boxes(self) -> dict[str, QComboBox]:
        """Return the boxes above the list by their keys."""
        return {**super().filter_boxes(), "status": self._status}

    def spec(self) -> FormSpec[Case]:
        """Return the form of a case."""
        return case_form_spec(self.context)

    def read(self) -> None:
        """Read every case."""
        self.ask(case.rows, self._show)

    def start_new(self) -> None:
        """Show the form for a new case."""
        self.context.ask(next_reference, self._begin_new)

    def change(self) -> None:
        """Edit the selected case."""
        case_id = self.table.chosen_id
        if case_id:
            self.context.ask(lambda session: record.find(session, Case, case_id), self._change)

    def resume(self, form: str) -> None:
        """Open the form for a new case, or of several cases."""
        if not self.many.resume(form) and self.editor.form is None and form == self.spec().new.msgid:
            self.start_new()

    def take_focus(self) -> None:
        """Focus the open form, or the table, or the first step."""
        if not self.isVisible():
            return  # a case was saved, and is open now
        if self.editor.form is not None:
            self.editor.form.take_focus()
        else:
            super().take_focus()

    def row_actions(self) -> list[RowAction]:
        """Return the entries of the menu of the selected rows."""
        actions = self.many.actions(self.change, self.remove)
        return [*actions[:1], *self.cells.actions(), *actions[1:], *super().row_actions()]

    def remove(self) -> None:
        """Move the selected cases to the bin."""
        self.many.remove()

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new case."""
        return (button(self.words("New case"), self.start_new, role="primary", meaning="add"),)

    def empty_state(self) -> QWidget:
        """Return the empty state: how to begin, or that all cases lie in the bin."""
        whole = QWidget()
        both = column(whole, gap=0)
        self._none_yet = Empty(
            "case",
            self.words("No cases yet"),
            self.words(
                "A case contains the people, proceedings, evidence and facts of one matter, and the "
                "dossiers built from them. Enter the office's reference to begin."
            ),
            button(self.words("Create first case"), self.start_new, role="primary", meaning="add"),
        )
        self._all_binned = Empty(
            "bin",
            self.words("Every case is in the bin"),
            self.words("Restore one there, or choose New case."),
            button(self.words("Open bin"), lambda: self.context.go(Location(page="bin")), role="primary"),
        )
        for one in (self._none_yet, self._all_binned):
            both.addWidget(one)
        self._all_binned.hide()
        return whole

    def no_match(self) -> str:
        """Return what is said where no case has the status chosen."""
        words = self.words
        titles = {
            "open": words("No case is open"),
            "dormant": words("No case is on hold"),
            "closed": words("No case is closed"),
        }
        wanted = str(self._status.currentData() or "")
        return super().no_match() if self.rows.total or wanted not in titles else titles[wanted]

    def open_row(self, record_id: str) -> None:
        """Open the case."""
        self.context.go(Location(page="case", id=record_id))

    def _begin_new(self, reference: str) -> None:
        self.editor.begin_new(
            self.spec(),
            {"opened_on": self.context.session.clock().date()},
            {"reference": reference, "jurisdiction": self.context.office.country},
        )

    def _show(self, found: list[CaseRow]) -> None:
        self._found = found
        self._show_found()
        if not found:
            self.ask(case.is_any_binned, self._show_binned)

    def _show_binned(self, is_any: bool) -> None:  # noqa: FBT001 - the answer of the vault
        if self._none_yet is not None and self._all_binned is not None:
            self._none_yet.setVisible(not is_any)
            self._all_binned.setVisible(is_any)

    def _change(self, chosen: Case) -> None:
        self.editor.begin_change(self.spec(), chosen)

    def _show_found(self) -> None:
        wanted = self._status.currentData()
        rows = [row for row in self._found if not wanted or row.status == wanted]
        self.show_rows(rows, of=len(self._found))


def _statuses(wording: Wording) -> list[tuple[str, str]]:
    return [(value, status[0]) for value, status in wording.case_status.items()]


def _columns(context: PageContext) -> tuple[Column[CaseRow], ...]:
    words, wording = context.words, Wording(context.words)
    return (
        Column(
            title=words("Reference"),
            text=lambda row: row.reference,
            look="strong",
            fits=True,
            width=8,
            edits="reference",
        ),
        Column(
            title=words("Client"),
            text=lambda row: row.client or "—",
            beside=lambda row: side_by_side(row.client_names),
            look="two-lines",
            width=18,
            stretches=True,
        ),
        Column(
            title=words("Title"),
            text=lambda row: row.title,
            beside=lambda row: closed_words(words, row),
            look="two-lines",
            width=38,
            stretches=True,
            edits="title",
        ),
        Column(
            title=words("Country"),
            text=lambda row: wording.country(row.jurisdiction),
            sought=lambda row: wording.country_words(row.jurisdiction),
            width=10,
            gives_way=1,
            edits="jurisdiction",
        ),
        *_standing(context),
    )


def _standing(context: PageContext) -> tuple[Column[CaseRow], ...]:
    words, wording, far = context.words, Wording(context.words), date.max
    return (
        Column(
            title=words("Stage"),
            text=lambda row: row.stage,
            look="two-lines",
            width=14,
        ),
        Column(
            title=words("Next hearing"),
            text=lambda row: dates.brief(words, row.next_hearing),
            fits=True,
            sort=lambda row: row.next_hearing_on or far,
            width=12,
        ),
        Column(
            title=words("Status"),
            text=lambda row: wording.case_status[row.status][0],
            tone=lambda row: wording.case_status[row.status][1],
            icon=lambda row: wording.case_status[row.status][2],
            width=12,
        ),
        tags_column(words),
    )
