from __future__ import annotations

import errno
import hashlib
import io
import tracemalloc
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from casebook.base.errors import Cancelled, Conflict, DiskProblem, InvalidInput, NoSpace
from casebook.base.message import Message
from casebook.crypto.device_keys import DeviceKeys, new_seed, require_signed_by
from casebook.crypto.phrase import is_listed
from casebook.vault.sharing.parcel_file import seal_parcel, write_parcel
from casebook.vault.sharing.parcel_head import STANZA_BYTES, ParcelLock, new_parcel_phrase, parse_head
from casebook.vault.sharing.parcel_reader import open_parcel
from casebook.vault.sharing.sealed_stream import is_stream_size, stream_size
from tests.paths import is_ours_alone
from tests.vault.sharing.parcels import (
    ANNA,
    BEN,
    BODIES,
    CARL,
    CHEAP,
    FILES,
    FOR_BEN,
    FOR_PHRASE,
    MANIFEST,
    PHRASE,
    named_files,
    sealed,
)

START_BYTES = 62
MIB = 1 << 20


class Zeros(io.RawIOBase):
    """A file of zeros that lies nowhere."""

    def __init__(self, size_bytes: int) -> None:
        super().__init__()
        self.left = size_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        place = memoryview(cast("bytearray", buffer))
        size = min(len(place), self.left)
        place[:size] = bytes(size)
        self.left -= size
        return size


class Counted(io.RawIOBase):
    """Takes all and keeps nothing."""

    size_bytes = 0

    def write(self, data: object) -> int:
        size = len(cast("bytes", data))
        self.size_bytes += size
        return size


def test_what_was_sealed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "hearing.casebook-parcel"
    write_parcel(path, FOR_BEN, MANIFEST, BODIES, named_files())
    with open_parcel(path, keys=(ANNA, BEN)) as parcel:
        assert parcel.manifest == MANIFEST
        end = parcel.check()
        assert (end.bodies, end.files, end.signature) == (len(BODIES), len(FILES), b"")
        for _ in range(2):
            assert tuple(parcel.bodies()) == BODIES
            assert {file.file_id: file.read() for file in parcel.files()} == FILES
        parts = {file.file_id: file.read(1) for file in parcel.files()}
        assert parts == {name: data[:1] for name, data in FILES.items()}
        copies = {}
        for file in parcel.files():
            copies[file.file_id] = BytesIO()
            assert file.copy_to(copies[file.file_id]) == len(FILES[file.file_id])
        assert {name: copy.getvalue() for name, copy in copies.items()} == FILES
    assert is_ours_alone(path)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_parcel_may_be_empty() -> None:
    file = BytesIO()
    seal_parcel(file, FOR_BEN, b"", (), ())
    parcel = open_parcel(file, keys=(BEN,))
    assert (parcel.manifest, list(parcel.bodies()), list(parcel.files())) == (b"", [], [])
    assert parcel.check().files == 0
    assert not file.closed


@pytest.mark.parametrize(("recipients", "stanzas"), [(1, 4), (4, 4), (5, 8), (64, 64)])
def test_the_number_of_devices_shows_in_fours(recipients: int, stanzas: int) -> None:
    devices = [DeviceKeys(new_seed()) for _ in range(recipients)]
    lock = ParcelLock(recipients=[one.public for one in devices])
    file = BytesIO()
    seal_parcel(file, lock, MANIFEST, (), ())
    head = parse_head(file.getvalue())
    assert len(head.stanzas) == len(set(head.stanzas)) == stanzas
    assert len(head.data) == START_BYTES + stanzas * STANZA_BYTES
    assert all(open_parcel(file, keys=(one,)).manifest == MANIFEST for one in (devices[0], devices[-1]))


