"""The head of a parcel: for whom its key is sealed, or the slot of its phrase.

Bytes: docs/sharing-format.md.
"""

from __future__ import annotations

import hmac
import secrets
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import SystemRandom

from casebook.base.errors import DamagedSource, InvalidInput, Refused, VaultTooNew
from casebook.base.message import Message
from casebook.crypto import aead, kdf
from casebook.crypto.device_keys import DeviceKeys, new_seed, require_device_keys, seal_to_device
from casebook.crypto.kdf import KdfCost, subkey
from casebook.crypto.locked_memory import erase
from casebook.crypto.passphrase import passphrase_bytes
from casebook.crypto.phrase import USUAL_WORDS, is_listed, random_phrase
from casebook.crypto.secret import Secret
from casebook.vault.sharing.sealed_stream import StreamWords

MAGIC = b"CBKPARCL"
VERSION = 1
SUITE = 1
"""HPKE 0x647A/1/3 for stanzas, Argon2id and XChaCha20-Poly1305 for the slot, secretstream for the rest."""
KEY_BYTES = 32
ID_BYTES = 16
STANZA_BYTES = 1168
STANZAS_STEP = 4
MAX_RECIPIENTS = 64
MAX_WORK_KIB = kdf.CALIBRATION_MAX_WORK_KIB
_FOR_DEVICES, _FOR_PHRASE = 1, 2
_START = struct.Struct("<8sHHBB16s32s")
_COST = struct.Struct("<III")
_WRAPPED_BYTES = aead.NONCE_BYTES + KEY_BYTES + aead.TAG_BYTES
_SLOT_BYTES = _COST.size + kdf.SALT_BYTES + _WRAPPED_BYTES
_USE = "parcel"
MAX_HEAD_BYTES = _START.size + MAX_RECIPIENTS * STANZA_BYTES

WORDS = StreamWords(
    cut=Message("The parcel is incomplete: its end is missing."),
    changed=Message("The parcel was changed or damaged on the way."),
    remedy=Message("Ask its sender for the file again. Nothing was taken from it."),
)


@dataclass(frozen=True, slots=True, repr=False)
class ParcelHead:
    """The head of a parcel.

    Attributes:
        data: all its bytes.
        id: random, 16 bytes.
        commitment: what the key must give, 32 bytes.
        stanzas: the key sealed to one device each, spare ones among them; none where a phrase opens it.
        cost: of the phrase; None where devices open it.
    """

    data: bytes
    id: bytes
    commitment: bytes
    stanzas: tuple[bytes, ...]
    cost: KdfCost | None

    @property
    def needs_phrase(self) -> bool:
        """Return whether a phrase opens it, not a device."""
        return self.cost is not None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ParcelLock:
    """What will open a new parcel: devices or a phrase, never both.

    Attributes:
        recipients: public keys of 1,248 bytes, at most 64; how many there are shows in steps of four only.
        phrase: of `new_parcel_phrase`.
        cost: of one guess at the phrase.
    """

    recipients: Sequence[bytes] = ()
    phrase: str = ""
    cost: KdfCost = kdf.FLOOR_COST

    def __repr__(self) -> str:
        return "ParcelLock()"


def new_parcel_phrase() -> str:
    """Return six random words that open one parcel: 77 bits. A phrase is made, never chosen."""
    return random_phrase(USUAL_WORDS)


def new_head(lock: ParcelLock) -> tuple[bytes, Secret]:
    """Return the head of a new parcel, and the key of its stream.

    Raises:
        InvalidInput: there are no recipients or too many, what is no public key is among them, or the phrase
            is not six words of the list.
        Refused: this computer cannot give the memory.
    """
    if lock.recipients and lock.phrase:
        raise ValueError("a parcel is for devices or for a phrase")
    return _for_phrase(lock.phrase, lock.cost) if lock.phrase else _for_devices(lock.recipients)


