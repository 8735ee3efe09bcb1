"""Groups of exhibits in the order of a court bundle, the decision challenged first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from casebook.base.message import gettext_noop
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document, DocumentKind

ExhibitGroup = Literal["decision"] | DocumentKind

GROUPS: Mapping[ExhibitGroup, str] = {
    "decision": gettext_noop("Decision challenged"),
    "court-paper": gettext_noop("Papers of the court"),
    "request": gettext_noop("The request"),
    "identity-paper": gettext_noop("Identity papers"),
    "statement": gettext_noop("Statements"),
    "report": gettext_noop("Reports"),
    "medical": gettext_noop("Medical evidence"),
    "photograph": gettext_noop("Photographs"),
    "correspondence": gettext_noop("Correspondence"),
    "asylum-paper": gettext_noop("Papers of the asylum claim"),
    "form": gettext_noop("Forms"),
    "other": gettext_noop("Other papers"),
}
"""Titles of the groups in their order: custom of practice, where a court orders none of its own."""


def group_of(dossier: Dossier, document: Document, documents: Mapping[str, Document]) -> ExhibitGroup:
    """Return the group of an exhibit; a translation stands with its original.

    Args:
        dossier: it is an exhibit of.
        document: the exhibit.
        documents: of the case, by ID.
    """
    original = documents.get(document.translation_of, document)
    return "decision" if original.id == dossier.challenged_id else original.kind


def in_groups(dossier: Dossier, documents: Mapping[str, Document]) -> Dossier:
    """Return it with its exhibits in groups, each in the former order, translations after their originals.

    Exhibits that are not among the documents, as in the bin, come last.
    """
    places = {document_id: place for place, document_id in enumerate(dossier.exhibit_ids)}
    order = list(GROUPS)

    def key(document_id: str) -> tuple[int, int, int]:
        document = documents.get(document_id)
        if document is None:
            return len(order), places[document_id], 0
        original = places.get(document.translation_of, places[document_id])
        return order.index(group_of(dossier, document, documents)), original, places[document_id]

    return replace(dossier, exhibit_ids=tuple(sorted(dossier.exhibit_ids, key=key)))
