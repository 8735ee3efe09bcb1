"""Time stamps that openssl made and OpenTimestamps that its library wrote, sound and unsound."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from casebook.domain.evidence.time_proof import CheckName, ProofReport, ProofRequest
from casebook.formats.fault import Damaged, OversizedFile
from casebook.formats.proofs import proof
from casebook.formats.proofs.block_header import read_header
from casebook.formats.proofs.open_timestamps import MAGIC, read_open_timestamp
from casebook.formats.proofs.proof import examine, load_for_proofs
from casebook.formats.proofs.stamp_request import digest_list, request_for
from casebook.formats.proofs.token import nonce_of
from tests.formats.proofs.authority import Authority
from tests.paths import DATA

CONTENT = b"Exhibit for OpenTimestamps\n"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
OTHER = hashlib.sha256(b"another").hexdigest()
EASY_WORK = 2
"""Hashes for a header that a test may mine."""
GENESIS = (
    "01000000" + "00" * 32 + "3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a"
    "29ab5f49" + "ffff001d" + "1dac2b7c"
)  # fmt: skip


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "sound")


def examined(*files: bytes, digests: tuple[str, ...] = (SHA256,), least_work: int = 1 << 70) -> ProofReport:
    encoded = tuple(base64.b64encode(file).decode("ascii") for file in files)
    return examine(ProofRequest(files=encoded, digests=digests), least_work)


def states(report: ProofReport) -> dict[CheckName, str]:
    return {check.name: check.state for check in report.checks}


def test_the_proofs_of_the_rehearsal_are_sound() -> None:
    folder = Path(proof.__file__).parent
    stamped, anchor = ((folder / name).read_bytes() for name in ("rehearsal.tsr", "rehearsal.ots"))
    report = examined(stamped, (folder / "rehearsal.pem").read_bytes())
    assert states(report)["chain"] == "passed"
    assert states(examined(anchor))["commitment"] == "passed"
    load_for_proofs()


@pytest.mark.parametrize("bare", [False, True])
def test_every_check_that_needs_no_network_passes(authority: Authority, bare: bool) -> None:  # noqa: FBT001
    token, request = authority.stamped(CONTENT, bare=bare)
    report = examined(token.read_bytes(), authority.root.read_bytes(), request.read_bytes())
    assert states(report).pop("revocation") == "open"
    assert set(states(report).values()) == {"passed", "open"}
    assert [name for name, state in states(report).items() if state == "open"] == ["revocation"]
    assert (report.authority, report.policy, report.accuracy_ms) == ("Test Time Stamping", "1.2.3.4.1", 1500)
    assert report.covered == (SHA256,)


def test_what_was_not_brought_is_left_open(authority: Authority) -> None:
    report = examined(authority.stamped(CONTENT)[0].read_bytes())
    assert [name for name, state in states(report).items() if state == "open"] == [
        "chain",
        "nonce",
        "revocation",
    ]


def test_own_request_is_answered(authority: Authority, tmp_path: Path) -> None:
    request = tmp_path / "own.tsq"
    request.write_bytes(request_for(bytes.fromhex(SHA256), 2**63 + 5))
    report = examined(authority.answered(request).read_bytes(), request.read_bytes())
    assert states(report)["nonce"] == "passed"
    assert nonce_of(request.read_bytes()) == (2**63 + 5, bytes.fromhex(SHA256))
    assert (
        states(examined(authority.stamped(CONTENT)[0].read_bytes(), request.read_bytes()))["nonce"]
        == "failed"
    )


@pytest.mark.parametrize("digest", ["sha256", "sha512"])
def test_a_list_covers_the_digests_in_it(authority: Authority, digest: str) -> None:
    content = digest_list([SHA256, OTHER])
    token = authority.stamped(content, digest)[0].read_bytes()
    report = examined(token, content, digests=(SHA256, "0" * 64))
    assert (states(report)["imprint"], report.covered) == ("passed", (SHA256,))


@pytest.mark.parametrize(
    ("content", "digest"), [(b"something else", "sha256"), (CONTENT, "sha512")], ids=["content", "hash"]
)
def test_a_token_for_another_digest_proves_nothing(authority: Authority, content: bytes, digest: str) -> None:
    report = examined(authority.stamped(content, digest)[0].read_bytes())
    assert (report.failed, report.covered) == ("imprint", ())


def test_a_changed_time_breaks_the_signature(authority: Authority) -> None:
    token = bytearray(authority.stamped(CONTENT)[0].read_bytes())
    year = token.index(b"20", token.index(bytes.fromhex(SHA256)))
    token[year + 3] ^= 1
    assert examined(bytes(token)).failed == "signature"


def test_an_expired_certificate_is_refused(tmp_path: Path) -> None:
    expired = Authority(tmp_path / "expired", until="20210101000000Z")
    token = expired.stamped(CONTENT)[0].read_bytes()
    report = examined(token, expired.root.read_bytes())
    assert states(report)["validity"] == "failed"


def test_a_chain_ends_at_what_was_brought(authority: Authority, tmp_path: Path) -> None:
    other = Authority(tmp_path / "other")
    token = authority.stamped(CONTENT)[0].read_bytes()
    assert examined(token, other.root.read_bytes()).failed == "chain"
    assert examined(token, other.root.read_bytes() + authority.root.read_bytes()).failed is None


@pytest.mark.parametrize("form", ["DER", "PEM"])
def test_certificates_come_as_a_collection(authority: Authority, form: str) -> None:
    token = authority.stamped(CONTENT)[0].read_bytes()
    report = examined(token, authority.collected(form).read_bytes())
    assert (report.failed, states(report)["chain"]) == (None, "passed")


@pytest.mark.parametrize("damage", ["cut", "noise", "longer"])
def test_broken_der_is_damaged(authority: Authority, damage: str) -> None:
    token = authority.stamped(CONTENT)[0].read_bytes()
    broken = {"cut": token[:-40], "noise": b"\x30\x82\x01\x00" + token[:60], "longer": token + b"\0"}[damage]
    with pytest.raises(Damaged):
        examined(broken)


def test_two_proofs_are_not_one(authority: Authority) -> None:
    token = authority.stamped(CONTENT)[0].read_bytes()
    with pytest.raises(Damaged):
        examined(token, (DATA / "proofs" / "pending.ots").read_bytes())


def anchored() -> bytes:
    return (DATA / "proofs" / "anchored.ots").read_bytes()


def mined(root: bytes) -> bytes:
    """A header of this root at the least difficulty there is."""
    start = bytes(36) + root + (1_700_000_000).to_bytes(4, "little") + bytes.fromhex("ffff7f20")
    headers = (start + number.to_bytes(4, "little") for number in range(1000))
    return next(header for header in headers if read_header(header, EASY_WORK).has_work)


def test_a_proof_is_recomputed_to_its_block() -> None:
    read = read_open_timestamp(anchored())
    result = hashlib.sha256(bytes.fromhex(SHA256) + b"nonce of sixteen").digest()
    result = hashlib.sha256(result + b"sibling").digest()
    assert read.roots[0] == (700_000, hashlib.sha256(result).digest())
    assert [height for height, _ in read.roots] == [700_000, 700_001]
    report = examined(anchored())
    assert (states(report)["commitment"], states(report)["block"]) == ("passed", "open")
    assert (report.block_height, report.stated_at) == (700_000, "")
    assert report.pending == ("https://calendar.example/",)


def test_a_promise_is_named_and_left_open() -> None:
    report = examined((DATA / "proofs" / "pending.ots").read_bytes())
    assert (report.failed, states(report)["commitment"]) == (None, "open")
    assert report.pending == ("https://calendar.example/",)


@pytest.mark.parametrize("place", [0, 1])
def test_the_header_of_a_block_gives_the_time(place: int) -> None:
    height, root = read_open_timestamp(anchored()).roots[place]
    report = examined(anchored(), mined(root).hex().encode("ascii"), least_work=EASY_WORK)
    assert (report.failed, report.block_height) == (None, height)
    assert report.stated_at == "2023-11-14T22:13:20+00:00"


def test_a_header_of_another_block_or_without_work_fails() -> None:
    root = read_open_timestamp(anchored()).roots[0][1]
    assert examined(anchored(), mined(bytes(32)), least_work=EASY_WORK).failed == "block"
    assert examined(anchored(), mined(root)).failed == "block"
    unworked = mined(root)[:-8] + bytes.fromhex("ffff001d") + bytes(4)
    assert examined(anchored(), unworked, least_work=EASY_WORK).failed == "block"


def test_the_first_block_has_its_work_and_is_too_easy_for_a_proof() -> None:
    header = read_header(bytes.fromhex(GENESIS), least_work=1 << 32)
    assert header.hash == "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f"
    assert (header.has_work, header.mined_at.year) == (True, 2009)
    assert not read_header(bytes.fromhex(GENESIS)).has_work


HEAD = MAGIC + b"\x01\x08" + bytes.fromhex(SHA256)


BLOCK = b"\x00" + bytes.fromhex("0588960d73d71901") + b"\x03\xe0\xdc\x2a"


def test_ripemd160_leads_to_a_block() -> None:
    digest = bytes.fromhex(SHA256)
    root = hashlib.sha256(hashlib.new("ripemd160", digest).digest()).digest()
    assert read_open_timestamp(HEAD + b"\x03\x08" + BLOCK).roots == ((700_000, root),)


def test_a_block_behind_an_operation_not_computed_is_not_denied() -> None:
    report = examined(HEAD + b"\xff\x67\xf2\x08" + BLOCK + b"\x08" + BLOCK)
    assert (report.failed, report.block_height, report.uncomputed) == (None, 700_000, "Keccak-256")
    report = examined(HEAD + b"\x67\x08" + BLOCK)
    assert (report.failed, report.uncomputed) == ("commitment", "Keccak-256")


@pytest.mark.parametrize(
    "tail",
    [b"\xff\x08" * 5000, b"\xf3" * 9 + b"\x00" * 9, b"\xf0\xff\x7f" + b"x" * 16383],
    ids=["forks", "swelling", "operand"],
)
def test_a_bomb_is_bounded(tail: bytes) -> None:
    with pytest.raises(OversizedFile):
        read_open_timestamp(HEAD + tail)


@pytest.mark.parametrize(
    "data",
    [HEAD, HEAD + b"\x42", anchored() + b"\0", anchored()[:-3], MAGIC + b"\x02", HEAD + b"\x08" * 60_000],
    ids=["bare", "unknown", "longer", "cut", "version", "endless"],
)
def test_a_broken_proof_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        read_open_timestamp(data)
