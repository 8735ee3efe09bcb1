"""Pages of an office file as LibreOffice lays them out, with a last page that says how they were made."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import BinaryIO

from casebook.base.errors import DamagedSource, InvalidInput
from casebook.base.i18n import Translator
from casebook.base.progress import Progress, silent
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.pdf_job import JoinFiles
from casebook.domain.dossier.pdf_result import PagesJoined
from casebook.domain.evidence.set_file import SetFile
from casebook.formats.media_type import HEAD_BYTES, ODS, SXC, XLS, XLSX, media_type
from casebook.formats.printed.struck_words import without_marks
from casebook.formats.read import ONLY_PICTURES
from casebook.host.protocol.extract_protocol import Family, FileText, UnprintedKind
from casebook.services.evidence.file_pages import FileReceipt, SetWay, receipt_notes, set_pages
from casebook.services.evidence.intake_read import FileReport
from casebook.services.evidence.laid_out_words import lacks_figures, lacks_words
from casebook.services.evidence.set_kinds import PDF
from casebook.services.evidence.unprinted import notes_on
from casebook.services.processes.bundle_worker import BundleWorker
from casebook.services.processes.extract_worker import (
    DamagedFile,
    ExtractWorker,
    LockedFile,
    NotRead,
    Report,
)
from casebook.services.processes.office_converter import (
    ConvertedFile,
    NotConverted,
    converted,
    may_be_converted,
)

_NOT_BY_OFFICE: frozenset[UnprintedKind] = frozenset({"deleted", "inserted", "hidden"})
"""What LibreOffice prints, or may print, although it is not to be printed."""
_SPREADSHEETS = frozenset({XLSX, ODS, XLS, SXC})


def _is_laid_out(report: FileReport, way: SetWay) -> bool:
    """Return whether LibreOffice is to lay out the pages of a file.

    Never those of a file with tracked changes or hidden text: LibreOffice would print what was deleted.
    """
    is_plain = _NOT_BY_OFFICE.isdisjoint(one.kind for one in report.unprinted)
    return way.is_laid_out and is_plain and may_be_converted(report.media_type)


def made_pages(
    report: FileReport,
    opened: Callable[[], BinaryIO],
    receipt: FileReceipt,
    way: SetWay,
    progress: Progress = silent,
) -> tuple[bytes, int]:
    """Return the pages of a file without pages of its own, and how many they are.

    An office file is laid out by LibreOffice where that is allowed, installed and can be isolated, and where
    the file holds nothing that is not to be printed; everything else is set from its text, and its first page
    says so.

    Args:
        report: what was read of it.
        opened: opens it, seekable.
        receipt: what the pages say of it.
        way: how they are made.
        progress: asked often whether to go on.

    Raises:
        NoPages: it has no text, and LibreOffice does not lay it out.
        Cancelled: the person stopped.
    """
    laid_out = office_pages(report, opened, receipt, way, progress)
    return laid_out or set_pages(report, receipt, way.words, way.shown, progress)


def office_pages(
    report: FileReport,
    opened: Callable[[], BinaryIO],
    receipt: FileReceipt,
    way: SetWay,
    progress: Progress = silent,
) -> tuple[bytes, int] | None:
    """Return the pages as LibreOffice lays them out, see `made_pages`; None where it does not."""
    if _is_laid_out(report, way):
        with suppress(NotConverted), opened() as stream:
            return _laid_out(stream, report, receipt, way.words, progress)
    # SECURITY: a picture may show the names that a pseudonymised copy hides.
    if way.is_laid_out and ONLY_PICTURES in report.losses:
        with suppress(NotConverted), opened() as stream:
            return _pictures(_pictures_shown(stream, report, progress), report, receipt, way.words, progress)
    return None


def _pictures_shown(stream: BinaryIO, report: FileReport, progress: Progress) -> tuple[bytes, ...]:
    """Return the pictures of a file without what was cropped from them.

    Raises:
        NotConverted: that cannot be cut off.
        Cancelled: the person stopped.
    """
    if not _is_cropped(report):
        return tuple(data for _, data in report.parts)
    cut = _read_apart(Family.OFFICE, io.BytesIO(_as_stored(stream, progress)), progress)
    if _is_cropped(cut.answer):
        raise NotConverted("failed")
    return cut.parts


def _is_cropped(read: FileReport | FileText) -> bool:
    return any(one.kind == "crop" for one in read.unprinted)


def _pictures(
    pictures: tuple[bytes, ...],
    report: FileReport,
    receipt: FileReceipt,
    words: Translator,
    progress: Progress,
) -> tuple[bytes, int]:
    """Return the pictures of a file without text, each on a page, and a last page.

    Raises:
        NotConverted: one is damaged.
        Cancelled: the person stopped.
    """
    from casebook.pdf.exhibit.file_sheets import set_file

    last, _ = set_file(
        SetFile(
            title=words("How the pages before this one were made"),
            remark=words("Pictures only: the file has no text, and its layout is not shown."),
            notes=(
                *notes_on(report.unprinted, words),
                *receipt_notes(report.media_type, receipt, words),
            ),
        )
    )
    files = ((media_type(data[:HEAD_BYTES]), data) for data in pictures)
    return _joined((*files, (PDF, last)), words, progress)


def _laid_out(
    stream: BinaryIO, report: FileReport, receipt: FileReceipt, words: Translator, progress: Progress
) -> tuple[bytes, int]:
    """Return the pages of an office file as a PDF, and how many they are.

    What LibreOffice wrote passes the checks of a PDF that somebody sent, in a process without keys.

    Args:
        stream: the file, seekable.
        report: of a file that `_is_laid_out`.
        receipt: what the last page says of it.
        words: in the language of the dossier.
        progress: asked often whether to go on.

    Raises:
        NotConverted: this computer has no LibreOffice, cannot isolate it, or it made no sound PDF.
        Cancelled: the person stopped.
    """
    from casebook.pdf.exhibit.file_sheets import set_file

    stored = _as_stored(stream, progress)
    pdf_file = converted(io.BytesIO(stored), report.media_type, progress)
    texts = _page_texts(pdf_file, progress)
    is_whole = not lacks_words(map(without_marks, report.pages), texts)
    if report.media_type in _SPREADSHEETS:
        is_whole = is_whole and not lacks_figures(_sheets(report), texts)
    is_cut = not _is_cropped(report) or not _is_cropped(
        _read_apart(Family.OFFICE, io.BytesIO(stored), progress).answer
    )
    last, _ = set_file(_last_page(pdf_file, report, receipt, words, is_whole=is_whole, is_cut=is_cut))
    text = () if is_whole else (set_pages(report, receipt, words, progress=progress)[0],)
    return _joined(tuple((PDF, data) for data in (pdf_file.data, last, *text)), words, progress)


def _sheets(report: FileReport) -> tuple[str, ...]:
    """Return what was read of the sheets, without the charts: these show their figures as bars and lines."""
    titled = tuple(zip(report.titles, report.pages, strict=True)) if report.titles else ()
    return tuple(page for title, page in titled if title) or report.pages


def _joined(files: tuple[tuple[str, bytes], ...], words: Translator, progress: Progress) -> tuple[bytes, int]:
    """Return the pages of files, each given with its type, and how many they are.

    Raises:
        NotConverted: one is damaged.
        Cancelled: the person stopped.
    """
    exhibits = tuple(
        Exhibit(key=str(place), mark="", title="", media_type=kind, open=partial(io.BytesIO, data))
        for place, (kind, data) in enumerate(files)
    )
    out = bytearray()
    try:
        with BundleWorker(to_build=False) as worker:
            job = JoinFiles(exhibits=exhibits, title=words("Document"), language=words.language)
            joined = worker.run(job, PagesJoined, exhibits, lambda _, piece: out.extend(piece), progress)
    except (DamagedSource, InvalidInput) as error:
        raise NotConverted("failed") from error
    return bytes(out), joined.page_count


def _as_stored(stream: BinaryIO, progress: Progress) -> bytes:
    """Return the file with the text of its fields and the values of its formulas as they are stored.

    Raises:
        NotConverted: that cannot be made of it.
    """
    parts = _read_apart(Family.PRINTING, stream, progress).parts
    if len(parts) != 1:
        raise NotConverted("failed")
    return parts[0]


def _page_texts(pdf_file: ConvertedFile, progress: Progress) -> tuple[str, ...]:
    return _read_apart(Family.PDF, io.BytesIO(pdf_file.data), progress).answer.pages


def _read_apart(family: Family, stream: BinaryIO, progress: Progress) -> Report[FileText]:
    try:
        with ExtractWorker(family, progress) as worker:
            return worker.read(stream, FileText)
    except (NotRead, DamagedFile, LockedFile) as error:
        raise NotConverted("failed") from error


def _last_page(
    pdf_file: ConvertedFile,
    report: FileReport,
    receipt: FileReceipt,
    words: Translator,
    *,
    is_whole: bool,
    is_cut: bool,
) -> SetFile:
    return SetFile(
        title=words("How the pages before this one were made"),
        remark=words("Converted with {program}.", program=pdf_file.program),
        notes=(
            words(
                "Line breaks, page breaks, fonts and automatic paragraph numbers may differ from the program "
                "that the file was made in."
            ),
            words(
                "Dates, times and other fields, and the results of formulas, are printed as they were last "
                "stored in the file; a formula without a stored result is printed as the formula. In "
                "spreadsheets columns may be wider, and lines broken."
            ),
            words("Comments and hidden sheets, slides or text are not shown."),
            *_on_missing(words, is_whole=is_whole),
            *_on_crops(words, is_cut=is_cut),
            *notes_on(report.unprinted, words),
            *receipt_notes(report.media_type, receipt, words),
        ),
    )


def _on_crops(words: Translator, *, is_cut: bool) -> tuple[str, ...]:
    text = words(
        "Parts cropped from pictures cannot be seen on the pages before this one, but are still in the data "
        "of this PDF."
    )
    return () if is_cut else (text,)


def _on_missing(words: Translator, *, is_whole: bool) -> tuple[str, ...]:
    text = words(
        "Words or figures of the file are missing from the pages before this one, or are written there in "
        "another way. Its whole text follows."
    )
    return () if is_whole else (text,)
