"""Office defaults, stored in the vault: what forms and dossiers begin with."""

from __future__ import annotations

from dataclasses import asdict, fields, replace

from casebook.domain.base.office import Office, check_office
from casebook.domain.base.office import next_reference as reference_after
from casebook.services.base import setting
from casebook.services.base.session import Session

OFFICE = "office"


def office(session: Session) -> Office:
    """Return the office defaults of this vault; those of the program where nothing was chosen."""
    kept = setting.value(session, OFFICE)
    if not isinstance(kept, dict):
        return Office()
    names = {part.name for part in fields(Office)}
    return replace(Office(), **{name: str(value) for name, value in kept.items() if name in names})


def keep_office(session: Session, chosen: Office) -> Office:
    """Save the office defaults; returns them as they were before.

    Raises:
        InvalidInput: the country, zone, language or pattern is none.
        DiskProblem: the disk refuses.
    """
    check_office(chosen)
    was = office(session)
    setting.keep(session, OFFICE, asdict(chosen))
    return was


def next_reference(session: Session) -> str:
    """Return the next reference by the office's pattern, or "" where it has none.

    Cases in the bin count: theirs come back with them.
    """
    from casebook.store.case import case as cases

    with session.store.reading() as connection:
        taken = cases.every_reference(connection)
    return reference_after(office(session).numbering, session.clock().year, taken)
