"""The words of a web page, without running or fetching anything of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from casebook.host.protocol.extract_protocol import MAX_WORDS

_RAW = ("script", "style", "title", "noscript", "iframe", "noembed", "noframes")
"""Elements that hold characters only, up to their own end tag. Browsers with scripts show none of them on the
page. Source: HTML Standard, sections 13.2.6.2 and 13.2.6.4."""
_RAW_END = re.compile(rf"</({'|'.join(_RAW)})[\s/][^>]*>", re.IGNORECASE)
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
_ENDS_CELL = {"td", "th"}
_OVERRIDES, _OVERRIDE_ENDS = {"ltr": "\u202d", "rtl": "\u202e"}, "\u202c"
"""Marks that order letters as the element bdo does (HTML Standard, 15.3.5)."""
_XML_CHARACTERS = 1_000


def html_words(page: str) -> str:
    r"""The words a reader of the page would see, line by line.

    What stands in a head is known by its own elements: the tags of the head itself may be left out.

    >>> html_words("<head><style>p {}</style><p>One &amp; two<br>three<script>bad()</script></p>")
    'One & two\nthree'
    >>> html_words("<bdo dir=rtl>niL</bdo>")
    '\u202eniL\u202c'
    """
    words = _Words(is_xml=page[:_XML_CHARACTERS].lstrip("\ufeff \t\r\n").startswith("<?xml"))
    words.feed(_RAW_END.sub(r"</\1>", page))
    words.close()
    lines = ("".join(words.parts)[:MAX_WORDS]).splitlines()
    cleaned = [" ".join(line.split()) for line in lines]
    return "\n".join(line for line in cleaned if line)


class _Words(HTMLParser):
    CDATA_CONTENT_ELEMENTS = _RAW  # type: ignore[misc]  # the library reads it of its class
    RCDATA_CONTENT_ELEMENTS = ()  # type: ignore[misc]  # of later Pythons, with the title in it

    def __init__(self, *, is_xml: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._is_xml = is_xml
        self._raw = ""
        self._templates = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _RAW:
            self._raw = tag
        self._templates += tag == "template"
        if tag == "bdo":
            self.parts.append(_OVERRIDES.get((dict(attrs).get("dir") or "").casefold(), _OVERRIDES["ltr"]))
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._raw:
            self._raw = ""
        self._templates -= tag == "template" and self._templates > 0
        if tag == "bdo":
            self.parts.append(_OVERRIDE_ENDS)
        self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._is_xml:
            self.handle_endtag(tag)
        elif tag in _RAW:  # in HTML the slash ends nothing
            self.set_cdata_mode(tag)

    def parse_html_declaration(self, i: int) -> int:
        """Pass over a declaration; the library stops at sections that it does not know."""
        return self.parse_bogus_comment(i)

    def handle_data(self, data: str) -> None:
        if not self._raw and not self._templates:
            self.parts.append(data)

    def _break(self, tag: str) -> None:
        if tag in _ENDS_LINE:
            self.parts.append("\n")
        elif tag in _ENDS_CELL:
            self.parts.append("\t")
