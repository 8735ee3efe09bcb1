"""The form for a way into the vault: changed or added, always by proving first that one can open it today."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.flow import as_flow, off_thread
from casebook.services.vault import recovery_sheet, slot, unlock_change
from casebook.services.vault.slot import UnlockMethod
from casebook.services.vault.unlock_change import WITH_PASSPHRASE, UnlockChange, UnlockChangeKind
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.page_context import while_there
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.lock.keyfile import KeyfileChoice
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.forms.passphrase import NewPassphrase
from casebook.ui.widgets.layout.layout import column, line, rule
from casebook.ui.widgets.layout.parts import button, label
from casebook.ui.widgets.layout.progress import ProgressStrip


class WayForm(QWidget):
    """Hidden until a change begins; nothing typed outlives it.

    Attributes:
        kept: the kind of wish that was done.
    """

    kept = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._words, self._context = page, page.words, page.context
        self._kind: UnlockChangeKind = "change"
        self._code = ""
        whole = column(self, gap=6)
        self._title = label("", "title", wraps=True)
        self._about = label("", "quiet", wraps=True)
        whole.addWidget(rule())
        whole.addWidget(self._title)
        whole.addWidget(self._about)
        self._current = self._field(whole, page.words("Current unlock method"), is_secret=True)
        self.keyfile = KeyfileChoice(page.words)
        whole.addWidget(self.keyfile)
        self._phrase = NewPassphrase(page.words, self._judge, slot.random_phrase)
        self._phrase.sent.connect(self._send)
        whole.addWidget(self._phrase)
        self._for_code = self._code_part()
        whole.addWidget(self._for_code)
        self._naming = QWidget()
        self._name = self._field(column(self._naming, gap=6), page.words("Name (optional)"))
        whole.addWidget(self._naming)
        foot = line(gap=8)
        foot.addStretch(1)
        foot.addWidget(button(page.words("Cancel"), self.leave))
        foot.addWidget(button(page.words("Save"), self._send, role="primary"))
        whole.addLayout(foot)
        self._progress = ProgressStrip(
            page.words("Strengthening the key against guessing"), page.words("Cancel")
        )
        whole.addWidget(self._progress)
        self.leave()

    def begin(self, kind: UnlockChangeKind, *, has_keyfile: bool) -> None:
        """Show the form for a wish.

        Args:
            kind: as `UnlockChange.kind`.
            has_keyfile: whether some way into the vault needs a keyfile today.
        """
        self.leave()
        self._kind = kind
        self._code = slot.new_recovery_code() if kind == "recovery" else ""
        title, about = self._descriptions()[kind]
        self._title.setText(title)
        self._about.setText(about)
        self._shown.setText(self._code)
        self.keyfile.setVisible(has_keyfile)
        self._phrase.setVisible(kind in WITH_PASSPHRASE)
        self._for_code.setVisible(kind == "recovery")
        self._naming.setVisible(kind != "change")
        self.show()
        self._current.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Put the form away with everything typed into it."""
        self.hide()
        self._progress.hide()
        self._phrase.clear()
        self.keyfile.clear()
        for field in (self._current, self._retyped, self._name):
            field.clear()
        self._shown.setText("")
        self._code = ""

    def _judge(self, typed: str, then: Callable[[slot.Strength], None]) -> None:
        work = partial(slot.passphrase_strength, typed, [self._context.session.vault.path.stem])
        self._context.run(lambda _: as_flow(off_thread(work)), while_there(self, then))

    def _descriptions(self) -> dict[str, tuple[str, str]]:
        words = self._words
        return {
            "change": (words("Change passphrase"), words(slot.OLD_BACKUPS)),
            "add": (
                words("Add passphrase"),
                words(
                    "For another person who works in this casebook, so that each person's access can "
                    "be removed separately."
                ),
            ),
            "keyfile": (
                words("Add passphrase with key file"),
                words(
                    "The program creates a small key file. Without it, the passphrase unlocks "
                    "nothing. Keep the file on a separate USB stick, and a copy of it elsewhere."
                ),
            ),
            "recovery": (
                words("Add recovery code"),
                words(
                    "It unlocks the casebook without any passphrase. It is shown only now and never again."
                ),
            ),
            "keychain": (
                words("Allow system keychain"),
                words(
                    "It unlocks the casebook with one click, for seven days after each use of the passphrase."
                )
                + f" {words(slot.KEYCHAIN_WARNING)}",
            ),
        }

    def _field(self, whole: QVBoxLayout, title: str, *, is_secret: bool = False) -> QLineEdit:
        field = QLineEdit()
        if is_secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(title)
        field.returnPressed.connect(self._send)
        whole.addWidget(label(title, "strong"))
        whole.addWidget(field)
        return field

    def _code_part(self) -> QWidget:
        words, part = self._words, QWidget()
        inside = column(part, gap=6)
        inside.addWidget(label(words("Write this code down on paper."), "strong"))
        self._shown = label("", "to-copy", wraps=True, selectable=True)
        inside.addWidget(self._shown)
        sheet = button(words("Save as a printable page…"), self._save_sheet, role="link")
        inside.addWidget(sheet, 0, Qt.AlignmentFlag.AlignLeading)
        self._retyped = self._field(inside, words("Enter the recovery code from your paper"))
        return part

    def _save_sheet(self) -> None:
        target = pick_target(self, self._words, "recovery-code.pdf")
        if target:
            self.save_sheet(target)

    def save_sheet(self, target: Path | SaveTarget) -> None:
        """Write the code as a PDF to print."""
        code, language = self._code, self._words.language

        def done(_: None) -> None:
            self._context.say(
                self._words("Page saved. Print it, then delete the file."),
                self._words("Anyone who has the file can unlock the casebook."),
            )

        self._context.run(
            lambda _: as_flow(
                off_thread(partial(recovery_sheet.save_sheet, code, target, language=language))
            ),
            done,
        )

    def _send(self) -> None:
        wish = self._wish()
        if not wish.secret or (self._kind in WITH_PASSPHRASE and not wish.passphrase):
            self._context.say(
                self._words("Some fields are empty."),
                self._words("Enter what unlocks the casebook now, and the new passphrase twice."),
                is_good=False,
            )
            return
        if self._kind == "keyfile":
            target = pick_target(self, self._words, "casebook.key")
            if target is None:
                return
            wish = self._wish(target)
        self.do(wish)

    def _wish(self, target: Path | SaveTarget | None = None) -> UnlockChange:
        return UnlockChange(
            kind=self._kind,
            secret=self._current.text(),
            keyfile=None if self.keyfile.isHidden() else self.keyfile.path,
            passphrase=self._phrase.passphrase,
            code=self._code,
            retyped=self._retyped.text(),
            target=target,
            label=self._name.text().strip(),
        )

    def do(self, wish: UnlockChange) -> None:
        """Change or add a way in."""
        session = self._context.session

        def done(_: UnlockMethod) -> None:
            self.leave()
            self._context.say(
                self._words("Saved"), self._words(slot.OLD_BACKUPS) if wish.kind == "change" else ""
            )
            self.kept.emit(wish.kind)

        def watch(task: BackgroundTask) -> None:
            self._progress.follow(task, self._words)
            self._progress.setVisible(wish.kind in WITH_PASSPHRASE)

        self._context.run(lambda task: unlock_change.apply(session, wish, progress=task), done, before=watch)
