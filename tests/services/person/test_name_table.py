"""People found by any form of their names: a table written by hand, asked of a whole vault of them."""

from __future__ import annotations

import sys
from collections import Counter

import pytest

from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.language.hanzi import has_han
from casebook.services.base import search
from casebook.services.base.session import Session
from casebook.services.person import similar_names
from tests.paths import DATA

TABLE = DATA / "names" / "people.tsv"
MIN_PEOPLE, MIN_FIRST, LAST_RANK = 60, 0.95, 5


def people() -> list[tuple[Person, list[tuple[str, str]]]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    entries = []
    for number, line in enumerate(lines[1:]):
        names, asked = line.split("\t")
        kept = tuple(Name(text=text, script="Hans" if has_han(text) else "Latn") for text in names.split("|"))
        pairs = [tuple(each.split("=", 1)) for each in asked.split("|")]
        entries.append((Person(id=f"p{number:02}", names=kept), [(kind, text) for kind, text in pairs]))
    return entries


def show(line: str) -> None:
    """The result, on the terminal of who runs it with -s."""
    sys.stdout.write(line + "\n")


@pytest.fixture
def peopled(session: Session) -> Session:
    with session.store.write("person.add") as transaction:
        for person, _ in people():
            transaction.add(person)
    return session


def rank(session: Session, person: Person, asked: str) -> int:
    """At which place search has the person; 0 for not at all."""
    hits = [hit.id for hit in search.find(session, asked) if hit.noun == "person"]
    return hits.index(person.id) + 1 if person.id in hits else 0


def test_everybody_is_found_by_every_form(peopled: Session) -> None:
    table = people()
    ranks = {
        (person.id, kind, text): rank(peopled, person, text) for person, all_ in table for kind, text in all_
    }
    firsts, totals = Counter[str](), Counter[str]()
    for (_, kind, _), place in ranks.items():
        totals[kind] += 1
        firsts[kind] += place == 1
    share = sum(firsts.values()) / len(ranks)
    show(f"\n{len(table)} people, {len(ranks)} spellings asked: {share:.1%} found at rank 1")
    for kind in sorted(totals):
        show(f"  {kind:18} {firsts[kind]:3} of {totals[kind]:3}")
    late = {key: place for key, place in ranks.items() if place != 1}
    places = ", ".join(f"{text} ({place or 'lost'})" for (_, _, text), place in late.items())
    show(f"  not first: {places or 'none'}")
    assert len(table) >= MIN_PEOPLE
    assert [key for key, place in late.items() if not 0 < place <= LAST_RANK] == []
    assert share >= MIN_FIRST


def test_everybody_is_warned_of_as_a_duplicate(peopled: Session) -> None:
    table = people()
    pairs = [(person, text) for person, asked in table for kind, text in asked if kind != "given"]
    missed = [
        text
        for person, text in pairs
        if person.id not in {each.id for each in similar_names.find(peopled, [text])}
    ]
    share = 1 - len(missed) / len(pairs)
    show(f"\n{len(pairs)} spellings entered anew: warned of {share:.1%}; not of {missed}")
    assert share >= MIN_FIRST
