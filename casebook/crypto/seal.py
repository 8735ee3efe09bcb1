"""Encryption of long streams by chunk: libsodium's secretstream, with an index as associated data.

Source: libsodium ``crypto_secretstream_xchacha20poly1305``. Each chunk is bound to those before it; the last
carries the final tag, so that a stream cut at a chunk's edge does not open as a shorter one.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from casebook.crypto.secret import Secret

CHUNK_BYTES = 64 * 1024
KEY_BYTES = 32
STREAM_HEADER_BYTES = 24
OVERHEAD_BYTES = 17
_INDEX = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One decrypted chunk.

    Attributes:
        data: plaintext.
        is_last: whether it carried the final tag.
    """

    data: bytes
    is_last: bool


class StreamSealer:
    """Encrypts the chunks of one stream in order.

    Args:
        key: 32 bytes, never used for another stream.
        about: associated data of the whole stream; the index of the chunk is added to it.
    """

    def __init__(self, key: Secret, about: bytes) -> None:
        from nacl import bindings

        self._about = about
        self._index = 0
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        self.header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key.reveal())

    def seal(self, data: bytes, *, is_last: bool) -> bytes:
        """Return the next chunk encrypted, 17 bytes longer than `data`."""
        from nacl import bindings

        tag = (
            bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
            if is_last
            else bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
        )
        about = self._about + _INDEX.pack(self._index)
        self._index += 1
        return bindings.crypto_secretstream_xchacha20poly1305_push(self._state, data, about, tag)


class StreamOpener:
    """Decrypts the chunks of one stream in order; may return to an earlier position.

    Args:
        key: the stream's key.
        about: the associated data it was sealed with.
        header: the 24 bytes the stream begins with.
    """

    def __init__(self, key: Secret, about: bytes, header: bytes) -> None:
        from nacl import bindings

        self._about = about
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(self._state, header, key.reveal())
        self.index = 0

    def open(self, sealed: bytes) -> Chunk | None:
        """Return the next chunk decrypted, or None, with the position unchanged, if it is not authentic."""
        from nacl import bindings
        from nacl.exceptions import CryptoError

        if len(sealed) < OVERHEAD_BYTES:
            return None
        about = self._about + _INDEX.pack(self.index)
        try:
            data, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(self._state, sealed, about)
        except CryptoError:
            return None
        self.index += 1
        return Chunk(data, tag == bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL)

    def place(self) -> bytes:
        """Return the position for `return_to`: libsodium's state, 52 plain bytes without pointers."""
        return bytes(self._state.statebuf)

    def return_to(self, index: int, place: bytes) -> None:
        """Go back to the position before chunk `index`, as saved in `place`."""
        buffer = self._state.statebuf
        buffer[0 : len(place)] = place  # type: ignore[index]  # a C array, typed as read-only bytes by the binding
        self.index = index


def padded_size(size_bytes: int) -> int:
    """Return the padded size of a stream, which hides its size: Padmé, at least 512 bytes.

    Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs"
    (PoPETS 2019), section 4.3. The overhead is at most 12 %, less for larger files.

    >>> [padded_size(n) for n in (0, 600, 1_000_000, 1_000_001)]
    [512, 608, 1015808, 1015808]
    """
    size = max(size_bytes, 512)
    exponent = size.bit_length() - 1
    kept_bits = exponent.bit_length()
    step = 1 << (exponent - kept_bits)
    return -(-size // step) * step
