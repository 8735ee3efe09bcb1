"""What a copy and its exhibits state, each text with its place, before anything is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby

from casebook.base.message import Message
from casebook.domain.dossier.composition import Composition
from casebook.domain.dossier.hiding.readings.text_reading import of_page
from casebook.domain.dossier.hiding.text_hit import ANY_PAGE, page_place
from casebook.domain.evidence.document import DocumentText
from casebook.services.base.session import Session
from casebook.services.dossier import pseudonymised_text
from casebook.services.dossier.dossier_data import DossierData
from casebook.store.registry import table_for

PlacedText = tuple[Message, str, str]
"""Where a text stands, for a person and as a key, and the text."""


def placed_texts(
    session: Session, dossier_data: DossierData, composition: Composition
) -> tuple[PlacedText, ...]:
    """Every text of a copy but its title, which a pseudonymised one does not print, and of its exhibits.

    The pages of the exhibits come with the text read by machine.

    SECURITY: what is found depends on the ends of lines, so they are as where the pages are redacted.
    """
    of_exhibits = _of_exhibits(session, dossier_data)
    return (*_of_text(composition), *((place, key, of_page(text)) for place, key, text in of_exhibits))


def texts(session: Session, dossier_data: DossierData, composition: Composition) -> tuple[str, ...]:
    """The same without the places, with the title, and with the ends of lines as they are stored."""
    return (*own_texts(composition), *stored_texts_of_exhibits(session, dossier_data))


def own_texts(composition: Composition) -> tuple[str, ...]:
    """Those of the copy alone."""
    return (composition.title, composition.running_head, *(text for _, _, text in _of_text(composition)))


def stored_texts_of_exhibits(session: Session, dossier_data: DossierData) -> tuple[str, ...]:
    """Those of the exhibits alone."""
    return tuple(text for _, _, text in _of_exhibits(session, dossier_data))


def texts_of_exhibits(session: Session, dossier_data: DossierData) -> dict[str, tuple[tuple[str, str], ...]]:
    """The texts of the exhibits, by their keys, each after its place."""
    placed = ((place, of_page(text)) for _, place, text in _of_exhibits(session, dossier_data))
    return {key: (*pages,) for key, pages in groupby(placed, lambda one: one[0].partition(ANY_PAGE)[0])}


def _of_text(whole: Composition) -> Iterator[PlacedText]:
    kept = partial(replace, whole, cover=None, parts=(), exhibits=(), title="", running_head="")
    placed_texts_of = pseudonymised_text.placed_texts_of
    for key, text in placed_texts_of(kept(cover=whole.cover)):
        yield Message("Cover"), key, text
    for part in whole.parts:
        for key, text in placed_texts_of(kept(parts=(part,))):
            yield Message("Section: {title}", title=part.title), key, text
    for exhibit in whole.exhibits:
        for key, text in placed_texts_of(kept(exhibits=(exhibit,))):
            yield Message("Exhibit {mark}: title", mark=exhibit.name), key, text


def _of_exhibits(session: Session, dossier_data: DossierData) -> Iterator[PlacedText]:
    with session.store.reading() as connection:
        read = table_for(DocumentText).some(connection, (exhibit.id for exhibit in dossier_data.exhibits))
    for document in dossier_data.exhibits:
        text = read.get(document.id)
        by_machine = dossier_data.recognised.get(document.id)
        pages = list(enumerate(text.pages, start=1)) if text else []
        pages += [(page.number, page.text) for page in by_machine.pages] if by_machine else []
        for number, page in pages:
            yield (
                Message("Exhibit {mark}, page {page}", mark=dossier_data.name_of(document), page=number),
                page_place(document.id, number),
                page,
            )
