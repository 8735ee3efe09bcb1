"""``team role|rename|code-name|close|withdraw|leave``: what members are and have."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import InvalidInput, Refused
from casebook.cli.base.answer import answer
from casebook.cli.base.session import unlocked
from casebook.cli.sharing.typed_file import words_of
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base.session import Session
from casebook.services.case import case as cases
from casebook.services.sharing.members import member_changes, members
from casebook.services.sharing.team import laying
from casebook.services.sharing.team.team_view import require_team


def role(
    *,
    vault: Path,
    member: str,
    role: str,
    allow_ownerless: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file) as session:
        id_ = member_changes.member_named(session, member)
        member_changes.change_role(session, id_, MemberRole(role), allow_ownerless=allow_ownerless)
        laying.put(session)
    answer({"member": id_, "role": role}, f"The member is {role} now.", json_wanted=json)


def rename(*, vault: Path, member: str, name_file: Path, passphrase_file: Path | None, json: bool) -> None:
    name = words_of(name_file, "name-file").strip()
    with unlocked(vault, passphrase_file) as session:
        id_ = member_changes.member_named(session, member)
        is_twin = member_changes.is_twin(session, name, but=id_)
        member_changes.rename(session, id_, name)
        laying.put(session)
    words = "The member has another name now."
    words = f"{words} {member_changes.TWIN!s}" if is_twin else words
    answer({"member": id_, "is_twin": is_twin}, words, json_wanted=json)


def code_name(
    *, vault: Path, member: str, name_file: Path | None, passphrase_file: Path | None, json: bool
) -> None:
    name = words_of(name_file, "name-file").strip() if name_file else ""
    with unlocked(vault, passphrase_file) as session:
        id_ = member_changes.member_named(session, member)
        member_changes.keep_code_name(session, id_, name)
    words = f"The member has {'a' if name else 'no'} code name in this casebook."
    answer({"member": id_, "has_code_name": bool(name)}, words, json_wanted=json)


def close(*, vault: Path, case_name: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        case_id = cases.named(session, case_name).id
        member_changes.close_case(session, case_id)
        laying.put(session)
    words = "The case is closed for the team: nothing new is taken there. All keep what they have."
    answer({"case_id": case_id, "is_closed": True}, words, json_wanted=json)


def withdraw(
    *,
    vault: Path,
    case_name: str,
    device: tuple[str, ...],
    member: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with unlocked(vault, passphrase_file) as session:
        case_id = cases.named(session, case_name).id
        devices = _devices(session, device, member)
        member_changes.take_away(session, case_id, devices)
        laying.put(session)
    words = "Nothing that is saved in this case from now on opens on these devices. They keep what they had."
    document = {"case_id": case_id, "devices": sorted(one.hex() for one in devices)}
    answer(document, words, json_wanted=json)


def leave(
    *, vault: Path, allow_ownerless: bool, untold: bool, yes: bool, passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file) as session:
        require_team(session)
        if not yes:
            raise Refused(
                "You leave with all your devices, and come back only by a new card and a welcome.",
                field="yes",
                remedy="Add --yes to leave. Nothing was changed.",
            )
        member_changes.leave(session, allow_ownerless=allow_ownerless, allow_untold=untold)
    words = "You left the team with all your devices. All records of this casebook stay."
    answer({"is_in_team": False}, words, json_wanted=json)


def _devices(session: Session, named: tuple[str, ...], of: tuple[str, ...]) -> set[bytes]:
    """Return the devices that are meant, and those of the members that are meant."""
    devices = {members.device_named(session, one) for one in named}
    known = require_team(session).roster.members
    for one in of:
        devices |= {*known[member_changes.member_named(session, one)].devices}
    if not devices:
        raise InvalidInput(
            "Nobody was named.",
            field="device",
            remedy="Give the beginning of an ID with --device or --member.",
        )
    return devices
