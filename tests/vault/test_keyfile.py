from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, InvalidInput, NotFound
from casebook.vault.keyfile import make_keyfile, new_keyfile, read_keyfile


def test_a_keyfile_is_made_once_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "key"
    digest = make_keyfile(path)
    assert digest == hashlib.sha256(path.read_bytes()).digest() == read_keyfile(path)
    assert len(path.read_bytes()) == 32
    assert path.stat().st_mode & 0o777 == 0o600
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
