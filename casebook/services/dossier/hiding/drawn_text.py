"""What text recognition reads on the pages of a pseudonymised copy's exhibits, as a picture shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from casebook.base.errors import DamagedSource
from casebook.base.message import Message
from casebook.base.progress import Progress
from casebook.domain.dossier.composition import Composition
from casebook.domain.dossier.hiding.hiding import DrawnWords
from casebook.domain.dossier.hiding.plain_letters import folded, squeezed
from casebook.domain.dossier.hiding.text_hit import TextHit, page_place
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.hiding.copy_text import PlacedText
from casebook.services.evidence.drawn_words import drawn_words


def drawn_pages(
    session: Session,
    looked_at: Mapping[str, frozenset[int]],
    dossier_data: DossierData,
    composition: Composition,
    standing: AbstractSet[str],
    progress: Progress,
) -> DrawnWords:
    """Return what text recognition reads on the pages of the exhibits, of which this copy must be sure.

    Args:
        session: the open vault.
        looked_at: pages that a person has looked at, by exhibit key.
        dossier_data: the material.
        composition: with the exhibits to open.
        standing: keys of exhibits in whose place a page stands.
        progress: called often enough to stop.
    """
    exhibits = {exhibit.key: exhibit for exhibit in composition.exhibits}
    shown = [
        (document, exhibits[document.id])
        for document in dossier_data.exhibits
        if document.id in exhibits and document.id not in standing
    ]
    return drawn_words(session, shown, looked_at, progress)


def drawn_texts(
    session: Session,
    looked_at: Mapping[str, frozenset[int]],
    dossier_data: DossierData,
    composition: Composition,
    standing: AbstractSet[str],
    progress: Progress,
) -> tuple[PlacedText, ...]:
    """Return the same as texts with their places; of damaged exhibits, which a build names, nothing."""
    try:
        drawn = drawn_pages(session, looked_at, dossier_data, composition, standing, progress)
    except DamagedSource:
        return ()
    return tuple(_placed(dossier_data, drawn))


def _placed(dossier_data: DossierData, drawn: DrawnWords) -> Iterator[PlacedText]:
    for document in dossier_data.exhibits:
        name = dossier_data.name_of(document)
        for page in drawn.get(document.id, ()):
            place = Message(
                "Exhibit {mark}, page {page}, read by text recognition", mark=name, page=page.number
            )
            yield place, page_place(document.id, page.number), page.text


def only_drawn(text: str, hits: Sequence[TextHit], own: AbstractSet[str]) -> list[TextHit]:
    """Return the hits of what a page shows that its own text does not have.

    Args:
        text: that recognition read.
        hits: in it.
        own: letters and digits of what is hidden in the page's own text (`signs_of`).
    """
    return [hit for hit in hits if not signs_of(text, [hit]) <= own]


def signs_of(text: str, hits: Sequence[TextHit]) -> frozenset[str]:
    """Return the letters and digits of what is hidden in a text."""
    return frozenset(squeezed(folded(text[hit.start : hit.end])) for hit in hits)
