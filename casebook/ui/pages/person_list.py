"""People: everyone in the vault, with names in all scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.services import person
from casebook.services.person import PersonRow
from casebook.ui import dates
from casebook.ui.desk import Desk, Place
from casebook.ui.models.rows import Column
from casebook.ui.pages.import_people import ImportPane
from casebook.ui.pages.listing import Listing
from casebook.ui.pages.naming import name_fields, names_of
from casebook.ui.pages.person import PersonFile, PersonPane, person_file
from casebook.ui.pages.wording import side_by_side
from casebook.ui.widgets.empty import Empty
from casebook.ui.widgets.form import InlineForm
from casebook.ui.widgets.parts import button
from casebook.ui.widgets.split import Split


class PersonList(Listing):
    """Every person, and the one chosen."""

    concerns = frozenset({"person", "case", "relation"})

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        super().__init__(desk, words("People"), _columns(desk))
        self.table.chosen.connect(self._choose)
        self._form = InlineForm(
            words("New person"),
            name_fields(words),
            (words("Add the person"), words("Cancel")),
        )
        self._form.sent.connect(self._add)
        self._form.hide()
        self._form.left.connect(self.take_focus)
        self.above.addWidget(self._form)
        self._import = ImportPane(desk, "person")
        self._import.left.connect(self.take_focus)
        self.above.addWidget(self._import)

    def fill(self, whole: Any) -> None:  # noqa: ANN401 - a box layout
        """List and detail."""
        self._pane = PersonPane(self)
        whole.addWidget(Split(self.pane, self._pane), 1)

    def read(self) -> None:
        """Read everyone."""
        self.ask(person.rows, self._show)

    def start_new(self) -> None:
        """Show the form for a new person."""
        self._form.begin()

    def steps(self) -> Sequence[QPushButton]:
        """A new person."""
        return (
            button("", self.start_import, role="tool", meaning="upload", name=self.words("Import a list")),
            button(self.words("New person"), self.start_new, role="primary", meaning="add"),
        )

    def start_import(self) -> None:
        """Choose a list of people."""
        self._import.choose()

    def empty(self) -> QWidget:
        """Who belongs here."""
        return Empty(
            "people",
            self.words("Nobody yet"),
            self.words(
                "Persons at risk and those close to them, with every name they bear, in every script."
            ),
            button(self.words("Add the first person"), self.start_new, role="primary", meaning="add"),
        )

    def _show(self, rows: list[PersonRow]) -> None:
        self.show_rows(rows)
        self._pane.setVisible(bool(rows))
        if rows:
            self.table.choose(self.place.id or self.table.chosen_id or rows[0].id)

    def _choose(self, person_id: str) -> None:
        if person_id:
            self.ask(lambda session: person_file(session, person_id), self._detail)

    def _detail(self, file: PersonFile) -> None:
        self._pane.show_person(file)

    def _add(self, values: dict[str, str]) -> None:
        def done(added: Any) -> None:  # noqa: ANN401 - a Person
            self.take_focus()
            self._form.hide()
            self.desk.go(Place(page="people", id=added.id))

        self.desk.ask(lambda session: person.add_person(session, names_of(values)), done)


def _columns(desk: Desk) -> tuple[Column[PersonRow], ...]:
    words = desk.words
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
            title=words("Born"),
            text=lambda row: dates.brief(words, row.born),
            sort=lambda row: row.born.edtf if row.born else "",
            width=14,
        ),
        Column(title=words("Ethnicity"), text=lambda row: row.ethnicity, width=12),
        Column(title=words("Cases"), text=lambda row: ", ".join(row.cases), look="quiet", width=16),
    )
