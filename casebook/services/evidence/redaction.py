"""Redaction areas of documents, drawn or suggested, and the pages reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.dossier.build import CopyKind
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.exhibit_number import sole_numbers
from casebook.domain.evidence.redaction import Area, Redaction, require_sound
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.registry import table_for


def of_document(session: Session, document: Document) -> Redaction:
    """The redactions of a document; empty where none were marked."""
    return record.stated_of(session, Redaction(id=document.id, case_id=document.case_id))


def of_documents(session: Session, ids: Iterable[str]) -> Mapping[str, Redaction]:
    """What copies of documents hide, by document id; those without any mark are absent."""
    with session.store.reading() as connection:
        return table_for(Redaction).some(connection, ids)


def keep(session: Session, now: Redaction, seen: Redaction) -> Redaction:
    """Keep what copies of a document hide; handing the two over the other way round undoes it.

    Args:
        session: the open vault.
        now: as it is to be.
        seen: as it was when the person began.

    Raises:
        InvalidInput: an area is none, or on a page the document has not.
        Conflict: somebody marked the same document meanwhile.
        NotFound: there is no such document.
    """
    document = record.find(session, Document, now.id)
    for area in now.areas:
        require_sound(area)
    pages = [*(area.page for area in now.areas), *now.reviewed]
    if document.page_count and any(not 1 <= page <= document.page_count for page in pages):
        raise InvalidInput(
            "The document does not have this page.",
            field="page",
            remedy=Message("Enter a page number from 1 to {page_count}.", page_count=document.page_count),
        )
    return record.keep_stated(session, now, seen)


def review(session: Session, document: Document, pages: Iterable[int], *, shows_no_one: bool) -> Redaction:
    """Note what a person found on pages of a document that no program can read.

    Raises:
        InvalidInput: the document has no such page.
        NotFound: there is no such document.
    """
    was = of_document(session, document)
    return keep(session, was.reviewed_on(pages, shows_no_one=shows_no_one), was)


def take_back(session: Session, document: Document, areas: Iterable[Area]) -> Redaction:
    """Undo suggested areas, wherever else the document was marked since.

    Raises:
        Conflict: somebody marked the same document in this moment.
        NotFound: there is no such document.
    """
    now = of_document(session, document)
    return keep(session, now.without(list(areas)), now)


def areas_in(
    marked: Mapping[str, Redaction],
    exhibits: Iterable[Document],
    copy_kind: CopyKind,
    standing: AbstractSet[str],
) -> dict[str, tuple[Area, ...]]:
    """The areas a copy hides, by document id.

    Args:
        marked: what copies hide, by document id.
        exhibits: of the dossier.
        copy_kind: which copy.
        standing: ids of exhibits with a page in their place, which has no areas.
    """
    shown = (document for document in exhibits if document.id in marked and document.id not in standing)
    found = {document.id: marked[document.id].hidden_in(copy_kind) for document in shown}
    return {document_id: areas for document_id, areas in found.items() if areas}


def reviewed(
    marked: Mapping[str, Redaction], exhibits: Iterable[Document], pages_by_mark: Mapping[str, frozenset[int]]
) -> dict[str, frozenset[int]]:
    """The pages a person has looked at, by document id: those noted in the vault, and those passed in.

    SECURITY: a number that several exhibits bear names none of them. A look at one releases no other.
    """
    listed = list(exhibits)
    named = sole_numbers(listed)
    pages = {named[mark]: numbers for mark, numbers in pages_by_mark.items() if mark in named}
    kept = {exhibit.id: frozenset(marked[exhibit.id].reviewed) for exhibit in listed if exhibit.id in marked}
    return {
        key: pages.get(key, frozenset()) | kept.get(key, frozenset()) for key in pages.keys() | kept.keys()
    }
