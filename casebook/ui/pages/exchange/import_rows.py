"""The rows of a list with what will happen to each, and the choice for those that somebody must decide."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.case.event import Event
from casebook.domain.case.fact import Fact
from casebook.domain.case.task import Task
from casebook.domain.exchange.import_plan import Decision, Fate, ImportPlan, PlannedRow
from casebook.domain.exchange.list_import import Listed
from casebook.ui.kit import dates, theme
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.exchange.event_kind_choice import EventKindChoice
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.tables.hidden_columns import with_hidden_columns
from casebook.ui.widgets.tables.table import DataTable

HEIGHT = 260
_TONES: dict[Fate, Tone] = {
    "ask": "amber",
    "new": "green",
    "changed": "amber",
    "cancelled": "amber",
    "duplicate": "grey",
    "skipped": "grey",
    "refused": "red",
}
_ICONS: dict[Fate, str] = {
    "ask": "ask",
    "new": "add",
    "changed": "edit",
    "cancelled": "cancel",
    "duplicate": "copy",
    "skipped": "cancel",
    "refused": "error",
}
FATES: dict[Fate, str] = {
    "ask": gettext_noop("to decide"),
    "new": gettext_noop("new"),
    "changed": gettext_noop("changed"),
    "cancelled": gettext_noop("cancelled"),
    "duplicate": gettext_noop("already present"),
    "skipped": gettext_noop("left out"),
    "refused": gettext_noop("rejected"),
}
_FIRST: tuple[Fate, ...] = ("ask", "refused", "cancelled", "changed", "new", "duplicate", "skipped")
"""The order of rows: those to decide and to review first."""
_DATED: tuple[Listed, ...] = ("event", "task", "fact")
_DECISIONS: dict[Decision, str] = {
    "new": gettext_noop("Import as new"),
    "change": gettext_noop("Change as listed"),
    "same": gettext_noop("Already present"),
    "skip": gettext_noop("Leave out"),
}


class PlannedRows(QWidget):
    """The table of rows, with buttons that decide the selected one.

    Attributes:
        decided: the line of a row, and what somebody decided of it.
        kind_set: the line of a row, or 0 for all, and the type of its event.
    """

    decided = Signal(int, str)
    kind_set = Signal(int, str)

    def __init__(self, words: Translator, plan: ImportPlan, *, is_open: bool) -> None:
        """Show the rows of a plan.

        Args:
            words: the language of the window.
            plan: with its rows.
            is_open: it is not carried out yet, so that rows can be decided.
        """
        super().__init__()
        self._rows = {row.id: row for row in plan.rows}
        listed: Rows[PlannedRow] = Rows(_columns(words, plan.noun), self)
        self.table = DataTable(words("What will happen to each row"), listed)
        self.table.setFixedHeight(theme.current().px(HEIGHT))
        listed.show_rows(sorted(plan.rows, key=lambda row: (_FIRST.index(row.fate), row.line)))
        whole = column(self, gap=8)
        whole.addWidget(with_hidden_columns(self.table, words))
        self._buttons = {
            decision: button(words(title), partial(self._decide, decision))
            for decision, title in _DECISIONS.items()
        }
        if is_open and any(row.can_be_decided for row in plan.rows):
            foot = line(gap=8)
            foot.addWidget(label(words("Selected row"), "strong"))
            for each in self._buttons.values():
                foot.addWidget(each)
            foot.addStretch(1)
            whole.addLayout(foot)
        self._kinds: EventKindChoice | None = None
        if is_open and plan.noun == "event":
            self._kinds = EventKindChoice(words)
            self._kinds.for_row.connect(self._set_kind)
            self._kinds.for_all.connect(lambda kind: self.kind_set.emit(0, kind))
            whole.addWidget(self._kinds)
        self.table.chosen.connect(self._offer)
        self._offer("")

    def _offer(self, row_id: str) -> None:
        row = self._rows.get(row_id)
        for decision, each in self._buttons.items():
            needed = {"same": row and row.known_id, "change": row and row.former}.get(decision, row)
            each.setEnabled(bool(needed and row and row.can_be_decided))
        if self._kinds is not None:
            self._kinds.offer_row(kind=row.record.kind if row and isinstance(row.record, Event) else "")

    def _set_kind(self, kind: str) -> None:
        row = self._rows.get(self.table.chosen_id)
        if row is not None:
            self.kind_set.emit(row.line, kind)

    def _decide(self, decision: Decision) -> None:
        row = self._rows.get(self.table.chosen_id)
        if row is not None:
            self.decided.emit(row.line, decision)


def _columns(words: Translator, noun: Listed) -> tuple[Column[PlannedRow], ...]:
    titles = CaseWords(words).event_kind
    kind = Column[PlannedRow](
        title=words("Type"),
        text=lambda row: titles[row.record.kind] if isinstance(row.record, Event) else "",
        width=14,
    )
    return (
        Column(title=words("Line"), text=lambda row: str(row.line), sort=lambda row: row.line, width=6),
        Column(
            title=words("Outcome"),
            text=lambda row: words(FATES[row.fate]),
            tone=lambda row: _TONES[row.fate],
            icon=lambda row: _ICONS[row.fate],
            width=18,
        ),
        Column(title=words("Record"), text=lambda row: row.title, look="strong", width=30, stretches=True),
        *((_day_column(words, words("Due on" if noun == "task" else "Date")),) if noun in _DATED else ()),
        *((kind,) if noun == "event" else ()),
        Column(
            title=words("Remarks"),
            text=lambda row: words(row.why) if row.why else "",
            width=70,
        ),
    )


def _day_column(words: Translator, title: str) -> Column[PlannedRow]:
    """The column of days; below a day with a time stands that, as its zone has it."""

    def day(row: PlannedRow) -> str:
        match row.record or row.former:
            case Event(on=on) | Fact(on=on):
                return dates.brief(words, on)
            case Task(due_on=due_on) if due_on:
                return dates.format_date(words, due_on)
        return ""

    def clock(row: PlannedRow) -> str:
        one = row.record or row.former
        if not isinstance(one, Event) or one.at is None:
            return ""
        return dates.hour_and_zone(one.at, one.zone) if one.zone else f"{one.at:%H:%M}"

    return Column(
        title=title,
        text=day,
        beside=clock,
        look="two-lines",
        fits=True,
        width=13,
        is_kept=True,
    )
