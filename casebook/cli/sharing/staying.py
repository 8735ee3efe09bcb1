"""What goes and what stays of chosen cases, as the previews of parcels and journeys print it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.cli.base.answer import visible
from casebook.services.sharing.going_records import REASONS, StayingRecord, TitledRecord


def going_lines(going: Iterable[TitledRecord]) -> Iterator[str]:
    """Yield a line for each document that goes: a person has to see which, not how many."""
    documents = [one for one in going if one.noun == "document"]
    if documents:
        yield "Documents that go:"
        yield from (f"  document/{one.id}: {visible(one.title)}" for one in documents)


def staying_lines(staying: Iterable[StayingRecord]) -> Iterator[str]:
    """Yield a line for each record that stays, with the reason."""
    listed = list(staying)
    if listed:
        yield "Records of these cases that stay:"
    for one in listed:
        yield f"  {one.record.noun}/{one.record.id} ({REASONS[one.reason]}): {visible(one.record.title)}"
