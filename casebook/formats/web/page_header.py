"""What a saved web page says of itself: its title, where it was and when it was saved."""

from __future__ import annotations

import re
from contextlib import suppress
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

from casebook.host.protocol.extract_protocol import FileHeader

_HEAD_CHARACTERS = 1 << 16
_SINGLE_FILE = re.compile(
    r"Page saved with SingleFile\s+url:\s*(?P<url>\S+)\s+saved date:\s*"
    r"\w+ (?P<month>\w+) (?P<day>\d+) (?P<year>\d+) (?P<time>[\d:]+) GMT(?P<zone>[+-]\d{4})"
)
"""The date as JavaScript writes it. Source: ECMA-262, Date.prototype.toString."""
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(?P<url>\S+)")


def page_header(page: str) -> FileHeader:
    """Title, address and time of a page, as browsers and SingleFile write them into what they save.

    >>> head = page_header("<!-- saved from url=(0017)https://court.eu/ --><title>Roll &amp; list</title>")
    >>> head.title, head.address
    ('Roll & list', 'https://court.eu/')
    """
    start = page[:_HEAD_CHARACTERS]
    parts = _Head()
    parts.feed(start)
    single = _SINGLE_FILE.search(start)
    saved = single or _SAVED_FROM.search(start)
    dated = ""
    if single:
        with suppress(ValueError):
            dated = parsedate_to_datetime(
                "{day} {month} {year} {time} {zone}".format(**single.groupdict())
            ).isoformat()
    address = saved["url"] if saved else parts.address
    return FileHeader(title=" ".join("".join(parts.title).split()), dated=dated, address=address)


def header_lines(header: FileHeader) -> str:
    """The header as the first lines of the words that are searched."""
    return "\n".join(filter(None, (header.title, header.address, header.dated)))


class _Head(HTMLParser):
    """Collects the title and the address that the page gives itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.address = ""
        self._is_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_title = tag == "title" and not self.title
        values = dict(attrs)
        if tag == "link" and values.get("rel") == "canonical":
            self.address = values.get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        self._is_title = self._is_title and tag != "title"

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.title.append(data)
