"""What is too much for a checkpoint: the status says so, and the files stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.services.base.session import Session
from casebook.services.sharing.team import checkpoints
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.space_log import SpaceLog
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.taking import take_all
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import space_of
from tests.services.sharing.team.office import exchange_all, note, notes, pair
from tests.services.sharing.team.test_checkpoints import checkpoint


def _log(session: Session) -> SpaceLog:
    return SpaceLog.read(space_of(session).log)


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
