"""What a newcomer gets of a case that was closed, and of a member who became a reader, before they came."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.domain.sharing.encoding import encoded
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.domain.sharing.version import RecordVersion
from casebook.services.base.session import Session
from casebook.services.sharing.members.member_changes import change_role, close_case
from casebook.services.sharing.team.after_removal import late_fields
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.missing_files import missing_files
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.checkpoints.test_false_checkpoints import _true
from tests.services.sharing.team.conftest import NewCasebook, pass_days
from tests.services.sharing.team.hostile import forge
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair
from tests.services.sharing.team.test_checkpoints import checkpoint, laid_changes


@pytest.fixture
def two(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session]:
    """Return Anna and Ben, of whose notes one is in a checkpoint alone."""
    anna, ben = pair(new_casebook, tmp_path)
    note(anna, "a1")
    exchange_all(anna, ben)
    note(ben, "b1")
    exchange_all(ben, anna)
    checkpoint(ben)
    exchange_all(anna, ben)
    for session in (anna, ben):
        pass_days(session, 16)
    exchange_all(ben, anna)
    assert laid_changes(ben) == set()
    note(ben, "b2")
    exchange_all(ben, anna)
    return anna, ben


def _require_all_unasked(session: Session) -> None:
    assert take_all(session).after_removal == 0
    assert notes(session) == ["a1", "b1", "b2"]
    assert late_fields(session) == []
    assert missing_files(session) == []


def test_who_was_away_or_came_later_gets_all_of_a_closed_case(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    close_case(anna, "c1")
    put(anna)
    take_all(ben)
    _require_all_unasked(dora)
    _require_all_unasked(joined(anna, new_casebook, "Eva", tmp_path))


def test_what_a_member_wrote_needs_no_decision_once_they_are_a_reader(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    change_role(anna, require_team(anna).roster.devices[own_id(ben)].member, MemberRole.READER)
    put(anna)
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    _require_all_unasked(dora)
    note(ben, "b3")
    put(ben)  # who does not know yet
    assert take_all(dora).after_removal == 1
    assert {one.reason for one in late_fields(dora)} == {"reader"}


def test_nobody_brings_anything_new_into_a_closed_case_by_a_checkpoint(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    dora = joined(anna, new_casebook, "Dora", tmp_path)
    close_case(anna, "c1")
    put(anna)
    true = _true(ben)
    late = encoded(RecordVersion(noun="note", id="b9", is_begun=True))
    forge(ben, {**true, "r": [*true["r"], late]}, kind=CarrierKind.CHECKPOINT)
    exchange_all(anna)
    assert take_all(dora).after_removal == 1
    assert notes(dora) == ["a1", "b1", "b2"]
    assert notes(anna) == ["a1", "b1", "b2"]
