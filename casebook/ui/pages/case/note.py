"""Notes of a case: privileged unless stated otherwise, never part of a dossier."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.base.message import Message
from casebook.domain.case.note import Note
from casebook.services.base import record
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.records import Records
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.forms.field import Field


def note_form_spec(context: PageContext) -> FormSpec[Note]:
    """Return the form of a note."""
    words, makers = context.words, FieldFactory(context)
    return FormSpec(
        kind=Note,
        new=Message("New note"),
        change=Message("Edit note"),
        added=words("Note added"),
        changed=words("Note updated"),
        removed=words("Note moved to bin"),
        fields=(
            Field(key="text", title=words("Note"), makes=makers.long(), is_required=True, is_wide=True),
            Field(
                key="is_privileged",
                title=words("Privileged"),
                makes=makers.tick(),
                help=words("Notes are never included in a dossier, privileged or not."),
                is_wide=True,
            ),
        ),
    )


class Notes(Records[Note, Note]):
    """The notes of the case, newest first."""

    heading_role = "title"
    concerns = frozenset({"note"})
    bulk_fields = ("is_privileged",)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, context.words("Notes"), _columns(context))

    def read(self) -> None:
        """Read the notes."""
        case_id = self.place.id
        self.ask(
            lambda session: sorted(
                record.of_case(session, Note, case_id), key=lambda note: note.written_at, reverse=True
            ),
            self.show_records,
        )

    def spec(self) -> FormSpec[Note]:
        """A note."""
        return note_form_spec(self.context)

    def fixed_values(self) -> Values:
        """Return the case, the current time and the current user."""
        session = self.context.session
        return {"case_id": self.place.id, "written_at": session.clock(), "written_by": session.who}

    def start_new(self) -> None:
        """Open the form of a note, privileged by default."""
        self.editor.begin_new(self.spec(), self.fixed_values(), {"is_privileged": True})

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new note."""
        return (self.new_step(self.words("New note")),)

    def empty_state(self) -> QWidget:
        """What belongs here."""
        return Empty(
            "note",
            self.words("No notes yet"),
            self.words(
                "Ideas, points made on the telephone, things to remember. Notes are privileged and "
                "are never included in a dossier."
            ),
            self.first_step(self.words("Add first note")),
        )

    def show_record(self, record_id: str) -> None:
        """Show the whole note."""
        note = self.entity(record_id)
        if note is None:
            return
        words = self.words
        chip = (
            Chip(words("privileged"), "violet", "tight")
            if note.is_privileged
            else Chip(words("not privileged"), "grey", "open")
        )
        self.details.begin(
            dates.format_datetime(words, note.written_at), note.written_by, (chip,), self.tools()
        )
        self.details.words(note.text)
        self.details.end()


def _columns(context: PageContext) -> tuple[Column[Note], ...]:
    words = context.words
    return (
        Column(
            title=words("Written"),
            text=lambda row: dates.format_datetime(words, row.written_at),
            fits=True,
            sort=lambda row: row.written_at,
            look="strong",
            width=18,
        ),
        Column(title=words("Note"), text=lambda row: row.text, look="two-lines", width=36, stretches=True),
        Column(title=words("Author"), text=lambda row: row.written_by, look="quiet", width=12),
    )
