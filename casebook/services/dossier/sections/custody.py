"""The section on provenance: origin, chain of custody, hash and translator of each exhibit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.base.date import in_words
from casebook.domain.dossier.composition import Block, Heading, Line, Pairs, Span, TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.domain.evidence.document import CustodyKind, CustodyStep, Document
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.placeholder import withheld_title
from casebook.services.dossier.sections import reference
from casebook.services.evidence.custody import reason
from casebook.services.evidence.document import captured_in_words
from casebook.services.evidence.time_proof_words import proof_in_words

STEPS: Mapping[CustodyKind, str] = {
    "received": gettext_noop("Received"),
    "copied": gettext_noop("Copied"),
    "translated": gettext_noop("Translated"),
    "disclosed": gettext_noop("Disclosed"),
    "returned": gettext_noop("Returned"),
}


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """Return particulars of each exhibit in order; a pseudonymised copy states its omissions."""
    content: list[Block] = []
    if dossier_data.copy_kind == "pseudonymised":
        note = dossier_data.words(
            "Left out of this copy: hash values, proofs of time, times of day, and the names of those who "
            "held, wrote or translated the exhibits."
        )
        content.append(TextParagraph(line=(Span(note, emphasis="quiet"),)))
    withheld = {document.id for document in dossier_data.withheld_exhibits}
    every = dossier_data.every_exhibit
    for document in sorted(every, key=lambda one: dossier_data.dossier.place_of(one.id)):
        if document.id in withheld:  # its heading keeps the numbers of all others
            content.append(Heading(text=withheld_title(dossier_data, document)))
        else:
            content += _of_exhibit(dossier_data, document)
    return tuple(content)


def _of_exhibit(dossier_data: DossierData, document: Document) -> tuple[Block, ...]:
    mark = dossier_data.printed_name_of(document)
    heading = dossier_data.words("Exhibit {mark}: {title}", mark=mark, title=document.title)
    return (Heading(text=heading), Pairs(rows=tuple(_rows(dossier_data, document))))


def _rows(dossier_data: DossierData, document: Document) -> list[tuple[str, Line]]:
    """Return the rows. SECURITY: hashes, times of receipt and holders can identify the person."""
    words = dossier_data.words
    is_pseudonymised = dossier_data.copy_kind == "pseudonymised"
    obtained = " · ".join(part for part in (document.obtained_from, document.obtained_how) if part)
    pairs: list[tuple[str, Line]] = [
        (words("Obtained"), (Span("" if is_pseudonymised else obtained),)),
        (words("Author"), (Span("" if is_pseudonymised else document.author),)),
        (words("Web address"), (Span("" if is_pseudonymised else document.web_address),)),
        (words("Captured"), (Span("" if is_pseudonymised else captured_in_words(document, words)),)),
        *(
            (words(STEPS[step.kind]), (Span(_step(dossier_data, document, step)),))
            for step in document.custody
        ),
    ]
    if not is_pseudonymised:
        pairs += [(name, (Span(digest, emphasis="quiet"),)) for name, digest in _hashes(document, words)]
        pairs += _proofs(dossier_data, document)
    original = reference.exhibit(dossier_data, document.translation_of)
    if original is not None:
        pairs.append((words("Translation of"), (original,)))
    if document.certificate:
        signed = document.certificate.signed_on
        parts = (
            "" if is_pseudonymised else document.certificate.translator,
            " → ".join(words.language_name(tag) for tag in document.certificate.languages),
            document.certificate.competence,
            document.certificate.accuracy,
            in_words(signed, words) if signed else "",
        )
        pairs.append((words("Translator's certificate"), (Span(" · ".join(part for part in parts if part)),)))
    return [(label, line) for label, line in pairs if line[0].text]


def _hashes(document: Document, words: Translator) -> Iterator[tuple[str, str]]:
    if not document.original_sha256:
        yield words("SHA-256"), document.sha256
        return
    yield words("SHA-256 of the file as received"), document.original_sha256
    yield words("SHA-256 of the copy opened with its password"), document.sha256


def _proofs(dossier_data: DossierData, document: Document) -> list[tuple[str, Line]]:
    """A row for each proof of time: what it proves, then what it does not."""
    words = dossier_data.words
    proofs = sorted(dossier_data.time_proofs, key=lambda proof: (proof.added_at, proof.id))
    return [
        (words("Proof of time"), (Span(" ".join(map(words, proof_in_words(proof)))),))
        for proof in proofs
        if document.id in proof.document_ids
    ]


def _step(dossier_data: DossierData, document: Document, step: CustodyStep) -> str:
    words = dossier_data.words
    at = words.format_datetime(step.at)
    if step.kind == "received" and document.obtained_on:
        at = in_words(document.obtained_on, words)  # the step bears the moment of the import
    elif dossier_data.copy_kind == "pseudonymised":
        at = words.format_date(step.at)
    held = () if dossier_data.copy_kind == "pseudonymised" else (step.who, reason(step, words))
    return words.list_of(part for part in (at, *held) if part)
