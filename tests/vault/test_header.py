from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.base.errors import DiskProblem, VaultDamaged, VaultTooNew
from casebook.crypto.kdf import (
    CALIBRATION_MAX_KIB,
    CALIBRATION_MAX_WORK_KIB,
    MAX_MEMORY_KIB,
    MAX_PASSES,
    KdfCost,
)
from casebook.crypto.secret import Secret
from casebook.vault.folder import Folder
from casebook.vault.header import Header, decode, encode, is_authentic, load_header, store_header
from casebook.vault.header_frame import MAX_BYTES
from casebook.vault.keyslot import Credential, new_slot
from tests.paths import is_ours_alone
from tests.vault.conftest import CHEAP, HEADER_KEY, MASTER, VAULT_ID, DiskSpace


def resealed(data: bytes) -> bytes:
    """The bytes with a checksum that fits: what a forger would write."""
    return data[:-8] + hashlib.sha256(data[:-8]).digest()[:8]


def changed(data: bytes, place: int, new: bytes) -> bytes:
    return resealed(data[:place] + new + data[place + len(new) :])


def test_a_header_is_read_back_as_written(header: Header) -> None:
    slot = new_slot(MASTER, Credential("words"), cost=CHEAP, vault_id=VAULT_ID, version=1)
    full = replace(header, slots=(slot, *header.slots * 15), is_clean=False)
    for written in (header, full):
        data = encode(written, HEADER_KEY)
        assert decode(data) == written
        assert is_authentic(data, HEADER_KEY)
        assert not is_authentic(data, Secret(bytes(32)))


def test_the_bytes_are_those_of_the_documented_format(header: Header) -> None:
    data = encode(header, HEADER_KEY)
    assert len(data) == 108 + 91 + 32 + 8
    assert data[:12] == b"CASEBOOK\x01\x00\x01\x01"
    assert data[12:28] == VAULT_ID.bytes
    assert data[28:44] == (7).to_bytes(8, "little") + (4096).to_bytes(8, "little")
    assert data[44:108] == header.database_sha256 + header.audit_head
    assert data[108:199] == header.slots[0].written()


def test_every_flipped_bit_is_damage(header: Header) -> None:
    data = encode(header, HEADER_KEY)
    for bit in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(VaultDamaged):
            decode(bytes(flipped))


def test_every_cut_is_damage(header: Header) -> None:
    data = encode(header, HEADER_KEY)
    for length in range(len(data)):
        with pytest.raises(VaultDamaged):
            decode(data[:length])
        with pytest.raises(VaultDamaged):
            decode(resealed(data[:length]))


def test_every_forged_bit_is_refused_or_told_by_the_mac(header: Header) -> None:
    data = encode(header, HEADER_KEY)
    for bit in range((len(data) - 8) * 8):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        forged = resealed(bytes(flipped))
        try:
            decode(forged)
        except (VaultDamaged, VaultTooNew):
            continue
        assert not is_authentic(forged, HEADER_KEY)


def test_a_later_version_is_said_to_be_one(header: Header) -> None:
    data = encode(header, HEADER_KEY)
    with pytest.raises(VaultTooNew, match="later version"):
        decode(changed(data, 8, b"\x02\x00"))
    with pytest.raises(VaultTooNew):
        decode(resealed(data[:8] + b"\x02\x00" + b"a wholly different header" + bytes(8)))


@pytest.mark.parametrize(
    ("place", "new"), [(0, b"NOTEBOOK"), (10, b"\x02"), (11, b"\x00"), (11, b"\x02"), (11, b"\x11")]
)
def test_impossible_values_are_damage(header: Header, place: int, new: bytes) -> None:
    with pytest.raises(VaultDamaged):
        decode(changed(encode(header, HEADER_KEY), place, new))


def test_slots_that_would_take_hours_to_try_are_refused(header: Header) -> None:
    """B11: 16 slots of 2 GiB and 64 passes keep a computer for two hours at each attempt."""
    slot = new_slot(MASTER, Credential("words"), cost=CHEAP, vault_id=VAULT_ID, version=1)
    dearest = replace(slot, cost=KdfCost(memory_kib=MAX_MEMORY_KIB, passes=MAX_PASSES, lanes=1))
    for dear in ((dearest,), (dearest,) * 16):
        with pytest.raises(VaultDamaged, match="longer to try"):
            decode(encode(replace(header, slots=dear), HEADER_KEY))
    most = KdfCost(memory_kib=CALIBRATION_MAX_KIB, passes=4, lanes=4)
    full = replace(header, slots=(replace(slot, cost=most),) * 16)
    assert most.work_kib == CALIBRATION_MAX_WORK_KIB
    assert decode(encode(full, HEADER_KEY)) == full, "16 of the dearest the program makes"


def test_more_than_64_kib_is_damage(header: Header) -> None:
    data = encode(header, HEADER_KEY)
    with pytest.raises(VaultDamaged):
        decode(resealed(data + bytes(MAX_BYTES)))
    with pytest.raises(VaultDamaged, match="The casebook header is longer than it"):
        decode(resealed(data[:199] + b"more" + data[199:]))


