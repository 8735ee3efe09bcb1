"""What reads the files of other people's devices: cards, parcels, headers and bodies of a shared folder."""

from __future__ import annotations

import hashlib
import io
import zlib
from contextlib import suppress
from functools import cache
from io import BytesIO

from casebook.base.errors import DamagedSource, InvalidInput, Refused, VaultTooNew
from casebook.crypto import aead
from casebook.crypto.device_card import card_of_text, card_text, decode_card, new_card, read_card
from casebook.crypto.device_keys import DeviceKeys
from casebook.crypto.secret import Secret
from casebook.vault.sharing.carrier_body import MAX_BODY_BYTES, is_shallow, unpacked
from casebook.vault.sharing.carrier_file import open_carrier_file
from casebook.vault.sharing.carrier_header import (
    CarrierHeader,
    CarrierKind,
    SharePlace,
    SpaceKey,
    open_header,
    seal_header,
)
from casebook.vault.sharing.parcel_file import ABOUT
from casebook.vault.sharing.parcel_head import ParcelLock, new_head, parse_head
from casebook.vault.sharing.parcel_reader import open_parcel
from casebook.vault.sharing.sealed_stream import StreamWriter

DEVICE = DeviceKeys(Secret(bytes(range(32))))
PLACE = SharePlace(team=b"t" * 16, space=b"s" * 16)
KEY = SpaceKey(place=PLACE, epoch=1, key=Secret(bytes(range(32))))
NAME = "0123456789abcdefghjkmnpqrs"
HEADER_BYTES = 128
_UNUSABLE = (DamagedSource, InvalidInput, Refused, VaultTooNew)


def card(data: bytes) -> None:
    """A card as it is, and one whose name is the input and whose signature is right.

    What is read is what is written, byte for byte, and the same in lines of text.
    """
    named = b"CBKSCARD\x01\x00" + bytes([len(data[:255])]) + data[:255] + DEVICE.public
    for candidate in (data, named + DEVICE.sign(named, "card")):
        with suppress(*_UNUSABLE):
            decoded = decode_card(candidate)
            assert decoded.data == candidate
            assert card_of_text(card_text(decoded)) == decoded
            assert decoded.public != DEVICE.public or new_card(DEVICE, decoded.name) == decoded
    with suppress(*_UNUSABLE):
        whole = read_card(data)
        assert read_card(whole.data) == whole


@cache
def _head() -> tuple[bytes, Secret]:
    return new_head(ParcelLock(recipients=(DEVICE.public,)))


def parcel(data: bytes) -> None:
    """A parcel as it is, and one with the input as its plaintext, which a recipient's friend can seal."""
    with suppress(*_UNUSABLE):
        assert data.startswith(parse_head(data).data)
        open_parcel(BytesIO(data), keys=(DEVICE,)).check()
    head, key = _head()
    file = BytesIO(head)
    file.seek(0, io.SEEK_END)
    stream = StreamWriter(file, key, ABOUT + head)
    stream.write(data)
    stream.finish()
    with suppress(*_UNUSABLE):
        opened = open_parcel(file, keys=(DEVICE,))
        end = opened.check()
        assert len(list(opened.bodies())) == end.bodies
        contents = {one.file_id: one.read() for one in opened.files()}
        assert len(contents) == end.files
        assert len(opened.manifest) + sum(map(len, contents.values())) <= len(data)


def carrier_header(data: bytes) -> None:
    """A header as it is, and one sealed by who has the key of the space; what is read is what is written."""
    assert open_header(data[:168], (KEY,)) is None
    plain = data[:HEADER_BYTES].ljust(HEADER_BYTES, b"\0")
    sealed = aead.wrap(KEY.header_key, Secret(plain), b"casebook share 1")
    with suppress(*_UNUSABLE):
        opened = open_header(sealed, (KEY,))
        assert opened
        assert opened[0].written() == plain
        assert open_header(seal_header(opened[0], KEY), (KEY,)) == opened
    with suppress(*_UNUSABLE):
        assert open_carrier_file(BytesIO(sealed + data), NAME, (KEY,))


def carrier_body(data: bytes) -> None:
    """A body as it is, deflated, and in a file that its author signed."""
    deflating = zlib.compressobj(1, zlib.DEFLATED, -15)
    deflated = deflating.compress(data) + deflating.flush()
    for rest in (data, deflated):
        with suppress(DamagedSource):
            body = unpacked(rest)
            assert len(body) <= MAX_BODY_BYTES
            assert is_shallow(body)
        with suppress(*_UNUSABLE):
            file = open_carrier_file(BytesIO(_signed(rest)), NAME, (KEY,))
            assert file
            assert file.body(DEVICE.public) == unpacked(rest)


def _signed(rest: bytes) -> bytes:
    header = CarrierHeader(
        kind=CarrierKind.CHANGES,
        epoch=1,
        line=bytes(8),
        number=1,
        signer=DEVICE.id,
        before=bytes(32),
        body_key=bytes(32),
        body_bytes=64 + len(rest),
    )
    file = BytesIO(seal_header(header, KEY))
    file.seek(0, io.SEEK_END)
    stream = StreamWriter(file, Secret(header.body_key), PLACE.space + NAME.encode("ascii"))
    signed = PLACE.team + PLACE.space + header.without_key() + hashlib.sha256(rest).digest()
    stream.write(DEVICE.sign(signed, "share") + rest)
    stream.finish()
    return file.getvalue()
