"""Which sentences of a claim to protection the redaction areas of a service copy cover, by their own words.

SECURITY: an area elsewhere on the page says nothing of a sentence. Where the places of its words are unknown,
as on a scan without text or in another paper that is carried over, it stays until a person releases it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from casebook.base.errors import Conflict, DamagedSource, InvalidInput, Refused, VaultDamaged
from casebook.domain.base.preview import PageSize, PageText
from casebook.domain.dossier.filings.exposure import Exposure
from casebook.domain.dossier.hiding.plain_letters import folded, squeezed
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.recognition import RecognisedPage, Recognition
from casebook.domain.evidence.redaction import Area, overlap
from casebook.language.protection.protection_claim import COVERED, ClaimTeller
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.evidence.preview import open_preview

_SURELY = 0.7
"""Part of the box of a letter that one area must cover; boxes are higher than most letters."""
_WORD = re.compile(r"\w+")
_PAGE = PageSize(width_pt=1.0, height_pt=1.0)
"""Of a page whose places are parts of it."""
_Placed = tuple[PageText, PageSize]
"""The letters of a page, with the size that their places are of."""


class CoveredClaims:
    """Says of what exhibits show whether areas cover it.

    Args:
        session: the open vault; pages are read in it by a process of their own, each once.
        dossier_data: the material of a service copy.
        read: what was recognised, by document ID.
        tells: what hears a claim.
    """

    def __init__(
        self,
        session: Session,
        dossier_data: DossierData,
        read: Mapping[str, Recognition],
        tells: ClaimTeller,
    ) -> None:
        self._session, self._redactions, self._read, self._tells = (
            session,
            dossier_data.redactions,
            read,
            tells,
        )
        self._documents = {one.id: one for one in dossier_data.exhibits}
        self._pages: dict[tuple[str, int], tuple[_Placed, ...]] = {}

    def marked(self, exposures: Iterable[Exposure]) -> Iterator[Exposure]:
        """Yield what is shown, a covered sentence as such."""
        for one in exposures:
            yield replace(one, is_covered=True) if self._is_covered(one) else one

    def _is_covered(self, shown: Exposure) -> bool:
        marked = self._redactions.get(shown.document_id)
        if shown.kind != "asylum-claim" or shown.is_carried or marked is None:
            return False
        areas = [area for area in marked.hidden_in("service") if area.page == shown.page]
        if not areas:
            return False
        placed = self._placed(self._documents[shown.document_id], shown.page)
        left = [rest for text, size in placed for rest in _uncovered(shown.sentence, text, size, areas)]
        return bool(left) and not any(map(self._tells, left))

    def _placed(self, document: Document, number: int) -> tuple[_Placed, ...]:
        key = document.id, number
        if key not in self._pages:
            recognised = self._read[document.id].pages if document.id in self._read else ()
            pages = (_text(page) for page in recognised if page.number == number)
            self._pages[key] = (*self._shown(document, number), *((text, _PAGE) for text in pages))
        return self._pages[key]

    def _shown(self, document: Document, number: int) -> Iterator[_Placed]:
        """Yield the text of a page as areas are marked on it, where it can be read."""
        kept = self._session.kept_pages.placed
        key = document.id, document.sha256, number
        if key not in kept:
            kept[key] = _read_page(self._session, document, number)
        if (placed := kept[key]) is not None:
            yield placed


def _read_page(session: Session, document: Document, number: int) -> _Placed | None:
    try:
        with run_in_line(open_preview(session, document, is_laid_out=False)) as opened:
            return opened.text(number - 1), opened.pages[number - 1]
    except (Refused, DamagedSource, InvalidInput, Conflict, VaultDamaged):
        return None


def _text(page: RecognisedPage) -> PageText:
    letters = list(page.letters())
    edges = [edge for _, place in letters for edge in place]
    return PageText(text="".join(letter for letter, _ in letters), edges=edges)


def _uncovered(sentence: str, page: PageText, size: PageSize, areas: Sequence[Area]) -> Iterator[str]:
    """Yield each place of a sentence on a page with signs in place of the words that areas cover wholly."""
    places = [at for at, letter in enumerate(folded(page.text)) if squeezed(letter)]
    letters = "".join(folded(page.text)[at] for at in places)
    wanted = squeezed(folded(sentence))
    for start in (one.start() for one in re.finditer(f"(?={re.escape(wanted)})", letters)) if wanted else ():
        first, last = places[start], places[start + len(wanted) - 1] + 1
        hidden = [_is_hidden(page, at, size, areas) for at in range(first, last)]
        yield _without_whole_words(page.text[first:last], hidden)


def _without_whole_words(text: str, hidden: Sequence[bool]) -> str:
    """Return a text without the words of which every letter is hidden.

    One of which a letter shows can still be read by whoever looks: "sylum".
    """

    def covered(word: re.Match[str]) -> str:
        return COVERED * len(word[0]) if all(hidden[word.start() : word.end()]) else word[0]

    return _WORD.sub(covered, text)


def _is_hidden(page: PageText, at: int, size: PageSize, areas: Sequence[Area]) -> bool:
    left, top, right, bottom = page.edges[4 * at : 4 * at + 4]
    box = left / size.width_pt, top / size.height_pt, right / size.width_pt, bottom / size.height_pt
    whole = (box[2] - box[0]) * (box[3] - box[1])
    return whole > 0 and any(overlap(box, area.edges) >= _SURELY * whole for area in areas)
