"""The window: the lock screen, and the workspace while a vault is open.

It leaves the namespace `Qt` alone, see `casebook.ui.widgets.layout.layout`.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget, QWidget

from casebook.base.i18n import Translator
from casebook.ui.dialogs.last_folders import forget_folders
from casebook.ui.kit import hidden_names
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.launcher_link import place_of
from casebook.ui.kit.plain import plain_label
from casebook.ui.kit.read_only import set_read_only
from casebook.ui.lock.lock import LockScreen
from casebook.ui.widgets.layout.flow import keep_in_view
from casebook.ui.widgets.layout.layout import frame, line

if TYPE_CHECKING:  # loaded when a vault is opened
    from casebook.services.agenda.first_page import FirstPage
    from casebook.ui.kit.page_context import Location, PageContext
    from casebook.ui.lock.assistant import Assistant
    from casebook.ui.lock.sample_maker import SampleMaker
    from casebook.ui.shell.workspace import Workspace

TITLE = "Casebook"
"""SECURITY: task bars and window lists show the title, so it names no vault, case or person."""
MIN_SIZE = (1024, 640)
_TITLE = 32
"""Approximate height of a window title, in pixels."""


class Window(QMainWindow):
    """The window; the workspace is created at unlocking and destroyed at locking.

    Attributes:
        locking: the person wants it locked.
        panicking: the person wants everything gone from the screen at once.
        closing: the window is being closed.
        seen: it was drawn for the first time.
    """

    locking = Signal()
    panicking = Signal()
    deleting = Signal()
    closing = Signal()
    seen = Signal()

    def __init__(self, words: Translator, vaults: Sequence[Path]) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(QSize(*MIN_SIZE))
        self.workspace: Workspace | None = None
        self._prepared: Workspace | None = None
        self._rehearsal: Generator[None] | None = None
        self.assistant: Assistant | SampleMaker | None = None
        self._is_seen = self._may_close = False
        # From the outside in: what changes its parent later is styled a second time, with all it holds.
        self._stack = QStackedWidget(self)
        self.setCentralWidget(self._stack)
        self.lock_screen = LockScreen(words, vaults, self._stack)
        self._stack.addWidget(self.lock_screen)
        self._blank = frame("ground")
        self._words, self._notice = words, _quiet("")
        middle = line(self._blank)
        middle.addStretch(1)
        middle.addWidget(self._notice)
        middle.addStretch(1)
        self._stack.addWidget(self._blank)

    @property
    def place(self) -> str:
        """Return the position of the window for `show_at`."""
        return place_of(self)

    def retranslate(self, words: Translator) -> None:
        """Translate the lock screen and the notices."""
        self._words = words
        self.lock_screen.retranslate(words)

    def show_at(self, place: str) -> None:
        """Show the window as another was, unless the window system decides; "" for anywhere.

        Names stay hidden where they were.
        """
        room = self.screen().availableSize()
        if place:
            left, top, width, height, is_maximized, hides_names = map(int, place.split(","))
            if hides_names:
                hidden_names.want()
            self.setGeometry(QRect(QPoint(left, top), QSize(width, height).boundedTo(room)))
            (self.showMaximized if is_maximized else self.show)()
            self.raise_()
            self.activateWindow()
        else:
            fits = self._fits()
            self.resize(self.size().boundedTo(room))  # without a window manager nothing maximises it
            (self.show if fits else self.showMaximized)()

    def _fits(self) -> bool:
        """Return whether it and its frame fit a screen, at its minimum size."""
        room, least = self.screen().availableSize(), self.minimumSize()
        is_small = room.width() < least.width() or room.height() < least.height()
        return is_small or (self.width() <= room.width() and self.height() + _TITLE <= room.height())

    def prepare_workspace(self, context: PageContext, first: FirstPage) -> None:
        """Create a hidden workspace with its first page, for a session still to be opened.

        `open_workspace` shows it if it is given this context, and drops it otherwise.

        Args:
            context: of that session.
            first: an invented first page: drawn once, its styles, icons and letters are at hand.
        """
        workspace = self._prepared = self._make_workspace(context)
        workspace.resize(self._stack.size())
        steps = self._rehearsal = workspace.rehearsal(_first_place(), first)
        self._go_on_rehearsing(workspace, steps)

    def _go_on_rehearsing(self, workspace: Workspace, steps: Generator[None]) -> None:
        """Run one rehearsal step at a time, so that typing is not delayed; none once it is shown."""
        if steps is self._rehearsal and next(steps, self) is not self:
            QTimer.singleShot(0, workspace, partial(self._go_on_rehearsing, workspace, steps))

    def open_workspace(
        self,
        context: PageContext,
        place: Location | None = None,
        *,
        first: FirstPage | None = None,
        resumes: bool = False,
    ) -> None:
        """Show the workspace of an open session.

        Args:
            context: of the session.
            place: where to begin; Today by default.
            first: what that place shows first, where it was read already; then `settle` is to follow.
            resumes: whether to open the form again that was left there.
        """
        self.close_workspace()
        set_read_only(context.session.is_read_only)  # also where the workspace was prepared before
        self._may_close = False
        if self._rehearsal is not None:
            self._rehearsal.close()
            self._rehearsal = None
        workspace, self._prepared = self._prepared, None
        if workspace is not None and workspace.context is not context:
            self._drop(workspace)
            workspace.context.deleteLater()  # or it would note the changes of this session as its own
            workspace = None
        workspace = self.workspace = workspace or self._make_workspace(context)
        workspace.drafts.resumes = resumes
        self._entitle(context)
        workspace.begin(place or _first_place(), first)
        self._stack.setCurrentWidget(workspace)  # with its rows: it is laid out and drawn once
        workspace.page.take_focus()
        self.lock_screen.clear()
        if first is None:
            workspace.settle()

    @staticmethod
    def draw() -> None:
        """Lay out and draw the window before anything else starts."""
        QApplication.sendPostedEvents()

    def settle(self) -> None:
        """Start in the workspace what can wait until its first page is drawn."""
        if self.workspace is not None:
            self.workspace.settle()

    def show_check(self, done: int, total: int) -> None:
        """Show in the status line how many records were checked."""
        if self.workspace is not None:
            self.workspace.show_check(done, total)

    def _make_workspace(self, context: PageContext) -> Workspace:
        from casebook.ui.shell.workspace import Workspace

        workspace = Workspace(context, self._stack)
        workspace.locking.connect(self.locking)
        workspace.panicking.connect(self.panicking)
        workspace.deleting.connect(self.deleting)
        self._stack.addWidget(workspace)
        return workspace

    def _drop(self, page: QWidget) -> None:
        self._stack.removeWidget(page)
        page.deleteLater()

    def _entitle(self, context: PageContext) -> None:
        if context.session.is_read_only:
            self.setWindowTitle(f"{TITLE} – {context.words('Read-only')}")

    def open_assistant(self, assistant: Assistant | SampleMaker) -> None:
        """Show the wizard for a new vault, or what makes the sample."""
        self.assistant = assistant
        self._stack.addWidget(assistant)
        self._stack.setCurrentWidget(assistant)
        assistant.take_focus()

    def close_workspace(self) -> None:
        """Destroy the workspace with all its rows, and the wizard."""
        if self._stack.currentWidget() is not self._blank:
            self._stack.setCurrentWidget(self.lock_screen)
        if self.assistant is not None:
            self._drop(self.assistant)
            self.assistant = None
        if self.workspace is not None:
            self._drop(self.workspace)
            self.workspace = None
            self.setWindowTitle(TITLE)
            hidden_names.close()
        forget_folders()
        set_read_only(False)  # the next vault, or a new one, can be changed

    def empty(self) -> None:
        """Show nothing while the workspace is made anew in another look."""
        self._show_notice("")
        names = hidden_names.kept()
        self.close_workspace()
        if names is not None:
            hidden_names.take(names)

    def hand_over(self) -> str:
        """Empty the window until that of another session takes its place: no key reaches a page that goes.

        Returns:
            Its position, for `show_at` of the other.
        """
        place = self.place
        self.empty()
        self._show_notice(self._words("Opening…"))
        return place

    def blank(self) -> None:
        """Blank the window at once, before slow work, and close dialogs.

        What is typed in the workspace can still be put down; `close_workspace` then destroys it.
        """
        from PySide6.QtWidgets import QDialog

        self._show_notice(self._words("Locking…"))
        self._hide_what_is_in_front()
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        self.repaint()

    def _show_notice(self, text: str) -> None:
        self._notice.setText(text)
        self._stack.setCurrentWidget(self._blank)

    def lock(self) -> None:
        """Close open lists and menus, and lock the workspace."""
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        if self.workspace is not None:
            self.workspace.run_action("lock")

    def vanish(self) -> None:
        """Hide the window with all dialogs, menus, open lists and tooltips."""
        self._hide_what_is_in_front()
        self.hide()

    def _hide_what_is_in_front(self) -> None:
        for each in QApplication.topLevelWidgets():
            if each is not self and each.isVisible():
                each.hide()

    def unblank(self, remarks: str = "") -> None:
        """Show the lock screen once the vault is closed."""
        self.lock_screen.tell_remarks(remarks)
        self._stack.setCurrentWidget(self.lock_screen)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        """Move the focus, and scroll to where it went: Qt scrolls only the areas in which it was before."""
        is_moved = super().focusNextPrevChild(next)
        if is_moved and (focused := self.focusWidget()) is not None:
            keep_in_view(focused)
        return is_moved

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        """Report the first painting, once on the screen."""
        super().paintEvent(event)
        if not self._is_seen:
            self._is_seen = True
            QTimer.singleShot(0, self, self.seen.emit)

    @contained
    def closeEvent(self, event: QCloseEvent) -> None:
        """Back up changes, then lock: the window closes first, the program once the vault is closed."""
        if self.workspace is not None and not self._may_close:
            event.ignore()
            self.workspace.leave(self._close)
            return
        super().closeEvent(event)
        self.closing.emit()

    def _close(self) -> None:
        self._may_close = True
        QTimer.singleShot(0, self, self.close)  # Qt ignores it while an event of closing is under way


def _first_place() -> Location:
    from casebook.ui.kit.page_context import Location

    return Location(page="today")


def _quiet(text: str) -> QLabel:
    quiet_label = plain_label(text)
    quiet_label.setProperty("role", "quiet")
    return quiet_label
