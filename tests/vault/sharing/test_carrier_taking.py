from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest

from casebook.crypto import aead
from casebook.crypto.secret import Secret
from casebook.vault.sharing.carrier_file import CarrierSealer, open_carrier_file
from casebook.vault.sharing.carrier_folder import CarrierFolder
from casebook.vault.sharing.carrier_header import SEALED_HEADER_BYTES, CarrierKind, open_header, seal_header
from casebook.vault.sharing.carrier_taking import NotTaken, TakenFile, UntakenFile, taken
from tests.vault.sharing.carriers import (
    ANNA,
    BEN,
    BODY,
    EXHIBIT,
    KEY,
    KEYS,
    LINE,
    laid,
    public_of,
    sealed,
    sealed_exhibit,
)


@pytest.fixture
def folder(tmp_path: Path) -> CarrierFolder:
    return CarrierFolder.create(tmp_path / "office.casebook-share")


def bens(name: str) -> bytes:
    file = BytesIO()
    CarrierSealer(BEN, KEY).seal_body(file, name, CarrierKind.CHANGES, LINE, BODY)
    return file.getvalue()


def later(name: str) -> bytes:
    data = sealed(name=name)
    opened = open_header(data[:SEALED_HEADER_BYTES], KEYS)
    assert opened
    plain = bytearray(opened[0].written())
    plain[1] = 9
    return aead.wrap(KEY.header_key, Secret(plain), b"casebook share 1") + data[SEALED_HEADER_BYTES:]


def exchanged(name: str) -> bytes:
    """Signed as changes, with a header that says roster."""
    data = sealed(name=name)
    opened = open_header(data[:SEALED_HEADER_BYTES], KEYS)
    assert opened
    header = type(opened[0])(
        kind=CarrierKind.ROSTER,
        epoch=3,
        line=LINE.line,
        number=LINE.number,
        signer=ANNA.id,
        before=LINE.before,
        body_key=opened[0].body_key,
        body_bytes=opened[0].body_bytes,
    )
    return seal_header(header, KEY) + data[SEALED_HEADER_BYTES:]


def test_one_that_cannot_be_read_stops_none_of_the_others(folder: CarrierFolder) -> None:
    names = sorted(folder.new_name() for _ in range(8))
    flipped = bytearray(sealed(name=names[2]))
    flipped[-1] ^= 1
    contents = [
        sealed(name=names[0]),
        bytes(len(sealed())),
        bytes(flipped),
        bens(names[3]),
        later(names[4]),
        exchanged(names[5]),
        sealed(name=names[7]),
        sealed(name=names[7]),
    ]
    for name, data in zip(names, contents, strict=True):
        laid(folder, data, name)
    gone = folder.new_name()
    found = list(taken(folder, (*folder.scan(()).new, gone), KEYS, public_of))
    reasons = [one.why if isinstance(one, UntakenFile) else None for one in found]
    assert reasons == [
        None,
        NotTaken.FOREIGN,
        NotTaken.DAMAGED,
        NotTaken.UNKNOWN_SIGNER,
        NotTaken.NEWER,
        NotTaken.FORGED,
        NotTaken.DAMAGED,
        None,
        NotTaken.UNREADABLE,
    ]
    assert [one.name for one in found] == [*names, gone]
    first = found[0]
    assert isinstance(first, TakenFile)
    assert (first.body, first.header.number, first.place) == (BODY, LINE.number, KEY.place)
    assert first.sha256 == hashlib.sha256(contents[0]).digest()
    assert repr(first) == f"TakenFile({names[0]})"


def test_a_file_that_holds_another_is_read_when_it_is_needed(folder: CarrierFolder) -> None:
    name = folder.new_name()
    laid(folder, sealed_exhibit(name=name), name)
    (one,) = taken(folder, [name], KEYS, public_of)
    assert isinstance(one, TakenFile)
    assert (one.header.kind, one.body, one.sha256) == (CarrierKind.FILE, b"", b"")
    with folder.open(name) as file:
        opened = open_carrier_file(file, name, KEYS)
        assert opened
        assert opened.content(ANNA.public).read() == EXHIBIT


def test_a_saved_field_takes_less_than_a_kibibyte(folder: CarrierFolder) -> None:
    assert laid(folder).size_bytes <= 1024