def _for_devices(recipients: Sequence[bytes]) -> tuple[bytes, Secret]:
    public = list(dict.fromkeys(recipients))
    if not 1 <= len(public) <= MAX_RECIPIENTS:
        raise InvalidInput("A parcel can be sealed for 1 to 64 devices.", field="recipients")
    for one in public:
        require_device_keys(one)
    count = -(-len(public) // STANZAS_STEP) * STANZAS_STEP
    public += [DeviceKeys(new_seed()).public for _ in range(count - len(public))]
    SystemRandom().shuffle(public)
    key = Secret.random(KEY_BYTES)
    start, stream_key = _start(key, _FOR_DEVICES, count)
    stanzas = [seal_to_device(one, key, use=_USE, about=start) for one in public]
    return start + b"".join(stanzas), stream_key


def _for_phrase(phrase: str, cost: KdfCost) -> tuple[bytes, Secret]:
    words = _tidy(phrase).split(" ")
    if len(words) < USUAL_WORDS or not all(map(is_listed, words)):
        raise InvalidInput(
            "The phrase of a parcel is six random words.",
            field="phrase",
            remedy="Use the phrase that Casebook suggests.",
        )
    key = Secret.random(KEY_BYTES)
    start, stream_key = _start(key, _FOR_PHRASE, 0)
    salt = secrets.token_bytes(kdf.SALT_BYTES)
    metadata = start + _COST.pack(cost.memory_kib, cost.passes, cost.lanes) + salt
    slot_key = _phrase_key(phrase, salt, cost)
    head = metadata + aead.wrap(slot_key, key, metadata)
    slot_key.wipe()
    return head, stream_key


def parse_head(data: bytes) -> ParcelHead:
    """Return the head at the start of a file.

    Args:
        data: the first `MAX_HEAD_BYTES` of the file, or all of it.

    Raises:
        InvalidInput: this is no parcel.
        VaultTooNew: a later version wrote it.
        DamagedSource: the head is cut, or says what none can.
    """
    if not data.startswith(MAGIC):
        raise InvalidInput(
            "This is not a parcel.",
            field="parcel",
            remedy="Choose a file whose name ends in .casebook-parcel.",
        )
    if len(data) < _START.size:
        raise DamagedSource(WORDS.cut, remedy=WORDS.remedy)
    _, version, suite, way, count, parcel_id, commitment = _START.unpack_from(data)
    if (version, suite) != (VERSION, SUITE):
        raise VaultTooNew(
            "This parcel was written by a later version of Casebook.",
            remedy="Update Casebook first, then open the parcel again.",
        )
    is_sound = (
        STANZAS_STEP <= count <= MAX_RECIPIENTS and count % STANZAS_STEP == 0
        if way == _FOR_DEVICES
        else way == _FOR_PHRASE and count == 0
    )
    if not is_sound:
        raise DamagedSource(WORDS.changed, remedy=WORDS.remedy)
    size = _START.size + (count * STANZA_BYTES or _SLOT_BYTES)
    if len(data) < size:
        raise DamagedSource(WORDS.cut, remedy=WORDS.remedy)
    stanzas = tuple(
        data[at : at + STANZA_BYTES] for at in range(_START.size, size, STANZA_BYTES) if way == _FOR_DEVICES
    )
    cost = _cost_of(data) if way == _FOR_PHRASE else None
    return ParcelHead(data=data[:size], id=parcel_id, commitment=commitment, stanzas=stanzas, cost=cost)


def key_for_devices(head: ParcelHead, keys: Iterable[DeviceKeys]) -> Secret:
    """Return the key of the stream, with the keys of this device or one that it was.

    Raises:
        Refused: it was sealed for other devices, or with a phrase.
        DamagedSource: the key is not the one the parcel states.
    """
    if head.needs_phrase:
        raise Refused(
            "This parcel opens with a phrase of six words.",
            field="parcel",
            remedy="Enter the phrase that its sender gave you.",
        )
    start = head.data[: _START.size]
    for one in keys:
        for stanza in head.stanzas:
            key = one.open(stanza, use=_USE, about=start)
            if key is not None:
                return _checked(head, key)
    raise Refused(
        "This parcel was sealed for other devices.",
        field="parcel",
        remedy="Send your card to its sender, and ask for a parcel sealed for this device.",
    )


def key_for_phrase(head: ParcelHead, phrase: str) -> Secret:
    """Return the key of the stream, with the phrase as it was typed; case and blanks do not matter.

    Raises:
        InvalidInput: it can be no phrase.
        Refused: it does not open the parcel, or devices do; or this computer cannot give the memory.
        DamagedSource: the key is not the one the parcel states.
    """
    if head.cost is None:
        raise Refused(
            "This parcel was sealed for devices. No phrase opens it.",
            field="parcel",
            remedy="Open it in the casebook whose card its sender has.",
        )
    metadata, wrapped = head.data[:-_WRAPPED_BYTES], head.data[-_WRAPPED_BYTES:]
    slot_key = _phrase_key(phrase, metadata[-kdf.SALT_BYTES :], head.cost)
    key = aead.unwrap(slot_key, wrapped, metadata)
    slot_key.wipe()
    if key is None:
        raise Refused(
            "These words do not open the parcel.",
            field="phrase",
            remedy="Compare the phrase with the one its sender gave you.",
        )
    return _checked(head, key)


def _start(key: Secret, way: int, count: int) -> tuple[bytes, Secret]:
    parcel_id = secrets.token_bytes(ID_BYTES)
    commitment, stream_key = _derived(key, parcel_id)
    return _START.pack(MAGIC, VERSION, SUITE, way, count, parcel_id, commitment), stream_key


def _derived(key: Secret, parcel_id: bytes) -> tuple[bytes, Secret]:
    """What a parcel states of its key, and the key of its stream.

    SECURITY: the ciphers do not commit to their key. Without this one parcel could say one thing to one
    recipient and another to the next.
    """
    commitment = subkey(key, salt=parcel_id, label="parcel commitment")
    return commitment.reveal(), subkey(key, salt=parcel_id, label="parcel stream")


def _checked(head: ParcelHead, key: Secret) -> Secret:
    commitment, stream_key = _derived(key, head.id)
    key.wipe()
    if not hmac.compare_digest(commitment, head.commitment):
        raise DamagedSource(WORDS.changed, remedy=WORDS.remedy)
    return stream_key


def _phrase_key(phrase: str, salt: bytes, cost: KdfCost) -> Secret:
    typed = passphrase_bytes(_tidy(phrase))
    try:
        return kdf.passphrase_key(typed, salt, cost)
    finally:
        erase(typed)


def _tidy(phrase: str) -> str:
    return " ".join(phrase.casefold().split())


def _cost_of(data: bytes) -> KdfCost:
    memory_kib, passes, lanes = _COST.unpack_from(data, _START.size)
    try:
        cost = KdfCost(memory_kib=memory_kib, passes=passes, lanes=lanes)
    except InvalidInput as error:
        raise DamagedSource(WORDS.changed, remedy=WORDS.remedy) from error
    if cost.work_kib > MAX_WORK_KIB:
        raise DamagedSource(WORDS.changed, remedy=WORDS.remedy)
    return cost
