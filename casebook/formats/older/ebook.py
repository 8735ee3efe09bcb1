"""The words of an EPUB, chapter by chapter, with its title, author and date.

Source: EPUB 3.3, 4.2.6 (container.xml), 5 (the package document); EPUB 2 alike.
"""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from typing import TYPE_CHECKING
from zipfile import ZipFile

from casebook.formats.encoding import decoded
from casebook.formats.fault import Damaged, PasswordProtected
from casebook.formats.hypertext.html_sheets import FileSheets
from casebook.formats.hypertext.html_words import read_html
from casebook.formats.media_type import EPUB
from casebook.formats.package import read_member
from casebook.formats.printed.unprinted import hidden_parts
from casebook.formats.read import UNSTYLED, Read, bounded
from casebook.host.protocol.extract_protocol import MAX_WORDS, FileHeader

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONTAINER = "META-INF/container.xml"
_PLACE = "book://book/"
"""Before the names of members, which are no addresses of the web."""
_MAX_CHAPTERS = 5_000
_NO_TITLES = frozenset({"unknown title", "unknown author", "unknown", "untitled"})
"""What programs write where nobody gave a title or author."""


def read_ebook(package: ZipFile) -> Read:
    """The words of a book in the order of its chapters.

    Raises:
        Damaged: its parts are broken or missing.
        PasswordProtected: a part is encrypted.
    """
    roots = _tree(package, _CONTAINER).iterfind(".//{*}rootfile")
    path = next((root.get("full-path", "") for root in roots), "")
    book = _tree(package, path)
    folder = posixpath.dirname(path)
    places = {item.get("id"): item.get("href", "") for item in book.iterfind(".//{*}manifest/{*}item")}
    names = set(package.namelist())
    chapters = []
    styles = {f"{_PLACE}{name}": _style(package, name) for name in names if name.lower().endswith(".css")}
    for item in list(book.iterfind(".//{*}spine/{*}itemref"))[:_MAX_CHAPTERS]:
        href = _unescaped(places.get(item.get("idref"), ""))
        name = posixpath.normpath(posixpath.join(folder, href))
        if name in names:
            sheets = FileSheets(f"{_PLACE}{name}", styles)
            chapters.append(read_html(decoded(read_member(package, name)).text, sheets))
    hidden = [text for one in chapters for text in one.hidden]
    kept, is_cut = bounded(tuple(one.words for one in chapters), MAX_WORDS)
    return Read(
        media_type=EPUB,
        pages=kept,
        is_cut=is_cut,
        header=_header(book),
        losses=(UNSTYLED,) if any(one.is_unstyled for one in chapters) else (),
        unprinted=hidden_parts(hidden),
    )


def _style(package: ZipFile, name: str) -> str:
    """A style sheet; an encrypted or broken one states nothing."""
    with suppress(Damaged, PasswordProtected):
        return decoded(read_member(package, name)).text
    return ""


def _unescaped(href: str) -> str:
    """A relative address with its percent signs resolved (RFC 3986, 2.1)."""
    escaped = re.compile(rb"%([0-9A-Fa-f]{2})")
    return escaped.sub(lambda match: bytes([int(match[1], 16)]), href.encode()).decode("utf-8", "replace")


def _header(book: Element) -> FileHeader:
    title, creator, date = (
        " ".join((book.findtext(f".//{{*}}metadata/{{*}}{name}") or "").split())
        for name in ("title", "creator", "date")
    )
    return FileHeader(
        title="" if title.lower() in _NO_TITLES else title,
        author="" if creator.lower() in _NO_TITLES else creator,
        dated=date,
    )


def _tree(package: ZipFile, name: str) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(read_member(package, name), forbid_dtd=False)
    except (KeyError, ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Damaged from error


def load_for_ebooks() -> None:
    """Load what reading e-books takes, before files are given up."""
    from defusedxml.ElementTree import fromstring

    fromstring("<a/>")
