"""Persons that tests put into a vault."""

from __future__ import annotations

from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.services.base import form
from casebook.services.base.session import Session


def add_person(session: Session, names: tuple[Name, ...]) -> Person:
    """A new person with these names, put in as a form puts it in."""
    return form.add(session, Person(id=session.ids(), names=names))
