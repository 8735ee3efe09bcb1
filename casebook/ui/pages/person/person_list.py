"""People: everyone in the vault, with names in all scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.person.person import Person
from casebook.services.base.session import Session
from casebook.services.person import person, person_details
from casebook.services.person.person import PersonRow
from casebook.services.person.person_details import PersonDetails
from casebook.services.sharing.parcels import holders
from casebook.services.sharing.parcels.holders import HeldBy
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.many_rows import RowAction
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.base.tags import tags_column
from casebook.ui.pages.exchange.list_panes import ListPanes
from casebook.ui.pages.person.person_form import person_form_spec
from casebook.ui.pages.person.person_pane import PersonPane
from casebook.ui.pages.sharing.parcels.held_by import holders_of, tell_holders
from casebook.ui.pages.wording.values import side_by_side
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.flow import scroll_to

CONSENTS = "consents"
"""The place of the field in the form of a person."""


class PersonList(Records[PersonRow, Person]):
    """Every person, and the selected one."""

    concerns = frozenset({"person", "case", "relation", "handover"})
    is_global = True
    bulk_fields = ("ethnicity", "religion", "nationalities", "languages", "topics", "tags")

    def __init__(self, context: PageContext) -> None:
        self._details: PersonDetails | None = None
        self._wanted_field = self._field = ""
        self._lists = ListPanes(context, "person", context.words("Import list"))
        super().__init__(context, context.words("People"), _columns(context))
        self._lists.stand_above(self)
        self.editor.kept.connect(lambda person_id: tell_holders(context, person_id))

    def make_details(self) -> PersonPane:
        """The person's file."""
        self._pane = PersonPane(self)
        return self._pane

    def read(self) -> None:
        """Read everyone."""
        self.ask(person.rows, self.show_records)

    def spec(self) -> FormSpec[Person]:
        """A person."""
        return person_form_spec(self.context)

    def fixed_values(self) -> Values:
        """Return nothing: a person belongs to no case by default."""
        return {}

    def entity(self, record_id: str) -> Person | None:
        """Return the person once read."""
        details = self._details
        return details.person if details and details.person.id == record_id else None

    def show_place(self, place: Location) -> None:
        """Show the people; where a place is within the consents of one, the form opens there once read."""
        self._field = ""
        self._wanted_field = place.within if place.within == CONSENTS else ""
        super().show_place(replace(place, within="") if self._wanted_field else place)

    def take_focus(self) -> None:
        """Focus the field that was asked for in the open form, else as everywhere."""
        form = self.editor.form
        if form is not None and self._field in form.entries:
            form.entries[self._field].take_focus()
        else:
            super().take_focus()

    def show_record(self, record_id: str) -> None:
        """Read the person's file."""

        def read(session: Session) -> tuple[PersonDetails, HeldBy]:
            return person_details.find(session, record_id), holders.held_by(session, record_id)

        self.ask(read, self._detail)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """A new person."""
        return (
            *self._lists.buttons(),
            button(self.words("New person"), self.start_new, meaning="add", writes=True),
            button(self.words("New client"), self._start_client, role="primary", meaning="add", writes=True),
        )

    def empty_state(self) -> QWidget:
        """Who belongs here."""
        return Empty(
            "people",
            self.words("No people yet"),
            self.words("People at risk and those close to them, with all their names in every script."),
            self._first_client(),
        )

    def _start_client(self) -> None:
        self.context.go(Location(page="new-client"))

    def _first_client(self) -> QPushButton:
        return button(
            self.words("New client"), self._start_client, role="primary", meaning="add", writes=True
        )

    def row_actions(self) -> list[RowAction]:
        """Return the entries of the menu of the selected people."""
        actions = super().row_actions()
        if len(self.table.selected_ids) == 1:
            place = holders_of(self.table.chosen_id)
            actions[1:1] = [RowAction(title=self.words("Who holds this"), act=lambda: self.context.go(place))]
        return actions

    def _detail(self, read: tuple[PersonDetails, HeldBy]) -> None:
        self._details, held = read
        self._pane.show_person(self._details, tools=self.tools(), held=held)
        wanted, self._wanted_field = self._wanted_field, ""
        if wanted and self._details.person.id == self.place.id:
            self.change()
            if self.editor.form is not None and wanted in self.editor.form.entries:
                self._field = wanted
                scroll_to(self.editor.form.fields.boxes[wanted])
                self.take_focus()


def _columns(context: PageContext) -> tuple[Column[PersonRow], ...]:
    words = context.words
    return (
        Column(
            title=words("Name"),
            text=lambda row: row.name,
            beside=lambda row: side_by_side(row.names),
            look="strong",
            width=30,
            stretches=True,
        ),
        Column(
            title=words("Date of birth"),
            text=lambda row: dates.brief(words, row.born),
            fits=True,
            sort=lambda row: row.born.edtf if row.born else "",
            width=14,
            is_optional=True,
            edits="born",
        ),
        Column(
            title=words("Ethnicity"),
            text=lambda row: row.ethnicity,
            width=12,
            is_optional=True,
            edits="ethnicity",
            gives_way=1,
        ),
        Column(
            title=words("Cases"),
            text=lambda row: words.list_of(row.cases),
            look="quiet",
            width=16,
            is_optional=True,
            gives_way=2,
        ),
        tags_column(words),
    )
