"""The application with a window: set up, shown, unlocked, locked."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from casebook.base.i18n import Translator
from casebook.base.log import note_bug
from casebook.base.settings import Settings
from casebook.host.sandbox.places import is_casebook
from casebook.ui.app.idle_watch import IdleWatch
from casebook.ui.app.left_place import LeftPlace
from casebook.ui.app.look_change import LookChange
from casebook.ui.app.sample_trial import SampleTrial
from casebook.ui.kit import fonts
from casebook.ui.kit.changes import Bus
from casebook.ui.kit.choices import Choices
from casebook.ui.shell.window import Window

if TYPE_CHECKING:  # loaded when a vault is opened
    from casebook.host.protocol.picker_protocol import OpenedFile
    from casebook.services.agenda.first_page import FirstPage
    from casebook.services.base.session import Session
    from casebook.ui.kit.launcher_link import LauncherLink
    from casebook.ui.kit.page_context import PageContext
    from casebook.ui.kit.tasks import Lanes
    from casebook.ui.lock.unlocking import Unlocking


class Program(QObject):
    """Owns the session from unlocking to locking.

    Args:
        application: of Qt.
        settings: as they were found.
        vaults: to choose from; the first is offered.
        link: the line to the launcher, or None where the window runs alone.

    Attributes:
        left: where the pages were that were locked last.
        locked: the vault is closed.
        ended: it is closed, and the person wants to leave.
    """

    locked = Signal()
    ended = Signal()

    def __init__(
        self,
        application: QApplication,
        settings: Settings,
        vaults: Sequence[Path],
        link: LauncherLink | None = None,
    ) -> None:
        super().__init__()
        self._application, self._link = application, link
        self.choices = Choices(application, settings, self)
        self.bus = Bus(self)
        self._lanes: Lanes | None = None
        self._session: Session | None = None
        self._context: PageContext | None = None
        self._prepared: PageContext | None = None
        self.left = LeftPlace()
        self._problem, self._remarks = ("", ""), ""
        self._is_ending = self._is_warm = self._is_closing = False
        self.window = Window(self.words, vaults)
        self.window.resize(*settings.window_size)
        self._look_change = LookChange(self.window, self.choices, self)
        self._trial = SampleTrial(self.window, link, self._lanes_now, self)
        self._idle = IdleWatch(application, self.window, link, self)
        self._connect()

    def _connect(self) -> None:
        link, screen = self._link, self.window.lock_screen
        screen.picking.connect(self._pick)
        screen.making.connect(self._assist)
        self._trial.opening.connect(self.unlock)
        self._trial.made.connect(lambda maker: self._opened(maker.session))
        self._trial.locking.connect(self.lock)
        self._trial.bug_raised.connect(self._break)
        screen.looking.connect(self._turn_to)
        # Here, for those who type faster than the rest is loaded.
        screen.unlocking.connect(lambda attempt: self.unlocking.by_attempt(attempt))  # noqa: PLW0108 - late
        self._idle.expired.connect(self.lock)
        self._idle.panicking.connect(self.panic)
        self.window.seen.connect(self.warm_up)
        self.window.locking.connect(self.lock)
        self.window.panicking.connect(self.panic)
        self.window.closing.connect(self.end)
        self.choices.changed.connect(self._draw_anew)
        if link:
            link.asked_to_lock.connect(self.end)
            link.panicked.connect(self.panic)
            link.left_given.connect(self.left.give)

    @cached_property
    def unlocking(self) -> Unlocking:
        """Return the handler of lock screen requests; loaded once the screen is visible."""
        from casebook.ui.lock.unlocking import Unlocking

        unlocking = Unlocking(self.window.lock_screen, self.words, self._lanes_now, self._opened, self)
        unlocking.bug_raised.connect(self._break)
        return unlocking

    @property
    def words(self) -> Translator:
        """Return the texts of the current language."""
        return self.choices.words

    @property
    def is_unlocked(self) -> bool:
        """Return whether a vault is open, including a new one not yet shown and one still being closed."""
        return self._session is not None or self._is_closing

    def show(self, place: str = "") -> None:
        """Show the lock screen; once it is visible, prepare what comes next.

        Args:
            place: where another window of ours was, or "" for wherever.
        """
        self.choices.look_again()
        self.window.show_at(place)
        if self._is_warm:
            self.unlocking.look()  # a way in may have been added since it waits
        purpose = self._link.start.purpose if self._link else "open"
        if self.window.assistant is not None or self.is_unlocked:
            return  # the launcher asks a fresh session, too, to show itself
        if purpose in {"make", "place"}:
            self._assist()
        elif purpose == "sample":
            self._trial.begin()

    def unlock(self, path: Path, secret: str, keyfile: Path | OpenedFile | None = None) -> None:
        """Open a vault on its lane; the window follows."""
        self.unlocking.by_words(path, secret, keyfile)

    def _lanes_now(self) -> Lanes:
        from casebook.ui.kit.tasks import Lanes

        self._lanes = self._lanes or Lanes(self)
        return self._lanes

    def lock(self) -> None:
        """Blank the screen, stop all work and close the vault in order; emits `locked` when done."""
        if self._session is not None:
            self.left.note(self._session, self.window.workspace)
            self._close(self._let_go(), in_order=True)

    def panic(self) -> None:
        """Clear the screen, then close the vault without an orderly lock; or clear the lock screen."""
        if self._session is None:
            self.window.lock_screen.clear()  # which does not get the key: the filter takes it
            return
        if self._link:
            self.window.vanish()
            self._link.tell_panicked(self.window.place)
        self._close(self._let_go(), in_order=False)

    def end(self) -> None:
        """Lock and quit; the size of the window is saved."""
        self.choices.remember(self.window.size())
        self._is_ending = True
        if self._link:
            self._link.tell_ending()
        if self._session is None:
            self._closed()
        else:
            self.lock()

    def _let_go(self) -> Session | None:
        self.window.blank()
        self._idle.end()
        if self._context:
            self._context.about_to_lock.emit()
            self._remarks = self._context.remarks
        self.window.close_workspace()
        self.bus.locked.emit()
        session, self._session, self._context = self._session, None, None
        return session

    def _close(self, session: Session | None, *, in_order: bool) -> None:
        """Do the last work on the lanes, after work already requested."""
        from casebook.ui.app.locking import locking, panicking
        from casebook.ui.kit.tasks import BackgroundTask

        if self._lanes and session:
            self._lanes.cancel()
            self._is_closing = True
            flow = partial(locking if in_order else panicking, session)
            self._lanes.run(BackgroundTask(), flow, lambda _: self._closed(), lambda _: self._closed())

    def _closed(self) -> None:
        """Continue after closing: the launcher ends this process, or the lock screen is shown here."""
        self._is_closing = False
        if self._is_ending:
            self.ended.emit()
        is_deleted = self._trial.is_deleted()
        if self._link:
            if not is_deleted:
                self._link.tell_locked(self.window.place, self._remarks, self.left.text)
            return
        if self._lanes:
            self._lanes.stop()
            self._lanes = None
        self.window.unblank(self._remarks)
        self.locked.emit()
        if any(self._problem):
            self.window.lock_screen.refuse(*self._problem)
            self._problem = ("", "")

    def _assist(self) -> None:
        """Create a new vault; it is opened once its recovery code was retyped."""
        from casebook.ui.app.creation import begin_creation

        assistant = begin_creation(self.window, self.words, self._lanes_now(), self._link, self._opened)
        assistant.made.connect(lambda: self._hold(assistant.session))
        assistant.bug_raised.connect(self._break)

    def _turn_to(self, vault: Path) -> None:
        """Switch to another vault, which is out of reach for this session."""
        if self._link and vault != self._link.start.vault and is_casebook(vault):
            self._link.ask_anew("open", vault, self.window.hand_over())

    def _hold(self, session: Session) -> None:
        """Keep a new session, so that closing the window locks it, and offer its vault from now on."""
        self._session = session
        self.window.lock_screen.offer([session.vault.path])

    def _opened(self, session: Session, first: FirstPage | None = None) -> None:
        """Replace the lock screen, or the wizard of a new vault, by the workspace with its rows."""
        self._take(session)
        self._idle.begin()
        self._enter(first)

    def _take(self, session: Session) -> None:
        """Use this session from now on."""
        fonts.set_behind(self._application, self.words.language)
        self._session = session
        prepared, self._prepared = self._prepared, None
        self._context = prepared if prepared and not session.is_read_only else self._make_context()
        self._context.take(session)
        session.on_change(self.bus.changed.emit)

    def _enter(self, first: FirstPage | None) -> None:
        """Show the workspace; anything not needed by the first page starts after it is drawn."""
        from casebook.ui.app.locking import follow_captures

        if self._context:
            follow_captures(self._context, first)
            place = self.left.taken(self._context.session)
            self.window.open_workspace(self._context, place, first=first, resumes=self.left.had_form)
            self.window.draw()
            QTimer.singleShot(0, self._context, partial(self._settle, self._context))

    def _settle(self, context: PageContext) -> None:
        """Start background activities of an open vault, unless it was locked since."""
        from casebook.services.base import search
        from casebook.ui.lock.unlocking import tell_state

        if self._session is None or context is not self._context:
            return
        self.window.settle()
        self._idle.follow(context, lambda: self.is_unlocked, self.locked)
        tell_state(context, then=partial(context.ask, search.prepare, lambda _: None))
        if self._session.is_waiting:
            from casebook.ui.app.records_check import check_records

            check_records(context, self.window.show_check)
        if self._link:
            self._link.tell_opened(self._session.vault.path)

    def _make_context(self) -> PageContext:
        from casebook.ui.app.preload import Unopened
        from casebook.ui.kit.page_context import PageContext

        stand_in = cast("Session", Unopened())  # all that is asked of it before a vault opens
        context = PageContext(stand_in, self._lanes_now(), self.bus, self.words, self.choices.settings)
        context.bug_raised.connect(self._on_error)
        context.lock_requested.connect(self.lock)
        self._look_change.attach(context)
        context.access_changed.connect(self._redraw)
        return context

    def _on_error(self, error: BaseException) -> None:
        """Log a bug in an open vault, and lock if data may be at risk; otherwise the page shows it."""
        from casebook.services.base.bug import endangers_data

        note_bug(error)
        if self._context is None or endangers_data(self._context.session, error):
            self._lock_for_bug()

    def on_uncaught_error(self, error: BaseException) -> None:
        """Show an uncaught error, logged before, in place of the widget that failed or in the message bar."""
        context = self._context
        if context is None or not isinstance(error, Exception):
            return
        from casebook.services.base.bug import endangers_data
        from casebook.ui.pages.base.page import show_uncaught

        if endangers_data(context.session, error):
            self._lock_for_bug()
        else:
            show_uncaught(context, error)

    def _break(self, error: BaseException) -> None:
        """Handle a bug: lock first, report it, and log the traceback without record content."""
        note_bug(error)
        self._lock_for_bug()

    def _lock_for_bug(self) -> None:
        self._problem = (
            self.words("An error occurred inside the program, and it locked itself."),
            self.words("No saved work is lost. Unlock to continue."),
        )
        if self._session is None:
            self.window.close_workspace()
            self._closed()
        else:
            self.lock()
        self.left.give("")  # or the page that failed would come first again

    def _pick(self) -> None:
        from casebook.ui.dialogs.file import pick_folder

        if folder := pick_folder(self.window, self.words):
            self.window.lock_screen.turn_to(folder)

    def _draw_anew(self) -> None:
        """Redraw the workspace in place after a change of theme or language."""
        self._prepared = None
        self.window.retranslate(self.words)
        self.unlocking.words = self.words
        if self._is_warm:
            from casebook.ui.app.preload import install_qt_translator

            install_qt_translator(self._application, self.words.language)
        if self._context:
            self._context.words, self._context.settings = self.words, self.choices.settings
            self._redraw()

    def _redraw(self) -> None:
        """Recreate the workspace at the user's current place."""
        if self._context:
            self._look_change.open_again(self._context)

    def warm_up(self) -> None:
        """Load what the lock screen did not need, while the passphrase is typed."""
        if self._is_warm:
            return
        self._is_warm = True
        gc.freeze()  # what was loaded to start with stays; it need not be looked through again
        from casebook.ui.app.collector import Collector
        from casebook.ui.app.preload import install_qt_translator, loading
        from casebook.ui.kit.tasks import BackgroundTask

        Collector(self)
        fonts.set_behind(self._application, self.words.language)
        install_qt_translator(self._application, self.words.language)
        self.unlocking.look()  # first: who has shares alone waits for nothing else
        load = partial(loading, self.words)
        self._lanes_now().run(BackgroundTask(), load, self._prepare, lambda _: None)

    def _prepare(self, first: FirstPage) -> None:
        """Prepare the workspace too, unless the vault is open already."""
        if self._session is None:
            self._prepared = self._make_context()
            self.window.prepare_workspace(self._prepared, first)
            self._idle.prepare()
