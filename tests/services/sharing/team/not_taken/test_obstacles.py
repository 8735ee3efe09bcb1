"""Whatever lies where a file of ours belongs: named, moved aside, and no file of others waits for it."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import CasebookError
from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.exhibits import fetch_exhibit
from casebook.services.sharing.team.missing_files import lay_again
from casebook.store.sharing import team_store
from casebook.vault.sharing.carrier_folder import CarrierObstructed
from casebook.vault.sharing.carrier_header import CarrierKind
from tests.services.sharing.team.conftest import SHARE, NewCasebook, pass_days
from tests.services.sharing.team.office import joined, note, notes, own_id
from tests.services.sharing.team.test_exhibit_files import CONTENT, _all, _content, _path, two

__all__ = ["two"]
_NAME_LETTERS = 26


@pytest.fixture
def three(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> tuple[Session, Session, Session]:
    """Anna laid the file of a document, Ben has fetched it, and Cara has not."""
    anna, ben = two
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    _all(cara, anna, ben)
    fetch_exhibit(ben, "d1")
    return anna, ben, cara


def _spoil(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "flipped":
        path.write_bytes(content[:-50] + bytes([content[-50] ^ 1]) + content[-49:])
    elif how == "cut":
        path.write_bytes(content[:-7])
    elif how == "random":
        path.write_bytes(os.urandom(len(content)))
    elif how == "folder":
        path.unlink()
        path.mkdir()
        (path / "theirs").touch()
    elif how == "link":
        path.rename(path.parent.parent / "moved")
        path.symlink_to(path.parent.parent / "moved")


@pytest.mark.parametrize("how", ["flipped", "cut", "random", "folder", "link"])
def test_a_damaged_file_of_a_document_is_replaced(
    two: tuple[Session, Session], tmp_path: Path, how: str
) -> None:
    anna, ben = two
    _spoil(_path(anna, tmp_path), how)
    with pytest.raises(CasebookError, match=r"shared folder|synchronised"):
        fetch_exhibit(ben, "d1")
    _all(anna)
    fetch_exhibit(ben, "d1")
    assert _content(ben) == CONTENT


def test_a_file_damaged_in_both_places_stays_until_another_member_lays_it(
    three: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    anna, ben, cara = three
    path = _path(anna, tmp_path)
    _spoil(path, "flipped")
    spoiled = path.read_bytes()
    attachment_id = record.find(anna, Document, "d1").attachment_id
    for blob in anna.vault.path.rglob(f"*{attachment_id}*"):
        blob.chmod(0o600)
        _spoil(blob, "flipped")
    _all(anna, ben, cara)
    assert path.read_bytes() == spoiled, "nothing whole takes its place"
    for one in (anna, ben, cara):
        pass_days(one, 4)
    _all(anna, ben, cara)
    fetch_exhibit(cara, "d1")
    assert _content(cara) == CONTENT
    before = _places(anna, ben, cara)
    for one in (anna, ben, cara):
        pass_days(one, 4)
    _all(anna, ben, cara)
    assert before == _places(anna, ben, cara), "one copy is enough"


def _places(*sessions: Session) -> set[str]:
    """Return the names of files that lie in the shared folder as those of documents, by who laid them."""
    names: set[str] = set()
    for one in sessions:
        with one.store.reading() as connection:
            names |= {row.name for row in team_store.files(connection) if row.kind == CarrierKind.FILE}
    return names


def test_who_has_a_document_replaces_its_file_when_its_author_lost_it(
    three: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    anna, ben, cara = three
    with anna.store.write("document.edit") as transaction:  # as after a restore
        transaction.replace(replace(record.find(anna, Document, "d1"), attachment_id=""))
    _spoil(_path(anna, tmp_path), "flipped")
    _all(anna, ben, cara)
    with pytest.raises(CasebookError, match="shared folder"):
        fetch_exhibit(cara, "d1")
    for one in (anna, ben, cara):
        pass_days(one, 4)
    _all(anna, ben, cara, anna)
    for one in (cara, anna):
        fetch_exhibit(one, "d1")
        assert _content(one) == CONTENT


def test_laying_again_counts_damaged_files_of_documents(two: tuple[Session, Session], tmp_path: Path) -> None:
    anna, ben = two
    _spoil(_path(anna, tmp_path), "flipped")
    assert lay_again(anna) == 1
    fetch_exhibit(ben, "d1")


def test_laying_again_waits_for_no_author(three: tuple[Session, Session, Session], tmp_path: Path) -> None:
    anna, ben, cara = three
    _spoil(_path(anna, tmp_path), "flipped")
    assert lay_again(ben) == 1
    _all(cara)
    fetch_exhibit(cara, "d1")
    assert _content(cara) == CONTENT


def test_who_has_a_document_replaces_its_file_once_its_author_is_out(
    three: tuple[Session, Session, Session], tmp_path: Path
) -> None:
    anna, ben, cara = three
    path = _path(ben, tmp_path)
    _spoil(path, "flipped")
    spoiled = path.read_bytes()
    remove_author(anna, ben, cara)
    fetch_exhibit(cara, "d1")
    assert _content(cara) == CONTENT
    assert path.read_bytes() == spoiled, "what another laid stays as it is"


def remove_author(anna: Session, ben: Session, cara: Session) -> None:
    """Put out the author of the document, and let the others exchange."""
    remove(anna, own_id(anna), is_lost=True)
    with suppress(CasebookError):
        run_in_line(exchange(anna))
    _all(ben, cara)


@pytest.mark.parametrize("how", ["parents", "files"])
def test_laying_again_heals_a_folder_where_all_is_in_the_way(
    two: tuple[Session, Session], tmp_path: Path, how: str
) -> None:
    anna, ben = two
    _all(anna, ben)
    laid = [path for path in (tmp_path / SHARE).rglob("*") if path.is_file()]
    in_the_way = {path.parent for path in laid if len(path.name) == _NAME_LETTERS}
    for path in in_the_way:
        shutil.rmtree(path)
        if how == "parents":
            path.touch()
        for file in laid if how == "files" else ():
            if file.parent == path:
                file.mkdir(parents=True)
    for one in (anna, ben):
        with pytest.raises(CarrierObstructed):
            run_in_line(exchange(one))
    note(ben, "nb")
    assert lay_again(anna)
    _all(anna, ben)
    lay_again(ben)
    _all(anna, ben, anna)
    assert "nb" in notes(anna)
    fetch_exhibit(ben, "d1")
    assert _content(ben) == CONTENT


@pytest.mark.parametrize("how", ["file", "growing"])
def test_something_in_the_way_stops_no_exchange(
    two: tuple[Session, Session], tmp_path: Path, how: str
) -> None:
    anna, ben = two
    path = _path(anna, tmp_path)
    path.unlink()
    if how == "file":
        for other in path.parent.iterdir():
            other.unlink()
        path.parent.rmdir()
        path.parent.write_bytes(b"theirs")
    else:
        path.with_name(path.name + ".new").mkdir()
        (path.with_name(path.name + ".new") / "theirs").touch()
    note(anna, "n1")
    _all(anna, ben, anna)
    assert notes(ben) == ["n1"]
    fetch_exhibit(ben, "d1")
    if how == "file":
        (obstacle,) = _all(anna)[0].taking.obstacles
        assert (tmp_path / SHARE / obstacle).read_bytes() == b"theirs"
