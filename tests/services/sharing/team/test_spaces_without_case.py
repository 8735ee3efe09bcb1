"""A space whose case was purged, or has not come yet, holds up nothing of any other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casebook.domain.case.case import Case
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.members.members import give
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.purges import confirm_purge, purge_requests
from casebook.services.sharing.team.taking import take_all
from casebook.services.vault.record_bin import purge_all
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import space_of
from tests.services.sharing.team.office import exchange_all, note, notes, own_id, pair


def _purge_case(session: Session, case_id: str) -> None:
    record.move_to_bin(session, Case, case_id)
    purge_all(session, [("case", case_id)])


def test_a_shared_case_that_was_purged_holds_up_no_other(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    open_case(anna, "c2")
    put(anna)
    give(anna, own_id(ben), [space_of(anna, "c2").id], allow=True)
    exchange_all(anna, ben)
    _purge_case(anna, "c1")
    put(anna)
    record.change(anna, replace(record.find(anna, Person, "p1"), birth_place="Elsewhere"))
    record.change(anna, replace(record.find(anna, Case, "c2"), title="Goes on"))
    put(anna)
    take_all(anna)
    take_all(ben)
    assert record.find(ben, Case, "c2").title == "Goes on"
    assert "c1" in [one.id for one in purge_requests(ben)]
    for one in purge_requests(ben):
        confirm_purge(ben, one.id)
    record.change(ben, replace(record.find(ben, Case, "c2"), title="By Ben"))
    exchange_all(ben, anna)
    assert record.find(anna, Case, "c2").title == "By Ben"


def test_a_case_that_is_still_on_its_way_holds_up_no_other(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    open_case(anna, "c2")
    put(anna)
    give(anna, own_id(ben), [space_of(anna, "c2").id], allow=True)
    share = tmp_path / "team.casebook-share"
    before = {path for path in share.rglob("*") if path.is_file()}
    with anna.store.reading() as connection:
        files = connection.exec_driver_sql(
            "SELECT name FROM share_file WHERE space = ?", (space_of(anna, "c2").id,)
        )
        held = {name for (name,) in files}
    for path in before:
        if path.name in held:
            path.unlink()
    put(anna)
    take_all(ben)
    note(ben, "n1")
    put(ben)
    take_all(anna)
    assert notes(anna) == ["n1"]
