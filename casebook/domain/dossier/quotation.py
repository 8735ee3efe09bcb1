"""Words in quotation marks, and whether the page they are quoted from has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_MARKS = "“”„‟‘’‚‛«»‹›「」『』\"'`"
QUOTED = re.compile(r"(?P<before>\(?)[“„«「『\"](?P<words>[^“”„«»「」『』\"]{2,})[”“»」』\"](?P<after>\)?)")
"""Words in the quotation marks of any language of the program, with a parenthesis directly around them."""
_LEFT_OUT = re.compile(r"\[[^\[\]]*\]|…|\.(?:\s?\.){2,}")
"""An ellipsis, or what the writer put in brackets: the page may have anything in its place."""
_IGNORED = re.compile(rf"[\s\-\u00ad\u2010-\u2015{re.escape(_MARKS)}]+")
_ENDS = ".,;:!?。，；：！？"
_NAMED_SIGNS = 60


def quotations(text: str) -> Iterator[tuple[str, int]]:
    """Yield each quotation of a text and where it ends; a term that a text defines (“the Act”) is none."""
    for match in QUOTED.finditer(text):
        if not (match["before"] and match["after"]):
            yield match["words"].strip(), match.end("words") + 1


def is_quoted_from(words: str, page: str) -> bool:
    r"""Return whether a page has the words of a quotation, in their order.

    Spacing, hyphens, quotation marks, the case of a first letter and a stop at the end are forgiven; an
    ellipsis or a bracket stands for any words.

    >>> is_quoted_from("a person […] was held", "A per-\nson of that name was held.")
    True
    >>> is_quoted_from("the service of this notice", "the day on which this notice is delivered")
    False
    """
    text, at = _plain(page), 0
    for part in _LEFT_OUT.split(words):
        wanted = _plain(part).strip(_ENDS)
        if not wanted:
            continue
        places = [text.find(form, at) for form in {wanted, wanted[0].swapcase() + wanted[1:]}]
        found = [place for place in places if place >= 0]
        if not found:
            return False
        at = min(found) + len(wanted)
    return True


def opening_words(words: str) -> str:
    """Return a quotation as messages name it: whole, or its beginning with an ellipsis."""
    if len(words) <= _NAMED_SIGNS:
        return words
    return words[:_NAMED_SIGNS].rsplit(" ", 1)[0] + "…"


def _plain(text: str) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text))
