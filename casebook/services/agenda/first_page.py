"""What the window shows first, read in one go: Today with its reminder, and the age of the last backup."""

from __future__ import annotations

from casebook.domain.base.entity import entity
from casebook.services.agenda.agenda import Today, today_beside
from casebook.services.base.session import Session
from casebook.services.vault import backup
from casebook.services.vault.backup import BackupState


@entity
class FirstPage:
    """All that is drawn first; what else the window shows may come later."""

    today: Today
    backup: BackupState


def first_page(session: Session) -> FirstPage:
    """Read what the window shows first, of one state of the database."""
    with session.store.reading():
        return first_page_beside(session, backup.state(session))


def first_page_beside(session: Session, state: BackupState) -> FirstPage:
    """The same as the database has it, with what is known of backups."""
    return FirstPage(today=today_beside(session, state.last), backup=state)
