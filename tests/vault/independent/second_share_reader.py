"""Opens cards, parcels and shared files without Casebook: written only from docs/sharing-format.md.

Each function names the chapter it follows. HPKE is `tests.crypto.independent_hpke`, written from RFC 9180.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
import zlib
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl import bindings

from tests.crypto import independent_hpke

CHUNK = 65_536 + 17
ROOT = Path(__file__).resolve().parents[3]


class Unreadable(Exception):
    """The bytes do not match the document."""


def require(is_so: bool, what: str) -> None:  # noqa: FBT001 - a statement, not a switch
    """See that a statement of the document holds.

    Raises:
        Unreadable: it does not.
    """
    if not is_so:
        raise Unreadable(what)


def derived(key: bytes, salt: bytes, label: str) -> bytes:
    """HKDF for 32 bytes."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=label.encode()).derive(key)


@dataclass(frozen=True)
class Device:
    """Chapter "Keys of a device"."""

    seed: bytes

    @property
    def sealing(self) -> bytes:
        return derived(self.seed, b"", "casebook device sealing")

    @property
    def public(self) -> bytes:
        signing = Ed25519PrivateKey.from_private_bytes(derived(self.seed, b"", "casebook device signing"))
        own = independent_hpke.Recipient.of(self.sealing).public
        return signing.public_key().public_bytes_raw() + own


def verify(public: bytes, use: str, data: bytes, signature: bytes) -> None:
    """Chapter "Keys of a device": a signature for a use."""
    Ed25519PublicKey.from_public_bytes(public[:32]).verify(
        signature, b"casebook " + use.encode() + b"\0" + data
    )


def card(data: bytes) -> tuple[str, bytes]:
    """Chapter "Card": name and public keys."""
    require(data[:10] == b"CBKSCARD\x01\x00", "magic and version")
    size = data[10]
    require(len(data) == 11 + size + 1248 + 64, "length")
    public = data[11 + size : 11 + size + 1248]
    verify(public, "card", data[:-64], data[-64:])
    return data[11 : 11 + size].decode("utf-8"), public


def card_in_lines(text: str) -> bytes:
    """Chapter "Card": the bytes of the lines."""
    lines = text.splitlines()
    begin = lines.index("-----BEGIN CASEBOOK CARD-----")
    *inner, check = lines[begin + 1 : lines.index("-----END CASEBOOK CARD-----")]
    data = b64decode("".join(inner))
    require(check == "=" + hashlib.sha256(data).digest()[:4].hex(), "check")
    return data


def ten_words(first: bytes, second: bytes) -> list[str]:
    """Chapter "Card": ten words of two cards."""
    digests = b"".join(sorted(hashlib.sha256(one).digest() for one in (first, second)))
    stretched = hashlib.pbkdf2_hmac("sha256", digests, b"casebook card words", 262_144)
    number = int.from_bytes(hashlib.sha256(stretched).digest(), "big")
    listed = (ROOT / "resources" / "words" / "eff-large.txt").read_text(encoding="ascii").split()
    words = []
    for _ in range(10):
        number, rest = divmod(number, 7_776)
        words.append(listed[rest])
    return words


@dataclass(frozen=True)
class Parcel:
    """Chapter "Parcel": what is in it."""

    manifest: bytes
    bodies: list[bytes]
    files: dict[str, bytes]
    signature: bytes
    digest: bytes


def parcel(data: bytes, device: Device | None = None, phrase: str = "") -> Parcel:
    """Chapter "Parcel"."""
    require(data[:12] == b"CBKPARCL" + struct.pack("<HH", 1, 1), "magic, version, suite")
    way, count = data[12], data[13]
    if device:
        require(way == 1 and count % 4 == 0 and 4 <= count <= 64, "stanzas")
        head = data[: 62 + count * 1168]
        key = _key_of_stanzas(head, device)
    else:
        require((way, count) == (2, 0), "slot")
        head = data[:162]
        key = _key_of_slot(head, phrase)
    require(derived(key, head[14:30], "parcel commitment") == head[30:62], "commitment")
    about = b"casebook parcel" + head
    return _entries(head, stream(data[len(head) :], derived(key, head[14:30], "parcel stream"), about))


