"""Shares found in a text that was typed, or copied with the rest of their pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.crypto.share_words import (
    COMPARE,
    SHARE_WORDS,
    begins_as_listed,
    counted,
    is_listed,
    is_whole,
    numbered_words,
)

MAX_TEXT_CHARACTERS = 0xFFFF
"""Of what is typed or copied; sixteen whole pages have half as many."""
_MIN_TYPED_WORDS = 2 * SHARE_WORDS - 6
"""Some may be forgotten; no passphrase has so many."""
_MIN_MEANT = SHARE_WORDS // 2 + 1
_MAX_GAP = 2
"""Words that are not of the list and stand between two that are, in what is meant to be a share."""

_Numbered = Sequence[tuple[int, str]]


def typed_shares(text: str, *, are_meant: bool = False, first: int = 1) -> tuple[str, ...]:
    """Return the shares that a text has, or () if it is something else, such as a passphrase.

    A text of at least two shares' words, nine in ten of which are of the list, is meant to be shares. Shares
    are found by their check; what a page says around them is passed over.

    Args:
        text: as typed, or copied from printed pages.
        are_meant: it was typed where nothing but shares is asked for.
        first: number of the first one, where others were entered before.

    Raises:
        InvalidInput: they are not 23 words each; says which.
        NotFound, DamagedSource: the installation is incomplete.
    """
    numbered = numbered_words(text, MAX_TEXT_CHARACTERS)
    words = [word for _, word in numbered]
    if not (are_meant or _look_like_shares(words)):
        return ()
    places = list(_places(numbered)) or ([(0, len(words))] if words else [])
    shares: list[str] = []
    for start, stop in places:
        count, left_over = divmod(stop - start, SHARE_WORDS)
        if left_over:
            raise _miscounted(stop - start, first + len(shares), is_all=len(places) == 1)
        chunks = (start + SHARE_WORDS * number for number in range(count))
        shares.extend(" ".join(words[at : at + SHARE_WORDS]) for at in chunks)
    return tuple(shares)


def _miscounted(count: int, number: int, *, is_all: bool) -> InvalidInput:
    """What is wrong with words that are no whole number of shares, the first of which has this number."""
    several = max(1, round(count / SHARE_WORDS))
    if several == 1:
        problem = Message("Share {number}: {problem}", number=number, problem=counted(count))
    else:
        problem = Message("Each share has 23 words; these are {count} words in all.", count=count)
        if not is_all:
            last = number + several - 1
            problem = Message("Shares {first} to {last}: {problem}", first=number, last=last, problem=problem)
    return InvalidInput(problem, field="shares", remedy=COMPARE)


def _look_like_shares(words: Sequence[str]) -> bool:
    return len(words) >= _MIN_TYPED_WORDS and sum(map(begins_as_listed, words)) * 10 >= len(words) * 9


def _places(numbered: _Numbered) -> Iterator[tuple[int, int]]:
    """Where shares stand: each whose check fits, and what between them is meant to be some."""
    words = [word for _, word in numbered]
    at = left = 0
    while at + SHARE_WORDS <= len(words):
        if is_whole(words[at : at + SHARE_WORDS]):
            yield from _meant(numbered, left, at)
            yield at, at + SHARE_WORDS
            at = left = at + SHARE_WORDS
        else:
            at += 1
    yield from _meant(numbered, left, len(words))


def _meant(numbered: _Numbered, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where within these bounds words are meant to be shares: all of them, or stretches in other text."""
    known = sum(is_listed(word) for _, word in numbered[start:stop])
    is_dense = start < stop and 2 * known >= stop - start
    if is_dense and (stop - start) % SHARE_WORDS == 0:
        yield start, stop
        return
    stretches: list[list[int]] = []
    for at in (at for at in range(start, stop) if _is_of_share(numbered, at)):
        if not stretches or at - stretches[-1][-1] > _MAX_GAP + 1:
            stretches.append([])
        stretches[-1].append(at)
    bounds = [(places[0], places[-1] + 1) for places in stretches if len(places) >= _MIN_MEANT]
    yield from bounds or ([(start, stop)] if is_dense else [])


def _is_of_share(numbered: _Numbered, at: int) -> bool:
    """Whether a word is of the list, or one of those that a page numbers."""
    number, word = numbered[at]
    beside = {step: numbered[at + step][0] for step in (-1, 1) if 0 <= at + step < len(numbered)}
    is_in_row = any(other and other == number + step for step, other in beside.items())
    return is_listed(word) or (1 <= number <= SHARE_WORDS and is_in_row)
