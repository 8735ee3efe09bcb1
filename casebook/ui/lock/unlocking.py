"""Unlocking from the lock screen: typed, with a key file, by the keychain; and the messages afterwards.

What opens the database is loaded by the flows, not by the lock screen.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from casebook.base.errors import CasebookError, InUse, OnlyReadable, WrongKey
from casebook.base.i18n import Translator
from casebook.base.progress import Progress
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base.flow import as_flow, off_thread, on_vault
from casebook.ui.lock.lock import LockScreen
from casebook.ui.lock.lock_parts import Attempt

if TYPE_CHECKING:  # loaded when a vault is opened
    from casebook.services.agenda.first_page import FirstPage
    from casebook.services.base.session import Session
    from casebook.services.vault.keychain import UnlockOffer
    from casebook.services.vault.rollback import Notice
    from casebook.services.vault.unlock_method import Credential
    from casebook.ui.kit.page_context import PageContext
    from casebook.ui.kit.tasks import BackgroundTask, Runner

    _Opened = tuple[Session, FirstPage | None]


class Unlocking(QObject):
    """Carries out requests of the lock screen.

    Args:
        screen: where a person asks.
        words: of the language.
        lanes: what runs the work.
        opened: takes the session and its first page, None where that cannot be read.
        parent: it ends with.

    Attributes:
        bug_raised: an error nobody expected.
    """

    bug_raised = Signal(BaseException)

    def __init__(
        self,
        screen: LockScreen,
        words: Translator,
        lanes: Callable[[], Runner],
        opened: Callable[[Session, FirstPage | None], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._screen, self.words, self._lanes = screen, words, lanes
        self._may_look = self._has_guardians = False
        self._again: partial[None] | None = None
        screen.cleared.connect(self._forget)
        screen.by_keychain.connect(self.by_keychain)
        screen.reading.connect(self._read)
        screen.looking.connect(self._look_at)

    def by_attempt(self, attempt: Attempt) -> None:
        """Open a vault by what was typed at the lock screen."""
        path, typed, keyfile = attempt.given
        if attempt.is_shares:
            self.by_shares(path, typed)
        else:
            self.by_words(path, typed, keyfile)

    def by_words(
        self, path: Path, secret: str, keyfile: Path | OpenedFile | None = None, *, to_read: bool = False
    ) -> None:
        """Open a vault by passphrase, with a key file if given, or by recovery code."""
        self._again = partial(self.by_words, path, secret, keyfile)
        beside = self._lanes().beside
        self._open(lambda task: partial(_by_words, path, secret, keyfile, task, beside, to_read=to_read))

    def by_shares(self, path: Path, typed: str, *, to_read: bool = False) -> None:
        """Open a vault by shares of guardians, typed one after another."""
        self._again = partial(self.by_shares, path, typed)
        beside = self._lanes().beside
        self._open(lambda task: partial(_by_shares, path, typed, task, beside, to_read=to_read))

    def by_keychain(self, path: Path, *, to_read: bool = False) -> None:
        """Open a vault with its key in the system keychain."""
        self._again = partial(self.by_keychain, path)
        self._open(lambda _: partial(_by_keychain, path, to_read=to_read))

    def look(self) -> None:
        """Look for the chosen vault; first called once the lock screen is on the screen."""
        self._may_look = True
        if self._screen.path:
            self._look_at(self._screen.path)

    def _look_at(self, path: Path) -> None:
        """Find the unlock methods besides typed ones; an unresponsive keychain delays nothing."""
        from casebook.ui.kit.tasks import BackgroundTask

        def show(unlock_offer: UnlockOffer) -> None:
            self._has_guardians = unlock_offer.has_guardians
            self._screen.show_ways(
                path,
                has_keyfile=unlock_offer.has_keyfile,
                has_keychain=unlock_offer.has_keychain,
                has_guardians=unlock_offer.has_guardians,
            )

        if self._may_look:
            looking = partial(as_flow, off_thread(partial(_ways, path)))
            self._lanes().run(BackgroundTask(), looking, show, lambda _: None)

    def _open(self, make: Callable[[BackgroundTask], Callable[[], _Opened]]) -> None:
        from casebook.ui.kit.tasks import BackgroundTask

        task = BackgroundTask()
        task.moved.connect(lambda _, __, step: self._screen.show_step(self.words(step)))
        self._lanes().run(task, partial(as_flow, on_vault(make(task))), self._show, self._refuse)

    def _show(self, opened: _Opened) -> None:
        self._forget()
        self._opened(*opened)

    def _read(self) -> None:
        """Repeat the refused attempt read-only."""
        if self._again:
            self._again(to_read=True)

    def _forget(self) -> None:
        """SECURITY: what is repeated holds the passphrase or the shares."""
        self._again = None

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, CasebookError):
            may_read = isinstance(error, InUse | OnlyReadable) and self._again is not None
            if not may_read:
                self._forget()
            remedies = [self.words(error.remedy)]
            if type(error) is WrongKey and self._has_guardians:
                remedies.append(self.words("Shares of its guardians unlock it, too."))
            remedy = self.words.sentences(remedies)
            self._screen.refuse(self.words(error.title), remedy, may_read=may_read)
            self.look()
        else:
            self.bug_raised.emit(error)


def tell_state(context: PageContext, then: Callable[[], None]) -> None:
    """Show after unlocking the state of the vault and the records with missing or damaged files.

    While its records wait to be checked, that is left to `tell_unsound` after that.
    """
    from casebook.services.vault import rollback

    session, words = context.session, context.words
    notice = rollback.header_notice(session)
    if notice:
        context.say(words(notice.title), words(notice.remedy), is_good=False)
    elif session.is_waiting:
        title = words("The casebook was not locked properly last time.")
        remedy = words(
            "Its records are being checked. You can read them now, and make changes when the check is "
            "finished."
        )
        context.say(title, remedy)
    if session.is_waiting:
        then()
    else:
        tell_unsound(context, then)


def tell_unsound(context: PageContext, then: Callable[[], None]) -> None:
    """Show the records with missing or damaged files, and whether a later state is known.

    Where shares of guardians opened the vault, that comes first: its passphrase may be lost.
    """
    from casebook.services.vault import guardian, rollback

    def tell(state: tuple[Notice | None, tuple[Notice, ...], bool]) -> None:
        unsound, notices, has_fresh_keys = state
        session = context.session
        if guardian.has_opened(session) and not (session.is_read_only or rollback.header_notice(session)):
            _tell_of_shares(context, guardian.false_shares(session))
        if has_fresh_keys:
            from casebook.services.vault.new_keys_outcome import IN_FORCE

            context.say(context.words("The new keys are in use."), context.words(IN_FORCE))
        if unsound:
            context.say(context.words(unsound.title), context.words(unsound.remedy), is_good=False)
        if notices:
            others = [context.words(notice.title) for notice in notices[1:]]
            remedy = context.words.sentences((context.words(notices[0].remedy), *others))
            is_later = rollback.is_later_known(notices)
            context.show_later_state(is_known=is_later)
            context.say(context.words(notices[0].title), remedy, is_good=False, is_lasting=is_later)
        then()

    context.ask(_state, tell)


def _tell_of_shares(context: PageContext, false: Notice | None) -> None:
    """Show that shares opened the vault, or first which of them are false: their pages are not theirs."""
    words = context.words
    remedy = words("Add a new passphrase: Security, Unlock methods.")
    if false:
        remedy = words.sentences((words(false.remedy), remedy))
        context.say(words(false.title), remedy, is_good=False, is_lasting=True)
    else:
        context.say(words("Unlocked by shares of guardians."), remedy, is_neutral=True)


def _state(session: Session) -> tuple[Notice | None, tuple[Notice, ...], bool]:
    from casebook.domain.evidence.document import Document
    from casebook.services.base import record
    from casebook.services.vault import new_keys, rollback

    titles = [record.find(session, Document, document_id).title for document_id in session.unsound]
    notices = rollback.notices_at_opening(session)
    return rollback.unsound_notice(titles), notices, new_keys.are_fresh(session)


def _by_words(
    path: Path,
    secret: str,
    keyfile: Path | OpenedFile | None,
    progress: Progress,
    beside: Callable[[Callable[[], None]], Callable[[], None]],
    *,
    to_read: bool,
) -> _Opened:
    from casebook.services.agenda.first_page import open_with_first_page
    from casebook.services.base.session import open_session

    opening = partial(open_session, path, secret, keyfile=keyfile, to_read=to_read, checks_later=True)
    return open_with_first_page(partial(opening, progress=progress, beside=beside))


def _by_shares(
    path: Path,
    typed: str,
    progress: Progress,
    beside: Callable[[Callable[[], None]], Callable[[], None]],
    *,
    to_read: bool,
) -> _Opened:
    from casebook.services.agenda.first_page import open_with_first_page
    from casebook.services.base.session import open_session
    from casebook.services.vault.guardian import open_by_shares

    def opening(shared: Credential) -> _Opened:
        session = partial(open_session, path, shared, to_read=to_read, checks_later=True)
        return open_with_first_page(partial(session, progress=progress, beside=beside))

    return open_by_shares(opening, typed)


def _by_keychain(path: Path, *, to_read: bool) -> _Opened:
    from casebook.services.agenda.first_page import open_with_first_page
    from casebook.services.vault.keychain import open_session_by_keychain
    from casebook.services.vault.unlock_method import system_keychain

    keychain = system_keychain()
    return open_with_first_page(
        partial(open_session_by_keychain, path, keychain, to_read=to_read, checks_later=True)
    )


def _ways(path: Path) -> UnlockOffer:
    from casebook.services.vault.keychain import unlock_offer

    return unlock_offer(path)
