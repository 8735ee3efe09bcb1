"""The words of files that a Word file takes in whole, as programs that write reports do.

Source: ECMA-376-1, 17.17.2.1 (altChunk).
"""

from __future__ import annotations

from zipfile import ZipFile

from casebook.formats.encoding import decoded
from casebook.formats.hypertext.html_words import html_words
from casebook.formats.media_type import HEAD_BYTES, HTML, MAIL, MHTML, PLAIN, RTF, media_type
from casebook.formats.older.rich_text import rich_text_words
from casebook.formats.package import read_member
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.formats.printed.workbook_parts import related
from casebook.formats.web.capture import read_mhtml


def chunk_words(package: ZipFile, unprinted: UnprintedCollector, part: str, reference: str) -> str:
    """Return the words of a file that a part of a Word file takes in; "" of a kind that is not read.

    Args:
        package: the Word file.
        unprinted: counts the files that are not read.
        part: the name of the part.
        reference: the id by which it refers to the file.

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
        return html_words(text) if kind == HTML else text
    unprinted.add("embedded", bool(data))
    return ""
