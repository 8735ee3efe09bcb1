"""People: those of a case and those bound to them, with names in all scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.case import Case
from casebook.domain.entity import entity
from casebook.domain.person import Person
from casebook.services import person, record
from casebook.services.person import Bond
from casebook.ui import dates
from casebook.ui.desk import Desk, Place
from casebook.ui.models.rows import Column
from casebook.ui.pages.listing import Listing
from casebook.ui.pages.naming import name_fields, names_of
from casebook.ui.pages.page import Page
from casebook.ui.pages.wording import side_by_side
from casebook.ui.widgets.chip import Chip
from casebook.ui.widgets.details import Details
from casebook.ui.widgets.empty import Empty
from casebook.ui.widgets.form import Field, InlineForm
from casebook.ui.widgets.parts import button
from casebook.ui.widgets.split import Split


@entity
class PersonRow:
    """A person of a case.

    Attributes:
        part: standing in the case, or what they are to the client.
        is_party: whether they stand in the case themselves.
        bond: what binds them to the client, where something does.
    """

    id: str
    person: Person
    part: str
    is_party: bool
    bond: Bond | None = None


@entity
class PersonFile:
    """A person with all that binds them."""

    person: Person
    bonds: tuple[Bond, ...]
    cases: tuple[Case, ...]


def person_file(session: Any, person_id: str) -> PersonFile:  # noqa: ANN401 - a Session
    """Read a person with bonds and cases."""
    return PersonFile(
        person=record.find(session, Person, person_id),
        bonds=tuple(person.bonds(session, person_id)),
        cases=tuple(person.cases_of(session, person_id)),
    )


class PersonPane(Details):
    """One person: names, particulars, papers, consents, bonds."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Person"))
        self._words, self._wording = page.words, page.wording

    def show_person(self, file: PersonFile, chips: tuple[Chip, ...] = ()) -> None:
        """Show this one."""
        told = file.person
        self.begin(told.leading_name, side_by_side(told.other_names), chips)
        self._show_particulars(told)
        self.heading(self._words("Names"))
        for name in told.names:
            parts = [self._wording.script.get(name.script, name.script), self._wording.name_kind[name.kind]]
            parts += [self._wording.romanisation[name.romanisation]] if name.romanisation else []
            parts += [name.stands_in] if name.stands_in else []
            self.beside(name.text, " · ".join(parts))
        self._show_bonds(file.bonds)
        self._show_consents(told)
        if told.papers:
            self.heading(self._words("Papers"))
            for paper in told.papers:
                self.beside(
                    f"{paper.kind} {paper.number}".strip(),
                    " · ".join(
                        part
                        for part in (paper.issuer, dates.stated(self._words, paper.expires), paper.held_by)
                        if part
                    ),
                )
        self.end()

    def _show_particulars(self, told: Person) -> None:
        words = self._words
        born = " · ".join(part for part in (dates.stated(words, told.born), told.birth_place) if part)
        self.pairs(
            (
                (words("Born"), born),
                (words("Nationality"), ", ".join(map(self._wording.country, told.nationalities))),
                (words("Ethnicity"), told.ethnicity),
                (words("Religion"), told.religion),
                (words("Languages"), ", ".join(map(self._wording.language, told.languages))),
                (words("Whereabouts"), told.whereabouts),
                (words("Safe contact"), told.safe_contact),
                (words("Health"), told.health),
            )
        )

    def _show_bonds(self, bonds: tuple[Bond, ...]) -> None:
        if not bonds:
            return
        self.heading(self._words("Bound to"))
        for bond in bonds:
            relation = bond.relation
            where = [relation.kind, relation.other_is_in]
            word, tone, meaning = self._wording.certainty[relation.certainty]
            title = side_by_side((bond.other.leading_name, *bond.other.other_names))
            self.note(
                title,
                " · ".join(part for part in where if part),
                relation.pressure,
                Chip(word, tone, meaning),
            )

    def _show_consents(self, told: Person) -> None:
        if not told.consents:
            return
        self.heading(self._words("Consent"))
        for consent in told.consents:
            if consent.withdrawn_on:
                state = self._words("withdrawn {day}", day=dates.day(self._words, consent.withdrawn_on))
            else:
                state = self._words("given {day}", day=dates.day(self._words, consent.given_on))
            words = " · ".join(part for part in (state, consent.scope) if part)
            self.beside(self._wording.purpose[consent.purpose].capitalize(), words)


