"""The common part of forms that ask for what opens the casebook today, and clear it afterwards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.tasks import BackgroundTask, Submission
from casebook.ui.lock.keyfile import KeyfileChoice
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.layout.flow import keep_in_view
from casebook.ui.widgets.layout.layout import column, line, rule


class CredentialForm(QWidget):
    """Hidden until a change begins; typed secrets are cleared afterwards.

    Attributes:
        keyfile: of what opens the vault today, shown where some way in needs one.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._words, self._context = page.words, page.context
        self._saving, self._turn = Submission(), 0

    def _lay_out_head(self, whole: QVBoxLayout) -> None:
        """Lay out a title and what the change does, which `_entitle` sets for each."""
        self._title = label("", "title", wraps=True)
        self._about = label("", "quiet", wraps=True)
        for part in (rule(), self._title, self._about):
            whole.addWidget(part)

    def _entitle(self, title: str, about: str, action: str) -> None:
        """Begin anew for a change, with the name of its button."""
        self.leave()
        self._title.setText(title)
        self._about.setText(about)
        self._name_action(action)

    def _lay_out_current(self, whole: QVBoxLayout) -> None:
        """Lay out the current credentials."""
        self._current_part = QWidget()
        part = column(self._current_part, gap=6)
        self._current = self._field(part, self._words("Current passphrase or recovery code"), is_secret=True)
        self.keyfile = KeyfileChoice(self._words)
        part.addWidget(self.keyfile)
        whole.addWidget(self._current_part)

    def _lay_out_foot(self, whole: QVBoxLayout, action: str, work: str) -> None:
        """Lay out Cancel and the action button above the progress."""
        foot = line(gap=8)
        foot.addStretch(1)
        self._cancel = button(self._words("Cancel"), self.leave)
        foot.addWidget(self._cancel)
        self._go = button(action, self._submit, role="primary")
        foot.addWidget(self._go)
        whole.addLayout(foot)
        self.setTabOrder(self._go, self._cancel)
        self._progress = ProgressStrip(work, self._words("Cancel"))
        whole.addWidget(self._progress)

    def _field(self, whole: QVBoxLayout, title: str, *, is_secret: bool = False) -> QLineEdit:
        field = QLineEdit()
        if is_secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(title)
        field.returnPressed.connect(self._submit)
        whole.addWidget(label(title, "strong"))
        whole.addWidget(field)
        return field

    def _start(self, *, has_keyfile: bool) -> None:
        """Show the form and put the keyboard into it."""
        self.keyfile.setVisible(has_keyfile)
        self.show()
        self._current.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close the form and clear everything typed."""
        self.hide()
        self._progress.hide()
        self._forget()

    def _forget(self) -> None:
        """Clear everything typed into the form."""
        self._turn += 1
        self.keyfile.clear()
        self._current.clear()

    @contained
    def hideEvent(self, event: QHideEvent) -> None:
        """Close the form when another page is shown, even during work."""
        super().hideEvent(event)
        if event.spontaneous():  # the desktop hides the whole window
            return
        self._forget()
        if not self._saving.is_under_way:
            self.hide()

    def _name_action(self, action: str) -> None:
        self._go.setText(action)
        self._go.setAccessibleName(action)

    def _watch(self, task: BackgroundTask) -> None:
        """Show at once that work has begun, and prevent a second start."""
        self._saving.hold(task)
        self._context.failure_outdated.emit()
        self._go.setEnabled(False)
        task.ended.connect(self._offer_again)
        self._progress.follow(task, self._words)
        QTimer.singleShot(0, self, self._keep_in_view)

    def _offer_again(self) -> None:
        self._go.setEnabled(True)

    def _keep_in_view(self) -> None:
        """Scroll to the part just shown at the end of the form."""
        keep_in_view(self._progress if self._progress.isVisible() else self._go)

    @property
    def _typed(self) -> tuple[str, Path | OpenedFile | None]:
        """Return the current credentials as typed and chosen."""
        return self._current.text(), None if self.keyfile.isHidden() else self.keyfile.path

    def _submit(self) -> None:
        """Start the change, unless one is under way: a second Enter would try the old passphrase again."""
        if not self._saving.is_under_way:
            self._send()

    def _send(self) -> None:
        """Start the change."""
        raise NotImplementedError
