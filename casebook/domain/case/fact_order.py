"""The order of facts: by their days, those of the same days by the pages that show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from casebook.domain.case.fact import Fact


def in_order(facts: Iterable[Fact], document_ids: Sequence[str]) -> list[Fact]:
    """Return facts by first and last day, then by the first document that shows them and its page.

    Args:
        facts: in any order.
        document_ids: in their order; a fact that none of these shows stands last of its days.
    """
    places = {key: place for place, key in enumerate(document_ids)}

    def key(fact: Fact) -> tuple[tuple[date, date], tuple[int, int]]:
        shown = ((places[one.document_id], one.page) for one in fact.pinpoints if one.document_id in places)
        return fact.on.order, min(shown, default=(len(places), 0))

    return sorted(facts, key=key)
