"""Where each device of a team stands: known, compared, welcomed, heard of, lost, removed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from casebook.domain.sharing.roster import Roster

ASLEEP_AFTER = timedelta(days=90)
QUIET_AFTER = timedelta(days=3)


class DeviceState(StrEnum):
    """What is known of a device.

    Attributes:
        CARDED: its card is here.
        COMPARED: its card was compared by voice.
        WELCOMED: it belongs to the team, and nothing was heard of it yet.
        ACTIVE: it was heard of within 90 days.
        ASLEEP: it was not; it belongs to the team, and nothing waits for it.
        SPLIT: two copies of it write on one line; the one that notices moves to another.
        LOST: it was lost or stolen, and is out for good.
        REMOVED: it was removed, and is out for good.
    """

    CARDED = "carded"
    COMPARED = "compared"
    WELCOMED = "welcomed"
    ACTIVE = "active"
    ASLEEP = "asleep"
    SPLIT = "split"
    LOST = "lost"
    REMOVED = "removed"


def device_states(
    roster: Roster,
    *,
    carded: Collection[bytes] = (),
    compared: Collection[bytes] = (),
    heard: Mapping[bytes, datetime],
    split: Collection[bytes] = (),
    now: datetime,
) -> dict[bytes, DeviceState]:
    """Return where each device stands, by its id.

    Args:
        roster: of the team.
        carded: devices whose card is kept here.
        compared: those of them whose card a person compared.
        heard: when something of a device arrived here last, by our own clock.
        split: devices with two branches of a line that is still written.
        now: by our own clock.
    """
    states = dict.fromkeys(carded, DeviceState.CARDED)
    states |= dict.fromkeys(compared, DeviceState.COMPARED)
    for device, one in roster.devices.items():
        if one.is_lost:
            states[device] = DeviceState.LOST
        elif one.is_removed:
            states[device] = DeviceState.REMOVED
        elif device in split:
            states[device] = DeviceState.SPLIT
        elif device not in heard:
            states[device] = DeviceState.WELCOMED
        else:
            is_awake = now - heard[device] < ASLEEP_AFTER
            states[device] = DeviceState.ACTIVE if is_awake else DeviceState.ASLEEP
    return states


def awake(states: Mapping[bytes, DeviceState]) -> frozenset[bytes]:
    """Return the devices that others wait for: those heard of within 90 days, split or not."""
    return frozenset(
        device for device, state in states.items() if state in {DeviceState.ACTIVE, DeviceState.SPLIT}
    )


def quiet(
    states: Mapping[bytes, DeviceState], heard: Mapping[bytes, datetime], now: datetime
) -> dict[bytes, timedelta]:
    """Return the awake devices of which nothing came for three days or more, and for how long.

    A carrier that withholds all of one device looks like its silence: this is all that shows it.
    """
    silent = {device: now - heard[device] for device in awake(states) if device in heard}
    return {device: since for device, since in silent.items() if since >= QUIET_AFTER}
