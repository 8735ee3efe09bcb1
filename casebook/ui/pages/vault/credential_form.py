"""What two forms share: proof of access as it is today, a new passphrase, a new recovery code."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from casebook.base.errors import InvalidInput
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.flow import as_flow, off_thread
from casebook.services.vault import recovery_sheet, unlock_method
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.page_context import while_there
from casebook.ui.lock.keyfile import KeyfileChoice
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.forms.passphrase import NewPassphrase
from casebook.ui.widgets.layout.layout import line
from casebook.ui.widgets.layout.parts import button, label
from casebook.ui.widgets.layout.progress import ProgressStrip


class CredentialForm(QWidget):
    """Hidden until a change begins; nothing typed outlives it.

    Attributes:
        keyfile: of what opens the vault today, shown where some way in needs one.
        shown: the new recovery code.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._words, self._context, self._code = page.words, page.context, ""

    def _lay_out_secrets(self, whole: QVBoxLayout) -> None:
        """What opens the vault today, and the new passphrase."""
        self._current = self._field(whole, self._words("Current unlock method"), is_secret=True)
        self.keyfile = KeyfileChoice(self._words)
        whole.addWidget(self.keyfile)
        self._phrase = NewPassphrase(self._words, self._judge, unlock_method.random_phrase)
        self._phrase.sent.connect(self._send)
        whole.addWidget(self._phrase)

    def _lay_out_code(self, whole: QVBoxLayout) -> None:
        """The new recovery code, to be written down and typed back."""
        words = self._words
        whole.addWidget(label(words("Write this code down on paper."), "strong"))
        self.shown = label("", "to-copy", wraps=True, selectable=True)
        whole.addWidget(self.shown)
        sheet = button(words("Save as a printable page…"), self._pick_sheet, role="link")
        whole.addWidget(sheet, 0, Qt.AlignmentFlag.AlignLeading)
        self._retyped = self._field(whole, words("Enter the recovery code from your paper"))

    def _lay_out_foot(self, whole: QVBoxLayout, action: str, work: str) -> QPushButton:
        """Cancel and the button that acts, which is returned, over the progress of the work."""
        foot = line(gap=8)
        foot.addStretch(1)
        foot.addWidget(button(self._words("Cancel"), self.leave))
        go = button(action, self._send, role="primary")
        foot.addWidget(go)
        whole.addLayout(foot)
        self._progress = ProgressStrip(work, self._words("Cancel"))
        whole.addWidget(self._progress)
        return go

    def _field(self, whole: QVBoxLayout, title: str, *, is_secret: bool = False) -> QLineEdit:
        field = QLineEdit()
        if is_secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(title)
        field.returnPressed.connect(self._send)
        whole.addWidget(label(title, "strong"))
        whole.addWidget(field)
        return field

    def _start(self, code: str, *, has_keyfile: bool) -> None:
        """Show the form, with a new recovery code or ""."""
        self._code = code
        self.shown.setText(code)
        self.keyfile.setVisible(has_keyfile)
        self.show()
        self._current.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Put the form away with everything typed into it."""
        self.hide()
        self._progress.hide()
        self._phrase.clear()
        self.keyfile.clear()
        self._current.clear()
        self._retyped.clear()
        self.shown.setText("")
        self._code = ""

    def save_sheet(self, target: Path | SaveTarget) -> None:
        """Write the code as a PDF to print."""
        words, language = self._words, self._words.language
        work = partial(recovery_sheet.save_sheet, self._code, target, language=language)
        title = words("Page saved. Print it, then delete the file.")
        remedy = words("Anyone who has the file can unlock the casebook.")
        self._context.run(lambda _: as_flow(off_thread(work)), lambda _: self._context.say(title, remedy))

    def _pick_sheet(self) -> None:
        target = pick_target(self, self._words, "recovery-code.pdf")
        if target:
            self.save_sheet(target)

    def _judge(self, typed: str, then: Callable[[unlock_method.Strength], None]) -> None:
        work = partial(unlock_method.passphrase_strength, typed, [self._context.session.vault.path.stem])
        self._context.run(lambda _: as_flow(off_thread(work)), while_there(self, then))

    def _send(self) -> None:
        """Act on what was typed."""
        raise NotImplementedError

    def _is_code_confirmed(self) -> bool:
        """Whether the recovery code was typed as it was shown; else that is said."""
        try:
            unlock_method.confirm_code(self._code, self._retyped.text())
        except InvalidInput as error:
            self._context.fail(error)
            return False
        return True

    def _say_empty(self) -> None:
        self._context.say(
            self._words("Some fields are empty."),
            self._words("Enter what unlocks the casebook now, and the new passphrase twice."),
            is_good=False,
        )
