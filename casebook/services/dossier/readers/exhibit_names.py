"""Which exhibits of a filed or served copy show a person, as the pre-filing check found it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casebook.domain.dossier.filings.exposure import Exposure
from casebook.domain.dossier.readers.reader_picture import ShowingExhibit
from casebook.domain.evidence.document import Document
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.gate.exhibit_search import with_linked

SEARCHED = frozenset({"filing", "service"})
"""Copies whose exhibits the check searches."""


class ExhibitNames:
    """Says where the exhibits of a copy show somebody, whether or not that stops the copy.

    Args:
        dossier_data: the material of the copy as its reader gets it, its exhibits searched.
    """

    def __init__(self, dossier_data: DossierData) -> None:
        self._data = dossier_data
        self.is_searched = dossier_data.copy_kind in SEARCHED
        exhibits = dossier_data.exhibits if self.is_searched else ()
        self._shown = {one.id: tuple(self._of(one)) for one in exhibits}

    def showing(self, person_id: str) -> tuple[ShowingExhibit, ...]:
        """Return the exhibits that name or mention a person, or came from them, in order."""
        found = ((one, self._naming(one, person_id)) for one in self._data.exhibits)
        return tuple(exhibit for document, shown in found for exhibit in self._parted(document, shown))

    @property
    def without_text(self) -> tuple[ShowingExhibit, ...]:
        """Return the exhibits with pages in which nobody could be looked for."""
        return tuple(
            ShowingExhibit(name=self._data.name_of(one), pages=pages)
            for one in self._data.exhibits
            if (pages := tuple(found.page for found in self._own(one.id) if found.kind == "unsearched"))
        )

    def _naming(self, document: Document, person_id: str) -> list[Exposure]:
        """Return what shows a person: on other papers only where the exhibit itself does not."""
        every = [one for one in self._shown.get(document.id, ()) if person_id in one.people]
        return [one for one in every if one.document_id == document.id] or every

    def _parted(self, document: Document, shown: list[Exposure]) -> Iterator[ShowingExhibit]:
        """Yield where an exhibit shows a person: on open pages first, then on pages with painted areas."""
        hidden = self._painted(document)
        by_place: dict[tuple[bool, bool, bool], set[int]] = {}
        for one in shown:
            is_carried = one.document_id != document.id
            is_painted = one.page > 0 and (bool(hidden) if is_carried else one.page in hidden)
            by_place.setdefault((is_painted, is_carried, not one.page), set()).add(one.page)
        for (is_painted, is_carried, _), pages in sorted(by_place.items()):
            yield ShowingExhibit(
                name=self._data.name_of(document),
                pages=tuple(sorted(pages)),
                is_carried=is_carried,
                is_painted=is_painted,
            )

    def _of(self, document: Document) -> Iterator[Exposure]:
        """Yield what an exhibit shows, and its original and translations: a scan may have no text."""
        for paper in with_linked((document,), self._data.documents.values()):
            yield from self._own(paper.id)

    def _own(self, document_id: str) -> tuple[Exposure, ...]:
        found: Mapping[str, tuple[Exposure, ...]] = self._data.page_exposures
        return found.get(document_id, ())

    def _painted(self, document: Document) -> frozenset[int]:
        marked = self._data.redactions.get(document.id)
        hidden = marked.hidden_in(self._data.copy_kind) if marked else ()
        return frozenset(area.page for area in hidden)
