"""Signatures of released files in the format of minisign, verified offline.

Source: https://jedisct1.github.io/minisign/, "Signature format" and "Public key format". Only prehashed
signatures are accepted (``ED``: Ed25519 of the BLAKE2b-512 of the file), the only ones minisign still makes.
"""

from __future__ import annotations

import binascii
import hashlib
from base64 import b64decode

from casebook.base.errors import InvalidInput, Refused
from casebook.crypto.signature import require_signed

_KEY, _PREHASHED = b"Ed", b"ED"
_ID_BYTES, _KEY_BYTES, _SIGNATURE_BYTES = 8, 32, 64
_UNTRUSTED, _TRUSTED = "untrusted comment: ", "trusted comment: "
_LINES = 4


def require_minisigned(data: bytes, signature: str, public_key: str) -> str:
    """Verify a signature of these bytes.

    Args:
        data: what was signed.
        signature: the four lines of a .minisig file.
        public_key: the two lines of a .pub file, or the last of them.

    Returns:
        The trusted comment, which is signed, too.

    Raises:
        InvalidInput: this is no public key.
        Refused: the signature is none, of another key, or of other bytes.
    """
    key_id, key = _public_key(public_key)
    lines = signature.splitlines()
    is_framed = len(lines) == _LINES and lines[0].startswith(_UNTRUSTED) and lines[2].startswith(_TRUSTED)
    signed = _decoded(lines[1]) if is_framed else b""
    whole = _decoded(lines[3]) if is_framed else b""
    if len(signed) != len(_PREHASHED) + _ID_BYTES + _SIGNATURE_BYTES or signed[:2] != _PREHASHED:
        raise Refused(
            "This is no signature in the format of minisign.",
            field="signature",
            remedy="It was changed or damaged in transit. Ask for it again.",
        )
    if signed[2 : 2 + _ID_BYTES] != key_id:
        raise Refused(
            "The signature was made with another key.",
            field="signature",
            remedy="Do not install the file; ask the maintainers through another channel.",
        )
    body, comment = signed[2 + _ID_BYTES :], lines[2].removeprefix(_TRUSTED)
    require_signed(hashlib.blake2b(data).digest(), body, key)
    require_signed(body + comment.encode(), whole, key)
    return comment


def _public_key(text: str) -> tuple[bytes, bytes]:
    """The id and the bytes of a public key.

    Raises:
        InvalidInput: it is none.
    """
    lines = text.strip().splitlines()
    data = _decoded(lines[-1]) if lines else b""
    if len(data) != len(_KEY) + _ID_BYTES + _KEY_BYTES or data[:2] != _KEY:
        raise InvalidInput("This is no public key in the format of minisign.", field="key")
    return data[2 : 2 + _ID_BYTES], data[2 + _ID_BYTES :]


def _decoded(line: str) -> bytes:
    try:
        return b64decode(line, validate=True)
    except (binascii.Error, ValueError):
        return b""
