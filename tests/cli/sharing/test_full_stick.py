"""A stick that is full while something is written to it: no file under its name, and nothing noted."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casebook.domain.case.case import Case, Party
from casebook.domain.person.person import Consent
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.sharing import device
from tests.cli.said import Say
from tests.services.exchange.outcomes.written import keep
from tests.services.sharing.travelling import exhibit, person

DISK, REMEDY = 8, "Free up space"


class Stick:
    """A folder whose disk takes nothing more while it is full; all other folders have room.

    Attributes:
        folder: on it.
        is_full: nothing that was written there reaches the disk until this is set back.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.is_full = folder, False
        self._fsync = os.fsync

    def files(self) -> set[Path]:
        return {one for one in self.folder.rglob("*") if one.is_file()}

    def fsync(self, descriptor: int) -> None:
        """Refuse a file or folder of the stick, as a full disk does."""
        here = {self.folder.stat().st_ino, *(one.stat().st_ino for one in self.folder.rglob("*"))}
        if self.is_full and os.fstat(descriptor).st_ino in here:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._fsync(descriptor)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stick:
    (tmp_path / "stick").mkdir()
    stick = Stick(tmp_path / "stick")
    monkeypatch.setattr(os, "fsync", stick.fsync)
    return stick


@pytest.fixture
def office(plain_office: Path, cheap_calibration: None) -> Path:  # noqa: ARG001
    """A casebook with a client who consents."""
    with open_session(plain_office, plain_office.with_name("code.txt").read_text()) as session:
        (case,) = record.every(session, Case)
        consent = Consent(purpose="partner", given_on=date(2026, 1, 2))
        client = person(session, "Wenlan")
        client = replace(client, consents=(*client.consents, consent))
        record.add(session, client)
        record.change(session, replace(case, parties=(Party(person_id=client.id),)))
        exhibit(session, case)
    return plain_office


def test_no_parcel_is_left_or_listed(office: Path, stick: Stick, say: Say) -> None:
    name = office.with_name("name.txt")
    name.write_text("Office", encoding="utf-8")
    assert say("card", "show", office, "--name-file", name).code == 0
    seal = ("parcel", "seal", office, "--case", "R-1", "--purpose", "partner")
    stick.is_full = True
    refused = say(*seal, "--out", stick.folder / "p.casebook-parcel", "--json")
    assert refused.code == DISK, refused.err
    assert REMEDY in refused.err
    assert list(stick.folder.iterdir()) == []
    assert say("parcel", "list", office, "--json").json["rows"] == []
    assert say(*seal, "--out", office.with_name("p.casebook-parcel")).code == 0


def test_no_casebook_that_travels_is_left_or_listed(office: Path, stick: Stick, say: Say) -> None:
    pack = ("travel", "pack", office, "--case", "R-1", "--purpose", "court", "--all-exhibits")
    stick.is_full = True
    refused = say(*pack, "--out", stick.folder / "trip.casebook")
    assert refused.code == DISK, refused.err
    assert REMEDY in refused.err
    assert list(stick.folder.iterdir()) == []
    assert say("travel", "list", office, "--json").json["rows"] == []
    assert say(*pack, "--out", office.with_name("trip.casebook")).code == 0


def test_what_a_team_could_not_save_is_saved_once_there_is_room(office: Path, stick: Stick, say: Say) -> None:
    names = office.with_name("names.txt")
    names.write_text("Office\nAnna", encoding="utf-8")
    name = office.with_name("name.txt")
    name.write_text("Desk", encoding="utf-8")
    assert say("card", "show", office, "--name-file", name).code == 0
    share = stick.folder / "office.casebook-share"
    assert say("team", "found", office, "--folder", share, "--name-file", names).code == 0
    before = stick.files()
    stick.is_full = True
    assert say("team", "open", office, "R-1").code == DISK
    refused = say("team", "put", office)
    assert refused.code == DISK, refused.err
    assert REMEDY in refused.err
    assert stick.files() == before
    stick.is_full = False
    assert say("team", "put", office, "--json").json["files"] > 0


def test_no_pack_of_outcomes_is_left_or_listed(office: Path, stick: Stick, say: Say) -> None:
    with open_session(office, office.with_name("code.txt").read_text()) as session:
        keep(session, range(5))
        device.make_own(session, "Office of Here")
    export = ("outcome", "export", office, "--said-of-all", "--out")
    stick.is_full = True
    refused = say(*export, stick.folder / "2026.casebook-outcomes", "--json")
    assert (refused.code, REMEDY in refused.err) == (DISK, True)
    assert list(stick.folder.iterdir()) == []
    assert say("outcome", "packs", office, "--json").json["rows"] == []
    assert say(*export, office.with_name("2026.casebook-outcomes")).code == 0


def test_no_share_of_a_guardian_is_left_or_counts(office: Path, stick: Stick, say: Say) -> None:
    names = office.with_name("names.txt")
    names.write_text("Ioanna\nMarios\nWenlan", encoding="utf-8")
    make = ("guardian", "make", office, "--names-file", names, "--threshold", "2", "--out")
    stick.is_full = True
    refused = say(*make, stick.folder / "shares")
    assert (refused.code, REMEDY in refused.err) == (DISK, True)
    assert list(stick.folder.rglob("*.*")) == []
    assert say("guardian", "list", office, "--json").json["guardians"] is None
    assert say(*make, office.with_name("shares")).code == 0
