"""Registers as JSON: lists, one object a line, FollowTheMoney, an answer of a web service."""

from __future__ import annotations

import json

import pytest

from casebook.domain.base.grid import Grid
from casebook.formats.fault import Damaged, OversizedFile
from casebook.formats.register_json import MAX_COLUMNS, read_register_json


def read(value: object) -> Grid:
    return read_register_json(json.dumps(value, ensure_ascii=False).encode())


def row(grid: Grid, at: int = 0) -> dict[str, str]:
    return dict(zip(grid.head, grid.rows[at].cells, strict=True))


def test_follow_the_money_is_read_by_its_properties() -> None:
    lines = [
        {
            "id": "a",
            "schema": "Person",
            "properties": {"name": ["Lin Zhiyuan", "林志远"], "birthDate": ["1984"]},
        },
        {"id": "b", "schema": "Person", "properties": {"alias": ["X"]}},
    ]
    grid = read_register_json("\n".join(map(json.dumps, lines)).encode())
    assert row(grid) == {
        "id": "a",
        "schema": "Person",
        "name": "Lin Zhiyuan; 林志远",
        "birthDate": "1984",
        "alias": "",
    }
    assert [one.line for one in grid.rows] == [1, 2]


def test_one_entity_alone_is_one_row() -> None:
    assert row(read({"id": "a", "properties": {"name": ["A B"], "topics": ["x"]}}))["name"] == "A B"


def test_an_answer_of_a_web_service_is_read_by_its_longest_list() -> None:
    notices = [{"entity_id": "2026/1", "name": "LIN", "forename": "ZHIYUAN"}, {"entity_id": "2026/2"}]
    grid = read({"total": 2, "query": {"page": 1}, "_embedded": {"notices": notices}, "_links": {"self": {}}})
    assert len(grid.rows) == 2
    assert row(grid)["forename"] == "ZHIYUAN"


def test_objects_within_objects_bear_both_names() -> None:
    grid = read(
        [{"person": {"name": "A", "papers": [{"value": "1"}, {"value": "2"}]}, "ok": True, "n": None}]
    )
    assert row(grid) == {"person.name": "A", "person.papers": "1; 2", "ok": "yes"}


def test_a_line_that_is_no_object_is_named_and_the_others_are_read() -> None:
    grid = read_register_json(b'{"name": "A"}\n{"name": \n[1]\n{"name": "B"}\n')
    assert [one.cells for one in grid.rows] == [("A",), ("B",)]
    assert [one.line for one in grid.bad_rows] == [2, 3]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"[1, 2]", b"\xff\xfe\x00", b"text", b'"a"', b"[" * 100_000]
)
def test_what_holds_no_objects_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        read_register_json(data)


def test_more_columns_than_anybody_keeps_are_refused() -> None:
    with pytest.raises(OversizedFile):
        read([{f"c{at}": "x" for at in range(MAX_COLUMNS + 1)}])


def test_half_a_pair_of_a_character_is_replaced() -> None:
    grid = read_register_json(b'[{"na\\ud800me": "A\\udc00"}]')
    assert (grid.head, grid.rows[0].cells) == (("na?me",), ("A?",))
