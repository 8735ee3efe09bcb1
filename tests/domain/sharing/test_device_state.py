"""Where each device of a team stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from casebook.domain.sharing.device_state import DeviceState, awake, device_states, quiet
from casebook.domain.sharing.roster_statement import StatementKind
from tests.domain.sharing.teams import device, everything, team

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_every_state_of_a_device() -> None:
    desks = team("A1", "B1", "C1", "D1", "E1", "F1")
    a = desks[0]
    a.remove("E1")
    a.state(StatementKind.LOST, devices=(device("F1"),))
    heard = {
        device("A1"): NOW,
        device("C1"): NOW - timedelta(days=90),
        device("D1"): NOW - timedelta(days=89),
        device("E1"): NOW,
        device("X1"): NOW,
    }
    states = device_states(
        everything(*desks),
        carded={device(name) for name in ("A1", "E1", "X1", "Y1")},
        compared={device("Y1")},
        heard=heard,
        split={device("D1"), device("E1")},
        now=NOW,
    )
    names = ("A1", "B1", "C1", "D1", "E1", "F1", "X1", "Y1")
    assert {name: states[device(name)].value for name in names} == {
        "A1": "active",
        "B1": "welcomed",
        "C1": "asleep",
        "D1": "split",
        "E1": "removed",
        "F1": "lost",
        "X1": "carded",
        "Y1": "compared",
    }
    assert len(set(states.values())) == len(DeviceState)
    assert awake(states) == {device("A1"), device("D1")}
    assert quiet(states, heard, NOW) == {device("D1"): timedelta(days=89)}
    assert quiet(states, heard, NOW + timedelta(days=3)).keys() == awake(states)
