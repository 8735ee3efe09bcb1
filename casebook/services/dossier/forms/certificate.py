"""Certificates of translation and of service: a form with what is recorded, to be completed and signed."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path

from casebook.base.errors import InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.dossier.build import Build, FileFormat, readers_of
from casebook.domain.dossier.certificate import (
    Certificate,
    CertificateKind,
    CertificateRequest,
    CertificateTemplate,
    filled_in,
)
from casebook.domain.dossier.composition import Composition
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.evidence.document import Document
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.packs.dossier.certificate import read_certificates
from casebook.services.base import record
from casebook.services.base.absence import require_settled
from casebook.services.base.export import write_file
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.neutral_name import require_neutral
from casebook.services.base.session import Session
from casebook.services.dossier import pseudonymised_text
from casebook.services.dossier.forms.certificate_known import RecordedFacts, known_of
from casebook.services.dossier.forms.certificate_sheet import certificate_sheet
from casebook.services.dossier.hiding import protected_names
from casebook.services.dossier.profile import profile_of
from casebook.services.person import person
from casebook.services.person.consent import require_consent


@entity
class CertificateFile:
    """A certificate as it was written.

    Attributes:
        certificate: what it says.
        sha256: of the file, in lower-case hex.
    """

    certificate: Certificate
    sha256: str


@entity
class CertificatePreview:
    """A certificate as it would be written.

    Attributes:
        certificate: what it says.
        document: the document it certifies, or None for a certificate of service.
        dossiers: those of the document's case, any of which it may go with.
    """

    certificate: Certificate
    document: Document | None
    dossiers: tuple[Dossier, ...]


@entity
class _Material:
    """What a certificate draws on."""

    case: Case
    words: Translator
    certificate: Certificate
    hides: NameReplacer | None = None
    build: Build | None = None


@cache
def templates() -> tuple[CertificateTemplate, ...]:
    """Every kind of certificate, in the order of the pack."""
    return read_certificates()


def fill_in(session: Session, request: CertificateRequest) -> Certificate:
    """A certificate with what is recorded, to be looked at here.

    Raises:
        NotFound: the dossier, the document, the build or the forum is not there.
        InvalidInput: the document is no translation, or they are not of one case.
        Refused: what was served, or the translation, is privileged.
    """
    return _material(session, request).certificate


def kind_for(document: Document) -> CertificateKind | None:
    """Return the type of certificate of a document.

    Returns:
        "translation" for a translation, "interpretation" for a statement read back to its maker, else None.
    """
    if document.translation_of:
        return "translation"
    return "interpretation" if document.kind == "statement" else None


def preview(session: Session, request: CertificateRequest) -> CertificatePreview:
    """A certificate with what is recorded, and what it can be joined to.

    Raises:
        NotFound, InvalidInput, Refused: as for `fill_in`.
    """
    certificate = fill_in(session, request)
    if not request.document_id:
        return CertificatePreview(certificate=certificate, document=None, dossiers=())
    document = record.find(session, Document, request.document_id)
    dossiers = tuple(record.of_case(session, Dossier, document.case_id))
    return CertificatePreview(certificate=certificate, document=document, dossiers=dossiers)


async def write(
    session: Session, request: CertificateRequest, out: Path | SaveTarget, file_format: FileFormat = "pdf"
) -> CertificateFile:
    """Write a certificate as a PDF with fields, or for Word. It is no bundle and enters no register.

    Args:
        session: the open vault.
        request: which.
        out: the file; one that is there is replaced.
        file_format: "pdf" or "docx".

    Raises:
        NotFound: the dossier, the document, the build or the forum is not there.
        InvalidInput: the document is no translation, they are not of one case, no font covers a character, or
            the file's name says what the copy hides.
        Refused: what was served is privileged; a client has not consented; a name would still be read.
        DiskProblem: the disk refuses.
    """
    material = await on_vault(lambda: _leaving(session, request, out.name))
    data = await off_thread(lambda: _set(material, file_format))
    await write_file(data, out)
    return CertificateFile(certificate=material.certificate, sha256=hashlib.sha256(data).hexdigest())


def _set(material: _Material, file_format: FileFormat) -> bytes:
    from casebook.formats.docx import write_docx
    from casebook.pdf.bundle.fillable_sheet import set_fillable

    sheet = _pseudonymised(certificate_sheet(material.certificate, material.words), material.hides)
    return write_docx(sheet) if file_format == "docx" else set_fillable(sheet)


def _pseudonymised(sheet: Composition, hides: NameReplacer | None) -> Composition:
    """Return the pseudonymised sheet, after a further search for hidden names."""
    if hides is None:
        return sheet
    pseudonymised = pseudonymised_text.pseudonymise(sheet, hides)
    if any(map(hides.hides, pseudonymised_text.texts_of(pseudonymised))):
        raise Refused(
            "The certificate would still name someone. No file was written.",
            field="copy",
            remedy="Remove the remaining parts of the name from the titles shown.",
        )
    return pseudonymised


def _leaving(session: Session, request: CertificateRequest, name: str) -> _Material:
    material = _material(session, request, keeps_labels=True)
    require_settled(session, material.case)
    purpose = material.build.purpose if material.build else "court"
    readers: frozenset[str] = frozenset()
    if material.build:
        dossier = record.find(session, Dossier, material.build.dossier_id)
        readers = readers_of(material.build, dossier.court)
    require_consent(session, person.clients_of(session, material.case), purpose, readers)
    if material.hides and material.hides.hides(name):
        raise InvalidInput(
            "The file name reveals details that this copy pseudonymises.",
            field="out",
            remedy="Enter a neutral file name.",
        )
    require_neutral(session, name)
    return material


def _material(session: Session, request: CertificateRequest, *, keeps_labels: bool = False) -> _Material:
    """Return the data of the certificate; persons in the copy keep their pseudonyms."""
    dossier = record.find(session, Dossier, request.dossier_id) if request.dossier_id else None
    words = Translator(dossier.language if dossier else request.language)
    known = known_of(session, request, dossier, words)
    case = record.find(session, Case, known.case_id)
    hides = None
    if known.copy_kind == "pseudonymised":
        hides = _hides(session, case, known, words, keeps_labels=keeps_labels)
        known = _without_names(known, hides)
    elif known.copy_kind == "service":
        known = _without_hashes(known)
    wanted = request.profile_id or (dossier.profile_id if dossier else "")
    template = next(each for each in templates() if each.id == request.kind)
    profile = profile_of(wanted, session) if wanted else None
    certificate = filled_in(template, profile, known.values, known.exhibits)
    return _Material(case=case, words=words, certificate=certificate, hides=hides, build=known.build)


def _hides(
    session: Session, case: Case, known: RecordedFacts, words: Translator, *, keeps_labels: bool
) -> NameReplacer:
    said = _said(known)
    return NameReplacer(protected_names.forms_to_hide(session, case, words, said, keeps_labels=keeps_labels))


def _said(known: RecordedFacts) -> tuple[str, ...]:
    return (*known.values.values(), *(each.title for each in known.exhibits))


def _without_hashes(known: RecordedFacts) -> RecordedFacts:
    """No hash of an exhibit as received: what was served has the one of its file.

    SECURITY: the hash of a photograph proves to its recipient which file, in whose hands, it was made of.
    """
    return replace(known, exhibits=tuple(replace(each, sha256="", copy_sha256="") for each in known.exhibits))


def _without_names(known: RecordedFacts, hides: NameReplacer) -> RecordedFacts:
    """Labels in the place of names; no hash, since what was served are not the files as received."""
    return replace(
        known,
        values={fill: hides.apply(value) for fill, value in known.values.items()},
        exhibits=tuple(
            replace(each, title=hides.apply(each.title), sha256="", copy_sha256="") for each in known.exhibits
        ),
    )
