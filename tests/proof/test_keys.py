"""Wrong keys of every kind, the time they take, and headers that ask for too much or are nonsense."""

from __future__ import annotations

import hashlib
import random
import statistics
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.base.errors import VaultDamaged, VaultTooNew, WrongKey
from casebook.crypto.kdf import FLOOR_COST
from casebook.crypto.recovery_code import new_recovery_code
from casebook.crypto.secret import Secret
from casebook.services.base.session import start_session
from casebook.vault import Credential, create_vault, open_vault
from casebook.vault.header import decode
from casebook.vault.keyslot import KeySlot, new_slot, open_slots
from tests.proof.ground import CHEAP, PHRASE, forked, lines_of, make_vault, say
from tests.vault.conftest import CODE, MASTER, VAULT_ID

KEYFILE = hashlib.sha256(b"a keyfile").digest()
KEYCHAIN = bytes(range(32))
RIGHT = (
    Credential(PHRASE),
    Credential(CODE),
    Credential(PHRASE, KEYFILE),
    Credential(keychain=Secret(KEYCHAIN)),
)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
COST_AT = 108 + 3  # the first slot's costs in the header: docs/vault-format.md


def wrong_phrases(chance: random.Random) -> Iterator[str]:
    """Near misses: a letter other, more, fewer, exchanged, in capitals; a space more."""
    while True:
        at, letter = chance.randrange(len(PHRASE)), chance.choice("abcdefghijklmnopqrstuvwxyz 0é")
        yield chance.choice(
            (
                PHRASE[:at] + letter + PHRASE[at + 1 :],
                PHRASE[:at] + letter + PHRASE[at:],
                PHRASE[:at] + PHRASE[at + 1 :],
                PHRASE[:at] + PHRASE[at : at + 1].upper() + PHRASE[at + 1 :],
                PHRASE + " ",
                PHRASE[:at],
            )
        )


def variants(chance: random.Random) -> dict[str, Iterator[Credential]]:
    phrases = wrong_phrases(chance)
    bits = iter(lambda: chance.randrange(256), -1)
    return {
        "passphrase": (Credential(phrase) for phrase in phrases if phrase != PHRASE),
        "recovery code": (Credential(_other_code(chance)) for _ in iter(int, 1)),
        "passphrase with keyfile": (
            Credential(PHRASE, _flipped(KEYFILE, bit)) if bit % 2 else Credential(phrase, KEYFILE)
            for bit, phrase in zip(bits, phrases, strict=False)
            if bit % 2 or phrase != PHRASE
        ),
        "keychain": (Credential(keychain=Secret(_flipped(KEYCHAIN, bit))) for bit in bits),
    }


def _other_code(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return new_recovery_code()
    at = chance.choice([place for place, letter in enumerate(CODE) if letter != "-"])
    return CODE[:at] + chance.choice([one for one in ALPHABET if one != CODE[at]]) + CODE[at + 1 :]


def _flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def prove_wrong_keys(per_kind: int) -> None:
    slots: tuple[KeySlot, ...] = tuple(
        new_slot(MASTER, credential, cost=CHEAP, vault_id=VAULT_ID, version=1) for credential in RIGHT
    )
    chance = random.Random(20260307)  # noqa: S311 - the proof repeats
    for credential in RIGHT:
        opened = open_slots(slots, credential, vault_id=VAULT_ID, version=1)
        assert opened is not None
        assert opened[1] == MASTER
    refused = {}
    for kind, wrong in variants(chance).items():
        tried = [next(wrong) for _ in range(per_kind)]
        refused[kind] = sum(
            open_slots(slots, credential, vault_id=VAULT_ID, version=1) is None for credential in tried
        )
    summary = ", ".join(f"{kind} {count} of {per_kind}" for kind, count in refused.items())
    say(f"wrong keys refused: {summary}")
    assert set(refused.values()) == {per_kind}


def test_some_wrong_keys_are_refused() -> None:
    prove_wrong_keys(10)


@pytest.mark.proof
def test_1000_wrong_keys_are_refused() -> None:
    prove_wrong_keys(250)


@pytest.mark.proof
@pytest.mark.measured
@pytest.mark.usefixtures("derived_each_time")
def test_a_right_and_a_wrong_passphrase_take_as_long(tmp_path: Path) -> None:
    """With the cost a real vault has at least; taken in turns, so that the machine's mood is shared."""
    path = tmp_path / "timed.casebook"
    start_session(create_vault(path, PHRASE, cost=FLOOR_COST)[0]).lock()
    right, wrong = [], []
    for number in range(26):
        began = time.perf_counter()
        vault = open_vault(path, PHRASE)
        taken = time.perf_counter() - began
        vault.lock(vault.audit_head)
        began = time.perf_counter()
        with pytest.raises(WrongKey):
            open_vault(path, PHRASE + "x")
        if number:
            wrong.append(time.perf_counter() - began)
            right.append(taken)
    medians = statistics.median(right), statistics.median(wrong)
    apart = abs(medians[0] - medians[1]) / max(medians)
    say(f"time: right {medians[0] * 1000:.0f} ms, wrong {medians[1] * 1000:.0f} ms, {apart:.1%} apart")
    assert apart <= 0.05


def _peak_kib(field: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(field)).split()[1])


