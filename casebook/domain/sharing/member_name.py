"""Names of members and teams: one rule for what is entered, and how a name is shown that breaks it."""

from __future__ import annotations

import unicodedata

from casebook.base.errors import InvalidInput
from casebook.base.ignorable import IGNORABLE

MAX_NAME_BYTES = 200
_UNSHOWN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_NON_JOINER = "\u200c"
_NOT_JOINING = frozenset("اأإآٱدذرزژڑڈوؤةىء")
"""Letters of the Arabic script that do not join the next one: a non-joiner after them would not be seen."""


def is_usable_name(name: str) -> bool:
    """Return whether a name can be signed: composed, no blanks around it, only signs that can be seen.

    SECURITY: signs that are not shown, or that turn the direction, make two names look alike. A non-joiner
    where it parts two letters of the Arabic script is seen, and Persian needs it (RFC 5892, appendix A.1).
    """
    if not name or len(name) > MAX_NAME_BYTES or unicodedata.normalize("NFC", name).strip() != name:
        return False
    if any(_is_unseen(name, at) for at in range(len(name))):
        return False
    return len(name.encode()) <= MAX_NAME_BYTES


def checked_name(name: str) -> str:
    """Return a name as it is signed: composed, and without blanks around it.

    Raises:
        InvalidInput: it is empty, longer than 200 bytes in UTF-8, or has signs that are not shown.
    """
    text = unicodedata.normalize("NFC", name).strip()
    if not text:
        raise InvalidInput("This must not be empty.", field="name", remedy="Enter a name.")
    if not is_usable_name(text):
        raise InvalidInput(
            "This name cannot be used.",
            field="name",
            remedy="Use at most 200 bytes, and only signs that can be seen.",
        )
    return text


def shown_name(name: str) -> str:
    """Return a name as it is shown: signs that are not seen are written as their number."""
    if is_usable_name(name):
        return name
    text = unicodedata.normalize("NFC", name).strip()
    return "".join(
        f"\\u{{{ord(sign):04x}}}" if _is_unseen(text, at) else sign for at, sign in enumerate(text)
    )


def _is_unseen(name: str, at: int) -> bool:
    sign = name[at]
    if sign == _NON_JOINER and 0 < at < len(name) - 1:
        before, after = name[at - 1], name[at + 1]
        return before in _NOT_JOINING or not (_is_arabic(before) and _is_arabic(after))
    return bool(IGNORABLE.match(sign)) or unicodedata.category(sign) in _UNSHOWN


def _is_arabic(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("ARABIC LETTER")
