"""Who has a case or a person by another way than a parcel: devices of the team, and copies that left."""

from __future__ import annotations

from casebook.domain.base.entity import entity
from casebook.services.base.session import Session
from casebook.services.person import person
from casebook.services.sharing.parcels import other_copies
from casebook.services.sharing.parcels.other_copies import OtherCopy
from casebook.services.sharing.team.team_view import TeamView, team_of
from casebook.store.case import case as stored_cases


@entity
class HoldingDevice:
    """A device of another member that was given the key of a shared case.

    Attributes:
        member: what the team calls the member; of two with one name, with a part of the ID.
        device: as its card calls it, "" where that is not known.
        is_reading: whether it still reads the case; one that does not keeps what it received.
    """

    member: str
    device: str
    is_reading: bool


@entity
class SharedCase:
    """A case that a team shares.

    Attributes:
        reference: of the case.
        devices: that have it, by member; without those of this member.
    """

    reference: str
    devices: tuple[HoldingDevice, ...]


@entity
class HeldOtherwise:
    """Who has what is asked about, beside parcels.

    Attributes:
        shared: its cases that a team shares, by reference.
        copies: of its cases, that were saved outside, newest first.
    """

    shared: tuple[SharedCase, ...] = ()
    copies: tuple[OtherCopy, ...] = ()


def held_otherwise(session: Session, about: str) -> HeldOtherwise:
    """Return who has a case, or the cases in which a person has a role, by another way than a parcel.

    Args:
        session: the open casebook.
        about: ID of the case or person; what is of neither nobody has.
    """
    with session.store.reading() as connection:
        references = stored_cases.references(connection, [about])
    if not references:
        references = {one.id: one.reference for one in person.cases_of(session, about)}
    view = team_of(session)
    shared = [
        SharedCase(reference=references[space.case_id], devices=_devices(view, space.id))
        for space in (view.spaces.values() if view else ())
        if view and space.case_id in references
    ]
    copies = [copy for one in references for copy in other_copies.listed(session, one)]
    return HeldOtherwise(
        shared=tuple(sorted((one for one in shared if one.devices), key=lambda one: one.reference)),
        copies=tuple(sorted(copies, key=lambda one: (one.at, one.id), reverse=True)),
    )


def _devices(view: TeamView, space: bytes) -> tuple[HoldingDevice, ...]:
    """Return the devices of others that may read a space, and those that ever had a key of it."""
    own = view.roster.devices.get(view.device.id)
    reading = view.roster.may_read(space)
    had = {device for one in view.epochs if one.space == space for device in one.devices}
    holding = [
        HoldingDevice(
            member=view.name_of(device), device=card.name if card else "", is_reading=device in reading
        )
        for device in reading | had
        if device != view.device.id and (one := view.roster.devices.get(device))
        if own is None or one.member != own.member
        for card in [view.card_of(device)]
    ]
    return tuple(sorted(holding, key=lambda one: (not one.is_reading, one.member, one.device)))
