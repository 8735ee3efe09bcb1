from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Self

import pytest

from casebook.base.errors import InvalidInput, Refused, WrongKey
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.vault import unlock_change, unlock_method
from casebook.services.vault.unlock_change import UnlockChange, UnlockChangeKind
from casebook.vault import keychain
from tests.vault.standin import StandIn
from tests.vaults import PHRASE

pytestmark = pytest.mark.usefixtures("cheap_calibration")

RECOVERY = UnlockChange(
    kind="recovery",
    secret=PHRASE,
    keyfile=None,
    passphrase="",
    code="",
    target=None,
    label="Safe",
)


def test_a_recovery_code_is_added_and_opens(session: Session, small: Path) -> None:
    code = unlock_method.new_recovery_code()
    run_in_line(unlock_change.apply(session, replace(RECOVERY, code=code)))
    added = unlock_method.every(session)[-1]
    assert (added.kind, added.label) == ("recovery", "Safe")
    session.lock()
    with open_session(small, code) as again:
        assert len(unlock_method.every(again)) == 3


def test_a_wrong_passphrase_changes_nothing(session: Session) -> None:
    wrong = replace(RECOVERY, secret="another passphrase", code=unlock_method.new_recovery_code())
    with pytest.raises(WrongKey):
        run_in_line(unlock_change.apply(session, wrong))
    assert len(unlock_method.every(session)) == 2


NEW = "six rather different words here"


@pytest.mark.parametrize("kind", ["change", "add", "keyfile"])
def test_a_new_passphrase_opens(
    kind: UnlockChangeKind, session: Session, small: Path, tmp_path: Path
) -> None:
    keyfile = tmp_path / "key"
    asked = replace(RECOVERY, kind=kind, passphrase=NEW, target=keyfile)
    run_in_line(unlock_change.apply(session, asked))
    label = "" if kind == "change" else "Safe"  # a changed one keeps the name it has
    assert ("keyfile" if kind == "keyfile" else "passphrase", label) in _ways(session)
    assert len(unlock_method.every(session)) == 2 + (kind != "change")
    session.lock()
    open_session(small, NEW, keyfile=keyfile if kind == "keyfile" else None).lock()
    if kind == "change":
        with pytest.raises(WrongKey):
            open_session(small, PHRASE)


def _ways(session: Session) -> set[tuple[str, str]]:
    return {(way.kind, way.label) for way in unlock_method.every(session)}


class Trusted(StandIn):
    """A keychain as the program makes it: without its initialiser."""

    priority = 1

    def __new__(cls) -> Self:
        keychain = super().__new__(cls)
        StandIn.__init__(keychain)
        return keychain


def test_a_keychain_is_added_where_the_system_has_one(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = replace(RECOVERY, kind="keychain")
    monkeypatch.setattr(keychain, "ALLOWED", {})
    with pytest.raises(Refused, match="no keychain"):
        run_in_line(unlock_change.apply(session, asked))
    assert len(unlock_method.every(session)) == 2
    monkeypatch.setattr(keychain, "ALLOWED", {sys.platform: (__name__, "Trusted")})
    run_in_line(unlock_change.apply(session, asked))
    assert len(unlock_method.every(session)) == 3
    assert ("keychain", "Safe") in _ways(session)


@pytest.mark.parametrize("kind", sorted(unlock_change.WITH_PASSPHRASE))
def test_a_passphrase_that_is_easy_to_guess_is_refused(
    kind: UnlockChangeKind, session: Session, tmp_path: Path
) -> None:
    asked = replace(RECOVERY, kind=kind, passphrase="correct horse", target=tmp_path / "key")
    with pytest.raises(InvalidInput, match="too easy to guess"):
        run_in_line(unlock_change.apply(session, asked))
    assert len(unlock_method.every(session)) == 2
    assert not (tmp_path / "key").exists()


def test_a_change_shows_nothing_of_what_it_holds() -> None:
    assert PHRASE not in repr(RECOVERY)
