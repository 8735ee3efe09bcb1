"""Files that clients bring: archives, older Office files, captured web pages."""

from __future__ import annotations

from contextlib import suppress

from casebook.formats.archive.archive_file import read_archive
from casebook.formats.fault import Damaged, NoLibrary, OversizedFile, PasswordProtected
from casebook.formats.older.compound import read_compound
from casebook.formats.older.rich_text import read_rich_text
from casebook.formats.older.slides_binary import slides_text
from casebook.formats.older.word_binary import word_text
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.formats.web.capture import read_mhtml, read_warc, read_webarchive

_REFUSALS = (Damaged, NoLibrary, OversizedFile, PasswordProtected)


def archive(data: bytes) -> None:
    """Open an archive, an e-book or a document of iWork; an empty file never gets that far."""
    with suppress(*_REFUSALS):
        read_archive(data or b"x", ("password",))


def older_office(data: bytes) -> None:
    """Read a whole file, and the same bytes as the streams that one has."""
    for read in (
        read_compound,
        read_rich_text,
        lambda main: slides_text(main, UnprintedCollector()),
        lambda main: word_text(main, (main, main), UnprintedCollector()),
    ):
        with suppress(*_REFUSALS):
            read(data)


def web_capture(data: bytes) -> None:
    """Read a captured page in each of the forms."""
    for read in (read_mhtml, read_webarchive, read_warc):
        with suppress(*_REFUSALS):
            read(data)
