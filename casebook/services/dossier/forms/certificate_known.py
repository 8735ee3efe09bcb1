"""The recorded facts for a certificate: of its dossier, translation or served copy."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.errors import InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import Build, BuiltPart, CopyKind
from casebook.domain.dossier.certificate import CertificateRequest, ServedExhibit
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.build import of_dossier
from casebook.services.dossier.forms.certificate_sheet import broken
from casebook.services.evidence.document import papers


@entity
class RecordedFacts:
    """What is recorded, by what it fills, and which copy it is for."""

    case_id: str
    values: Mapping[str, str]
    copy_kind: CopyKind
    exhibits: tuple[ServedExhibit, ...] = ()
    build: Build | None = None


def known_of(
    session: Session, request: CertificateRequest, dossier: Dossier | None, words: Translator
) -> RecordedFacts:
    """What is recorded for a certificate.

    Raises:
        NotFound: the document or the build is not there.
        InvalidInput: the document is no translation, they are not of one case, or the build is a working
            draft.
        Refused: what was served, or the document, is privileged.
    """
    if request.kind != "service":
        return _known_of_document(session, request, dossier, words)
    if dossier is None:
        raise InvalidInput(
            "A certificate of service needs a dossier.", field="dossier", remedy="Choose a dossier."
        )
    build = _served(session, request, dossier)
    exhibits = _exhibits(session, dossier, build, words)
    values = _values_of_dossier(dossier) | _values_of_copy(dossier, build, words)
    if any(one.is_placeholder for one in exhibits):
        values["served"] = words(
            "The documents named here, except those listed as not in the copy, were given to the person "
            "named, in the manner and on the date stated."
        )
    return RecordedFacts(
        case_id=dossier.case_id,
        values=values,
        copy_kind=_copy_kind(request, build),
        exhibits=exhibits,
        build=build,
    )


def _known_of_document(
    session: Session, request: CertificateRequest, dossier: Dossier | None, words: Translator
) -> RecordedFacts:
    """Return the data of a translation, or of a statement read to its author."""
    is_translation = request.kind == "translation"
    document = (_translation if is_translation else _paper)(session, request, dossier)
    original = _original(session, document) if is_translation else None
    documents = papers(session, document.case_id)
    used = [documents[each.id] for each in (document, original) if each and each.id in documents]
    if request.copy_kind == "service" and any(each.is_privileged for each in used):
        raise _privileged()
    values = _values_of_dossier(dossier) if dossier else {}
    if is_translation:
        values |= _values_of_translation(document, original, words)
    else:
        values |= {"statement": _named(document, words), "declarant": document.author}
    return RecordedFacts(case_id=document.case_id, values=values, copy_kind=request.copy_kind or "filing")


def _copy_kind(request: CertificateRequest, build: Build | None) -> CopyKind:
    """The copy's own kind; but who asks for no names gets none."""
    if build is None or request.copy_kind == "pseudonymised":
        return request.copy_kind or "service"
    return build.copy_kind


def _values_of_dossier(dossier: Dossier) -> dict[str, str]:
    """Return the values from the cover."""
    return {"court": dossier.court, "number": dossier.number, "parties": dossier.parties}


def _values_of_translation(
    translation: Document, original: Document | None, words: Translator
) -> dict[str, str]:
    """Return the recorded data of a translation, its original and its translator."""
    signed = translation.certificate
    tags = signed.languages if signed else (original.language if original else "", translation.language)
    languages = [words.language_name(tag) for tag in tags if tag]
    return {
        "original": _named(original, words) if original else "",
        "translation": _named(translation, words),
        "languages": words("{source} into {target}", source=languages[0], target=languages[1])
        if len(languages) > 1
        else "",
        "translator": signed.translator if signed else "",
        "address": signed.address if signed else "",
        "competence": signed.competence if signed else "",
        "accuracy": signed.accuracy if signed else "",
    }


def _values_of_copy(dossier: Dossier, build: Build | None, words: Translator) -> dict[str, str]:
    """Return the register data of the copy served; without one, the title of the dossier."""
    if build is None:
        return {"copy": dossier.title}
    pages = words.count("{number} page", "{number} pages", build.pages) if build.pages else ""
    made_when = words("created on {moment}", moment=words.format_datetime(build.built_at))
    files = "\n".join(f"{file.name}: {broken(file.sha256)}" for file in build.files)
    return {
        "copy": f"{dossier.title}\n{', '.join(part for part in (pages, made_when) if part)}",
        "fingerprint": files or broken(build.sha256),
        "recipient": build.for_whom,
    }


