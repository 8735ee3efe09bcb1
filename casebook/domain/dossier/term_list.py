"""A list typed in lines of two halves with a colon between them: terms, persons, readings."""

from __future__ import annotations

import re

from casebook.base.errors import InvalidInput
from casebook.base.message import Message

_COLON = re.compile(r"\s*[:：]\s*")


def term_list(text: str) -> tuple[tuple[str, str], ...]:
    """Return both halves of each line, parted at its last colon, Chinese ones included.

    A colon in double square brackets belongs to a reference. Empty lines are passed over.

    Raises:
        InvalidInput: a line has no colon, or nothing before or after it; names the line by its number.
    """
    pairs = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        colons = [match for match in _COLON.finditer(line) if "]]" not in line[match.end() :]]
        left, right = (line[: colons[-1].start()], line[colons[-1].end() :]) if colons else ("", "")
        if not left.strip() or not right.strip():
            raise InvalidInput(
                Message("Line {number} of the list is not in two parts.", number=number),
                field="text",
                remedy="Write each line as two parts with a colon between them.",
            )
        pairs.append((left.strip(), right.strip()))
    return tuple(pairs)
