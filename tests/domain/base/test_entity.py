"""Nouns are compared by value, as a frozen dataclass is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from casebook.domain.base.entity import entity


@entity
class Word:
    id: str
    text: str = ""


@entity
class Sentence(Word):
    words: tuple[Word, ...] = ()


@entity
class One:
    value: float


@entity
class Nothing:
    pass


def test_two_with_the_same_values_are_one_in_a_set() -> None:
    word = Word(id="1", text="a")
    assert word == replace(word)
    assert {word, replace(word)} == {word}
    assert hash(One(value=1.5)) == hash(One(value=1.5))
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1


def test_another_value_and_another_class_are_something_else() -> None:
    assert Word(id="1") != Word(id="2")
    assert One(value=1) != One(value=2)
    assert Word(id="1") != Sentence(id="1")
    assert Sentence(id="1") != Sentence(id="1", words=(Word(id="1"),))


def test_equality_and_hash_are_those_of_the_library() -> None:
    @dataclass(frozen=True)
    class Reference:
        id: str
        text: str

    assert hash(Word(id="1", text="a")) == hash(Reference(id="1", text="a"))
    nan = float("nan")
    assert One(value=nan) == One(value=nan)  # tuples look for the same thing first


def test_a_noun_takes_no_further_attributes() -> None:
    word = Word(id="1")
    with pytest.raises(AttributeError):
        word.txt = "b"  # type: ignore[attr-defined]
    assert not hasattr(word, "__dict__")
