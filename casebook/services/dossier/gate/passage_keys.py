"""What the lines and rows of a dossier were drawn from, as their spans note it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.domain.dossier.composition import Block, Line, Pairs, TextTable
from casebook.domain.dossier.text_numbering import lines_of
from casebook.services.dossier.dossier_data import WHOLE

_EXHIBIT = "exhibit:"


def keys_of(lines: Iterable[Line]) -> Iterator[str]:
    """Yield what lines and their notes rest on, as `Span.rests_on`."""
    for line in lines:
        for span in line:
            yield from span.rests_on
            if span.to is not None and span.to.anchor.startswith(_EXHIBIT):
                yield span.to.anchor
            yield from keys_of((span.note,) if span.note else ())


def keys_of_row(block: Block, row: int) -> Iterator[str]:
    """Yield what a row of a table, or the whole of a block, rests on."""
    if row == WHOLE:
        yield from keys_of(lines_of(block))
    elif isinstance(block, TextTable):
        yield from keys_of(block.rows[row])
    elif isinstance(block, Pairs):
        yield from keys_of((block.rows[row][1],))
