"""Files that are missing: named with who has them, laid again by one who has, or given up by a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import NotFound, Refused
from casebook.domain.sharing.line_head import LineHead, head_as_json
from casebook.domain.sharing.line_log import LineName, LinePoint
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.laying import lay_queued, put, queue_changes
from casebook.services.sharing.team.missing_files import go_on_without, missing_files
from casebook.services.sharing.team.taking import take_all
from casebook.store.sharing import team_store
from tests.services.sharing.team.conftest import NewCasebook
from tests.services.sharing.team.hostile import forge
from tests.services.sharing.team.office import exchange_all, joined, note, notes, own_id, pair


def newest_changes(session: Session, folder: Path) -> Path:
    """Where the last file of changes of a casebook lies."""
    with session.store.reading() as connection:
        rows = [one for one in team_store.files(connection) if one.kind == 1 and one.is_own and one.sha256]
    name = max(rows, key=lambda one: one.number).name
    return folder / "team.casebook-share" / name[:2] / name


def with_hole(new_casebook: NewCasebook, folder: Path) -> tuple[Session, Session, Session, Path, bytes]:
    """Anna, Ben who lacks one file of hers, Cara who has it, and the file that is gone."""
    anna, ben = pair(new_casebook, folder)
    cara = joined(anna, new_casebook, "Cara", folder)
    exchange_all(ben, cara, anna)
    for name in ("n1", "n2", "n3"):
        note(anna, name)
        queue_changes(anna)
        lay_queued(anna)
        if name == "n1":
            path = newest_changes(anna, folder)
    exchange_all(cara, times=1)
    held = path.read_bytes()
    path.unlink()
    return anna, ben, cara, path, held


def test_a_gap_names_whose_file_is_missing_and_who_has_it(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben, _, path, held = with_hole(new_casebook, tmp_path)
    take_all(ben)
    put(anna)
    assert take_all(ben).waiting == 2
    (gap,) = missing_files(ben)
    assert (gap.by, gap.reference, gap.count, gap.waiting, gap.given_up) == ("Anna", "S-1", 1, 2, False)
    assert gap.holders == ("Anna", "Cara")
    assert gap.lays_again == "Anna"
    path.write_bytes(held)
    take_all(ben)
    assert missing_files(ben) == []
    assert notes(ben) == ["n1", "n2", "n3"]


def test_what_a_removed_device_made_up_is_not_missing(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    take_all(ben)
    lines = {LineName(own_id(ben), bytes(8)): LinePoint(9, bytes(32))}
    forge(ben, head_as_json(LineHead(device=own_id(ben), tick=1 << 60, lines=lines)), kind=2)
    take_all(anna)
    assert [one.by for one in missing_files(anna)] == ["Ben"]
    remove(anna, own_id(ben))
    assert missing_files(anna) == []


def test_going_on_without_takes_what_waits_and_a_late_file_fills_the_hole(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben, _, path, held = with_hole(new_casebook, tmp_path)
    take_all(ben)
    (gap,) = missing_files(ben)
    assert go_on_without(ben, gap.id) == 2
    take_all(ben)
    assert notes(ben) == ["n2", "n3"]
    (still,) = missing_files(ben)
    assert (still.given_up, still.waiting, still.count) == (True, 0, 1)
    with pytest.raises(Refused, match="Nothing waits"):
        go_on_without(ben, still.id)
    put(ben)
    take_all(anna)
    path.write_bytes(held)
    take_all(ben)
    assert notes(ben) == ["n1", "n2", "n3"]
    assert missing_files(ben) == []
    with pytest.raises(NotFound):
        go_on_without(ben, gap.id)


def test_who_has_a_file_that_another_lacks_lays_it_again(new_casebook: NewCasebook, tmp_path: Path) -> None:
    anna, ben, _, path, held = with_hole(new_casebook, tmp_path)
    take_all(ben)
    put(ben)  # says how far Ben is
    run_in_line(exchange(anna))
    assert path.read_bytes() == held
    take_all(ben)
    assert notes(ben) == ["n1", "n2", "n3"]


def test_when_the_author_is_asleep_another_lays_it_again(new_casebook: NewCasebook, tmp_path: Path) -> None:
    from casebook.services.sharing.members.member_changes import leave

    anna, ben, cara, path, held = with_hole(new_casebook, tmp_path)
    leave(anna, allow_ownerless=True)
    take_all(ben)
    put(ben)
    run_in_line(exchange(cara))
    assert path.read_bytes() == held
    take_all(ben)
    assert notes(ben) == ["n1", "n2", "n3"]


def test_who_laid_a_file_that_was_damaged_there_lays_it_again(
    new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = pair(new_casebook, tmp_path)
    exchange_all(ben, anna)
    note(anna, "n1")
    put(anna)
    path = newest_changes(anna, tmp_path)
    held = path.read_bytes()
    path.write_bytes(held[:-1] + bytes([held[-1] ^ 1]))
    note(anna, "n2")
    put(anna)
    assert take_all(ben).waiting == 1
    put(ben)  # says how far Ben is
    run_in_line(exchange(anna, is_thorough=False))
    assert path.read_bytes() != held, "files are not read each minute"
    run_in_line(exchange(anna))
    assert path.read_bytes() == held
    take_all(ben)
    assert notes(ben) == ["n1", "n2"]
