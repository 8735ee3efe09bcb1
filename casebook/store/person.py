"""Persons, found by any of their names in any script."""

from __future__ import annotations

from casebook.domain.person import Person
from casebook.store.shelf import Shelf, Words
from casebook.store.table import noun_table, parts, text


def _words(person: Person) -> list[Words]:
    names = " · ".join(name.text for name in person.names)
    about = (person.birth_place, person.ethnicity, person.religion, *person.nationalities)
    papers = (paper.number for paper in person.papers)
    return [Words(title=person.leading_name, body=" ".join([names, *about, *papers]))]


SHELF = Shelf(
    noun="person",
    kind=Person,
    table=noun_table(
        "person",
        parts("names"),
        parts("born"),
        text("birth_place"),
        parts("nationalities"),
        text("ethnicity"),
        text("religion"),
        parts("languages"),
        parts("papers"),
        text("whereabouts"),
        text("health"),
        text("vulnerability"),
        text("safe_contact"),
        parts("topics"),
        parts("consents"),
    ),
    words=_words,
    names=lambda person: [name.text for name in person.names],
)
