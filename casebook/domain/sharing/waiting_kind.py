"""What came from members of a team and waits for a person, and how it was decided."""

from __future__ import annotations

from enum import StrEnum


class WaitingKind(StrEnum):
    """What waits.

    Attributes:
        CASE: the case of a space; it is in this casebook and did not come by that space.
        PERSON: a person, contact or entry that somebody else named in a case, and that is not shared there.
        CHANGE: a change of a record that is here and does not belong to the space in which it came.
        EARLY: a change of a record that is not here and has not begun in the space; nobody is asked yet.
        DAMAGED: a file that holds what no Casebook writes, by its name; in place of a noun stand the
            digests, in hex, of it and of the file before it in its line, "" where it stands in none.
        NEWCOMERS: records came since anybody looked who would be in a case by them; its ID is the number of
            the last save before. It is of no noun, and of all spaces.
        PURGE: what others purged and a person here kept, of whatever space.
        LATE: a person, relationship or entry that came only by the space of a case that was deleted here; it
            waits with a request to purge it.
        EXHIBIT: a document whose file, laid by another device, is damaged in the shared folder, and is here.
        UNSENT: a record that was changed here while this device may not write in its space; nobody is asked.
    """

    CASE = "case"
    PERSON = "person"
    CHANGE = "change"
    EARLY = "early"
    DAMAGED = "damaged"
    NEWCOMERS = "newcomers"
    PURGE = "purge"
    LATE = "late"
    EXHIBIT = "exhibit"
    UNSENT = "unsent"


ASKED = (WaitingKind.CASE, WaitingKind.PERSON, WaitingKind.CHANGE)
"""Of which a person is asked."""


class WaitingState(StrEnum):
    """Whether somebody decided."""

    WAITS = "waits"
    ALLOWED = "allowed"
    DECLINED = "declined"
