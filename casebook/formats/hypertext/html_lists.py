"""The numbers that browsers set before the items of a list. Source: HTML Standard, 4.4.5 to 4.4.8."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from casebook.formats.printed.paragraph_numbers import NUMBERS

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;!]*)", re.IGNORECASE)
_WHOLE = re.compile(r"\s*([+-]?\d{1,9})")
_MAX_ROMAN, _ALPHABET = 3999, 26


@dataclass(slots=True)
class HtmlList:
    """A list whose end was not met yet.

    Attributes:
        kind: of its numbers as `_WRITTEN` has it; "" for a list without any.
        count: of the item before.
        step: from one item to the next; 0 where a list counts down from nobody knows where.
    """

    kind: str = ""
    count: int = 0
    step: int = 1

    def next_number(self, attrs: Mapping[str, str | None]) -> str:
        """Return the number of an item with a point, or "" for none.

        Args:
            attrs: of the item, which may state its number and the kind of it.
        """
        value = _whole(attrs.get("value"))
        self.count = self.count + self.step if value is None else value
        kind = _kind(attrs, self.kind) if self.kind else ""
        return f"{_WRITTEN[kind](self.count)}. " if kind and (self.step or value is not None) else ""


def list_of(tag: str, attrs: Mapping[str, str | None]) -> HtmlList:
    """Return the list that a tag begins."""
    if tag != "ol":
        return HtmlList()
    start, is_reversed = _whole(attrs.get("start")), "reversed" in attrs
    step = (0 if start is None else -1) if is_reversed else 1
    return HtmlList(_kind(attrs, "decimal"), (1 if start is None else start) - step, step)


def _kind(attrs: Mapping[str, str | None], otherwise: str) -> str:
    """The kind that attributes state; "" for none, or one that is not known."""
    if style := _STYLE.search(attrs.get("style") or ""):
        words = style[1].lower().split()
        named = [_BY_STYLE[word] for word in words if word in _BY_STYLE]
        return named[0] if named else "" if words and words != ["inherit"] else otherwise
    return _BY_TYPE.get((attrs.get("type") or "").strip(), otherwise)


def _whole(written: str | None) -> int | None:
    match = _WHOLE.match(written or "")
    return int(match[1]) if match else None


def _letters(number: int) -> str:
    """As browsers count: after z comes aa, then ab."""
    if number < 1:
        return str(number)
    letters = ""
    while number:
        number, rest = divmod(number - 1, _ALPHABET)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(number: int) -> str:
    return NUMBERS["lowerRoman"](number) if 0 < number <= _MAX_ROMAN else str(number)


_WRITTEN: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "a": _letters,
        "A": lambda number: _letters(number).upper(),
        "i": _roman,
        "I": lambda number: _roman(number).upper(),
    }
)
_BY_TYPE = {"1": "decimal", "a": "a", "A": "A", "i": "i", "I": "I"}
_BY_STYLE = {
    "none": "",
    "decimal": "decimal",
    **dict.fromkeys(("lower-alpha", "lower-latin"), "a"),
    **dict.fromkeys(("upper-alpha", "upper-latin"), "A"),
    "lower-roman": "i",
    "upper-roman": "I",
}
