"""People of a case and those related to them, with names in all scripts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.case.case import Case
from casebook.domain.person.person import Person
from casebook.services.base.session import Session
from casebook.services.person import case_people, person_details
from casebook.services.person.case_people import CasePeople, CasePersonRow
from casebook.services.person.person import Bond
from casebook.services.person.person_details import PersonDetails
from casebook.services.sharing.parcels import holders
from casebook.services.sharing.parcels.holders import HeldBy
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.form_spec import FormSpec, Values
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.person.copy_consent import record_today
from casebook.ui.pages.person.person_form import part_form_spec, person_form_spec, relation_form_spec
from casebook.ui.pages.person.person_pane import PersonPane
from casebook.ui.pages.person.relations import Relations, RelationsPicture
from casebook.ui.pages.sharing.parcels.held_by import tell_holders
from casebook.ui.pages.wording.values import Wording, side_by_side
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button


class CasePeoplePage(Records[CasePersonRow, Person]):
    """The people of a case, and the selected one."""

    heading_role = "title"
    concerns = frozenset({"case", "person", "relation"})
    bulk_fields = ("ethnicity", "religion", "nationalities", "languages", "topics")

    def __init__(self, context: PageContext) -> None:
        self._case: Case | None = None
        self._is_picture = False
        super().__init__(context, context.words("People in this case"), _columns(context))
        self.editor.kept.connect(lambda person_id: tell_holders(context, person_id))
        self.relations = Relations(self)
        self.relations.opened.connect(self.table.choose)
        self._stack.addWidget(self.relations)
        self._view = button(
            "",
            lambda: self.show_as("list" if self._is_picture else "picture"),
            role="tool",
            meaning="proceeding",
            name=self.words("Show as a diagram or as a list"),
        )
        self._view.setCheckable(True)
        self.choices.addWidget(self._view)

    def make_details(self) -> PersonPane:
        """The person's file."""
        self._pane = PersonPane(self)
        return self._pane

    def read(self) -> None:
        """Read parties and those related to the clients."""
        case_id = self.place.id
        self.ask(lambda session: case_people.of_case(session, case_id), self._show)

    def empty_state(self) -> QWidget:
        """Who belongs here."""
        return Empty(
            "people",
            self.words("No people yet"),
            self.words(
                "The client, their family and everyone the case concerns, with names in every "
                "script they use. Also add relatives in China who are under pressure."
            ),
            self.first_step(self.words("Add client"), self.start_client),
        )

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """Return the buttons to add a new or existing person."""
        known = button(
            "",
            self.start_known,
            role="tool",
            meaning="people",
            name=self.words("Assign a role in this case to a person already in the casebook"),
            writes=True,
        )
        return (known, self.new_step(self.words("New person")))

    def spec(self) -> FormSpec[Person]:
        """Return the form of a person, added to the case if new."""
        return person_form_spec(self.context, self.place.id)

    def fixed_values(self) -> Values:
        """Return nothing."""
        return {}

    def first_values(self) -> Values | None:
        """Return the role of the client for the first person of a case."""
        return None if self.rows.total else {"standing": "client"}

    def record_of(self, row: CasePersonRow) -> Person:
        """Return the person of a row."""
        return row.person

    def show_as(self, view: str) -> None:
        """Show the people as a "list" or as a "picture"."""
        self._is_picture = view == "picture"
        self._view.setChecked(self._is_picture)
        self._show_count()

    def _show_count(self) -> None:
        super()._show_count()
        if self._is_picture and self.rows.total:
            self._stack.setCurrentWidget(self.relations)

    def _print(self) -> None:
        if self._is_picture:
            self.print_out(self.relations.as_pdf())
        else:
            super()._print()

    def start_client(self) -> None:
        """Open the form of a new person who is the client."""
        self.editor.begin_new(self.spec(), self.fixed_values(), {"standing": "client"})

    def start_known(self) -> None:
        """Give an existing person a role in the case."""
        if self._case is not None:
            self.editor.begin_change(part_form_spec(self.context, self.place.id), self._case)

    def change_part(self) -> None:
        """Edit the role of the selected person in the case."""
        if self._case is not None:
            person_id = self.table.chosen_id
            spec = part_form_spec(self.context, self.place.id, person_id)
            self.editor.begin_change(spec, self._case, about=person_id)

    def leave_case(self) -> None:
        """Remove the selected person from the case; the person stays in the vault."""
        case, person_id = self._case, self.table.chosen_id
        if case is None:
            return
        self.context.ask(
            lambda session: case_people.leave(session, case, person_id),
            lambda _: self.context.did(
                self.words("Person removed from the case"),
                lambda session: case_people.come_back(session, case, person_id),
            ),
        )

    def relate(self) -> None:
        """Add a relationship of the selected person."""
        person_id = self.table.chosen_id
        spec = relation_form_spec(self.context, person_id)
        self.editor.begin_new(spec, {"person_id": person_id}, about=person_id)

    def resume(self, form: str) -> None:
        """Open the form of a person, of their role, or of a relationship."""
        super().resume(form)
        title, _, person_id = form.partition("/")
        steps = {
            relation_form_spec(self.context).new.msgid: self.relate,
            part_form_spec(self.context, self.place.id).change.msgid: self.change_part,
        }
        if title in steps and self.rows.index_of(person_id).isValid():
            self.table.choose(person_id)
            steps[title]()

    def show_record(self, record_id: str) -> None:
        """Read the person's file."""

        def read(session: Session) -> tuple[PersonDetails, HeldBy]:
            return person_details.find(session, record_id), holders.held_by(session, record_id)

        self.ask(read, self._detail)

    def _show(self, people: CasePeople) -> None:
        self._case = people.case
        seen = [RelationsPicture(id=row.id, person=row.person, part=self._part(row)) for row in people.rows]
        self.relations.show_people(seen, people.bonds)
        self.show_records(people.rows)

    def _detail(self, read: tuple[PersonDetails, HeldBy]) -> None:
        details, held = read
        row = self.rows.row_at(self.rows.index_of(details.person.id))
        if row is None:
            return
        part = self._part(row)
        chips = [Chip(part, "blue" if row.standing else "grey", "person")] if part else []
        if self._lacks_consent(row):
            chips.append(Chip(self.words("No consent for use in court"), "amber", "ask"))
        self._pane.show_person(
            details,
            tuple(chips),
            self._tools(row),
            self._bond_tools,
            button(self.words("Add relationship"), self.relate, role="link", meaning="add"),
            held,
        )

    def _part(self, row: CasePersonRow) -> str:
        return part_words(self.wording, row)

    def _lacks_consent(self, row: CasePersonRow) -> bool:
        """Return whether a client has not consented to use in court, as the overview says it."""
        today = self.context.session.clock().date()
        return row.standing == "client" and not row.person.valid_consents("court", today)

    def _tools(self, row: CasePersonRow) -> list[QPushButton]:
        tools = self.tools()
        if row.standing == "client":
            place = Location(page="case", id=self.place.id, tab="client-papers", within=row.person.id)
            papers = button(
                "",
                lambda: self.context.go(place),
                role="tool",
                meaning="file-form",
                name=self.words("Client papers"),
            )
            tools.insert(0, papers)
        if self._lacks_consent(row):
            consent = button(
                self.words("Record consent given today"),
                lambda: record_today(self.context, [row.person], "court", (), self),
                role="link",
                meaning="done",
                writes=True,
            )
            tools.insert(0, consent)
        if row.standing:
            steps = (
                ("people", self.words("Role in the case"), self.change_part),
                ("leave", self.words("Remove from case"), self.leave_case),
            )
            tools[1:1] = [
                button("", press, role="tool", meaning=icon, name=name, writes=True)
                for icon, name, press in steps
            ]
        return tools

    def _bond_tools(self, bond: Bond) -> list[QPushButton]:
        words, spec = self.words, relation_form_spec(self.context, bond.relation.person_id)
        return [
            button(
                "",
                lambda: self.editor.begin_change(spec, bond.relation),
                role="tool",
                meaning="edit",
                name=words("Edit relationship"),
            ),
            button(
                "",
                lambda: self.editor.remove(spec, bond.relation),
                role="tool",
                meaning="remove",
                name=words("Remove relationship"),
            ),
        ]


def part_words(wording: Wording, row: CasePersonRow) -> str:
    """Return the role in the case, or the relationship to the client."""
    if row.standing:
        return wording.standing[row.standing]
    return row.bond.relation.kind if row.bond else ""


def _columns(context: PageContext) -> tuple[Column[CasePersonRow], ...]:
    words, wording = context.words, Wording(context.words)
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
            title=words("Role"),
            text=lambda row: part_words(wording, row),
            tone=lambda row: "blue" if row.standing else "grey",
            icon=lambda row: "person" if row.standing else "people",
            width=16,
        ),
        Column(
            title=words("Date of birth"),
            text=lambda row: dates.brief(words, row.person.born),
            fits=True,
            sort=lambda row: row.person.born.edtf if row.person.born else "",
            width=14,
            edits="born",
        ),
        Column(
            title=words("Where"),
            text=lambda row: row.whereabouts,
            look="quiet",
            width=16,
            stretches=True,
            gives_way=1,
        ),
    )
