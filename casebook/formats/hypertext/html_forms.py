"""What is entered in the forms of a web page, as it was saved.

Source: HTML Standard, 4.10.5 (input), 4.10.7 (select), 4.10.8 (datalist), 15.5 (controls).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from casebook.formats.hypertext.html_lists import PageAhead

_WITHOUT_TEXT = {"hidden", "password", "file", "image", "color"}
_TICKS = {"checkbox", "radio"}
_SIGNS = {False: "☐", True: "☒"}
_ONE_LINE = {"", "0", "1"}


class Option(NamedTuple):
    """A choice of a form: whether it is shown, and the sign set before it."""

    is_shown: bool = True
    sign: str = ""


def entry_of(tag: str, attrs: Mapping[str, str | None]) -> str:
    """What a field of a form shows; "" for one that shows nothing or keeps its text from being seen.

    >>> entry_of("input", {"value": "V"}), entry_of("input", {"value": "V", "type": "password"})
    ('V', '')
    """
    kind = (attrs.get("type") or "text").strip().lower()
    if tag != "input" or kind in _WITHOUT_TEXT:
        return ""
    return _SIGNS["checked" in attrs] if kind in _TICKS else attrs.get("value") or ""


def options_of(page: str) -> Iterator[Option]:
    """Every option of a page, in their order: of a closed list the chosen one is shown, of an open one all.

    >>> [one.is_shown for one in options_of("<select><option>A<option selected>B</select><option>C")]
    [False, True, True]
    >>> [one.sign for one in options_of("<select multiple><option>A<option selected>B</select>")]
    ['☐ ', '☒ ']
    """
    return iter(_Options(page).options) if "<option" in page.lower() else iter(())


class _Options(PageAhead):
    def begin_page(self) -> None:
        self.options: list[Option] = []
        self._list: Mapping[str, str | None] | None = None
        self._places: list[tuple[int, bool, bool]] = []
        self._datalists = 0

    def begin(self, tag: str, attrs: Mapping[str, str | None]) -> None:
        self._datalists += tag == "datalist"
        if tag == "select":
            self._choose()
            self._list = attrs
        elif tag == "option":
            if self._list is not None:
                can_be = not {"disabled", "hidden"} & attrs.keys()
                self._places.append((len(self.options), "selected" in attrs, can_be))
            self.options.append(Option(is_shown=not self._datalists))

    def end(self, tag: str) -> None:
        self._datalists -= tag == "datalist" and self._datalists > 0
        if tag == "select":
            self._choose()

    def close(self) -> None:
        """End a list whose end tag is missing."""
        super().close()
        self._choose()

    def _choose(self) -> None:
        """Say of the options of a list which are shown; of several that are chosen the last is."""
        given, places = self._list or {}, self._places
        if "multiple" in given or (given.get("size") or "").strip() not in _ONE_LINE:
            for at, is_chosen, _ in places:
                self.options[at] = Option(sign=f"{_SIGNS[is_chosen]} ")
        else:
            chosen = [at for at, is_chosen, _ in places if is_chosen][-1:]
            chosen = chosen or [at for at, _, can_be in places if can_be][:1]
            for at, _, _ in places:
                self.options[at] = Option(is_shown=at in chosen)
        self._list, self._places = None, []
