"""What stands beside the list of people about one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.pages.person.person_pane import PersonPane
from tests.ui.driver import open_page, part, text_of


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
