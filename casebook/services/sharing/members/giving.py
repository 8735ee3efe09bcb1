"""Cards of the team, and cases given by them: what a window asks for in one step."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from casebook.base.errors import InvalidInput, NotFound
from casebook.domain.sharing.member_name import checked_name
from casebook.domain.sharing.peer_card import PeerCard
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.session import Session
from casebook.services.sharing import card
from casebook.services.sharing.members.members import give, require_receiver, require_welcomable, welcome
from casebook.services.sharing.members.opening import ensure_open
from casebook.services.sharing.members.sharing_terms import SharingTerms, names_of, require_terms
from casebook.services.sharing.team.team_view import require_team


def card_of_device(session: Session, device_id: str) -> PeerCard:
    """Return the card of a device of the team, added from its welcome if it was not added before.

    Args:
        session: the open casebook.
        device_id: in hex.

    Raises:
        NotFound: the team has no such device.
        Refused: this casebook belongs to no team.
    """
    known = card.of_device(session, device_id)
    if known is not None and known.data:
        return known
    read = require_team(session).card_of(bytes.fromhex(device_id))
    if read is None:
        raise NotFound("The team has no such device.", field="device", remedy="Choose one from the list.")
    return card.add(session, read.data)


def welcome_card(
    session: Session,
    card_id: str,
    *,
    member_name: str,
    role: MemberRole,
    terms: SharingTerms,
    to: Path | SaveTarget,
    allow: bool = False,
) -> None:
    """Welcome the device of a card that was added, with cases that are opened where they are not shared yet.

    Args:
        session: the open casebook.
        card_id: of the card.
        member_name: whose device it is.
        role: what the member may do.
        terms: the cases to share with it, and what is stated of them.
        to: file for the welcome.
        allow: though nobody compared the card.

    Raises:
        NotFound, Refused, Conflict: there is no such card, nobody compared it, or its bytes are gone; or as
            `require_terms`.
        InvalidInput, DiskProblem: as `welcome`.
    """
    member_name = checked_name(member_name)
    check_welcome(session, card_id, member_name, terms, allow=allow)
    theirs = card.to_seal_to(session, card_id, allow=allow)
    for case_id in terms.case_ids:
        ensure_open(session, case_id)
    welcome(session, theirs, member_name=member_name, role=role, case_ids=terms.case_ids, to=to)


def check_welcome(
    session: Session, card_id: str, member_name: str, terms: SharingTerms, *, allow: bool = False
) -> None:
    """Check all that stops a welcome, before anybody chooses where it is saved.

    Raises:
        as `welcome_card`.
    """
    require_terms(session, terms, [checked_name(member_name)])
    require_welcomable(session, card.to_seal_to(session, card_id, allow=allow))


def share(session: Session, terms: SharingTerms, devices: Collection[bytes], *, allow: bool = False) -> None:
    """Share cases with devices of the team; those that have no space yet are opened.

    Args:
        session: the open casebook.
        terms: the cases, and what is stated of them.
        devices: to share them with.
        allow: though nobody compared the card of one.

    Raises:
        InvalidInput: no case or no device was chosen.
        NotFound: the team has no such device.
        Refused: this device may not, one was removed, or nobody compared its card; or as `require_terms`.
    """
    for chosen, key in ((terms.case_ids, "cases"), (devices, "devices")):
        if not chosen:
            raise InvalidInput("Nothing was chosen.", field=key, remedy="Choose at least one.")
    for one in sorted(devices):
        require_receiver(session, one, allow=allow)
    require_terms(session, terms, names_of(session, devices))
    spaces = [ensure_open(session, case_id) for case_id in terms.case_ids]
    for one in sorted(devices):
        give(session, one, spaces, allow=allow)
