"""Files sealed again: what is damaged stops it, what a stop left is taken up or made anew."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest

from casebook.base.errors import Cancelled, VaultDamaged
from casebook.base.message import Message
from casebook.base.progress import silent
from casebook.crypto.secret import Secret
from casebook.domain.vault.attachment import Attachment
from casebook.vault.blob_store import BlobStore
from casebook.vault.rekeying.reseal import Resealing

OLD, NEW = UUID(int=1), UUID(int=2)
DATA = b"an invented exhibit" * 20_000


@pytest.fixture
def files(tmp_path: Path) -> list[Attachment]:
    store = BlobStore(tmp_path / "old", OLD, Secret(bytes(32)))
    return [store.seal(BytesIO(DATA + bytes([turn])), f"{turn}aaaaaaaaaaaaaaa") for turn in (2, 3, 4)]


def resealing(tmp_path: Path) -> Resealing:
    return Resealing((tmp_path / "old", OLD), (tmp_path / "new", NEW))


def keys(files: list[Attachment]) -> dict[str, bytes]:
    return {file.id: bytes([turn]) * 32 for turn, file in enumerate(files)}


def require_whole(tmp_path: Path, files: list[Attachment]) -> None:
    store = BlobStore(tmp_path / "new", NEW, Secret(bytes(32)))
    for turn, file in enumerate(files):
        assert store.read(replace(file, key=bytes([turn]) * 32)).startswith(DATA)


def test_every_file_is_sealed_again_and_progress_ends_at_its_total(
    tmp_path: Path, files: list[Attachment]
) -> None:
    steps: list[tuple[int, int]] = []

    def note(done: int, total: int, step: Message) -> None:
        assert step
        steps.append((done, total))

    assert resealing(tmp_path).run(files, keys(files), progress=note) == ()
    require_whole(tmp_path, files)
    assert steps == sorted(steps)
    assert all(0 <= done <= total for done, total in steps)


@pytest.mark.parametrize("at", [0, 2])
def test_what_reads_back_as_something_else_stops_it(tmp_path: Path, files: list[Attachment], at: int) -> None:
    files[at] = replace(files[at], sha256="0" * 64)
    with pytest.raises(VaultDamaged):
        resealing(tmp_path).run(files, keys(files), progress=silent)


def test_whoever_stops_it_leaves_no_half_sealed_file_under_its_name(
    tmp_path: Path, files: list[Attachment]
) -> None:
    def stop(done: int, total: int, step: Message) -> None:
        if done and total and step:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        resealing(tmp_path).run(files, keys(files), progress=stop)
    names = [path.name for path in (tmp_path / "new").glob("*/*") if path.suffix != ".new"]
    require_whole(tmp_path, [file for file in files if file.id in names])
    assert len(names) < len(files)


def test_what_a_stop_left_is_kept_or_where_damaged_sealed_anew(
    tmp_path: Path, files: list[Attachment]
) -> None:
    resealing(tmp_path).run(files[:2], keys(files), progress=silent)
    whole, damaged = (tmp_path / "new" / file.id[:2] / file.id for file in files[:2])
    inode = whole.stat().st_ino
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"x")
    assert resealing(tmp_path).run(files, keys(files), progress=silent) == ()
    assert whole.stat().st_ino == inode
    require_whole(tmp_path, files)
