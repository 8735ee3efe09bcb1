"""Files of who was put out or became a reader: not missing once they lie there, or none can lay them."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base.session import Session
from casebook.services.sharing.members.member_changes import change_role
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.team.after_removal import late_fields, settle_late
from casebook.services.sharing.team.laying import lay_queued, put
from casebook.services.sharing.team.missing_files import missing_files
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import body, forge
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair
from tests.services.sharing.team.test_checkpoints import checkpoint
from tests.services.sharing.team.test_missing_files import newest_changes


@pytest.fixture
def three(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session, Session]:
    """Return Anna, Ben whose note all have, and Cara."""
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(ben, anna, cara)
    note(ben, "n1")
    exchange_all(ben, anna, cara)
    return anna, ben, cara


def test_what_was_declined_is_not_missing_though_another_took_it(
    three: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    anna, ben, cara = three
    note(ben, "n2")
    put(ben)
    take_all(cara)
    remove(anna, own_id(ben))
    put(anna)
    put(cara)
    path = newest_changes(ben, tmp_path)
    content = path.read_bytes()
    path.unlink()
    take_all(anna)
    (gap,) = missing_files(anna)
    assert (gap.by, gap.lays_again) == ("Ben", "Cara"), "it was never seen here, and she has it"
    path.write_bytes(content)
    take_all(anna)
    assert missing_files(anna) == []
    settle_late(anna, [], [one.id for one in late_fields(anna)])
    path.unlink()
    take_all(anna)
    assert missing_files(anna) == []
    assert (notes(anna), notes(cara)) == (["n1"], ["n1", "n2"])


def test_a_damaged_file_of_who_was_put_out_is_not_missing_for_good(
    three: tuple[Session, Session, Session],
) -> None:
    anna, ben, cara = three
    forge(ben, body(r=["none"]))
    assert take_all(cara).damaged_by == {"Ben"}
    assert [one.by for one in missing_files(cara)] == ["Ben"]
    remove(anna, own_id(ben))
    exchange_all(anna, cara)
    assert missing_files(cara) == []


def test_a_checkpoint_of_who_became_a_reader_meanwhile_is_not_missing(
    three: tuple[Session, Session, Session],
) -> None:
    anna, ben, cara = three
    change_role(anna, require_team(anna).roster.devices[own_id(ben)].member, MemberRole.READER)
    put(anna)
    checkpoint(ben)
    lay_queued(ben)
    exchange_all(ben, anna, cara)
    assert missing_files(anna) == missing_files(cara) == []
    assert late_fields(anna) == []
    exchange_all(ben, anna)
    assert missing_files(anna) == []