class CasePeople(Listing):
    """The people of a case, and the one chosen."""

    heading_role = "title"
    concerns = frozenset({"case", "person", "relation"})

    def __init__(self, desk: Desk) -> None:
        words = desk.words
        columns = (
            Column[PersonRow](
                title=words("Name"),
                text=lambda row: row.person.leading_name,
                beside=lambda row: side_by_side(row.person.other_names),
                look="strong",
                width=28,
                stretches=True,
            ),
            Column[PersonRow](
                title=words("Part"),
                text=lambda row: row.part,
                tone=lambda row: "blue" if row.is_party else "grey",
                icon=lambda row: "person" if row.is_party else "people",
                width=16,
            ),
            Column[PersonRow](
                title=words("Born"),
                text=lambda row: dates.brief(words, row.person.born),
                sort=lambda row: row.person.born.edtf if row.person.born else "",
                width=14,
            ),
            Column[PersonRow](title=words("Where"), text=_where, look="quiet", width=16, stretches=True),
        )
        super().__init__(desk, words("People of the case"), columns)
        self.table.chosen.connect(self._choose)
        self.above.addWidget(self._new_form())

    def fill(self, whole: Any) -> None:  # noqa: ANN401 - a box layout
        """List and detail."""
        self._pane = PersonPane(self)
        whole.addWidget(Split(self.pane, self._pane), 1)

    def read(self) -> None:
        """Read parties and those bound to the clients."""
        case_id, standing = self.place.id, self.wording.standing
        self.ask(lambda session: _rows(session, case_id, standing), self._show)

    def empty(self) -> QWidget:
        """Who belongs here."""
        return Empty(
            "people",
            self.words("Nobody yet"),
            self.words(
                "The client, their family and everyone the case is about, with names in every script they "
                "use. Relatives in China under pressure belong here too."
            ),
            button(self.words("Add the client"), self.start_new, role="primary", meaning="add"),
        )

    def start_new(self) -> None:
        """Show the form for a new person."""
        self._form.begin()

    def steps(self) -> Sequence[QPushButton]:
        """A new person."""
        return (button(self.words("New person"), self.start_new, meaning="add"),)

    def open_row(self, record_id: str) -> None:
        """Go to the person."""
        self.desk.go(Place(page="people", id=record_id))

    def _show(self, rows: list[PersonRow]) -> None:
        self.show_rows(rows)
        self._pane.setVisible(bool(rows))
        if rows:
            self.table.choose(self.place.within or self.table.chosen_id or rows[0].id)

    def _new_form(self) -> InlineForm:
        words = self.words
        parts = Field(
            key="standing", title=words("Part"), choices=tuple(self.wording.standing.items()), width=12
        )
        self._form = InlineForm(
            words("New person of the case"),
            (*name_fields(words), parts),
            (words("Add the person"), words("Cancel")),
        )
        self._form.sent.connect(self._add)
        self._form.hide()
        self._form.left.connect(self.take_focus)
        return self._form

    def _choose(self, person_id: str) -> None:
        if person_id:
            self.ask(lambda session: person_file(session, person_id), self._detail)

    def _detail(self, file: PersonFile) -> None:
        self._pane.show_person(file)

    def _add(self, values: dict[str, str]) -> None:
        case_id, names, standing = self.place.id, names_of(values), values["standing"]

        def write(session: Any) -> Person:  # noqa: ANN401 - a Session
            return person.add_to_case(session, case_id, names, standing)  # type: ignore[arg-type]

        def done(added: Person) -> None:
            self.take_focus()
            self._form.hide()
            self.table.choose(added.id)

        self.desk.ask(write, done)


def _where(row: PersonRow) -> str:
    return row.bond.relation.other_is_in if row.bond else row.person.whereabouts


def _rows(session: Any, case_id: str, standing: dict[str, str]) -> list[PersonRow]:  # noqa: ANN401
    case = record.find(session, Case, case_id)
    parts = {party.person_id: standing[party.standing] for party in case.parties}
    rows = [
        PersonRow(id=told.id, person=told, part=parts[told.id], is_party=True)
        for told in person.of_case(session, case)
    ]
    for client_id in case.client_ids:
        for bond in person.bonds(session, client_id):
            if bond.other.id not in parts:
                parts[bond.other.id] = bond.relation.kind
                rows.append(
                    PersonRow(
                        id=bond.other.id,
                        person=bond.other,
                        part=bond.relation.kind,
                        is_party=False,
                        bond=bond,
                    )
                )
    return rows
