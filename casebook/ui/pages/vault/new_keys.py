"""The form for new keys: a new passphrase and recovery code, everything encrypted again, then locked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from casebook.base.progress import Progress
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.flow import as_flow, off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.vault import new_keys, recovery_sheet, slot
from casebook.services.vault.new_keys import NewKeys, NewKeysOrder
from casebook.services.vault.slot import Credential
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.page_context import while_there
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.lock.keyfile import KeyfileChoice
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.forms.passphrase import NewPassphrase
from casebook.ui.widgets.layout.layout import column, line, rule
from casebook.ui.widgets.layout.parts import button, label
from casebook.ui.widgets.layout.progress import ProgressStrip


class NewKeysForm(QWidget):
    """Hidden until it begins; nothing typed outlives it.

    Attributes:
        reason: why it is offered now.
        shown: the new recovery code.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._words, self._context, self._code = page.words, page.context, ""
        words, whole = page.words, column(self, gap=6)
        whole.addWidget(rule())
        whole.addWidget(label(words("New keys"), "title"))
        self.reason = label("", "strong", wraps=True)
        whole.addWidget(self.reason)
        for text in (new_keys.ABOUT, new_keys.AFTERWARDS, new_keys.LIMITS):
            whole.addWidget(label(words(text), "quiet", wraps=True))
        self._current = self._field(whole, words("Current unlock method"), is_secret=True)
        self.keyfile = KeyfileChoice(words)
        whole.addWidget(self.keyfile)
        self._phrase = NewPassphrase(words, self._judge, slot.random_phrase)
        self._phrase.sent.connect(self._send)
        whole.addWidget(self._phrase)
        self._lay_out_code(whole)
        foot = line(gap=8)
        foot.addStretch(1)
        foot.addWidget(button(words("Cancel"), self.leave))
        self._go = button(words("Encrypt with new keys"), self._send, role="primary")
        foot.addWidget(self._go)
        whole.addLayout(foot)
        self._progress = ProgressStrip(words("Encrypting with new keys"), words("Cancel"))
        whole.addWidget(self._progress)
        self.leave()

    def begin(self, *, has_keyfile: bool, reason: str = "") -> None:
        """Show the form with a new recovery code.

        Args:
            has_keyfile: whether some way into the vault needs a keyfile today.
            reason: why it is offered now, or "".
        """
        self.leave()
        self._code = slot.new_recovery_code()
        self.shown.setText(self._code)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
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

    def _judge(self, typed: str, then: Callable[[slot.Strength], None]) -> None:
        work = partial(slot.passphrase_strength, typed, [self._context.session.vault.path.stem])
        self._context.run(lambda _: as_flow(off_thread(work)), while_there(self, then))

    def _lay_out_code(self, whole: QVBoxLayout) -> None:
        words = self._words
        whole.addWidget(label(words("Write this code down on paper."), "strong"))
        self.shown = label("", "to-copy", wraps=True, selectable=True)
        whole.addWidget(self.shown)
        sheet = button(words("Save as a printable page…"), self._pick_sheet, role="link")
        whole.addWidget(sheet, 0, Qt.AlignmentFlag.AlignLeading)
        self._retyped = self._field(whole, words("Enter the recovery code from your paper"))

    def _field(self, whole: QVBoxLayout, title: str, *, is_secret: bool = False) -> QLineEdit:
        field = QLineEdit()
        if is_secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(title)
        field.returnPressed.connect(self._send)
        whole.addWidget(label(title, "strong"))
        whole.addWidget(field)
        return field

    def _pick_sheet(self) -> None:
        target = pick_target(self, self._words, "recovery-code.pdf")
        if target:
            self.save_sheet(target)

    def save_sheet(self, target: Path | SaveTarget) -> None:
        """Write the code as a PDF to print."""
        code, language, words = self._code, self._words.language, self._words
        work = partial(recovery_sheet.save_sheet, code, target, language=language)
        title = words("Page saved. Print it, then delete the file.")
        remedy = words("Anyone who has the file can unlock the casebook.")
        self._context.run(lambda _: as_flow(off_thread(work)), lambda _: self._context.say(title, remedy))

    def _send(self) -> None:
        if not self._current.text() or not self._phrase.passphrase:
            self._context.say(
                self._words("Some fields are empty."),
                self._words("Enter what unlocks the casebook now, and the new passphrase twice."),
                is_good=False,
            )
            return
        session, context = self._context.session, self._context
        given = (self._current.text(), None if self.keyfile.isHidden() else self.keyfile.path)
        new = (self._phrase.passphrase, self._code, self._retyped.text())

        async def flow(task: BackgroundTask) -> NewKeys:
            authority = await off_thread(partial(slot.credential, *given))
            return await _renewed(session, authority, new, task)

        def watch(task: BackgroundTask) -> None:
            self._progress.follow(task, self._words)
            self._go.setEnabled(False)
            task.ended.connect(lambda: self._go.setEnabled(True))

        def failed(_: BaseException) -> None:
            if session.is_locked:  # what failed after that has left the old vault, locked in order
                context.lock_requested.emit()

        context.run(flow, lambda _: context.lock_requested.emit(), failed, before=watch)


async def _renewed(
    session: Session, authority: Credential, new: tuple[str, str, str], progress: Progress
) -> NewKeys:
    """Prove what was typed, lock the vault in order, and give it new keys."""
    passphrase, code, retyped = new
    await off_thread(partial(slot.require_strong, passphrase, [session.vault.path.stem]))
    order = NewKeysOrder(
        authority=authority, passphrase=Credential.of_passphrase(passphrase), code=code, retyped=retyped
    )
    await on_vault(partial(new_keys.lock_for, session, order))
    return await new_keys.renew(
        session.vault.path, order, clock=session.clock, who=session.who, progress=progress
    )
