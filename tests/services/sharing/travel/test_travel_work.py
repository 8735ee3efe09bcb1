"""A journey as the window goes through it: what would go, packed out of reach, looked at, come home."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, DiskProblem, Refused
from casebook.base.message import Message
from casebook.base.progress import silent
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.host.ipc.channel import Channel
from casebook.host.process.picked_place import put_vault
from casebook.host.protocol.picker_protocol import NewFolder, PickerMessage
from casebook.host.sandbox import places
from casebook.host.sandbox.places import tidy_travel, travel_folders
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.sharing.travel import (
    travel_pack,
    travel_reach,
    travel_removal,
    travel_trip,
    travel_work,
)
from casebook.services.sharing.travel.packing_place import require_apart
from casebook.services.sharing.travel.travel_plan import plan
from casebook.services.sharing.travel.travel_undo import undo_join
from casebook.services.sharing.travel.travel_work import TravelEntrance
from casebook.services.vault import backup
from casebook.vault import BackupFolder, KdfCost
from casebook.vault.backup_folder import BackupFolderOutOfReach
from tests.services.sharing.travelling import CANARY, Home, on_the_trip

pytestmark = pytest.mark.usefixtures("cheap_calibration")


@pytest.fixture
def home(session: Session) -> Home:
    return Home(session)


@pytest.fixture
def away(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def packed_out_of_reach(home: Home, target: Path, cost: KdfCost, fail: int = 0) -> travel_pack.PackedCasebook:
    """Packed as a confined session does: a picker moves it to the place that was chosen."""
    ours, its = Channel.pair()

    def serve() -> None:
        message = its.receive()
        if fail:
            its.send(PickerMessage.FAILED, str(fail))
            return
        put_vault(Path(message.words[0]), target)
        its.send(PickerMessage.KEPT)

    order = replace(home.order(target), target=NewFolder(target, ours))
    with ThreadPoolExecutor(1) as picker:
        serving = picker.submit(serve)
        try:
            return travel_pack.pack(home.session, order, cost=cost)
        finally:
            serving.result(10)


def test_a_plan_says_what_goes_and_who_has_not_consented(home: Home) -> None:
    found = plan(home.session, [home.case.id, "gone"], "court")
    (only,) = found.cases
    assert (only.reference, only.missing, only.documents) == ("2026-1", (), 1)
    assert only.file_bytes == home.carried.size_bytes == found.file_bytes(None)
    assert [one.id for one in found.documents] == [home.carried.id]
    assert found.file_bytes([]) == 0
    assert found.kept_back == 2
    assert {"whereabouts", "health", "team"} <= {*found.protected}
    assert found.may_go
    assert CANARY not in repr(found)
    asked = plan(home.session, [home.case.id], "media", ["health", "privileged-documents"])
    assert "health" not in asked.protected
    assert asked.kept_back == 1
    assert len(asked.documents) == 2
    assert len(asked.cases[0].missing) == 1
    assert not asked.may_go
    assert not plan(home.session, [], "court").may_go


def test_who_else_travels_has_to_consent_as_clients_do(
    home: Home, tmp_path: Path, cheap_cost: KdfCost
) -> None:
    court = home.mother.consents
    record.change(home.session, replace(home.mother, consents=(replace(court[0], purpose="media"),)))
    found = plan(home.session, [home.case.id], "court")
    (other,) = found.others
    assert (other.id, other.name, other.references, found.may_go) == (home.mother.id, "Mother", (), False)
    with pytest.raises(Refused) as refused:
        home.packed(tmp_path / "trip.casebook", cheap_cost)
    assert "person in 2026-1" in str(refused.value)
    assert home.mother.id not in str(refused.value)
    now = record.find(home.session, Person, home.mother.id)
    record.change(home.session, replace(now, consents=court))
    assert plan(home.session, [home.case.id], "court").may_go


def test_a_plan_lists_what_goes_and_stays_by_title(home: Home) -> None:
    found = plan(home.session, [home.case.id], "court")
    assert {one.noun for one in found.going} >= {"case", "person", "document", "note", "fact"}
    assert [one.id for one in found.going if one.noun == "document"] == [home.carried.id]
    reasons = {(one.record.noun, one.reason) for one in found.staying}
    assert reasons == {("document", "privileged"), ("note", "privileged"), ("note", "binned")}


def test_it_is_filled_among_the_backups_and_moved(home: Home, away: Path, cheap_cost: KdfCost) -> None:
    run_in_line(backup.back_up(home.session))
    packed = packed_out_of_reach(home, away / "trip.casebook", cheap_cost)
    assert packed.path == away / "trip.casebook"
    (trip,) = travel_trip.trips(home.session)
    assert (trip.state, trip.documents, trip.files) == ("packed", 1, 0), "no file went along"
    assert trip.size_bytes > 0
    place = BackupFolder.of(home.session.vault.path)
    assert not place.holds_other_files()
    with on_the_trip(packed, home.session) as travel:
        assert record.find(travel, Case, home.case.id).reference == "2026-1"


def test_nothing_is_left_at_home_where_the_stick_is_full(home: Home, away: Path, cheap_cost: KdfCost) -> None:
    run_in_line(backup.back_up(home.session))
    with pytest.raises(DiskProblem):
        packed_out_of_reach(home, away / "trip.casebook", cheap_cost, fail=errno.ENOSPC)
    assert travel_trip.trips(home.session) == []
    assert not BackupFolder.of(home.session.vault.path).passing[-1].exists()
    (BackupFolder.of(home.session.vault.path).passing[-1]).mkdir()
    ours, _ = Channel.pair()
    order = replace(home.order(away), target=NewFolder(away / "trip.casebook", ours))
    with pytest.raises(Conflict, match="backup folder"):
        travel_pack.pack(home.session, order, cost=cheap_cost)


def test_it_is_not_packed_beside_the_casebook_at_home(home: Home, away: Path) -> None:
    beside = home.session.vault.path.with_name("trip.casebook")
    with pytest.raises(Refused, match="beside the one at home"):
        run_in_line(travel_work.pack(home.session, home.order(beside), progress=silent))
    assert not beside.exists()
    require_apart(home.session, away / "trip.casebook")


def _changed(home: Home, away: Path, cost: KdfCost) -> TravelEntrance:
    packed = home.packed(away / "trip.casebook", cost)
    with on_the_trip(packed, home.session) as travel:
        record.change(travel, replace(record.find(travel, Fact, home.fact.id), statement="on the way"))
    return TravelEntrance(folder=packed.path, phrase=packed.phrase)


def test_what_was_written_on_the_way_comes_home(home: Home, away: Path, cheap_cost: KdfCost) -> None:
    entrance = _changed(home, away, cheap_cost)
    found = run_in_line(travel_work.look(home.session, entrance, progress=silent))
    assert [one.id for one in found.changes] == [home.fact.id]
    assert record.find(home.session, Fact, home.fact.id).statement == "as it is"
    joined = run_in_line(travel_work.join(home.session, entrance, (home.fact.id,), progress=silent)).joined
    assert not joined.is_whole
    with pytest.raises(Refused, match="is not at home"):
        run_in_line(travel_work.remove(home.session, entrance, progress=silent))
    assert entrance.folder.exists()
    travel_reach.note_for_next(home.session, entrance.folder)
    joined = run_in_line(travel_work.join(home.session, entrance, progress=silent)).joined
    assert joined.records == 1
    assert entrance.folder.exists()
    done = run_in_line(travel_work.remove(home.session, entrance, progress=silent))
    assert done.removed.empty == ()
    assert not entrance.folder.exists()
    assert record.find(home.session, Fact, home.fact.id).statement == "on the way"
    assert backup.latest(home.session) is not None
    assert not (home.session.vault.path / "reach-travel").exists()
    (trip,) = travel_trip.trips(home.session)
    assert trip.state == "home"


def test_an_interrupted_removal_goes_on_without_the_phrase(
    home: Home, away: Path, cheap_cost: KdfCost
) -> None:
    entrance = _changed(home, away, cheap_cost)
    assert run_in_line(travel_work.begin_home(home.session, entrance.folder, progress=silent)) is None
    run_in_line(travel_work.join(home.session, entrance, progress=silent))
    (trip,) = travel_trip.trips(home.session)
    calls: list[int] = []

    def stopping(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - as `Progress` is
        calls.append(done)
        if done == total - 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        travel_removal.remove(home.session, entrance.folder, trip, progress=stopping)
    assert calls
    done = run_in_line(travel_work.begin_home(home.session, entrance.folder, progress=silent))
    assert done is not None
    assert not entrance.folder.exists()


def test_an_empty_folder_that_may_not_be_removed_is_named(
    home: Home, away: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    entrance = _changed(home, away, cheap_cost)
    remove = Path.rmdir

    def walled(self: Path) -> None:
        if self == entrance.folder:
            raise PermissionError(errno.EACCES, "out of reach")
        remove(self)

    travel_reach.note_for_next(home.session, entrance.folder)
    run_in_line(travel_work.join(home.session, entrance, progress=silent))
    with monkeypatch.context() as walls:
        walls.setattr(Path, "rmdir", walled)
        done = run_in_line(travel_work.remove(home.session, entrance, progress=silent))
    assert done.removed.empty == (entrance.folder,)
    assert list(entrance.folder.iterdir()) == []
    tidy_travel(home.session.vault.path)
    assert not entrance.folder.exists()
    assert not (home.session.vault.path / "reach-travel").exists()


def test_backups_out_of_reach_stop_the_removal_before_it_begins(
    home: Home, away: Path, cheap_cost: KdfCost, monkeypatch: pytest.MonkeyPatch
) -> None:
    entrance = _changed(home, away, cheap_cost)
    beside, look = BackupFolder.of(entrance.folder).path, Path.iterdir
    beside.mkdir()

    def walled(self: Path) -> Iterator[Path]:
        if self == beside:
            raise PermissionError(errno.EACCES, "out of reach")
        return look(self)

    run_in_line(travel_work.join(home.session, entrance, progress=silent))
    with monkeypatch.context() as walls:
        walls.setattr(Path, "iterdir", walled)
        with pytest.raises(BackupFolderOutOfReach):
            run_in_line(travel_work.remove(home.session, entrance, progress=silent))
    assert (entrance.folder / "header").is_file()
    assert travel_removal.unfinished(home.session, entrance.folder) is None
    run_in_line(travel_work.remove(home.session, entrance, progress=silent))
    assert not beside.exists()
    assert not entrance.folder.exists()


def test_folders_with_anything_in_them_are_not_tidied(home: Home, away: Path, cheap_cost: KdfCost) -> None:
    folder = _changed(home, away, cheap_cost).folder
    travel_reach.note_for_next(home.session, folder)
    tidy_travel(home.session.vault.path)
    assert (folder / "header").is_file()
    assert (home.session.vault.path / "reach-travel").exists()


def test_what_came_home_is_taken_back_until_what_travelled_is_removed(
    home: Home, away: Path, cheap_cost: KdfCost
) -> None:
    packed = home.packed(away / "trip.casebook", cheap_cost)
    with on_the_trip(packed, home.session) as travel:
        record.change(travel, replace(record.find(travel, Fact, home.fact.id), statement="on the way"))
        new = replace(home.fact, id=travel.ids(), statement="new on the way")
        record.add(travel, new)
    entrance = TravelEntrance(folder=packed.path, phrase=packed.phrase)
    done = run_in_line(travel_work.join(home.session, entrance, progress=silent))
    assert record.find(home.session, Fact, new.id).statement == "new on the way"
    assert undo_join(home.session, done.states) == 0
    assert record.find(home.session, Fact, home.fact.id).statement == "as it is"
    assert new.id not in {one.id for one in record.every(home.session, Fact)}
    found = run_in_line(travel_work.look(home.session, entrance, progress=silent))
    assert {one.id for one in found.changes} == {home.fact.id, new.id}
    done = run_in_line(travel_work.join(home.session, entrance, progress=silent))
    run_in_line(travel_work.remove(home.session, entrance, progress=silent))
    with pytest.raises(Refused, match="was removed"):
        undo_join(home.session, done.states)
    assert record.find(home.session, Fact, home.fact.id).statement == "on the way"


def test_a_relation_that_was_changed_on_the_way_says_of_whom(
    home: Home, away: Path, cheap_cost: KdfCost
) -> None:
    packed = home.packed(away / "trip.casebook", cheap_cost)
    with on_the_trip(packed, home.session) as travel:
        relation = next(one for one in record.every(travel, Relation))
        record.change(travel, replace(relation, kind="aunt"))
        owner = record.find(travel, Person, relation.person_id).leading_name
    entrance = TravelEntrance(folder=packed.path, phrase=packed.phrase)
    found = run_in_line(travel_work.look(home.session, entrance, progress=silent))
    (changed,) = [one for one in found.changes if one.noun == "relation"]
    assert changed.title == f"aunt · {owner}"


def test_what_was_written_in_a_copy_comes_home_after_the_other(
    home: Home, away: Path, cheap_cost: KdfCost
) -> None:
    entrance = _changed(home, away, cheap_cost)
    copy = replace(entrance, folder=away / "copy.casebook")
    shutil.copytree(entrance.folder, copy.folder)
    run_in_line(travel_work.join(home.session, entrance, progress=silent))
    run_in_line(travel_work.remove(home.session, entrance, progress=silent))
    travel_reach.note_for_next(home.session, copy.folder)
    assert copy.folder in travel_folders(home.session.vault.path)
    assert run_in_line(travel_work.look(home.session, copy, progress=silent)).is_home
    with open_session(copy.folder, copy.phrase) as travel:
        record.change(travel, replace(record.find(travel, Fact, home.fact.id), place="In the copy"))
    found = run_in_line(travel_work.look(home.session, copy, progress=silent))
    assert [(one.id, one.state) for one in found.changes] == [(home.fact.id, "changed")]
    run_in_line(travel_work.join(home.session, copy, progress=silent))
    assert record.find(home.session, Fact, home.fact.id).place == "In the copy"
    run_in_line(travel_work.remove(home.session, copy, progress=silent))
    assert not copy.folder.exists()
    assert [one.state for one in travel_trip.trips(home.session)] == ["home"]


def test_a_trip_that_is_lost_can_be_found_again(home: Home, away: Path, cheap_cost: KdfCost) -> None:
    home.packed(away / "trip.casebook", cheap_cost)
    (trip,) = travel_trip.trips(home.session)
    travel_trip.mark_lost(home.session, trip.vault_id)
    assert [one.state for one in travel_trip.trips(home.session)] == ["lost"]
    travel_trip.mark_lost(home.session, trip.vault_id, is_lost=False)
    assert [one.state for one in travel_trip.trips(home.session)] == ["packed"]


def test_a_session_says_what_it_cannot_reach(home: Home, away: Path) -> None:
    assert not places.is_out_of_reach(away)
    assert not places.is_out_of_reach(away / "gone")
    travel_reach.note_for_next(home.session, away / "trip.casebook")
    assert (home.session.vault.path / "reach-travel").exists()
    travel_reach.forget_reach(home.session)
    assert not (home.session.vault.path / "reach-travel").exists()
