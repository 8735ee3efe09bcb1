"""The words of files that a Word file takes in whole, as programs that write reports do.

Source: ECMA-376-1, 17.17.2.1 (altChunk).
"""

from __future__ import annotations

from contextlib import suppress
from zipfile import ZipFile

from casebook.formats.encoding import decoded
from casebook.formats.fault import Damaged, PasswordProtected
from casebook.formats.hypertext.html_words import HtmlText, read_html
from casebook.formats.media_type import (
    DOCX,
    HEAD_BYTES,
    HTML,
    MAIL,
    MHTML,
    PACKAGES,
    PLAIN,
    RTF,
    media_type,
)
from casebook.formats.older.rich_text import rich_text_words
from casebook.formats.package import kind_of, listed, read_member, sized
from casebook.formats.printed.package_pages import package_words
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.formats.printed.workbook_parts import related
from casebook.formats.web.capture import read_mhtml

_MAX_NESTED = 3
"""Word files within one another are read so deep."""


def chunk_words(
    package: ZipFile, unprinted: UnprintedCollector, part: str, reference: str, depth: int = 0
) -> str:
    """Return the words of a file that a part of a Word file takes in; "" of a kind that is not read.

    Args:
        package: the Word file.
        unprinted: counts the files that are not read.
        part: the name of the part.
        reference: the id by which it refers to the file.
        depth: how many Word files the package is taken into.

    Raises:
        Damaged: it cannot be read.
    """
    name = related(package, part).get(reference, "")
    data = read_member(package, name) if name else b""
    kind = media_type(data[:HEAD_BYTES]) if data else ""
    if kind in {MAIL, MHTML}:
        return "\n".join(read_mhtml(data).pages)
    if kind == RTF:
        return rich_text_words(data)
    if kind in {HTML, PLAIN}:
        text = decoded(data).text
        said = read_html(text) if kind == HTML else HtmlText(text)
        unprinted.add("hidden", len(said.hidden), "\n".join(said.hidden))
        return said.words
    words = _word_file(data, unprinted, depth + 1) if kind in PACKAGES and depth < _MAX_NESTED else None
    unprinted.add("embedded", bool(data) and words is None)
    return words or ""


def _word_file(data: bytes, unprinted: UnprintedCollector, depth: int) -> str | None:
    """The words of a Word file; None of another file, and of one that cannot be read."""
    with suppress(Damaged, PasswordProtected), listed(data) as inner:
        if kind_of(inner) == DOCX:
            sized(inner)

            def within(part: str, reference: str) -> str:
                return chunk_words(inner, unprinted, part, reference, depth)

            return "\n".join(words for _, words in package_words(inner, DOCX, unprinted, within))
    return None
