from __future__ import annotations

import os
import random
import struct
from io import BytesIO
from pathlib import Path

import pytest

from casebook.base.errors import (
    Cancelled,
    CasebookError,
    DamagedSource,
    InvalidInput,
    NotFound,
    Refused,
    VaultTooNew,
)
from casebook.base.message import Message
from casebook.crypto.device_keys import DeviceKeys, seal_to_device
from casebook.crypto.secret import Secret
from casebook.vault.sharing.parcel_head import MAX_HEAD_BYTES, STANZA_BYTES, parse_head
from casebook.vault.sharing.parcel_reader import open_parcel, parcel_head
from tests.vault.sharing.parcels import (
    ANNA,
    BEN,
    BODIES,
    FOR_PHRASE,
    MANIFEST,
    PHRASE,
    forged,
    read_whole,
    sealed,
)

FLIPS = 500
START_BYTES = 62
HEAD_BYTES = START_BYTES + 4 * STANZA_BYTES
CHUNK = 65_536 + 17
PARCEL = sealed()
STREAM_AT = HEAD_BYTES + 24


def sized(kind: int, data: bytes) -> bytes:
    return bytes((kind,)) + struct.pack("<I", len(data)) + data


def filed(name: bytes, *pieces: bytes) -> bytes:
    return (
        bytes((3, len(name))) + name + b"".join(struct.pack("<I", len(one)) + one for one in (*pieces, b""))
    )


END = b"\x04\x00"


def test_a_parcel_for_others_is_refused() -> None:
    with pytest.raises(Refused, match="sealed for other devices"):
        open_parcel(BytesIO(PARCEL), keys=(ANNA,))
    with pytest.raises(Refused, match="sealed for other devices"):
        open_parcel(BytesIO(PARCEL))
    with pytest.raises(Refused, match="No phrase opens it"):
        open_parcel(BytesIO(PARCEL), phrase=PHRASE)


def test_another_phrase_is_refused() -> None:
    data = sealed(FOR_PHRASE)
    with pytest.raises(Refused, match="do not open the parcel"):
        open_parcel(BytesIO(data), phrase=f"{PHRASE} drift")
    with pytest.raises(Refused, match="opens with a phrase"):
        open_parcel(BytesIO(data), keys=(BEN,))
    with pytest.raises(InvalidInput):
        open_parcel(BytesIO(data), phrase=" ")
    assert parcel_head(BytesIO(data)).needs_phrase


def test_what_is_no_parcel_is_refused(tmp_path: Path) -> None:
    for data in (b"", b"CBKPARC", b"%PDF-1.7" * 100):
        with pytest.raises(InvalidInput, match="not a parcel"):
            open_parcel(BytesIO(data), keys=(BEN,))
    with pytest.raises(InvalidInput, match="not a parcel"):
        open_parcel(tmp_path, keys=(BEN,))
    with pytest.raises(NotFound, match="not there"):
        open_parcel(tmp_path / "none", keys=(BEN,))


def test_what_is_no_file_is_not_read() -> None:
    with pytest.raises(InvalidInput, match="not a parcel"):
        parcel_head(Path(os.devnull))


@pytest.mark.parametrize("at", [8, 9, 10, 11])
def test_a_later_version_or_suite_asks_for_an_update(at: int) -> None:
    changed = bytearray(PARCEL)
    changed[at] ^= 2
    with pytest.raises(VaultTooNew, match="Update Casebook first"):
        open_parcel(BytesIO(bytes(changed)), keys=(BEN,))


@pytest.mark.parametrize(("way", "count"), [(0, 4), (3, 4), (1, 0), (1, 3), (1, 68), (2, 4)], ids=str)
def test_an_impossible_head_is_damage(way: int, count: int) -> None:
    changed = bytearray(PARCEL)
    changed[12:14] = way, count
    with pytest.raises(DamagedSource, match="changed or damaged"):
        parse_head(bytes(changed))


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes"),
    [(0, 1, 1), (65_536, 0, 1), (65_536, 1, 17), (2**21, 64, 1), (2**32 - 1, 1, 1)],
)
def test_the_cost_of_a_phrase_is_bounded(memory_kib: int, passes: int, lanes: int) -> None:
    changed = bytearray(sealed(FOR_PHRASE))
    struct.pack_into("<III", changed, START_BYTES, memory_kib, passes, lanes)
    with pytest.raises(DamagedSource, match="changed or damaged"):
        open_parcel(BytesIO(bytes(changed)), phrase=PHRASE)


