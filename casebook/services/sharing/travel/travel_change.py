"""What a casebook that travelled brings: records, their fields, and what of cases stays at home."""

from __future__ import annotations

from typing import Any, Literal

from casebook.domain.base.entity import entity
from casebook.domain.sharing.comparison import Suspect

ChangeState = Literal["new", "changed", "purged-at-home", "undecided", "of-purged", "not-carried"]
BARRED: frozenset[ChangeState] = frozenset({"purged-at-home", "undecided", "of-purged", "not-carried"})
"""Of these nothing is joined."""
FieldState = Literal["new", "theirs", "both"]


@entity
class TravelFieldChange:
    """A field that was written on the trip.

    Attributes:
        field: its name; "binned_at" for a move to the bin or out of it.
        state: "new" of a new record, "theirs" where only the trip wrote it, "both" where home did too: then
            two versions will stand.
        home: its value at home as JSON has it, None of a new record.
        trip: its value on the trip.
    """

    field: str
    state: FieldState
    home: Any = None
    trip: Any = None


@entity
class TravelRecordChange:
    """A record that was written on the trip.

    Attributes:
        noun: of the record.
        id: of the record.
        state: "new", "changed", "purged-at-home" where it was deleted for good at home and stays away,
            "undecided" where another member deleted it, or its case, and nobody decided at home, "of-purged"
            where it is new and its case, person or form was deleted for good at home, or "not-carried" where
            home has it and did not send it along: nobody could know it.
        fields: that were written.
        title: by which it is known on the trip, or "".
        suspect: why a new record is joined only where a person says so: it holds for the whole office, or
            names what home has and did not send along; "" for nothing.
        with_case: ID of the case with which it went to the bin, where nothing else of it changed; or "".
    """

    noun: str
    id: str
    state: ChangeState
    fields: tuple[TravelFieldChange, ...]
    title: str = ""
    suspect: Suspect = ""
    with_case: str = ""


@entity
class UntravelledRecord:
    """A record at home of a case that went to the bin on the trip; it did not travel, and does not follow."""

    noun: str
    id: str
    title: str
