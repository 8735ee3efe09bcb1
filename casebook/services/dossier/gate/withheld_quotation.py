"""Quotations of what a copy withholds: its words reach the reader although its pages do not.

A section drops the reference to an exhibit that is withheld: a quotation is therefore found by its words, on
the pages of every such exhibit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from casebook.domain.dossier.quotation import quotations
from casebook.domain.evidence.document import DocumentText
from casebook.domain.library.quotation import plain_page, stands_in
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData
from casebook.store.registry import table_for

_MIN_SIGNS = 18
_MIN_HAN = 6
"""Shorter words in quotation marks ("a place", “林志远”) stand in many papers."""


class QuotedExhibits:
    """Finds which withheld exhibits a text quotes; words that an exhibit shown has as well are no secret.

    Args:
        session: the open vault.
        dossier_data: the material of the copy.
        withheld: IDs of the exhibits that the copy withholds.
    """

    def __init__(self, session: Session, dossier_data: DossierData, withheld: frozenset[str]) -> None:
        self._data, self._withheld = dossier_data, withheld
        exhibits = dossier_data.dossier.exhibit_ids if withheld else ()
        with session.store.reading() as connection:
            texts = table_for(DocumentText).some(connection, exhibits)
        self._texts = {key: plain_page("\n".join(self._pages(key, one.pages))) for key, one in texts.items()}

    def _pages(self, key: str, own: Collection[str]) -> Iterator[str]:
        yield from own
        read = self._data.recognised.get(key)
        yield from (page.text for page in read.pages) if read else ()

    def ids(self, text: str) -> tuple[str, ...]:
        """Return the IDs of the withheld exhibits that a text quotes and no exhibit shown has."""
        if not self._withheld:
            return ()
        ids: dict[str, None] = {}
        for words, _ in quotations(text):
            is_han = not words.isascii() and len(words) >= _MIN_HAN and words[0] > "\u2e7f"
            if len(words) < _MIN_SIGNS and not is_han:
                continue
            sources = [key for key, held in self._texts.items() if stands_in(words, held)]
            if sources and self._withheld.issuperset(sources):
                ids.update(dict.fromkeys(sources))
        return tuple(ids)