def _named(document: Document, words: Translator) -> str:
    mark = words("Exhibit {mark}: {title}", mark=document.exhibit_mark, title=document.title)
    name = mark if document.exhibit_mark else document.title
    if not document.original_sha256:
        return f"{name}\nSHA-256 {broken(document.sha256)}"
    copy = words("copy opened with its password: SHA-256 {hash}", hash=broken(document.sha256))
    return f"{name}\nSHA-256 {broken(document.original_sha256)}\n{copy}"


def _translation(session: Session, request: CertificateRequest, dossier: Dossier | None) -> Document:
    if not request.document_id:
        raise InvalidInput(
            "No translation chosen.", field="document", remedy="Choose the document that is a translation."
        )
    document = _paper(session, request, dossier)
    if not document.translation_of:
        raise InvalidInput(
            "That document is not a translation.",
            field="document",
            remedy="Choose a translation, or record which original this document translates.",
        )
    return document


def _paper(session: Session, request: CertificateRequest, dossier: Dossier | None) -> Document:
    """The document that is certified, of the dossier's case where there is a dossier."""
    if not request.document_id:
        raise InvalidInput("No document chosen.", field="document", remedy="Choose the document it concerns.")
    document = record.find(session, Document, request.document_id)
    if dossier and document.case_id != dossier.case_id:
        raise InvalidInput(
            "The document belongs to another case.",
            field="document",
            remedy="Choose a document in the same case.",
        )
    return document


def _original(session: Session, translation: Document) -> Document | None:
    found = record.of_case(session, Document, translation.case_id)
    return next((each for each in found if each.id == translation.translation_of), None)


def _served(session: Session, request: CertificateRequest, dossier: Dossier) -> Build | None:
    """The copy named, else the newest service copy; none where the register has none."""
    if not request.build_id:
        found = of_dossier(session, dossier.id)
        return next((build for build in found if build.copy_kind == "service"), None)
    build = record.find(session, Build, request.build_id)
    if build.dossier_id != dossier.id:
        raise InvalidInput(
            "That copy belongs to another dossier.",
            field="build",
            remedy="Choose a copy from this dossier's disclosure register.",
        )
    if build.copy_kind == "draft":
        raise InvalidInput(
            "That build is a working draft; it was not served.",
            field="build",
            remedy="Build the copy that was served, and choose it from this dossier's disclosure register.",
        )
    return build


def _exhibits(
    session: Session, dossier: Dossier, build: Build | None, words: Translator
) -> tuple[ServedExhibit, ...]:
    """The exhibits of the copy, each in it or left out; none without a copy: nobody knows what was served.

    One without a number is called by its place in the list.

    Raises:
        Refused: the copy holds what is privileged.
    """
    documents = papers(session, dossier.case_id)
    if build is None:
        return ()
    parts = [part for part in build.contents if part.first_page]
    served = [documents[part.key] for part in parts if not part.is_placeholder and part.key in documents]
    if any(document.is_privileged for document in served):
        raise _privileged()
    printed = {one.key: (one.numbers[0], one.numbers[-1]) for one in build.numbers if one.numbers}
    return tuple(
        _of_copy(
            part,
            documents.get(part.key),
            printed.get(part.key, (str(part.first_page), str(part.last_page))),
            _shown(part.mark, dossier.place_of(part.key) or at, words),
        )
        for at, part in enumerate(parts, start=1)
    )


def _shown(mark: str, place: int, words: Translator) -> str:
    return mark or words("no. {place} of the list", place=place)


def _of_copy(part: BuiltPart, document: Document | None, pages: tuple[str, str], mark: str) -> ServedExhibit:
    """As it went out; without a hash where it is not that file: left out, or with areas painted over."""
    original = document.original_sha256 if document else ""
    is_whole = not part.is_placeholder and document is not None and document.sha256 == part.digest
    return ServedExhibit(
        mark=mark,
        title=part.title,
        pages=pages,
        sha256=(original or part.digest) if is_whole else "",
        copy_sha256=part.digest if is_whole and original else "",
        is_placeholder=part.is_placeholder,
    )


def _privileged() -> Refused:
    return Refused(
        "It contains privileged material that the other party must not see.",
        field="copy",
        remedy="Choose a service copy.",
    )
