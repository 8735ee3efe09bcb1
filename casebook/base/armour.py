"""Bytes as lines of text that survive an email: base64 between two marks, with a check at the end.

Form: docs/sharing-format.md.
"""

from __future__ import annotations

import binascii
import hashlib
import re
from base64 import b64decode, b64encode
from enum import StrEnum

_LINE_CHARACTERS = 64
_CHECK_BYTES = 4
_QUOTED = re.compile(r"^[>|\s\ufeff]+|[>|\s\ufeff]+$")
"""What programs for email put around the lines of those whom they answer."""


class ArmourFault(StrEnum):
    """Why a text does not give its bytes.

    Attributes:
        NONE: there are no such lines, or more than once.
        INCOMPLETE: lines are missing.
        CHANGED: lines were changed on the way.
    """

    NONE = "none"
    INCOMPLETE = "incomplete"
    CHANGED = "changed"


class NotArmoured(ValueError):
    """A text does not give its bytes, for the reason in ``fault``."""

    def __init__(self, fault: ArmourFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def armoured(data: bytes, kind: str) -> str:
    """Return bytes as lines of text, ASCII, the last one ended too.

    Args:
        data: not empty.
        kind: what the marks call them, such as "CARD".

    >>> armoured(b"data", "CARD").splitlines()[1:3]
    ['ZGF0YQ==', '=3a6eb079']
    """
    encoded = b64encode(data).decode("ascii")
    lines = [encoded[at : at + _LINE_CHARACTERS] for at in range(0, len(encoded), _LINE_CHARACTERS)]
    begin, end = _marks(kind)
    return "\n".join((begin, *lines, f"={_check(data)}", end, ""))


def unarmoured(text: str, kind: str) -> bytes:
    """Return the bytes in a text; what is around them, quotation marks of replies and blanks are passed over.

    Args:
        text: short enough to be kept as a whole.
        kind: what the marks call them.

    Raises:
        NotArmoured: there are none, or not whole.
    """
    begin, end = _marks(kind)
    lines = [_QUOTED.sub("", line) for line in text.splitlines()]
    if lines.count(begin) != 1 or lines.count(end) != 1:
        raise NotArmoured(ArmourFault.NONE)
    inner = [line for line in lines[lines.index(begin) + 1 : lines.index(end)] if line]
    if len(inner) < 2 or not inner[-1].startswith("="):  # noqa: PLR2004 - a line and the check
        raise NotArmoured(ArmourFault.INCOMPLETE)
    try:
        data = b64decode("".join(inner[:-1]), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotArmoured(ArmourFault.CHANGED) from error
    if inner[-1] != f"={_check(data)}":
        raise NotArmoured(ArmourFault.CHANGED)
    return data


def is_begun(data: bytes, kind: str) -> bool:
    """Return whether a text, in whatever encoding, has the mark with which the lines begin."""
    return _marks(kind)[0].encode("ascii") in data.replace(b"\0", b"")


def _marks(kind: str) -> tuple[str, str]:
    return f"-----BEGIN CASEBOOK {kind}-----", f"-----END CASEBOOK {kind}-----"


def _check(data: bytes) -> str:
    return hashlib.sha256(data).digest()[:_CHECK_BYTES].hex()
