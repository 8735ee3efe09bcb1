"""Which elements of a web page stand on lines of their own, and which in boxes of their own.

Source: HTML Standard, 15.3 (display of elements) and 15.5 (controls); 13.1.2.4 and 13.2.6.4 (end tags
that may be left out).
"""

from __future__ import annotations

from casebook.formats.hypertext.html_lists import LISTS
from casebook.formats.hypertext.html_tables import CELLS

ENDS_PARAGRAPH = frozenset(
    {
        *("p", "div", "table", *LISTS, "dl", "blockquote", "section", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("address", "article", "aside", "center", "details", "dialog", "fieldset", "figcaption", "figure"),
        *("footer", "form", "header", "hgroup", "hr", "listing", "main", "nav", "plaintext", "pre", "search"),
        *("summary", "xmp"),
    }
)
"""Blocks that end a paragraph whose end tag is left out."""
SECTIONS = frozenset({"thead", "tbody", "tfoot"})
LINES = frozenset(
    {
        *(*ENDS_PARAGRAPH, "html", "body", "br", "li", "dt", "dd", "legend", "option", "optgroup"),
        *("caption", "colgroup", *SECTIONS, "tr", "iframe", "frame", "noscript"),
    }
)
"""Elements that begin and end a line: every block of the standard, and what is read of another page."""
BOXES = frozenset(
    {
        *("button", "input", "select", "textarea", "marquee", "meter", "progress", "rt", "rtc"),
        *("img", "picture", "svg", "math", "object", "embed", "applet", "audio", "video", "canvas"),
    }
)
"""Elements that stand within a line and are no part of the words beside them."""
KEEPS_PARAGRAPH = frozenset({"table", *CELLS, "li", "dd", "dt", "button", *ENDS_PARAGRAPH}) - {"p"}
ENDED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li", "p"}), frozenset({*LISTS, "table", *CELLS})),
    **dict.fromkeys(("dt", "dd"), (frozenset({"dt", "dd", "p"}), frozenset({"dl", "table", *CELLS}))),
    **dict.fromkeys(CELLS, (frozenset({*CELLS, "caption"}), frozenset({"table"}))),
    "tr": (frozenset({"tr", *CELLS, "caption"}), frozenset({"table"})),
    **dict.fromkeys(SECTIONS, (frozenset({*SECTIONS, "tr", *CELLS, "caption"}), frozenset({"table"}))),
    "option": (frozenset({"option"}), frozenset({"select", "datalist", "optgroup"})),
    "optgroup": (frozenset({"option", "optgroup"}), frozenset({"select"})),
    **dict.fromkeys(ENDS_PARAGRAPH, (frozenset({"p"}), KEEPS_PARAGRAPH)),
}
"""By tag, the elements that it ends though their own tag is left out, and those that keep them open.

The parser of the standard library ends none of them; that of libxml2 is of HTML 4 and leaves an optgroup open
in another and a struck passage closed with its paragraph.
"""
