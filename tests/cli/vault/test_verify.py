"""``verify``: a release signed with a key made here passes, and nothing that was changed."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from casebook.services.vault import release
from tests.cli.said import Say

NAME = "casebook_0.1.0_amd64.deb"
KEY_ID = b"eight by"


@pytest.fixture
def signing() -> SigningKey:
    return SigningKey(bytes(range(32)))


def _public(signing: SigningKey, key_id: bytes = KEY_ID) -> str:
    return b64encode(b"Ed" + key_id + bytes(signing.verify_key)).decode()


def _sign(signing: SigningKey, data: bytes) -> str:
    body = signing.sign(hashlib.blake2b(data).digest()).signature
    whole = signing.sign(body + b"Casebook 0.1.0").signature
    lines = ("untrusted comment: x", b64encode(b"ED" + KEY_ID + body).decode())
    return "\n".join([*lines, "trusted comment: Casebook 0.1.0", b64encode(whole).decode(), ""])


@pytest.fixture
def published(tmp_path: Path, signing: SigningKey) -> Path:
    """A file of a release in a folder with Han and Arabic letters, its sums, and their signature."""
    folder = tmp_path / "下载 تنزيل"
    folder.mkdir()
    (folder / NAME).write_bytes(b"installer")
    sums = f"{hashlib.sha256(b'installer').hexdigest()}  {NAME}\n".encode()
    (folder / release.SUMS).write_bytes(sums)
    (folder / release.SIGNATURE).write_text(_sign(signing, sums), encoding="utf-8")
    return folder / NAME


def test_a_signed_file_passes_and_so_do_the_sums_alone(
    say: Say, published: Path, signing: SigningKey
) -> None:
    key = _public(signing)
    verified = say("verify", published, "--key", key, "--json")
    assert verified.code == 0
    assert (verified.json["name"], verified.json["comment"]) == (NAME, "Casebook 0.1.0")
    assert say("verify", published.with_name(release.SUMS), "--key", key).code == 0


def test_a_changed_or_cut_file_is_refused(say: Say, published: Path, signing: SigningKey) -> None:
    for data in (b"installes", b"install", b""):
        published.write_bytes(data)
        refused = say("verify", published, "--key", _public(signing))
        assert refused.code == 6
        assert "not the file that was signed" in refused.err


def test_changed_sums_are_refused(say: Say, published: Path, signing: SigningKey) -> None:
    sums = published.with_name(release.SUMS)
    published.write_bytes(b"other")
    sums.write_text(f"{hashlib.sha256(b'other').hexdigest()}  {NAME}\n", encoding="utf-8")
    refused = say("verify", published, "--key", _public(signing))
    assert (refused.code, "signature does not match" in refused.err) == (6, True)


def test_another_key_is_refused(say: Say, published: Path, signing: SigningKey) -> None:
    assert say("verify", published, "--key", _public(SigningKey(bytes(32)))).code == 6
    other = say("verify", published, "--key", _public(signing, b"another1"))
    assert "made with another key" in other.err


def test_a_renamed_file_and_missing_parts_are_named(say: Say, published: Path, signing: SigningKey) -> None:
    key = _public(signing)
    older = published.rename(published.with_name("casebook_0.0.9_amd64.deb"))
    assert "does not name this file" in say("verify", older, "--key", key).err
    published.with_name(release.SIGNATURE).unlink()
    assert f"{release.SIGNATURE} is missing" in say("verify", older, "--key", key).err
    assert say("verify", published, "--key", "no key").code == 3


def test_without_a_key_of_the_maintainers_one_sentence_says_so(say: Say, published: Path) -> None:
    refused = say("verify", published)
    assert release.RELEASE_KEY == ""
    assert refused.code == 6
    assert "have not named their key yet" in refused.err


def test_no_private_key_is_among_the_files() -> None:
    root = Path(__file__).resolve().parents[3]
    for folder in ("casebook", "packaging", "resources", "docs"):
        for path in (root / folder).rglob("*"):
            if path.is_file():
                assert b"minisign encrypted secret " + b"key" not in path.read_bytes()
