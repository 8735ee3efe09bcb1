"""Keys from passphrases (Argon2id), and keys from keys (HKDF-SHA256).

Source: RFC 9106 for Argon2id version 0x13, RFC 5869 for HKDF.
"""

from __future__ import annotations

from dataclasses import dataclass

from casebook.base.errors import InvalidInput, Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.base.stopwatch import seconds
from casebook.crypto.secret import Secret

KEY_BYTES = 32
VERSION = 0x13
SALT_BYTES = 16
MIB_KIB = 1024
MIN_MEMORY_KIB = 64 * MIB_KIB
MAX_MEMORY_KIB = 2048 * MIB_KIB
MAX_PASSES = 64
MAX_LANES = 16
CALIBRATION_MAX_KIB = 1024 * MIB_KIB
CALIBRATION_STEP_KIB = 64 * MIB_KIB
CALIBRATION_MAX_WORK_KIB = 4096 * MIB_KIB
"""In `KdfCost.work_kib`, so that the limit on a header allows the maximum number of slots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfCost:
    """The cost of one guess at a passphrase.

    SECURITY: the bounds are checked here, before Argon2 allocates anything, because a cost is also read from
    vault folders that others may have written.

    Attributes:
        memory_kib: memory in KiB, 64 MiB to 2 GiB.
        passes: passes over that memory, 1 to 64.
        lanes: lanes computed side by side, 1 to 16.

    Raises:
        InvalidInput: a figure is outside its bounds.
    """

    memory_kib: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        if not MIN_MEMORY_KIB <= self.memory_kib <= MAX_MEMORY_KIB:
            raise InvalidInput("The memory for a key derivation must be 64 MiB to 2 GiB.", field="memory_kib")
        if not 1 <= self.passes <= MAX_PASSES:
            raise InvalidInput("The number of passes for a key derivation must be 1 to 64.", field="passes")
        if not 1 <= self.lanes <= MAX_LANES:
            raise InvalidInput("The number of lanes for a key derivation must be 1 to 16.", field="lanes")

    @property
    def work_kib(self) -> int:
        """Return memory in KiB times passes, to which the time is proportional: about a second a GiB."""
        return self.memory_kib * self.passes


FLOOR_COST = KdfCost(memory_kib=256 * MIB_KIB, passes=3, lanes=4)
"""The minimum for a real vault: 256 MiB for each guess."""


def prepare() -> None:
    """Load the library of `passphrase_key`, so that it imports nothing later."""
    import argon2.low_level  # noqa: F401 - for its being loaded


def passphrase_key(passphrase: bytes, salt: bytes, cost: KdfCost) -> Secret:
    """Return the Argon2id hash of a passphrase: 32 bytes.

    SECURITY: Argon2 is called with the passphrase where it lies and writes the key where it stays.
    `hash_secret_raw` would copy both to memory that nobody zeroes.

    Args:
        passphrase: as `passphrase_bytes` gives it.
        salt: 16 bytes, random for each slot.
        cost: memory, passes and lanes.

    Raises:
        Refused: this computer cannot give the memory.
    """
    from argon2.low_level import Type, core, ffi

    key = Secret(bytes(KEY_BYTES))
    context = ffi.new(
        "argon2_context *",
        {
            "version": VERSION,
            "out": ffi.from_buffer("uint8_t[]", key.place),
            "outlen": KEY_BYTES,
            "pwd": ffi.from_buffer("uint8_t[]", passphrase),
            "pwdlen": len(passphrase),
            "salt": (salt_there := ffi.new("uint8_t[]", salt)),
            "saltlen": len(salt),
            "t_cost": cost.passes,
            "m_cost": cost.memory_kib,
            "lanes": cost.lanes,
            "threads": cost.lanes,
        },
    )
    failed = core(context, Type.ID.value)
    del salt_there
    if failed:
        raise Refused(
            Message(
                "Checking this passphrase needs {mebibytes} MiB of free memory.",
                mebibytes=cost.memory_kib // MIB_KIB,
            ),
            remedy="Close other programs and try again.",
        )
    return key


def subkey(key: Secret, *, salt: bytes, label: str, size_bytes: int = KEY_BYTES) -> Secret:
    """Return the HKDF-SHA256 of a key that is already strong.

    Args:
        key: the input key.
        salt: separates vaults or slots.
        label: separates uses.
        size_bytes: length of the result.
    """
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derivation = HKDF(algorithm=hashes.SHA256(), length=size_bytes, salt=salt, info=label.encode("ascii"))
    derived = Secret(bytes(size_bytes))
    derivation.derive_into(key.place, derived.place)
    key.require()
    return derived


def joined_key(stretched: Secret, keyfile_sha256: bytes) -> Secret:
    """Return the key of passphrase and key file: ``HKDF(Argon2id output, SHA-256 of the file)``.

    Args:
        stretched: what `passphrase_key` gave.
        keyfile_sha256: 32 bytes.
    """
    return subkey(stretched, salt=keyfile_sha256, label="keyfile")


def calibrated(progress: Progress = silent, *, start: KdfCost = FLOOR_COST, target_s: float = 1.0) -> KdfCost:
    """Return the cost that takes about `target_s` on this computer, never below `start`.

    Memory grows first, to at most 1 GiB so that the vault opens on smaller computers too, then passes.

    Args:
        progress: reported before and after each of two trials.
        start: the floor.
        target_s: wanted duration in seconds.

    Raises:
        Refused: this computer cannot give the memory of the floor.
        Cancelled: the person stopped between the trials.
    """
    words = Message("measuring this computer")
    progress(0, 2, words)
    memory_kib = int(start.memory_kib * target_s / _duration_s(start)) // CALIBRATION_STEP_KIB
    memory_kib = max(start.memory_kib, min(memory_kib * CALIBRATION_STEP_KIB, CALIBRATION_MAX_KIB))
    wider = KdfCost(memory_kib=memory_kib, passes=start.passes, lanes=start.lanes)
    progress(1, 2, words)
    passes = int(wider.passes * target_s / _duration_s(wider))
    most = min(MAX_PASSES, CALIBRATION_MAX_WORK_KIB // memory_kib)
    progress(2, 2, words)
    return KdfCost(memory_kib=memory_kib, passes=max(start.passes, min(passes, most)), lanes=start.lanes)


def _duration_s(cost: KdfCost) -> float:
    began = seconds()
    passphrase_key(b"a passphrase of usual length", bytes(SALT_BYTES), cost).wipe()
    return max(seconds() - began, 1e-3)
