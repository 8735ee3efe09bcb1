"""The words of a web page, without running or fetching anything of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from casebook.domain.evidence.set_file import CONTINUED
from casebook.formats.hypertext.html_elements import BOXES, ENDED_BY, LINES
from casebook.formats.hypertext.html_forms import Option, entry_of, options_of
from casebook.formats.hypertext.html_lists import (
    CHARACTERS,
    LISTS,
    RAW,
    HtmlList,
    is_unshown_template,
    item_counts,
    list_of,
)
from casebook.formats.hypertext.html_selectors import marks_of
from casebook.formats.hypertext.html_sheets import NO_SHEETS, FileSheets
from casebook.formats.hypertext.html_styles import GAPS, Effect, PageStyles
from casebook.formats.hypertext.html_tables import CELLS, HtmlTable
from casebook.formats.printed.struck_words import MarkedPiece, words_of
from casebook.host.protocol.extract_protocol import MAX_WORDS

_RAW_END = re.compile(rf"</({'|'.join(CHARACTERS)})[\s/][^>]*>", re.IGNORECASE)
"""An end tag with more than its name, which Python before 3.11.14 does not take for one."""
_STRIKES = frozenset({"s", "strike"})
"""Formatting elements, in force until their own end tag (HTML Standard, 13.2.4.3)."""
_RAISED = frozenset({"sup", "sub"})
_VOID = frozenset({*("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source")})
_OVERRIDES, _OVERRIDE_ENDS = {"ltr": "\u202d", "rtl": "\u202e"}, "\u202c"
"""Marks that order letters as the element bdo does (HTML Standard, 15.3.5)."""
_BLANKS = re.compile(r"\s+")
_MAX_NESTED, _MAX_TABLES, _MAX_FRAMES, _XML_CHARACTERS = 300, 50, 3, 1_000
"""Elements deeper in one another are taken for part of those around them, pages in a page for hidden."""
_SPACED = frozenset({"pre", "textarea"})


class HtmlText(NamedTuple):
    """The words of a page, and the passages that it hides.

    Attributes:
        words: what a reader of it would see, line by line.
        hidden: what its styles or attributes keep from being shown, passage by passage.
        is_unstyled: it links style sheets that are not in its file, so that its lines may be others.
    """

    words: str
    hidden: tuple[str, ...] = ()
    is_unstyled: bool = False


def html_words(page: str) -> str:
    r"""The words a reader of the page would see, line by line.

    What stands in a head is known by its own elements: the tags of the head itself may be left out.

    >>> html_words("<head><style>p {}</style><p>One &amp; two<br>three<script>bad()</script></p>")
    'One & two\nthree'
    >>> html_words("<bdo dir=rtl>niL</bdo>")
    '\u202eniL\u202c'
    >>> html_words("<ol><li>I did <s>not</s> go</ol><table><tr><td>A<td><td>C</table>")
    '1. I did [struck: not] go\nA||C|'
    """
    return read_html(page).words


def read_html(page: str, beside: FileSheets = NO_SHEETS) -> HtmlText:
    """The words of a page and what it hides.

    Args:
        page: in HTML.
        beside: the style sheets that are in its file.

    >>> read_html("<p>on <i style='display:none'>12</i><i hidden>13</i> <b>19 January</b>")
    HtmlText(words='on 19 January', hidden=('12', '13'), is_unstyled=False)
    """
    return _read(page, beside, 0)


def _read(page: str, beside: FileSheets, depth: int) -> HtmlText:
    """A page within so many others."""
    page = _RAW_END.sub(r"</\1>", page)
    is_xml = page[:_XML_CHARACTERS].lstrip("\ufeff \t\r\n").startswith("<?xml")
    words = _Words(page, beside, depth, is_xml=is_xml)
    words.feed(page)
    words.close()
    lines = words.text[:MAX_WORDS].splitlines()
    cleaned = ((CONTINUED if line.startswith(CONTINUED) else "", " ".join(line.split())) for line in lines)
    shown = "\n".join(indent + line for indent, line in cleaned if line)
    hidden = tuple(text for one in words.hidden if (text := " ".join(one.split())))
    return HtmlText(shown, hidden, words.is_unstyled)


class _Element(NamedTuple):
    """An open element, and what its styles and those around it do to what is in it.

    Attributes:
        is_parting: each element in it has a box of its own, as with flex and grid.
        is_parted: a style sets words or a gap between it and those beside it.
        edge: what keeps it from the words before and after it: the end of a line, a blank, or nothing.
    """

    tag: str
    marks: frozenset[str] = frozenset()
    is_struck: bool = False
    is_gone: bool = False
    is_invisible: bool = False
    is_tiny: bool = False
    is_raised: bool = False
    is_parting: bool = False
    is_parted: bool = False
    edge: str = ""

    @property
    def is_hidden(self) -> bool:
        """Whether nobody sees what is in it."""
        return self.is_gone or self.is_invisible or self.is_tiny


def _within(around: _Element, tag: str, marks: frozenset[str], effects: Mapping[Effect, bool]) -> _Element:
    """An element within another: what has no box has none within it; the rest can be taken back."""
    return _Element(
        tag,
        marks,
        is_struck=around.is_struck or effects.get("struck", tag == "del"),
        is_gone=around.is_gone or effects.get("gone", False),
        is_invisible=effects.get("invisible", around.is_invisible),
        is_tiny=effects.get("tiny", around.is_tiny),
        is_raised=around.is_raised or tag in _RAISED or (effects.get("raised", False) and tag not in CELLS),
        is_parting=effects.get("parting", False),
        is_parted=any(effects.get(name, False) for name in ("parted", *GAPS)),
        edge=_edge(around, tag, effects),
    )


def _edge(around: _Element, tag: str, effects: Mapping[Effect, bool]) -> str:
    """What keeps an element apart; a block that a style sets in a line is still no part of a word."""
    if effects.get("line", tag in LINES):
        return "\n"
    is_boxed = effects.get("boxed", False) or effects.get("afloat", False)
    return " " if is_boxed or around.is_parting or tag in LINES or tag in BOXES else ""


class _Words(HTMLParser):
    CDATA_CONTENT_ELEMENTS = CHARACTERS  # type: ignore[misc]  # the library reads it of its class
    RCDATA_CONTENT_ELEMENTS = ()  # type: ignore[misc]  # of later Pythons, with the title in it

    def __init__(self, page: str, beside: FileSheets, depth: int, *, is_xml: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._styles = PageStyles(page, beside)
        self._item_counts, self._options = item_counts(page), options_of(page)
        self._beside, self._depth = beside, depth
        self.is_unstyled = self._styles.is_missing
        self._is_parted = False
        self._is_xml = is_xml
        self._raw = ""
        self._templates = 0
        self._pieces: list[MarkedPiece] = []
        self._tables: list[HtmlTable] = []
        self._lists: list[HtmlList] = []
        self._number = ""
        self._open = [_Element("")]
        self.hidden: list[str] = []
        self._is_passage = False
        self._struck: dict[str, list[str]] = {tag: [] for tag in _STRIKES}

    @property
    def text(self) -> str:
        """What a reader sees; tables without an end tag end with the page."""
        self._put_number()
        while self._tables:
            self._end_table()
        return words_of(self._pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in RAW:
            self._raw = tag
        given = dict(attrs)
        self._templates += is_unshown_template(tag, given, self._templates)
        if self._templates:
            return
        self._is_parted |= tag != "wbr" and not self._styles.is_known
        option = next(self._options, Option()) if tag == "option" else Option()
        element = self._begin(tag, given, is_shown=option.is_shown)
        count = next(self._item_counts, 0) if tag in LISTS else 0
        if not element.is_gone:
            self._begin_text(element, given, count)
        if option.sign:
            self._say(option.sign)
        elif words := entry_of(tag, given):
            self._open.append(element)
            self._say(words)
            self._end_from(len(self._open) - 1)
        if tag == "iframe" and (page := given.get("srcdoc")):
            self._show_frame(element, page)

    def _show_frame(self, element: _Element, page: str) -> None:
        """Show a page that stands in the page, with its own styles and what it hides."""
        if self._depth >= _MAX_FRAMES:
            self.hidden.append(page)
            return
        inside = _read(page, self._beside, self._depth + 1)
        self.hidden += inside.hidden
        self.is_unstyled |= inside.is_unstyled
        if element.is_hidden:
            self.hidden.append(inside.words)
        elif inside.words:
            self._put_number()
            self._put(f"{inside.words}\n")

    def _begin_text(self, element: _Element, given: Mapping[str, str | None], count: int) -> None:
        """Set what begins with an element: a line, a number, a cell.

        Args:
            element: that begins.
            given: its attributes.
            count: of the items, if it is a list.
        """
        tag = element.tag
        if tag == "bdo":
            self._put(_OVERRIDES.get((given.get("dir") or "").casefold(), _OVERRIDES["ltr"]))
        if tag == "li":
            self._put_number()
        self._put(element.edge)
        if tag in LISTS:
            self._lists.append(list_of(tag, given, count))
        elif tag == "li":
            self._number = self._lists[-1].next_number(given) if self._lists else ""
        elif tag in CELLS or tag in {"table", "tr"}:
            self._begin_table(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._raw:
            self._raw = ""
        if self._templates:
            self._templates -= tag == "template"
            return
        self._is_parted |= not self._styles.is_known
        if self._ends_hidden(tag):
            return
        if tag == "bdo":
            self._put(_OVERRIDE_ENDS)
        if self._struck.get(tag):
            self._put(self._struck[tag].pop())
        if tag in {"li", *LISTS}:
            self._put_number()
        if tag in LISTS and self._lists:
            self._lists.pop()
        if tag in LINES and all(element.tag != tag for element in self._open):
            self._put("\n")
        self._end_in_table(tag)
        self._close(tag)

    def _ends_hidden(self, tag: str) -> bool:
        """Whether an end tag stands within what has no box, which it may end; it ends nothing around that."""
        if not self._open[-1].is_gone:
            return False
        at = next(at for at, element in enumerate(self._open) if element.is_gone)
        if tag in {element.tag for element in self._open[at:]}:
            self._close(tag)
            return True
        is_around = tag in {element.tag for element in self._open[:at]}
        if is_around:
            self._end_from(at)
        return not is_around

    def _close(self, tag: str) -> None:
        """End the innermost element of a tag, and those within it."""
        names = [element.tag for element in self._open]
        if tag in names:
            self._end_from(len(names) - 1 - names[::-1].index(tag))

    def _end_from(self, at: int) -> None:
        """End the open elements from a place on; what comes next is kept apart as the widest of them is."""
        self._is_parted |= any(element.is_parted for element in self._open[at:])
        edges = {element.edge for element in self._open[at:] if not element.is_gone}
        del self._open[at:]
        self._put("\n" if "\n" in edges else "".join(edges))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._is_xml:
            self.handle_endtag(tag)
        elif tag in CHARACTERS:  # in HTML the slash ends nothing
            self.set_cdata_mode(tag)

    def parse_html_declaration(self, i: int) -> int:
        """Pass over a declaration; the library stops at sections that it does not know."""
        return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        if not (self._raw or self._templates):
            self._say(unescape(data) if self.cdata_elem else data)

    def _say(self, data: str) -> None:
        """Keep a text as the innermost element shows it."""
        if self._open[-1].is_hidden:
            self._hide(data)
            # What is only invisible keeps its room.
            self._is_parted |= bool(data) and not (self._open[-1].is_gone or self._open[-1].is_tiny)
            return
        if data.strip():
            self._put_number()
            self._is_passage = False
        open_tags = {element.tag for element in self._open}
        if self._tables and self._tables[-1].cell is not None and _SPACED.isdisjoint(open_tags):
            data = _BLANKS.sub(" ", data)
        self._keep_figures_apart(data)
        is_struck = any(self._struck.values()) or self._open[-1].is_struck
        self._container.append(MarkedPiece(data, is_struck, is_raised=self._open[-1].is_raised))

    def _keep_figures_apart(self, data: str) -> None:
        """Set a blank between figures of elements that styles keep apart, or may, if nobody knows them."""
        before = self._container[-1:] if self._is_parted else []
        if before and before[0].text[-1:].isnumeric() and data[:1].isnumeric():
            self._put(" ")
        self._is_parted = False

    def _hide(self, data: str) -> None:
        """Keep a text that is not shown, as one passage with what is hidden in the same element before it."""
        if self._is_passage and self.hidden:
            self.hidden[-1] += data
        elif data.strip():
            self.hidden.append(data)
            self._is_passage = True

    def _begin(self, tag: str, attrs: Mapping[str, str | None], *, is_shown: bool) -> _Element:
        """Open an element, after those that it ends."""
        ended, keep_open = ENDED_BY.get(tag, (frozenset(), frozenset()))
        for at in range(len(self._open) - 1, 0, -1) if ended else ():
            if self._open[at].tag in keep_open:
                break
            if self._open[at].tag in ended:
                self._end_from(at)
        effects: dict[Effect, bool] = {"line": True}
        if tag != "template":  # pages hide these by a rule, which is not for those that are shadow roots
            effects = self._styles.of(tag, attrs, self._open[1:])
        if not is_shown:
            effects["gone"] = True
        element = _within(self._open[-1], tag, marks_of(attrs), effects)
        if tag in _STRIKES and not element.is_gone:
            self._struck[tag].append(element.edge)
        self._is_parted |= element.is_parted
        is_hiding = element.is_hidden and not self._open[-1].is_hidden
        self._is_passage &= not is_hiding
        if tag not in _VOID and (tag not in _STRIKES or element.is_gone) and len(self._open) < _MAX_NESTED:
            self._open.append(element)
        return element

    def _put(self, text: str) -> None:
        if text:
            self._container.append(MarkedPiece(text))

    @property
    def _container(self) -> list[MarkedPiece]:
        """The pieces of the innermost open cell, or of the page."""
        cells = (table.cell for table in reversed(self._tables) if table.cell is not None)
        return next(cells, self._pieces)

    def _put_number(self) -> None:
        if self._number:
            self._put(self._number)
        self._number = ""

    def _begin_table(self, tag: str, attrs: Mapping[str, str | None]) -> None:
        if tag == "table" and len(self._tables) < _MAX_TABLES:
            self._put("\n")
            for table in self._tables[-1:]:
                table.has_table = True
            self._tables.append(HtmlTable())
        elif tag == "tr" and self._tables:
            self._end_row()
        elif tag in CELLS and self._tables:
            self._tables[-1].begin_cell(attrs)
        elif tag in CELLS:
            self._put("\t")

    def _end_in_table(self, tag: str) -> None:
        if tag in CELLS and self._tables:
            self._tables[-1].end_cell()
        elif tag in CELLS:
            self._put("\t")
        elif tag == "tr" and self._tables:
            self._end_row()
        elif tag == "table" and self._tables:
            self._end_table()

    def _end_row(self) -> None:
        for piece in self._tables[-1].end_row():
            self._container.append(piece)

    def _end_table(self) -> None:
        self._end_row()
        self._tables.pop()
