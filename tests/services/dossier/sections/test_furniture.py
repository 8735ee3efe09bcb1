from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.dossier.composition import Block, TextTable
from casebook.domain.dossier.dossier import Section, SectionKind
from casebook.domain.dossier.term_list import term_list
from casebook.domain.person.contact import Contact, ContactKind
from casebook.domain.person.role import Role, RoleKind
from casebook.services.dossier.compose import BLOCKS
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.person.role import CaseRole
from tests.services.dossier.sections.test_sections import dossier_data, text


def set_in(made: DossierData, kind: SectionKind, written: str) -> tuple[Block, ...]:
    return BLOCKS[kind](made, Section(id="s", kind=kind, text=written))


def cells(blocks: tuple[Block, ...]) -> list[tuple[str, ...]]:
    (table,) = blocks
    assert isinstance(table, TextTable)
    return [tuple(text(cell) for cell in row) for row in table.rows]


def acting(made: DossierData, name: str, kind: ContactKind, role: RoleKind, title: str = "") -> CaseRole:
    contact = Contact(id=name, name=name, kind=kind, body="A court" if role == "judge" else "")
    part = Role(id=name, case_id="c1", contact_id=name, kind=role, title=title)
    return CaseRole(role=part, contact=contact, case=made.case, vetting="vetted")


def test_persons_are_those_who_act_and_no_relative_or_helper() -> None:
    made = dossier_data()
    roles = (
        acting(made, "Expert One", "expert", "expert", "second expert"),
        acting(made, "A Brother", "family", "family"),
        acting(made, "A Reporter", "journalist", "journalist"),
        acting(made, "Judge One", "judge", "judge"),
    )
    made = replace(made, roles=roles)
    rows = cells(set_in(made, "persons", "An Officer: the officer who made the arrest"))
    acting_rows = [
        ("Judge One", "Judge, A court"),
        ("Expert One", "second expert"),
        ("An Officer", "the officer who made the arrest"),
    ]
    assert rows[len(made.clients) :] == acting_rows
    hidden = cells(set_in(replace(made, copy_kind="pseudonymised"), "persons", "Wang Dashan: informant"))
    assert hidden[len(made.clients) :] == [("[withheld]", "Judge"), ("[withheld]", "second expert")]


def test_a_service_copy_lists_nobody_who_leads_to_relatives_or_sources() -> None:
    made = dossier_data()
    roles = (
        acting(made, "Judge One", "judge", "judge"),
        acting(made, "Our Counsel", "lawyer", "counsel"),
        acting(made, "An Author", "expert", "expert"),
        acting(made, "Behind The Scenes", "expert", "expert"),
        acting(made, "A Doctor", "doctor", "doctor"),
        acting(made, "An Interpreter", "interpreter", "interpreter"),
        acting(made, "A Translator", "interpreter", "translator"),
    )
    exhibits = tuple(replace(document, author="An Author") for document in made.exhibits)
    made = replace(made, roles=roles, exhibits=exhibits)

    def listed(data: DossierData) -> list[str]:
        return [row[0] for row in cells(set_in(data, "persons", ""))][len(data.clients) :]

    assert listed(replace(made, copy_kind="service")) == ["Judge One", "Our Counsel", "An Author"]
    warned = tuple(replace(part, vetting="do-not-use") for part in roles)
    unvetted = tuple(replace(part, vetting="not-vetted") for part in roles)
    assert listed(replace(made, copy_kind="filing", roles=warned)) == ["Judge One"]
    everybody = listed(replace(made, copy_kind="filing"))
    nobody_vetted = listed(replace(made, copy_kind="filing", roles=unvetted))
    assert set(everybody) - set(nobody_vetted) == {"An Interpreter", "A Translator"}


def test_what_is_noted_of_an_interpreter_as_a_body_is_not_printed() -> None:
    made = dossier_data()
    noted = acting(made, "An Interpreter", "interpreter", "interpreter")
    noted = replace(noted, contact=replace(noted.contact, body="brother works for the bureau"))
    rows = cells(set_in(replace(made, roles=(noted,), copy_kind="filing"), "persons", ""))
    assert rows[len(made.clients) :] == [("An Interpreter", "Interpreter")]


def test_terms_are_in_alphabetical_order_with_chinese_last() -> None:
    rows = cells(
        set_in(dossier_data(), "terms", "传唤：to summon\nRSDL: a form of custody\n\nCCF: a commission")
    )
    assert [row[0] for row in rows] == ["CCF", "RSDL", "传唤"]


def test_essential_reading_is_added_up() -> None:
    rows = cells(set_in(dossier_data(), "essential-reading", "[[1 p.2]]: 10\nThe ruling: 25"))
    assert rows == [("exhibit 1, p. {page}", "10"), ("The ruling", "25"), ("Total", "35")]


def test_a_signature_has_room_for_it_and_its_lines() -> None:
    fields, *lines = set_in(dossier_data(), "signature", "Ada Advocate\n\nCounsel for the applicant")
    assert len(fields.rows) == 2  # type: ignore[union-attr]
    assert [text(line.line) for line in lines] == [  # type: ignore[union-attr]
        "Ada Advocate",
        "Counsel for the applicant",
    ]


@pytest.mark.parametrize(
    "dated",
    [
        "Frankfurt am Main, 11. Mai 2026",
        "Paris, le 11 mai 2026",
        "Nicosia, May 11, 2026",
        "台北，2026年5月11日",
    ],
)
def test_a_signature_that_bears_its_date_has_no_line_for_one(dated: str) -> None:
    fields, *_ = set_in(dossier_data(), "signature", f"{dated}\nAda Advocate")
    assert len(fields.rows) == 1  # type: ignore[union-attr]
    fields, *_ = set_in(dossier_data(), "signature", "Ada Advocate\n1 Example Street, 2020 Nicosia")
    assert len(fields.rows) == 2  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "written", "where"),
    [
        ("terms", "CCF: a commission\nno colon here", "Line 2"),
        ("persons", ": nobody", "Line 1"),
        ("essential-reading", "A: 1\nThe ruling: soon", "reading 2"),
        ("essential-reading", "The ruling: ٣", "reading 1"),
        ("terms", "[[9]]: what is not there", "exhibit 9"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_set(kind: SectionKind, written: str, where: str) -> None:
    with pytest.raises(InvalidInput) as error:
        set_in(dossier_data(), kind, written)
    assert where in str(error.value.title)


def test_a_colon_of_a_reference_parts_nothing() -> None:
    assert term_list("The note [[#a:b]]: 3") == (("The note [[#a:b]]", "3"),)
