"""Persons, found by any of their names in any script."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from casebook.domain.date import StatedDate
from casebook.domain.name import Name
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


def with_topics(connection: Connection) -> list[Person]:
    """The standing persons whose profile names topics of the library."""
    return SHELF.all(connection, SHELF.standing().where(func.json_array_length(SHELF.table.c.topics) > 0))


def listed(connection: Connection) -> Iterator[Person]:
    """Every standing person with what a list of them shows and nothing else: names, birth, nationality."""
    table = SHELF.table
    columns = (table.c.id, table.c.names, table.c.born, table.c.nationalities, table.c.ethnicity)
    for row in connection.execute(select(*columns).where(table.c.binned_at.is_(None))):
        yield Person(
            id=row.id,
            names=tuple(Name(**name) for name in row.names or ()),
            born=StatedDate(**row.born) if row.born else None,
            nationalities=tuple(row.nationalities or ()),
            ethnicity=row.ethnicity,
        )
