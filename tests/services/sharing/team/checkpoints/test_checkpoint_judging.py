"""A checkpoint not found right is looked at again only once something changed; one too large is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base.session import Session
from casebook.services.sharing.team import checkpoints
from casebook.services.sharing.team.checkpoint_judging import judged
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import forge, space_of
from tests.services.sharing.team.office import exchange_all, note, notes, pair
from tests.services.sharing.team.test_checkpoints import checkpoint
from tests.services.sharing.team.test_false_checkpoints import _true


def _log(session: Session) -> SpaceLog:
    return SpaceLog.read(space_of(session).id, space_of(session).log)


def _judged(session: Session) -> tuple[set[bytes], dict[bytes, bytes]]:
    """Judge with no bytes of any file at hand: whatever is opened is found wrong."""
    space = space_of(session)
    with session.store.reading() as connection:
        closed = replace(require_team(session), keys=())
        judgement = judged(connection, closed, space, _log(session))
    return judgement.signed, judgement.wrong


def test_an_unsigned_checkpoint_is_opened_again_after_a_new_file_alone(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    note(ben, "b1")
    exchange_all(ben, anna)
    more = encoded(RecordVersion(noun="note", id="b9", is_begun=True))
    true = _true(ben)
    forge(ben, {**true, "r": [*true["r"], more]}, kind=CarrierKind.CHECKPOINT)
    exchange_all(anna)
    looked = _log(anna).wrong
    assert len(looked) == 1
    note(anna, "a1")
    exchange_all(anna)
    assert _judged(anna)[1] == _log(anna).wrong == looked
    note(ben, "b2")
    exchange_all(ben, anna)
    assert _log(anna).wrong != looked


def test_what_does_not_fit_into_a_checkpoint_is_said_and_stays(
    new_casebook: NewCasebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    monkeypatch.setattr(checkpoints, "MAX_BODY_BYTES", 100)
    monkeypatch.setattr(checkpoints, "FEW_FILES", 2)
    monkeypatch.setattr(checkpoints, "FEW_FILES_DAYS", 0)
    for number in range(2):
        note(anna, f"a{number}")
        put(anna)
    (said,) = (one for one in team_status(anna).spaces if one.case_id == "c1")
    assert said.is_large
    tried = _log(anna).large
    put(anna)
    assert _log(anna).large == tried, "it is not tried at each exchange"
    assert take_all(ben).missing == ()
    assert notes(ben) == ["a0", "a1"]
    monkeypatch.undo()
    checkpoint(anna)
    assert _log(anna).large is None
