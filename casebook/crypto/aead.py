"""Sealing one key with another: XChaCha20-Poly1305 with a random nonce.

Source: draft-irtf-cfrg-xchacha-03, as in libsodium. The 192-bit nonce may be random for every message.
"""

from __future__ import annotations

import secrets

from casebook.crypto.secret import Secret

NONCE_BYTES = 24
TAG_BYTES = 16


def wrap(key: Secret, inner: Secret, about: bytes) -> bytes:
    """Seal `inner` under `key`.

    Args:
        key: 32 bytes.
        inner: the secret to keep.
        about: associated data the seal is bound to; it must be given again to open.

    Returns:
        Nonce (24 bytes), ciphertext of the length of `inner`, tag (16 bytes).
    """
    from nacl import bindings

    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        inner.reveal(), about, nonce, key.reveal()
    )


def unwrap(key: Secret, wrapped: bytes, about: bytes) -> Secret | None:
    """Open what `wrap` sealed; None when key, bytes or associated data are not the same."""
    from nacl import bindings
    from nacl.exceptions import CryptoError

    if len(wrapped) < NONCE_BYTES + TAG_BYTES:
        return None
    nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    try:
        return Secret(bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, about, nonce, key.reveal()))
    except CryptoError:
        return None
