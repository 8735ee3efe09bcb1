from __future__ import annotations

import hashlib
import io
import random
import struct
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from nacl import bindings

from casebook.base.errors import CasebookError, DamagedSource, Refused, VaultTooNew
from casebook.crypto import aead
from casebook.crypto.seal import CHUNK_BYTES, STREAM_HEADER_BYTES, StreamOpener, padded_size
from casebook.crypto.secret import Secret
from casebook.vault.sharing.carrier_body import packed
from casebook.vault.sharing.carrier_file import (
    NOTHING_BEFORE,
    CarrierSealer,
    LinePlace,
    OpenedCarrierFile,
    open_carrier_file,
)
from casebook.vault.sharing.carrier_header import (
    HEADER_BYTES,
    NUMBERED,
    SEALED_HEADER_BYTES,
    CarrierHeader,
    CarrierKind,
    SharePlace,
    SpaceKey,
    open_header,
    seal_header,
)
from casebook.vault.sharing.sealed_stream import SEALED_CHUNK_BYTES, StreamWriter, stream_size
from tests.vault.sharing.carriers import (
    ANNA,
    BEN,
    BODY,
    EXHIBIT,
    FORMER_KEY,
    KEY,
    KEYS,
    LINE,
    NAME,
    OUTSIDE,
    PLACE,
    SEALER,
    sealed,
    sealed_exhibit,
)

FLIPS = 500
FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
HEADER = CarrierHeader(
    kind=CarrierKind.CHANGES,
    epoch=3,
    line=b"annas ln",
    number=7,
    signer=ANNA.id,
    before=bytes(range(32)),
    body_key=bytes(32),
    body_bytes=100,
)


def opened(data: bytes, name: str = NAME) -> OpenedCarrierFile:
    file = open_carrier_file(BytesIO(data), name, KEYS)
    assert file
    return file


def forged(rest: bytes, *, kind: CarrierKind = CarrierKind.CHANGES, place: SharePlace = PLACE) -> bytes:
    """A file of these bytes, signed by Anna for a place: whoever has keys of the space can make it."""
    header = replace(HEADER, kind=kind, body_bytes=64 + len(rest))
    file = BytesIO(seal_header(header, KEY))
    file.seek(0, io.SEEK_END)
    stream = StreamWriter(file, Secret(header.body_key), PLACE.space + NAME.encode())
    signed = place.team + place.space + header.without_key() + hashlib.sha256(rest).digest()
    stream.write(ANNA.sign(signed, "share") + rest)
    stream.finish()
    return file.getvalue()


def test_a_body_is_read_as_it_was_sealed() -> None:
    data = sealed()
    file = opened(data)
    header = file.header
    assert (header.kind, header.epoch, header.signer) == (CarrierKind.CHANGES, 3, ANNA.id)
    assert LinePlace(line=header.line, number=header.number, before=header.before) == LINE
    assert file.place == PLACE
    assert file.body(ANNA.public) == BODY == file.body(ANNA.public)
    assert len(data) == SEALED_HEADER_BYTES + stream_size(header.body_bytes) == 168 + 24 + 512 + 17
    assert repr(file) == "OpenedCarrierFile(changes)"
    assert repr(header) == "CarrierHeader(changes)"
    assert repr(KEY) == "SpaceKey()"


@pytest.mark.parametrize("kind", [kind for kind in CarrierKind if kind is not CarrierKind.FILE])
def test_each_kind_is_read(kind: CarrierKind) -> None:
    assert opened(sealed(kind=kind)).body(ANNA.public) == BODY


@pytest.mark.parametrize("kind", CarrierKind)
def test_a_number_that_the_kind_has_not_is_damage(kind: CarrierKind) -> None:
    number = 0 if kind in NUMBERED else 7
    file = BytesIO(seal_header(replace(HEADER, kind=kind, number=number), KEY))
    with pytest.raises(DamagedSource):
        open_carrier_file(file, NAME, [KEY])


def test_the_bytes_of_a_header_are_those_of_the_document() -> None:
    written = HEADER.written()
    assert len(written) == HEADER_BYTES
    assert written == b"".join(
        (
            bytes((1, 1, 0, 0)),
            struct.pack("<I", 3),
            b"annas ln",
            struct.pack("<Q", 7),
            ANNA.id,
            bytes(32),
            struct.pack("<Q", 100),
            bytes(range(32)),
        )
    )
    assert HEADER.without_key() == written[:56] + written[88:]


