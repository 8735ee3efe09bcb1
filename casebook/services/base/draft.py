"""Drafts: the content of forms, saved in the vault every two seconds, so that locking loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from casebook.domain.base.setting import Draft

if TYPE_CHECKING:
    from casebook.services.base.session import Session


def keep(session: Session, form: str, fields: Mapping[str, object]) -> None:
    """Save the content of a form, replacing the previous one; empty content deletes it.

    Args:
        session: the open vault.
        form: the form and the record it changes ("person/…"), the same each time.
        fields: what was typed, by field, as JSON can hold it.

    Raises:
        DiskProblem: the disk refuses.
    """
    session.store.keep(Draft(id=form, fields=fields, kept_at=session.clock()))


def take(session: Session, form: str) -> Draft | None:
    """What was kept of a form; it stays kept until `forget`."""
    from casebook.store.base import settings_store

    with session.store.reading() as connection:
        return settings_store.draft(connection, form)


def every(session: Session) -> list[Draft]:
    """Every draft, the one kept last first."""
    from casebook.store.base import settings_store

    with session.store.reading() as connection:
        return settings_store.drafts(connection)


def case_name(session: Session, case_id: str) -> str:
    """Return the reference and title of the case that a draft is in, or "" if there is no such case."""
    from casebook.domain.case.case import Case
    from casebook.store.registry import table_for

    with session.store.reading() as connection:
        case = table_for(Case).some(connection, [case_id]).get(case_id)
    return " · ".join(filter(None, (case.reference, case.title))) if case else ""


def forget(session: Session, form: str) -> None:
    """Delete a draft after its form was saved or discarded.

    Raises:
        DiskProblem: the disk refuses.
    """
    keep(session, form, {})
