"""The tables of a review: the channels of each State, and its record in numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import Block, Span, TextParagraph, TextTable
from casebook.domain.library.channel import NOT_LOOKED_FOR, ChannelState
from casebook.domain.library.cooperation.review import CooperationReview
from casebook.domain.library.decision import TransferKind
from casebook.services.library import country, country_text
from casebook.services.library.cooperation import review as reviewing
from casebook.services.library.cooperation import review_text
from casebook.services.library.cooperation.review import ReviewRow

_MAX_COLUMNS = 4
"""States side by side in a table: with more, words would be broken within a cell."""


def compared(shown: Sequence[CooperationReview], words: Translator) -> Iterator[Block]:
    """Yield the tables of the States, each of as many as leave their words whole."""
    count = -(-len(shown) // _MAX_COLUMNS)
    size = -(-len(shown) // count)
    groups = [shown[start : start + size] for start in range(0, len(shown), size)]
    for group in groups:
        rows = [
            (country_text.channel(kind, words), [_state(state, words) for state in of_kind])
            for kind, of_kind in reviewing.compared_channels(group)
        ]
        yield _table(words("Channel"), group, rows, words)
    for group in groups:
        yield _table(words("In numbers"), group, _numbers(group, words), words)
    yield TextParagraph(line=(Span(review_text.counting(shown, words), "quiet"),))


def _table(
    title: str,
    shown: Sequence[CooperationReview],
    rows: Iterable[tuple[str, Sequence[str]]],
    words: Translator,
) -> TextTable:
    """Return a table with a column for each State."""
    width = 0.72 / len(shown)
    return TextTable(
        head=(title, *(country.name(one.sheet, words) for one in shown)),
        rows=tuple(((Span(label),), *((Span(value),) for value in values)) for label, values in rows),
        widths=(0.28, *(width for _ in shown)),
    )


def _numbers(shown: Sequence[CooperationReview], words: Translator) -> Iterator[tuple[str, list[str]]]:
    rows = [reviewing.row_of(one, words) for one in shown]
    known = [words("{number} of {total}", number=row.ends_known, total=row.seen) for row in rows]
    yield words("Instruments of which it was read how they end; suspension is no end"), known
    yield words("Instruments that have ended"), [str(row.ended) for row in rows]
    yield words("Instruments known by name alone"), [str(row.not_seen) for row in rows]
    yield from _cases(rows, words)
    yield words("Accounts of people handed over, each of one or many"), [str(row.returned) for row in rows]
    yield words("Of these, without a decision that was read"), [str(row.undecided) for row in rows]
    yield words("Open questions"), [str(row.questions) for row in rows]


def _cases(numbers: Sequence[ReviewRow], words: Translator) -> Iterator[tuple[str, list[str]]]:
    """Yield the decided cases by kind; kinds without one in any of the States are left out."""
    for kind in get_args(TransferKind):
        cases = [row.cases(kind) for row in numbers]
        if kind == "extradition" or any(one.refused or one.allowed for one in cases):
            counts = [
                words("refused {refused}, allowed {allowed}", refused=one.refused, allowed=one.allowed)
                for one in cases
            ]
            yield review_text.decided_cases(kind, words), counts
        if any(one.not_followed for one in cases):
            yield review_text.not_followed(kind, words), [str(one.not_followed) for one in cases]


def _state(state: ChannelState | None, words: Translator) -> str:
    if state is None:
        return country_text.status(NOT_LOOKED_FOR, words)
    if state.instruments and not any(one.is_seen for one in state.instruments):
        return words("not seen")
    text = country_text.since_unread(country_text.channel_state(state, words), state, words)
    first = next(iter(state.instruments), None)
    if first is None:
        return text
    text = review_text.with_dispute(text, first, words)
    return (
        words.bracketed(text, country_text.account(first.reported_in, words)) if first.reported_in else text
    )
