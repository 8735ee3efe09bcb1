"""The program with a window: set up, shown, unlocked, locked."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication

from casebook.base.errors import CasebookError
from casebook.base.i18n import Words
from casebook.base.settings import Settings, Theme
from casebook.ui import fonts, theme
from casebook.ui.changes import Bus
from casebook.ui.lock import found_vaults
from casebook.ui.unlocking import Unlocking, tell_state
from casebook.ui.window import Window

if TYPE_CHECKING:  # loaded when a vault is opened
    from casebook.ui.desk import Desk
    from casebook.ui.idle import Idle
    from casebook.ui.tasks import Lanes

_WARM_UP_AFTER_MS = 100


def run(vault: Path | None) -> int:
    """Show the window until it is closed.

    Args:
        vault: the vault to unlock, or None to look where people keep them.
    """
    settings = Settings.load()
    application = make_application(settings)
    program = Program(application, settings, vault)
    program.show()
    return application.exec()


def make_application(settings: Settings) -> QApplication:
    """The Qt application in Fusion, with the first fonts, the palette and the direction of the language."""
    QApplication.setStyle("Fusion")  # before there is an application, so that no other style is loaded first
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("Casebook")
    fonts.set_first(application)
    if settings.language:
        application.setLayoutDirection(QLocale(settings.language).textDirection())
    theme.wear(application, settings.theme)
    return application


class Program(QObject):
    """Holds the session from unlocking to locking."""

    def __init__(self, application: QApplication, settings: Settings, vault: Path | None) -> None:
        super().__init__()
        self._application, self._settings = application, settings
        self.words = Words(settings.language)
        self.bus = Bus(self)
        self._lanes: Lanes | None = None
        self._session: Any = None
        self._desk: Desk | None = None
        self._idle: Idle | None = None
        self._warming = QTimer(self, singleShot=True, interval=_WARM_UP_AFTER_MS)
        self._warming.timeout.connect(self._warm_up)
        self.window = Window(self.words, [vault] if vault else found_vaults())
        self.window.resize(*settings.window_size)
        self.unlocking = Unlocking(self.window.lock_screen, self.words, self._lanes_now, self)
        self.unlocking.opened.connect(self._opened)
        self.unlocking.broke.connect(self._break)
        self.window.lock_screen.picking.connect(self._pick)
        self.window.lock_screen.making.connect(self._assist)
        self.window.locking.connect(self.lock)
        self.window.panicking.connect(self.panic)
        self.window.closing.connect(self._leave)
        application.styleHints().colorSchemeChanged.connect(lambda _: self._dress())

    def show(self) -> None:
        """Show the lock screen, then get ready for what comes after it.

        Not at once: a timer of no time runs before the window is first drawn.
        """
        self.window.show()
        self._warming.start()

    def unlock(self, path: Path, secret: str) -> None:
        """Open a vault on its lane; the window follows."""
        self.unlocking.by_words(path, secret)

    def _lanes_now(self) -> Lanes:
        from casebook.ui.tasks import Lanes

        self._lanes = self._lanes or Lanes(self)
        return self._lanes

    def lock(self) -> None:
        """Show the lock screen at once, stop all work, close the session."""
        session = self._let_go()
        self._stop(session.lock if session else None)

    def panic(self) -> None:
        """Show the lock screen at once and let go of the vault without an orderly lock, which takes longer.

        The keychain opens it no more; the next opening checks the database and says so.
        """
        session = self._let_go()
        self._stop(partial(_panicked, session) if session else None)

    def _let_go(self) -> Any:  # noqa: ANN401 - a session, or None
        self.window.blank()
        if self._idle:
            self._idle.end()
        if self._desk:
            self._desk.leaving.emit()
        self.window.close_workspace()
        self.bus.locked.emit()
        session, self._session, self._desk = self._session, None, None
        return session

    def _stop(self, last: Callable[[], None] | None) -> None:
        lanes, self._lanes = self._lanes, None
        if lanes:
            lanes.stop(last)

    def _assist(self) -> None:
        """Make a new vault; it is opened once its recovery code was typed again."""
        from casebook.ui.assistant import Assistant

        assistant = Assistant(self.words, self._lanes_now())
        assistant.made.connect(self._hold)
        assistant.finished.connect(lambda: self._opened(self._session))
        assistant.left.connect(self.window.close_workspace)
        assistant.broke.connect(self._break)
        self.window.open_assistant(assistant)

    def _hold(self, session: Any) -> None:  # noqa: ANN401 - loaded only once a vault opens
        """Keep a new session, so that closing the window locks it, and offer its vault from now on."""
        self._session = session
        self.window.lock_screen.offer([session.vault.path])

    def _opened(self, session: Any) -> None:  # noqa: ANN401 - loaded only once a vault opens
        from casebook.ui.desk import Desk

        fonts.set_behind(self._application)
        self._session = session
        session.on_change(self.bus.changed.emit)
        if self._lanes:
            self._desk = Desk(session, self._lanes, self.bus, self.words)
            self._desk.theme = self._settings.theme
            self._desk.broke.connect(self._break)
            self._desk.dressed.connect(self._wear)
            self.window.open_workspace(self._desk)
            self._watch_idle(self._desk)
            tell_state(self._desk)

    def _watch_idle(self, desk: Desk) -> None:
        """Lock after the time this vault is set to without input."""
        from casebook.services.setting import LockTimes, lock_times
        from casebook.ui.idle import Idle

        if self._idle is None:
            idle = self._idle = Idle(self._application, self)
            idle.expired.connect(self.lock)
            idle.panicking.connect(self.panic)
            idle.counting.connect(self._count_down)
        idle = self._idle
        idle.begin()

        def begin(times: LockTimes) -> None:
            idle.begin(times.idle_s)

        desk.timed.connect(idle.begin)
        desk.ask(lock_times, begin)

    def _count_down(self, left_s: int) -> None:
        if self.window.workspace is not None:
            self.window.workspace.show_countdown(left_s)

    def _break(self, error: BaseException) -> None:
        """A bug: lock first, say so, and let the traceback reach the log without any record's content."""
        import logging

        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_qualname}:{place.tb_lineno}" if place else "?"
        logging.getLogger("casebook.ui").error("a bug: %s in %s", type(error).__name__, where)
        self.lock()
        self.window.lock_screen.refuse(
            self.words("Something went wrong inside the program, and it locked itself."),
            self.words("Nothing saved is lost. Unlock to go on."),
        )

    def _pick(self) -> None:
        from casebook.ui.dialogs.file import pick_folder

        folder = pick_folder(self.window, self.words)
        if folder:
            self.window.lock_screen.offer([folder])

    def _dress(self) -> None:
        if self._settings.theme == "system":
            self._wear("system")

    def _wear(self, name: Theme) -> None:
        """Put on a look and remember it; the workspace is drawn anew where it stands."""
        if name != self._settings.theme:
            self._settings = replace(self._settings, theme=name)
            self._settings.save()
        theme.wear(self._application, name)
        if self._desk:
            self._desk.theme = name
            shown = self.window.workspace
            self.window.open_workspace(self._desk, shown.place if shown else None)

    def _leave(self) -> None:
        self._warming.stop()
        size = self.window.size()
        replace(self._settings, window_size=(size.width(), size.height())).save()
        self.lock()

    def _warm_up(self) -> None:
        """Load what the lock screen did not need, while the passphrase is typed."""
        gc.freeze()  # what was loaded to start with stays; it need not be looked through again
        gc.enable()
        from PySide6.QtCore import QLibraryInfo, QTranslator

        from casebook.ui.tasks import Task

        fonts.set_behind(self._application)
        locale = QLocale(self.words.language)
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(locale, "qtbase", "_", folder):
            self._application.installTranslator(translator)
        self._lanes_now().run(Task(), _loading(), lambda _: self.unlocking.look(), lambda _: None)


def _panicked(session: Any) -> None:  # noqa: ANN401 - loaded only once a vault opens
    """SECURITY: the database is let go even where the keychain or the disk refuses."""
    from casebook.services.slot import drop_keychain, every, system_keychain

    try:
        with suppress(CasebookError):
            if any(way.kind == "keychain" for way in every(session)):
                drop_keychain(session, system_keychain())
    finally:
        session.close()


async def _loading() -> None:
    from casebook.services.flow import off_thread

    def work() -> None:
        import_module("casebook.ui.workspace")

    await off_thread(work)
