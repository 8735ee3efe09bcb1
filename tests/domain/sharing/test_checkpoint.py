"""When a checkpoint is signed again, adopted, and stands for files that may go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from casebook.domain.sharing.anchor import anchor, common_spaces
from casebook.domain.sharing.checkpoint import (
    SpaceCheckpoint,
    holds,
    is_of_author,
    is_settled,
    signers,
)
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


CHECKPOINT = SpaceCheckpoint(
    space=SPACE,
    author=A,
    lines={LINE_A: LinePoint(3, key(3)), LINE_B: LinePoint(2, key(2))},
    content=key("content"),
)


def head(of: bytes, *, a: int, b: int, cosigned: bool = False) -> LineHead:
    return LineHead(
        device=of,
        tick=1,
        lines={LINE_A: LinePoint(a, key(a)), LINE_B: LinePoint(b, key(b))},
        cosigned=(CHECKPOINT.digest,) if cosigned else (),
    )


def people() -> list[Desk]:
    desks = team("A1", "B1", "C1", role=MemberRole.MEMBER)
    desks[0].welcome("B2", None)
    desks[0].open(SPACE, "A1", "B1", "B2", "C1")
    meet(*desks)
    return desks


def test_the_same_content_at_the_same_files_has_one_digest() -> None:
    assert replace(CHECKPOINT, author=B).digest == CHECKPOINT.digest
    for other in (
        replace(CHECKPOINT, content=key("other")),
        replace(CHECKPOINT, space=key("other", 16)),
        replace(CHECKPOINT, lines={LINE_A: LinePoint(3, key(3))}),
    ):
        assert other.digest != CHECKPOINT.digest


def test_a_checkpoint_counts_while_somebody_who_may_write_signed_it() -> None:
    a, _, _ = people()
    of_b = replace(CHECKPOINT, author=B)
    assert signers(CHECKPOINT, [], a.roster()) == {A}
    assert signers(of_b, [head(C, a=3, b=2, cosigned=True)], a.roster()) == {B, C}
    a.remove("B1")
    assert signers(of_b, [], a.roster()) == frozenset()
    assert signers(of_b, [head(C, a=3, b=2, cosigned=True)], a.roster()) == {C}


def test_a_checkpoint_holds_lines_of_its_author_alone() -> None:
    own = replace(CHECKPOINT, lines={LINE_A: LinePoint(3, key(3))})
    assert is_of_author(own)
    assert not is_of_author(CHECKPOINT)
    assert not is_of_author(replace(own, author=B))
    many = {LineName(A, number.to_bytes(8, "big")): LinePoint(1, key(1)) for number in range(MAX_LINES + 1)}
    assert not is_of_author(replace(CHECKPOINT, lines=many))


def is_removable(**changes: object) -> bool:
    known: dict[str, object] = {
        "own": A,
        "signed": {A, B},
        "heads": [head(B, a=3, b=2), head(C, a=5, b=2)],
        "waited_for": {A, B, C},
        "laid_at": NOW - timedelta(days=14),
        "now": NOW,
    }
    return is_settled(CHECKPOINT, **{**known, **changes})  # type: ignore[arg-type]


def test_files_go_when_all_who_are_awake_are_past_them() -> None:
    assert is_removable()
    assert is_removable(own=B, heads=[head(A, a=3, b=2), head(C, a=5, b=2)])


def test_files_stay_while_something_is_missing() -> None:
    behind, holed = head(C, a=2, b=2), replace(head(C, a=9, b=9), holes={LINE_A: ((2, 2),)})
    assert not is_removable(laid_at=NOW - timedelta(days=14) + timedelta(seconds=1))
    assert not is_removable(signed={A})
    assert not is_removable(signed={B, C})
    assert not is_removable(heads=[head(B, a=3, b=2), behind])
    assert not is_removable(heads=[head(B, a=3, b=2), holed])
    assert not is_removable(heads=[head(B, a=3, b=2)])


def test_who_signed_the_checkpoint_or_is_asleep_holds_nothing_up() -> None:
    assert is_removable(heads=[head(B, a=3, b=2), head(C, a=1, b=1, cosigned=True)])
    assert is_removable(heads=[head(B, a=3, b=2)], waited_for={A, B})


def test_two_who_stand_at_the_same_files_have_one_anchor() -> None:
    a, b, _ = people()
    places = {SPACE: dict(CHECKPOINT.lines)}
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


def test_a_checkpoint_holds_another_that_ends_no_later() -> None:
    lines = dict(CHECKPOINT.lines)
    earlier = replace(CHECKPOINT, lines={LINE_A: LinePoint(2, key(2))})
    beside = replace(CHECKPOINT, lines={**lines, LineName(C, bytes(8)): LinePoint(1, key(1))})
    assert holds(CHECKPOINT, CHECKPOINT)
    assert holds(CHECKPOINT, earlier)
    assert not holds(earlier, CHECKPOINT)
    assert holds(beside, CHECKPOINT)
    assert not holds(CHECKPOINT, beside)
