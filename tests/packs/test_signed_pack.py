"""A pack file: only what was signed is read, and only what its schema allows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sign_packs

from casebook.base.errors import CasebookError, PackInvalid, Refused
from casebook.crypto.signature import sign
from casebook.packs.library.library import read_library
from casebook.packs.library.registry import read_registry
from casebook.packs.signed_pack import pack, unpack
from tests.packs.written import change

SEED = bytes(range(32))


def test_what_was_packed_comes_back_with_the_words_of_its_key(packs: Path) -> None:
    parcel = unpack(pack(packs, SEED))
    assert parcel.library == read_library(packs)
    assert parcel.registry == read_registry(packs)
    assert len(parcel.key_words.split()) == 10


def test_a_file_changed_on_the_way_is_refused(packs: Path) -> None:
    signed_pack = json.loads(pack(packs, SEED))
    signed_pack["files"] = signed_pack["files"].replace("Exit bans", "Exit pans")
    with pytest.raises(Refused):
        unpack(json.dumps(signed_pack).encode())


def test_a_signed_file_that_breaks_its_schema_names_the_entry(packs: Path) -> None:
    change(packs / "findings.toml", 'strength = "reported"', 'strength = "certain"')
    with pytest.raises(PackInvalid, match="finding report-ban"):
        unpack(pack(packs, SEED))


def test_a_signed_argument_that_fails_a_check_is_refused(packs: Path) -> None:
    change(packs / "arguments.toml", 'response = "It is not."', 'response = "It is not (general knowledge)."')
    with pytest.raises(PackInvalid, match="nobody read"):
        unpack(pack(packs, SEED))


def test_a_signed_file_with_what_is_not_imported_is_refused_whole(packs: Path) -> None:
    document = json.loads(pack(packs, SEED))
    files = {**json.loads(document["files"]), "deadline-rules/xx.toml": ""}
    document["files"] = json.dumps(files)
    signature, _ = sign(b"casebook packs 1\n" + document["files"].encode(), SEED)
    document["signature"] = signature.hex()
    with pytest.raises(PackInvalid, match=r"deadline-rules/xx\.toml"):
        unpack(json.dumps(document).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"[" * 100_000,
        b'{"format": "other", "key": "00", "signature": "00", "files": "{}"}',
        b"\xff",
    ],
)
def test_what_is_no_pack_file_is_told(data: bytes) -> None:
    with pytest.raises(CasebookError):
        unpack(data)


@pytest.mark.parametrize("files", ["", "[]", "[1]", '{"topics.toml": 1}', "[" * 100_000])
def test_what_is_signed_and_no_pack_is_refused_as_such(files: str) -> None:
    signature, key = sign(b"casebook packs 1\n" + files.encode(), SEED)
    document = {
        "format": "casebook-packs-1",
        "key": key.hex(),
        "signature": signature.hex(),
        "files": files,
    }
    with pytest.raises(PackInvalid, match="is not a pack file"):
        unpack(json.dumps(document).encode())
    with pytest.raises(PackInvalid, match="is not a pack file"):
        unpack(json.dumps({**document, "more": 1}).encode())


def test_packs_that_fail_a_check_are_not_built(packs: Path, tmp_path: Path) -> None:
    seed, out = tmp_path / "seed", tmp_path / "packs.json"
    seed.write_text(SEED.hex(), encoding="ascii")
    assert sign_packs.main(["", str(seed), str(out), str(packs)]) == 0
    former = out.read_bytes()
    assert unpack(former).library.findings
    change(packs / "deadline-rules" / "xx.toml", 'title = "Appeal"', 'title = "Appeal: one month"')
    assert sign_packs.main(["", str(seed), str(out), str(packs)]) == 1
    assert out.read_bytes() == former
