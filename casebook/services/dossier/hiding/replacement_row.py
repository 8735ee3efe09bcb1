"""The rows of a review of replacements: each place in its sentence, each listed once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.text_hit import KeptText
from casebook.services.dossier.hiding.copy_text import PlacedText

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_])|(?<=[\u3002\uff01\uff1f])|\n+")
_MAX_AROUND = 160
"""Characters shown of a sentence on either side of a replacement."""
_MAX_PIECES = 40
"""Of a line, such as one with many words emphasised."""
_MAX_OF_PLACE = 3
"""Numbers of a place that are listed in their sentences; more are listed together."""


@entity
class Replacement:
    """One replacement.

    Attributes:
        id: the same for the same words between the same neighbours in one place; what a decision names.
        place: where it stands: a section, or an exhibit and its page.
        before, text, after: its sentence; `text` is what is replaced.
        label: what stands in its place.
        kind: of what it is.
        key: what a refusal keeps.
        others: the sentences of the other places there with these words between these neighbours.
    """

    id: str
    place: Message
    before: str
    text: str
    after: str
    label: str
    kind: FactKind
    key: KeptText
    others: tuple[str, ...] = ()

    @property
    def can_be_refused(self) -> bool:
        """Return whether words beside it tell it from a name elsewhere."""
        return bool(self.key.before or self.key.after)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return every sentence that a decision about it is for."""
        return (" ".join(f"{self.before}{self.text}{self.after}".split()), *self.others)


@entity
class PerhapsName:
    """Words that may be a name, also in a title of public law, or an account, or state a birth; not replaced.

    Attributes:
        place: where it stands.
        before, text, after: its sentence.
    """

    place: Message
    before: str
    text: str
    after: str


_Listed = TypeVar("_Listed", Replacement, PerhapsName)


def perhaps_rows(place: Message, text: str, spans: Iterable[tuple[int, int]]) -> Iterator[PerhapsName]:
    """Yield the rows of places of a text, as slices."""
    for start, end in spans:
        before, words, after = sentence_of(text, start, end)
        yield PerhapsName(place=place, before=before, text=words, after=after)


def each_word_first(listed: Iterable[PerhapsName]) -> tuple[PerhapsName, ...]:
    """Them with the first sentence of each word before the second of any, as a list is looked over."""
    before: Counter[str] = Counter()
    turns: list[tuple[int, PerhapsName]] = []
    for one in listed:
        turns.append((before[one.text], one))
        before[one.text] += 1
    return tuple(one for _, one in sorted(turns, key=lambda turn: turn[0]))


def in_whole_lines(listed: tuple[_Listed, ...]) -> Iterator[_Listed]:
    """Each once: a piece of a line that is set otherwise is also asked about as part of its line."""
    alike: dict[tuple[Message, str], list[_Listed]] = {}
    for one in listed:
        alike.setdefault((one.place, one.text), []).append(one)
    for one in listed:
        if not _may_be_piece(one) or not any(
            other is not one and other.before.endswith(one.before) and other.after.startswith(one.after)
            for other in alike[one.place, one.text]
        ):
            yield one


def _may_be_piece(one: Replacement | PerhapsName) -> bool:
    """Return whether nothing stands beside a line that ends with it, unlike beside those of a page."""
    if isinstance(one, PerhapsName):
        return True
    before, after = one.before.strip(), one.after.strip()
    return (bool(before) or not one.key.before) and (bool(after) or not one.key.after)


def pieces_in(texts: Sequence[PlacedText]) -> frozenset[int]:
    """Return the places of texts that stand in a line soon after them, which is asked about as a whole."""
    return frozenset(
        at
        for at, (_, key, text) in enumerate(texts)
        if any(
            key == other and len(text) < len(whole) and text in whole
            for _, other, whole in texts[at + 1 : at + _MAX_PIECES]
        )
    )


def rows_by_id(
    listed: Iterable[Replacement], counts: Mapping[Replacement, int] = MappingProxyType({})
) -> Iterator[Replacement]:
    """Yield each id once, with every sentence it stands for: a decision on one is a decision on all.

    Args:
        listed: rows, each once.
        counts: how many places each of them is for, where that is not one.
    """
    alike: dict[str, list[Replacement]] = {}
    for one in listed:
        alike.setdefault(one.id, []).append(one)
    for same in alike.values():
        _, *others = (text for one in same for text in one.sentences * max(counts.get(one, 1), 1))
        yield replace(same[0], others=tuple(others)) if others else same[0]


def by_place(
    listed: Iterable[PerhapsName],
) -> Iterator[tuple[Message, tuple[PerhapsName, ...], tuple[str, ...]]]:
    """Yield each place with what it has to be listed in sentences, or the words alone where it has many.

    A page of a table has more numbers than anyone reads in rows.
    """
    alike: dict[Message, list[PerhapsName]] = {}
    for one in listed:
        alike.setdefault(one.place, []).append(one)
    for place, of_one in alike.items():
        if len(of_one) > _MAX_OF_PLACE:
            yield place, (), tuple(dict.fromkeys(one.text for one in of_one))
        else:
            yield place, tuple(of_one), ()


def by_word(listed: Iterable[PerhapsName]) -> Iterator[tuple[PerhapsName, int]]:
    """Yield the first place of each word as it is written, and the number of its places."""
    alike: dict[str, list[PerhapsName]] = {}
    for one in listed:
        alike.setdefault(one.text, []).append(one)
    yield from ((places[0], len(places)) for places in alike.values())


def sentence_of(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return a place of a text with its context in the sentence."""
    ends = [0, *(one.end() for one in _SENTENCE_END.finditer(text)), len(text)]
    first = max(one for one in ends if one <= start)
    last = min(one for one in ends if one >= end)
    before, after = text[max(first, start - _MAX_AROUND) : start], text[end : min(last, end + _MAX_AROUND)]
    return before, text[start:end], after
