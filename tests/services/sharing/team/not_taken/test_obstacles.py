"""Whatever lies where a file of ours belongs: named, moved aside, and no file of others waits for it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from casebook.base.errors import CasebookError
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.sharing.members.members import remove
from casebook.services.sharing.team.exchange import exchange
from casebook.services.sharing.team.exhibits import fetch_exhibit
from casebook.services.sharing.team.missing_files import lay_again
from tests.services.sharing.team.conftest import SHARE, NewCasebook
from tests.services.sharing.team.office import joined, note, notes, own_id
from tests.services.sharing.team.test_exhibit_files import CONTENT, _all, _content, _path, two

__all__ = ["two"]


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


def test_laying_again_counts_damaged_files_of_documents(two: tuple[Session, Session], tmp_path: Path) -> None:
    anna, ben = two
    _spoil(_path(anna, tmp_path), "flipped")
    assert lay_again(anna) == 1
    fetch_exhibit(ben, "d1")


def test_who_has_a_document_replaces_its_file_once_its_author_is_out(
    two: tuple[Session, Session], new_casebook: NewCasebook, tmp_path: Path
) -> None:
    anna, ben = two
    cara = joined(anna, new_casebook, "Cara", tmp_path)
    _all(cara, anna, ben)
    path = _path(ben, tmp_path)
    fetch_exhibit(ben, "d1")
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