@given(st.binary(max_size=600), st.booleans(), st.booleans())
def test_no_bytes_break_the_reading(data: bytes, has_start: bool, has_checksum: bool) -> None:  # noqa: FBT001
    tried = (b"CASEBOOK\x01\x00" if has_start else b"") + data
    with pytest.raises((VaultDamaged, VaultTooNew)):
        decode(resealed(tried) if has_checksum else tried)


@given(st.integers(0, 199), st.binary(min_size=1, max_size=8))
def test_no_change_breaks_the_reading(place: int, new: bytes) -> None:
    base = encode(_FUZZED, HEADER_KEY)
    forged = changed(base, place, new)
    try:
        decode(forged)
    except (VaultDamaged, VaultTooNew):
        return
    assert is_authentic(forged, HEADER_KEY) == (forged == base)


_FUZZED = Header(
    vault_id=VAULT_ID,
    generation=1,
    is_clean=False,
    database_bytes=0,
    database_sha256=bytes(32),
    audit_head=bytes(32),
    slots=(new_slot(MASTER, Credential("words"), cost=CHEAP, vault_id=VAULT_ID, version=1),),
)


def store(folder: Folder, header: Header, *generations: int) -> None:
    for generation in generations:
        store_header(folder, replace(header, generation=generation), HEADER_KEY)


def found(folder: Folder) -> tuple[int, bool]:
    loaded = load_header(folder)
    return loaded.header.generation, loaded.is_predecessor


def test_the_predecessor_is_kept(folder: Folder, header: Header) -> None:
    store(folder, header, 1)
    assert not folder.header_backup.exists()
    store(folder, header, 2, 3)
    assert found(folder) == (3, False)
    assert folder.header_backup.read_bytes() == encode(replace(header, generation=2), HEADER_KEY)
    assert not folder.header_new.exists()
    assert is_ours_alone(folder.header)


def test_an_unusable_header_falls_back_on_its_predecessor(folder: Folder, header: Header) -> None:
    store(folder, header, 1, 2)
    whole = folder.header.read_bytes()
    for broken in (b"", whole[:100], bytes(len(whole)), b"\x00" + whole[1:], whole * 300):
        folder.header.write_bytes(broken)
        assert found(folder) == (1, True)
    folder.header.unlink()
    assert found(folder) == (1, True)
    folder.header.symlink_to(folder.header_backup)
    assert found(folder) == (1, True)


def test_an_unusable_header_never_takes_the_place_of_its_predecessor(folder: Folder, header: Header) -> None:
    store(folder, header, 1, 2)
    folder.header.write_bytes(b"broken")
    store(folder, header, 3)
    assert found(folder) == (3, False)
    assert folder.header_backup.read_bytes() == encode(replace(header, generation=1), HEADER_KEY)


def test_without_either_the_first_reason_is_told(folder: Folder, header: Header) -> None:
    with pytest.raises(VaultDamaged, match="missing"):
        load_header(folder)
    store(folder, header, 1, 2)
    folder.header.write_bytes(folder.header.read_bytes()[:-1])
    folder.header_backup.unlink()
    with pytest.raises(VaultDamaged, match="damaged"):
        load_header(folder)


def test_a_later_version_is_not_undone_by_its_predecessor(folder: Folder, header: Header) -> None:
    store(folder, header, 1, 2)
    folder.header.write_bytes(changed(folder.header.read_bytes(), 8, b"\x02\x00"))
    with pytest.raises(VaultTooNew):
        load_header(folder)
    folder.header.unlink()
    folder.header_backup.write_bytes(changed(folder.header_backup.read_bytes(), 8, b"\x02\x00"))
    with pytest.raises(VaultTooNew):
        load_header(folder)


def test_a_stop_after_any_step_leaves_a_whole_header(folder: Folder, header: Header) -> None:
    store(folder, header, 1, 2)
    following = encode(replace(header, generation=3), HEADER_KEY)

    for length in (0, 1, 100, len(following)):  # while or after header.new was written
        folder.header_new.write_bytes(following[:length])
        assert found(folder) == (2, False)
    folder.header_backup.unlink()  # before the current one was linked
    assert found(folder) == (2, False)
    folder.header_backup.hardlink_to(folder.header)  # before the rename
    assert found(folder) == (2, False)
    folder.header_new.replace(folder.header)  # after it
    assert found(folder) == (3, False)


def test_writing_goes_on_from_any_stop(folder: Folder, header: Header) -> None:
    store(folder, header, 1, 2)
    folder.header_backup.unlink()
    folder.header_backup.hardlink_to(folder.header)
    folder.header_new.write_bytes(b"half")
    store(folder, header, 3)
    assert found(folder) == (3, False)
    folder.header.write_bytes(b"")
    assert found(folder) == (2, True)


def test_disks_without_hard_links_get_a_copy(
    folder: Folder, header: Header, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    store(folder, header, 1, 2)
    folder.header.unlink()
    assert found(folder) == (1, True)


def test_a_full_disk_leaves_the_old_header(folder: Folder, header: Header, space: DiskSpace) -> None:
    store(folder, header, 1, 2)
    space.is_full = True
    with pytest.raises(DiskProblem, match="full"):
        store(folder, header, 3)
    assert found(folder) == (2, False)
    space.is_full = False
    store(folder, header, 3)
    assert found(folder) == (3, False)