def checksummed(signed: bytes) -> bytes:
    return signed + hashlib.sha256(signed).digest()[:8]


@pytest.mark.parametrize("memory_kib", [4 * 1024 * 1024, 8], ids=["4 GiB", "8 KiB"])
def test_a_header_of_too_much_or_too_little_is_refused_without_allocating(
    tmp_path: Path, memory_kib: int
) -> None:
    path, _ = make_vault(tmp_path)
    whole = (path / "header").read_bytes()[:-8]
    asking = whole[:COST_AT] + struct.pack("<I", memory_kib) + whole[COST_AT + 4 :]
    (path / "header").write_bytes(checksummed(asking))
    (path / "header.bak").unlink()

    def refuse(tell: object) -> None:
        assert callable(tell)
        before = _peak_kib("VmPeak"), _peak_kib("VmHWM")
        with pytest.raises(VaultDamaged, match="not possible"):
            open_vault(path, PHRASE)
        tell(f"{_peak_kib('VmPeak') - before[0]} {_peak_kib('VmHWM') - before[1]}")

    _, reading = forked(refuse)
    requested_kib, held = (int(number) for number in lines_of(reading)[0].split())
    say(
        f"a header that asks for {memory_kib} KiB: refused, "
        f"{requested_kib} KiB asked for and {held} KiB taken"
    )
    # The interpreter's own, such as an exception's; Argon2 would have shown as the whole.
    assert requested_kib < 4096
    assert held < 4096


def prove_malformed(data: bytes, count: int) -> None:
    chance = random.Random(20260308)  # noqa: S311 - the proof repeats
    refused, longest_s = 0, 0.0
    for number in range(count):
        header = bytearray(data[:-8])
        for _ in range(chance.randrange(1, 6)):
            header[chance.randrange(len(header))] = chance.randrange(256)
        if number % 3 == 1:
            del header[chance.randrange(len(header)) :]
        if number % 3 == 2:
            at = chance.randrange(len(header))
            header[at:at] = chance.randbytes(chance.randrange(1, 400))
        spoiled = checksummed(bytes(header)) if number % 10 else chance.randbytes(chance.randrange(70_000))
        began = time.perf_counter()
        try:
            decode(spoiled)
        except (VaultDamaged, VaultTooNew):
            refused += 1
        longest_s = max(longest_s, time.perf_counter() - began)
    say(
        f"malformed headers: {count} read, {refused} refused, {count - refused} well-formed by chance (the"
        f" MAC refuses those), 0 crashes, longest {longest_s * 1000:.1f} ms"
    )
    assert longest_s < 0.5


def test_malformed_headers_crash_nothing(vault: Path) -> None:
    prove_malformed((vault / "header").read_bytes(), 500)


@pytest.mark.proof
def test_10000_malformed_headers_crash_nothing(vault: Path) -> None:
    prove_malformed((vault / "header").read_bytes(), 10_000)