@pytest.mark.parametrize("content", [b"", b"x", EXHIBIT], ids=["empty", "short", "several chunks"])
def test_another_file_is_read_as_it_was_sealed(content: bytes) -> None:
    file = opened(sealed_exhibit(content))
    assert file.header.kind is CarrierKind.FILE
    assert file.content(ANNA.public).read() == content
    with pytest.raises(DamagedSource):
        file.body(ANNA.public)
    first, second = file.content(ANNA.public), file.content(ANNA.public)
    assert second.read() == content
    with pytest.raises(ValueError, match="from its beginning again"):
        first.read()


def test_a_body_holds_no_file_and_a_file_is_no_body() -> None:
    with pytest.raises(DamagedSource):
        opened(sealed()).content(ANNA.public)
    with pytest.raises(ValueError, match="seal_file"):
        SEALER.seal_body(BytesIO(), NAME, CarrierKind.FILE, OUTSIDE, BODY)


def test_a_file_is_the_one_that_was_recorded() -> None:
    digest = hashlib.sha256(b"content").digest()
    for content, size in ((b"content", 6), (b"contend", 7), (b"content and more", 7)):
        with pytest.raises(DamagedSource, match="not the one that was recorded"):
            SEALER.seal_file(BytesIO(), NAME, OUTSIDE, BytesIO(content), size_bytes=size, sha256=digest)


def test_two_files_of_the_same_share_no_bytes() -> None:
    first, second = sealed(), sealed()
    assert sum(one == other for one, other in zip(first, second, strict=True)) < len(first) / 20


def test_a_file_of_another_space_or_epoch_does_not_open() -> None:
    data = sealed()
    other = SpaceKey(place=SharePlace(team=b"t" * 16, space=b"x" * 16), epoch=3, key=KEY.key)
    for keys in ((), (FORMER_KEY,), (other,)):
        assert open_carrier_file(BytesIO(data), NAME, keys) is None
    for foreign in (b"", data[:167], bytes(1000), b"x" * 168):
        assert open_carrier_file(BytesIO(foreign), NAME, KEYS) is None


def test_a_key_of_another_epoch_in_its_place_is_noticed() -> None:
    """The key of epoch 3 given out as that of epoch 4."""
    wrong = SpaceKey(place=PLACE, epoch=4, key=KEY.key)
    with pytest.raises(DamagedSource):
        open_header(seal_header(HEADER, KEY), (wrong,))


def test_a_file_under_another_name_does_not_open() -> None:
    with pytest.raises(DamagedSource, match="changed or damaged"):
        opened(sealed(), NAME[:-1] + "t").body(ANNA.public)


def test_a_signature_of_another_device_team_or_space_is_refused() -> None:
    file = BytesIO()
    CarrierSealer(BEN, KEY).seal_body(file, NAME, CarrierKind.CHANGES, LINE, BODY)
    with pytest.raises(ValueError, match="another device"):
        opened(file.getvalue()).body(ANNA.public)
    for place in (
        SharePlace(team=b"x" * 16, space=PLACE.space),
        SharePlace(team=PLACE.team, space=b"x" * 16),
    ):
        with pytest.raises(Refused):
            opened(forged(packed(BODY), place=place)).body(ANNA.public)
    assert opened(forged(packed(BODY))).body(ANNA.public) == BODY


def test_a_header_exchanged_by_a_member_is_refused() -> None:
    """Whoever has the keys of the space can seal another header to the same body, but not sign it."""
    data = sealed()
    header = opened(data).header
    for changed in (
        replace(header, number=8),
        replace(header, line=b"otherlin"),
        replace(header, before=NOTHING_BEFORE),
        replace(header, kind=CarrierKind.ROSTER),
    ):
        with pytest.raises(Refused):
            opened(seal_header(changed, KEY) + data[SEALED_HEADER_BYTES:]).body(ANNA.public)


@pytest.mark.parametrize(("at", "value"), [(0, 0), (0, 7), (1, 0), (1, 2)])
def test_a_later_kind_or_suite_asks_for_an_update(at: int, value: int) -> None:
    plain = bytearray(HEADER.written())
    plain[at] = value
    later = aead.wrap(KEY.header_key, Secret(plain), b"casebook share 1")
    with pytest.raises(VaultTooNew, match="Update Casebook first"):
        open_header(later, KEYS)


