"""Encrypting one key with another: XChaCha20-Poly1305 with a random nonce.

Source: draft-irtf-cfrg-xchacha-03, as in libsodium. The 192-bit nonce may be random for every message.

SECURITY: libsodium is called with the keys where they lie. PyNaCl's bindings would take and give copies that
nobody zeroes. A key that another thread wiped meanwhile ends the work: it would be a key of zeros.
"""

from __future__ import annotations

import secrets

from casebook.crypto.locked_memory import sodium
from casebook.crypto.secret import Secret

NONCE_BYTES = 24
TAG_BYTES = 16


def wrap(key: Secret, inner: Secret, about: bytes) -> bytes:
    """Encrypt `inner` with `key`.

    Args:
        key: 32 bytes.
        inner: the secret to keep.
        about: associated data the seal is bound to; it must be given again to open.

    Returns:
        Nonce (24 bytes), ciphertext of the length of `inner`, tag (16 bytes).
    """
    ffi, library = sodium()
    nonce, sealed = secrets.token_bytes(NONCE_BYTES), bytearray(len(inner) + TAG_BYTES)
    library.crypto_aead_xchacha20poly1305_ietf_encrypt(
        ffi.from_buffer(sealed),
        ffi.NULL,
        ffi.from_buffer(inner.place),
        len(inner),
        about,
        len(about),
        ffi.NULL,
        nonce,
        ffi.from_buffer(key.place),
    )
    inner.require()
    key.require()
    return nonce + bytes(sealed)


def unwrap(key: Secret, wrapped: bytes, about: bytes) -> Secret | None:
    """Decrypt the output of `wrap`; None if key, bytes or associated data differ."""
    ffi, library = sodium()
    if len(wrapped) <= NONCE_BYTES + TAG_BYTES:
        return None
    nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    inner = Secret(bytes(len(sealed) - TAG_BYTES))
    failed = library.crypto_aead_xchacha20poly1305_ietf_decrypt(
        ffi.from_buffer(inner.place),
        ffi.NULL,
        ffi.NULL,
        sealed,
        len(sealed),
        about,
        len(about),
        nonce,
        ffi.from_buffer(key.place),
    )
    key.require()
    return None if failed else inner
