"""What a checkpoint stands for, and when files go for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.sharing.anchor import anchor, common_spaces
from casebook.domain.sharing.checkpoint import SpaceCheckpoint, is_settled
from casebook.domain.sharing.line_head import MAX_LINES, LineHead
from casebook.domain.sharing.line_log import NOTHING_BEFORE, LineFile, LineLog, LineName, LinePoint
from casebook.domain.sharing.roster_statement import MemberRole
from tests.domain.sharing.teams import Desk, device, key, meet, team

SPACE = key("space", 16)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
A, B, C = (device(name) for name in ("A1", "B1", "C1"))
LINE_A, LINE_B = LineName(A, bytes(8)), LineName(B, bytes(8))


def log(count: int) -> LineLog:
    taken = LineLog()
    for number in range(1, count + 1):
        before = key(number - 1) if number > 1 else NOTHING_BEFORE
        taken.take(LineFile(number=number, digest=key(number), before=before))
    return taken


LEFT = LineName(A, bytes([1] * 8))
"""A line that the author of the checkpoint wrote on before."""
CHECKPOINT = SpaceCheckpoint(
    place=LINE_A, number=4, lines={LINE_A: LinePoint(3, key(3)), LEFT: LinePoint(2, key(2))}
)


def head(of: bytes, *, a: int, left: int) -> LineHead:
    lines = {LINE_A: LinePoint(a, key(a)), LEFT: LinePoint(left, key(left))}
    return LineHead(device=of, tick=1, lines=lines)


def people() -> list[Desk]:
    desks = team("A1", "B1", "C1", role=MemberRole.MEMBER)
    desks[0].welcome("B2", None)
    desks[0].open(SPACE, "A1", "B1", "B2", "C1")
    meet(*desks)
    return desks


def test_a_checkpoint_stands_for_files_of_its_author_that_are_before_it() -> None:
    assert CHECKPOINT.covers(LINE_A.line, 3)
    assert CHECKPOINT.covers(LEFT.line, 1)
    assert not CHECKPOINT.covers(LINE_A.line, 4)
    assert not CHECKPOINT.covers(bytes([9] * 8), 1)
    assert replace(CHECKPOINT, number=1, lines={LEFT: LinePoint(2, key(2))}).before.number == 0
    many = {
        LineName(A, number.to_bytes(8, "big")): LinePoint(1, key(1)) for number in range(1, MAX_LINES + 2)
    }
    for number, lines in (
        (4, {**CHECKPOINT.lines, LINE_B: LinePoint(1, key(1))}),
        (5, CHECKPOINT.lines),
        (4, {LEFT: LinePoint(2, key(2))}),
        (1, many),
    ):
        with pytest.raises(InvalidInput):
            SpaceCheckpoint(place=LINE_A, number=number, lines=lines)


def is_removable(**changes: object) -> bool:
    known: dict[str, object] = {
        "heads": [head(B, a=4, left=2), head(C, a=5, left=2)],
        "waited_for": {B, C},
        "laid_at": NOW - timedelta(days=14),
        "now": NOW,
    }
    return is_settled(CHECKPOINT, **{**known, **changes})  # type: ignore[arg-type]


def test_files_go_when_all_who_are_awake_have_the_checkpoint() -> None:
    assert is_removable()
    assert is_removable(heads=[head(B, a=4, left=2)], waited_for={B})
    assert is_removable(heads=[], waited_for=set())


def test_files_stay_while_something_is_missing() -> None:
    first = head(B, a=4, left=2)
    holed = replace(head(C, a=9, left=9), holes={LINE_A: ((2, 2),)})
    assert not is_removable(laid_at=NOW - timedelta(days=14) + timedelta(seconds=1))
    assert not is_removable(heads=[first, head(C, a=3, left=2)])
    assert not is_removable(heads=[first, head(C, a=4, left=1)])
    assert not is_removable(heads=[first, holed])
    assert not is_removable(heads=[first])


def test_two_who_stand_at_the_same_files_have_one_anchor() -> None:
    a, b, _ = people()
    places = {SPACE: {LINE_A: LinePoint(3, key(3)), LINE_B: LinePoint(2, key(2))}}
    assert anchor(a.roster(), places) == anchor(b.roster(), {SPACE: dict(reversed(places[SPACE].items()))})
    assert anchor(a.roster(), {}) != anchor(a.roster(), places)
    behind = {SPACE: {**places[SPACE], LINE_B: LinePoint(1, key(1))}}
    assert anchor(a.roster(), behind) != anchor(a.roster(), places)
    a.welcome("D1")
    assert anchor(a.roster(), places) != anchor(b.roster(), places)
    assert len(anchor(a.roster(), places)) == 32


def test_an_anchor_is_made_of_what_both_read() -> None:
    a, _, _ = people()
    other = key("other", 16)
    a.open(other, "A1", "C1")
    roster = a.roster()
    assert common_spaces(roster, {A, C}) == tuple(sorted((bytes(16), SPACE, other)))
    assert common_spaces(roster, {A, B}) == tuple(sorted((bytes(16), SPACE)))
