from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, DiskProblem, InvalidInput, NotFound, WrongKey
from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.process.picked_place import GrowingFile
from casebook.host.protocol.picker_protocol import PickerMessage, SaveTarget
from casebook.vault.keyfile import make_keyfile, new_keyfile, read_keyfile
from tests.paths import is_ours_alone


def test_a_keyfile_is_made_once_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "key"
    digest = make_keyfile(path)
    assert digest == hashlib.sha256(path.read_bytes()).digest() == read_keyfile(path)
    assert len(path.read_bytes()) == 32
    assert is_ours_alone(path)
    with pytest.raises(Conflict):
        make_keyfile(path)
    with pytest.raises(NotFound):
        make_keyfile(tmp_path / "none" / "key")


def test_a_keyfile_that_appears_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, other = tmp_path / "key", bytes(range(32))

    def random(size: int) -> bytes:
        path.write_bytes(other)  # another program names its own at that very moment
        return bytes(size)

    monkeypatch.setattr(secrets, "token_bytes", random)
    with pytest.raises(Conflict), new_keyfile(path):
        pytest.fail("there is no new keyfile")
    assert path.read_bytes() == other


@pytest.mark.parametrize("data", [b"", bytes(31), bytes(33), b"a letter or a picture" * 100])
def test_an_arbitrary_document_is_no_keyfile(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "letter"
    path.write_bytes(data)
    with pytest.raises(InvalidInput, match="not a key file"):
        read_keyfile(path)


def test_a_missing_keyfile_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_keyfile(tmp_path / "key")


Asked = tuple[SaveTarget, GrowingFile, Channel]


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    """A place a person chose in the picker, and the picker's side of it."""
    ours, its = Channel.pair()
    growing = GrowingFile.beside(tmp_path / "key")
    yield SaveTarget("key", os.dup(growing.descriptor), ours), growing, its
    its.close()


def picked(growing: GrowingFile, its: Channel, failure: int = 0) -> None:
    assert its.receive().kind == PickerMessage.KEEP
    if failure:
        its.send(PickerMessage.FAILED, str(failure))
        return
    growing.take_name()
    its.send(PickerMessage.KEPT)


def test_a_picked_keyfile_has_its_name_before_it_is_needed(asked: Asked, tmp_path: Path) -> None:
    target, growing, its = asked
    with ThreadPoolExecutor(1) as picker:
        picker.submit(picked, growing, its)
        with new_keyfile(target) as digest:
            assert read_keyfile(tmp_path / "key") == digest
    with pytest.raises(PeerClosed):
        its.receive()
    assert read_keyfile(tmp_path / "key") == digest


def test_a_picked_keyfile_goes_where_what_follows_fails(asked: Asked, tmp_path: Path) -> None:
    target, growing, its = asked
    with ThreadPoolExecutor(1) as picker:
        picker.submit(picked, growing, its)
        with pytest.raises(WrongKey), new_keyfile(target):
            raise WrongKey
    assert its.receive().kind == PickerMessage.DROP
    growing.drop()
    assert list(tmp_path.iterdir()) == []


def test_nothing_follows_where_a_picked_keyfile_cannot_take_its_name(asked: Asked) -> None:
    target, growing, its = asked
    with ThreadPoolExecutor(1) as picker:
        picker.submit(picked, growing, its, errno.ENOSPC)
        with pytest.raises(DiskProblem, match="full while writing the key file"), new_keyfile(target):
            pytest.fail("there is no keyfile yet")
