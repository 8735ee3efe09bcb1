"""What is read of somebody who is not believed: whatever is not exactly what was asked for is refused."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

import pytest

from casebook.base.message import Message
from casebook.base.structure import read_json


@dataclass(frozen=True)
class Part:
    name: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Whole:
    kind: Literal["a", "b"]
    count: int
    is_cut: bool
    scale: float
    said: Message
    parts: tuple[Part, ...]
    pair: tuple[int, str]
    names: dict[str, str]


RIGHT = {
    "kind": "a",
    "count": 3,
    "is_cut": False,
    "scale": 2,
    "said": {"msgid": "page {number}", "many": "", "values": [["number", 3]]},
    "parts": [{"name": "one", "pages": [1, 2]}, {"name": "two"}],
    "pair": [1, "x"],
    "names": {"title": "Title"},
}


def test_what_is_right_is_read() -> None:
    whole = read_json(Whole, json.dumps(RIGHT).encode())
    assert whole.parts == (Part("one", (1, 2)), Part("two"))
    assert (str(whole.said), whole.pair, whole.names) == ("page 3", (1, "x"), {"title": "Title"})


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "c"},
        {"kind": ["a"]},
        {"count": "3"},
        {"count": 3.0},
        {"count": True},
        {"count": None},
        {"is_cut": 0},
        {"scale": "2"},
        {"scale": True},
        {"scale": float("nan")},
        {"scale": float("inf")},
        {"said": "page 3"},
        {"said": {"msgid": "{number.__class__}", "many": "", "values": [["number", 3]]}},
        {"parts": "one"},
        {"parts": {"one": 1}},
        {"parts": ["one"]},
        {"parts": [[]]},
        {"parts": [{}]},
        {"parts": [{"name": 1}]},
        {"parts": [{"name": "one", "more": 1}]},
        {"parts": [{"name": "one", "pages": [[1]]}]},
        {"pair": [1]},
        {"pair": [1, "x", 2]},
        {"pair": {"1": "x"}},
        {"names": []},
        {"names": {"title": 1}},
        {"names": {"title": "\ud800"}},
        {"more": 1},
    ],
    ids=str,
)
def test_what_is_not_exactly_what_was_asked_for_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no Whole"):
        read_json(Whole, json.dumps({**RIGHT, **change}))


@pytest.mark.parametrize("missing", RIGHT)
def test_a_field_that_is_missing_is_not_made_up(missing: str) -> None:
    with pytest.raises(ValueError, match="no Whole"):
        read_json(Whole, json.dumps({name: value for name, value in RIGHT.items() if name != missing}))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"null",
        b"NaN",
        b"1",
        b'"kind"',
        b"[]",
        b"{",
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b"1" * 9_000,
    ],
    ids=lambda data: repr(data[:8]),
)
def test_what_is_no_object_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no Whole"):
        read_json(Whole, data)


def test_of_a_field_written_twice_the_last_one_is_checked() -> None:
    assert read_json(Part, '{"name": 1, "name": "two"}').name == "two"
    with pytest.raises(ValueError, match="no Part"):
        read_json(Part, '{"name": "one", "name": 2}')


def test_a_fault_says_nothing_of_what_was_written() -> None:
    with pytest.raises(ValueError, match="no Part") as caught:
        read_json(Part, '{"name": "Ablimit", "more": "Ablimit"}')
    assert "Ablimit" not in str(caught.value)
