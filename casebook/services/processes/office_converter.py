"""Office files as PDF, converted by LibreOffice where it is installed and can be isolated.

The process that runs it is started by the launcher, or by the command line; it holds no keys. Both files are
anonymous ones in memory. The PDF is foreign: it is read like one that somebody sent.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from typing import BinaryIO

from casebook.base.message import Message
from casebook.base.progress import Progress
from casebook.base.stopwatch import seconds
from casebook.formats.media_type import (
    DOC,
    DOCX,
    ODG,
    ODP,
    ODS,
    ODT,
    PPT,
    PPTX,
    RTF,
    SXC,
    SXD,
    SXI,
    SXW,
    XLS,
    XLSX,
)
from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.ipc.message import in_pieces
from casebook.host.process.program_part import program_line
from casebook.host.protocol.program_protocol import (
    CONVERT_SECONDS,
    MAX_OFFICE_BYTES,
    MAX_PDF_BYTES,
    REFUSALS,
    ProgramMessage,
    ProgramRefusal,
)

_ENDINGS = {
    DOCX: "docx",
    XLSX: "xlsx",
    PPTX: "pptx",
    ODT: "odt",
    ODS: "ods",
    ODP: "odp",
    ODG: "odg",
    SXW: "sxw",
    SXC: "sxc",
    SXI: "sxi",
    SXD: "sxd",
    DOC: "doc",
    XLS: "xls",
    PPT: "ppt",
    RTF: "rtf",
}
"""Not Numbers: LibreOffice works out formulas of its files anew, and shows a choice of a menu as a number."""
_NAME = re.compile(r"LibreOffice \d{1,3}(?:\.\d{1,4}){1,3}")
_CONVERTING = Message("converting office file")
_WAIT_MS = 100
_MORE_SECONDS = 10.0
"""Beyond its own limit, for the process to start and to answer."""


class NotConverted(Exception):
    """There is no PDF of a file.

    Attributes:
        why: not installed, not isolated, failed, too slow.
    """

    def __init__(self, why: ProgramRefusal) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True, repr=False)
class ConvertedFile:
    """A PDF that nobody vouches for.

    Attributes:
        data: the PDF.
        program: name and version of what made it, such as ``LibreOffice 25.2.3.2``.
    """

    data: bytes
    program: str


def may_be_converted(media_type: str) -> bool:
    """Return whether LibreOffice is asked for the pages of files of this type."""
    return media_type in _ENDINGS


def converted(stream: BinaryIO, media_type: str, progress: Progress) -> ConvertedFile:
    """Convert an office file.

    Args:
        stream: it, seekable.
        media_type: one that `may_be_converted`.
        progress: asked ten times a second whether to go on.

    Raises:
        NotConverted: there is no PDF, and why.
        Cancelled: the person stopped.
    """
    size = stream.seek(0, os.SEEK_END)
    if sys.platform != "linux":
        raise NotConverted("unconfined")
    if size > MAX_OFFICE_BYTES:
        raise NotConverted("slow")
    stream.seek(0)
    document, pages = _unnamed_file(), _unnamed_file()
    try:
        for piece in in_pieces(stream, size):
            view = memoryview(piece)
            while view:
                view = view[os.write(document, view) :]
        program = _asked(_ENDINGS[media_type], (document, pages), progress)
        made = os.fstat(pages).st_size
        if not 0 < made <= MAX_PDF_BYTES:
            raise NotConverted("failed")
        return ConvertedFile(os.pread(pages, made, 0), program)
    finally:
        os.close(document)
        os.close(pages)


def _unnamed_file() -> int:
    if sys.platform != "linux":
        raise NotConverted("unconfined")
    return os.memfd_create("casebook", os.MFD_CLOEXEC)


def _asked(ending: str, files: tuple[int, int], progress: Progress) -> str:
    """Have a file converted; returns name and version of the program."""
    try:
        line = program_line()
    except OSError as error:
        raise NotConverted("failed") from error
    if line is None:
        raise NotConverted("missing")
    try:
        line.send(ProgramMessage.CONVERT, ending, files=files)
        return _answer(line, progress)
    except PeerClosed as error:
        raise NotConverted("failed") from error
    finally:
        line.close()


def _answer(line: Channel, progress: Progress) -> str:
    until = seconds() + CONVERT_SECONDS + _MORE_SECONDS
    while not line.wait(_WAIT_MS):
        progress(0, 0, _CONVERTING)
        if seconds() > until:
            raise NotConverted("slow")
    message = line.receive()
    words = message.words
    if message.kind == ProgramMessage.REFUSED and len(words) == 1 and words[0] in REFUSALS:
        raise NotConverted(next(why for why in REFUSALS if why == words[0]))
    name = _NAME.match(words[0]) if message.kind == ProgramMessage.DONE and len(words) == 1 else None
    if name is None:
        raise NotConverted("failed")
    return name[0]
