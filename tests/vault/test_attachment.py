from __future__ import annotations

import hashlib
import io
import os
import random
import tracemalloc
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from casebook.base.errors import Cancelled, Conflict, DiskProblem, VaultDamaged
from casebook.base.ids import seeded_ids
from casebook.base.message import Message
from casebook.crypto.secret import Secret
from casebook.domain.vault.attachment import Attachment
from casebook.vault.blob_store import NORMAL_TIME_NS, BlobStore
from casebook.vault.reader import sealed_size
from tests.paths import is_ours_alone
from tests.vault.conftest import VAULT_ID, DiskSpace

ID = "0123456789abcdef"
SIZES = [0, 1, 512, 65_535, 65_536, 65_537, 131_072, 300_000]


def some(size: int) -> bytes:
    return hashlib.shake_256(b"some").digest(size)


def sealed_file(path: Path, attachment_id: str = ID) -> Path:
    return path / "att" / attachment_id[:2] / attachment_id


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_is_read(attachments: BlobStore, tmp_path: Path, size: int) -> None:
    sealed = attachments.seal(io.BytesIO(some(size)), ID)
    assert attachments.read(sealed) == some(size)
    attachments.check(sealed)
    assert sealed.size_bytes == size
    assert sealed.sha256 == hashlib.sha256(some(size)).hexdigest()
    assert sealed_file(tmp_path).stat().st_size == sealed_size(size)


def test_the_file_on_disk_tells_nothing(attachments: BlobStore, tmp_path: Path) -> None:
    attachments.seal(io.BytesIO(b"the name of a witness " * 5000), ID)
    path = sealed_file(tmp_path)
    assert b"witness" not in path.read_bytes()
    assert path.stat().st_mtime_ns == NORMAL_TIME_NS
    assert is_ours_alone(path)
    assert [found.name for found in path.parent.iterdir()] == [ID]


def test_files_of_nearly_the_same_size_look_the_same(attachments: BlobStore, tmp_path: Path) -> None:
    ids = seeded_ids(1)
    sizes = set()
    for size in (1_000_001, 1_005_000, 1_010_000):
        sealed = attachments.seal(io.BytesIO(bytes(size)), ids())
        sizes.add(sealed_file(tmp_path, sealed.id).stat().st_size)
    assert len(sizes) == 1


def test_the_same_file_has_one_fingerprint_and_two_keys(attachments: BlobStore, tmp_path: Path) -> None:
    ids = seeded_ids(2)
    first, second = (attachments.seal(io.BytesIO(b"twice"), ids()) for _ in range(2))
    assert first.fingerprint == second.fingerprint
    assert first.key != second.key
    elsewhere = BlobStore(tmp_path / "att", VAULT_ID, Secret(b"another vault's key"))
    assert elsewhere.seal(io.BytesIO(b"twice"), ids()).fingerprint != first.fingerprint


def test_nothing_sealed_is_overwritten(attachments: BlobStore) -> None:
    sealed = attachments.seal(io.BytesIO(b"first"), ID)
    with pytest.raises(Conflict):
        attachments.seal(io.BytesIO(b"second"), ID)
    assert attachments.read(sealed) == b"first"


def test_memory_stays_bounded(attachments: BlobStore) -> None:
    class Long(io.RawIOBase):
        left = 24 << 20

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            size = min(size, self.left)
            self.left -= size
            return bytes(size)

    tracemalloc.start()
    sealed = attachments.seal(Long(), ID)  # type: ignore[arg-type]
    attachments.check(sealed)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sealed.size_bytes == 24 << 20
    assert peak_bytes < 2 << 20


def test_stopping_leaves_nothing(attachments: BlobStore, tmp_path: Path) -> None:
    def stop(done: int, total: int, step: Message) -> None:
        if done:
            raise Cancelled(f"Stopped {step!s} at {done} of {total}.")

    with pytest.raises(Cancelled):
        attachments.seal(io.BytesIO(bytes(3 << 20)), ID, progress=stop)
    assert [path for path in (tmp_path / "att").rglob("*") if path.is_file()] == []


