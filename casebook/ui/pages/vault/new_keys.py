"""The form for new keys: a new passphrase and recovery code, everything encrypted again, then locked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from casebook.base.message import Message
from casebook.base.progress import Progress
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.vault import new_keys, new_keys_outcome, unlock_method
from casebook.services.vault.new_keys import NewKeysOrder
from casebook.services.vault.new_keys_outcome import NewKeys
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.vault.new_secret_form import NewSecretForm
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.styled_inputs import TickBox
from casebook.ui.widgets.layout.layout import column, rule


class NewKeysForm(NewSecretForm):
    """Hidden until it begins; typed secrets are cleared afterwards.

    Attributes:
        reason: why it is offered now.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        words, whole = page.words, column(self, gap=6)
        whole.addWidget(rule())
        whole.addWidget(label(words("New keys"), "title"))
        self.reason = label("", "strong", wraps=True)
        whole.addWidget(self.reason)
        for text in (new_keys_outcome.ABOUT, new_keys_outcome.AFTERWARDS, new_keys_outcome.LIMITS):
            whole.addWidget(label(words(text), "quiet", wraps=True))
        self._lay_out_secrets(whole)
        self._with_keyfile = TickBox(words("Also require a new key file"))
        self._with_keyfile.setAccessibleName(self._with_keyfile.text())
        whole.addWidget(self._with_keyfile)
        self._lay_out_code(whole)
        self._lay_out_foot(whole, words("Encrypt with new keys"), words("Encrypting with new keys"))
        self.leave()

    def begin(self, *, has_keyfile: bool, reason: str = "") -> None:
        """Show the form; the new recovery code is shown after verifying a current credential.

        Args:
            has_keyfile: whether some way into the vault needs a keyfile today.
            reason: why it is offered now, or "".
        """
        self.leave()
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self._name_action(self._words("Show a new recovery code"))
        self._start(has_keyfile=has_keyfile)

    def _forget(self) -> None:
        super()._forget()
        self._with_keyfile.setChecked(False)

    def _send(self) -> None:
        if not self._current.text() or not self._phrase.passphrase:
            self._say_empty()
            return
        if not self._code:
            self._prove()
            return
        if not self._is_code_confirmed():
            return
        target = None
        if self._with_keyfile.isChecked():
            target = pick_target(self, self._words, "casebook.key")
            if target is None:
                return
        self._do(target)

    def _prove(self) -> None:
        session, typed, passphrase = self._context.session, self._typed, self._phrase.passphrase

        async def flow(task: BackgroundTask) -> None:
            task(0, 0, Message("deriving the key"))
            authority = await off_thread(partial(unlock_method.credential, *typed))
            await new_keys.verify_credential(
                session, NewKeysOrder(authority=authority, passphrase=passphrase, code="")
            )

        self._show_code_after(flow, self._words("Encrypt with new keys"))

    def _do(self, target: Path | SaveTarget | None) -> None:
        session, context = self._context.session, self._context
        typed, passphrase, code = self._typed, self._phrase.passphrase, self._code

        async def flow(task: BackgroundTask) -> NewKeys:
            authority = await off_thread(partial(unlock_method.credential, *typed))
            order = NewKeysOrder(authority=authority, passphrase=passphrase, code=code)
            return await _renewed(session, order, target, task)

        def lock(new_keys: str) -> None:
            context.remarks = new_keys
            context.lock_requested.emit()

        def failed(_: BaseException) -> None:
            if session.is_locked:  # what failed after that has left the old vault, locked in order
                lock("unchanged")

        context.run(
            flow, lambda outcome: lock(new_keys_outcome.remark_keys(outcome)), failed, before=self._watch
        )


async def _renewed(
    session: Session, order: NewKeysOrder, target: Path | SaveTarget | None, progress: Progress
) -> NewKeys:
    """Verify what was typed, lock the vault in order, and give it new keys."""
    await new_keys.verify_credential(session, order)
    if target:
        order = replace(order, keyfile_sha256=await off_thread(partial(_new_keyfile, target)))
    await on_vault(session.lock)
    return await new_keys.renew(
        session.vault.path, order, clock=session.clock, who=session.who, progress=progress
    )


def _new_keyfile(target: Path | SaveTarget) -> bytes:
    """Write the key file before the keys change, so that a stop never leaves it missing."""
    with unlock_method.keyfile_made(target) as digest:
        return digest
