"""Key bytes that are not displayed: silent repr, constant-time comparison, wiped where possible."""

from __future__ import annotations

import hmac
import secrets
from typing import NoReturn, Self

from casebook.base.errors import Locked
from casebook.crypto.locked_memory import LOCKED_MEMORY


class Secret:
    """Key bytes in a cell of locked memory, or in a separate buffer if longer than 64 bytes.

    SECURITY: zeroed when wiped and when nobody holds it any more. `reveal` hands out an immutable copy that
    lives until Python frees it, and is not zeroed then; `place` hands out no copy. What clears memory for
    certain is the end of the process.

    >>> Secret(b"0123")
    Secret(4 bytes)
    """

    __slots__ = ("_data",)

    def __init__(self, data: bytes | bytearray) -> None:
        self._data: memoryview | bytearray = LOCKED_MEMORY.take(len(data)) or bytearray(len(data))
        self._data[:] = data

    @classmethod
    def random(cls, size_bytes: int) -> Self:
        """Return new random bytes of the system."""
        return cls(secrets.token_bytes(size_bytes))

    def reveal(self) -> bytes:
        """Return a copy of the bytes, for the one call that needs them.

        Raises:
            Locked: the secret was wiped, as those of a vault are when it closes.
        """
        copy = bytes(self._data)
        # SECURITY: looked at after copying. What another thread wiped amid that would be a key of zeros.
        if not self._data:
            raise Locked
        return copy

    @property
    def place(self) -> memoryview:
        """Return the bytes without copying; callers must call `require` before using the result.

        Raises:
            Locked: the secret was wiped.
        """
        place = memoryview(self._data)
        self.require()
        return place

    def require(self) -> None:
        """Require that the secret has not been wiped.

        Raises:
            Locked: somebody has.
        """
        if not self._data:
            raise Locked

    def wipe(self) -> None:
        """Overwrite and discard the bytes; repeated calls do nothing."""
        data, self._data = self._data, bytearray()
        if isinstance(data, memoryview):
            LOCKED_MEMORY.give_back(data)
        else:
            data[:] = bytes(len(data))

    def __del__(self) -> None:
        if getattr(self, "_data", None):
            self.wipe()

    def __len__(self) -> int:
        return len(self._data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._data, other._data)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Secret({len(self._data)} bytes)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written down")
