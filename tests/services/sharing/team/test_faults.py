"""What goes wrong with a folder and with clocks: it is said, and nothing that was saved is lost."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import Refused
from casebook.domain.case.case import Case
from casebook.domain.case.note import Note
from casebook.domain.sharing.stamp import tick_at, tick_of
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing.members.members import give
from casebook.services.sharing.members.opening import open_case
from casebook.services.sharing.team.laying import put
from casebook.services.sharing.team.missing_files import lay_again
from casebook.services.sharing.team.status import team_status
from casebook.services.sharing.team.taking import take_all
from casebook.services.sharing.team.team_view import require_team
from casebook.store.sharing.give import versions_of
from tests.services.sharing.team.conftest import NewCasebook, pass_days
from tests.services.sharing.team.office import OTHER, exchange_all, joined, note, notes, own_id, pair

YEAR = 366


def files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "team.casebook-share").rglob("*") if path.is_file())


def retitle(session: Session, title: str) -> None:
    record.change(session, replace(record.find(session, Case, "c1"), title=title))


def titles(session: Session) -> dict[bytes, str]:
    """Every version of the title of the case, by its stamp."""
    with session.store.reading() as connection:
        return versions_of(connection, "case", ["c1"])[0].entries["title"]


def test_an_older_state_of_the_folder_is_noticed_and_laid_again(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    share, older = tmp_path / "team.casebook-share", tmp_path / "older"
    shutil.copytree(share, older)
    for number in range(3):
        note(anna, f"a{number}")
        note(ben, f"b{number}")
        exchange_all(anna, ben)
    shutil.rmtree(share)
    shutil.copytree(older, share)
    assert take_all(ben).missing
    assert notes(ben) == notes(anna) == ["a0", "a1", "a2", "b0", "b1", "b2"]
    assert lay_again(anna) + lay_again(ben) >= 6
    assert take_all(anna).missing == ()
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    take_all(cara)
    assert notes(cara) == notes(anna)


@pytest.mark.parametrize(
    "name",
    [
        "{}.sync-conflict-20260302-090000-ABCDEFG",
        "{}.sync-conflict-20260302-090000-ABCDEFG.new",
        "{} (conflicted copy 2026-03-02 090000)",
        "{} (Anna's conflicted copy 2026-03-02)",
        ".{}.~1a2b3c",
        "~{}.tmp",
        "{}.nextcloud",
    ],
)
def test_what_a_carrier_writes_beside_a_file_is_left_alone(
    new_casebook: NewCasebook, tmp_path: Path, name: str
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    note(anna, "n1")
    put(anna)
    for path in files(tmp_path):
        path.with_name(name.format(path.name)).write_bytes(path.read_bytes()[::-1])
    before = set(files(tmp_path))
    report = take_all(ben)
    assert notes(ben) == ["n1"]
    assert report.refused == {}
    assert before <= set(files(tmp_path)), "what a carrier wrote stays where it is"


@pytest.mark.parametrize("bytes_there", [0, 1, 168, -1])
def test_a_placeholder_waits_until_the_file_comes(
    new_casebook: NewCasebook, tmp_path: Path, bytes_there: int
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    known = set(files(tmp_path))
    note(anna, "n1")
    put(anna)
    whole = {path: path.read_bytes() for path in files(tmp_path) if path not in known}
    for path, data in whole.items():
        path.write_bytes(data[:bytes_there])
    assert take_all(ben).files == 0
    assert notes(ben) == []
    for path, data in whole.items():
        path.write_bytes(data)
    take_all(ben)
    assert notes(ben) == ["n1"]


@pytest.mark.parametrize("days", [YEAR, -YEAR])
def test_a_clock_that_is_a_year_off_moves_no_other_and_hides_nothing(
    new_casebook: NewCasebook, tmp_path: Path, days: int
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    pass_days(ben, days)
    retitle(ben, "By Ben")
    exchange_all(ben, anna)
    assert record.find(anna, Case, "c1").title == "By Ben"
    ahead = {one.name for one in team_status(anna).members if any(each.is_ahead for each in one.devices)}
    assert ahead == ({"Ben"} if days > 0 else set())
    retitle(anna, "By Anna, who saw it")
    (stamp,) = titles(anna)
    assert abs(tick_of(stamp) - tick_at(anna.clock())) < tick_at(anna.clock()) // YEAR, "by her own clock"
    exchange_all(anna, ben)
    for session in (anna, ben):
        assert list(titles(session).values()) == ["By Anna, who saw it"]


@pytest.mark.parametrize("days", [YEAR, -YEAR])
def test_unseen_changes_of_a_clock_a_year_off_stand_beside_each_other(
    new_casebook: NewCasebook, tmp_path: Path, days: int
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    pass_days(ben, days)
    retitle(ben, "By Ben")
    retitle(anna, "By Anna")
    exchange_all(ben, anna)
    for session in (anna, ben):
        assert sorted(titles(session).values()) == ["By Anna", "By Ben"]


def test_withholding_all_of_a_device_shows_as_silence_and_loses_nothing(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    exchange_all(anna, ben, cara)
    known = set(files(tmp_path))
    note(ben, "n1")
    put(ben)
    withheld = {path: path.read_bytes() for path in files(tmp_path) if path not in known}
    for path in withheld:
        path.unlink()
    pass_days(anna, 4)
    take_all(anna)
    heard = {one.id: one.heard_at for member in team_status(anna).members for one in member.devices}
    at = heard[own_id(ben).hex()]
    assert at is not None
    assert (anna.clock() - at).days >= 4, "the page says for how long nothing came"
    lay_again(ben)
    take_all(anna)
    assert notes(anna) == ["n1"]


def test_many_cases_that_were_opened_one_by_one_come_at_once(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(anna, ben)
    ids = [f"d{number}" for number in range(12)]
    for case_id in ids:
        record.add(anna, replace(OTHER, id=case_id, reference=case_id))
        open_case(anna, case_id)
    given = [one.id for one in require_team(anna).spaces.values() if one.case_id in ids]
    give(anna, own_id(ben), given, allow=True)
    put(anna)
    report = take_all(ben)
    assert (len(record.every(ben, Case)), report.waiting) == (13, 0)


def test_a_clock_beyond_all_stamps_saves_nothing_and_stops_nothing_later(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(ben, "n1")
    note(ben, "purged")
    exchange_all(ben, anna)
    pass_days(ben, 5_000 * YEAR)
    with ben.store.write("note.purge") as transaction:  # its entry in the history is the last one from now on
        transaction.purge(Note, "purged")
    for work in (lambda: note(ben, "far"), lambda: put(ben)):
        with pytest.raises(Refused, match="clock of this computer"):
            work()
    pass_days(ben, -5_000 * YEAR)
    retitle(ben, "later")
    note(ben, "n2")
    exchange_all(ben, anna)
    assert {"n1", "n2"} <= {*notes(anna)}
    assert record.find(anna, Case, "c1").title == "later"
