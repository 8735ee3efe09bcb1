"""The requests and answers of an extract worker, and the limits both sides observe.

An extract worker is an isolated process that extracts the text and the embedded files of one imported file.
Every message is a `MessageHead`; below, its figures and the bytes after it. READY and REFUSED are those of
`worker_protocol`.

=========  =====================  ================  ====================================================
kind       first                  second            bytes
=========  =====================  ================  ====================================================
FAMILY     one of `Family`        encoding          none; the one message before it is confined; of a fork
                                                    its server reads it
READ       0                      0                 the file; a template with values as `joined` puts them; an
                                                    archive behind its passwords as `password_block` has them,
                                                    a PDF and an older Office file where their encoding is 1;
                                                    of a proof of time JSON, a `ProofRequest`
REPORT     number of parts        0                 JSON, a `FileText`; of a list a `Grid`; of a template
                                                    of a letter a `TemplateReport`; of a file of citations
                                                    a `ReferenceList`, of a chat a `ChatLog`, of a proof of
                                                    time a `ProofReport`, of content credentials a
                                                    `CredentialReport`, of answers to a questionnaire an
                                                    `AnswerFile`; of an office file to be printed a
                                                    `FileText` whose part is the file as it was stored
PART       its place, from 0      0                 a file found in the file
FAULT      one of `WorkerFault`   0                 UTF-8, the place of a fault nobody expected
=========  =====================  ================  ====================================================

The encoding is that of a list as somebody chose it, from 1 as `formats.encoding.ENCODINGS` counts them,
else 0; 256 times the line of its headings is added, where somebody chose that. Of a chat it is the place
of the order of its dates in `domain.evidence.chat.DATE_ORDERS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

EXTRACT_WORKER = "--extract-worker"
"""The argument that runs the program as an extract worker."""

READ_CPU_SECONDS = 60
READ_WALL_SECONDS = 90.0

MAX_READ_BYTES = 256 << 20
MAX_REPORT_BYTES = 128 << 20
MAX_PARTS = 5_000
"""Maximum number of files taken out of one file."""
MAX_LEFT = 500
"""Maximum number of files that stay inside one file and are named."""
_SIZE_BYTES = 4
MAX_PLACE_BYTES = 4096
MAX_ANSWER_BYTES = 512 << 20
"""Maximum total size of an answer, report and parts together: the session holds it in memory."""
UNLOCKED = "unlocked"
"""The loss of a file with a password, whose one part is the same file without it."""
MAX_WORDS = 5_000_000
"""Maximum characters of a document stored for search."""


class Family(IntEnum):
    """What an extract worker reads; it loads only the libraries needed for it."""

    PDF = 1
    PICTURE = 2
    OFFICE = 3
    MAIL = 4
    TEXT = 5
    TABLE = 6
    CONTACTS = 7
    CALENDAR = 8
    LETTER = 9
    CITATIONS = 10
    ARCHIVE = 11
    OLDER = 12
    CHAT = 13
    PROOF = 14
    CREDENTIALS = 15
    ANSWERS = 16
    PRINTING = 17
    REGISTER = 18


def password_block(passwords: Iterable[str]) -> bytes:
    """What goes before the bytes of an archive: passwords to try, one a line, behind their size.

    >>> parted_passwords(password_block(["a", "b"]) + b"file")
    (('a', 'b'), b'file')
    """
    lines = "\n".join(passwords).encode()
    return len(lines).to_bytes(_SIZE_BYTES, "big") + lines


def parted_passwords(data: bytes) -> tuple[tuple[str, ...], bytes]:
    """The passwords and the archive behind them."""
    end = _SIZE_BYTES + int.from_bytes(data[:_SIZE_BYTES], "big")
    lines = data[_SIZE_BYTES:end].decode()
    return tuple(lines.split("\n")) if lines else (), data[end:]


class ExtractMessage(IntEnum):
    """Message types in addition to those of `worker_protocol`."""

    FAMILY = 31
    READ = 32
    REPORT = 33
    PART = 34


WhyLeft = Literal["locked", "cipher", "large", "many", "damaged", "unknown", "link", "empty"]
"""Why a file stays inside the file it is in: no password opens it; its cipher is not read; it is too large,
alone or with those before it; too many came before it; it is broken; packed in a way that is not read; a link
to another file; it has no content."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LeftInside:
    """A file that stays inside the file it is in.

    Attributes:
        name: with its folders, unjudged.
        why: the reason.
        others: how many more stay inside that are not named, of the last where there are too many.
    """

    name: str
    why: WhyLeft
    others: int = 0


UnprintedKind = Literal[
    "deleted",
    "inserted",
    "hidden",
    "comment",
    "notes",
    "row",
    "column",
    "sheet",
    "slide",
    "form",
    "outside",
    "embedded",
    "crop",
]
"""What the program of a file does not print: text that a tracked change deleted, hidden text, comments,
speaker notes, hidden rows, columns, sheets and slides, the other form of an email, text outside its parts.
Text that a tracked change inserted is printed, and only counted. Files embedded in it or attached to it are
counted and not read; so are pictures of which it shows a part."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Unprinted:
    """Text in a file that its own program does not print.

    Attributes:
        kind: why.
        count: passages, rows, columns, sheets, slides or files.
        text: its words, for search.
    """

    kind: UnprintedKind
    count: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FileHeader:
    """What a file says of itself: a letter, a web page or a chat. Proposed for its record, never believed.

    Attributes:
        title: the subject of a letter, the title of a page; "" where there is none.
        author: the sender, with the address; "" where there is none.
        recipients: to whom, as they stand; "" where there are none.
        dated: when, ISO 8601 with the zone as far as it is given, such as ``2026-03-02T09:15:00+02:00`` or
            ``2026-03-02``; "" where it is not said or is no date.
        address: of the page that was captured, or "".
        message_id: the name that a letter has in other letters, without brackets, or "".
        references: the names of the letters before it, that which it answers last.
    """

    title: str = ""
    author: str = ""
    recipients: str = ""
    dated: str = ""
    address: str = ""
    message_id: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FileText:
    """What an extract worker found in an imported file.

    Attributes:
        media_type: the refined kind, such as a word-processor document where a ZIP archive was seen.
        pages: text of each page or sheet; "" for one without text.
        page_count: pages, or 0 where the notion does not fit.
        is_cut: there were more words than are kept for search.
        parts: names of the files found in it, as many as follow.
        properties: what a PDF says of itself, by name in lower case.
        obstacle: why a PDF cannot be bound as it is: "portfolio", "xfa" or "form"; "" where it can.
        losses: kinds of what a bundle of a PDF could not keep; "fonts" where some viewers lack its fonts.
        header: what it says of itself.
        left: files in it that stay inside.
        fields: the head of a letter as it stands; its first page begins with them, one a line.
        titles: of the sheets, as many as pages, "" for a page that is none; none of other files.
        unprinted: what it holds that its own program does not print.
        cut_parts: places of the parts in which the file ends before they do.
        pasted_lines: lines of a chat that look like messages of another export.
    """

    media_type: str
    pages: tuple[str, ...]
    page_count: int
    is_cut: bool
    parts: tuple[str, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    obstacle: str = ""
    losses: tuple[str, ...] = ()
    header: FileHeader = field(default_factory=FileHeader)
    left: tuple[LeftInside, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    titles: tuple[str, ...] = ()
    unprinted: tuple[Unprinted, ...] = ()
    cut_parts: tuple[int, ...] = ()
    pasted_lines: int = 0
