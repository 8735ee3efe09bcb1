"""The frozen casebook of the test vectors, by a reader that knows docs/vault-format.md and nothing else."""

from __future__ import annotations

import ast
import base64
import hashlib
import io
import json
import re
import struct
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from casebook.crypto.kdf import KdfCost
from casebook.crypto.secret import Secret
from casebook.domain.vault.attachment import Attachment
from casebook.store.registry import kept, tables
from casebook.vault.blob_store import BlobStore
from casebook.vault.header import decode, is_authentic
from casebook.vault.keys import VaultKeys
from casebook.vault.keyslot import Credential, open_slots
from casebook.vault.manifest import open_manifest
from tests.paths import DATA, ROOT
from tests.vault.independent import second_reader
from tests.vault.independent.second_reader import Opened, Unreadable

Vectors = dict[str, str]
SLOTS = ("passphrase", "recovery code", "second passphrase", "passphrase with keyfile", "keychain")
"""In their order in the header."""
OTHER_CODE = "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-5MTV"
ROWS = {"alembic_version": 1, "attachment": 2, "audit": 12, "case_file": 1, "document": 2}
ROWS |= {"document_text": 2, "note": 1, "person": 1, "setting": 2}


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    """The tables of the document, by name."""
    chapter = (ROOT / "docs" / "vault-format.md").read_text(encoding="utf-8").partition("## Test vectors")[2]
    rows = re.findall(r"^\| (.+) \| `(.+)` \|$", chapter, re.MULTILINE)
    assert max(Counter(name for name, _ in rows).values()) == 1
    return dict(rows)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen casebook, its backups beside it."""
    path = tmp_path_factory.mktemp("vectors")
    with tarfile.open(DATA / "vectors" / "format-1.tar") as archive:
        archive.extractall(path, filter="data")
    return path / "vectors.casebook"


@pytest.fixture(scope="module")
def opened(folder: Path, vectors: Vectors) -> Iterator[Opened]:
    with closing(second_reader.opened(folder, vectors["recovery code"])) as casebook:
        yield casebook


@pytest.fixture(scope="module")
def manifest(folder: Path) -> bytes:
    return (folder.with_name("vectors.casebook-backups") / "000000000007-00" / "manifest").read_bytes()


def secret_of(slot: str, vectors: Vectors) -> tuple[str | bytes, bytes]:
    """What opens a slot: a text or the keychain's bytes, and the keyfile where it needs one."""
    if slot == "keychain":
        return bytes.fromhex(vectors["key in the keychain"]), b""
    keyfile = bytes.fromhex(vectors["keyfile"]) if "keyfile" in slot else b""
    return vectors[slot.partition(" with ")[0]], keyfile


def test_it_knows_nothing_of_the_program() -> None:
    tree = ast.parse(Path(second_reader.__file__).read_text(encoding="utf-8"))
    names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert {name.partition(".")[0] for name in names} & {"casebook", "tests", "sqlcipher3"} == set()


@pytest.mark.parametrize("number", range(len(SLOTS)), ids=SLOTS)
def test_each_slot_gives_its_key_and_the_master_key(opened: Opened, vectors: Vectors, number: int) -> None:
    name, slot = SLOTS[number], opened.header.slots[number]
    secret, keyfile = secret_of(name, vectors)
    key = second_reader.slot_key(slot, secret, keyfile)
    assert key is not None
    assert (slot.salt.hex(), key.hex()) == (vectors[f"salt, {name}"], vectors[f"slot key, {name}"])
    about = slot.metadata + opened.header.uuid + b"\1\0"
    master = second_reader.unsealed(key, slot.nonce, slot.sealed, about)
    assert master == bytes.fromhex(vectors["master key"])
    if isinstance(secret, bytes):
        credential = Credential(keychain=Secret(secret))
    else:
        credential = Credential(secret, hashlib.sha256(keyfile).digest() if keyfile else b"")
    cost = KdfCost(memory_kib=slot.cost[0], passes=slot.cost[1], lanes=slot.cost[2]) if slot.cost else None
    assert credential.slot_key(slot.salt, cost).reveal() == key


