"""The numbers that browsers set before the items of a list. Source: HTML Standard, 4.4.5 to 4.4.8."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from types import MappingProxyType

from casebook.formats.printed.paragraph_numbers import NUMBERS

RAW = ("script", "style", "title", "iframe", "noembed", "noframes")
"""Elements that hold characters only, up to their own end tag, which browsers do not show. What is for those
without scripts is text. Source: HTML Standard, sections 13.2.6.2 and 13.2.6.4."""
CHARACTERS = (*RAW, "textarea")
"""The same, with the one whose characters are shown."""
LISTS = frozenset({"ol", "ul", "menu", "dir"})
_SHADOW_ROOTS = frozenset({"shadowrootmode", "shadowroot", "shadowmode"})
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;!]*)", re.IGNORECASE)
_WHOLE = re.compile(r"\s*([+-]?\d{1,9})")
_MAX_ROMAN, _ALPHABET = 3999, 26


@dataclass(slots=True)
class HtmlList:
    """A list whose end was not met yet.

    Attributes:
        kind: of its numbers as `_WRITTEN` has it; "" for a list without any.
        count: of the item before.
        step: from one item to the next.
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
        return f"{_WRITTEN[kind](self.count)}. " if kind else ""


def list_of(tag: str, attrs: Mapping[str, str | None], items: int) -> HtmlList:
    """Return the list that a tag begins.

    Args:
        tag: in lower case.
        attrs: its attributes.
        items: how many it has, from which one that is reversed counts down.
    """
    if tag != "ol":
        return HtmlList()
    start, is_reversed = _whole(attrs.get("start")), "reversed" in attrs
    step, first = (-1, items) if is_reversed else (1, 1)
    return HtmlList(_kind(attrs, "decimal"), (first if start is None else start) - step, step)


def item_counts(page: str) -> Iterator[int]:
    """How many items each list of a page has, in their order; nothing where none counts down.

    >>> list(item_counts("<ol reversed><li>a<ul><li>b</ul><li>c</ol>"))
    [2, 1]
    """
    if "reversed" not in page.lower():
        return iter(())
    return iter(_ItemCounter(page).counts)


class PageAhead(HTMLParser, ABC):
    """The tags of a page outside its templates, read before its words."""

    CDATA_CONTENT_ELEMENTS = CHARACTERS  # type: ignore[misc]  # the library reads it of its class
    RCDATA_CONTENT_ELEMENTS = ()  # type: ignore[misc]  # of later Pythons, with the title in it

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self._templates = 0
        self.begin_page()
        self.feed(page)
        self.close()

    @abstractmethod
    def begin_page(self) -> None:
        """Know nothing yet."""

    @abstractmethod
    def begin(self, tag: str, attrs: Mapping[str, str | None]) -> None:
        """Know that an element begins."""

    @abstractmethod
    def end(self, tag: str) -> None:
        """Know that an element ends."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over what is in templates."""
        given = dict(attrs)
        self._templates += is_unshown_template(tag, given, self._templates)
        if not self._templates:
            self.begin(tag, given)

    def handle_endtag(self, tag: str) -> None:
        """Pass over what is in templates."""
        if self._templates:
            self._templates -= tag == "template"
        else:
            self.end(tag)

    def parse_html_declaration(self, i: int) -> int:
        """Pass over a declaration; the library stops at sections that it does not know."""
        return self.parse_bogus_comment(i)


def is_unshown_template(tag: str, attrs: Mapping[str, str | None], around: int = 0) -> bool:
    """Whether an element is a template that shows nothing, or one within such ones.

    One that a page states to be a shadow root is shown. Source: HTML Standard, 4.12.3; as Chrome saves it
    in MHTML, and as pages had it before the standard.

    >>> is_unshown_template("template", {}), is_unshown_template("template", {"shadowrootmode": "open"})
    (True, False)
    """
    return tag == "template" and (around > 0 or _SHADOW_ROOTS.isdisjoint(attrs))


class _ItemCounter(PageAhead):
    def begin_page(self) -> None:
        self.counts: list[int] = []
        self._open: list[int] = []

    def begin(self, tag: str, attrs: Mapping[str, str | None]) -> None:  # noqa: ARG002
        if tag in LISTS:
            self._open.append(len(self.counts))
            self.counts.append(0)
        elif tag == "li" and self._open:
            self.counts[self._open[-1]] += 1

    def end(self, tag: str) -> None:
        if tag in LISTS and self._open:
            self._open.pop()


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
