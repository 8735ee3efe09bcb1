"""Backup before an orderly lock: the page is covered, and changes are backed up unless skipped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from casebook.base.errors import Cancelled, CasebookError
from casebook.services.vault import backup
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.layout.layout import column, frame, line

_WIDTH = 480
_LEAVING = frozenset({"lock", "panic"})
"""Actions of the workspace that stay while it is covered."""


class BackupOnLock(QFrame):
    """Covers the whole workspace while visible; no key and no click reaches what lies beneath."""

    def __init__(self, context: PageContext, workspace: QWidget) -> None:
        super().__init__(workspace)
        self._context, self._words, self._workspace = context, context.words, workspace
        self._then: Callable[[], None] = workspace.update
        self._task: BackgroundTask | None = None
        self._before: QWidget | None = None
        self._is_second_try = False
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = column(self, gap=0, margins=(24,))
        whole.addStretch(2)
        box = frame("card")
        box.setMaximumWidth(theme.current().px(_WIDTH))
        row = line(gap=0)
        row.addStretch(1)
        row.addWidget(box, 100)
        row.addStretch(1)
        whole.addLayout(row)
        whole.addStretch(3)
        self._fill(box)
        self.hide()

    def _fill(self, box: QWidget) -> None:
        words, inside = self._words, column(box, gap=10, margins=(20, 24))
        inside.addWidget(label(words("Backing up before locking"), "title", wraps=True))
        text = words(
            "There are changes since the last backup. The casebook locks as soon as they are backed up."
        )
        inside.addWidget(label(text, "quiet", wraps=True))
        self._strip = ProgressStrip(words("Backing up"), words("Skip"))
        inside.addWidget(self._strip)
        self._problem = label("", "problem", wraps=True)
        inside.addWidget(self._problem)
        self._foot = QWidget()
        foot = line(self._foot, gap=8)
        foot.addStretch(1)
        foot.addWidget(button(words("Back"), self._back))
        self._lock = button(words("Lock without backup"), self._leave, role="primary")
        foot.addWidget(self._lock)
        inside.addWidget(self._foot)

    def begin(self, then: Callable[[], None]) -> None:
        """Cover the page, back up changes if any, then run an action.

        A second call skips a backup under way. One that failed is tried again, as its folder may be back, and
        the action runs in any case.
        """
        self._then = then
        if self._task:
            self.skip()
            return
        self._is_second_try = self.isVisible()
        self._problem.hide()
        self._foot.hide()
        if not self.isVisible():
            self.resize(self._workspace.size())
            self._before = self._workspace.window().focusWidget()
            self.show()
        self.stay_in_front()
        task = self._task = BackgroundTask()
        self._strip.follow(task, self._words)
        self._strip.setFocus(Qt.FocusReason.OtherFocusReason)
        flow = partial(backup.back_up_if_due, self._context.session, progress=task)
        self._context.runner.run(task, flow, lambda _: self._leave(), self._fail)

    def skip(self) -> None:
        """Lock without a backup, as soon as the copy has stopped."""
        if self._task:
            self._task.cancel()
        else:
            self._leave()

    def stay_in_front(self) -> None:
        """While visible, cover parts of the workspace that were added or raised meanwhile, too."""
        if self.isVisible():
            self._set_beneath(is_enabled=False)
            self.raise_()

    def _set_beneath(self, *, is_enabled: bool) -> None:
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for beneath in self._workspace.findChildren(QWidget, options=direct):
            if beneath is not self:
                beneath.setEnabled(is_enabled)
        for action in self._workspace.actions():
            action.setEnabled(is_enabled or action.data() in _LEAVING)

    def _back(self) -> None:
        self._set_beneath(is_enabled=True)
        if self._before is not None and isValid(self._before):
            # Before the cover goes: Qt would move on as Tab does, which selects the field.
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape once the backup has failed."""
        if is_pressed(event, "leave") and self._foot.isVisible():
            self._back()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self._task = None
        self._then()

    def _fail(self, error: BaseException) -> None:
        self._task = None
        if isinstance(error, Cancelled) or (self._is_second_try and isinstance(error, CasebookError)):
            self._leave()
        elif isinstance(error, CasebookError):
            self._strip.hide()
            self._problem.setText(f"{self._words(error.title)} {self._words(error.remedy)}".strip())
            self._problem.show()
            self._foot.show()
            self._lock.setDefault(True)
            self._lock.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._context.report_bug(error):
            self._leave()
