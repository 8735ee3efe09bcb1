"""Whom a text may name, of many persons at once."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from casebook.domain.base.name import Name
from casebook.domain.dossier.hiding.plain_letters import folded, squeezed, squeezed_lines
from casebook.domain.person.person import Person
from casebook.store.person.person import names, standing_in, those_standing_in
from casebook.store.store import Store

PIECES = ("lin", "Zhiyuan", "ABDUL", "É", "'", "- ", "\n", "林", "志远", "ئابدۇ", "\u3000", "ı_")


def _person(person_id: str, *borne: str) -> Person:
    return Person(id=person_id, names=tuple(Name(text=text, script="Zyyy") for text in borne))


def _keep(store: Store, *people: Person) -> None:
    with store.write("person.add") as transaction:
        for one in people:
            transaction.add(one)


def test_a_whole_name_a_given_name_and_a_long_word_are_found(store: Store) -> None:
    _keep(
        store,
        _person("whole", "Wei Li", "x"),
        _person("given", "林志远"),
        _person("word", "Abdul Tursunjan"),
        _person("short", "Li Na", "王"),
        _person("binned", "Wei Li"),
    )
    with store.write("person.bin") as transaction:
        transaction.move_to_bin(Person, "binned")
    with store.reading() as connection:
        found = standing_in(connection, "weili and 志远 met tursunjanov, na")
        assert {one.id for one in found} == {"whole", "given", "word"}
        assert standing_in(connection, "·") == []


def test_every_name_of_a_person_is_read_with_what_it_holds(store: Store) -> None:
    with store.reading() as connection:
        assert names(connection) == []
    _keep(store, _person("p1", 'a "b" [c], {d}', "\u2028\\"), _person("p2"), _person("p3", "林"))
    with store.reading() as connection:
        assert names(connection) == [("p1", 'a "b" [c], {d}'), ("p1", "\u2028\\"), ("p3", "林")]


def test_people_are_found_in_a_text_as_each_alone_would_be(store: Store) -> None:
    texts = ["".join(pieces) for pieces in product(PIECES, repeat=2)]
    people = [_person(f"p{number}", text) for number, text in enumerate(texts)]
    _keep(store, *people)
    with store.reading() as connection:
        for words in (*PIECES, *texts[::5], "a text without any of them"):
            found = {one.id for one in standing_in(connection, words)}
            assert found == {one.id for one in those_standing_in(words, people)}


@given(st.lists(st.lists(st.sampled_from([piece for piece in PIECES if piece != "\n"])).map("".join)))
def test_lines_are_squeezed_as_each_alone(lines: list[str]) -> None:
    assert squeezed_lines(folded("\n".join(lines))) == [squeezed(folded(line)) for line in lines or [""]]