def test_every_cut_is_noticed() -> None:
    chance = random.Random(1)  # noqa: S311 - the test repeats
    ends = [STREAM_AT + CHUNK, STREAM_AT + 2 * CHUNK, STREAM_AT, HEAD_BYTES, START_BYTES, 8, len(PARCEL) - 1]
    for end in [*ends, *(chance.randrange(8, len(PARCEL)) for _ in range(FLIPS))]:
        with pytest.raises(DamagedSource, match="its end is missing"):
            read_whole(PARCEL[:end])


def test_a_cut_to_a_size_that_a_parcel_can_have_is_noticed() -> None:
    """Such as after the first chunk, which is a padded size itself."""
    short = PARCEL[: STREAM_AT + CHUNK]
    assert parse_head(short).data
    with pytest.raises(DamagedSource, match="its end is missing"):
        read_whole(short)


def test_what_is_added_is_noticed() -> None:
    for more in (b"\0", bytes(CHUNK), PARCEL):
        with pytest.raises(DamagedSource):
            read_whole(PARCEL + more)


def moved(*order: int) -> bytes:
    """The parcel with its chunks in another order."""
    chunks = [PARCEL[at : at + CHUNK] for at in range(STREAM_AT, len(PARCEL), CHUNK)]
    return PARCEL[:STREAM_AT] + b"".join(chunks[number] for number in order)


