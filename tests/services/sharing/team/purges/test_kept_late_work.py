"""Work that came late into a case that was deleted elsewhere, and that is kept: records, files and questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.domain.case.case import Case
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.team.purges import keep_all, purge_requests
from casebook.services.vault import record_bin
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import exchange_all, joined, note, notes, pair


@pytest.fixture
def three(new_casebook: NewCasebook, tmp_path: Path) -> tuple[Session, Session, Session]:
    """Anna deleted the case, into which Ben wrote before he had that; Cara got both."""
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path, MemberRole.OWNER)
    note(anna, "n1")
    exchange_all(anna, ben, cara, anna)
    note(ben, "nb")
    record.move_to_bin(anna, Case, "c1")
    record_bin.purge(anna, "case", "c1")
    exchange_all(anna, ben, cara, times=1)
    return anna, ben, cara


def test_who_keeps_a_case_keeps_the_late_work_in_it(three: tuple[Session, Session, Session]) -> None:
    _, ben, cara = three
    assert purge_requests(cara)
    for one in (ben, cara):
        keep_all(one)
    exchange_all(ben, cara)
    assert notes(ben) == notes(cara) == ["n1", "nb"]
    assert not record_bin.listed(cara)
