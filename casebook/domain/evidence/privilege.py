"""Privilege and asylum papers: both extend from a document to its attachments, translations and copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from casebook.domain.evidence.document import Document


def with_privilege(documents: Iterable[Document]) -> dict[str, Document]:
    """Return the documents of a case by ID; those related to a privileged one share its privilege.

    To be read alone: what is saved keeps the privilege a person recorded.
    """
    by_id = {document.id: document for document in documents}
    owners = owners_of(by_id)
    return by_id | {
        key: replace(by_id[key], is_privileged=True, privilege=owner.privilege)
        for key, owner in owners.items()
    }


def is_asylum_paper(document: Document, by_id: Mapping[str, Document]) -> bool:
    """Return whether a document is an asylum paper, or the translation, a part or a copy of one."""
    waiting, seen = [document], {document.id}
    while waiting:
        one = waiting.pop()
        if one.kind == "asylum-paper":
            return True
        for key in (one.part_of, one.translation_of, one.redacted_from):
            if key in by_id and key not in seen:
                seen.add(key)
                waiting.append(by_id[key])
    return False


def is_kept_back(document: Document, by_id: Mapping[str, Document], *, is_served: bool) -> bool:
    """Return whether a copy withholds a document unless somebody discloses it to a recipient.

    Args:
        document: with the privilege of those it is related to.
        by_id: the documents of its case.
        is_served: whether the copy goes to another party.
    """
    return document.is_privileged or (is_served and is_asylum_paper(document, by_id))


def owners_of(by_id: Mapping[str, Document]) -> dict[str, Document]:
    """Return the privileged document to which each unmarked document is related, if any."""
    # A copy has the same bytes; it need not say whose copy it is.
    by_hash = {one.sha256: one for one in by_id.values() if one.is_privileged and one.sha256}
    owners = ((key, _owner(one, by_id, by_hash)) for key, one in by_id.items() if not one.is_privileged)
    return {key: owner for key, owner in owners if owner}


def _owner(
    document: Document, by_id: Mapping[str, Document], by_hash: Mapping[str, Document]
) -> Document | None:
    waiting, seen = [document], {document.id}
    while waiting:
        one = waiting.pop()
        if one.is_privileged:
            return one
        if one.sha256 in by_hash:
            return by_hash[one.sha256]
        for key in (one.part_of, one.translation_of, one.redacted_from):
            if key in by_id and key not in seen:
                seen.add(key)
                waiting.append(by_id[key])
    return None
