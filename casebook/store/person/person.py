"""Persons, found by any of their names in any script, and their relationships."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import itemgetter

from sqlalchemy import Connection, func

from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.hiding.plain_letters import LONG_LETTERS, folded, squeezed, squeezed_lines
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.sharing.merge import WHOLE_PART, Part, merging
from casebook.language.hanzi import has_han
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import as_one_row, not_binned, noun_table, parts, read_as_one, text

Listed = tuple[str, str, tuple[str, ...], StatedDate | None, tuple[str, ...], str, tuple[str, ...]]
"""ID, main name, names in other scripts, birth, nationalities, ethnicity, tags."""

_FAMILY_AND_GIVEN = 2
"""Chinese characters of a family name and a given name of one each, which is not looked for alone."""


_RUN = 3
"""Letters by which most names are seen not to stand in a text."""


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
    merge=merging(
        one=(
            "born",
            "birth_place",
            "ethnicity",
            "religion",
            "whereabouts",
            "safe_contact",
            "sex",
            "code_name",
        ),
        parts={
            "names": Part(by=("text", "script")),
            "nationalities": WHOLE_PART,
            "languages": WHOLE_PART,
            "papers": Part(by=("kind", "number", "issuer")),
            "topics": WHOLE_PART,
            "consents": Part(by=("purpose", "given_on"), wins="withdrawn_on"),
            "details": WHOLE_PART,
            "tags": WHOLE_PART,
        },
        prose=("health", "vulnerability"),
    ),
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
    if not letters:
        return []
    ids = {id_ for id_, name in _possible(names(connection), letters) if _stands(name, letters)}
    return list(PERSON.some(connection, ids).values())


def those_standing_in(words: str, people: Iterable[Person]) -> list[Person]:
    """Return which of these people a text may name, as `standing_in` finds it."""
    letters = squeezed(folded(words))
    return [one for one in people if any(_stands(name.text, letters) for name in one.names)]


def _possible(borne: Sequence[tuple[str, str]], letters: str) -> Iterator[tuple[str, str]]:
    """Yield the names of which `_stands` may be true: all are folded at once, and most need no more."""
    runs = {letters[at : at + size] for size in range(_RUN + 1) for at in range(len(letters))}
    lines = folded("\n".join(name.replace("\n", " ") for _, name in borne))
    words = [word for word in {*lines.split()} if len(word) >= LONG_LETTERS]
    parts = zip(words, squeezed_lines("\n".join(words)), strict=False)
    in_text = {word for word, part in parts if part[:_RUN] in runs and part in letters}
    beginnings = map(itemgetter(slice(1, _RUN + 1)), squeezed_lines(lines))
    yield from compress(borne, map(runs.__contains__, beginnings))
    if in_text:
        yield from (
            one
            for one, line in zip(borne, lines.split("\n"), strict=False)
            if not in_text.isdisjoint(line.split())
        )


def _stands(name: str, letters: str) -> bool:
    return any(part in letters for part in _telling(name))


def _telling(name: str) -> set[str]:
    """Return what of a name is looked for: the whole, and what stands for the person alone."""
    whole = squeezed(folded(name))
    given = {whole[1:]} if has_han(name) and len(whole) > _FAMILY_AND_GIVEN else set[str]()
    words = (squeezed(word) for word in folded(name).split())
    return {part for part in (whole, *given, *(one for one in words if len(one) >= LONG_LETTERS)) if part}


def listed(connection: Connection) -> Iterator[Listed]:
    """Yield all persons outside the bin, with only the columns of the list."""
    for person_id, name, others, born, countries, ethnicity, tags in read_as_one(connection, _LISTED):
        birth = StatedDate(**born) if born else None
        yield person_id, name, tuple(others), birth, tuple(countries), ethnicity, tuple(tags)


_LISTED = as_one_row(
    not_binned(
        *(PERSON.table.c.id, PERSON.table.c.leading_name, PERSON.table.c.other_names, PERSON.table.c.born),
        *(PERSON.table.c.nationalities, PERSON.table.c.ethnicity, PERSON.table.c.tags),
    )
)


def names(connection: Connection) -> list[tuple[str, str]]:
    """Return all names of all persons outside the bin, with the person's ID."""
    everyone = read_as_one(connection, _NAMES, itemgetter("text"))
    return [(person_id, name) for person_id, borne in everyone for name in borne]


_NAMES = as_one_row(not_binned(PERSON.table.c.id, PERSON.table.c.names))


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
    merge=merging(one=("person_id", "other_id", "kind", "certainty", "other_is_in"), prose=("pressure",)),
)


def relations_of(connection: Connection, person_id: str) -> list[Relation]:
    """Return the relationships of a person."""
    return RELATION.all(connection, RELATION.not_binned().where(RELATION.table.c.person_id == person_id))


def relations_to(connection: Connection, person_id: str) -> list[Relation]:
    """Return the relationships of others in which a person is the relative."""
    return RELATION.all(connection, RELATION.not_binned().where(RELATION.table.c.other_id == person_id))