def test_the_seal_of_a_slot_is_as_published(opened: Opened, vectors: Vectors) -> None:
    slot = opened.header.slots[0]
    assert slot.cost == (65_536, 1, 1)
    assert slot.nonce.hex() == vectors["nonce, passphrase"]
    assert slot.sealed[:32].hex() == vectors["sealed master key, bytes 0 to 31, passphrase"]
    assert slot.sealed[32:].hex() == vectors["tag, passphrase"]


def test_a_recovery_code_is_read_however_it_was_copied(vectors: Vectors) -> None:
    code = vectors["recovery code"]
    content = bytes.fromhex(vectors["recovery code as bytes"])
    spellings = [code, code.lower().replace("-", " "), code.replace("1", "l").replace("0", "o")]
    assert [second_reader.recovery_bytes(spelling) for spelling in spellings] == [content] * 3
    assert second_reader.recovery_bytes(code[:-1] + ("0" if code[-1] != "0" else "2")) is None


def test_what_opens_nothing_is_refused(folder: Path) -> None:
    with pytest.raises(Unreadable, match="no slot opens"):
        second_reader.opened(folder, OTHER_CODE)


def test_keys_are_as_published_and_as_the_program_derives_them(opened: Opened, vectors: Vectors) -> None:
    master, uuid = bytes.fromhex(vectors["master key"]), bytes.fromhex(vectors["UUID"])
    published = {
        name: bytes.fromhex(vectors[f"{name} key"]) for name in ("audit", "header", "dedupe", "backup")
    }
    published["database"] = bytes.fromhex(vectors["database key"] + vectors["database salt"])
    keys = VaultKeys.derived(Secret(master), UUID(bytes=uuid))
    assert opened.keys == published
    assert {name: getattr(keys, name).reveal() for name in published} == published


def test_the_header_is_as_published_and_as_the_program_reads_it(
    folder: Path, opened: Opened, vectors: Vectors
) -> None:
    data, header = (folder / "header").read_bytes(), opened.header
    by_program = decode(data)
    assert (len(data), data[-8:].hex()) == (
        int(vectors["size of the header"]),
        vectors["checksum of the header"],
    )
    assert header.mac.hex() == vectors["HMAC of the header"]
    assert is_authentic(data, Secret(opened.keys["header"]))
    assert (header.generation, header.database_size) == (
        int(vectors["generation"]),
        int(vectors["size of case.db"]),
    )
    assert header.database_sha256.hex() == vectors["SHA-256 of case.db"]
    assert header.audit_head.hex() == vectors["head of the audit chain"]
    assert by_program.vault_id.bytes == header.uuid == bytes.fromhex(vectors["UUID"])
    assert (by_program.generation, by_program.database_bytes) == (header.generation, header.database_size)
    credential = Credential(vectors["recovery code"])
    pair = open_slots(by_program.slots, credential, vault_id=by_program.vault_id, version=1)
    assert pair
    assert pair[1].reveal().hex() == vectors["master key"]


def test_pages_are_decrypted_by_hand(folder: Path, opened: Opened, vectors: Vectors) -> None:
    data, raw_key = (folder / "case.db").read_bytes(), opened.keys["database"]
    salt = bytes(byte ^ 0x3A for byte in raw_key[32:])
    assert hashlib.pbkdf2_hmac("sha512", raw_key[:32], salt, 2, 32).hex() == vectors["HMAC key of the pages"]
    assert data[4016:4032].hex() == vectors["IV of page 1"]
    assert data[4032:4064].hex() == vectors["HMAC of page 1, bytes 0 to 31"]
    assert data[4064:4096].hex() == vectors["HMAC of page 1, bytes 32 to 63"]
    assert opened.plain[16:48].hex() == vectors["page 1 decrypted, bytes 16 to 47"]
    assert hashlib.sha256(opened.plain).hexdigest() == vectors["SHA-256 of case.db decrypted"]


def test_rows_and_words_are_there(opened: Opened) -> None:
    counts = second_reader.row_counts(opened.database)
    assert {table: rows for table, rows in counts.items() if rows} == ROWS
    (names,) = opened.database.execute("SELECT names FROM person").fetchone()
    assert [name["text"] for name in json.loads(names)] == ["林志遠", "Lin Zhiyuan"]


