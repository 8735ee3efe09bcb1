"""A shared folder of two devices and a space, and files that say what no writer of ours does."""

from __future__ import annotations

import hashlib
from io import BytesIO

from casebook.crypto.device_keys import DeviceKeys
from casebook.crypto.secret import Secret
from casebook.vault.sharing.carrier_file import CarrierSealer, LinePlace
from casebook.vault.sharing.carrier_folder import CarrierFolder, LaidFile
from casebook.vault.sharing.carrier_header import NUMBERED, CarrierKind, SharePlace, SpaceKey

ANNA, BEN = (DeviceKeys(Secret(bytes([number]) * 32)) for number in range(2))
PLACE = SharePlace(team=b"t" * 16, space=b"s" * 16)
KEY = SpaceKey(place=PLACE, epoch=3, key=Secret(bytes(range(32))))
FORMER_KEY = SpaceKey(place=PLACE, epoch=2, key=Secret(bytes(range(1, 33))))
OTHER_KEY = SpaceKey(place=SharePlace(team=b"t" * 16, space=b"o" * 16), epoch=1, key=Secret(bytes(32)))
KEYS = (OTHER_KEY, FORMER_KEY, KEY)
NAME = "0123456789abcdefghjkmnpqrs"
LINE = LinePlace(line=b"annas ln", number=7, before=bytes(range(32)))
OUTSIDE = LinePlace(line=LINE.line, number=0)
BODY = b'{"ops": [[1, "title", "\\u6797"]]}'
SEALER = CarrierSealer(ANNA, KEY)
EXHIBIT = bytes(range(256)) * 1000


def public_of(device: bytes) -> bytes | None:
    """The public keys of Anna; Ben's are not known."""
    return ANNA.public if device == ANNA.id else None


def sealed(body: bytes = BODY, kind: CarrierKind = CarrierKind.CHANGES, name: str = NAME) -> bytes:
    """The bytes of a file of Anna's."""
    file = BytesIO()
    SEALER.seal_body(file, name, kind, LINE if kind in NUMBERED else OUTSIDE, body)
    return file.getvalue()


def sealed_exhibit(content: bytes = EXHIBIT, name: str = NAME) -> bytes:
    """The bytes of a file that holds another one."""
    file = BytesIO()
    digest = hashlib.sha256(content).digest()
    SEALER.seal_file(file, name, OUTSIDE, BytesIO(content), size_bytes=len(content), sha256=digest)
    return file.getvalue()


def laid(folder: CarrierFolder, data: bytes | None = None, name: str = "") -> LaidFile:
    """Lay a file of Anna's, or any bytes."""
    name = name or folder.new_name()
    return folder.put(name, lambda target: target.write(sealed(name=name) if data is None else data))
