"""What a journey brings home, by record and field, each to be taken or left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.sharing.version import BINNED
from casebook.services.base import history_text
from casebook.services.sharing.travel.travel_change import TravelFieldChange, TravelRecordChange
from casebook.ui.models.lines import Status
from casebook.ui.models.rows import Column, Rows
from casebook.ui.pages.base.history_values import HistoryValues
from casebook.ui.pages.base.many_rows import RowAction, RowMenu
from casebook.ui.pages.sharing.fitted_table import fit_rows
from casebook.ui.pages.wording.nouns import noun_words
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.layout.wrapping import Wrapping
from casebook.ui.widgets.tables.hidden_columns import with_hidden_columns
from casebook.ui.widgets.tables.table import DataTable

_JOINED = frozenset({"new", "changed"})
_EMPTY: tuple[object, ...] = ("", None, [], {}, False)


@entity
class TripChangeRow:
    """A field that was written on a journey.

    Attributes:
        id: of the record and the field, as `travel_home.join` takes it.
        change: of the record.
        part: the field.
        record: its noun and title, in words.
        field: its name, in words.
        home, trip: what stands there, in words.
    """

    id: str
    change: TravelRecordChange
    part: TravelFieldChange
    record: str
    field: str
    home: str
    trip: str


class TripChangeTable(QWidget):
    """A row for each field; Enter takes it, or no longer.

    Attributes:
        changed: what is left was changed.
    """

    changed = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words, self._values = words, HistoryValues(words)
        self._left: set[str] = set()
        self._along: Mapping[str, int] = {}
        self._rows: list[TripChangeRow] = []
        whole = column(self, gap=8)
        self._sum = label("", "quiet", wraps=True)
        whole.addWidget(self._sum)
        self.rows: Rows[TripChangeRow] = Rows(self._columns(), self)
        self.table = DataTable(words("What the journey brings"), self.rows)
        self.table.opened.connect(lambda _: self.turn())
        self.menu = RowMenu(self.table, words("Actions for the selected field"), self._actions)
        whole.addWidget(with_hidden_columns(self.table, words))
        self._turn = button(words("Take field or not"), self.turn)
        self._turn_record = button(words("Take record or not"), self.turn_record)
        self._all = button(words("Take all"), self._take_all, role="link")
        self._none = button(words("Take none"), self._leave_all, role="link")
        whole.addWidget(Wrapping(self._turn, self._turn_record, self._all, self._none))

    def show_changes(self, changes: Sequence[TravelRecordChange]) -> None:
        """Show these changes; all are taken that can be, but for those that are suspect."""
        nouns = noun_words(self._words)
        self._along = Counter(one.with_case for one in changes if one.with_case)
        self._rows = rows = [
            self._row(nouns.get(one.noun, one.noun), one, part)
            for one in changes
            if not one.with_case
            for part in _shown_fields(one)
        ]
        self._left = {one.id for one in rows if one.change.suspect}
        self.rows.show_rows(rows)
        fit_rows(self.table)
        self.table.choose(rows[0].id if rows else "")
        self.setVisible(bool(rows))
        self._say()

    @property
    def replaced(self) -> tuple[TripChangeRow, ...]:
        """Return the fields that are taken in the place of something that stands at home."""
        return tuple(
            one
            for one in self._rows
            if one.id not in self._left
            and one.change.state == "changed"
            and one.part.state == "theirs"
            and (one.part.home not in _EMPTY or one.part.field == BINNED)
        )

    @property
    def include(self) -> tuple[str, ...]:
        """Return the suspect records of which something is taken all the same, as `travel_home.join` does."""
        taken = [one for one in self._rows if one.id not in self._left]
        return tuple(sorted({one.change.id for one in taken if one.change.suspect}))

    @property
    def leaves_all(self) -> bool:
        """Return whether nothing that could be taken is."""
        can = {one.id for one in self._rows if one.change.state in _JOINED}
        return bool(can) and can <= self._left

    def take_focus(self) -> None:
        """Focus the first row."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def leave(self) -> tuple[str, ...]:
        """Return what is left, as `travel_home.join` takes it: a record of which nothing is taken whole."""
        taken = {one.change.id for one in self._rows if one.id not in self._left}
        left = [one for one in self._rows if one.id in self._left]
        return tuple(sorted({one.id if one.change.id in taken else one.change.id for one in left}))

    def turn(self) -> None:
        """Take what is left of the selected fields, or leave it."""
        chosen = {one for one in self.table.selected_ids or (self.table.chosen_id,) if one}
        self._turn_ids({one.id for one in self._rows if one.id in chosen and one.change.state in _JOINED})

    def turn_record(self) -> None:
        """Take or leave all fields of the record of the selected row."""
        row = self.rows.row_at(self.table.currentIndex())
        if row is not None and row.change.state in _JOINED:
            self._turn_ids({one.id for one in self._rows if one.change.id == row.change.id})

    def _turn_ids(self, ids: set[str]) -> None:
        if ids:
            self._leave(self._left - ids if ids <= self._left else self._left | ids)

    def _take_all(self) -> None:
        """Take all but what is suspect and was not taken one by one."""
        self._leave({one.id for one in self._rows if one.change.suspect and one.id in self._left})

    def _leave_all(self) -> None:
        self._leave({one.id for one in self._rows if one.change.state in _JOINED})

    def _leave(self, left: set[str]) -> None:
        self._left = left
        chosen = self.table.chosen_id
        self.rows.show_rows(self._rows)
        self.table.choose(chosen)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        words, left = self._words, len(self._left)
        records = len({one.change.id for one in self._rows})
        text = words.count("{number} record was changed.", "{number} records were changed.", records)
        stays = (
            words.count("{number} field is not taken.", "{number} fields are not taken.", left)
            if left
            else ""
        )
        self._sum.setText(f"{text} {stays}".strip())

    def _row(self, noun: str, change: TravelRecordChange, part: TravelFieldChange) -> TripChangeRow:
        return TripChangeRow(
            id=f"{change.id}:{part.field}",
            change=change,
            part=part,
            record=self._record(noun, change, part),
            field=self._field(part),
            home="" if part.state == "new" else self._text(change.noun, part.field, part.home),
            trip=self._text(change.noun, part.field, part.trip),
        )

    def _record(self, noun: str, change: TravelRecordChange, part: TravelFieldChange) -> str:
        """Return a record by noun and title; a case in the bin with all that goes there as well."""
        words, along = self._words, self._along.get(change.id, 0)
        record = words.labelled(noun.capitalize(), change.title or words("without a title"))
        if part.field != BINNED or not along:
            return record
        return words("{record}, and all its records ({number})", record=record, number=along)

    def _field(self, part: TravelFieldChange) -> str:
        return self._words("Bin") if part.field == BINNED else history_text.field(part.field, self._words)

    def _text(self, noun: str, field: str, value: object) -> str:
        if field == BINNED:
            return self._words("in the bin") if value else self._words("not in the bin")
        if value in ("", None, [], {}):
            return self._words("empty")
        return self._values.display_text(noun, field, value)

    def status(self, row: TripChangeRow) -> Status:
        """Return what becomes of a field: text, tone and icon."""
        words = self._words
        barred: dict[str, Status] = {
            "purged-at-home": (words("deleted at home, stays away"), "grey", "remove"),
            "undecided": (words("deletion undecided, not taken"), "red", "warning"),
            "of-purged": (words("its case or person is deleted, not taken"), "red", "warning"),
            "not-carried": (words("did not travel, not taken"), "red", "warning"),
        }
        if row.change.state in barred:
            return barred[row.change.state]
        if row.change.suspect:
            return self._suspicion(row)
        if row.id in self._left:
            return words("not taken"), "grey", "cancel"
        if row.part.state == "both":
            return words("both changed, two versions"), "amber", "warning"
        if row.change.state == "new":
            return words("new"), "green", "add"
        return words("changed on the journey"), "blue", "edit"

    def _suspicion(self, row: TripChangeRow) -> Status:
        words = self._words
        if row.id not in self._left:
            return words("taken, though it is marked"), "amber", "warning"
        if row.change.suspect == "office-wide":
            return words("for the whole office, not taken"), "red", "warning"
        return words("names what did not travel, not taken"), "red", "warning"

    def _actions(self) -> list[RowAction]:
        words = self._words
        return [
            RowAction(title=words("Take field or not"), act=self.turn, keys="Return"),
            RowAction(title=words("Take record or not"), act=self.turn_record),
            RowAction(title=words("Take all"), act=self._take_all, begins_group=True),
            RowAction(title=words("Take none"), act=self._leave_all),
            RowAction(title=words("Copy rows"), act=self.table.copy, keys="Ctrl+C", begins_group=True),
        ]

    def _columns(self) -> tuple[Column[TripChangeRow], ...]:
        words = self._words
        return (
            Column(
                title=words("Record"), text=lambda row: row.record, look="strong", width=22, stretches=True
            ),
            Column(title=words("Field"), text=lambda row: row.field, width=14),
            Column(title=words("On the journey"), text=lambda row: row.trip, width=22, is_kept=True),
            Column(
                title=words("At home"), text=lambda row: row.home, look="quiet", width=22, is_optional=True
            ),
            Column(
                title=words("Status"),
                text=lambda row: self.status(row)[0],
                tone=lambda row: self.status(row)[1],
                icon=lambda row: self.status(row)[2],
                width=24,
            ),
        )


def _shown_fields(change: TravelRecordChange) -> Sequence[TravelFieldChange]:
    """Return the fields that are shown: of a new record those that say something to a person."""
    if any(one.state != "new" for one in change.fields):
        return change.fields
    shown = [one for one in change.fields if one.trip not in _EMPTY and not history_text.is_unread(one.field)]
    return shown or change.fields[:1]