def test_sealed_files_are_opened(folder: Path, opened: Opened, vectors: Vectors) -> None:
    name, size = vectors["id of the file"], int(vectors["size of the file"])
    data = (folder / "att" / name[:2] / name).read_bytes()
    key = bytes.fromhex(vectors["key of the file"])
    files = dict(opened.files(folder))
    (row,) = opened.database.execute("SELECT * FROM attachment WHERE id = ?", (name,)).fetchall()
    assert sorted(map(len, files.values())) == [0, size]
    assert second_reader.opened_file(data, key, opened.header.uuid, name, size) == files[name]
    assert base64.b85decode(row["key"]) == key
    assert f"`{row['key']}`" in (ROOT / "docs" / "vault-format.md").read_text(encoding="utf-8")
    assert hashlib.sha256(files[name]).hexdigest() == row["sha256"] == vectors["SHA-256 of the file"]
    assert row["fingerprint"] == vectors["fingerprint of the file"]
    store = BlobStore(folder / "att", UUID(bytes=opened.header.uuid), Secret(opened.keys["dedupe"]))
    attachment = Attachment(
        **{field: row[field] for field in ("id", "size_bytes", "sha256", "fingerprint")}, key=key
    )
    assert store.read(attachment) == files[name]


def test_chunks_are_as_published(folder: Path, opened: Opened, vectors: Vectors) -> None:
    name, padded = vectors["id of the file"], int(vectors["padded size"])
    data = (folder / "att" / name[:2] / name).read_bytes()
    plain = dict(opened.files(folder))[name].ljust(padded, b"\0")
    uuid = bytes.fromhex(vectors["UUID"])
    assert (len(data), data[:24].hex()) == (int(vectors["sealed size"]), vectors["stream header"])
    assert data[24:41].hex() == vectors["first 17 bytes of chunk 0, sealed"]
    assert (uuid + name.encode() + struct.pack("<Q", 0)).hex() == vectors["associated data of chunk 0"]
    parts = (plain[:65_536], data[24 : 24 + 65_553], plain[65_536:], data[24 + 65_553 :])
    kinds = ("chunk 0, plain", "chunk 0, sealed", "chunk 1, plain", "chunk 1, sealed")
    digests = {kind: hashlib.sha256(part).hexdigest() for kind, part in zip(kinds, parts, strict=True)}
    assert digests == {kind: vectors[f"SHA-256 of {kind}"] for kind in kinds}


def test_the_manifest_is_opened(folder: Path, opened: Opened, vectors: Vectors, manifest: bytes) -> None:
    uuid, key = opened.header.uuid, opened.keys["backup"]
    content = second_reader.opened_manifest(manifest, key, uuid)
    by_program = open_manifest(manifest, Secret(key), UUID(bytes=uuid))
    assert len(manifest) == int(vectors["size of the manifest"])
    assert manifest[10:34].hex() == vectors["nonce of the manifest"]
    assert manifest[-16:].hex() == vectors["tag of the manifest"]
    assert content["database"][1] == vectors["SHA-256 of the database in the backup"]
    assert content["audit_head"] == vectors["head of the audit chain"]
    assert {name: tuple(file) for name, file in content["files"].items()} == {
        name: (file.size_bytes, file.sha256) for name, file in by_program.files.items()
    }
    assert content["counts"] == by_program.counts
    backup = folder.with_name("vectors.casebook-backups") / "000000000007-00"
    for part in ("database", "header"):
        stored = (backup / {"database": "case.db"}.get(part, part)).read_bytes()
        assert content[part] == [len(stored), hashlib.sha256(stored).hexdigest()]