def _key_of_stanzas(head: bytes, device: Device) -> bytes:
    for at in range(62, len(head), 1168):
        try:
            info = b"casebook parcel\0" + head[:62]
            return independent_hpke.opened(head[at : at + 1168], device.sealing, info)
        except Exception:  # noqa: BLE001, S112 - a stanza of another device
            continue
    raise Unreadable("no stanza")


def _key_of_slot(head: bytes, phrase: str) -> bytes:
    memory, passes, lanes = struct.unpack_from("<III", head, 62)
    key = hash_secret_raw(phrase.encode(), head[74:90], passes, memory, lanes, 32, Type.ID)
    return _opened(key, head[90:162], head[:90])


def _opened(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """The AEAD of the vault's document: nonce, ciphertext, tag."""
    return bytes(bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[24:], about, sealed[:24], key))


def stream(sealed: bytes, key: bytes, about: bytes) -> bytes:
    """Chapter "Stream": the plaintext with its padding."""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, sealed[:24], key)
    plain, tags = b"", []
    for index, at in enumerate(range(24, len(sealed), CHUNK)):
        part, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
            state, sealed[at : at + CHUNK], about + struct.pack("<Q", index)
        )
        plain += part
        tags.append(tag)
    require(tags[-1] == 3 and not any(tags[:-1]), "the final tag at the end, and there alone")
    return plain


def _entries(head: bytes, plain: bytes) -> Parcel:
    manifests, bodies, files, at = list[bytes](), list[bytes](), dict[str, bytes](), 0
    while plain[at] != 4:
        kind, at = plain[at], at + 1
        if kind == 3:
            name = plain[at + 1 : at + 1 + plain[at]].decode("ascii")
            files[name], at = _pieces(plain, at + 1 + plain[at])
            continue
        (size,) = struct.unpack_from("<I", plain, at)
        (manifests if kind == 1 else bodies).append(plain[at + 4 : at + 4 + size])
        at += 4 + size
    end = at + 2 + plain[at + 1]
    require(not plain[end:].strip(b"\0") and len(plain) == padme(max(end, 512)), "padding")
    (manifest,) = manifests
    digest = hashlib.sha256(head + plain[:at]).digest()
    return Parcel(manifest, bodies, files, plain[at + 2 : end], digest)


def _pieces(plain: bytes, at: int) -> tuple[bytes, int]:
    whole = b""
    while True:
        (size,) = struct.unpack_from("<I", plain, at)
        at += 4
        if not size:
            return whole, at
        whole += plain[at : at + size]
        at += size


def padme(size: int) -> int:
    """The padding of the vault's document."""
    exponent = size.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-size // step) * step


@dataclass(frozen=True)
class Shared:
    """Chapter "Shared folder": a file of it."""

    kind: int
    epoch: int
    line: bytes
    number: int
    before: bytes
    content: bytes


def shared(data: bytes, name: str, space_key: bytes, place: tuple[bytes, bytes], public: bytes) -> Shared:
    """Chapter "Shared folder"; `place` is team and space."""
    team, space = place
    header = _opened(derived(space_key, space, "file"), data[:168], b"casebook share 1")
    require(len(header) == 128 and header[1:4] == b"\x01\0\0", "header and suite")
    epoch, line, number = struct.unpack_from("<I8sQ", header, 4)
    (size,) = struct.unpack_from("<Q", header, 88)
    require(hmac.compare_digest(header[24:56], hashlib.sha256(public).digest()), "signer")
    plain = stream(data[168:], header[56:88], space + name.encode())
    require(len(plain) == padme(max(size, 512)) and not plain[size:].strip(b"\0"), "padding")
    rest = plain[64:size]
    signed = team + space + header[:56] + header[88:] + hashlib.sha256(rest).digest()
    verify(public, "share", signed, plain[:64])
    content = rest if header[0] == 6 else zlib.decompress(rest, -15)
    return Shared(header[0], epoch, line, number, header[96:], content)
