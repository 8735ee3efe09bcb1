"""The cases opened last and those pinned, kept as settings of the casebook."""

from __future__ import annotations

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.services.base import record, setting
from casebook.services.base.session import Session
from casebook.store.registry import table_for

_RECENT, _PINNED = "cases.recent", "cases.pinned"
_MAX_RECENT = 12


@entity
class QuickCase:
    """A case to go to quickly, by its reference, which names no one.

    Attributes:
        is_pinned: it stays in the list whatever is opened.
    """

    id: str
    reference: str
    is_pinned: bool


def quick_cases(session: Session) -> list[QuickCase]:
    """Return the pinned cases in the order of pinning, then those opened last; none in the bin."""
    pinned, recent = _ids(session, _PINNED), _ids(session, _RECENT)
    ids = list(dict.fromkeys((*pinned, *recent)))
    with session.store.reading() as connection:
        there = table_for(Case).some(connection, ids)
    return [
        QuickCase(id=case_id, reference=there[case_id].reference, is_pinned=case_id in pinned)
        for case_id in ids
        if case_id in there
    ]


def choosable_cases(session: Session) -> list[QuickCase]:
    """Return the quick cases, then the others by reference: as many as a menu takes; none in the bin."""
    quick = quick_cases(session)
    known = {case.id for case in quick}
    others = [case for case in record.every(session, Case) if case.id not in known]
    others.sort(key=lambda case: case.reference)
    rest = [QuickCase(id=case.id, reference=case.reference, is_pinned=False) for case in others]
    return [*quick, *rest[: max(_MAX_RECENT - len(quick), 0)]]


def last_jurisdiction(session: Session) -> str:
    """Return the jurisdiction of the case opened last, or ""."""
    ids = _ids(session, _RECENT)
    with session.store.reading() as connection:
        there = table_for(Case).some(connection, ids)
    return next((there[one].jurisdiction for one in ids if one in there), "")


def note_opened(session: Session, case_id: str) -> None:
    """Remember that a case was opened; does nothing in a casebook that is only read."""
    recent = _ids(session, _RECENT)
    if session.is_read_only or recent[:1] == [case_id]:
        return
    setting.keep(session, _RECENT, [case_id, *(one for one in recent if one != case_id)][:_MAX_RECENT])


def pin(session: Session, case_id: str, *, is_pinned: bool) -> None:
    """Pin a case, or let it go.

    Raises:
        ReadOnly: the casebook was opened to be read.
    """
    others = [one for one in _ids(session, _PINNED) if one != case_id]
    setting.keep(session, _PINNED, [*others, case_id] if is_pinned else others)


def _ids(session: Session, name: str) -> list[str]:
    kept = setting.value(session, name)
    return [str(one) for one in kept] if isinstance(kept, list) else []
