"""Proofs of time from the command line: what goes out to be stamped, and what comes back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.cli.said import Say
from tests.formats.proofs.authority import Authority
from tests.paths import DATA

CONTENT = b"Exhibit for OpenTimestamps\n"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def document(plain_office: Path, say: Say, tmp_path: Path) -> str:
    path = tmp_path / "exhibit.txt"
    path.write_bytes(CONTENT)
    (row,) = say("import", plain_office, "R-1", path, "--json").json["rows"]
    return str(row["id"])


def test_a_list_goes_out_and_its_token_comes_back(
    plain_office: Path, say: Say, document: str, tmp_path: Path
) -> None:
    digests, request = tmp_path / "digests.txt", tmp_path / "digests.tsq"
    written = say(
        "timestamp", "list", plain_office, "R-1", "--out", digests, "--request", request, "--json"
    ).json
    assert written["digests"] == digests.read_bytes().count(b"\n")
    assert SHA256 in digests.read_text(encoding="ascii").split()
    authority = Authority(tmp_path / "authority", is_rsa=True)
    files = (authority.answered(request), authority.root, digests, request)
    added = say("timestamp", "add", plain_office, "R-1", *files, "--json").json
    assert document in added["document_ids"]
    assert added["covers_list"]
    assert [name for name, state in added["checks"].items() if state != "passed"] == ["revocation"]
    (row,) = say("timestamp", "show", plain_office, "R-1", "--json").json["rows"]
    assert row == added
    assert say("timestamp", "verify", plain_office, added["id"], "--json").json == added
    assert "Time stamp of Test Time Stamping" in say("timestamp", "show", plain_office, "R-1").out
    say("timestamp", "remove", plain_office, added["id"])
    assert not say("timestamp", "show", plain_office, "R-1", "--json").json["rows"]


def test_one_document_is_stamped_by_its_request(
    plain_office: Path, say: Say, document: str, tmp_path: Path
) -> None:
    request = tmp_path / "exhibit.tsq"
    assert (
        say("timestamp", "request", plain_office, document, "--out", request, "--json").json["sha256"]
        == SHA256
    )
    authority = Authority(tmp_path / "authority")
    added = say("timestamp", "add", plain_office, "R-1", authority.answered(request), "--json").json
    assert (added["document_ids"], added["checks"]["chain"]) == ([document], "open")
    again = say("timestamp", "verify", plain_office, added["id"], authority.root, "--json").json
    assert again["checks"]["chain"] == "passed"


@pytest.mark.usefixtures("document")
def test_an_upgraded_proof_takes_the_place_of_the_promise(plain_office: Path, say: Say) -> None:
    pending, anchored = DATA / "proofs" / "pending.ots", DATA / "proofs" / "anchored.ots"
    promise = say("timestamp", "add", plain_office, "R-1", pending, "--json").json
    assert (promise["checks"]["commitment"], promise["block_height"]) == ("open", 0)
    proof = say("timestamp", "verify", plain_office, promise["id"], anchored, "--json").json
    assert (proof["checks"]["commitment"], proof["block_height"]) == ("passed", 700_000)
    assert proof["files"] == ["proof"]


def test_content_credentials_are_reported(plain_office: Path, say: Say) -> None:
    picture = DATA / "proofs" / "credentials.jpg"
    (row,) = say("import", plain_office, "R-1", picture, "--json").json["rows"]
    report = say("timestamp", "credentials", plain_office, row["id"], "--json").json
    assert report["checks"] == {"binding": "passed", "assertions": "passed", "signature": "passed"}
    assert report["actions"] == ["c2pa.created", "c2pa.cropped"]
    words = say("timestamp", "credentials", plain_office, row["id"]).out
    assert "The certificate and the time were not verified." in words


@pytest.mark.usefixtures("document")
def test_a_proof_that_fails_is_not_kept(plain_office: Path, say: Say, tmp_path: Path) -> None:
    authority = Authority(tmp_path / "authority")
    token, _ = authority.stamped(b"something else")
    refused = say("timestamp", "add", plain_office, "R-1", token, authority.root, "--json")
    assert (refused.code, refused.json["error"]["kind"]) == (6, "refused")
    assert "none of the documents" in refused.json["error"]["title"]
    longer, _ = authority.stamped(CONTENT, "sha512")
    refused = say("timestamp", "add", plain_office, "R-1", longer, "--json")
    assert "other than SHA-256" in refused.json["error"]["title"]
    broken = tmp_path / "broken.tsr"
    broken.write_bytes(token.read_bytes()[:-9])
    damaged = say("timestamp", "add", plain_office, "R-1", broken, "--json")
    assert damaged.json["error"]["kind"] == "damaged-source"
    header = tmp_path / "header.txt"
    header.write_text("00" * 80, encoding="ascii")
    proof = DATA / "proofs" / "anchored.ots"
    assert say("timestamp", "add", plain_office, "R-1", proof, header, "--json").code == refused.code
    keccak = tmp_path / "keccak.ots"
    keccak.write_bytes(proof.read_bytes()[:65] + b"\x67\x08" + bytes.fromhex("000588960d73d7190103e0dc2a"))
    uncomputed = say("timestamp", "add", plain_office, "R-1", keccak, "--json").json["error"]
    assert (uncomputed["kind"], "Keccak-256" in uncomputed["title"]) == ("refused", True)
    assert "another program" in uncomputed["remedy"]
    assert not say("timestamp", "show", plain_office, "R-1", "--json").json["rows"]
