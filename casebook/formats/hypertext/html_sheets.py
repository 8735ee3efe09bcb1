"""The style sheets of a page: its own, and those that it links and that came with it in its file.

Nothing is fetched: of a sheet that is not in the file it is said that it is missing.

Source: HTML Standard, 4.2.4 (link), 4.2.6 (style); CSS Cascading and Inheritance Level 3, 2 (@import);
RFC 2392 (cid); RFC 2397 (data).
"""

from __future__ import annotations

import base64
import binascii
import re
import string
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

from casebook.formats.hypertext.html_lists import is_unshown_template
from casebook.formats.hypertext.web_address import completed

_BEGINS = re.compile(r"<!--|<style\b|<script\b|<link\b|<base\b|</?template\b", re.IGNORECASE)
_TAG = re.compile(r"(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_IMPORT = re.compile(
    r"@import\s+(?:url\(\s*)?(?:\"([^\"]*)\"|'([^']*)'|([^\"'\s;()]+))\s*\)?([^;{}\n]*)", re.IGNORECASE
)
_IMPORTS_END = re.compile(r"[{}]")
_DATA = re.compile(r"data:([^,]*),(.*)", re.IGNORECASE | re.DOTALL)
_ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")
_ENDS = {"<!--": "-->", "<style": "</style", "<script": "</script"}
_WITHIN = "(within a shadow root)"
_SMALL = {ord(letter): letter.lower() for letter in string.ascii_uppercase}
_MAX_IMPORTS, _MAX_SHEETS, _MAX_CHARACTERS = 4, 300, 20_000_000


class FileSheets(NamedTuple):
    """The style sheets that are in the file of a page.

    Attributes:
        address: of the page, which completes those in it, or "".
        texts: by address, as `address_key` has it.
    """

    address: str = ""
    texts: Mapping[str, str] = MappingProxyType({})


NO_SHEETS = FileSheets()


class PageSheets:
    """The style sheets of a page in their order, each under the medium for which it is.

    Attributes:
        texts: the sheets.
        is_missing: one that is for screens is linked, and not in the file.
    """

    def __init__(self, page: str, beside: FileSheets) -> None:
        self._beside, self._base = beside, beside.address
        self._left = _MAX_CHARACTERS
        self.is_missing = False
        self.texts = tuple(self._of_page(page))

    def _of_page(self, page: str) -> Iterator[str]:
        lower, at, templates = page.translate(_SMALL), 0, list[bool]()
        while begins := _BEGINS.search(lower, at):
            kind = begins[0]
            tag = None if kind == "<!--" else _TAG.match(page, begins.end())
            first = tag.end() if tag else begins.end()
            at = ends = lower.find(_ENDS[kind], first) if kind in _ENDS else first
            if ends < 0 or (tag is None and kind != "<!--"):
                return
            given = _attributes(tag[0]) if tag else {}
            if kind == "<template":
                templates.append(is_unshown_template("template", given))
            elif kind == "</template":
                del templates[-1:]
            elif not any(templates):
                yield from self._of_element(kind, given, page[first:ends], is_within=bool(templates))

    def _of_element(
        self, kind: str, given: Mapping[str, str], text: str, *, is_within: bool
    ) -> Iterator[str]:
        """What an element adds; a sheet in a shadow root is for that alone, and hides nothing beside it."""
        medium = f"{_WITHIN} {given.get('media', '')}" if is_within else given.get("media", "")
        rels = given.get("rel", "").lower().split()
        if kind == "<style":
            yield from self._whole(text, medium, self._base, 0)
        elif kind == "<base":
            self._base = completed(self._beside.address, given.get("href", "")) or self._base
        elif kind == "<link" and "stylesheet" in rels and "alternate" not in rels:
            yield from self._linked(given.get("href", ""), medium, self._base, 0)

    def _linked(self, href: str, medium: str, base: str, depth: int) -> Iterator[str]:
        """A sheet that a page or a sheet names, if it is in the file."""
        address = completed(base, href.strip())
        if not address or depth > _MAX_IMPORTS:
            return
        stated = (self._beside.texts.get(address_key(one)) for one in (address, href))
        text = next((one for one in (_data_text(address), *stated) if one is not None), None)
        if text is not None:
            yield from self._whole(text, medium, address, depth)
        elif medium.strip().lower() != "print":
            self.is_missing = True

    def _whole(self, text: str, medium: str, base: str, depth: int) -> Iterator[str]:
        """A sheet after those that it imports, which is the order in which they hold."""
        self._left -= len(text)
        if self._left < 0:
            self.is_missing = True
            return
        rules = text.replace("<!--", " ").replace("-->", " ")  # which a sheet may have around its rules
        first = _IMPORTS_END.search(plain := without_comments(rules))
        head = plain[: first.start() if first else None]
        for found in list(_IMPORT.finditer(head))[:_MAX_SHEETS] if "@" in head else ():
            href = found[1] or found[2] or found[3]
            yield from self._linked(href, found[4] or medium, base, depth + 1)
        yield f"@media {medium} {{{rules}}}" if medium.strip() else rules


def address_key(address: str) -> str:
    """An address without its fragment, as sheets are known by.

    >>> address_key("https://x.example/s.css#a")
    'https://x.example/s.css'
    """
    return address.strip().strip("<>").partition("#")[0]


def _attributes(tag: str) -> dict[str, str]:
    return {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in reversed(list(_ATTRIBUTE.finditer(tag)))  # of two of a name the first holds
    }


def without_comments(sheet: str) -> str:
    """A sheet with a blank in place of each comment.

    >>> without_comments("a {} /* b {} */ c {}")
    'a {}   c {}'
    """
    first, *others = sheet.split("/*")
    return " ".join((first, *(other.partition("*/")[2] for other in others)))


def _data_text(address: str) -> str | None:
    """The text that stands in an address itself; None of another address."""
    stated = _DATA.match(address)
    if stated is None:
        return None
    content = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), stated[2].encode())
    if stated[1].lower().endswith(";base64"):
        try:
            content = base64.b64decode(content)
        except binascii.Error:
            return ""
    return content.decode("utf-8", "replace")
