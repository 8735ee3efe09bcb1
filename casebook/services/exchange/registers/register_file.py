"""The file of a register, read in pieces by a process that holds nothing else.

A register may have a million rows. Its bytes are cut between rows, without being understood: where a line
ends and the quotation marks before it are paired. Each piece goes to the process alone, and what came of it
is let go before the next.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Self

from casebook.base.errors import CasebookError, DamagedSource, InvalidInput, Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.file_name import shown_name
from casebook.domain.base.grid import NO_HEADINGS, Grid
from casebook.formats.encoding import ENCODINGS, is_utf16
from casebook.formats.media_type import HEAD_BYTES, HTML, PACKAGES, PLAIN, media_type
from casebook.host.protocol.extract_protocol import Family
from casebook.services.evidence.intake_source import OfferedFile
from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker, LockedFile, NotRead

PIECE_BYTES = 1 << 20
MAX_PIECE_BYTES = 16 << 20
"""A piece grows to this where no row seems to end."""
MAX_WHOLE_BYTES = 64 << 20
"""Maximum size of a file that cannot be cut: a workbook, one JSON value, UTF-16."""
MAX_BYTES = 4 << 30
_PIECES_A_WORKER = 16
"""Then another process is started: each may use the processor for a minute."""
_PLAIN = frozenset({PLAIN, "message/rfc822", "application/json"})
"""Kinds of what is read as text."""
_STEP = Message("comparing rows")
_FORMS = Message("Save it as CSV, as a workbook, or as JSON with one object on each line.")
"""What a register can be read from."""
_ROWS_A_STEP = 20
"""How often a comparison says how far it is: some hundredths of a second."""
Reader = Callable[[bytes], Grid]


@dataclass(slots=True)
class RegisterFile:
    """A register's file while it is read; `pieces` is asked for once.

    Attributes:
        offer: the file.
        encoding: one of `ENCODINGS` as somebody chose it, or "" to find out.
        has_headings: False of a table whose first line is a row: its columns are called by their number.
        progress: asked whether to go on, with the bytes of the rows that were dealt with, of all.
        rows, bad_rows: how many were read, and how many could not be.
        form: "csv", "xlsx" or "json", once the first piece was read.
        is_guessed: the file does not say its encoding.
        sha256: of the file, hex, once all was read.
    """

    offer: OfferedFile
    encoding: str = ""
    has_headings: bool = True
    progress: Progress = silent
    rows: int = 0
    bad_rows: int = 0
    form: str = ""
    is_guessed: bool = False
    sha256: str = ""
    _read: int = field(default=0, repr=False)
    _before: int = field(default=0, repr=False)

    @property
    def name(self) -> str:
        """Return the name of the file, with invisible characters written out."""
        return shown_name(self.offer.name)

    def pieces(self) -> Iterator[Grid]:
        """Yield the rows of the file, piece by piece, each under its headings.

        Raises:
            DamagedSource: it is damaged, locked, or holds no list.
            InvalidInput: it is of another kind, or too large to be read at once and cannot be cut.
            Refused: it is a workbook and this computer cannot confine what reads it.
            Cancelled: the person stopped.
        """
        if self.encoding and self.encoding not in ENCODINGS:
            raise InvalidInput(
                "There is no such encoding.",
                field="encoding",
                remedy=Message("Valid values: {known}.", known=tuple(ENCODINGS)),
            )
        with self.offer.open() as stream:
            for grid in self._grids(stream):
                self.rows += len(grid.rows)
                self.bad_rows += len(grid.bad_rows)
                self.form = self.form or grid.form
                self.is_guessed = self.is_guessed or grid.is_guessed
                yield grid
                self._before = self._read

    def tell_rows(self, done: int, of_rows: int) -> None:
        """Tell how many rows of the piece in hand were dealt with, now and then: its bytes by their share.

        Raises:
            Cancelled: the person stopped.
        """
        if done % _ROWS_A_STEP and done < of_rows:
            return
        share = (self._read - self._before) * done // max(of_rows, 1)
        number = self.rows - of_rows + done
        self.progress(self._before + share, self._size, Message("rows compared: {number}", number=number))

    @property
    def _size(self) -> int:
        return max(self.offer.size_bytes, self._read)

    def _tell_step(self, done: int, total: int, step: Message) -> None:  # noqa: ARG002 - as `Progress`
        """Tell a step of the worker, which knows nothing of the file, with how far that is."""
        self.progress(self._before, self._size, step)

    def _grids(self, stream: BinaryIO) -> Iterator[Grid]:
        head = stream.read(HEAD_BYTES)
        stream.seek(0)
        digest = hashlib.sha256()
        kind = media_type(head)
        if not (kind in PACKAGES or kind.startswith("text/") or kind in _PLAIN) or kind == HTML:
            raise InvalidInput("This file is not a list.", field="file", remedy=_FORMS)
        start = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
        is_json = start in {b"{", b"["}
        if kind in PACKAGES or is_utf16(head) or (is_json and not _is_lines(head)):
            data = self._whole(stream)
            digest.update(data)
            yield self._one(data, Family.REGISTER if is_json else Family.TABLE)
        elif is_json:
            yield from self._cut(stream, digest.update, Family.REGISTER)
        else:
            yield from self._cut(stream, digest.update, Family.TABLE)
        self.sha256 = digest.hexdigest()

    def _whole(self, stream: BinaryIO) -> bytes:
        data = stream.read(MAX_WHOLE_BYTES + 1)
        if len(data) > MAX_WHOLE_BYTES:
            raise _unread(NotRead("large"))
        self._tell(len(data))
        return data

    def _one(self, data: bytes, family: Family) -> Grid:
        with self._worker(family, self.encoding) as worker:
            return worker.read(data)

    def _cut(self, stream: BinaryIO, note: Callable[[bytes], None], family: Family) -> Iterator[Grid]:
        """Yield the grid of each piece; the headings of a table go before each but the first."""
        before, line, first = b"", 0, True
        head: tuple[str, ...] = ()
        encoding = self.encoding
        worker: _Worker | None = None
        try:
            for number, piece in enumerate(self._rows_cut(stream, note)):
                if worker is None or number % _PIECES_A_WORKER == 0 or number == 1:
                    if worker is not None:
                        worker.close()
                    worker = self._worker(family, encoding)
                grid = worker.read(before + piece)
                if first and family is Family.TABLE:
                    encoding = encoding or (grid.encoding if grid.encoding in ENCODINGS else "")
                    before, head = self._headings(piece, grid), grid.head
                elif self.has_headings and family is Family.TABLE and grid.rows and grid.head != head:
                    raise DamagedSource(
                        "The rows of this file have other columns further down.", remedy=_FORMS
                    )
                yield _moved(grid, 0 if first else line - before.count(b"\n"))
                line += piece.count(b"\n")
                first = False
        finally:
            if worker is not None:
                worker.close()

    def _worker(self, family: Family, encoding: str) -> _Worker:
        return _Worker(family, encoding, self._tell_step, 0 if self.has_headings else NO_HEADINGS)

    def _headings(self, piece: bytes, grid: Grid) -> bytes:
        """Return the bytes that go before each further piece."""
        return _up_to_rows(piece, grid) if self.has_headings else b""

    def _rows_cut(self, stream: BinaryIO, note: Callable[[bytes], None]) -> Iterator[bytes]:
        """Yield the bytes of the file in pieces that end between two rows."""
        held = bytearray()
        while data := stream.read(PIECE_BYTES):
            self._tell(len(data))
            note(data)
            held += data
            at = _end_of_rows(held)
            if not at and len(held) >= MAX_PIECE_BYTES:
                at = held.rfind(b"\n") + 1 or len(held)
            if at:
                yield bytes(held[:at])
                del held[:at]
        if held.strip():
            yield bytes(held)

    def _tell(self, size: int) -> None:
        self._read += size
        if self._read > MAX_BYTES:
            raise _unread(NotRead("large"))
        self.progress(self._before, self._size, _STEP)


class _Worker:
    """A process that reads pieces; where none can be confined plain text is read here."""

    def __init__(self, family: Family, encoding: str, progress: Progress, head_line: int) -> None:
        self._family, self._encoding, self._head_line = family, encoding, head_line
        self._worker: ExtractWorker | None = None
        chosen = ENCODINGS.index(encoding) + 1 if encoding else 0
        number = chosen + (head_line << 8) if family is Family.TABLE else 0
        try:
            self._worker = ExtractWorker(family, progress, number)
        except NotRead as unread:
            self._refuse_unless_plain(unread, b"")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._worker is not None:
            self._worker.close()

    def read(self, data: bytes) -> Grid:
        """Return the rows of a piece; raises as `RegisterFile.pieces` does."""
        try:
            if self._worker is None:
                return self._here(data)
            grid = self._worker.read(io.BytesIO(data), Grid).answer
        except NotRead as unread:
            self._refuse_unless_plain(unread, data)
            return self._here(data)
        except DamagedFile as error:
            raise DamagedSource("The file is damaged or contains no list.", remedy=_FORMS) from error
        except LockedFile as error:
            raise DamagedSource(
                "The file is protected by a password.", remedy="Save it without a password."
            ) from error
        if any(len(row.cells) != len(grid.head) for row in grid.rows):
            raise _unread(NotRead("failed"))
        return grid

    def _refuse_unless_plain(self, unread: NotRead, data: bytes) -> None:
        if unread.why != "unconfined" or media_type(data[:HEAD_BYTES]) in PACKAGES:
            raise _unread(unread) from unread

    def _here(self, data: bytes) -> Grid:
        """Read plain text here. SECURITY: only where no confinement exists, by memory-safe code."""
        from casebook.formats.fault import Damaged, OversizedFile
        from casebook.formats.register_json import read_register_json
        from casebook.formats.table import read_table

        try:
            if self._family is Family.REGISTER:
                return read_register_json(data)
            return read_table(data, self._encoding, self._head_line)
        except OversizedFile as error:
            raise _unread(NotRead("large")) from error
        except Damaged as error:
            raise DamagedSource("The file is damaged or contains no list.", remedy=_FORMS) from error


def _is_lines(head: bytes) -> bool:
    """Return whether a file has a JSON object on each line: the first ends as one, the next begins one."""
    first, _, rest = head.lstrip(b"\xef\xbb\xbf \r\n\t").partition(b"\n")
    return first.rstrip().endswith(b"}") and first.startswith(b"{") and rest.lstrip()[:1] in {b"{", b""}


def _end_of_rows(data: bytearray) -> int:
    """Return where the last row of some bytes ends: behind a line break outside of quotation marks; or 0.

    In every encoding that is cut these bytes stand for nothing else.
    """
    end = data.rfind(b"\n")
    quotes = data.count(b'"', 0, end + 1) if end >= 0 else 0
    while end >= 0 and quotes % 2:
        before = data.rfind(b"\n", 0, end)
        quotes -= data.count(b'"', before + 1, end + 1)
        end = before
    return end + 1


def _up_to_rows(piece: bytes, grid: Grid) -> bytes:
    """Return the bytes of the lines before the first row of a table."""
    if not grid.rows:
        return piece
    lines = piece.split(b"\n", grid.rows[0].line - 1)
    return b"".join(line + b"\n" for line in lines[:-1])


def _moved(grid: Grid, lines: int) -> Grid:
    """Return a grid with the lines counted from the beginning of the file."""
    if not lines:
        return grid
    return replace(
        grid,
        rows=tuple(replace(row, line=row.line + lines) for row in grid.rows),
        bad_rows=tuple(replace(row, line=row.line + lines) for row in grid.bad_rows),
    )


def _unread(unread: NotRead) -> CasebookError:
    if unread.why == "large":
        return InvalidInput(
            "The file is too large to be read at once, and cannot be read in parts.",
            field="file",
            remedy=_FORMS,
        )
    if unread.why == "unconfined":
        return Refused(
            "Spreadsheets cannot be read on this computer: it cannot isolate the process that reads them.",
            remedy="Save the list as CSV.",
        )
    return DamagedSource("The file could not be read.", remedy=_FORMS)
