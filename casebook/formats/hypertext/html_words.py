"""The words of a web page, without running or fetching anything of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

from casebook.domain.evidence.set_file import CONTINUED
from casebook.formats.hypertext.html_lists import LISTS, RAW, HtmlList, item_counts, list_of
from casebook.formats.hypertext.html_styles import DECORATION, LINE_THROUGH, StruckStyles
from casebook.formats.hypertext.html_tables import CELLS, HtmlPiece, HtmlTable, words_of
from casebook.host.protocol.extract_protocol import MAX_WORDS

_RAW_END = re.compile(rf"</({'|'.join(RAW)})[\s/][^>]*>", re.IGNORECASE)
"""An end tag with more than its name, which Python before 3.11.14 does not take for one."""
_ENDS_LINE = {
    "p",
    "div",
    "br",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "blockquote",
    "body",
}
_STRIKES = frozenset({"s", "strike"})
"""Formatting elements, in force until their own end tag (HTML Standard, 13.2.4.3)."""
_VOID = frozenset({*("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source")})
_ENDED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li", "p"}), LISTS),
    **dict.fromkeys(("td", "th"), (frozenset({*CELLS, "p", "li"}), frozenset({"table"}))),
    "tr": (frozenset({"tr", *CELLS, "p", "li"}), frozenset({"table"})),
    **dict.fromkeys(
        ("p", "div", "table", "ol", "ul", "blockquote", "section", "h1", "h2", "h3", "h4", "h5", "h6"),
        (frozenset({"p"}), frozenset({"table", *CELLS, "li", "div", "blockquote", "section"})),
    ),
}
"""By tag, the elements that it ends though their own tag is left out, and those that keep them open."""
_OVERRIDES, _OVERRIDE_ENDS = {"ltr": "\u202d", "rtl": "\u202e"}, "\u202c"
"""Marks that order letters as the element bdo does (HTML Standard, 15.3.5)."""
_XML_CHARACTERS = 1_000
_BLANKS = re.compile(r"\s+")
_MAX_NESTED, _MAX_TABLES = 300, 50
"""Elements deeper in one another are taken for part of those around them."""


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
    page = _RAW_END.sub(r"</\1>", page)
    is_xml = page[:_XML_CHARACTERS].lstrip("\ufeff \t\r\n").startswith("<?xml")
    words = _Words(StruckStyles(page), item_counts(page), is_xml=is_xml)
    words.feed(page)
    words.close()
    lines = words.text[:MAX_WORDS].splitlines()
    cleaned = ((CONTINUED if line.startswith(CONTINUED) else "", " ".join(line.split())) for line in lines)
    return "\n".join(indent + line for indent, line in cleaned if line)


class _Words(HTMLParser):
    CDATA_CONTENT_ELEMENTS = RAW  # type: ignore[misc]  # the library reads it of its class
    RCDATA_CONTENT_ELEMENTS = ()  # type: ignore[misc]  # of later Pythons, with the title in it

    def __init__(self, styles: StruckStyles, item_counts: Iterator[int], *, is_xml: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._styles, self._item_counts = styles, item_counts
        self._is_xml = is_xml
        self._raw = ""
        self._templates = 0
        self._pieces: list[HtmlPiece] = []
        self._tables: list[HtmlTable] = []
        self._lists: list[HtmlList] = []
        self._number = ""
        self._open: list[tuple[str, bool]] = [("", False)]  # each with whether it strikes what is in it
        self._struck = dict.fromkeys(_STRIKES, 0)

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
        self._templates += tag == "template"
        if self._templates:
            return
        given = dict(attrs)
        self._begin(tag, given)
        if tag == "bdo":
            self._put(_OVERRIDES.get((given.get("dir") or "").casefold(), _OVERRIDES["ltr"]))
        if tag == "li":
            self._put_number()
        if tag in _ENDS_LINE:
            self._put("\n")
        if tag in LISTS:
            self._lists.append(list_of(tag, given, next(self._item_counts, 0)))
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
        if tag == "bdo":
            self._put(_OVERRIDE_ENDS)
        if tag in _STRIKES:
            self._struck[tag] -= self._struck[tag] > 0
        if tag in {"li", *LISTS}:
            self._put_number()
        if tag in LISTS and self._lists:
            self._lists.pop()
        if tag in _ENDS_LINE or tag in LISTS:
            self._put("\n")
        self._end_in_table(tag)
        names = [name for name, _ in self._open]
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._is_xml:
            self.handle_endtag(tag)
        elif tag in RAW:  # in HTML the slash ends nothing
            self.set_cdata_mode(tag)

    def parse_html_declaration(self, i: int) -> int:
        """Pass over a declaration; the library stops at sections that it does not know."""
        return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        if self._raw or self._templates:
            return
        if data.strip():
            self._put_number()
        if self._tables and self._tables[-1].cell is not None and "pre" not in dict(self._open):
            data = _BLANKS.sub(" ", data)
        self._put(data, is_struck=any(self._struck.values()) or self._open[-1][1])

    def _begin(self, tag: str, attrs: Mapping[str, str | None]) -> None:
        """Open an element, after those that it ends."""
        ended, keep_open = _ENDED_BY.get(tag, (frozenset(), frozenset()))
        for at in range(len(self._open) - 1, 0, -1) if ended else ():
            if self._open[at][0] in keep_open:
                break
            if self._open[at][0] in ended:
                del self._open[at:]
        if tag in _STRIKES:
            self._struck[tag] += 1
        elif tag not in _VOID and len(self._open) < _MAX_NESTED:
            self._open.append((tag, self._is_struck(tag, attrs) or self._open[-1][1]))

    def _is_struck(self, tag: str, attrs: Mapping[str, str | None]) -> bool:
        """Whether an element strikes what is in it: by its own style, a style sheet, or what it is."""
        own = attrs.get("style") or ""
        if DECORATION.search(own):
            return bool(LINE_THROUGH.search(own))
        by_sheet = self._styles.strikes(tag, attrs.get("class") or "")
        return tag == "del" if by_sheet is None else by_sheet

    def _put(self, text: str, *, is_struck: bool = False) -> None:
        """Keep a text in the innermost open cell."""
        cells = (table.cell for table in reversed(self._tables) if table.cell is not None)
        next(cells, self._pieces).append(HtmlPiece(text, is_struck))

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
        for text, is_struck in self._tables[-1].end_row():
            self._put(text, is_struck=is_struck)

    def _end_table(self) -> None:
        self._end_row()
        self._tables.pop()
