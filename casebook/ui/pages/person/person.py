"""People: those of a case and those bound to them, with names in all scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.person import person
from casebook.services.person.person import Bond
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.person.person_form import part_sheet, person_sheet, relation_sheet
from casebook.ui.pages.person.person_pane import PersonFile, PersonPane, person_file
from casebook.ui.pages.person.relations import Relations, RelationsPicture
from casebook.ui.pages.wording.values import side_by_side
from casebook.ui.widgets.layout.chip import Chip
from casebook.ui.widgets.layout.empty import Empty
from casebook.ui.widgets.layout.parts import button


@entity
class CasePersonRow:
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
class CasePersons:
    """A case with its people.

    Attributes:
        bonds: what binds the clients to others, by the client's id.
    """

    case: Case
    rows: tuple[CasePersonRow, ...]
    bonds: dict[str, tuple[Bond, ...]]


class CasePeople(Records[CasePersonRow, Person]):
    """The people of a case, and the one chosen."""

    heading_role = "title"
    concerns = frozenset({"case", "person", "relation"})

    def __init__(self, context: PageContext) -> None:
        self._case: Case | None = None
        self._is_picture = False
        super().__init__(context, context.words("People of the case"), _columns(context))
        self.relations = Relations(self)
        self._stack.addWidget(self.relations)
        self._view = button(
            "",
            lambda: self.show_as("list" if self._is_picture else "picture"),
            role="tool",
            meaning="proceeding",
            name=self.words("Show as a picture, or as a list"),
        )
        self._view.setCheckable(True)
        self.choices.addWidget(self._view)

    def make_details(self) -> PersonPane:
        """The person's file."""
        self._pane = PersonPane(self)
        return self._pane

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
            self.first_step(self.words("Add the client")),
        )

    def steps(self) -> Sequence[QPushButton]:
        """A new person, or one the vault knows."""
        known = button(
            "",
            self.start_known,
            role="tool",
            meaning="people",
            name=self.words("Give somebody who is in the vault already a part in this case"),
            writes=True,
        )
        return (known, self.new_step(self.words("New person")))

    def sheet(self) -> FormSpec[Person]:
        """A person, put into the case when new."""
        return person_sheet(self.context, self.place.id)

    def fixed(self) -> dict[str, Any]:
        """Nothing."""
        return {}

    def record_of(self, row: CasePersonRow) -> Person:
        """The person of a row."""
        return row.person

    def show_as(self, view: str) -> None:
        """Show the people as a "list" or as a "picture"."""
        self._is_picture = view == "picture"
        self._view.setChecked(self._is_picture)
        self._settle()

    def _settle(self) -> None:
        super()._settle()
        if self._is_picture and self.rows.total:
            self._stack.setCurrentWidget(self.relations)

    def _print(self) -> None:
        if self._is_picture:
            self.hand_out(self.relations.printed())
        else:
            super()._print()

    def start_known(self) -> None:
        """Give somebody known a part in the case."""
        if self._case is not None:
            self.bench.begin_change(part_sheet(self.context, self.place.id), self._case)

    def change_part(self) -> None:
        """Change what part the person chosen has in the case."""
        if self._case is not None:
            person_id = self.table.chosen_id
            sheet = part_sheet(self.context, self.place.id, person_id)
            self.bench.begin_change(sheet, self._case, about=person_id)

    def leave_case(self) -> None:
        """Take the person chosen out of the case; they stay in the vault."""
        case, person_id = self._case, self.table.chosen_id
        if case is None:
            return
        parties = tuple(party for party in case.parties if party.person_id != person_id)
        now = replace(case, parties=parties)
        self.context.ask(
            lambda session: record.change(session, now, seen=case),
            lambda _: self.context.did(
                self.words("They have no part in the case any more."),
                lambda session: record.change(session, case, seen=now),
            ),
        )

    def relate(self) -> None:
        """Bind the person chosen to another."""
        person_id = self.table.chosen_id
        self.bench.begin_new(relation_sheet(self.context), {"person_id": person_id}, about=person_id)

    def resume(self, form: str) -> None:
        """Open the form of a person, of their part, or of somebody bound to them."""
        super().resume(form)
        title, _, person_id = form.partition("/")
        steps = {
            relation_sheet(self.context).new: self.relate,
            part_sheet(self.context, self.place.id).change: self.change_part,
        }
        if title in steps and self.rows.index_of(person_id).isValid():
            self.table.choose(person_id)
            steps[title]()

    def show_record(self, record_id: str) -> None:
        """Read the person's file."""
        self.ask(lambda session: person_file(session, record_id), self._detail)

    def _show(self, case_persons: CasePersons) -> None:
        self._case = case_persons.case
        seen = [RelationsPicture(id=row.id, person=row.person, part=row.part) for row in case_persons.rows]
        self.relations.show_people(seen, case_persons.bonds)
        self.settle(case_persons.rows)

    def _detail(self, file: PersonFile) -> None:
        row = self.rows.row_at(self.rows.index_of(file.person.id))
        if row is None:
            return
        chips = (Chip(row.part, "blue" if row.is_party else "grey", "person"),) if row.part else ()
        self._pane.show_person(
            file,
            chips,
            self._tools(row),
            self._bond_tools,
            button(self.words("Add a relation"), self.relate, role="link", meaning="add"),
        )

    def _tools(self, row: CasePersonRow) -> list[QPushButton]:
        tools = self.tools()
        if row.is_party:
            steps = (
                ("people", self.words("Part in the case"), self.change_part),
                ("close", self.words("Take out of the case"), self.leave_case),
            )
            tools[1:1] = [
                button("", press, role="tool", meaning=icon, name=name, writes=True)
                for icon, name, press in steps
            ]
        return tools

    def _bond_tools(self, bond: Bond) -> list[QPushButton]:
        words, sheet = self.words, relation_sheet(self.context)
        return [
            button(
                "",
                lambda: self.bench.begin_change(sheet, bond.relation),
                role="tool",
                meaning="edit",
                name=words("Change the relation"),
            ),
            button(
                "",
                lambda: self.bench.remove(sheet, bond.relation),
                role="tool",
                meaning="remove",
                name=words("Remove the relation"),
            ),
        ]


