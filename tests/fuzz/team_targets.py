"""What reads the files of a team: a member may sign any body; others take it, wait, or refuse it alone."""

from __future__ import annotations

import atexit
import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from casebook.base.errors import InvalidInput, VaultTooNew
from casebook.crypto.kdf import MIN_MEMORY_KIB, KdfCost
from casebook.domain.case.case import Case
from casebook.domain.sharing.line_head import head_as_json, read_head, read_lines
from casebook.domain.sharing.line_log import NOTHING_BEFORE, LineName
from casebook.domain.sharing.roster_decoding import read_signed, read_statement, signed_as_json
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.domain.sharing.space_body import read_object
from casebook.services.base import record
from casebook.services.base.session import Session, start_session
from casebook.services.sharing import device
from casebook.services.sharing.members.members import found, join, welcome
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.checkpoints import read_checkpoint
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team
from casebook.store.base.version_tables import link_of
from casebook.vault import create_vault
from casebook.vault.sharing.carrier_file import CarrierSealer, LinePlace
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import CarrierKind

_UNUSABLE = (InvalidInput, VaultTooNew)
_CHEAP = KdfCost(memory_kib=MIN_MEMORY_KIB, passes=1, lanes=1)
_OF_CASES = (CarrierKind.CHANGES, CarrierKind.HEAD, CarrierKind.CHECKPOINT)
_KINDS = (*_OF_CASES, CarrierKind.ROSTER, CarrierKind.GRANT)
"""Kinds of a body, by its first byte."""


def statement(data: bytes) -> None:
    """A statement as it is, signed, and as a head and a checkpoint; what is read is what is written."""
    with suppress(*_UNUSABLE):
        assert read_statement(data).data == data
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return
    with suppress(*_UNUSABLE):
        signed = read_signed(value)
        assert signed_as_json(signed) == value
    with suppress(*_UNUSABLE):
        head = read_head(value, bytes(32))
        assert read_head(head_as_json(head), bytes(32)) == head
    with suppress(*_UNUSABLE):
        read_lines(value)
    with suppress(*_UNUSABLE):
        place = LineName(bytes(32), bytes(8))
        assert read_checkpoint(place, 1, NOTHING_BEFORE, read_object(data)).before == (0, NOTHING_BEFORE)


@dataclass
class _Team:
    """A casebook, and a member of its team who writes what they like.

    Attributes:
        session: of the casebook.
        folder: that both share.
        sealers: of the member, in the space of the case and of the roster.
        before: what the casebook keeps of the folder.
    """

    session: Session
    folder: CarrierFolder
    sealers: tuple[CarrierSealer, CarrierSealer]
    before: tuple[list[tuple[object, ...]], ...] = ()


def team_body(data: bytes) -> None:
    """A body that a member signed, of a kind by its first byte: it is taken or refused, and stops no other.

    Raises:
        AssertionError: it was neither, or the casebook is not whole afterwards.
    """
    kind, body = _KINDS[data[0] % len(_KINDS)] if data else _KINDS[0], data[1:]
    team = _team()
    name = CarrierFolder.new_name()
    line = LinePlace(line=name[:8].encode(), number=0 if kind is CarrierKind.HEAD else 1)
    try:
        sealer = team.sealers[kind not in _OF_CASES]
        team.folder.put(name, lambda target: sealer.seal_body(target, name, kind, line, body))
    except InvalidInput:
        return
    report = take_all(team.session)
    assert report.files + sum(report.refused.values()) + report.waiting >= 1
    team.folder.unlink_own([name])
    _as_before(team)


_KEPT = ("share_file", "space", "roster_statement")


def _as_before(team: _Team) -> None:
    """Forget what was taken, so that the thousandth body takes no longer than the first."""
    with team.session.store.exchange() as connection:
        link = link_of(connection)
        for table, rows in zip(_KEPT, team.before, strict=True):
            link.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
            marks = ", ".join("?" * len(rows[0]))
            link.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - as above


@cache
def _team() -> _Team:
    folder = Path("build/fuzz/team") / str(os.getpid())
    folder.mkdir(parents=True)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    owner, member = _casebook(folder / "owner.casebook"), _casebook(folder / "member.casebook")
    share, letter = folder / "t.casebook-share", folder / "w.casebook-parcel"
    record.add(owner, Case(id="c1", reference="1", title="", jurisdiction="CY", opened_on=date(2026, 1, 2)))
    device.make_own(owner, "owner")
    found(owner, "Team", "owner", share)
    space = open_case(owner, "c1")
    card = device.make_own(member, "member")
    welcome(owner, card, member_name="member", role=MemberRole.OWNER, case_ids=["c1"], to=letter)
    put(owner)
    join(member, letter, share, allow=True)
    take_all(member)
    view, keys = require_team(member), device.own_keys(member)
    sealers = tuple(CarrierSealer(keys, view.key_of(one)) for one in (space, view.roster_space))
    member.close()
    team = _Team(owner, CarrierFolder.existing(share), (sealers[0], sealers[1]))
    with owner.store.reading() as connection:
        link = link_of(connection)
        team.before = tuple(link.execute(f"SELECT * FROM {one}").fetchall() for one in _KEPT)  # noqa: S608
    return team


def _casebook(path: Path) -> Session:
    vault, _ = create_vault(path, "seven invented words stand here for tests", cost=_CHEAP)
    return start_session(vault, who="fuzz")
