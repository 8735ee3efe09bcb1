"""Pages that no program can read: in a pseudonymised copy they stay out until a person has looked at each."""

from __future__ import annotations

from typing import BinaryIO

from casebook.domain.document import Document
from casebook.domain.dossier import Dossier
from casebook.domain.entity import entity
from casebook.domain.recognition import Recognition
from casebook.services import record
from casebook.services.document import contents
from casebook.services.flow import off_thread, on_vault
from casebook.services.session import Session
from casebook.store.registry import shelf_of


@entity
class Unread:
    """An exhibit with pages for a person's eye.

    Attributes:
        pages: their numbers in the exhibit, from 1.
    """

    document: Document
    pages: tuple[int, ...]


async def unread(session: Session, dossier_id: str) -> tuple[Unread, ...]:
    """The pages of a dossier's exhibits that only a person can judge, exhibit by exhibit.

    Raises:
        NotFound: there is no such dossier.
        DamagedSource: an exhibit cannot be read.
        VaultDamaged: a sealed file was changed or is missing.
    """
    exhibits, read = await on_vault(lambda: _exhibits(session, dossier_id))
    found = []
    for told in exhibits:
        if told.media_type != "application/pdf" and not told.media_type.startswith("image/"):
            continue
        stream = await on_vault(lambda told=told: contents(session, told))  # type: ignore[misc]
        pages = await off_thread(lambda told=told, stream=stream: _pages(told, stream, read))  # type: ignore[misc]
        if pages:
            found.append(Unread(document=told, pages=pages))
    return tuple(found)


def _exhibits(session: Session, dossier_id: str) -> tuple[list[Document], dict[str, Recognition]]:
    dossier = record.find(session, Dossier, dossier_id)
    with session.store.reading() as connection:
        documents = shelf_of(Document).some(connection, dossier.exhibit_ids)
        read = shelf_of(Recognition).some(connection, dossier.exhibit_ids)
    exhibits = (documents[each] for each in dossier.exhibit_ids if each in documents)
    return [told for told in exhibits if not told.is_privileged], read


def _pages(told: Document, stream: BinaryIO, read: dict[str, Recognition]) -> tuple[int, ...]:
    from casebook.pdf.page_picture import as_pdf, unread_pages

    done = {page.number for page in read[told.id].pages} if told.id in read else set()
    pdf = as_pdf(stream, told.exhibit_mark or "an exhibit")
    return tuple(unread_pages(pdf, done))
