"""The first page of the window, read in one step: Today with its reminder, and the age of the last backup."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from casebook.domain.base.entity import entity
from casebook.domain.person.code_name import CodeNamed
from casebook.services.agenda.agenda import Today, today_beside
from casebook.services.base import setting
from casebook.services.base.session import Session
from casebook.services.person import code_name
from casebook.services.vault import backup
from casebook.services.vault.backup import BackupState


@entity
class FirstPage:
    """Everything drawn first; the rest of the window may load later.

    Attributes:
        hidden: all people and cases where the window begins with names hidden, else None.
        is_out_of_captures: whether the windows are kept out of screenshots.
    """

    today: Today
    backup: BackupState
    hidden: tuple[CodeNamed, ...] | None = None
    is_out_of_captures: bool = False


class VaultOpening(Protocol):
    """Opens a vault and reads the requested data at once."""

    def __call__(self, *, first: Callable[[Session], object]) -> Session:
        """As `open_session`."""
        ...


def open_with_first_page(opening: VaultOpening) -> tuple[Session, FirstPage | None]:
    """Open a vault and read the first page, which may happen while its database is checked.

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
    """Read the first page from one state of the database."""
    with session.store.reading():
        return first_page_beside(session, backup.state(session))


def first_page_beside(session: Session, state: BackupState) -> FirstPage:
    """Read the first page from the current state of the database, with what is known of backups."""
    named = code_name.hidden_at_start(session)
    hidden = None if named is None else tuple(named)
    is_excluded = setting.is_out_of_captures(session)
    today = today_beside(session, state)
    return FirstPage(today=today, backup=state, hidden=hidden, is_out_of_captures=is_excluded)
