"""What stands beside the list of people about one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person import person
from casebook.ui.pages.person.person_pane import PersonPane
from tests.ui.driver import open_page, part, press, settle, text_of

TODAY = date(2026, 1, 1)


def test_whereabouts_that_differ_are_listed(opened: Callable[..., Any], blank: Session) -> None:
    names = (Name(text="Quince Danning", script="Latn"),)
    brother = Person(id="brother", names=names, whereabouts="Kashgar")
    client = Person(id="client", names=(Name(text="Quince Weiming", script="Latn"),))
    bond = Relation(id="r", person_id="client", other_id="brother", kind="brother", other_is_in="Germany")
    record.add(blank, client, brother, bond)
    page = open_page(opened(blank), "people", id="brother")
    shown = text_of(part(page, PersonPane))
    assert "Whereabouts differ" in shown
    assert "Kashgar · Germany" in shown
    record.change(blank, replace(bond, other_is_in="China"), seen=bond)
    assert "Whereabouts differ" not in text_of(part(page, PersonPane))


def test_a_relative_belongs_to_somebody(opened: Callable[..., Any], blank: Session) -> None:
    client = Person(id="client", names=(Name(text="Quince Weiming", script="Latn"),))
    brother = Person(id="brother", names=(Name(text="Quince Danning", script="Latn"),))
    case = Case(
        id="c",
        reference="R-1",
        title="",
        jurisdiction="CY",
        opened_on=TODAY,
        parties=(Party(person_id="client"),),
    )
    bond = Relation(id="r", person_id="client", other_id="brother", kind="brother", other_is_in="Kashgar")
    record.add(blank, client, brother, case, bond)
    page = open_page(opened(blank), "people", id="brother")
    assert {row.id: row.cases for row in person.rows(blank)} == {"client": ("R-1",), "brother": ("R-1",)}
    shown = text_of(part(page, PersonPane))
    assert "brother of \u2068Quince Weiming\u2069" in shown
    assert "Kashgar" in shown


def test_a_missing_consent_is_said_and_recorded_where_it_is_asked_for(
    opened: Callable[..., Any], blank: Session
) -> None:
    names = (Name(text="Quince Weiming", script="Latn"),)
    record.add(blank, Person(id="client", names=names))
    parties = (Party(person_id="client"),)
    case = Case(id="c", reference="R-1", title="", jurisdiction="CY", opened_on=TODAY, parties=parties)
    record.add(blank, case)
    workspace = opened(blank)
    page = open_page(workspace, "case", id="c", tab="people", within="client")
    settle()
    pane = part(page, PersonPane)
    assert "No consent for use in court" in text_of(pane)
    press(pane, "Record consent given today")
    settle()
    today = blank.clock().date()
    assert [one.purpose for one in record.find(blank, Person, "client").valid_consents("court", today)] == [
        "court"
    ]
    assert "No consent for use in court" not in text_of(part(page, PersonPane))
    workspace.run_action("undo")
    settle()
    assert not record.find(blank, Person, "client").consents


def test_consent_stands_above_the_long_texts_of_the_form(opened: Callable[..., Any], blank: Session) -> None:
    record.add(blank, Person(id="client", names=(Name(text="Quince Weiming", script="Latn"),)))
    page = open_page(opened(blank), "people", id="client")
    page.change()
    settle()
    boxes = page.editor.form.fields.boxes
    assert [*boxes].index("consents") < [*boxes].index("safe_contact")
    assert boxes["consents"].y() < boxes["safe_contact"].y()
