"""When the key of a space is made anew, and whose changes are taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from casebook.domain.sharing.device_state import DeviceState
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.domain.sharing.roster import Roster
from casebook.domain.sharing.roster_statement import AcceptedLine, MemberRole, StatementKind
from casebook.domain.sharing.space_epoch import (
    ChangeVerdict,
    RenewalReason,
    SpaceChange,
    SpaceEpoch,
    next_number,
    recipients,
    renewal_reasons,
    verdict,
    writing_epoch,
)
from tests.domain.sharing.teams import Desk, device, key, meet, team

SPACE = key("space", 16)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
A, B, C, D = (device(name) for name in ("A1", "B1", "C1", "D1"))


def people() -> list[Desk]:
    desks = team("A1", "B1", "C1", "D1", role=MemberRole.MEMBER)
    desks[0].role("B1", MemberRole.OWNER)
    desks[0].role("D1", MemberRole.READER)
    desks[0].open(SPACE, "A1", "B1", "C1", "D1")
    meet(*desks)
    return desks


def epoch(number: int, *devices: bytes, maker: bytes = A, word: object = "") -> SpaceEpoch:
    return SpaceEpoch(
        space=SPACE,
        number=number,
        maker=maker,
        digest=key(f"epoch {number} {word}"),
        devices=frozenset(devices or (A, B, C, D)),
        began_at=NOW,
    )


def reasons(roster: Roster, *epochs: SpaceEpoch, **more: datetime) -> set[RenewalReason]:
    return set(renewal_reasons(epochs, roster, SPACE, **{"now": NOW, **more}))


def test_a_key_is_made_anew_for_every_reason() -> None:
    a, *_ = people()
    assert reasons(a.roster()) == {RenewalReason.FIRST}
    assert reasons(a.roster(), epoch(1)) == set()
    assert reasons(a.roster(), epoch(1, maker=C)) == {RenewalReason.FIRST}
    assert reasons(a.roster(), epoch(1), now=NOW + timedelta(days=90)) == {RenewalReason.AGE}
    assert reasons(a.roster(), epoch(1), now=NOW + timedelta(days=89)) == set()
    assert reasons(a.roster(), epoch(1), purged_at=NOW) == {RenewalReason.PURGED}
    assert reasons(a.roster(), epoch(1), purged_at=NOW - timedelta(days=1)) == set()
    a.take(SPACE, "D1")
    assert reasons(a.roster(), epoch(1)) == {RenewalReason.TAKEN}
    a.remove("C1")
    a.state(StatementKind.LOST, devices=(B,))
    assert reasons(a.roster(), epoch(1)) == {RenewalReason.TAKEN, RenewalReason.REMOVED, RenewalReason.LOST}
    assert reasons(a.roster(), epoch(1), epoch(2, A)) == set()
    a.state(StatementKind.CLOSE, space=SPACE)
    assert reasons(a.roster(), epoch(1)) == set()


def test_all_write_in_the_same_epoch() -> None:
    a, *_ = people()
    one, other = epoch(2, word=1), epoch(2, maker=B, word=2)
    least = min((one, other), key=lambda each: each.digest)
    for epochs in ([epoch(1), one, other], [other, one, epoch(1)]):
        assert writing_epoch([*epochs, epoch(9, maker=C)], a.roster(), SPACE) == least
        assert next_number([*epochs, epoch(9, maker=C)], a.roster(), SPACE) == 3
    a.remove("B1")
    assert writing_epoch([epoch(1), other], a.roster(), SPACE) == epoch(1)
    assert writing_epoch([replace(one, space=bytes(16))], a.roster(), SPACE) is None
    assert next_number([], a.roster(), SPACE) == 1
    assert next_number([epoch(1, maker=C), epoch(2, maker=C)], a.roster(), SPACE) == 3


def test_who_gets_a_key() -> None:
    a, *_ = people()
    states = {
        A: DeviceState.ACTIVE,
        B: DeviceState.ASLEEP,
        C: DeviceState.WELCOMED,
        D: DeviceState.SPLIT,
        key("X"): DeviceState.ACTIVE,
    }
    assert recipients(a.roster(), SPACE, states) == {A, C, D}
    a.take(SPACE, "C1")
    assert recipients(a.roster(), SPACE, states) == {A, D}


def change(signer: bytes, number: int, *, in_epoch: int = 1, word: object = "") -> SpaceChange:
    return SpaceChange(
        space=SPACE,
        name=LineName(signer, bytes(8)),
        point=LinePoint(number, key(f"{number}{word}")),
        epoch=in_epoch,
    )


def accepted(signer: bytes, number: int) -> AcceptedLine:
    return AcceptedLine(device=signer, space=SPACE, line=bytes(8), number=number, digest=key(f"{number}"))


def test_changes_of_those_who_may_write_are_taken() -> None:
    a, *_ = people()
    assert verdict(change(C, 1), [], a.roster()) is ChangeVerdict.TAKE
    assert verdict(change(D, 1), [], a.roster()) is ChangeVerdict.AFTER
    assert verdict(change(key("X"), 1), [], a.roster()) is ChangeVerdict.WAIT
    assert verdict(replace(change(C, 1), space=key("other", 16)), [], a.roster()) is ChangeVerdict.WAIT
    a.welcome("E1")
    assert verdict(change(device("E1"), 1), [], a.roster()) is ChangeVerdict.WAIT


def test_of_a_removed_device_what_was_accepted_is_taken_and_the_rest_waits() -> None:
    a, *_ = people()
    a.remove("C1", accepted=(accepted(C, 4),))
    for number, wanted in ((3, ChangeVerdict.TAKE), (4, ChangeVerdict.TAKE), (5, ChangeVerdict.AFTER)):
        assert verdict(change(C, number), [epoch(1)], a.roster()) is wanted
    assert verdict(change(C, 4, word="fork"), [], a.roster()) is ChangeVerdict.AFTER
    assert verdict(replace(change(C, 3), is_of_fork=True), [], a.roster()) is ChangeVerdict.AFTER
    other_line = replace(change(C, 1), name=LineName(C, key("line", 8)))
    assert verdict(other_line, [], a.roster()) is ChangeVerdict.AFTER


def test_of_a_removed_device_nothing_of_a_later_epoch_is_taken() -> None:
    a, *_ = people()
    a.remove("C1", accepted=(accepted(C, 4),))
    epochs = [epoch(1, A, B), epoch(2), epoch(3, A, B, D), epoch(4, A, B, D), epoch(9, C, maker=C)]
    for in_epoch, wanted in (
        (1, ChangeVerdict.AFTER),
        (2, ChangeVerdict.AFTER),
        (3, ChangeVerdict.REFUSE),
        (4, ChangeVerdict.REFUSE),
        (9, ChangeVerdict.REFUSE),
    ):
        assert verdict(change(C, 5, in_epoch=in_epoch), epochs, a.roster()) is wanted
    assert verdict(change(C, 4, in_epoch=2), epochs, a.roster()) is ChangeVerdict.TAKE


def test_of_a_device_that_lost_access_the_same() -> None:
    a, *_ = people()
    a.take(SPACE, "C1", accepted=(accepted(C, 2),))
    assert verdict(change(C, 2), [], a.roster()) is ChangeVerdict.TAKE
    assert verdict(change(C, 3), [epoch(1)], a.roster()) is ChangeVerdict.AFTER
    assert verdict(change(C, 3, in_epoch=2), [epoch(1), epoch(2, A, B)], a.roster()) is ChangeVerdict.REFUSE
    a.give(SPACE, "C1")
    assert verdict(change(C, 3), [epoch(1)], a.roster()) is ChangeVerdict.TAKE
