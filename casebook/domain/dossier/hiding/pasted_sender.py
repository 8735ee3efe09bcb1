"""Senders of pasted lines, hidden on the pages of their chats alone, whole and with any capitals.

A line that looks like a message may be that of a diary: "04/05/2017, 10:30 - Arrest: three men". So nothing
of such a name is hidden elsewhere, none of its words alone, and nothing in other letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import ANY_PAGE, NameReplacer
from casebook.domain.dossier.hiding.text_hit import KeptText, TextHit


class PlacedReplacer(NameReplacer):
    """Finds and replaces hidden forms, and on the pages of some exhibits those that are hidden there alone.

    Args:
        hidden: all that must not be read; of shape "pasted-sender" within its exhibits.
        kept: replacements that were refused.
        public: as `NameReplacer` takes it.
        published: likewise.
    """

    def __init__(
        self,
        hidden: Iterable[Hidden],
        kept: Iterable[KeptText] = (),
        public: Iterable[str] = (),
        published: Iterable[str] = (),
    ) -> None:
        hidden, kept = tuple(hidden), tuple(kept)
        super().__init__(hidden, kept, public, published)
        self._placed: dict[str, NameReplacer] = {}
        for key in {key for one in hidden for key in one.within}:
            within = (replace(one, shape="stated", is_name=False) for one in hidden if key in one.within)
            self._placed[key] = NameReplacer(within, kept)

    def find(self, text: str, place: str = "") -> list[TextHit]:
        """Return every hidden place, as `NameReplacer.find` does; in a chat also the senders pasted there."""
        hits = super().find(text, place)
        placed = self._of(place)
        return _joined(hits, placed.find(text, place)) if placed else hits

    def refused_in(self, text: str, place: str) -> Iterator[str]:
        """Yield what stays in a text because its replacement was refused in this place."""
        yield from super().refused_in(text, place)
        if placed := self._of(place):
            yield from placed.refused_in(text, place)

    def _of(self, place: str) -> NameReplacer | None:
        key, ends, _ = place.partition(ANY_PAGE)
        return self._placed.get(key) if ends else None


def _joined(hits: Sequence[TextHit], placed: Sequence[TextHit]) -> list[TextHit]:
    """Return both from left to right: a placed one in place of all within it, unless another overlaps it."""
    placed = [
        one
        for one in placed
        if not any(
            hit.start < one.end
            and one.start < hit.end
            and not (one.start <= hit.start and hit.end <= one.end)
            for hit in hits
        )
    ]
    others = (hit for hit in hits if not any(one.start <= hit.start and hit.end <= one.end for one in placed))
    return sorted((*others, *placed), key=lambda hit: hit.start)
