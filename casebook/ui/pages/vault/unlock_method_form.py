"""The form for changing, adding or removing an unlock method after verifying a current one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casebook.host.protocol.picker_protocol import OpenedFile, SaveTarget
from casebook.services.base.flow import Flow
from casebook.services.vault import unlock_change, unlock_method
from casebook.services.vault.unlock_change import WITH_PASSPHRASE, UnlockChange, UnlockChangeKind
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.lock.shares import SharesChoice
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.vault.new_secret_form import NewSecretForm
from casebook.ui.widgets.layout.layout import column


class UnlockMethodForm(NewSecretForm):
    """Hidden until a change begins; typed secrets are cleared afterwards.

    Attributes:
        kept: the kind of change that was made.
    """

    kept = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._kind: UnlockChangeKind = "change"
        self._slot_id, self._has_guardians = "", False
        whole = column(self, gap=6)
        self._lay_out_head(whole)
        self._lay_out_secrets(whole)
        self._naming = QWidget()
        self._lay_out_code(whole)
        self._name = self._field(column(self._naming, gap=6), page.words("Name (optional)"))
        whole.addWidget(self._naming)
        self._lay_out_foot(whole, page.words("Save"), page.words("Strengthening the key against guessing"))
        self.leave()

    def _lay_out_current(self, whole: QVBoxLayout) -> None:
        """Lay out the current credentials, with a field for shares for those who unlocked with them."""
        super()._lay_out_current(whole)
        words = self._words
        self._shares = SharesChoice(words, (self._current_part,), words("Enter shares of guardians…"))
        self._shares.turned.connect(lambda _: self._current.clear())
        self._shares.sent.connect(self._submit)
        whole.addWidget(self._shares)

    @property
    def _typed(self) -> tuple[str, Path | OpenedFile | None]:
        """Return the current credentials as typed and chosen."""
        return (self._shares.text, None) if self._shares.is_chosen else super()._typed

    def offer_shares(self, *, has_guardians: bool) -> None:
        """Take shares of guardians, where there are some, as what unlocks the casebook now."""
        self._has_guardians = has_guardians

    def begin(self, kind: UnlockChangeKind, *, has_keyfile: bool) -> None:
        """Show the form for an action.

        Args:
            kind: as `UnlockChange.kind`.
            has_keyfile: whether some way into the vault needs a keyfile today.
        """
        title, about = self._descriptions()[kind]
        self._show_for(kind, title, about, has_keyfile=has_keyfile)

    def begin_removal(self, slot_id: str, called: str, kept: list[str], *, has_keyfile: bool) -> None:
        """Show the form for removing an unlock method.

        Args:
            slot_id: of the way.
            called: its name.
            kept: names of the ways that are left.
            has_keyfile: whether some way into the vault needs a keyfile today.
        """
        about = self._words(
            "Afterwards only these unlock methods remain: {ways}. Enter one of them to show that you have "
            "it.",
            ways=self._words.list_of(kept),
        )
        self._show_for("remove", self._words("Remove {way}", way=called), about, has_keyfile=has_keyfile)
        self._slot_id = slot_id

    def _show_for(self, kind: UnlockChangeKind, title: str, about: str, *, has_keyfile: bool) -> None:
        actions = {
            "remove": self._words("Remove unlock method"),
            "recovery": self._words("Show a new recovery code"),
        }
        self._entitle(title, about, actions.get(kind, self._words("Save")))
        self._kind = kind
        self._phrase.setVisible(kind in WITH_PASSPHRASE)
        self._naming.setVisible(kind not in {"change", "remove"})
        self._shares.setVisible(self._has_guardians and kind != "change")
        self._start(has_keyfile=has_keyfile)

    def _forget(self) -> None:
        super()._forget()
        self._shares.clear()
        self._name.clear()

    def _descriptions(self) -> dict[str, tuple[str, str]]:
        words = self._words
        return {
            "change": (words("Change passphrase"), words(unlock_method.OLD_BACKUPS)),
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
                    "It unlocks the casebook without any passphrase. It is shown only once, after you have "
                    "entered a current unlock method."
                ),
            ),
            "keychain": (
                words("Allow system keychain"),
                words(
                    "It unlocks the casebook with one click, for seven days after each use of the passphrase."
                )
                + f" {words(unlock_method.KEYCHAIN_WARNING)}",
            ),
        }

    def _send(self) -> None:
        change = self._change()
        if not change.secret or (self._kind in WITH_PASSPHRASE and not change.passphrase):
            self._say_empty()
            return
        if self._kind == "recovery" and not self._code:
            self._prove()
            return
        if self._kind == "recovery" and not self._is_code_confirmed():
            return
        if self._kind == "keyfile":
            target = pick_target(self, self._words, "casebook.key")
            if target is None:
                return
            change = self._change(target)
        self.do(change)

    def _prove(self) -> None:
        session, typed = self._context.session, self._typed

        def flow(task: BackgroundTask) -> Flow[None]:
            return unlock_change.verify_credential(session, *typed, progress=task)

        self._show_code_after(flow, self._words("Save"))

    def _change(self, target: Path | SaveTarget | None = None) -> UnlockChange:
        secret, keyfile = self._typed
        return UnlockChange(
            kind=self._kind,
            secret=secret,
            keyfile=keyfile,
            passphrase=self._phrase.passphrase,
            code=self._code,
            target=target,
            label=self._name.text().strip(),
            slot_id=self._slot_id,
        )

    def do(self, change: UnlockChange) -> None:
        """Change, add or remove an unlock method."""
        session, words = self._context.session, self._words

        def done(_: None) -> None:
            self.leave()
            title = words("Unlock method removed") if change.kind == "remove" else words("Saved")
            old = words(unlock_method.OLD_BACKUPS) if change.kind in {"change", "remove"} else ""
            self._context.say(title, old)
            self.kept.emit(change.kind)

        def flow(task: BackgroundTask) -> Flow[None]:
            return unlock_change.apply(session, change, progress=task)

        self._context.run(flow, done, before=self._watch)