def test_a_full_disk_leaves_nothing_and_work_goes_on(
    attachments: BlobStore, tmp_path: Path, space: DiskSpace
) -> None:
    space.is_full = True
    with pytest.raises(DiskProblem, match="The disk is full while encrypting a file"):
        attachments.seal(io.BytesIO(some(100_000)), ID)
    assert [path for path in (tmp_path / "att").rglob("*") if path.is_file()] == []
    space.is_full = False
    assert attachments.read(attachments.seal(io.BytesIO(b"now"), ID)) == b"now"


def test_a_half_sealed_file_of_a_stopped_program_is_in_nobody_s_way(
    attachments: BlobStore, tmp_path: Path
) -> None:
    path = sealed_file(tmp_path)
    path.parent.mkdir()
    path.with_name(ID + ".new").write_bytes(b"half")
    sealed = attachments.seal(io.BytesIO(b"whole"), ID)
    assert attachments.read(sealed) == b"whole"
    assert [found.name for found in path.parent.iterdir()] == [ID]


@pytest.mark.parametrize("size", [0, 300_000])
def test_any_flipped_bit_is_noticed(attachments: BlobStore, tmp_path: Path, size: int) -> None:
    sealed = attachments.seal(io.BytesIO(some(size)), ID)
    path = sealed_file(tmp_path)
    whole = path.read_bytes()
    chance = random.Random(1)  # noqa: S311 - places to try
    for bit in (0, len(whole) * 8 - 1, *(chance.randrange(len(whole) * 8) for _ in range(60))):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        with pytest.raises(VaultDamaged) as caught:
            attachments.read(sealed)
        assert caught.value.field == ID


@pytest.mark.parametrize(
    "length", [0, 10, 24, 24 + 65_553, 24 + 65_553 * 4, sealed_size(300_000) - 1, sealed_size(300_000) + 1]
)
def test_any_cut_or_growth_is_noticed(attachments: BlobStore, tmp_path: Path, length: int) -> None:
    sealed = attachments.seal(io.BytesIO(some(300_000)), ID)
    path = sealed_file(tmp_path)
    path.write_bytes((path.read_bytes() + b"more")[:length])
    with pytest.raises(VaultDamaged):
        attachments.read(sealed)


def test_a_cut_that_the_record_agrees_with_lacks_the_final_tag(
    attachments: BlobStore, tmp_path: Path
) -> None:
    sealed = attachments.seal(io.BytesIO(some(3 * 65_536)), ID)
    path = sealed_file(tmp_path)
    path.write_bytes(path.read_bytes()[: sealed_size(2 * 65_536)])
    with pytest.raises(VaultDamaged):
        attachments.read(replace(sealed, size_bytes=2 * 65_536))


def test_chunks_exchanged_or_repeated_are_noticed(attachments: BlobStore, tmp_path: Path) -> None:
    sealed = attachments.seal(io.BytesIO(some(262_144)), ID)
    path = sealed_file(tmp_path)
    whole = path.read_bytes()
    header, body = whole[:24], whole[24:]
    pieces = [body[at : at + 65_553] for at in range(0, len(body), 65_553)]
    for order in ((1, 0, 2, 3), (0, 2, 1, 3), (0, 0, 2, 3), (0, 1, 1, 3)):
        path.write_bytes(header + b"".join(pieces[number] for number in order))
        with pytest.raises(VaultDamaged):
            attachments.read(sealed)


def test_files_exchanged_are_noticed(attachments: BlobStore, tmp_path: Path) -> None:
    ids = seeded_ids(3)
    first, second = (attachments.seal(io.BytesIO(some(5000)), ids()) for _ in range(2))
    one, two = sealed_file(tmp_path, first.id), sealed_file(tmp_path, second.id)
    data = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(data)
    for sealed in (first, second, replace(first, key=second.key), replace(second, key=first.key)):
        with pytest.raises(VaultDamaged):
            attachments.read(sealed)


def test_a_file_of_another_vault_does_not_open(attachments: BlobStore, tmp_path: Path) -> None:
    sealed = attachments.seal(io.BytesIO(b"of this vault"), ID)
    with pytest.raises(VaultDamaged):
        BlobStore(tmp_path / "att", uuid4(), Secret(b"k")).read(sealed)


