"""The last search of finished text: what a copy still says that it hides, but for refused replacements.

A finished page puts other words beside a passage than the text it was set from. So a refused replacement is
known there by the words beside it that stayed, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.hiding.neighbour import words_across_columns
from casebook.domain.dossier.hiding.plain_letters import folded, squeezed
from casebook.domain.dossier.hiding.public_passage import PublicPassages


@entity
class LeftWord:
    """Words in a finished text that the copy hides.

    Attributes:
        kind: of what they are.
        letters: them, folded; they never leave the process.
        is_refused: whether they stand where their replacement was refused.
        is_like_refused: whether the same words were refused elsewhere.
    """

    kind: FactKind
    letters: str
    is_refused: bool
    is_like_refused: bool


class LastSearch:
    """Searches finished text.

    Args:
        pseudonyms: what the copy hides.
        refused: what stays in it because it was refused, with the words beside it.
    """

    def __init__(self, pseudonyms: NameReplacer, refused: Iterable[str] = ()) -> None:
        passages = tuple(refused)
        self._pseudonyms = pseudonyms.of_finished()
        self._refused = PublicPassages(passages, fewest=1)

    def left_in(self, text: str) -> tuple[LeftWord, ...]:
        """Return what a text still says, refused or not."""
        return tuple(self._left(text))

    def hides(self, text: str) -> bool:
        """Return whether a text says anything that nobody refused to have replaced there."""
        return any(not one.is_refused for one in self._left(text))

    def _left(self, text: str) -> Iterator[LeftWord]:
        certain = [hit for hit in self._pseudonyms.find(text) if hit.is_certain]
        plain = folded(text) if certain else ""
        of_places = words_across_columns(plain)
        hits = [hit for hit in certain if (hit.start, hit.end) not in of_places]
        places = self._refused.holding(text, (text[hit.start : hit.end] for hit in hits)) if hits else ()
        for hit in hits:
            yield LeftWord(
                kind=hit.kind,
                letters=squeezed(plain[hit.start : hit.end]),
                is_refused=any(start <= hit.start and hit.end <= end for start, end in places),
                is_like_refused=self._pseudonyms.was_refused(text, hit),
            )
