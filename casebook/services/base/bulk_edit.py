"""One value given to many records: previewed, and written in one transaction with a record of itself.

By that record it is undone as one, at once or later: see `bulk_undo`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.bulk_edit import BulkEdit, EditedRecord
from casebook.domain.base.entity import Entity
from casebook.domain.base.tag import TagEdit
from casebook.domain.case.event import Event, moved_at
from casebook.services.base.flow import on_vault
from casebook.services.base.form import refuse_contradiction
from casebook.store import record_bin
from casebook.store.registry import table_for

if TYPE_CHECKING:
    from casebook.services.base.session import Session
    from casebook.store.transaction import Transaction

E = TypeVar("E", bound=Entity)
_AT_ONCE = 50
_STEP = Message("Changing records")


def some(session: Session, kind: type[E], ids: Sequence[str]) -> list[E]:
    """Return the records with these ids outside the bin, in their order."""
    with session.store.reading() as connection:
        there = table_for(kind).some(connection, ids)
    return [there[record_id] for record_id in ids if record_id in there]


def differing(records: Sequence[E], attribute: str, value: object) -> list[E]:
    """Return the records whose attribute is not this value yet, or whose tags it would change."""
    return [
        one for one in records if (getattr(one, attribute) or None) != (_given(one, attribute, value) or None)
    ]


def _given(one: E, attribute: str, value: object) -> object:
    """Return what an attribute of a record is to be."""
    return value.applied(getattr(one, attribute)) if isinstance(value, TagEdit) else value


async def edit(
    session: Session,
    kind: type[E],
    ids: Sequence[str],
    attribute: str,
    value: object,
    *,
    progress: Progress = silent,
) -> BulkEdit:
    """Give an attribute of several records one value, all or none; deadlines follow their events.

    Args:
        session: the open vault.
        kind: their noun.
        ids: which of them; those removed meanwhile are left out.
        attribute: of the noun.
        value: what it is to be; of tags, which are added and removed.
        progress: reported with records done and how many there are.

    Returns:
        The record of it, by which it is undone; without rows, and not kept, where nothing was to change.

    Raises:
        InvalidInput: a record does not take the value; none was changed.
        Conflict: a record belongs to a case in the bin; none was changed.
        Cancelled: it was stopped; none was changed.
    """
    return await on_vault(lambda: _edit(session, kind, ids, attribute, value, progress))


def _edit(
    session: Session, kind: type[E], ids: Sequence[str], attribute: str, value: object, progress: Progress
) -> BulkEdit:
    with session.store.write(f"{table_for(kind).noun}.change") as transaction:
        there = table_for(kind).some(transaction.connection, ids)
        before = differing([there[record_id] for record_id in ids if record_id in there], attribute, value)
        changed = [_changed(session, was, attribute, value, len(ids)) for was in before]
        _write(session, transaction, changed, progress)
        return noted(session, transaction, attribute, changed)


def noted(session: Session, transaction: Transaction, attribute: str, changed: Sequence[Entity]) -> BulkEdit:
    """Leave a record of a bulk edit at the end of its write, and return it; none where nothing changed."""
    cases = {getattr(one, "case_id", "") for one in changed}
    bulk_edit = BulkEdit(
        id=session.ids(),
        field=attribute,
        changed_at=session.clock(),
        rows=tuple(EditedRecord(noun=table_for(type(one)).noun, record=one.id) for one in changed),
        case_id=cases.pop() if len(cases) == 1 else "",
    )
    if changed:
        transaction.add(bulk_edit)
    return bulk_edit


def _changed(session: Session, was: E, attribute: str, value: object, count: int) -> E:
    """Return the record with the value; an event keeps its clock time on another day.

    Raises:
        InvalidInput: it does not take the value.
    """
    try:
        now = replace(was, **{attribute: _given(was, attribute, value)})  # type: ignore[type-var]
        if isinstance(now, Event) and isinstance(was, Event):
            now = replace(now, at=moved_at(now, was))
        refuse_contradiction(session, now)
    except CasebookError as problem:
        raise InvalidInput(
            Message.plural(
                "The record selected does not take this value: {reason}",
                "One of the {number} records selected does not take this value: {reason}",
                count,
                reason=problem.title,
            ),
            field=attribute,
            remedy=problem.remedy,
        ) from problem
    return now


def _write(session: Session, transaction: Transaction, records: Sequence[Entity], progress: Progress) -> None:
    for of_case in {getattr(one, "case_id", ""): one for one in records}.values():
        record_bin.refuse_binned_case(transaction.connection, of_case)
    for start in range(0, len(records), _AT_ONCE):
        progress(start, len(records), _STEP)
        part = records[start : start + _AT_ONCE]
        transaction.replace_all(part)
        for entity in part:
            if isinstance(entity, Event):
                from casebook.services.base.deadline_recalculation import follow  # it loads the rules

                follow(transaction, entity, session.clock())
