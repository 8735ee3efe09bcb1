"""The section on provenance: origin, chain of custody, hash and translator of each exhibit."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.message import gettext_noop
from casebook.domain.base.date import in_words
from casebook.domain.dossier.composition import Block, Heading, Line, Pairs, Span
from casebook.domain.dossier.dossier import Section
from casebook.domain.evidence.document import CustodyKind, CustodyStep, Document
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import reference

STEPS: Mapping[CustodyKind, str] = {
    "received": gettext_noop("Received"),
    "copied": gettext_noop("Copied"),
    "translated": gettext_noop("Translated"),
    "disclosed": gettext_noop("Disclosed"),
    "returned": gettext_noop("Returned"),
}


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """Particulars for each exhibit in order."""
    content: list[Block] = []
    for document in dossier_data.exhibits:
        content += [
            Heading(
                text=dossier_data.words(
                    "Exhibit {mark}: {title}", mark=document.exhibit_mark, title=document.title
                )
            ),
            Pairs(rows=tuple(_rows(dossier_data, document))),
        ]
    return tuple(content)


def _rows(dossier_data: DossierData, document: Document) -> list[tuple[str, Line]]:
    words = dossier_data.words
    obtained = " · ".join(part for part in (document.obtained_from, document.obtained_how) if part)
    pairs: list[tuple[str, Line]] = [
        (words("Obtained"), (Span("" if dossier_data.copy_kind == "pseudonymised" else obtained),)),
        (words("Author"), (Span(document.author),)),
        *((words(STEPS[step.kind]), (Span(_step(dossier_data, step)),)) for step in document.custody),
        (words("SHA-256"), (Span(document.sha256, emphasis="quiet"),)),
    ]
    original = reference.exhibit(dossier_data, document.translation_of)
    if original is not None:
        pairs.append((words("Translation of"), (original,)))
    if document.certificate:
        signed = document.certificate.signed_on
        parts = (
            document.certificate.translator,
            " → ".join(words.language_name(tag) for tag in document.certificate.languages),
            document.certificate.competence,
            document.certificate.accuracy,
            in_words(signed, words) if signed else "",
        )
        pairs.append((words("Translator's certificate"), (Span(" · ".join(part for part in parts if part)),)))
    return [(label, line) for label, line in pairs if line[0].text]


def _step(dossier_data: DossierData, step: CustodyStep) -> str:
    return ", ".join(
        part for part in (dossier_data.words.format_datetime(step.at), step.who, step.why) if part
    )
