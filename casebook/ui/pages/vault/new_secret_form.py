"""The common part of two forms: current credentials, a new passphrase, a new recovery code."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casebook.base.errors import InvalidInput
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.flow import Flow, as_flow, off_thread
from casebook.services.vault import recovery_sheet, unlock_method
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.vault.credential_form import CredentialForm
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.forms.passphrase import NewPassphrase
from casebook.ui.widgets.layout.layout import column


class NewSecretForm(CredentialForm):
    """Hidden until a change begins; typed secrets are cleared afterwards.

    Attributes:
        shown: the new recovery code.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._code = ""

    def _lay_out_secrets(self, whole: QVBoxLayout) -> None:
        """Lay out the current credentials and the new passphrase."""
        self._lay_out_current(whole)
        self._phrase = NewPassphrase(self._words, self._judge, unlock_method.random_phrase)
        self._phrase.sent.connect(self._submit)
        whole.addWidget(self._phrase)

    def _lay_out_code(self, whole: QVBoxLayout) -> None:
        """Lay out the new recovery code, to be written down and retyped; hidden until there is one."""
        words = self._words
        self._code_part = QWidget()
        part = column(self._code_part, gap=6)
        part.addWidget(label(words("Write this code down on paper."), "strong"))
        self.shown = label("", "to-copy", wraps=True, selectable=True)
        part.addWidget(self.shown)
        sheet = button(words("Save as a printable page…"), self._pick_sheet, role="link")
        part.addWidget(sheet, 0, Qt.AlignmentFlag.AlignLeading)
        self._retyped = self._field(part, words("Enter the recovery code you wrote down"))
        whole.addWidget(self._code_part)

    def _lay_out_foot(self, whole: QVBoxLayout, action: str, work: str) -> None:
        """Lay out the foot, with the suggestion of a passphrase after it in the order of Tab."""
        super()._lay_out_foot(whole, action, work)
        self._phrase.suggest_after(self._cancel)

    def _forget(self) -> None:
        """Clear everything typed into the form, and the code it shows."""
        super()._forget()
        self._phrase.clear()
        self._retyped.clear()
        self.shown.setText("")
        self._code = ""
        self._code_part.hide()

    def _show_code_after(self, proof: Callable[[BackgroundTask], Flow[None]], action: str) -> None:
        """Show a new recovery code, only after verifying a current credential.

        Args:
            proof: makes the flow that fails where they cannot.
            action: what the button does from then on.
        """
        turn = self._turn

        def show(_: None) -> None:
            if self._turn != turn:
                return  # the form was left meanwhile
            self._code = unlock_method.new_recovery_code()
            self.shown.setText(self._code)
            self._code_part.show()
            self._name_action(action)
            self._retyped.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, self._keep_in_view)

        self._context.run(proof, while_there(self, show), before=self._watch)

    def save_sheet(self, target: Path | SaveTarget) -> None:
        """Write the code as a PDF for printing."""
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

    def _is_code_confirmed(self) -> bool:
        """Return whether the recovery code was retyped correctly, else show an error."""
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
