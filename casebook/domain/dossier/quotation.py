"""Words in quotation marks: where a text has them, and how messages name them."""

from __future__ import annotations

import re
from collections.abc import Iterator

QUOTED = re.compile(r"(?P<before>\(?)[“„«「『\"](?P<words>[^“”„«»「」『』\"]{2,})[”“»」』\"](?P<after>\)?)")
"""Words in the quotation marks of any language of the program, with a parenthesis directly around them."""
_NAMED_SIGNS = 60


def quotations(text: str) -> Iterator[tuple[str, int]]:
    """Yield each quotation of a text and where it ends; a term that a text defines (“the Act”) is none."""
    for match in QUOTED.finditer(text):
        if not (match["before"] and match["after"]):
            yield match["words"].strip(), match.end("words") + 1


def opening_words(words: str) -> str:
    """Return a quotation as messages name it: whole, or its beginning with an ellipsis."""
    if len(words) <= _NAMED_SIGNS:
        return words
    return words[:_NAMED_SIGNS].rsplit(" ", 1)[0] + "…"
