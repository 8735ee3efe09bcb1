"""What goes with cases and what of them stays, record by record, by the titles that people know them by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.services.base.session import Session
from casebook.store import record_bin
from casebook.store.registry import known_table
from casebook.store.sharing import case_content

StayingReason = Literal["privileged", "binned", "party-elsewhere"]
REASONS: Mapping[StayingReason, str] = {
    "privileged": "privileged",
    "party-elsewhere": "party to a case that stays",
    "binned": "in the bin",
}
"""Why records of cases stay, in the order in which they are listed: the words of the command line."""


@entity
class TitledRecord:
    """A record by its title.

    Attributes:
        noun: of the record.
        id: of the record.
        title: of the record, or "".
    """

    noun: str
    id: str
    title: str


@entity
class StayingRecord:
    """A record of chosen cases that does not go.

    Attributes:
        record: which.
        reason: why: it is privileged and was not ticked, it is in the bin, or it is somebody close to a
            client who is party to a case that does not go.
    """

    record: TitledRecord
    reason: StayingReason


def titled(session: Session, ids: Mapping[str, Iterable[str]]) -> tuple[TitledRecord, ...]:
    """Return records by noun and title; parts of others, which have no title of their own, are left out."""
    listed: list[TitledRecord] = []
    with session.store.reading() as connection:
        for noun, some in ids.items():
            table = known_table(noun)
            if table is None or noun in record_bin.HIDDEN:
                continue
            for one in case_content.with_bin(connection, noun, some):
                words = next(iter(table.words(one)), None)
                title = words.title if words else table.title(one)
                listed.append(TitledRecord(noun=noun, id=one.id, title=str(title)))
    return tuple(sorted(listed, key=lambda one: (one.noun, one.title.casefold(), one.id)))


def staying(
    session: Session, by_reason: Mapping[StayingReason, Iterable[tuple[str, str]]]
) -> tuple[StayingRecord, ...]:
    """Return what stays, reason by reason; what stays for several is named by the first of `REASONS`.

    Args:
        session: the open vault.
        by_reason: noun and ID of the records.
    """
    records: list[StayingRecord] = []
    seen: set[tuple[str, str]] = set()
    for reason in REASONS:
        ids: dict[str, list[str]] = {}
        for noun, one in by_reason.get(reason, ()):
            if (noun, one) not in seen:
                seen.add((noun, one))
                ids.setdefault(noun, []).append(one)
        records += (StayingRecord(record=one, reason=reason) for one in titled(session, ids))
    return tuple(records)
