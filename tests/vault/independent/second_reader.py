"""Opens a casebook without Casebook: written only from docs/vault-format.md.

Each function names the chapter it follows. What the document does not say is not known here, so that an error
shared by the program's writer and reader, or a document that has fallen behind, comes to light.

As a program: ``python tests/vault/independent/second_reader.py NAME.casebook``, with the passphrase or
the recovery code as the first line of the standard input; prints the rows of each table and the hash of each
file.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import sqlite3  # noqa: TID251 - plain SQLite reads what was decrypted by hand
import struct
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl import bindings

PASSPHRASE, RECOVERY, KEYFILE, KEYCHAIN = 1, 2, 3, 4
CHUNK = 65_536
PAGE, RESERVE, IV = 4_096, 80, 16
BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEYS = {
    "database": ("db", 48),
    "audit": ("audit", 32),
    "header": ("header", 32),
    "dedupe": ("dedupe", 32),
    "backup": ("backup", 32),
}
"""Chapter "Keys": by name, the label and the length in bytes."""
CHAINED = ("action", "at", "digest", "fields", "noun", "number", "record_id", "who")
"""Chapter "Audit chain": what the MAC of an entry covers, in this order."""


class Unreadable(Exception):
    """The bytes do not match the document."""


def require(is_so: bool, what: str) -> None:  # noqa: FBT001 - a statement, not a switch
    """See that a statement of the document holds.

    Raises:
        Unreadable: it does not.
    """
    if not is_so:
        raise Unreadable(what)


def hkdf(key: bytes, salt: bytes, label: str, length: int) -> bytes:
    """Introduction: HKDF-SHA256 of RFC 5869."""
    return HKDF(hashes.SHA256(), length, salt, label.encode("ascii")).derive(key)


def unsealed(key: bytes, nonce: bytes, sealed: bytes, about: bytes) -> bytes | None:
    """Introduction: XChaCha20-Poly1305; None where the tag does not fit."""
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, about, nonce, key)
    except Exception:  # noqa: BLE001 - whatever the library raises, it did not open
        return None


@dataclass(frozen=True)
class Slot:
    """Chapter "Slot"."""

    kind: int
    cost: tuple[int, int, int] | None
    salt: bytes
    nonce: bytes
    sealed: bytes
    metadata: bytes


@dataclass(frozen=True)
class Header:
    """Chapter "Header"."""

    version: int
    flag: int
    uuid: bytes
    generation: int
    database_size: int
    database_sha256: bytes
    audit_head: bytes
    slots: tuple[Slot, ...]
    signed: bytes
    mac: bytes


def read_header(data: bytes) -> Header:
    """Chapter "Header": length, magic, checksum, version, and then the rest, in this order."""
    require(len(data) <= 64 * 1024, "length of the header")
    require(data[:8] == b"CASEBOOK", "magic of the header")
    require(hashlib.sha256(data[:-8]).digest()[:8] == data[-8:], "checksum of the header")
    version, flag, count = struct.unpack_from("<HBB", data, 8)
    require(version == 1, "format version")
    require(flag in {0, 1} and 1 <= count <= 16, "values of the header")
    generation, size = struct.unpack_from("<QQ", data, 28)
    slots, at = [], 108
    for _ in range(count):
        slot, at = read_slot(data, at)
        slots.append(slot)
    require(at == len(data) - 40, "bytes after the slots")
    return Header(
        version,
        flag,
        data[12:28],
        generation,
        size,
        data[44:76],
        data[76:108],
        tuple(slots),
        signed=data[:-40],
        mac=data[-40:-8],
    )


def read_slot(data: bytes, at: int) -> tuple[Slot, int]:
    """Chapter "Slot": the slot that begins here, and where the next one does."""
    kind, size = struct.unpack_from("<BH", data, at)
    has_cost = kind in {PASSPHRASE, KEYFILE}
    require(kind in {1, 2, 3, 4} and size == (100 if has_cost else 88), "kind and size of a slot")
    cost: tuple[int, int, int] | None = None
    salt_at = at + 3
    if has_cost:
        memory, passes, lanes = struct.unpack_from("<III", data, salt_at)
        bounds = 65_536 <= memory <= 2_097_152 and 1 <= passes <= 64 and 1 <= lanes <= 16
        require(bounds, "cost of a slot")
        cost, salt_at = (memory, passes, lanes), salt_at + 12
    nonce_at, end = salt_at + 16, at + 3 + size
    salt, nonce, sealed = data[salt_at:nonce_at], data[nonce_at : nonce_at + 24], data[nonce_at + 24 : end]
    return Slot(kind, cost, salt, nonce, sealed, metadata=data[at:nonce_at]), end


def recovery_bytes(code: str) -> bytes | None:
    """Chapter "Recovery code": the 20 bytes, or None where this is none."""
    folded = unicodedata.normalize("NFKC", code).upper()
    kept = "".join(c for c in folded if not c.isspace() and unicodedata.category(c) != "Pd")
    characters = kept.translate(str.maketrans("OIL", "011"))
    if len(characters) != 36 or any(c not in BASE32 for c in characters):
        return None
    number = 0
    for character in characters[:32]:
        number = number << 5 | BASE32.index(character)
    content = number.to_bytes(20, "big")
    check = int.from_bytes(hashlib.sha256(b"casebook recovery code" + content).digest()[:3], "big") >> 4
    written = "".join(BASE32[check >> shift & 31] for shift in (15, 10, 5, 0))
    return content if written == characters[32:] else None


def slot_key(slot: Slot, secret: str | bytes, keyfile: bytes = b"") -> bytes | None:
    """Chapter "Slot": the key of a slot for what was typed or kept; None where it is another kind's.

    Args:
        slot: of the header.
        secret: a passphrase or a recovery code as typed, or the 32 bytes of a keychain.
        keyfile: the 32 bytes of a keyfile, for a slot that needs one.
    """
    if isinstance(secret, bytes):
        return hkdf(secret, slot.salt, "keychain", 32) if slot.kind == KEYCHAIN else None
    code = recovery_bytes(secret)
    if code is not None:
        return hkdf(code, slot.salt, "recovery", 32) if slot.kind == RECOVERY else None
    if slot.cost is None or slot.kind != (KEYFILE if keyfile else PASSPHRASE):
        return None
    typed = unicodedata.normalize("NFKC", secret).encode("utf-8")
    memory, passes, lanes = slot.cost
    stretched = hash_secret_raw(typed, slot.salt, passes, memory, lanes, 32, Type.ID, version=0x13)
    return hkdf(stretched, hashlib.sha256(keyfile).digest(), "keyfile", 32) if keyfile else stretched


def master_key(header: Header, secret: str | bytes, keyfile: bytes = b"") -> bytes | None:
    """Chapter "Slot": what the first slot that opens holds, or None."""
    about = header.uuid + struct.pack("<H", header.version)
    for slot in header.slots:
        key = slot_key(slot, secret, keyfile)
        master = key and unsealed(key, slot.nonce, slot.sealed, slot.metadata + about)
        if master:
            return master
    return None


def derived_keys(master: bytes, uuid: bytes) -> dict[str, bytes]:
    """Chapter "Keys": every key by its name."""
    return {name: hkdf(master, uuid, label, length) for name, (label, length) in KEYS.items()}


def check_header(header: Header, key: bytes) -> None:
    """Chapter "Header": its HMAC."""
    require(hmac.digest(key, header.signed, "sha256") == header.mac, "HMAC of the header")


def decrypted_pages(data: bytes, raw_key: bytes) -> bytes:
    """Chapter "Pages": the plain SQLite file that a SQLCipher file is."""
    require(len(data) % PAGE == 0 and data[:16] == raw_key[32:], "pages and salt of the database")
    masked = bytes(byte ^ 0x3A for byte in raw_key[32:])
    hmac_key = hashlib.pbkdf2_hmac("sha512", raw_key[:32], masked, 2, 32)
    pages = [b"SQLite format 3\x00"]
    for number in range(1, len(data) // PAGE + 1):
        page = data[(number - 1) * PAGE : number * PAGE]
        begin, end = (16 if number == 1 else 0), PAGE - RESERVE
        iv, mac = page[end : end + IV], page[end + IV :]
        signed = page[begin : end + IV] + struct.pack("<I", number)
        require(hmac.digest(hmac_key, signed, "sha512") == mac, f"HMAC of page {number}")
        opening = Cipher(algorithms.AES(raw_key[:32]), modes.CBC(iv)).decryptor()
        pages.append(opening.update(page[begin:end]) + opening.finalize() + page[end:])
    return b"".join(pages)


def opened_database(plain: bytes) -> sqlite3.Connection:
    """The decrypted database, read by plain SQLite from memory."""
    require(plain[20] == RESERVE, "reserve of the database")
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.deserialize(plain)
    require(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok", "integrity of the database")
    return connection


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows by table; the indexes for searching are virtual tables and passed over with their parts."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'search*'"
        " AND name NOT GLOB 'name_key*' AND name NOT GLOB 'sqlite_*' ORDER BY name"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}  # noqa: S608 - names of the file itself


def check_chain(connection: sqlite3.Connection, key: bytes) -> str:
    """Chapter "Audit chain": the MAC of the last entry, after all were checked."""
    previous, blanked = "0" * 64, set()
    for number, row in enumerate(connection.execute("SELECT * FROM audit ORDER BY number"), 1):
        entry = dict(row)
        require(entry["number"] == number, f"number of entry {number}")
        record = (entry["noun"], entry["record_id"])
        if entry["action"].endswith(".purge"):
            blanked.discard(record)
        if not entry["salt"]:
            require(not entry["before"] and not entry["after"], f"values of {number}")
            blanked.add(record)
        else:
            values = compact([entry["salt"], entry["before"], entry["after"]], ", ")
            require(hmac.new(key, values, "sha256").hexdigest() == entry["digest"], f"values of {number}")
        entry["fields"] = json.loads(entry["fields"])
        chained = {name: entry[name] for name in CHAINED}
        content = previous.encode("ascii") + b"\n" + compact(chained, ",")
        previous = hmac.new(key, content, "sha256").hexdigest()
        require(previous == entry["mac"], f"MAC of entry {number}")
    require(not blanked, "values that no deletion explains")
    return previous


def compact(value: object, comma: str) -> bytes:
    """JSON as the chain writes it, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(comma, ":")).encode("utf-8")


