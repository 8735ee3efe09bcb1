"""The extractors by file family; each imports its libraries before it is returned."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from casebook.base.clock import system_clock
from casebook.domain.base.grid import Grid
from casebook.domain.dossier.client_papers.answer_file import AnswerFile
from casebook.domain.dossier.letters.letter_file import TemplateReport, parted
from casebook.domain.evidence.chat import DATE_ORDERS, ChatLog
from casebook.domain.evidence.credentials import CredentialReport
from casebook.domain.evidence.time_proof import ProofReport, ProofRequest
from casebook.domain.library.reference import ReferenceList
from casebook.formats.fault import NeverUnlocked, PasswordProtected, UnknownCipher
from casebook.formats.media_type import FLAT, HEAD_BYTES, HTML, MHTML, PACKAGES, PLAIN, RTF, media_type
from casebook.formats.read import EmbeddedFile, Read
from casebook.host.protocol.extract_protocol import (
    MAX_WORDS,
    UNLOCKED,
    Family,
    FileText,
    Unprinted,
    parted_passwords,
)
from casebook.pdf.raster.raster_sheet import Encrypted

Report = (
    FileText | Grid | TemplateReport | ReferenceList | ChatLog | ProofReport | CredentialReport | AnswerFile
)
Extractor = Callable[[bytes], tuple[Report, tuple[EmbeddedFile, ...]]]
"""Takes the bytes of a file; returns a report and its embedded files."""


def extractor_of(family: Family, encoding: int = 0) -> Extractor:
    """Return the extractor of a family with its libraries loaded, so that it opens no files later.

    Args:
        family: what is to be read.
        encoding: of a list as somebody chose it, from 1 as `ENCODINGS` counts them; of a chat the place of
            its date order in `DATE_ORDERS`; 0 to find out. Of a PDF and of an older Office file 1 where
            passwords stand before it.
    """
    makers: dict[Family, Callable[[], Extractor]] = {
        Family.PDF: partial(_pdf, has_passwords=bool(encoding)),
        Family.PICTURE: _picture,
        Family.OFFICE: _office,
        Family.MAIL: _mail,
        Family.TEXT: _text,
        Family.TABLE: partial(_table, encoding),
        Family.CONTACTS: partial(_contacts, encoding),
        Family.CALENDAR: partial(_calendar, encoding),
        Family.LETTER: _letter,
        Family.CITATIONS: _citations,
        Family.ARCHIVE: _archive,
        Family.OLDER: partial(_older, has_passwords=bool(encoding)),
        Family.CHAT: partial(_chat, encoding),
        Family.PROOF: _proof,
        Family.CREDENTIALS: _credentials,
        Family.ANSWERS: _answers,
        Family.PRINTING: _printing,
        Family.REGISTER: _register,
    }
    return makers[family]()


def _report_and_parts(read: Read) -> tuple[FileText, tuple[EmbeddedFile, ...]]:
    report = FileText(
        media_type=read.media_type,
        pages=read.pages,
        page_count=read.page_count,
        is_cut=read.is_cut,
        parts=tuple(part.name for part in read.parts),
        header=read.header,
        fields=read.fields,
        losses=read.losses,
        left=read.left,
        titles=read.titles,
        unprinted=read.unprinted,
        cut_parts=read.cut_parts,
        pasted_lines=read.pasted_lines,
    )
    return report, read.parts


def _pdf(*, has_passwords: bool) -> Extractor:
    from casebook.formats.member import Members
    from casebook.pdf.page.properties import pdf_properties
    from casebook.pdf.raster.attached_files import take_attached_files
    from casebook.pdf.raster.imported_pages import load_for_pdf, uploaded_pdf
    from casebook.pdf.raster.unlocking import unlocked_pdf

    load_for_pdf()

    def read(data: bytes) -> tuple[Report, tuple[EmbeddedFile, ...]]:
        uploaded, attached = uploaded_pdf(data, MAX_WORDS), Members(len(data))
        take_attached_files(data, attached)
        report, parts = _report_and_parts(
            Read(
                media_type="application/pdf",
                pages=uploaded.pages,
                page_count=len(uploaded.pages),
                parts=tuple(attached.files),
                left=tuple(attached.left),
                unprinted=tuple(_beside(uploaded.comments)),
            )
        )
        report = replace(report, properties=pdf_properties(data), obstacle=uploaded.obstacle)
        return replace(report, losses=tuple(sorted(uploaded.losses))), parts

    return _unlocking(read, unlocked_pdf) if has_passwords else read


def _beside(comments: tuple[str, ...]) -> Iterator[Unprinted]:
    if comments:
        yield Unprinted(kind="comment", count=len(comments), text="\n".join(comments)[:MAX_WORDS])


def _picture() -> Extractor:
    from casebook.pdf.raster.imported_pages import is_animation, load_for_pictures, picture_frames

    load_for_pictures()

    def read(data: bytes) -> tuple[Report, tuple[EmbeddedFile, ...]]:
        frames, kind = picture_frames(data), media_type(data[:HEAD_BYTES])
        losses = ("frames",) if is_animation(data) else ()
        return _report_and_parts(
            Read(media_type=kind, pages=("",) * frames, page_count=frames, losses=losses)
        )

    return read


def _office() -> Extractor:
    _keep_numpy_out()
    from casebook.formats.office import load_for_packages, read_flat, read_package

    load_for_packages()

    def read(data: bytes) -> tuple[Report, tuple[EmbeddedFile, ...]]:
        kind = media_type(data[:HEAD_BYTES])
        return _report_and_parts(read_flat(data, kind) if kind in FLAT else read_package(data))

    return read


def _archive() -> Extractor:
    _keep_numpy_out()
    from casebook.formats.archive.archive_file import load_for_archives, read_archive

    load_for_archives()

    def read(data: bytes) -> tuple[Report, tuple[EmbeddedFile, ...]]:
        passwords, archive = parted_passwords(data)
        return _report_and_parts(read_archive(archive, passwords))

    return read


def _older(*, has_passwords: bool) -> Extractor:
    _keep_numpy_out()
    from casebook.formats.office import load_for_text
    from casebook.formats.older.compound import load_for_compound, read_compound
    from casebook.formats.older.locked_office import load_for_locked_office, unlocked_office
    from casebook.formats.older.rich_text import load_for_rich_text, read_rich_text

    load_for_text()
    load_for_compound()
    load_for_rich_text()

    def read(data: bytes) -> tuple[Report, tuple[EmbeddedFile, ...]]:
        is_rich_text = media_type(data[:HEAD_BYTES]) == RTF
        return _report_and_parts(read_rich_text(data) if is_rich_text else read_compound(data))

    if not has_passwords:
        return read
    load_for_locked_office()
    return _unlocking(read, unlocked_office)


def _unlocking(read: Extractor, unlocked: Callable[[bytes, tuple[str, ...]], bytes]) -> Extractor:
    """Read a file behind passwords; one that they open has itself without a password as its part."""

    def read_or_unlock(data: bytes) -> tuple[Report, tuple[EmbeddedFile, ...]]:
        passwords, file = parted_passwords(data)
        kind = media_type(file[:HEAD_BYTES])
        try:
            return read(file)
        except NeverUnlocked:
            raise
        except (Encrypted, PasswordProtected):
            try:
                plain = unlocked(file, passwords)
            except UnknownCipher:
                return _report_and_parts(Read(media_type=kind, losses=("cipher",)))
        part = EmbeddedFile(name="", data=plain)
        return _report_and_parts(Read(media_type=kind, parts=(part,), losses=(UNLOCKED,)))

    return read_or_unlock


def _mail() -> Extractor:
    from casebook.formats.mail.reader import load_for_mail, read_mail

    load_for_mail()
    return lambda data: _report_and_parts(read_mail(data))


def _text() -> Extractor:
    from casebook.formats.office import load_for_text, read_text
    from casebook.formats.web.capture import load_for_mhtml, read_mhtml

    load_for_text()
    load_for_mhtml()
    media_type(b"\x01")
    readers: dict[str, Callable[[bytes], Read]] = {
        MHTML: read_mhtml,
        HTML: partial(read_text, kind=HTML),
    }
    plain = partial(read_text, kind=PLAIN)
    return lambda data: _report_and_parts(readers.get(media_type(data[:HEAD_BYTES]), plain)(data))


def _table(encoding: int) -> Extractor:
    _keep_numpy_out()
    from casebook.formats.table import load_for_tables, read_table

    load_for_tables()
    head_line, number = divmod(encoding, 256)
    chosen = _chosen(number)
    return lambda data: (read_table(data, chosen, head_line), ())


def _register() -> Extractor:
    from casebook.formats.register_json import load_for_registers, read_register_json

    load_for_registers()
    return lambda data: (read_register_json(data), ())


def _contacts(encoding: int) -> Extractor:
    from casebook.formats.contact_file import load_for_contacts, read_contacts

    load_for_contacts()
    chosen = _chosen(encoding)
    return lambda data: (read_contacts(data, chosen), ())


def _calendar(encoding: int) -> Extractor:
    from casebook.formats.calendar.calendar_grid import load_for_calendars, read_calendar_grid

    load_for_calendars()
    chosen = _chosen(encoding)
    return lambda data: (read_calendar_grid(data, chosen, system_clock().date()), ())


def _letter() -> Extractor:
    from casebook.formats.letter_template import examine, fill, load_for_letters

    load_for_letters()

    def read(data: bytes) -> tuple[Report, tuple[EmbeddedFile, ...]]:
        values, template = parted(data)
        if values is None:
            return examine(template), ()
        report, letter = fill(template, values)
        return report, (EmbeddedFile(name="letter.docx", data=letter),) if letter else ()

    return read


def _citations() -> Extractor:
    from casebook.formats.citations.citation_file import load_for_citations, read

    load_for_citations()
    return lambda data: (read(data), ())


def _chat(order: int) -> Extractor:
    from casebook.formats.chat.reader import load_for_chats, read_chat

    load_for_chats()
    known = DATE_ORDERS[order]
    return lambda data: (read_chat(data, known), ())


def _proof() -> Extractor:
    from casebook.formats.proofs.proof import examine, load_for_proofs
    from casebook.host.ipc.typed_json import read_answer, written_answer

    load_for_proofs()
    read_answer(ProofRequest, written_answer(ProofRequest(files=(), digests=())))
    return lambda data: (examine(read_answer(ProofRequest, data)), ())


def _credentials() -> Extractor:
    from casebook.formats.credentials.content_credentials import load_for_credentials, read_credentials

    load_for_credentials()
    return lambda data: (read_credentials(data), ())


def _answers() -> Extractor:
    from casebook.formats.answer_file import load_for_answers, read_answers

    load_for_answers()
    return lambda data: (read_answers(data), ())


def _printing() -> Extractor:
    from casebook.formats.printed.cropped_pictures import load_for_crops, without_cut_parts
    from casebook.formats.printed.frozen import frozen, load_for_printing
    from casebook.pdf.raster.cropping import cut_picture, load_for_cropping

    load_for_printing()
    load_for_crops()
    load_for_cropping()

    def read(data: bytes) -> tuple[Report, tuple[EmbeddedFile, ...]]:
        is_package = media_type(data[:HEAD_BYTES]) in PACKAGES
        stored = frozen(without_cut_parts(data, cut_picture) if is_package else data)
        parts = () if stored is None else (EmbeddedFile(name="", data=stored),)
        return _report_and_parts(Read(media_type=media_type(data[:HEAD_BYTES]), parts=parts))

    return read


def _chosen(encoding: int) -> str:
    from casebook.formats.encoding import ENCODINGS

    return ENCODINGS[encoding - 1] if encoding else ""


def _keep_numpy_out() -> None:
    """WORKAROUND(openpyxl 3.1): prevent it from loading numpy, whose threads prevent confinement."""
    sys.modules["numpy"] = None  # type: ignore[assignment] # as documented for import