@pytest.mark.parametrize("at", [2, 3])
def test_what_is_set_aside_in_a_header_is_zero(at: int) -> None:
    plain = bytearray(HEADER.written())
    plain[at] = 1
    with pytest.raises(DamagedSource):
        open_header(aead.wrap(KEY.header_key, Secret(plain), b"casebook share 1"), KEYS)


@pytest.mark.parametrize("body_bytes", [0, 63, 2**64 - 1, 2**40])
def test_a_size_in_a_header_decides_nothing(body_bytes: int) -> None:
    data = seal_header(replace(HEADER, body_bytes=body_bytes), KEY) + sealed()[SEALED_HEADER_BYTES:]
    with pytest.raises(DamagedSource, match="incomplete"):
        opened(data)


@pytest.mark.parametrize(
    "rest",
    [b"", b"\0", BODY, packed(BODY)[:-1], packed(BODY) + b"\0"],
    ids=["empty", "zero", "not deflated", "cut", "followed"],
)
def test_what_was_not_deflated_is_refused(rest: bytes) -> None:
    with pytest.raises(DamagedSource):
        opened(forged(rest)).body(ANNA.public)


def readers(data: bytes) -> Callable[[bytes], bytes]:
    """What reads the whole of such a file."""
    is_file = opened(data).header.kind is CarrierKind.FILE

    def read(changed: bytes) -> bytes:
        file = open_carrier_file(BytesIO(changed), NAME, KEYS)
        if file is None:
            return b"foreign"
        return file.content(ANNA.public).read() if is_file else file.body(ANNA.public)

    return read


@pytest.mark.parametrize("data", [sealed(), sealed_exhibit()], ids=["body", "file"])
def test_nothing_is_read_with_a_bit_flipped_or_cut(data: bytes) -> None:
    chance, read = random.Random(1), readers(data)  # noqa: S311 - the test repeats
    for number in range(FLIPS):
        changed = bytearray(data)
        at = number if number < FLIPS // 2 else chance.randrange(len(data))
        changed[at] ^= 1 << chance.randrange(8)
        try:
            assert read(bytes(changed)) == b"foreign"
            assert at < SEALED_HEADER_BYTES
        except CasebookError:
            assert at >= SEALED_HEADER_BYTES
    for _ in range(FLIPS // 5):
        end = chance.randrange(SEALED_HEADER_BYTES, len(data))
        with pytest.raises(DamagedSource):
            read(data[:end])
        with pytest.raises(DamagedSource):
            read(data + bytes(1 + end))


def test_a_file_changed_between_verifying_and_reading_is_noticed() -> None:
    """By a member, who has the key of the body and seals another one with the same beginning."""
    data = sealed_exhibit(bytes(100_000))
    file = BytesIO(data)
    verified = open_carrier_file(file, NAME, KEYS)
    assert verified
    content = verified.content(ANNA.public)
    at = SEALED_HEADER_BYTES + STREAM_HEADER_BYTES
    opener = StreamOpener(
        Secret(verified.header.body_key), PLACE.space + NAME.encode(), data[SEALED_HEADER_BYTES:at]
    )
    first = opener.open(data[at : at + SEALED_CHUNK_BYTES])
    assert first
    false = resealed(data, first.data + b"other".ljust(100_064 - len(first.data)))
    assert false[0] == data[at : at + SEALED_CHUNK_BYTES]
    place = file.tell()
    file.seek(at)
    file.write(b"".join(false))
    file.seek(place)
    with pytest.raises(DamagedSource, match="changed or damaged"):
        content.read()


def resealed(data: bytes, plain: bytes) -> tuple[bytes, bytes]:
    """Two chunks sealed anew under the key and the header that the stream of a file has already."""
    start = data[SEALED_HEADER_BYTES : SEALED_HEADER_BYTES + STREAM_HEADER_BYTES]
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, start, opened(data).header.body_key)
    padded = plain.ljust(padded_size(len(plain)), b"\0")
    push = bindings.crypto_secretstream_xchacha20poly1305_push
    about = [PLACE.space + NAME.encode() + index.to_bytes(8, "little") for index in range(2)]
    return push(state, padded[:CHUNK_BYTES], about[0], 0), push(state, padded[CHUNK_BYTES:], about[1], FINAL)


def test_a_place_has_ids_of_16_bytes() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        SharePlace(team=b"", space=b"s" * 16)