def test_stanzas_stand_in_no_order_and_a_device_counts_once() -> None:
    lock = ParcelLock(recipients=(BEN.public, CARL.public, BEN.public))
    places = set()
    for _ in range(40):
        file = BytesIO()
        seal_parcel(file, lock, MANIFEST, (), ())
        head = parse_head(file.getvalue())
        start = head.data[:START_BYTES]
        opened = [BEN.open(stanza, use="parcel", about=start) is not None for stanza in head.stanzas]
        assert opened.count(True) == 1
        places.add(opened.index(True))
    assert places == {0, 1, 2, 3}


def test_two_parcels_of_the_same_share_no_bytes_and_no_id() -> None:
    first, second = sealed(), sealed()
    assert len(first) == len(second)
    assert first[:14] == second[:14]
    assert open_parcel(BytesIO(first), keys=(BEN,)).id != open_parcel(BytesIO(second), keys=(BEN,)).id
    alike = sum(one == other for one, other in zip(first[14:], second[14:], strict=True))
    assert alike < len(first) / 100


def test_sizes_are_padded() -> None:
    lengths = set()
    for size in range(100_000, 101_000, 50):
        file = BytesIO()
        seal_parcel(file, FOR_BEN, bytes(size), (), ())
        lengths.add(len(file.getvalue()))
    assert len(lengths) <= 2
    assert all(is_stream_size(length - START_BYTES - 4 * STANZA_BYTES) for length in lengths)
    assert not is_stream_size(stream_size(100_000) + 1)
    assert not any(map(is_stream_size, (-1, 0, 24, 41)))


def test_a_signature_is_of_all_that_the_parcel_holds() -> None:
    signed: list[bytes] = []

    def sign(digest: bytes) -> bytes:
        signed.append(digest)
        return ANNA.sign(digest, "parcel")

    data = sealed(sign=sign)
    end = open_parcel(BytesIO(data), keys=(BEN,)).check()
    assert [end.digest] == signed
    require_signed_by(ANNA.public, end.digest, end.signature, "parcel")
    head = parse_head(data).data
    plain = b"\x01" + len(MANIFEST).to_bytes(4, "little") + MANIFEST
    for body in BODIES:
        plain += b"\x02" + len(body).to_bytes(4, "little") + body
    for name, content in FILES.items():
        plain += bytes((3, len(name))) + name.encode()
        for at in range(0, len(content), 65_536):
            piece = content[at : at + 65_536]
            plain += len(piece).to_bytes(4, "little") + piece
        plain += bytes(4)
    assert end.digest == hashlib.sha256(head + plain).digest()


def test_a_phrase_is_six_words_of_the_list() -> None:
    phrase = new_parcel_phrase()
    assert len(phrase.split(" ")) == 6
    assert all(map(is_listed, phrase.split(" ")))
    for chosen in (
        "lantern canyon velvet hazelnut trombone",
        "lantern canyon velvet hazelnut trombone Xi",
        "x",
    ):
        with pytest.raises(InvalidInput, match="six random words"):
            seal_parcel(BytesIO(), ParcelLock(phrase=chosen, cost=CHEAP), b"", (), ())


@pytest.mark.parametrize("typed", [PHRASE, f"  {PHRASE.upper()}\n", PHRASE.replace(" ", "   ")])
def test_a_phrase_opens_however_it_is_typed(typed: str) -> None:
    data = sealed(FOR_PHRASE)
    assert parse_head(data).needs_phrase
    assert tuple(open_parcel(BytesIO(data), phrase=typed).bodies()) == BODIES


def test_no_recipient_and_too_many_are_refused() -> None:
    for recipients in ((), [DeviceKeys(new_seed()).public for _ in range(65)]):
        with pytest.raises(InvalidInput, match="1 to 64 devices"):
            seal_parcel(BytesIO(), ParcelLock(recipients=recipients), b"", (), ())
    with pytest.raises(InvalidInput, match="public key is not valid"):
        seal_parcel(BytesIO(), ParcelLock(recipients=(BEN.public, bytes(1248))), b"", (), ())
    with pytest.raises(ValueError, match="for devices or for a phrase"):
        seal_parcel(BytesIO(), ParcelLock(recipients=(BEN.public,), phrase=PHRASE), b"", (), ())


