"""One person: names, particulars, identity documents, consents, relationships."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton

from casebook.domain.library.topic import Topic
from casebook.domain.person.person import Person
from casebook.services.person.person import Bond
from casebook.services.person.person_details import PersonDetails
from casebook.services.sharing.parcels.holders import HeldBy
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.tags import tags_pair
from casebook.ui.pages.sharing.parcels.held_by import show_holders
from casebook.ui.pages.wording.values import side_by_side
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.controls.chip import Chip


class PersonPane(DetailPane):
    """One person: names, particulars, identity documents, consents, relationships."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Person"))
        self._context, self._words, self._wording = page.context, page.words, page.wording

    def show_person(
        self,
        details: PersonDetails,
        chips: tuple[Chip, ...] = (),
        tools: Sequence[QPushButton] = (),
        bond_tools: Callable[[Bond], Sequence[QPushButton]] = lambda _: (),
        relate: QPushButton | None = None,
        held: HeldBy | None = None,
    ) -> None:
        """Show this person.

        Args:
            details: the person with all that binds them.
            chips: statuses under the name.
            tools: what can be done with the person.
            bond_tools: what can be done with each bond.
            relate: adds a bond.
            held: who has the person's data, or None where that is not said.
        """
        person_record = details.person
        self.begin(person_record.leading_name, side_by_side(person_record.other_names), chips, tools)
        self._show_particulars(details)
        self.heading(self._words("Names"))
        for name in person_record.names:
            parts = [self._wording.script.get(name.script, name.script), self._wording.name_kind[name.kind]]
            parts += [self._wording.romanisation[name.romanisation]] if name.romanisation else []
            parts += [name.stands_in] if name.stands_in else []
            self.beside(name.text, " · ".join(parts))
        self._show_bonds(details, bond_tools, relate)
        self._show_topics(details.topics)
        self._show_consents(person_record)
        if held is not None:
            show_holders(self, self._context, person_record.id, held)
        self._show_papers(person_record)
        self._show_details(person_record)
        self.end()

    def _show_papers(self, person_record: Person) -> None:
        if person_record.papers:
            self.heading(self._words("Identity documents"))
            for paper in person_record.papers:
                self.beside(
                    f"{paper.kind} {paper.number}".strip(),
                    " · ".join(
                        part
                        for part in (paper.issuer, dates.stated(self._words, paper.expires), paper.held_by)
                        if part
                    ),
                )

    def _show_details(self, person_record: Person) -> None:
        if person_record.details:
            self.heading(self._words("Other identifying details"))
            for detail in person_record.details:
                self.beside(detail.text, self._wording.detail_kind[detail.kind])

    def _show_particulars(self, details: PersonDetails) -> None:
        words, person_record = self._words, details.person
        born = " · ".join(
            part for part in (dates.stated(words, person_record.born), person_record.birth_place) if part
        )
        self.pairs(
            (
                (words("Date of birth"), born),
                (words("Sex"), self._wording.sex[person_record.sex] if person_record.sex else ""),
                (
                    words("Nationality"),
                    words.list_of(map(self._wording.country, person_record.nationalities)),
                ),
                tags_pair(words, person_record),
                (words("Ethnicity"), person_record.ethnicity),
                (words("Religion"), person_record.religion),
                (words("Languages"), self._wording.languages(person_record.languages)),
                (words("Whereabouts"), person_record.whereabouts),
                (words("Whereabouts differ"), " · ".join(details.differing)),
                (words("Safe contact"), person_record.safe_contact),
                (words("Health"), person_record.health),
                (words("Vulnerability"), person_record.vulnerability),
                (words("Code name"), person_record.code_name),
            )
        )

    def _show_topics(self, topics: tuple[Topic, ...]) -> None:
        """Show matching library topics, with links to their findings."""
        if topics:
            self.heading(self._words("Library topics"))
            for topic in topics:
                place = Location(page="library", tab="findings", id=topic.id)
                self.add(Opening(self._words(topic.title), partial(self._context.go, place)))

    def _show_bonds(
        self,
        details: PersonDetails,
        tools: Callable[[Bond], Sequence[QPushButton]],
        relate: QPushButton | None,
    ) -> None:
        if not (details.bonds or details.bonds_from or relate):
            return
        self.heading(self._words("Relationships"))
        for bond in details.bonds:
            name = side_by_side((bond.other.leading_name, *bond.other.other_names))
            self._show_bond(bond, name, (bond.relation.kind, bond.relation.other_is_in), tools)
        for bond in details.bonds_from:
            whose = self._words(
                "{relationship} of {person}",
                relationship=bond.relation.kind,
                person=f"\u2068{bond.other.leading_name}\u2069",
            )
            self._show_bond(bond, whose, (bond.relation.other_is_in,), tools)
        if relate is not None:
            self.step_below(relate)

    def _show_bond(
        self, bond: Bond, name: str, parts: Sequence[str], tools: Callable[[Bond], Sequence[QPushButton]]
    ) -> None:
        word, tone, meaning = self._wording.certainty[bond.relation.certainty]
        beneath = " · ".join(part for part in parts if part)
        self.note(name, beneath, bond.relation.pressure, Chip(word, tone, meaning), tools(bond))

    def _show_consents(self, person_record: Person) -> None:
        if not person_record.consents:
            return
        self.heading(self._words("Consent"))
        for consent in person_record.consents:
            if consent.withdrawn_on:
                state = self._words(
                    "withdrawn on {day}", day=dates.format_date(self._words, consent.withdrawn_on)
                )
            else:
                state = self._words("given on {day}", day=dates.format_date(self._words, consent.given_on))
            if consent.expires_on and not consent.withdrawn_on:
                ends = dates.format_date(self._words, consent.expires_on)
                state = f"{state} · {self._words('ends on {day}', day=ends)}"
            words = " · ".join(part for part in (state, consent.limits) if part)
            self.beside(self._wording.consent_purpose[consent.purpose].capitalize(), words)
