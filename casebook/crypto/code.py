"""Twenty bytes in a form that can be copied by hand without errors.

Source: Crockford's base32 alphabet, which has no I, L, O and U; a code is 32 characters of content and 4 of
check, in groups joined by dashes.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from dataclasses import dataclass

from casebook.base.errors import InvalidInput
from casebook.base.message import Message

CODE_BYTES = 20
CONTENT_CHARACTERS = 32
CHECK_CHARACTERS = 4
_STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_CROCKFORD = str.maketrans(_STANDARD, _CROCKFORD)
_TO_STANDARD = str.maketrans(_CROCKFORD, _STANDARD)
_MISREAD = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeForm:
    """One use of codes; the check differs, so that codes of different uses cannot be confused.

    Attributes:
        name: what the code is for; part of its check, so it never changes.
        group_characters: characters between dashes.
        wrong_length: the error for a code of another length, with ``{count}``.
        remedy: what to do when it was mistyped.
        title: what messages call it, where that is not the name.
    """

    name: str
    group_characters: int
    wrong_length: str
    remedy: Message
    title: str = ""

    def written(self, data: bytes) -> str:
        """Return the code of 20 bytes."""
        whole = _encoded(data) + self._check(data)
        size = self.group_characters
        return "-".join(whole[at : at + size] for at in range(0, len(whole), size))

    def read(self, code: str) -> bytes:
        """Parse a code to 20 bytes. Case, spaces and dashes are ignored; O is read as 0, I and L as 1.

        Raises:
            InvalidInput: wrong length, a character that no code has, or a check that does not fit.
        """
        typed = _plain(code)
        if len(typed) != CONTENT_CHARACTERS + CHECK_CHARACTERS:
            raise InvalidInput(
                Message(self.wrong_length, count=len(typed)),
                field=self.name,
            )
        strange = [place for place, character in enumerate(typed, 1) if character not in _CROCKFORD]
        if strange:
            raise InvalidInput(
                Message(
                    "Character {character} cannot occur in a {name}.",
                    character=strange[0],
                    name=Message(self.title or self.name),
                ),
                field=self.name,
                remedy=self.remedy,
            )
        data = base64.b32decode(typed[:CONTENT_CHARACTERS].translate(_TO_STANDARD))
        if typed[CONTENT_CHARACTERS:] != self._check(data):
            raise InvalidInput(
                Message(
                    "The {name} contains a typing error: its last four characters do not match the rest.",
                    name=Message(self.title or self.name),
                ),
                field=self.name,
                remedy=self.remedy,
            )
        return data

    def _check(self, data: bytes) -> str:
        digest = hashlib.sha256(f"casebook {self.name}".encode("ascii") + data).digest()
        return _encoded(digest[:5])[:CHECK_CHARACTERS]


def _plain(code: str) -> str:
    folded = unicodedata.normalize("NFKC", code).upper()
    # Dashes (Pd) and the minus sign of some keyboards separate groups and mean nothing.
    kept = (c for c in folded if not c.isspace() and c != "−" and unicodedata.category(c) != "Pd")
    return "".join(kept).translate(_MISREAD)


def _encoded(data: bytes) -> str:
    return base64.b32encode(data).decode("ascii").translate(_TO_CROCKFORD)
