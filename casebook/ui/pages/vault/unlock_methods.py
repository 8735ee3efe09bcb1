"""The unlock methods of the vault: each can be renamed and removed, and others added."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.services.vault import guardian_change, new_keys_outcome, unlock_method
from casebook.services.vault.guardian_change import Guardians
from casebook.services.vault.unlock_change import UnlockChangeKind
from casebook.services.vault.unlock_method import UnlockMethod
from casebook.ui.kit.dates import format_date
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.vault.new_keys import NewKeysForm
from casebook.ui.pages.vault.unlock_method_form import UnlockMethodForm
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import button, hold_back, label
from casebook.ui.widgets.forms.editable import Editable
from casebook.ui.widgets.layout.flow import scroll_to
from casebook.ui.widgets.layout.layout import column, empty_out, line


class UnlockMethodsCard(Card):
    """A line for each unlock method, and one form for all actions.

    Attributes:
        guardians_leaving: the guardians are to be removed, by the form of their own card.
    """

    guardians_leaving = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Unlock methods"))
        self._page, self._words, self._context = page, page.words, page.context
        self._state = Guardians(known=None, due=frozenset(), methods=())
        text = self._words(
            "Any one of these unlocks the casebook. No one can unlock it without one of them. "
            "There are no exceptions."
        )
        self.body.addWidget(label(text, "quiet", wraps=True))
        self._lines = column(gap=10)
        self.body.addLayout(self._lines)
        self._steps = column(gap=6)
        for kind, title in self._kinds():
            step = button(title, partial(self.begin, kind), role="link", writes=True)
            self._steps.addWidget(step, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addLayout(self._steps)
        renew = button(self._words("New keys…"), self.begin_new_keys, role="link", writes=True)
        self._steps.addWidget(renew, 0, Qt.AlignmentFlag.AlignLeading)
        self.form = UnlockMethodForm(page)
        self.form.kept.connect(self.follow)
        self.body.addWidget(self.form)
        self.new_keys = NewKeysForm(page)
        self.body.addWidget(self.new_keys)

    def read(self) -> None:
        """Read the unlock methods again."""
        self._page.ask(guardian_change.guardians, self._show)

    def begin(self, kind: UnlockChangeKind) -> None:
        """Show the form for "change", "add", "keyfile", "recovery" or "keychain"."""
        self.new_keys.leave()
        self.form.begin(kind, has_keyfile=self._has_keyfile)
        scroll_to(self.form)

    def begin_removal(self, way: UnlockMethod) -> None:
        """Show the form for removing a method, with the methods left afterwards."""
        self.new_keys.leave()
        kept = [self._called(other) for other in self._state.methods if other.id != way.id]
        self.form.begin_removal(way.id, self._called(way), kept, has_keyfile=self._has_keyfile)
        scroll_to(self.form)

    def begin_new_keys(self, reason: str = "") -> None:
        """Show the form for new keys."""
        self.form.leave()
        self.new_keys.begin(has_keyfile=self._has_keyfile, reason=reason)
        scroll_to(self.new_keys)

    def follow(self, kind: str) -> None:
        """Show the unlock methods after a change of this kind, and offer new keys where one is gone."""
        self.read()
        if kind in {"change", "remove"}:
            self.begin_new_keys(self._words(new_keys_outcome.OFFER))

    def _kinds(self) -> tuple[tuple[UnlockChangeKind, str], ...]:
        words = self._words
        return (
            ("change", words("Change passphrase")),
            ("add", words("Add passphrase")),
            ("keyfile", words("Add passphrase with key file")),
            ("recovery", words("Add recovery code")),
            ("keychain", words("Allow system keychain")),
        )

    def _show(self, state: Guardians) -> None:
        empty_out(self._lines)
        self._state = state
        self.form.offer_shares(has_guardians=state.known is not None)
        for way in state.methods:
            self._lines.addWidget(self._line(way, is_last=len(state.methods) == 1))

    @property
    def _has_keyfile(self) -> bool:
        return self._state.has_keyfile

    def _called(self, way: UnlockMethod) -> str:
        return called(self._words, way, self._state)

    def _line(self, way: UnlockMethod, *, is_last: bool) -> QWidget:
        words, kind = self._words, method_names(self._words)[way.kind]
        widget = QWidget()
        row = line(widget, gap=8)
        text_column = column(gap=0)
        text_column.addWidget(label(kind, "strong"))
        guardians = self._state.known if self._state.knows(way) else None
        if guardians is None:
            name = Editable(way.label or words("unnamed"), words("Rename {way}", way=kind), role="quiet")
            name.kept.connect(partial(self._rename, way.id))
            text_column.addWidget(name)
        added_on = guardians.made_on if guardians else way.added_on
        known = (
            *((format_date(words, added_on),) if added_on else ()),
            self._state.fingerprint(way),
        )
        text_column.addWidget(label(" · ".join(known), "small"))
        row.addLayout(text_column, 1)
        remove = button(
            words("Remove"),
            self.guardians_leaving.emit if guardians else partial(self.begin_removal, way),
            role="link",
            name=words("Remove {way}", way=kind),
        )
        remove.setEnabled(not is_last)
        hold_back(remove)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return widget

    def _rename(self, slot_id: str, name: str) -> None:
        self._context.ask(lambda session: unlock_method.rename(session, slot_id, name), lambda _: self.read())


def called(words: Translator, way: UnlockMethod, state: Guardians) -> str:
    """The name of an unlock method, with what tells it apart from others of its kind."""
    return words.bracketed(method_names(words)[way.kind], way.label or state.fingerprint(way))


def method_names(words: Translator) -> dict[str, str]:
    """The names of the unlock methods, by their kind."""
    return {
        "passphrase": words("Passphrase"),
        "keyfile": words("Passphrase with key file"),
        "recovery": words("Recovery code"),
        "keychain": words("System keychain"),
        "guardians": words("Guardians"),
    }
