"""The words of files that a Word file takes in whole, as programs that write reports do.

Source: ECMA-376-1, 17.17.2.1 (altChunk).
"""

from __future__ import annotations

from zipfile import ZipFile

from casebook.formats.encoding import decoded
from casebook.formats.html_words import html_words
from casebook.formats.media_type import HEAD_BYTES, HTML, MAIL, MHTML, PLAIN, RTF, media_type
from casebook.formats.older.rich_text import rich_text_words
from casebook.formats.package import read_member
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.formats.printed.workbook_parts import related
from casebook.formats.web.capture import read_mhtml


class Chunks:
    """The files that a part of a Word file takes in, by the id of the reference.

    Args:
        package: the Word file.
        part: the name of the part.
        unprinted: counts the files that are not read.
    """

    def __init__(self, package: ZipFile, part: str, unprinted: UnprintedCollector) -> None:
        self._package, self._part, self._unprinted = package, part, unprinted

    def words(self, reference: str) -> str:
        """Return the words of a file; "" where it is not there or of a kind that is not read.

        Raises:
            Damaged: it cannot be read.
        """
        name = related(self._package, self._part).get(reference, "")
        data = read_member(self._package, name) if name else b""
        kind = media_type(data[:HEAD_BYTES]) if data else ""
        if kind in {MAIL, MHTML}:
            return "\n".join(read_mhtml(data).pages)
        if kind == RTF:
            return rich_text_words(data)
        if kind in {HTML, PLAIN}:
            text = decoded(data).text
            return html_words(text) if kind == HTML else text
        if data:
            self._unprinted.add("embedded", 1)
        return ""
