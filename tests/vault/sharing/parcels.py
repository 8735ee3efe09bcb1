"""A small parcel, and parcels that say what no writer of ours does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from casebook.crypto.device_keys import DeviceKeys
from casebook.crypto.kdf import KdfCost
from casebook.crypto.secret import Secret
from casebook.vault.sharing.parcel_file import ABOUT, seal_parcel
from casebook.vault.sharing.parcel_head import ParcelLock, new_head
from casebook.vault.sharing.parcel_reader import OpenedParcel, open_parcel
from casebook.vault.sharing.sealed_stream import StreamWriter

CHEAP = KdfCost(memory_kib=64 * 1024, passes=1, lanes=1)
ANNA, BEN, CARL = (DeviceKeys(Secret(bytes([number]) * 32)) for number in range(3))
FOR_BEN = ParcelLock(recipients=(BEN.public,))
PHRASE = "lantern canyon velvet hazelnut trombone drift"
FOR_PHRASE = ParcelLock(phrase=PHRASE, cost=CHEAP)
MANIFEST = b'{"purpose": "hearing"}'
BODIES = (b"first", b"", b"third" * 20_000)
FILES = {"0123456789abcdef": b"", "one": b"x", "chunk": b"y" * 65_536, "large": bytes(range(256)) * 1000}


def named_files() -> Iterator[tuple[str, BinaryIO]]:
    """The files of the small parcel, opened one after another."""
    for name, data in FILES.items():
        yield name, BytesIO(data)


def sealed(lock: ParcelLock = FOR_BEN, sign: Callable[[bytes], bytes] | None = None) -> bytes:
    """The bytes of the small parcel."""
    file = BytesIO()
    seal_parcel(file, lock, MANIFEST, BODIES, named_files(), sign=sign)
    return file.getvalue()


def forged(plain: bytes) -> bytes:
    """A parcel for Ben of this plaintext: whoever has his card can make it."""
    file = BytesIO()
    head, key = new_head(FOR_BEN)
    file.write(head)
    stream = StreamWriter(file, key, ABOUT + head)
    stream.write(plain)
    stream.finish()
    return file.getvalue()


def read_whole(source: bytes | Path, keys: tuple[DeviceKeys, ...] = (BEN,), phrase: str = "") -> OpenedParcel:
    """Open a parcel and read all of it, in each of the ways."""
    opened = source if isinstance(source, Path) else BytesIO(source)
    parcel = open_parcel(opened, keys=keys, phrase=phrase)
    parcel.check()
    for _ in parcel.bodies():
        pass
    for file in parcel.files():
        file.copy_to(BytesIO())
    return parcel