def test_chunks_out_of_order_or_repeated_are_noticed() -> None:
    count = -(-(len(PARCEL) - STREAM_AT) // CHUNK)
    assert moved(*range(count)) == PARCEL
    last = count - 1
    for order in ((1, 0, *range(2, count)), (0, 0, *range(2, count)), (0, *range(2, last), 1, last)):
        with pytest.raises(DamagedSource, match="changed or damaged"):
            read_whole(moved(*order))


def test_nothing_is_read_with_a_bit_flipped() -> None:
    """In the head in another place each time, in the stream in each chunk and at its edges."""
    chance = random.Random(1)  # noqa: S311 - the test repeats
    edges = [at for edge in range(STREAM_AT, len(PARCEL), CHUNK) for at in (edge - 1, edge, edge + 1)]
    places = [
        *(number * STREAM_AT // (FLIPS // 2) for number in range(FLIPS // 2)),
        *(chance.randrange(STREAM_AT, len(PARCEL)) for _ in range(FLIPS // 2)),
        *(at for at in edges if at < len(PARCEL)),
        len(PARCEL) - 1,
    ]
    for at in places:
        changed = bytearray(PARCEL)
        changed[at] ^= 1 << chance.randrange(8)
        with pytest.raises(CasebookError):
            read_whole(bytes(changed))


def test_a_slot_with_a_bit_flipped_does_not_open() -> None:
    data, chance = sealed(FOR_PHRASE), random.Random(1)  # noqa: S311 - the test repeats
    for at in (10, 14, 30, 61, 74, 89, 90, 113, 114, 161, 162):
        changed = bytearray(data)
        changed[at] ^= 1 << chance.randrange(8)
        with pytest.raises(CasebookError):
            read_whole(bytes(changed), phrase=PHRASE)


def test_another_key_in_a_stanza_is_noticed() -> None:
    """A key that the parcel did not state, sealed to one recipient by whoever wrote it."""
    head = parse_head(PARCEL)
    start = head.data[:START_BYTES]
    other = seal_to_device(BEN.public, Secret(bytes(32)), use="parcel", about=start)
    with pytest.raises(DamagedSource, match="changed or damaged"):
        open_parcel(BytesIO(start + other * 4 + PARCEL[HEAD_BYTES:]), keys=(BEN,))


def test_a_stanza_opens_in_no_other_parcel() -> None:
    other = sealed()
    with pytest.raises(Refused):
        open_parcel(BytesIO(other[:START_BYTES] + PARCEL[START_BYTES:]), keys=(BEN,))


@pytest.mark.parametrize(
    ("plain", "reason"),
    [
        (b"", "not in their order"),
        (END, "not in their order"),
        (sized(2, b"body") + END, "not in their order"),
        (sized(1, b"m") + sized(1, b"m") + END, "not in their order"),
        (sized(1, b"m") + filed(b"one", b"x") + sized(2, b"body") + END, "not in their order"),
        (sized(1, b"m") + bytes((5,)), "not in their order"),
        (sized(1, b"m") + filed(b"one", b"x") * 2 + END, "same file twice"),
        (sized(1, b"m") + filed(b"../one", b"x") + END, "changed or damaged"),
        (sized(1, b"m") + filed(b"", b"x") + END, "changed or damaged"),
        (sized(1, b"m") + filed(b"\xff", b"x") + END, "changed or damaged"),
        (sized(1, b"m") + filed(b"one", bytes(65_537)) + END, "changed or damaged"),
        (b"\x01\xff\xff\xff\xff", "changed or damaged"),
        (b"\x01" + struct.pack("<I", 1 << 20), "changed or damaged"),
        (sized(1, b"m") + b"\x02" + struct.pack("<I", (16 << 20) + 1), "changed or damaged"),
        (sized(1, b"m") + END + b"x", "changed or damaged"),
        (sized(1, b"m") + END + bytes(70_000) + b"x", "changed or damaged"),
        (sized(1, b"m") + b"\x04\xff", "changed or damaged"),
    ],
)
def test_what_no_writer_of_ours_says_is_refused(plain: bytes, reason: str) -> None:
    # the padding of a short one is zeros, in which some of these would find what they ask for
    filler = b"\xee" * 600 if plain.endswith(b"\x04\xff") else b""
    with pytest.raises(DamagedSource, match=reason):
        read_whole(forged(plain + filler))


def test_a_frame_may_be_short() -> None:
    data = forged(sized(1, b"m") + filed(b"one", b"x", b"yz") + filed(b"two") + END)
    parcel = open_parcel(BytesIO(data), keys=(BEN,))
    assert {file.file_id: file.read() for file in parcel.files()} == {"one": b"xyz", "two": b""}


def test_reading_again_ends_what_was_being_read() -> None:
    parcel = open_parcel(BytesIO(PARCEL), keys=(BEN,))
    bodies, files = parcel.bodies(), parcel.files()
    assert next(bodies) == BODIES[0]
    file = next(iter(files))
    with pytest.raises(ValueError, match="read from its beginning again"):
        next(bodies)
    parcel.check()
    with pytest.raises(ValueError, match="read from its beginning again"):
        file.read()
    assert tuple(parcel.bodies()) == BODIES
    assert repr(parcel) == "OpenedParcel()"


def test_a_check_reports_and_can_be_cancelled() -> None:
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int, step: Message) -> None:
        seen.append((done, total))
        assert step

    def cancelled(done: int, total: int, step: Message) -> None:
        raise Cancelled(Message("{done} {total} {step}", done=done, total=total, step=step))

    parcel = open_parcel(BytesIO(PARCEL), keys=(BEN,))
    parcel.check(progress)
    assert seen == sorted(seen)
    assert {total for _, total in seen} == {len(PARCEL)}
    with pytest.raises(Cancelled):
        parcel.check(cancelled)
    assert parcel.manifest == MANIFEST


def test_many_keys_are_tried() -> None:
    keys = [DeviceKeys(Secret(bytes([number]) * 32)) for number in range(50, 60)]
    assert open_parcel(BytesIO(PARCEL), keys=(*keys, BEN)).manifest == MANIFEST


def test_no_more_of_a_file_is_read_than_a_head_can_have() -> None:
    asked: list[int] = []

    class Watched(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(size or 0)
            return super().read(size)

    open_parcel(Watched(PARCEL), keys=(BEN,)).check()
    assert max(asked) == MAX_HEAD_BYTES
    assert min(asked) > 0
