"""Write the tables of docs/intake.md on types of files.

They state how each is read and whether it can be an exhibit, and how lists, citations and proofs are used.

Run after a change of what is read: ``python packaging/file_kinds.py``. A test compares it with the code.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from casebook.base.i18n import Translator
from casebook.cli.evidence.timestamp_verbs import TIMESTAMP
from casebook.cli.exchange.verbs import IMPORT_LISTS
from casebook.domain.evidence.time_proof import FileRole, ProofKind
from casebook.domain.evidence.transcript import is_recording
from casebook.domain.exchange.list_import import Listed
from casebook.formats.media_type import FLAT, OFFICE_PACKAGE, OLE, SIGNATURE, XLS
from casebook.host.protocol.extract_protocol import Family
from casebook.services.evidence.set_kinds import has_pages, is_set
from casebook.services.processes.extract_worker import FAMILIES
from casebook.services.processes.office_converter import may_be_converted
from casebook.ui.pages.wording.media import media_words

TARGET = Path(__file__).resolve().parent.parent / "docs" / "intake.md"
BEGINS, ENDS = "<!-- made by packaging/file_kinds.py -->", "<!-- end -->"
_READ = {
    Family.PDF: "text of every page; attachments become documents",
    Family.PICTURE: "decoded whole to check it; no text",
    Family.OFFICE: "text, notes, comments, charts",
    Family.OLDER: "text, notes, comments",
    Family.MAIL: "header and text; attachments become documents",
    Family.TEXT: "text",
    Family.CHAT: "messages by day; media become documents",
    Family.ARCHIVE: "opened; what is in it becomes documents",
}
_PAGES_OF_ARCHIVES = {
    "application/epub+zip",
    "application/warc",
    "application/x-internet-archive",
    "application/wacz",
    "application/x-webarchive",
    *(f"application/vnd.apple.{kind}" for kind in ("pages", "numbers", "keynote")),
}
"""Read with archives, and for their text."""
_LISTS: dict[str, tuple[Listed, ...]] = {
    "Table (CSV) or Excel workbook": ("person", "contact", "event", "task", "fact"),
    "Contact cards (vCard)": ("person", "contact"),
    "Calendar (iCalendar)": ("event", "task"),
}
_PROOFS: dict[ProofKind, str] = {
    "rfc3161": "Time-stamp token (RFC 3161: `.tsr`, `.tst`)",
    "opentimestamps": "OpenTimestamps proof (`.ots`)",
}
_BROUGHT: dict[FileRole, str] = {
    "certificate": "certificates of the authority",
    "request": "the request (`.tsq`)",
    "digest-list": "the digest list",
    "block-header": "the block header",
}
_BESIDE_PROOF: dict[ProofKind, tuple[FileRole, ...]] = {
    "rfc3161": ("certificate", "request", "digest-list"),
    "opentimestamps": ("digest-list", "block-header"),
}
_BESIDES = """\
Lists, citations and proofs of time can be imported as evidence like any file. To use what is in them, import
or read them with these commands or in the window; an isolated process reads them too:"""
_CITATIONS = "Citations (CSL-JSON, RIS, BibTeX, EndNote, MODS, RefWorks)"
_UNREAD = ("audio/", "video/", "application/octet-stream")


def table() -> str:
    """The table as Markdown."""
    rows = {
        (media_words(kind, Translator()), _read(kind, family), _exhibit(kind))
        for kind, family in FAMILIES.items()
        if kind not in {*FLAT, OFFICE_PACKAGE}
    }
    rows |= {(media_words(kind, Translator()), "not read", _exhibit(kind)) for kind in _UNREAD}
    lines = [f"| {' | '.join(row)} |" for row in sorted(rows, key=lambda row: (row[0].lower(), row))]
    return "\n".join(("| type | what is read | as an exhibit |", "|---|---|---|", *lines))


def uses() -> str:
    """The table of what is used otherwise than as evidence, in Markdown."""
    verbs = {dict(verb.about)["noun"]: f"`casebook {verb.name}`" for verb in IMPORT_LISTS if verb.about}
    rows = [
        (kind, "a list, each row a record of its own", ", ".join(verbs[noun] for noun in nouns))
        for kind, nouns in _LISTS.items()
    ]
    rows.append((_CITATIONS, "sources of the library, marked as not read", "`casebook library import`"))
    for kind in get_args(ProofKind):
        beside = ", ".join(_BROUGHT[role] for role in _BESIDE_PROOF[kind])
        rows.append(
            (
                _PROOFS[kind],
                f"a proof of time of the documents it covers, with what is brought of: {beside}",
                f"`casebook {TIMESTAMP.name} add`",
            )
        )
    rows.append(
        (
            "Image, video or PDF with content credentials (C2PA)",
            "a report of what it claims, never believed",
            f"`casebook {TIMESTAMP.name} credentials`",
        )
    )
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(("| file | used as | command |", "|---|---|---|", *lines))


def page() -> str:
    """docs/intake.md with the table renewed."""
    before, _, rest = TARGET.read_text(encoding="utf-8").partition(BEGINS)
    return f"{before}{BEGINS}\n\n{table()}\n\n{_BESIDES}\n\n{uses()}\n\n{ENDS}{rest.partition(ENDS)[2]}"


def _read(kind: str, family: Family) -> str:
    if kind == SIGNATURE:
        return "not read"
    if kind in _PAGES_OF_ARCHIVES:
        return "text"
    return _READ[{OLE: Family.OLDER, XLS: Family.OFFICE}.get(kind, family)]


def _exhibit(kind: str) -> str:
    if has_pages(kind):
        return "its pages"
    if is_recording(kind):
        return "a sheet with its transcript, else a page that names it; the file is filed beside"
    if may_be_converted(kind):
        return "pages by LibreOffice if it is installed, else its text, set on pages"
    return "its text, set on pages" if is_set(kind) else "a page that names it; the file is filed beside"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
