from __future__ import annotations

import hashlib
import io
import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casebook.base.errors import VaultDamaged
from casebook.domain.vault.attachment import Attachment
from casebook.vault.blob_store import BlobStore

ID = "0123456789abcdef"
SIZE = 300_001


@cache
def data() -> bytes:
    return hashlib.shake_256(b"data").digest(SIZE)


@pytest.fixture
def sealed(attachments: BlobStore) -> Attachment:
    return attachments.seal(io.BytesIO(data()), ID)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ranges=st.lists(st.tuples(st.integers(0, SIZE + 10), st.integers(0, SIZE)), max_size=6))
def test_reading_by_range_gives_what_the_whole_has_there(
    attachments: BlobStore, tmp_path: Path, ranges: list[tuple[int, int]]
) -> None:
    folder = tmp_path / "att" / ID[:2]
    if folder.exists():
        (folder / ID).unlink()
    with attachments.open(attachments.seal(io.BytesIO(data()), ID)) as stream:
        for start, length in ranges:
            stream.seek(start)
            assert stream.read(length) == data()[start : start + length]


def test_it_behaves_as_a_file(attachments: BlobStore, sealed: Attachment) -> None:
    with attachments.open(sealed) as stream:
        assert stream.readable()
        assert stream.seekable()
        assert not stream.writable()
        assert stream.seek(0, os.SEEK_END) == SIZE
        assert stream.read(1) == b""
        assert stream.seek(-10, os.SEEK_END) == SIZE - 10
        assert stream.read() == data()[-10:]
        assert stream.seek(5) == 5
        assert stream.seek(65_536, os.SEEK_CUR) == 65_541
        assert stream.read(3) == data()[65_541:65_544]
        assert stream.tell() == 65_544
        buffer = bytearray(7)
        assert stream.readinto(buffer) == 7  # type: ignore[attr-defined]
        assert bytes(buffer) == data()[65_544:65_551]
        with pytest.raises(ValueError, match=r"negative|before the beginning"):
            stream.seek(-1)
    with pytest.raises(ValueError, match="closed"):
        stream.read()


def test_reading_backwards_gives_the_same(attachments: BlobStore, sealed: Attachment) -> None:
    with attachments.open(sealed) as stream:
        pieces = []
        for start in range(SIZE - SIZE % 50_000, -1, -50_000):
            stream.seek(start)
            pieces.append(stream.read(50_000))
    assert b"".join(reversed(pieces)) == data()


def test_a_range_before_the_damage_is_read_and_one_behind_it_is_not(
    attachments: BlobStore, sealed: Attachment, tmp_path: Path
) -> None:
    path = tmp_path / "att" / ID[:2] / ID
    whole = bytearray(path.read_bytes())
    whole[24 + 65_553 * 2 + 100] ^= 1
    path.write_bytes(whole)
    stream = attachments.open(sealed)
    assert stream.read(65_536) == data()[:65_536]
    stream.seek(SIZE - 5)
    with pytest.raises(VaultDamaged):
        stream.read()
    stream.seek(65_536)
    assert stream.read(10) == data()[65_536:65_546]
    stream.close()


def test_who_reads_to_the_end_has_seen_the_padding_and_the_final_tag(
    attachments: BlobStore, tmp_path: Path
) -> None:
    size = 20 * 1024 * 1024 + 1  # more than a chunk of padding follows
    sealed = attachments.seal(io.BytesIO(bytes(size)), ID)
    path = tmp_path / "att" / ID[:2] / ID
    with path.open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        last = file.read(1)[0]
        file.seek(-1, os.SEEK_END)
        file.write(bytes([last ^ 1]))
    with attachments.open(sealed) as stream:
        assert stream.read(size) == bytes(size)
        with pytest.raises(VaultDamaged):
            stream.read(1)
    with pytest.raises(VaultDamaged):
        attachments.read(sealed)


def test_nothing_plain_meets_the_disk(attachments: BlobStore, sealed: Attachment, tmp_path: Path) -> None:
    with attachments.open(sealed) as stream:
        stream.read()
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in files] == [ID]
    assert data()[:64] not in files[0].read_bytes()