def test_a_missing_file_or_a_link_is_damage(attachments: BlobStore, tmp_path: Path) -> None:
    sealed = attachments.seal(io.BytesIO(b"here"), ID)
    moved = sealed_file(tmp_path).rename(tmp_path / "moved")
    with pytest.raises(VaultDamaged, match="missing") as caught:
        attachments.read(sealed)
    assert caught.value.field == ID
    sealed_file(tmp_path).symlink_to(moved)
    with pytest.raises(VaultDamaged, match="link"):
        attachments.read(sealed)


@pytest.mark.parametrize("name", ["att", f"att/{ID[:2]}"])
def test_a_folder_that_was_replaced_by_a_link_is_damage(
    attachments: BlobStore, tmp_path: Path, name: str
) -> None:
    sealed = attachments.seal(io.BytesIO(b"here"), ID)
    moved = (tmp_path / name).rename(tmp_path / "moved")
    (tmp_path / name).symlink_to(moved)
    with pytest.raises(VaultDamaged, match="replaced by a link"):
        attachments.check(sealed)
    assert attachments.unsound({ID: sealed.size_bytes}) == (ID,)


def test_a_record_of_another_file_is_noticed_by_the_check(attachments: BlobStore) -> None:
    sealed = attachments.seal(io.BytesIO(some(100_000)), ID)
    counts: list[int] = []

    def tell(done: int, total: int, step: Message) -> None:
        assert (total, str(step)) == (100_000, "checking an encrypted file")
        counts.append(done)

    attachments.check(sealed, progress=tell)
    assert counts == [0]
    with pytest.raises(VaultDamaged, match="does not match"):
        attachments.check(replace(sealed, sha256="0" * 64))


def test_a_sweep_removes_orphans_and_names_what_is_missing(attachments: BlobStore, tmp_path: Path) -> None:
    ids = seeded_ids(4)
    kept, orphan, lost = (attachments.seal(io.BytesIO(b"x"), ids()) for _ in range(3))
    sealed_file(tmp_path, lost.id).unlink()
    half = sealed_file(tmp_path, kept.id).with_name(kept.id + ".new")
    half.write_bytes(b"half")
    stranger = tmp_path / "att" / "notes.txt"
    stranger.write_text("someone else's")

    swept = attachments.sweep({kept.id, lost.id})
    assert set(swept.removed) == {orphan.id, kept.id}
    assert swept.missing == (lost.id,)
    assert attachments.read(kept) == b"x"
    assert stranger.exists()
    assert not half.exists()
    again = attachments.sweep({kept.id})
    assert (again.removed, again.missing) == ((), ())


def test_a_duplicate_is_removed_by_its_id(attachments: BlobStore, tmp_path: Path) -> None:
    attachments.seal(io.BytesIO(b"again"), ID)
    attachments.remove(ID)
    attachments.remove(ID)
    assert not sealed_file(tmp_path).exists()


def test_an_attachment_prints_its_id_only(attachments: BlobStore) -> None:
    sealed = attachments.seal(io.BytesIO(b"secret"), ID)
    assert repr(sealed) == f"Attachment({ID})"
    assert isinstance(sealed, Attachment)


@pytest.mark.proof
def test_500_flipped_bits_are_all_noticed(attachments: BlobStore, tmp_path: Path) -> None:
    sealed = attachments.seal(io.BytesIO(some(2_000_000)), ID)
    path = sealed_file(tmp_path)
    size, chance = path.stat().st_size, random.Random(2)  # noqa: S311 - places to try
    for _ in range(500):
        place, bit = chance.randrange(size), 1 << chance.randrange(8)
        for _undo in range(2):
            with path.open("r+b") as file:
                file.seek(place)
                value = file.read(1)[0]
                file.seek(-1, os.SEEK_CUR)
                file.write(bytes([value ^ bit]))
            if not _undo:
                with pytest.raises(VaultDamaged):
                    attachments.read(sealed)
    assert attachments.read(sealed) == some(2_000_000)
