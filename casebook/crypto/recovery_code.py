"""Recovery codes: 160 random bits that unlock a vault without its passphrase."""

from __future__ import annotations

from casebook.base.message import Message, gettext_noop
from casebook.crypto.code import CODE_BYTES, CodeForm
from casebook.crypto.secret import Secret

FORM = CodeForm(
    name=gettext_noop("recovery code"),
    group_characters=4,
    wrong_length=gettext_noop("A recovery code has 36 characters; this one has {count}."),
    remedy=Message("Compare it with the printed page."),
)


def new_recovery_code() -> str:
    """Return a new code in display form: ``XXXX-XXXX-`` and so on, 44 characters with the dashes."""
    return FORM.written(Secret.random(CODE_BYTES).reveal())


def recovery_secret(code: str) -> Secret:
    """Return the 20 bytes of a code. Case, spaces and dashes are ignored; O is read as 0, I and L as 1.

    Raises:
        InvalidInput: wrong length, a character that no code has, or a check that does not fit.
    """
    return Secret(FORM.read(code))


def tidy_recovery_code(code: str) -> str:
    """Return a typed code in display form, for comparison with the original.

    Raises:
        InvalidInput: as `recovery_secret`.
    """
    return FORM.written(FORM.read(code))
