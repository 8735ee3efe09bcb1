"""Work before an orderly lock: the page is covered, the team gets what was saved, and it is backed up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from casebook.base.errors import Cancelled, CasebookError
from casebook.services.sharing.team.membership import exchange_if_due
from casebook.services.vault import backup, backup_failure
from casebook.services.vault.backup import Backup
from casebook.services.vault.lock_remarks import with_backup_failure
from casebook.ui.kit import theme
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.kit.team_exchange import TeamExchange
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.layout.layout import column, frame, line

if TYPE_CHECKING:
    from casebook.services.base.session import Session

STALL_MS = 20_000
"""How long a backup may go without a step before the lock stops waiting; a step is due each 100 ms."""
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
        self._stall = QTimer(self, singleShot=True, interval=STALL_MS)
        self._stall.timeout.connect(self._give_up)
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

    def begin(self, then: Callable[[], None]) -> None:
        """Cover the page, exchange with the team, back up changes if any, then run an action.

        A second call skips a backup under way. One that fails or stalls delays no lock: why is kept for the
        lock screen and for Today.
        """
        self._then = then
        if self._task:
            self.skip()
            return
        TeamExchange.of(self._context).rest()
        self.resize(self._workspace.size())
        self.show()
        self.stay_in_front()
        task = self._task = BackgroundTask()
        task.moved.connect(self._wait_on)
        self._stall.start()
        self._strip.follow(task, self._words)
        self._strip.setFocus(Qt.FocusReason.OtherFocusReason)
        flow = partial(_parting, self._context.session, task)
        self._context.runner.run(task, flow, lambda _: self._leave(task), partial(self._fail, task))

    def _wait_on(self) -> None:
        self._stall.start()

    def skip(self) -> None:
        """Lock without a backup, as soon as the copy has stopped."""
        if self._task:
            self._task.cancel()

    def stay_in_front(self) -> None:
        """While visible, cover parts of the workspace that were added or raised meanwhile, too."""
        if self.isVisible():
            self._disable_beneath()
            self.raise_()

    def _disable_beneath(self) -> None:
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for beneath in self._workspace.findChildren(QWidget, options=direct):
            if beneath is not self:
                beneath.setEnabled(False)
        for action in self._workspace.actions():
            action.setEnabled(action.data() in _LEAVING)

    def _leave(self, task: BackgroundTask) -> None:
        if self._task is task:  # one that stalled and went on was left before
            self._task = None
            self._stall.stop()
            self._then()

    def _fail(self, task: BackgroundTask, error: BaseException) -> None:
        if self._task is not task:
            return
        if isinstance(error, CasebookError) or self._context.report_bug(error):
            if not isinstance(error, Cancelled):
                self._note(backup_failure.reason_of(self._context.session, error))
            self._leave(task)

    def _give_up(self) -> None:
        """Lock though the copy has not stopped: a drive that does not respond may never let it."""
        if self._task:
            self._task.cancel()
            self._note("backup-stalled")
            self._leave(self._task)

    def _note(self, reason: str) -> None:
        self._context.remarks = with_backup_failure(self._context.remarks, reason)
        self._context.ask(
            lambda session: backup_failure.note(session, reason), lambda _: None, lambda _: True
        )


async def _parting(session: Session, task: BackgroundTask) -> Backup | None:
    """Exchange with the team, then back up; an exchange that fails waits for the next unlock."""
    try:
        await exchange_if_due(session, [], is_thorough=False, progress=task)
    except CasebookError as error:
        if isinstance(error, Cancelled):
            raise
    return await backup.back_up_if_due(session, progress=task)
