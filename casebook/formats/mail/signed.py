"""Signed or time-stamped letters and files (S/MIME, CAdES, RFC 5544): only what was signed is read.

No signature and no time stamp is verified.
"""

from __future__ import annotations

import base64
import binascii
import re

from casebook.formats.fault import Damaged, OversizedFile, PasswordProtected
from casebook.formats.media_type import is_signed
from casebook.formats.package import inflated

SIGNED_TYPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_MAX_LAYERS = 5
_TIMESTAMPED, _WITHIN = bytes.fromhex("060b2a864886f70d010910011f"), slice(20)
"""The object identifier of time-stamped data, and where it stands. Source: RFC 5544, section 2."""
_ARMOUR = re.compile(rb"\A\s*-----BEGIN (?:PKCS7|CMS)-----(.*?)-----END", re.DOTALL)
_SEALED = frozenset(
    {"enveloped_data", "encrypted_data", "authenticated_enveloped_data", "signed_and_enveloped_data"}
)


def is_timestamped(data: bytes) -> bool:
    """Whether a cryptographic message is a file together with time stamps of it (``.tsd``).

    Raises:
        Damaged: it is base64 that is none.

    >>> is_timestamped(bytes.fromhex("3080060b2a864886f70d010910011fa080"))
    True
    """
    return _TIMESTAMPED in _binary(data)[_WITHIN]


def signed_content(data: bytes) -> bytes | None:
    """What was signed or time-stamped, through every layer; None where only the signature is there.

    Args:
        data: DER, BER, or either in base64.

    Raises:
        Damaged: it is no cryptographic message.
        OversizedFile: it has too many layers, or swells.
        PasswordProtected: it is encrypted for somebody's key.
    """
    content: bytes | None = data
    for _ in range(_MAX_LAYERS):
        content = _opened(_binary(content)) if content else None
        if content is None or not is_signed(content):
            return content
    raise OversizedFile


def _opened(data: bytes) -> bytes | None:
    from asn1crypto.core import Void
    from asn1crypto.tsp import ContentInfo  # which knows time-stamped data, as that of `cms` alone does not

    try:
        info = ContentInfo.load(data)
        kind = info["content_type"].native
        if kind in _SEALED:
            raise PasswordProtected
        if kind == "compressed_data":
            return inflated(info["content"]["encap_content_info"]["content"].native)
        inner = info["content"]
        if kind == "signed_data":
            inner = inner["encap_content_info"]["content"]
        elif kind == "timestamped_data":
            inner = inner["content"]
        return None if isinstance(inner, Void) else bytes(inner)  # parsed, it would be no file
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise Damaged from error


def _binary(data: bytes) -> bytes:
    armoured = _ARMOUR.match(data)
    text = armoured[1] if armoured else data if data[:1] == b"M" else b""
    if not text:
        return data
    try:
        return base64.b64decode(b"".join(text.split()))
    except (binascii.Error, ValueError) as error:
        raise Damaged from error
