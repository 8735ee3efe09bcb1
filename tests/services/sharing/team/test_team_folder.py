"""The shared folder of a team: never within a casebook, and known to be the right one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casebook.base.errors import Refused
from casebook.domain.case.case import Case
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.sharing import device
from casebook.services.sharing.members.members import found, join, welcome
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_folder import NothingOfTeam, choose_team_folder, is_bare
from casebook.services.sharing.team.team_view import require_team, team_of
from casebook.vault.sharing.carrier_folder import CarrierFolder, CarrierReplaced
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.office import CASE, exchange_all, note, pair


def test_who_joined_with_another_folder_is_told_and_lays_nothing_there(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    other = CarrierFolder.create(tmp_path / "other.casebook-share")
    choose_team_folder(ben, other.path)
    assert is_bare(require_team(ben).folder)
    for _ in range(2):
        with pytest.raises(NothingOfTeam):
            run_in_line(exchange(ben))
    assert not any(one.is_file() for one in other.path.rglob("*"))
    choose_team_folder(ben, tmp_path / "team.casebook-share")
    exchange_all(ben, anna)
    assert record.find(ben, Case, "c1") == CASE


def test_the_folder_of_another_team_is_none_of_ours(new_casebook: NewCasebook, tmp_path: Path) -> None:
    _, ben = pair(new_casebook, tmp_path)
    cara = new_casebook("cara")
    device.make_own(cara, "Cara's laptop")
    found(cara, "Elsewhere", "Cara", tmp_path / "else.casebook-share")
    put(cara)
    laid = sorted(tmp_path.joinpath("else.casebook-share").rglob("*"))
    choose_team_folder(ben, tmp_path / "else.casebook-share")
    with pytest.raises(NothingOfTeam):
        run_in_line(exchange(ben))
    assert sorted(tmp_path.joinpath("else.casebook-share").rglob("*")) == laid


def test_who_founded_a_team_waits_for_nobody(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, _ = pair(new_casebook, tmp_path)
    assert take_all(anna).files == 0


@pytest.mark.parametrize(
    "place",
    [
        "anna.casebook/team.casebook-share",
        "anna.casebook-backups/team.casebook-share",
        "other.casebook/deep/team.casebook-share",
    ],
)
def test_no_team_is_founded_within_a_casebook(new_casebook: NewCasebook, tmp_path: Path, place: str) -> None:
    anna, folder = new_casebook("anna"), tmp_path / place
    device.make_own(anna, "Anna's laptop")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with pytest.raises(Refused):
        found(anna, "Office", "Anna", folder)
    assert not folder.exists()
    folder.mkdir()
    with pytest.raises(Refused):
        found(anna, "Office", "Anna", folder, is_made=True)
    assert not folder.exists(), "the picker made it just now"
    assert team_of(anna) is None


def test_a_casebook_in_the_shared_folder_is_refused(new_casebook: NewCasebook, tmp_path: Path) -> None:
    tmp_path.joinpath("around.casebook-share").mkdir()
    anna, ben = pair(new_casebook, tmp_path)
    inside = tmp_path / "anna.casebook" / "team.casebook-share"
    inside.mkdir()
    with pytest.raises(Refused):
        choose_team_folder(anna, inside)
    cara = new_casebook("around.casebook-share/cara")
    card, out = device.make_own(cara, "Cara's laptop"), tmp_path / "c.casebook-parcel"
    welcome(anna, card, member_name="Cara", role=MemberRole.MEMBER, case_ids=[], to=out)
    with pytest.raises(Refused):
        join(cara, out, tmp_path / "around.casebook-share", allow=True)
    assert team_of(cara) is None
    assert require_team(ben).row.folder == str(tmp_path / "team.casebook-share")


def test_nothing_is_laid_into_the_folder_of_another_team(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, _ = pair(new_casebook, tmp_path)
    exchange_all(anna)
    folder, aside = tmp_path / "team.casebook-share", tmp_path / "aside"
    other = new_casebook("other")
    device.make_own(other, "Other's laptop")
    found(other, "Others", "Other", tmp_path / "others.casebook-share")
    put(other)
    folder.rename(aside)
    shutil.copytree(tmp_path / "others.casebook-share", folder)
    before = {*folder.rglob("*")}
    note(anna, "n1")
    with pytest.raises(CarrierReplaced):
        put(anna)
    assert {*folder.rglob("*")} == before
    shutil.rmtree(folder)
    aside.rename(folder)
    assert put(anna) == 1