def _columns(context: PageContext) -> tuple[Column[CasePersonRow], ...]:
    words = context.words
    return (
        Column(
            title=words("Name"),
            text=lambda row: row.person.leading_name,
            beside=lambda row: side_by_side(row.person.other_names),
            look="strong",
            width=28,
            stretches=True,
        ),
        Column(
            title=words("Part"),
            text=lambda row: row.part,
            tone=lambda row: "blue" if row.is_party else "grey",
            icon=lambda row: "person" if row.is_party else "people",
            width=16,
        ),
        Column(
            title=words("Born"),
            text=lambda row: dates.brief(words, row.person.born),
            fits=True,
            sort=lambda row: row.person.born.edtf if row.person.born else "",
            width=14,
        ),
        Column(title=words("Where"), text=_where, look="quiet", width=16, stretches=True),
    )


def _where(row: CasePersonRow) -> str:
    return row.bond.relation.other_is_in if row.bond else row.person.whereabouts


def _rows(session: Any, case_id: str, standing: dict[str, str]) -> CasePersons:  # noqa: ANN401
    case = record.find(session, Case, case_id)
    parts = {party.person_id: standing[party.standing] for party in case.parties}
    rows = [
        CasePersonRow(id=case_person.id, person=case_person, part=parts[case_person.id], is_party=True)
        for case_person in person.of_case(session, case)
    ]
    bonds = {client_id: tuple(person.bonds(session, client_id)) for client_id in case.client_ids}
    for found in bonds.values():
        for bond in found:
            if bond.other.id not in parts:
                parts[bond.other.id] = bond.relation.kind
                rows.append(
                    CasePersonRow(
                        id=bond.other.id,
                        person=bond.other,
                        part=bond.relation.kind,
                        is_party=False,
                        bond=bond,
                    )
                )
    return CasePersons(case=case, rows=tuple(rows), bonds=bonds)
