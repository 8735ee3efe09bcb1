"""Persons, found by any of their names in any script, and their relationships."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, func, select
from sqlalchemy import text as sql

from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.hiding.plain_letters import LONG_LETTERS, folded, squeezed
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.language.hanzi import has_han
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import decoded, noun_table, parts, text, undecoded

Listed = tuple[str, str, tuple[str, ...], StatedDate | None, tuple[str, ...], str, tuple[str, ...]]
"""ID, main name, names in other scripts, birth, nationalities, ethnicity, tags."""

_FAMILY_AND_GIVEN = 2
"""Chinese characters of a family name and a given name of one each, which is not looked for alone."""


def _words(person: Person) -> list[SearchText]:
    names = " · ".join(name.text for name in person.names)
    about = (person.birth_place, person.ethnicity, person.religion, *person.nationalities)
    details = (detail.text for detail in person.details)
    care = (person.whereabouts, person.safe_contact, person.health, person.vulnerability)
    papers = (f"{paper.number} {paper.issuer} {paper.held_by}" for paper in person.papers)
    return [
        SearchText(
            title=person.leading_name,
            body=" ".join([names, person.code_name, *about, *papers, *care, *details, *person.tags]),
        )
    ]


PERSON = EntityTable(
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
        text("leading_name"),
        parts("other_names"),
        parts("details"),
        text("sex"),
        text("code_name"),
        parts("tags"),
    ),
    derived=lambda person: {"leading_name": person.leading_name, "other_names": person.other_names},
    words=_words,
    names=lambda person: [name.text for name in person.names],
)


def with_topics(connection: Connection) -> list[Person]:
    """Return the persons outside the bin with library topics in their profile."""
    return PERSON.all(
        connection, PERSON.not_binned().where(func.json_array_length(PERSON.table.c.topics) > 0)
    )


def standing_in(connection: Connection, words: str) -> list[Person]:
    """Return the persons outside the bin whom a text may name: by a name or a long part of it.

    A name may stand there as a part of another word.
    """
    letters = squeezed(folded(words))
    ids = {id_ for id_, name in names(connection) if any(part in letters for part in _telling(name))}
    return list(PERSON.some(connection, ids).values())


def stands_in(person: Person, words: str) -> bool:
    """Return whether a text may name a person, as `standing_in` finds it."""
    letters = squeezed(folded(words))
    return any(part in letters for name in person.names for part in _telling(name.text))


def _telling(name: str) -> set[str]:
    """Return what of a name is looked for: the whole, and what stands for the person alone."""
    whole = squeezed(folded(name))
    given = {whole[1:]} if has_han(name) and len(whole) > _FAMILY_AND_GIVEN else set[str]()
    words = (squeezed(word) for word in folded(name).split())
    return {part for part in (whole, *given, *(one for one in words if len(one) >= LONG_LETTERS)) if part}


def listed(connection: Connection) -> Iterator[Listed]:
    """Yield all persons outside the bin, with only the columns of the list."""
    table = PERSON.table
    coded_columns = (table.c.other_names, table.c.born, table.c.nationalities, table.c.tags)
    columns = (table.c.id, table.c.leading_name, table.c.ethnicity, *map(undecoded, coded_columns))
    countries: dict[str | None, tuple[str, ...]] = {}
    for row in connection.execute(select(*columns).where(table.c.binned_at.is_(None))).all():
        person_id, name, ethnicity, others, born, nationalities, tags = row
        if nationalities not in countries:  # thousands have the same
            countries[nationalities] = decoded(nationalities)
        birth = StatedDate(**json.loads(born)) if born else None
        yield person_id, name, decoded(others), birth, countries[nationalities], ethnicity, decoded(tags)


def names(connection: Connection) -> list[tuple[str, str]]:
    """Return all names of all persons outside the bin, with the person's ID."""
    rows = connection.execute(
        sql("SELECT person.id, value ->> 'text' FROM person, json_each(names) WHERE binned_at IS NULL")
    )
    return [(person_id, name) for person_id, name in rows]


RELATION = EntityTable(
    noun="relation",
    kind=Relation,
    table=noun_table(
        "relation",
        text("person_id", is_indexed=True),
        text("other_id", is_indexed=True),
        text("kind"),
        text("certainty"),
        text("other_is_in"),
        text("pressure"),
    ),
    words=lambda relation: [
        SearchText(title=relation.kind, body=f"{relation.other_is_in} {relation.pressure}")
    ],
)


def relations_of(connection: Connection, person_id: str) -> list[Relation]:
    """Return the relationships of a person."""
    return RELATION.all(connection, RELATION.not_binned().where(RELATION.table.c.person_id == person_id))
