from __future__ import annotations

import hashlib
import hmac
import subprocess
import sys

import pytest

from casebook.base.errors import Cancelled, InvalidInput
from casebook.base.message import Message
from casebook.crypto import kdf
from casebook.crypto.kdf import FLOOR_COST, KdfCost, calibrated, passphrase_key, subkey
from casebook.crypto.secret import Secret

CHEAPEST = KdfCost(memory_kib=64 * 1024, passes=1, lanes=1)


def test_argon2id_gives_the_reference_implementation_s_vector() -> None:
    # Source: test.c of the reference implementation, version 0x13, t=2, m=65536 KiB, p=1.
    key = passphrase_key(b"password", b"somesalt", KdfCost(memory_kib=65536, passes=2, lanes=1))
    assert key.reveal().hex() == "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"


def test_the_floor_is_256_mib_three_passes_four_lanes() -> None:
    assert KdfCost(memory_kib=262_144, passes=3, lanes=4) == FLOOR_COST


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes"),
    [
        (64 * 1024 - 1, 1, 1),
        (2048 * 1024 + 1, 1, 1),
        (2**32 - 1, 1, 1),
        (65536, 0, 1),
        (65536, 65, 1),
        (65536, 1, 0),
        (65536, 1, 17),
    ],
)
def test_costs_outside_their_bounds_are_refused(memory_kib: int, passes: int, lanes: int) -> None:
    with pytest.raises(InvalidInput):
        KdfCost(memory_kib=memory_kib, passes=passes, lanes=lanes)


def test_subkeys_are_hkdf_of_key_salt_and_label() -> None:
    # RFC 5869 in the standard library's words: extract, then expand by two blocks.
    key, salt = Secret(bytes(range(32))), b"salt"
    extracted = hmac.digest(salt, key.reveal(), hashlib.sha256)
    first = hmac.digest(extracted, b"db\x01", hashlib.sha256)
    second = hmac.digest(extracted, first + b"db\x02", hashlib.sha256)
    assert subkey(key, salt=salt, label="db", size_bytes=48).reveal() == (first + second)[:48]


def test_subkeys_of_other_labels_and_salts_differ() -> None:
    key = Secret(bytes(32))
    derived = [subkey(key, salt=salt, label=label).reveal() for salt in (b"a", b"b") for label in ("x", "y")]
    assert len(set(derived)) == 4


def test_calibration_never_goes_below_its_start_and_tells_how_far_it_is() -> None:
    progress: list[tuple[int, int]] = []

    def tell(done: int, total: int, step: Message) -> None:
        assert str(step) == "measuring this computer"
        progress.append((done, total))

    cost = calibrated(tell, start=CHEAPEST, target_s=0.001)
    assert cost == CHEAPEST
    assert progress == [(0, 2), (1, 2), (2, 2)]


def test_calibration_spends_more_memory_first_then_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter((0.0, 0.6, 10.0, 10.25))  # two trials, of 0.6 s and of 0.25 s
    monkeypatch.setattr(kdf, "seconds", lambda: next(ticks))
    assert calibrated(start=CHEAPEST, target_s=1.5) == KdfCost(memory_kib=128 * 1024, passes=6, lanes=1)


def test_calibration_leaves_room_for_other_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter((0.0, 0.05, 10.0, 10.01))  # a computer a hundred times as fast
    monkeypatch.setattr(kdf, "seconds", lambda: next(ticks))
    monkeypatch.setattr(kdf, "passphrase_key", lambda *_: Secret(bytes(32)))
    assert calibrated() == KdfCost(memory_kib=1024 * 1024, passes=4, lanes=4)


def test_calibration_can_be_stopped() -> None:
    def stop(done: int, total: int, step: Message) -> None:
        raise Cancelled(f"Stopped {step!s} at {done} of {total}.")

    with pytest.raises(Cancelled):
        calibrated(stop, start=CHEAPEST)


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is bounded by Linux only")
def test_too_little_memory_is_told_plainly() -> None:
    program = (
        "import resource\n"
        "from casebook.base.errors import Refused\n"
        "from casebook.crypto.kdf import KdfCost, passphrase_key\n"
        "resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))\n"
        "try:\n"
        "    passphrase_key(b'x', bytes(16), KdfCost(memory_kib=1 << 20, passes=1, lanes=1))\n"
        "except Refused as error:\n"
        "    print(error.title)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "Checking this passphrase needs 1024 MiB of free memory.\n"