def padme(size: int) -> int:
    """Chapter "Sealed file": the size to which the plain bytes are padded."""
    n = max(size, 512)
    exponent = n.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return (n + step - 1) // step * step


def opened_file(data: bytes, key: bytes, uuid: bytes, name: str, size: int) -> bytes:
    """Chapter "Sealed file": the plain bytes of one, without their padding."""
    padded = padme(size)
    require(len(data) == 24 + padded + 17 * -(-padded // CHUNK), "size of a sealed file")
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, data[:24], key)
    plain = b""
    for index, at in enumerate(range(24, len(data), CHUNK + 17)):
        about = uuid + name.encode("ascii") + struct.pack("<Q", index)
        sealed = data[at : at + CHUNK + 17]
        chunk, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, sealed, about)
        is_last = at + CHUNK + 17 >= len(data)
        require(tag == (3 if is_last else 0), f"tag of chunk {index}")
        plain += chunk
    require(len(plain) == padded and not any(plain[size:]), "padding of a sealed file")
    return plain[:size]


def opened_manifest(data: bytes, key: bytes, uuid: bytes) -> dict[str, Any]:
    """Return the content of the manifest of a backup, by chapter "Backups"."""
    require(data[:8] == b"CASEBKUP" and data[8:10] in {b"\1\0", b"\2\0"}, "magic and version of a manifest")
    plain = unsealed(key, data[10:34], data[34:], data[:10] + uuid)
    require(plain is not None, "seal of a manifest")
    assert plain is not None
    text = plain.rstrip(b" ")
    require(len(plain) == padme(len(text)), "padding of a manifest")
    content: dict[str, Any] = json.loads(text)
    return content


