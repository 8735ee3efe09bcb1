"""Time spent on a case, day by day, with the hours of interpreters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.base.message import Message
from casebook.domain.case.time_note import TimeNote, clock_text, clock_time, hours_and_minutes
from casebook.services.base import record
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.forms.field import Field

_CLOCKS = ("interpreter_from", "interpreter_to")


def time_note_form_spec(context: PageContext) -> FormSpec[TimeNote]:
    """Return the form of a time note."""
    words, makers = context.words, FieldFactory(context)
    work = makers.stated(CaseWords(words).work)
    group = words("Interpreter")
    return FormSpec(
        kind=TimeNote,
        new=Message("New time note"),
        change=Message("Edit time note"),
        added=words("Time note added"),
        changed=words("Time note updated"),
        removed=words("Time note moved to bin"),
        fields=(
            Field(key="on", title=words("Day"), makes=makers.day(), is_required=True),
            Field(key="minutes", title=words("Minutes"), makes=makers.number(), is_required=True),
            Field(key="work", title=words("Type of work"), makes=work, is_required=True),
            Field(key="remark", title=words("Remarks"), makes=makers.long(), is_wide=True),
            Field(
                key="interpreter_from",
                title=words("Interpreter’s start"),
                makes=makers.time(),
                group=group,
                help=words("Leave both times empty if there was no interpreter."),
            ),
            Field(key="interpreter_to", title=words("Interpreter’s finish"), makes=makers.time()),
        ),
        to_attributes=_attributes,
        values=lambda note: {key: clock_time(getattr(note, key)) for key in _CLOCKS},
    )


def _attributes(values: Values) -> Values:
    return {**values, **{key: clock_text(values[key]) for key in _CLOCKS}}


class TimeNotes(Records[TimeNote, TimeNote]):
    """The time notes of the case, newest first."""

    heading_role = "title"
    concerns = frozenset({"time-note"})
    bulk_fields = ("on", "work")

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, context.words("Time spent"), _columns(context))
        self._work = CaseWords(self.words).work

    def read(self) -> None:
        """Read the time notes."""
        case_id = self.place.id
        self.ask(
            lambda session: sorted(
                record.of_case(session, TimeNote, case_id), key=lambda note: note.on, reverse=True
            ),
            self.show_records,
        )

    def spec(self) -> FormSpec[TimeNote]:
        """A time note."""
        return time_note_form_spec(self.context)

    def start_new(self) -> None:
        """Open the form of a note, with today as its day."""
        today = self.context.session.clock().date()
        self.editor.begin_new(self.spec(), self.fixed_values(), {"on": today})

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new time note."""
        return (self.new_step(self.words("New time note")),)

    def empty_state(self) -> QWidget:
        """What belongs here."""
        return Empty(
            "time",
            self.words("No time recorded yet"),
            self.words(
                "Record what was done, on which day and for how long, with the interpreter's hours. "
                "Reports add it up; a dossier never contains it."
            ),
            self.first_step(self.words("Add first time note")),
        )

    def show_record(self, record_id: str) -> None:
        """Show the whole note."""
        note = self.entity(record_id)
        if note is None:
            return
        words = self.words
        self.details.begin(self._work[note.work], dates.format_date(words, note.on), (), self.tools())
        self.details.pairs(
            (
                (words("Hours and minutes"), hours_and_minutes(note.minutes)),
                (words("Interpreter"), _interpreter(note)),
                (words("Remarks"), note.remark),
            )
        )
        self.details.end()


def _interpreter(note: TimeNote) -> str:
    return f"{note.interpreter_from} – {note.interpreter_to}" if note.interpreter_from else ""


def _columns(context: PageContext) -> tuple[Column[TimeNote], ...]:
    words, work = context.words, CaseWords(context.words).work
    return (
        Column(
            title=words("Day"),
            text=lambda row: dates.format_date(words, row.on),
            fits=True,
            sort=lambda row: row.on,
            look="strong",
            width=14,
            edits="on",
        ),
        Column(
            title=words("Type of work"),
            text=lambda row: work[row.work],
            look="two-lines",
            width=20,
            stretches=True,
            edits="work",
        ),
        Column(
            title=words("Hours"),
            text=lambda row: hours_and_minutes(row.minutes),
            sort=lambda row: row.minutes,
            width=8,
            edits="minutes",
        ),
        Column(
            title=words("Interpreter"), text=_interpreter, look="quiet", fits=True, width=12, is_optional=True
        ),
    )
