from __future__ import annotations

import pytest
from argon2 import low_level
from nacl import bindings

from casebook.base.errors import Refused
from casebook.crypto import selftest as module
from casebook.crypto.selftest import selftest


def test_every_primitive_gives_its_published_vector() -> None:
    selftest.cache_clear()
    selftest()
    assert module._hmac()
    assert module._hkdf()
    assert module._argon2id()
    assert module._xchacha()


def test_a_broken_library_is_named_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(low_level, "core", lambda _context, _type: -1)
    monkeypatch.setattr(
        bindings, "crypto_aead_xchacha20poly1305_ietf_encrypt", lambda text, _about, _nonce, _key: text
    )
    selftest.cache_clear()
    with pytest.raises(Refused, match="Argon2id, XChaCha20-Poly1305"):
        selftest()
    selftest.cache_clear()
