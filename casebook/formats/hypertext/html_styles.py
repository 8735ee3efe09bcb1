"""What a page's own style sheets strike through, as far as simple selectors say so.

Source: CSS Text Decoration Module Level 3, 2.1; Selectors Level 3, 5.1 and 6.4.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
DECORATION = re.compile(r"text-decoration(?:-line)?\s*:", re.IGNORECASE)
_SELECTOR = re.compile(r"([A-Za-z][\w-]*|\*)?(?:\.([\w-]+))?")
_MAX_RULE = 2_000
_MAX_RULES = 5_000
_SMALL = {ord(letter): letter.lower() for letter in string.ascii_uppercase}


class StruckStyles:
    """The rules of a page that strike text through or take that back, by tag and class.

    Of several that fit, one with a class and a tag is stronger than one with a class, and that than one with
    a tag; of two that are alike, the later.

    >>> styles = StruckStyles("<style>.gone, p.no { text-decoration: line-through }</style>")
    >>> styles.strikes("span", "a gone"), styles.strikes("p", "no"), styles.strikes("b", "no")
    (True, True, None)
    """

    def __init__(self, page: str) -> None:
        self._rules: dict[tuple[str, str], bool] = {}
        sheets = (sheet.partition(">")[2] for sheet in _between(page, "<style", "</style"))
        for names, content in (rule for sheet in sheets for rule in _rules(_without_comments(sheet))):
            if DECORATION.search(content) and len(self._rules) < _MAX_RULES:
                self._add(names, is_struck=bool(LINE_THROUGH.search(content)))

    def _add(self, names: str, *, is_struck: bool) -> None:
        for name in names.split(","):
            selector = _SELECTOR.fullmatch(name.strip())
            if selector and selector[0]:
                key = ((selector[1] or "").lower().strip("*"), selector[2] or "")
                self._rules.pop(key, None)  # so that the later one is the last
                self._rules[key] = is_struck

    def strikes(self, tag: str, classes: str) -> bool | None:
        """Return whether the strongest rule for an element strikes it; None where there is none.

        Args:
            tag: in lower case.
            classes: its attribute `class`.
        """
        if not self._rules:
            return None
        named = {"", *classes.split()}
        fitting = [
            (bool(name) * 2 + bool(element), at, is_struck)
            for at, ((element, name), is_struck) in enumerate(self._rules.items())
            if element in {"", tag} and name in named
        ]
        return max(fitting)[2] if fitting else None


def _between(text: str, first: str, last: str) -> Iterator[str]:
    """What stands between two marks in small letters, each time."""
    lower, at = text.translate(_SMALL), 0
    while (begins := lower.find(first, at)) >= 0 and (ends := lower.find(last, begins)) >= 0:
        yield text[begins + len(first) : ends]
        at = ends + len(last)


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return " ".join((first, *(other.partition("*/")[2] for other in others)))


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors and the content of each rule, also of those within another."""
    for rule in sheet.split("}"):
        names, _, content = rule.rpartition("{")
        yield names.rpartition("{")[2].rpartition(";")[2][-_MAX_RULE:], content[:_MAX_RULE]
