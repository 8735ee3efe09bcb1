"""Cards: the public keys of a device under a name, as bytes, as lines of an email, and as ten words of two.

Bytes: docs/sharing-format.md.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from casebook.base.armour import ArmourFault, NotArmoured, armoured, is_begun, unarmoured
from casebook.base.errors import InvalidInput, Refused, VaultTooNew
from casebook.base.ignorable import IGNORABLE
from casebook.crypto.device_keys import (
    PUBLIC_BYTES,
    SIGNATURE_BYTES,
    DeviceKeys,
    device_id,
    require_device_keys,
    require_signed_by,
)
from casebook.crypto.signature import key_words

SUFFIX = ".casebook-card"
MAX_NAME_BYTES = 200
MAX_TEXT_CHARACTERS = 65_536
"""Of an email in which a card is looked for."""
_MAGIC = b"CBKSCARD"
_VERSION = 1
_START = struct.Struct("<8sHB")
MAX_BYTES = _START.size + MAX_NAME_BYTES + PUBLIC_BYTES + SIGNATURE_BYTES
_USE = "card"
_KIND = "CARD"
_WORDS_PASSES = 2**18
"""Of PBKDF2 for the words: who would stand between two people looks for false cards among 2^65 and more."""
_UNSHOWN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True, repr=False)
class DeviceCard:
    """A card, its signature verified.

    Attributes:
        name: what its owner calls the device, at most 200 bytes in UTF-8; anybody can write any name.
        public: the public keys, 1,248 bytes.
        data: the card's bytes, as they are kept, sent and compared.
    """

    name: str
    public: bytes
    data: bytes

    @property
    def device_id(self) -> bytes:
        """Return by what the device is called in files, 32 bytes."""
        return device_id(self.public)

    def __repr__(self) -> str:
        return "DeviceCard()"


def new_card(keys: DeviceKeys, name: str) -> DeviceCard:
    """Return the card of a device, the same for the same keys and name.

    Args:
        keys: the device's.
        name: how others will see it; blanks around it are dropped.

    Raises:
        InvalidInput: the name is empty, too long, or holds signs that are not shown.
    """
    tidy = unicodedata.normalize("NFC", name).strip()
    _require_name(tidy)
    encoded = tidy.encode("utf-8")
    signed = _START.pack(_MAGIC, _VERSION, len(encoded)) + encoded + keys.public
    return DeviceCard(name=tidy, public=keys.public, data=signed + keys.sign(signed, _USE))


def read_card(data: bytes) -> DeviceCard:
    """Return the card in a file or an email: its bytes, or lines of text with anything around them.

    Raises:
        InvalidInput: there is none, it is incomplete, or changed on the way.
        VaultTooNew: a later version wrote it.
        Refused: its signature does not match.
    """
    if data.startswith(_MAGIC):
        return decode_card(data)
    return card_of_text(data[: MAX_TEXT_CHARACTERS + 1].decode("utf-8", "replace"))


def holds_card(data: bytes) -> bool:
    """Return whether a file is a card, or holds lines of one, whole or not."""
    return data.startswith(_MAGIC) or is_begun(data[:MAX_TEXT_CHARACTERS], _KIND)


def decode_card(data: bytes) -> DeviceCard:
    """Return the card of these bytes.

    Raises:
        InvalidInput, VaultTooNew, Refused: as `read_card`.
    """
    if len(data) < _START.size or not data.startswith(_MAGIC):
        raise InvalidInput(
            "This is not a card.", field="card", remedy="Choose a file whose name ends in .casebook-card."
        )
    _, version, name_bytes = _START.unpack_from(data)
    if version != _VERSION:
        raise VaultTooNew(
            "This card was written by a later version of Casebook.",
            remedy="Update Casebook first, then read the card again.",
        )
    if len(data) != _START.size + name_bytes + PUBLIC_BYTES + SIGNATURE_BYTES:
        raise InvalidInput("The card is incomplete or too long.", field="card", remedy=_AGAIN)
    public_at = _START.size + name_bytes
    public, signed = data[public_at:-SIGNATURE_BYTES], data[:-SIGNATURE_BYTES]
    require_device_keys(public)
    try:
        require_signed_by(public, signed, data[-SIGNATURE_BYTES:], _USE)
    except Refused as error:
        raise Refused("The signature does not match this card.", field="card", remedy=_AGAIN) from error
    return DeviceCard(name=_name_of(data[_START.size : public_at]), public=public, data=data)


def card_text(card: DeviceCard) -> str:
    """Return a card as lines of text for an email, ASCII, the last one ended too."""
    return armoured(card.data, _KIND)


def card_of_text(text: str) -> DeviceCard:
    """Return the card in a text; other text around it, quotation marks of replies and blanks are passed over.

    Raises:
        InvalidInput, VaultTooNew, Refused: as `read_card`.
    """
    if len(text) > MAX_TEXT_CHARACTERS:
        raise InvalidInput(
            "The text is too long for a card.", field="card", remedy="Paste the lines of the card alone."
        )
    try:
        data = unarmoured(text, _KIND)
    except NotArmoured as error:
        raise _unread(error.fault) from error
    return decode_card(data)


def pair_words(first: DeviceCard, second: DeviceCard) -> str:
    """Return the ten words of two cards, the same in either order; read aloud, they show nobody is between.

    Takes about 0.1 s for two cards that were not asked about just before, such as to show the words.

    Raises:
        InvalidInput: both are the same device's.
    """
    if first.public == second.public:
        raise InvalidInput(
            "Both cards belong to the same device.",
            field="card",
            remedy="Choose the card that another person sent you.",
        )
    return _words_of(b"".join(sorted(map(_digest, (first, second)))))


@lru_cache(maxsize=16)
def _words_of(digests: bytes) -> str:
    """Return the words of two cards; both the hashes and the words may be known to everybody."""
    return key_words(hashlib.pbkdf2_hmac("sha256", digests, b"casebook card words", _WORDS_PASSES))


def is_first(first: DeviceCard, second: DeviceCard) -> bool:
    """Return whether the owner of the first of two cards begins to read; the other finds the contrary."""
    return _digest(first) < _digest(second)


_AGAIN = "Ask for the card again."


def _digest(card: DeviceCard) -> bytes:
    return hashlib.sha256(card.data).digest()


def _unread(fault: ArmourFault) -> InvalidInput:
    if fault is ArmourFault.NONE:
        return InvalidInput(
            "There is no card in this text, or more than one.",
            field="card",
            remedy="Paste the lines from BEGIN CASEBOOK CARD to END CASEBOOK CARD.",
        )
    if fault is ArmourFault.INCOMPLETE:
        return InvalidInput("Lines of the card are missing.", field="card", remedy=_AGAIN)
    return InvalidInput(
        "The card was changed on the way.",
        field="card",
        remedy="Ask for it again, as a file attached to an email.",
    )


def _name_of(encoded: bytes) -> str:
    try:
        name = encoded.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidInput("The name on the card is not valid text.", field="card", remedy=_AGAIN) from error
    if unicodedata.normalize("NFC", name).strip() != name:
        raise InvalidInput("The name on the card is not valid text.", field="card", remedy=_AGAIN)
    _require_name(name)
    return name


def _require_name(name: str) -> None:
    """SECURITY: signs that are not shown, or that turn the direction, make two names look alike."""
    if not name:
        raise InvalidInput("The card has no name.", field="name", remedy="Enter a name for this device.")
    if IGNORABLE.search(name) or any(unicodedata.category(sign) in _UNSHOWN for sign in name):
        raise InvalidInput(
            "The name contains characters that are not shown.", field="name", remedy="Type the name anew."
        )
    if len(name.encode("utf-8")) > MAX_NAME_BYTES:
        raise InvalidInput("The name is too long.", field="name", remedy="Choose a shorter name.")
