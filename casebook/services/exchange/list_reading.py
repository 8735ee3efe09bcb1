"""The lists of other programs, read by a process that holds nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from casebook.base.clock import system_clock
from casebook.base.errors import CasebookError, DamagedSource, InvalidInput, Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.file_name import shown_name
from casebook.domain.base.grid import Grid
from casebook.formats.encoding import ENCODINGS, is_utf16
from casebook.formats.fault import OversizedFile
from casebook.formats.media_type import HEAD_BYTES, HTML, PACKAGES, PLAIN, media_type
from casebook.host.protocol.extract_protocol import Family
from casebook.services.base.flow import off_thread
from casebook.services.evidence.intake_source import OfferedFile
from casebook.services.exchange.grid_columns import gathered
from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker, LockedFile, NotRead

MAX_BYTES = 64 << 20
"""Maximum size of a list."""
MAX_HEAD_LINE = 1_000
"""The last line that may hold the headings, where somebody chooses it."""
_MAX_ROWS = 200_000
_NO_LIST = Message("Save it as CSV, XLSX, vCard or iCalendar.")


async def read_list(
    offer: OfferedFile, *, encoding: str = "", head_line: int = 0, progress: Progress = silent
) -> Grid:
    """Return the rows of a CSV, workbook, vCard or iCalendar file.

    Args:
        offer: the file.
        encoding: one of the `readings` of a list, or "" to find out.
        head_line: of a table the line of its headings, from 1, or 0 to find out.
        progress: asked whether to go on.

    Raises:
        DamagedSource: it is damaged, locked, or holds no list.
        InvalidInput: it is of another kind, or too large.
        Refused: it is a workbook and this computer cannot confine what reads it.
    """
    return await off_thread(partial(_read, offer, progress, encoding, head_line))


def _read(offer: OfferedFile, progress: Progress, encoding: str, head_line: int) -> Grid:
    if encoding and encoding not in ENCODINGS:
        raise InvalidInput(
            "There is no such encoding.",
            field="encoding",
            remedy=Message("Valid values: {known}.", known=tuple(ENCODINGS)),
        )
    if not 0 <= head_line <= MAX_HEAD_LINE:
        raise InvalidInput(
            Message("The headings can be in lines 1 to {limit}.", limit=MAX_HEAD_LINE), field="head-row"
        )
    number = (ENCODINGS.index(encoding) + 1 if encoding else 0) + (head_line << 8)
    with offer.open() as stream:
        sha256 = _digest(stream)
        grid = gathered(_answer(stream, progress, number))
    return replace(grid, file_name=shown_name(offer.name), sha256=sha256)


def _digest(stream: BinaryIO) -> str:
    """The SHA-256 of a file, hex; one that is too large for a list is not read to its end."""
    digest = hashlib.sha256()
    left = MAX_BYTES + 1
    while left and (piece := stream.read(min(left, 1 << 20))):
        digest.update(piece)
        left -= len(piece)
    if not left:
        raise _unread(NotRead("large"))
    return digest.hexdigest()


def _answer(stream: BinaryIO, progress: Progress, number: int) -> Grid:
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    family, is_package = _family(head), media_type(head) in PACKAGES
    stream.seek(0)
    try:
        with ExtractWorker(family, progress, number) as extract_worker:
            return _checked(extract_worker.read(stream, Grid).answer)
    except NotRead as unread:
        if unread.why == "unconfined" and not is_package:
            return _in_process(family, stream, number)
        raise _unread(unread) from unread
    except DamagedFile as error:
        raise DamagedSource("The file is damaged or contains no list.", remedy=_NO_LIST) from error
    except LockedFile as error:
        raise DamagedSource(
            "The file is protected by a password.", remedy="Save it without a password."
        ) from error


def _in_process(family: Family, stream: BinaryIO, number: int) -> Grid:
    """Read plain text here. SECURITY: only where no confinement exists, by memory-safe code."""
    from casebook.formats.calendar.calendar_grid import read_calendar_grid
    from casebook.formats.contact_file import read_contacts
    from casebook.formats.table import read_table

    head_line, chosen = divmod(number, 256)
    encoding = ENCODINGS[chosen - 1] if chosen else ""
    readers: dict[Family, Callable[[bytes], Grid]] = {
        Family.CALENDAR: lambda data: read_calendar_grid(data, encoding, system_clock().date()),
        Family.CONTACTS: lambda data: read_contacts(data, encoding),
        Family.TABLE: lambda data: read_table(data, encoding, head_line),
    }
    stream.seek(0)
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _unread(NotRead("large"))
    try:
        return readers[family](data)
    except OversizedFile as error:
        raise _unread(NotRead("large")) from error


def _family(head: bytes) -> Family:
    kind = media_type(head)
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").replace(b"\x00", b"")[:20].upper()
    if start.startswith(b"BEGIN:VCARD"):
        return Family.CONTACTS
    if start.startswith((b"BEGIN:VCALENDAR", b"BEGIN:VEVENT", b"BEGIN:VTODO")):
        return Family.CALENDAR
    if kind in PACKAGES or is_utf16(head):
        return Family.TABLE
    if kind == HTML or not (kind.startswith("text/") or kind in {PLAIN, "message/rfc822"}):
        raise InvalidInput("This file is not a list.", field="file", remedy=_NO_LIST)
    return Family.TABLE


def _unread(unread: NotRead) -> CasebookError:
    if unread.why == "large":
        return InvalidInput(
            "The list is too large, or becomes too large when unpacked.",
            field="file",
            remedy="Split it into several files.",
        )
    if unread.why == "unconfined":
        return Refused(
            "Spreadsheets cannot be read on this computer: it cannot isolate the process that reads them.",
            remedy="Save the list as CSV.",
        )
    return DamagedSource("The list could not be read.", remedy=_NO_LIST)


def _checked(grid: Grid) -> Grid:
    """Return the list reported by a reader after validation."""
    if len(grid.rows) > _MAX_ROWS or any(len(row.cells) != len(grid.head) for row in grid.rows):
        raise NotRead("failed")
    return grid
