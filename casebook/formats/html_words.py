"""The words of a web page, without running or fetching anything of it."""

from __future__ import annotations

from html.parser import HTMLParser

from casebook.host.protocol.extract_protocol import MAX_WORDS

_SILENT = {"script", "style", "template", "noscript", "head"}
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
    "title",
    "section",
    "blockquote",
}
_ENDS_CELL = {"td", "th"}


def html_words(page: str) -> str:
    r"""The words a reader of the page would see, line by line.

    >>> html_words("<style>p {}</style><p>One &amp; two<br>three<script>bad()</script></p>")
    'One & two\nthree'
    """
    words = _Words()
    words.feed(page)
    words.close()
    lines = ("".join(words.parts)[:MAX_WORDS]).splitlines()
    cleaned = [" ".join(line.split()) for line in lines]
    return "\n".join(line for line in cleaned if line)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._silent += tag in _SILENT
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)

    def _break(self, tag: str) -> None:
        if tag in _ENDS_LINE:
            self.parts.append("\n")
        elif tag in _ENDS_CELL:
            self.parts.append("\t")