@dataclass(frozen=True)
class Opened:
    """A casebook locked in order, as plain values."""

    header: Header
    keys: dict[str, bytes]
    plain: bytes
    database: sqlite3.Connection

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def files(self, folder: Path) -> Iterator[tuple[str, bytes]]:
        """Chapter "Sealed file": the id and the plain bytes of each, compared with its row."""
        for row in self.database.execute("SELECT * FROM attachment ORDER BY id").fetchall():
            name, key = row["id"], base64.b85decode(row["key"])
            sealed = (folder / "att" / name[:2] / name).read_bytes()
            content = opened_file(sealed, key, self.header.uuid, name, row["size_bytes"])
            digest = hashlib.sha256(content)
            require(digest.hexdigest() == row["sha256"], "SHA-256 of a file")
            fingerprint = hmac.new(self.keys["dedupe"], digest.digest(), "sha256").hexdigest()
            require(fingerprint == row["fingerprint"], "fingerprint of a file")
            yield name, content


def opened(folder: Path, secret: str | bytes, keyfile: bytes = b"") -> Opened:
    """Chapters "Opening and locking" and "Database": everything that the bytes promise is checked.

    Raises:
        Unreadable: something is not as the document says, or nothing opens with this secret.
    """
    header = read_header((folder / "header").read_bytes())
    master = master_key(header, secret, keyfile)
    require(master is not None, "no slot opens")
    assert master is not None
    keys = derived_keys(master, header.uuid)
    check_header(header, keys["header"])
    data = (folder / "case.db").read_bytes()
    require(header.flag == 1 and len(data) == header.database_size, "size of the database")
    require(hashlib.sha256(data).digest() == header.database_sha256, "SHA-256 of the database")
    plain = decrypted_pages(data, keys["database"])
    with ExitStack() as on_failure:
        database = on_failure.enter_context(closing(opened_database(plain)))
        require(check_chain(database, keys["audit"]) == header.audit_head.hex(), "head of the audit chain")
        on_failure.pop_all()
    return Opened(header, keys, plain, database)


def report(folder: Path, secret: str, write: Callable[[str], object]) -> None:
    """Open a casebook and say what is in it: rows by table, and the hash of the database and of each file."""
    with closing(opened(folder, secret)) as casebook:
        for table, rows in row_counts(casebook.database).items():
            write(f"{table}: {rows} rows\n")
        write(f"database, decrypted: SHA-256 {hashlib.sha256(casebook.plain).hexdigest()}\n")
        for name, content in casebook.files(folder):
            write(f"file {name}: SHA-256 {hashlib.sha256(content).hexdigest()}\n")


if __name__ == "__main__":
    report(Path(sys.argv[1]), sys.stdin.readline().rstrip("\n"), sys.stdout.write)