def test_what_is_too_much_is_refused_before_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "large.casebook-parcel"
    for manifest, bodies in ((bytes(16 * MIB + 1), ()), (b"", (bytes(16 * MIB + 1),))):
        with pytest.raises(InvalidInput, match="too much for one parcel"):
            write_parcel(path, FOR_BEN, manifest, bodies, ())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "Name", "../x", "a" * 65, "one"])
def test_an_id_of_a_file_is_plain_and_used_once(name: str) -> None:
    with pytest.raises(ValueError, match="the id of a file"):
        seal_parcel(BytesIO(), FOR_BEN, b"", (), [("one", BytesIO()), (name, BytesIO())])


def test_what_is_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "taken.casebook-parcel"
    path.write_bytes(b"before")
    with pytest.raises(Conflict):
        write_parcel(path, FOR_BEN, MANIFEST, BODIES, named_files())
    assert path.read_bytes() == b"before"


def test_what_an_earlier_stop_left_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "hearing.casebook-parcel"
    path.with_name(f"{path.name}.new").write_bytes(b"half")
    write_parcel(path, FOR_BEN, MANIFEST, BODIES, named_files())
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_cancel_leaves_nothing_and_is_asked_each_mebibyte(tmp_path: Path) -> None:
    path = tmp_path / "hearing.casebook-parcel"
    steps: list[int] = []

    def progress(done: int, total: int, step: Message) -> None:
        steps.append(done)
        assert total == 0
        if done >= 3 * MIB:
            raise Cancelled(step)

    large = [("large", cast("BinaryIO", Zeros(8 * MIB)))]
    with pytest.raises(Cancelled):
        write_parcel(path, FOR_BEN, MANIFEST, BODIES, large, progress=progress)
    assert list(tmp_path.iterdir()) == []
    assert [step // MIB for step in steps] == [0, 1, 2, 3]


def test_a_file_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _: object) -> int:
            raise OSError(5, "broken")

    broken = [("one", cast("BinaryIO", Broken()))]
    with pytest.raises(DiskProblem, match="sealing the parcel"):
        write_parcel(tmp_path / "x.casebook-parcel", FOR_BEN, MANIFEST, (), broken)
    assert list(tmp_path.iterdir()) == []


class Full(BytesIO):
    """A file on a disk with room for a mebibyte."""

    def write(self, data: object) -> int:
        if self.tell() > MIB:
            raise OSError(errno.ENOSPC, "")
        return super().write(cast("bytes", data))


def test_a_full_disk_is_reported() -> None:
    with pytest.raises(NoSpace, match="The disk is full while sealing the parcel"):
        seal_parcel(Full(), FOR_BEN, bytes(2 * MIB), (), ())


def passed_through(size_bytes: int, path: Path) -> int:
    """The most memory that Python held at once while a file of zeros went in and out, in bytes."""
    tracemalloc.start()
    try:
        files = [("zeros", cast("BinaryIO", Zeros(size_bytes)))]
        write_parcel(path, FOR_BEN, MANIFEST, (), files)
        with open_parcel(path, keys=(BEN,)) as parcel:
            parcel.check()
            for file in parcel.files():
                target = Counted()
                assert file.copy_to(cast("BinaryIO", target)) == target.size_bytes == size_bytes
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_no_file_is_held_in_memory_whole(tmp_path: Path) -> None:
    assert passed_through(16 * MIB, tmp_path / "zeros.casebook-parcel") < 4 * MIB


@pytest.mark.proof
def test_a_file_of_100_mebibytes_passes_through(tmp_path: Path) -> None:
    assert passed_through(100 * MIB, tmp_path / "zeros.casebook-parcel") < 4 * MIB
