"""The ways in: what opens the vault today, the passphrase changed, another way added, one taken away."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from casebook.base.progress import Progress
from casebook.services import slot, vault
from casebook.services.flow import off_thread, on_vault
from casebook.services.slot import Slot
from casebook.ui.pages.page import Page
from casebook.ui.tasks import Task
from casebook.ui.widgets.card import Card, Line
from casebook.ui.widgets.layout import column, empty_out, line
from casebook.ui.widgets.parts import button, label
from casebook.ui.widgets.passphrase import NewPassphrase
from casebook.ui.widgets.progress import ProgressStrip


class WaysIn(Card):
    """A line for each way, and one form for all that can be done."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Ways in"))
        self._page, self._words, self._desk = page, page.words, page.desk
        self._wish, self._code = "", ""
        self._lines = column(gap=8)
        self.body.addLayout(self._lines)
        wishes = (
            ("change", self._words("Change the passphrase")),
            ("add", self._words("Add another passphrase")),
            ("recovery", self._words("Add a recovery code")),
        )
        for wish, title in wishes:
            step = button(title, partial(self.begin, wish), role="link")
            self.body.addWidget(step, 0, Qt.AlignmentFlag.AlignLeading)
        self._form = self._make_form()
        self.body.addWidget(self._form)
        self._progress = ProgressStrip(self._words("Making the key slow to guess"), self._words("Cancel"))
        self.body.addWidget(self._progress)
        self._leave()

    def read(self) -> None:
        """Read the ways anew."""
        self._page.ask(slot.every, self._show)

    def begin(self, wish: str) -> None:
        """Show the form for "change", "add" or "recovery"."""
        self._leave()
        self._wish = wish
        is_code = wish == "recovery"
        self._code = slot.new_recovery_code() if is_code else ""
        self._shown.setText(self._code)
        self._for_code.setVisible(is_code)
        self._phrase.setVisible(not is_code)
        self._form.show()
        self._current.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_form(self) -> QWidget:
        words, form = self._words, QWidget()
        whole = column(form, gap=6)
        self._current = QLineEdit()
        self._current.setEchoMode(QLineEdit.EchoMode.Password)
        self._current.setAccessibleName(words("What opens it today"))
        whole.addWidget(label(words("What opens it today"), "strong"))
        whole.addWidget(self._current)
        self._phrase = NewPassphrase(words, slot.passphrase_strength, slot.random_phrase)
        self._phrase.sent.connect(self._send)
        whole.addWidget(self._phrase)
        self._for_code = QWidget()
        inside = column(self._for_code, gap=6)
        told = words("Write this code on paper. It is shown now and never again.")
        inside.addWidget(label(told, "quiet", wraps=True))
        self._shown = label("", "code", wraps=True, selectable=True)
        inside.addWidget(self._shown)
        inside.addWidget(label(words("Type the code from your paper"), "strong"))
        self._retyped = QLineEdit()
        self._retyped.setAccessibleName(words("Type the code from your paper"))
        self._retyped.returnPressed.connect(self._send)
        inside.addWidget(self._retyped)
        whole.addWidget(self._for_code)
        foot = line(gap=8)
        foot.addStretch(1)
        foot.addWidget(button(words("Cancel"), self._leave))
        foot.addWidget(button(words("Keep"), self._send, role="primary"))
        whole.addLayout(foot)
        return form

    def _leave(self) -> None:
        """Put the form away with everything typed into it."""
        self._form.hide()
        self._progress.hide()
        self._phrase.clear()
        for field in (self._current, self._retyped):
            field.clear()
        self._shown.setText("")

    def _send(self) -> None:
        secret, phrase = self._current.text(), self._phrase.passphrase
        if not secret or not (phrase or self._wish == "recovery"):
            self._desk.say(
                self._words("Something is missing."),
                self._words("Give what opens the vault today, and the new passphrase twice."),
                is_good=False,
            )
            return
        new = (self._code, self._retyped.text()) if self._wish == "recovery" else (phrase, phrase)
        wish, session = self._wish, self._desk.session
        self._desk.run(
            lambda task: _changing(session, wish, secret, new, task), self._kept, before=self._watch
        )

    def _watch(self, task: Task) -> None:
        self._progress.restart()
        self._progress.show()
        task.moved.connect(lambda done, total, told: self._progress.move_to(done, total, self._words(told)))
        self._progress.cancelled.connect(task.cancel)
        task.ended.connect(self._progress.hide)

    def _kept(self, _: Slot) -> None:
        is_changed = self._wish == "change"
        self._leave()
        self._desk.say(self._words("Kept."), self._words(slot.OLD_BACKUPS) if is_changed else "")
        self.read()

    def _show(self, ways: list[Slot]) -> None:
        empty_out(self._lines)
        kinds = {
            "passphrase": self._words("Passphrase"),
            "keyfile": self._words("Passphrase with a keyfile"),
            "recovery": self._words("Recovery code"),
            "keychain": self._words("Keychain of the system"),
        }
        for way in ways:
            remove = button(
                self._words("Remove"), role="link", name=self._words("Remove {way}", way=kinds[way.kind])
            )
            remove.clicked.connect(partial(self._remove, way, remove))
            remove.setEnabled(len(ways) > 1)
            self._lines.addWidget(Line(kinds[way.kind], way.label, status=remove))

    def _remove(self, way: Slot, pressed: Any, _: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002 - Qt's signal
        """At the second press: it cannot be taken back."""
        sure = self._words("Press again to remove")
        if pressed.text() != sure:
            pressed.setText(sure)
            return

        def done(_: None) -> None:
            self._desk.say(self._words("Removed."), self._words(slot.OLD_BACKUPS))
            self.read()

        self._desk.ask(lambda session: slot.remove(session, way.id), done)


async def _changing(session: Any, wish: str, secret: str, new: tuple[str, str], progress: Progress) -> Slot:  # noqa: ANN401
    current = slot.credential(secret)
    if wish == "recovery":
        return await on_vault(partial(slot.add_recovery_code, session, current, *new))
    cost = await off_thread(partial(vault.calibrated, progress))
    act = slot.change_passphrase if wish == "change" else slot.add_passphrase
    return await on_vault(partial(act, session, current, new[0], cost=cost))
