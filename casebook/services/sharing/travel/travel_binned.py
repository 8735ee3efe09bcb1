"""A case that went to the bin on a trip: what goes there with it, and what of it at home does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from casebook.domain.sharing.version import BINNED
from casebook.services.sharing.travel.travel_change import TravelRecordChange, UntravelledRecord
from casebook.store import record_bin
from casebook.store.sharing import case_content


def with_their_cases(there: Any, changes: Sequence[TravelRecordChange]) -> list[TravelRecordChange]:  # noqa: ANN401 - of the store
    """Return changes of which those say so that are nothing but a move to the bin with their case.

    Args:
        there: connection to the casebook that travelled.
        changes: of the trip.
    """
    cases = {one.id: _binned_at(one) for one in changes if one.noun == "case" and _binned_at(one)}
    marked = []
    for one in changes:
        is_alone = one.noun != "case" and len(one.fields) == 1 and bool(_binned_at(one))
        case_id = case_content.case_of(there, one.noun, one.id) if cases and is_alone else None
        goes_along = case_id in cases and cases[case_id] == _binned_at(one)
        marked.append(replace(one, with_case=case_id) if case_id and goes_along else one)
    return marked


def staying_at_home(here: Any, changes: Iterable[TravelRecordChange]) -> tuple[UntravelledRecord, ...]:  # noqa: ANN401 - of the store
    """Return what stays out of the bin at home of cases that went there on the trip: it did not travel.

    Args:
        here: connection to the casebook at home.
        changes: of the trip.
    """
    held = list(changes)
    cases = [one.id for one in held if one.noun == "case" and _binned_at(one)]
    if not cases:
        return ()
    in_bin = case_content.binned_ids(here) | {one.id for one in held if _binned_at(one)}
    return tuple(
        UntravelledRecord(noun=noun, id=one, title=record_bin.title_of(here, noun, one))
        for noun, ids in case_content.ids_of_cases(here, cases).items()
        for one in ids
        if noun not in record_bin.HIDDEN and one not in in_bin
    )


def _binned_at(change: TravelRecordChange) -> Any:  # noqa: ANN401 - as JSON has it
    """Return when only the trip moved a record to the bin, or None."""
    if change.state != "changed":
        return None
    return next((one.trip for one in change.fields if one.field == BINNED and one.state == "theirs"), None)
