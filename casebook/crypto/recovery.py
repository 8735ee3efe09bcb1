"""Recovery codes: 160 random bits in a form that is copied by hand and read back without mistakes.

Source: Crockford's base32 alphabet, which has no I, L, O and U; a code is 32 characters of secret and 4 of
check, in nine groups of four.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata

from casebook.base.errors import InvalidInput
from casebook.crypto.secret import Secret

CODE_BYTES = 20
SECRET_CHARACTERS = 32
CHECK_CHARACTERS = 4
GROUP_CHARACTERS = 4
_STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_CROCKFORD = str.maketrans(_STANDARD, _CROCKFORD)
_TO_STANDARD = str.maketrans(_CROCKFORD, _STANDARD)
_MISREAD = str.maketrans("OIL", "011")


def new_recovery_code() -> str:
    """A new code as it is shown and printed: ``XXXX-XXXX-`` and so on, 44 characters with the dashes."""
    return _written(Secret.random(CODE_BYTES))


def recovery_secret(code: str) -> Secret:
    """The 20 bytes a code stands for. Case, spaces, dashes, O for 0 and I or L for 1 do not matter.

    Raises:
        InvalidInput: wrong length, a character that no code has, or a check that does not fit.
    """
    typed = _plain(code)
    if len(typed) != SECRET_CHARACTERS + CHECK_CHARACTERS:
        raise InvalidInput(
            f"A recovery code has 36 characters; this one has {len(typed)}.", field="recovery code"
        )
    strange = [place for place, character in enumerate(typed, 1) if character not in _CROCKFORD]
    if strange:
        raise InvalidInput(
            f"Character {strange[0]} is in no recovery code.",
            field="recovery code",
            remedy="Compare it with the printed sheet.",
        )
    secret = Secret(base64.b32decode(typed[:SECRET_CHARACTERS].translate(_TO_STANDARD)))
    if typed[SECRET_CHARACTERS:] != _check(secret):
        raise InvalidInput(
            "The recovery code is mistyped: its last four characters do not fit the rest.",
            field="recovery code",
            remedy="Compare it with the printed sheet.",
        )
    return secret


def tidy_recovery_code(code: str) -> str:
    """The code as it was shown, however it was typed; for comparing what was retyped.

    Raises:
        InvalidInput: as `recovery_secret`.
    """
    return _written(recovery_secret(code))


def _plain(code: str) -> str:
    folded = unicodedata.normalize("NFKC", code).upper()
    # Dashes (Pd) and the minus sign of some keyboards separate groups and mean nothing.
    kept = (c for c in folded if not c.isspace() and c != "−" and unicodedata.category(c) != "Pd")
    return "".join(kept).translate(_MISREAD)


def _written(secret: Secret) -> str:
    whole = _encoded(secret.reveal()) + _check(secret)
    return "-".join(whole[at : at + GROUP_CHARACTERS] for at in range(0, len(whole), GROUP_CHARACTERS))


def _check(secret: Secret) -> str:
    digest = hashlib.sha256(b"casebook recovery code" + secret.reveal()).digest()
    return _encoded(digest[:5])[:CHECK_CHARACTERS]


def _encoded(data: bytes) -> str:
    return base64.b32encode(data).decode("ascii").translate(_TO_CROCKFORD)
