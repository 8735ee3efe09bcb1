"""How a team stands, as the command line tells it."""

from __future__ import annotations

from casebook.cli.base.answer import counted, shortened, table, visible
from casebook.services.sharing.team.status import DeviceStatus, SpaceStatus, TeamStatus


def status_document(state: TeamStatus) -> dict[str, object]:
    """Return how a team stands as JSON."""
    return {
        "name": state.name,
        "folder": state.folder,
        "role": state.role,
        "is_removed": state.role is None,
        "is_ownerless": state.is_ownerless,
        "members": [
            {
                "id": one.id,
                "name": one.name,
                "code_name": one.code_name,
                "role": one.role,
                "devices": [_device(device) for device in one.devices],
            }
            for one in state.members
        ],
        "spaces": [
            {
                "id": one.id,
                "kind": one.kind,
                "case_id": one.case_id,
                "reference": one.reference,
                "members": list(one.members),
                "is_closed": one.is_closed,
                "is_large": one.is_large,
                "has_lost": one.has_lost,
            }
            for one in state.spaces
        ],
        "queued": state.queued,
        "unsaved": state.unsaved,
        "unsent": state.unsent,
        "purges": state.purges,
        "asks": state.asks,
        "damaged_by": list(state.damaged_by),
    }


def _device(device: DeviceStatus) -> dict[str, object]:
    return {
        "device": device.id,
        "name": device.card_name,
        "is_own": device.is_own,
        "is_removed": device.is_removed,
        "is_lost": device.is_lost,
        "is_compared": device.is_compared,
        "is_split": device.is_split,
        "heard_at": device.heard_at,
        "quiet_days": device.quiet_days,
        "is_ahead": device.is_ahead,
    }


def _tables(state: TeamStatus) -> tuple[str, str]:
    """Return the devices, and the cases that are shared."""
    devices = [
        (
            device.id[:12],
            one.id[:6],
            shortened(one.title),
            one.role,
            shortened(device.card_name),
            _compared(device),
            _state_of(device),
        )
        for one in state.members
        for device in one.devices
    ]
    spaces = [
        (
            one.reference or str(one.kind),
            ", ".join(map(shortened, one.members)),
            _state_of_space(one),
        )
        for one in state.spaces
    ]
    return (
        table(("device", "id", "member", "role", "name", "card", ""), devices),
        table(("shared", "with", ""), spaces) if spaces else "",
    )


def status_text(state: TeamStatus) -> str:
    """Return how a team stands in words."""
    tables = (
        visible(f"{shortened(state.name)}: {state.folder}"),
        *_tables(state),
        counted(state.queued + state.unsaved, "change is not sent yet.", "changes are not sent yet.")
        if state.queued + state.unsaved
        else "",
        counted(
            state.purges,
            "record was purged by others and waits for you.",
            "records were purged by others and wait for you.",
        )
        if state.purges
        else "",
        counted(state.asks, "question waits", "questions wait") + " for you: casebook team asks."
        if state.asks
        else "",
        _large(state),
        _lost(state),
        f"Damaged files lie there of: {visible(', '.join(state.damaged_by))}." if state.damaged_by else "",
        "Nobody is left who may change the team: leave it, and create another." if state.is_ownerless else "",
        _unsent(state),
    )
    return "\n".join(filter(None, tables))


def _unsent(state: TeamStatus) -> str:
    """Return what stays in this casebook alone, and how it reaches the others nevertheless."""
    if state.role is None:
        return (
            "This device was removed from the team: leave it. All records stay. What you saved and the "
            "others lack can be handed over to a member: casebook parcel seal."
        )
    if not state.unsent:
        return ""
    changed = counted(
        state.unsent,
        "record was changed here and is not sent, since this device may not write in its case now.",
        "records were changed here and are not sent, since this device may not write in their cases now.",
    )
    return f"{changed} Once it may, it sends that; until then it can hand it over: casebook parcel seal."


def _large(state: TeamStatus) -> str:
    """Return of which cases old files stay, since what they say does not fit into one."""
    large = [one.reference or str(one.kind) for one in state.spaces if one.is_large]
    if not large:
        return ""
    return (
        f"What this device saved in {visible(', '.join(large))} does not fit into one checkpoint. "
        "Its old files stay in the shared folder, and what was deleted permanently stays in them."
    )


def _lost(state: TeamStatus) -> str:
    """Return in which cases files of this device were lost, and what to do."""
    lost = [one.reference or str(one.kind) for one in state.spaces if one.has_lost]
    if not lost:
        return ""
    return (
        f"Files that this device saved in {visible(', '.join(lost))} were lost in the shared folder and "
        "here. What stands here was saved there again. Go through it, and check the disks of this computer "
        "and of the folder."
    )


def _state_of_space(one: SpaceStatus) -> str:
    if one.is_closed:
        return "closed"
    return "files were lost" if one.has_lost else "old files stay" if one.is_large else ""


def _compared(device: DeviceStatus) -> str:
    """Return whether the card of another device was compared here."""
    if device.is_own:
        return ""
    return "compared" if device.is_compared else "not compared"


def _state_of(device: DeviceStatus) -> str:
    if device.is_own:
        return "this device, removed" if device.is_removed or device.is_lost else "this device"
    if device.is_lost:
        return "lost"
    if device.is_removed:
        return "removed"
    if device.is_split or device.is_ahead:
        return "two copies are in use" if device.is_split else "its clock is over a day ahead: have it set"
    if device.quiet_days:
        return f"nothing of it for {counted(device.quiet_days, 'day', 'days')}: casebook team anchor"
    return f"last received {device.heard_at:%Y-%m-%d %H:%M}" if device.heard_at else "nothing received yet"
