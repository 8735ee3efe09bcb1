"""Reads imported files in an extract worker, and converts its reports to documents and their text."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from casebook.base.errors import DamagedSource
from casebook.base.message import Message
from casebook.base.progress import Progress
from casebook.domain.base.file_name import shown_name
from casebook.domain.evidence.transcript import is_recording
from casebook.domain.vault.attachment import Attachment
from casebook.formats.media_type import ARCHIVES, OFFICE_PACKAGE, OLE
from casebook.host.protocol.extract_protocol import (
    MAX_LEFT,
    Family,
    FileHeader,
    FileText,
    LeftInside,
    password_block,
)
from casebook.host.protocol.render_protocol import MAX_PAGES
from casebook.services.processes.extract_worker import (
    FAMILIES,
    DamagedFile,
    ExtractWorker,
    LockedFile,
    NotRead,
    Report,
)
from casebook.vault import BlobStore

_UNREAD = {
    "large": Message(
        "It is too large to be read, or becomes too large when unpacked. Its text cannot be searched."
    ),
    "failed": Message("It could not be read. It was imported as a whole, but its text cannot be searched."),
    "library": Message(
        "This computer cannot read this kind of archive. To have it opened, install libarchive "
        "(on Debian and Ubuntu the package libarchive13), and import it again."
    ),
    "unconfined": Message(
        "This computer cannot isolate the process that reads files. The file was not examined and "
        "cannot be searched."
    ),
}
_CUT_WORDS = Message("It has more words than the search index can hold. The last ones cannot be found.")
_NO_TEXT = Message("It has no text, so its content cannot be searched.")
_NOT_LOOKED_INTO = Message("It was imported as it is without being read. It cannot be searched.")
_ONLY_RECOGNISED = frozenset({OLE, OFFICE_PACKAGE})
"""Files of Office programs that are not read, such as drawings and databases."""
_RECORDING = Message(
    "It is a recording. It cannot be searched until its transcript is entered under “Details”."
)
_OBSTACLES = {
    "portfolio": Message(
        "It is a portfolio: its files are attached to a cover page. To use them as exhibits, open it in "
        "Adobe Acrobat Reader, right-click each file in the list, choose “Extract from Portfolio”, and "
        "import each file."
    ),
    "xfa": Message(
        "It is an XFA form: its pages exist only in the viewer that made it. To use it as an exhibit, "
        "print it to a PDF in that viewer."
    ),
    "form": Message(
        "It has a form whose entries are visible only in a viewer. To use it as an exhibit, open it in a "
        "viewer and print it to a PDF."
    ),
}
"""Problems that would stop PDF assembly, reported while another copy can still be obtained."""
_LOSSES = {
    "fonts": Message(
        "Some of its fonts are not embedded, so other viewers may show its text incompletely. To use it as "
        "an exhibit, print it to a PDF in a viewer that shows all of it."
    ),
    "unseen": Message(
        "It has marks that only some viewers show. To use it as an exhibit, print it to a PDF in the "
        "viewer it was marked in."
    ),
}
_SEALED_AS_IS = Message("It is damaged or password-protected and was imported as it is.")
_DAMAGED = DamagedSource(
    "It is damaged or incomplete.",
    remedy="Ask for a complete copy, or import it as it is and state that it is incomplete.",
)
_DAMAGED_PDF = DamagedSource(
    "It is damaged or incomplete.",
    remedy="Open it in a viewer. If nothing is missing, print it to a PDF and import that copy. Otherwise "
    "ask for a complete copy, or import this one as it is and state that it is incomplete.",
)
_LOCKED = DamagedSource(
    "It is protected by a password.",
    remedy="Ask for a copy without a password, or save one without a password in the file's own "
    "program. You can also import it as it is.",
)
_LOCKED_ARCHIVE = DamagedSource(
    "It is protected by a password.",
    remedy="Import it again and enter its password. You can also import it as it is.",
)
_WRONG_PASSWORD = DamagedSource(
    "The password does not open it.",
    remedy="Ask the sender for the password, and import it again. You can also import it as it is.",
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FileReport:
    """The content found in a file.

    Attributes:
        media_type: as detected from its content.
        pages: text of each page, for search.
        page_count: pages, or 0 where the notion does not fit.
        remarks: shown to the person.
        defect: why a court could not use it as it is, or None.
        parts: names and bytes of the files attached to it.
        header: what it says of itself, harmless to show.
        left: files in it that stay inside, with the reason.
    """

    media_type: str
    pages: tuple[str, ...] = ()
    page_count: int = 0
    remarks: tuple[Message, ...] = ()
    defect: DamagedSource | None = None
    parts: tuple[tuple[str, bytes], ...] = ()
    header: FileHeader = field(default_factory=FileHeader)
    left: tuple[LeftInside, ...] = ()


class Prepared:
    """A reader that loads while the file is being encrypted, or the reason why there is none.

    Args:
        media_type: as the first bytes of the file tell it.
        progress: asks whether to go on.
        passwords: to try on an archive.

    Attributes:
        media_type: as given.
    """

    def __init__(self, media_type: str, progress: Progress, passwords: tuple[str, ...] = ()) -> None:
        self.media_type = media_type
        self._progress, self._passwords = progress, passwords
        self._worker: ExtractWorker | None = None
        self._unread = ""
        self._start()

    def _start(self) -> None:
        family = FAMILIES.get(self.media_type)
        if family is not None:
            try:
                self._worker = ExtractWorker(family, self._progress)
            except NotRead as unread:
                self._unread = unread.why

    def close(self) -> None:
        """Wait until its process has ended."""
        if self._worker:
            self._worker.close()

    def found_in(self, attachments: BlobStore, sealed: Attachment) -> FileReport:
        """Read a file that is already encrypted, so that the bytes read are the bytes stored.

        Raises:
            Cancelled: the person stopped.
            VaultDamaged: the encrypted file is gone.
        """
        kind = self.media_type
        if self._worker is None:
            unread = _RECORDING if is_recording(kind) else _NOT_LOOKED_INTO
            return FileReport(media_type=kind, remarks=(_UNREAD.get(self._unread, unread),))
        is_archive = FAMILIES[kind] == Family.ARCHIVE
        try:
            with attachments.open(sealed) as stream:
                before = password_block(self._passwords) if is_archive else b""
                report = _checked(self._worker.read(stream, FileText, before))
        except NotRead as unread:
            return FileReport(media_type=kind, remarks=(_UNREAD[unread.why],))
        except DamagedFile:
            defect = _DAMAGED_PDF if FAMILIES[kind] == Family.PDF else _DAMAGED
            return FileReport(media_type=kind, defect=defect, remarks=(_SEALED_AS_IS,))
        except LockedFile:
            locked = _LOCKED if not is_archive else _WRONG_PASSWORD if self._passwords else _LOCKED_ARCHIVE
            return FileReport(media_type=kind, defect=locked, remarks=(_SEALED_AS_IS,))
        finally:
            self.close()
        if is_archive or report.media_type not in ARCHIVES:
            return report
        self.media_type = report.media_type  # it begins as an office document does, and is none
        self._start()
        return self.found_in(attachments, sealed)


def _checked(report: Report[FileText]) -> FileReport:
    """Return the report of the worker, rejected if it contradicts itself."""
    answer = report.answer
    is_sound = answer.media_type in FAMILIES and 0 <= answer.page_count <= MAX_PAGES
    is_sound = is_sound and (not answer.obstacle or answer.obstacle in _OBSTACLES)
    if not is_sound or len(answer.parts) != len(report.parts):
        raise NotRead("failed")
    remarks = [_CUT_WORDS] if answer.is_cut else []
    if answer.page_count and not any(page.strip() for page in answer.pages):
        remarks.append(_NO_TEXT)
    if answer.media_type in _ONLY_RECOGNISED and not answer.pages:
        remarks.append(_NOT_LOOKED_INTO)
    if answer.obstacle:
        remarks.append(_OBSTACLES[answer.obstacle])
    remarks += [remark for kind, remark in _LOSSES.items() if kind in answer.losses]
    return FileReport(
        media_type=answer.media_type,
        pages=answer.pages,
        page_count=answer.page_count,
        remarks=tuple(remarks),
        parts=tuple(zip(answer.parts, report.parts, strict=True)),
        header=_shown(answer.header),
        left=answer.left[:MAX_LEFT],
    )


def _shown(header: FileHeader) -> FileHeader:
    """The header with its lines shortened and its hidden characters written out."""
    lines: dict[str, str] = asdict(header)
    return FileHeader(**{name: shown_name(" ".join(line.split())) for name, line in lines.items()})