def test_a_manifest_of_version_2_names_its_backup(opened: Opened, vectors: Vectors) -> None:
    data = (DATA / "vectors" / "manifest-2").read_bytes()
    key, uuid = opened.keys["backup"], opened.header.uuid
    content = second_reader.opened_manifest(data, key, uuid)
    plain = second_reader.unsealed(key, data[10:34], data[34:], data[:10] + uuid)
    assert plain is not None
    assert content["name"] == vectors["name of the second backup"]
    assert (len(data), data[10:34].hex()) == (
        int(vectors["size of its manifest"]),
        vectors["nonce of its manifest"],
    )
    assert data[-16:].hex() == vectors["tag of its manifest"]
    assert len(plain) == int(vectors["size of the JSON with padding, version 2"])
    digest = hashlib.sha256(plain.rstrip(b" ")).hexdigest()
    assert digest == vectors["SHA-256 of the JSON without padding, version 2"]


@pytest.mark.parametrize("at", [0, 9, 10, 60, 120, -50, -20, -1])
def test_a_changed_header_is_refused(folder: Path, opened: Opened, at: int) -> None:
    changed = bytearray((folder / "header").read_bytes())
    changed[at] ^= 4
    with pytest.raises(Unreadable):
        second_reader.check_header(second_reader.read_header(bytes(changed)), opened.keys["header"])
    if at != -1:
        signed = bytes(changed[:-8])
        changed[-8:] = hashlib.sha256(signed).digest()[:8]
        with pytest.raises(Unreadable):
            second_reader.check_header(second_reader.read_header(bytes(changed)), opened.keys["header"])


Change = Callable[[bytearray], None]


def _flip(at: int) -> Change:
    def change(data: bytearray) -> None:
        data[at] ^= 1

    return change


def _swap(data: bytearray) -> None:
    data[4096:8192], data[8192:12288] = data[8192:12288], data[4096:8192]


@pytest.mark.parametrize("change", [_flip(0), _flip(20), _flip(4020), _flip(4095), _flip(9000), _swap])
def test_a_changed_page_is_refused(folder: Path, opened: Opened, change: Change) -> None:
    changed = bytearray((folder / "case.db").read_bytes()[: 3 * 4096])
    assert second_reader.decrypted_pages(bytes(changed), opened.keys["database"]) == opened.plain[: 3 * 4096]
    change(changed)
    with pytest.raises(Unreadable):
        second_reader.decrypted_pages(bytes(changed), opened.keys["database"])


def test_a_changed_entry_of_the_history_is_refused(opened: Opened) -> None:
    with closing(second_reader.opened_database(opened.plain)) as database:
        assert second_reader.check_chain(database, opened.keys["audit"]) == opened.header.audit_head.hex()
        database.execute("UPDATE audit SET \"after\" = replace(\"after\", 'Kept', 'Left') WHERE salt <> ''")
        with pytest.raises(Unreadable, match="values"):
            second_reader.check_chain(database, opened.keys["audit"])


def test_the_frozen_sample_has_the_rows_it_was_frozen_with(tmp_path: Path) -> None:
    """An older casebook, of schema 7, which the program would migrate before it reads it."""
    frozen = DATA / "vaults" / "18c8f3e"
    content = json.loads((frozen / "content.json").read_text(encoding="utf-8"))
    with tarfile.open(frozen / "sample.casebook.tar") as archive:
        archive.extractall(tmp_path, filter="data")
    with closing(second_reader.opened(tmp_path / "sample.casebook", content["passphrase"])) as opened:
        counts = second_reader.row_counts(opened.database)
        sealed_files = dict(opened.files(tmp_path / "sample.casebook"))
    assert {entry.noun: counts.get(entry.table.name, 0) for entry in tables()} == content["rows"] | {
        entry.noun: 0 for entry in tables() if entry.noun not in content["rows"]
    }
    assert {table.name: counts[table.name] for table in kept()} == content["kept"]
    assert counts["audit"] == content["changes"]
    assert len(sealed_files) == content["sealed_files"]


def test_as_a_program_it_reports_rows_and_hashes(folder: Path, vectors: Vectors) -> None:
    output = io.StringIO()
    second_reader.report(folder, vectors["recovery code"], output.write)
    lines = output.getvalue().splitlines()
    assert "person: 1 rows" in lines
    assert f"database, decrypted: SHA-256 {vectors['SHA-256 of case.db decrypted']}" in lines
    assert f"file {vectors['id of the file']}: SHA-256 {vectors['SHA-256 of the file']}" in lines
