"""What the heads of all devices show: who has what, and a carrier that shows less than it did."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.sharing.line_head import (
    MAX_LINES,
    HeadNews,
    LineGap,
    LineHead,
    compared,
    gaps,
    head_as_json,
    head_of,
    of_devices,
    read_head,
    split_lines,
    to_lay_again,
    who_lays_again,
    without_lost,
)
from casebook.domain.sharing.line_log import NOTHING_BEFORE, LineFile, LineLog, LineName, LinePoint
from tests.domain.sharing.teams import device, key

A, B, C = (device(name) for name in "ABC")
LINE_A, LINE_B = LineName(A, bytes(8)), LineName(B, bytes(8))


def point(number: int, branch: str = "") -> LinePoint:
    return LinePoint(number, key(f"{branch}{number}"))


def log(*numbers: int, branch: str = "") -> LineLog:
    taken = LineLog()
    for number in numbers:
        before = key(f"{branch}{number - 1}") if number > 1 else NOTHING_BEFORE
        taken.take(LineFile(number=number, digest=key(f"{branch}{number}"), before=before))
    return taken


def head(of: bytes, tick: int = 1, **numbers: int) -> LineHead:
    names = {"a": LINE_A, "b": LINE_B}
    return LineHead(device=of, tick=tick, lines={names[name]: point(to) for name, to in numbers.items()})


def test_who_has_what_is_missing() -> None:
    logs = {LINE_A: log(1, 2, 5)}
    heads = [head(C, 9, a=7, b=2), head(B, 5, a=3), head(A, 1, a=7)]
    first, second = gaps(logs, heads)
    assert first in (
        LineGap(name=LINE_A, spans=((3, 4), (6, 7)), holders=(A, C)),
        LineGap(name=LINE_B, spans=((1, 2),), holders=(C,)),
    )
    by_name = {gap.name: gap for gap in (first, second)}
    assert by_name[LINE_A].holders == (A, C)
    assert who_lays_again(by_name[LINE_A], {A, B, C}) == A
    assert who_lays_again(by_name[LINE_A], {B, C}) == C
    assert who_lays_again(by_name[LINE_A], {B}) is None
    assert gaps({LINE_A: log(1, 2)}, [head(B, a=2)]) == []


def test_one_of_those_who_have_a_file_lays_it_again() -> None:
    logs = {LINE_A: log(1, 2, 3), LINE_B: log(1)}
    behind = head(B, a=1, b=1)
    assert to_lay_again(logs, [behind], A, {A, B}) == [LineGap(name=LINE_A, spans=((2, 3),), holders=(A,))]
    turns = {
        own: to_lay_again({LINE_A: log(1, 2, 3)}, [behind, head(other, a=3)], own, {A, B, C})
        for own, other in ((A, C), (C, A))
    }
    assert [bool(turns[A]), bool(turns[C])] == [True, False]
    assert to_lay_again({LINE_A: log(1, 2, 3)}, [behind, head(A, a=3)], C, {B, C})
    assert to_lay_again(logs, [behind], A, {A}) == []
    holed = replace(head(B, a=3), holes={LINE_A: ((1, 2),)})
    assert to_lay_again({LINE_A: log(1, 2, 3)}, [holed], A, {A, B}) == [
        LineGap(name=LINE_A, spans=((1, 2),), holders=(A,))
    ]
    ours = log(1, 3)
    ours.go_on()
    assert [gap.spans for gap in to_lay_again({LINE_A: ours}, [holed], A, {A, B})] == [((1, 1),)]
    ours.adopt(point(9))
    assert to_lay_again({LINE_A: ours}, [holed], A, {A, B}) == []


def test_a_false_claim_to_have_a_file_stops_no_owner() -> None:
    first, own = sorted((A, C))
    heads, logs = [head(B), head(first, b=2)], {LINE_B: log(1, 2)}
    assert to_lay_again(logs, heads, own, {A, B, C}) == []
    assert to_lay_again(logs, heads, own, {A, B, C}, {first, own}) == []
    assert len(to_lay_again(logs, heads, own, {A, B, C}, {own})) == 1


def test_who_went_on_without_a_file_does_not_have_it() -> None:
    holed = replace(head(C, a=7), holes={LINE_A: ((4, 4),)})
    (gap,) = gaps({LINE_A: log(1, 2, 5)}, [holed, head(B, a=6), head(A, a=7)])
    assert gap == LineGap(name=LINE_A, spans=((3, 4), (6, 7)), holders=(A,))


def test_a_head_that_shows_less_than_before() -> None:
    known = head(B, 5, a=3, b=4)
    assert compared(known, known) is HeadNews.SAME
    assert compared(known, head(B, 6, a=3, b=5)) is HeadNews.NEWER
    assert compared(known, head(B, 4, a=3, b=3)) is HeadNews.OLDER
    assert compared(known, head(B, 6, b=9)) is HeadNews.SET_BACK
    assert compared(known, head(B, 5, a=9, b=9)) is HeadNews.OLDER


def test_two_branches_are_seen_by_those_who_have_neither() -> None:
    one, other = head(A, a=3), LineHead(device=B, tick=1, lines={LINE_A: point(3, "x")})
    assert split_lines({}, [one, other]) == {LINE_A}
    assert split_lines({LINE_A: log(1, 2, 3)}, [other]) == {LINE_A}
    assert split_lines({LINE_A: log(1, 2, 3)}, [one, head(B, a=9)]) == frozenset()


def test_a_head_says_what_the_logs_hold() -> None:
    holed = log(1, 4)
    holed.go_on()
    said = head_of(B, 7, {LINE_A: holed, LINE_B: LineLog()}, purged=["p"])
    assert said == LineHead(
        device=B,
        tick=7,
        lines={LINE_A: point(4)},
        holes={LINE_A: ((2, 3),)},
        purged=("p",),
    )
    riddled = LineLog()
    for number in range(1, 1_100):
        riddled.holes.add(2 * number, 2 * number)
    many = head_of(B, 7, {LINE_A: riddled, LINE_B: holed})
    assert many.holes == {LINE_A: ((2, 2_198),), LINE_B: ((2, 3),)}
    assert read_head(head_as_json(many), B) == many


def test_a_head_counts_no_lines_of_strangers_and_few_of_each_device() -> None:
    many = {LineName(B, number.to_bytes(8, "big")): point(1) for number in range(MAX_LINES + 9)}
    strangers = {LineName(C, bytes(8)): point(7)}
    head = LineHead(device=A, tick=1, lines={**many, **strangers}, holes={LineName(C, bytes(8)): ((1, 2),)})
    kept = of_devices(head, {A, B})
    assert len(kept.lines) == MAX_LINES
    assert {name.signer for name in kept.lines} == {B}
    assert kept.holes == {}


def test_heads_go_through_json_and_nothing_else_does() -> None:
    full = replace(
        head(B, 7, a=3, b=9),
        holes={LINE_A: ((1, 1), (3, 9))},
        purged=("p1", "p2"),
    )
    data = json.loads(json.dumps(head_as_json(full)))
    assert read_head(data, B) == full
    hostile: list[object] = [
        [],
        {**data, "more": 1},
        {**data, "tick": -1},
        {**data, "tick": 1.5},
        {**data, "lines": data["lines"] * 2},
        {**data, "lines": [[1, 2, 3, 4]]},
        {**data, "lines": {}},
        {**data, "holes": [[*data["holes"][0][:2], 3, 2]]},
        {**data, "holes": 1},
        {**data, "purged": ["../x"]},
        {**data, "purged": ["p1"] * 60_000},
    ]
    for wrong in hostile:
        with pytest.raises(InvalidInput):
            read_head(wrong, B)


def test_numbers_that_a_person_decides_about_are_not_missing() -> None:
    heads = [head(B, a=5)]
    (gap,) = gaps({LINE_A: log(1, 2)}, heads, {LINE_A: ((4, 9),)})
    assert gap.spans == ((3, 3),)
    assert gaps({LINE_A: log(1, 2)}, heads, {LINE_A: ((3, 4), (5, 5))}) == []


def test_of_who_was_put_out_is_missing_what_counts_or_what_anybody_has() -> None:
    gap = LineGap(name=LINE_A, spans=((2, 3), (5, 9)), holders=())
    assert without_lost(gap, 9, []) == gap
    has_some = without_lost(gap, 2, [head(B, a=6), head(C)])
    assert has_some is not None
    assert has_some.spans == ((2, 3), (5, 6))
    counts = without_lost(gap, 2, [head(B)])
    assert counts is not None
    assert counts.spans == ((2, 2),)
    assert without_lost(gap, 0, []) is None
