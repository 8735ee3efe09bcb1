"""Content credentials that the library of their makers signed, sound, changed and hostile."""

from __future__ import annotations

import pytest

from casebook.domain.evidence.credentials import CredentialReport
from casebook.formats.credentials.cbor import decoded, encoded_bytes
from casebook.formats.credentials.content_credentials import read_credentials
from casebook.formats.credentials.jumbf import credentials_in
from casebook.formats.fault import Damaged, OversizedFile
from tests.paths import DATA

FILES = ("credentials.jpg", "credentials.png")


def content(name: str) -> bytes:
    return (DATA / "proofs" / name).read_bytes()


def states(report: CredentialReport) -> list[str]:
    return [check.state for check in report.checks]


def changed(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize("name", FILES)
def test_what_a_file_claims_is_reported_with_what_holds(name: str) -> None:
    report = read_credentials(content(name))
    assert (report.is_there, report.manifests, report.title) == (True, 1, "Picture")
    assert report.generator == "Test Camera App 1.2"
    assert report.actions == ("c2pa.created", "c2pa.cropped")
    assert (report.signer, report.issuer) == ("Test Camera, Test Works", "Test Root, Test Works")
    assert states(report) == ["passed", "passed", "passed"]


@pytest.mark.parametrize("name", FILES)
def test_a_change_breaks_the_check_it_concerns(name: str) -> None:
    data = content(name)
    assert states(read_credentials(changed(data, len(data) - 5))) == ["failed", "passed", "passed"]
    action = data.index(b"c2pa.cropped") + 8
    assert states(read_credentials(changed(data, action))) == ["passed", "failed", "passed"]
    claimed = data.index(b"Picture")
    assert states(read_credentials(changed(data, claimed))) == ["passed", "passed", "failed"]


def test_a_file_without_credentials_claims_nothing() -> None:
    assert read_credentials(b"\xff\xd8\xff\xdb\x00\x04\x00\x00\xff\xda") == CredentialReport(is_there=False)
    assert read_credentials(b"%PDF-1.7") == CredentialReport(is_there=False)


def test_credentials_cut_short_are_damaged() -> None:
    data = content("credentials.png")
    place = credentials_in(data)
    assert place is not None
    with pytest.raises(Damaged):
        read_credentials(data[: place.start + 200])


@pytest.mark.parametrize(
    "data",
    [b"\x81" * 5000, b"\x9f" * 5000, b"\xc0" * 5000, b"\xa1\x01" * 5000],
    ids=["list", "open", "tag", "map"],
)
def test_a_nested_value_is_bounded(data: bytes) -> None:
    with pytest.raises(OversizedFile):
        decoded(data)


@pytest.mark.parametrize(
    "data", [b"", b"\x5a\xff\xff\xff\xff", b"\xff", b"\x01\x01", b"\x1c", b"\x9a\xff\xff\xff\xff"]
)
def test_a_broken_value_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        decoded(data)


@pytest.mark.parametrize("size", [0, 23, 24, 255, 256, 70_000])
def test_byte_strings_come_back(size: int) -> None:
    assert decoded(encoded_bytes(b"x" * size)) == b"x" * size
