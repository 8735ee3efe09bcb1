"""Published test vectors, checked before a vault is accessed: a faulty library is reported, not used.

Source: RFC 4231 case 2 (HMAC-SHA256), RFC 5869 case 1 (HKDF-SHA256), RFC 9106 section 5.3 (Argon2id),
draft-irtf-cfrg-xchacha-03 appendix A.3.1 (XChaCha20-Poly1305).
"""

from __future__ import annotations

import hashlib
import hmac
from functools import cache

from casebook.base.errors import Refused
from casebook.base.message import Message


@cache
def selftest() -> None:
    """Check every primitive against its published vector, once in a process.

    Raises:
        Refused: a library of this installation computes wrongly.
    """
    checks = {
        "HMAC-SHA256": _hmac,
        "HKDF-SHA256": _hkdf,
        "Argon2id": _argon2id,
        "XChaCha20-Poly1305": _xchacha,
    }
    wrong = [name for name, is_right in checks.items() if not is_right()]
    if wrong:
        raise Refused(
            Message(
                "Encryption in this installation gives wrong results: {failed}.", failed=", ".join(wrong)
            ),
            remedy="Reinstall Casebook before opening a casebook.",
        )


def _hmac() -> bool:
    got = hmac.new(b"Jefe", b"what do ya want for nothing?", hashlib.sha256).hexdigest()
    return got == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def _hkdf() -> bool:
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = bytes(range(0xF0, 0xFA))
    got = HKDF(algorithm=hashes.SHA256(), length=42, salt=bytes(range(13)), info=info).derive(b"\x0b" * 22)
    return got.hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )


def _argon2id() -> bool:
    # The vector has a secret and associated data, which only the context of the C library takes.
    from argon2.low_level import Type, core, ffi

    parts = {"pwd": b"\x01" * 32, "salt": b"\x02" * 16, "secret": b"\x03" * 8, "ad": b"\x04" * 12}
    buffers = {name: ffi.new("uint8_t[]", data) for name, data in parts.items()}
    buffers["out"] = out = ffi.new("uint8_t[]", 32)
    lengths = {f"{name}len": len(data) for name, data in parts.items()}
    cost = {"version": 0x13, "t_cost": 3, "m_cost": 32, "lanes": 4, "threads": 4}
    context = ffi.new("argon2_context *", {**buffers, **lengths, **cost, "outlen": 32})
    is_done = core(context, Type.ID.value) == 0
    expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    return is_done and bytes(out).hex() == expected


def _xchacha() -> bool:
    from nacl import bindings

    text = (
        b"Ladies and Gentlemen of the class of '99: "
        b"If I could offer you only one tip for the future, sunscreen would be it."
    )
    about = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    key, nonce = bytes(range(0x80, 0xA0)), bytes(range(0x40, 0x58))
    expected = bytes.fromhex(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39"
        "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
        "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49"
    )
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(text, about, nonce, key)
    opened = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(expected, about, nonce, key)
    return sealed == expected and opened == text
