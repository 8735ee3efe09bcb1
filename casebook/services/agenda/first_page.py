"""What the window shows first, read in one go: Today with its reminder, and the age of the last backup."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

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


class VaultOpening(Protocol):
    """Opens a vault, and reads of it what is asked for at once."""

    def __call__(self, *, first: Callable[[Session], object]) -> Session:
        """As `open_session`."""
        ...


def open_with_first_page(opening: VaultOpening) -> tuple[Session, FirstPage | None]:
    """Open a vault and read what the window shows first, which may be done while its database is checked.

    Returns:
        The session after all checks, and its first page; None where that cannot be read: the page asks for it
        again and says what is wrong.

    Raises:
        CasebookError: as `open_session`.
    """
    pages: list[FirstPage] = []

    def read(session: Session) -> None:
        with suppress(Exception):
            pages.append(first_page(session))

    session = opening(first=read)
    return session, next(iter(pages), None)


def first_page(session: Session) -> FirstPage:
    """Read what the window shows first, of one state of the database."""
    with session.store.reading():
        return first_page_beside(session, backup.state(session))


def first_page_beside(session: Session, state: BackupState) -> FirstPage:
    """The same as the database has it, with what is known of backups."""
    return FirstPage(today=today_beside(session, state.last), backup=state)
