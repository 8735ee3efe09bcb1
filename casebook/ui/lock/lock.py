"""The lock screen: only what opens a vault; no part of the vault is loaded for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLayout, QLineEdit, QVBoxLayout, QWidget

from casebook.base.i18n import LANGUAGE_NAMES, Translator
from casebook.sample import SPECIMEN
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.lock.lock_parts import Attempt, WorkArea, button, centred, drawn, label
from casebook.ui.widgets.forms.field_icon import FieldIcon
from casebook.ui.widgets.layout.layout import column, frame, line, mark_role

if TYPE_CHECKING:  # created when a vault has such an unlock method
    from casebook.ui.lock.keyfile import KeyfileChoice
    from casebook.ui.lock.shares import SharesChoice
    from casebook.ui.widgets.controls.styled_inputs import ChoiceBox

_F1, _F12 = 0x01000030, 0x0100003B
"""Qt's numbers of the keys; their names cost the lock screen 12 ms to load."""


class LockScreen(QFrame):
    """Asks for the credentials of a vault.

    Attributes:
        unlocking: Unlock was pressed; an `Attempt`.
        by_keychain: the system's keychain was chosen; the path.
        reading: the refused attempt, repeated as read-only while another window has the vault open.
        cleared: what was typed was cleared; nobody is to keep it.
        looking: another vault was chosen, whose unlock methods are to be shown; the path.
        picking: another folder was requested.
        making: a new vault was requested.
        language_chosen: the tag of a language of the window.
        helping: the manual was requested.
        trying: the sample casebook was requested.
        words: the language of its texts.
    """

    unlocking = Signal(Attempt)
    by_keychain = Signal(Path)
    reading = Signal()
    cleared = Signal()
    looking = Signal(Path)
    picking = Signal()
    making = Signal()
    language_chosen = Signal(str)
    helping = Signal()
    trying = Signal()

    def __init__(self, words: Translator, vaults: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ground")
        self._whole = column(self, gap=0)
        self._was_seen = False
        self._remarks = ""
        self._inside = QWidget()
        self._begin_anew(words)
        self.offer(vaults)

    def retranslate(self, words: Translator) -> None:
        """Rebuild the screen in another language or theme; the vaults offered stay, the chosen one first."""
        offered = self._offered
        chosen = self.path
        self._whole.removeWidget(self._inside)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = QWidget()
        self._begin_anew(words)
        self.offer(sorted(offered, key=lambda path: path != chosen))
        self.tell_remarks(self._remarks)
        QTimer.singleShot(0, self, self._take_focus)  # once what was pressed is gone with the screen before

    def _begin_anew(self, words: Translator) -> None:
        self._offered: list[Path] = []
        self._vaults: ChoiceBox | None = None
        self.words = words
        self._keyfile: KeyfileChoice | None = None
        self._shares: SharesChoice | None = None
        self._whole.addWidget(self._inside)
        whole = column(self._inside, gap=0, margins=(24,))
        whole.addStretch(2)
        box = frame("card")
        box.setFixedWidth(theme.current().px(400))
        whole.addLayout(centred(box))
        whole.addStretch(3)
        notice = label(words("Works offline. Nothing leaves this computer."), "small")
        whole.addLayout(centred(drawn("offline", "quiet", 14), notice))
        if words.notice:
            whole.addLayout(centred(drawn("warning", "amber", 14), label(words.notice, "small")))
        whole.addLayout(self._languages())
        self._fill(box)

    @property
    def path(self) -> Path | None:
        """Return the chosen vault."""
        if self._vaults is None or len(self._offered) < 2:  # noqa: PLR2004 - one is no choice
            return self._offered[0] if self._offered else None
        place = self._vaults.currentIndex()
        return self._offered[place] if place >= 0 else None

    @property
    def is_in_use(self) -> bool:
        """Return whether a passphrase is being typed or tried, or a key file is chosen."""
        keyfile = self._keyfile.path if self._keyfile else None
        return bool(self._typed) or self._secret.isReadOnly() or keyfile is not None

    def offer(self, vaults: Sequence[Path]) -> None:
        """Offer these vaults, the first one chosen."""
        self._offered = list(vaults)
        self._offer_choice()
        none = self.words(
            "No casebook found here. Create a new one, or choose the folder of an existing one."
        )
        self._which.setText(vaults[0].stem if vaults else none)
        self._leave_shares()
        for part in self._of_a_vault:
            part.setVisible(bool(vaults))
        role = "link" if vaults else "primary"
        if self._was_seen:
            mark_role(self._make, role=role)
        else:  # a screen never shown need not be styled twice
            self._make.setProperty("role", role)
        self._which.setVisible(len(vaults) <= 1)
        self._show_hint()
        self._set_busy(is_busy=False)

    def turn_to(self, vault: Path) -> None:
        """Offer a vault that was chosen, instead of those before and of what was typed for them."""
        self.clear()
        self.offer([vault])
        self._turn_to()
        self._take_focus()

    def _offer_choice(self) -> None:
        """Create the list of vaults once there is a choice."""
        if len(self._offered) > 1 and self._vaults is None:
            from casebook.ui.widgets.controls.styled_inputs import ChoiceBox

            self._vaults = ChoiceBox()
            self._vaults.setAccessibleName(self.words("Casebook to open"))
            self._choice.addWidget(self._vaults)
            self._vaults.currentIndexChanged.connect(lambda _: self._turn_to())
        if self._vaults is not None:
            self._vaults.clear()
            self._vaults.addItems([path.stem for path in self._offered])
            self._vaults.setVisible(len(self._offered) > 1)

    def show_ways(
        self, path: Path, *, has_keyfile: bool, has_keychain: bool, has_guardians: bool = False
    ) -> None:
        """Show the unlock methods besides typed ones, if the vault is still chosen."""
        if path != self.path:
            return
        self._keychain.setVisible(has_keychain)
        if has_keyfile and self._keyfile is None:
            from casebook.ui.lock.keyfile import KeyfileChoice

            self._keyfile = KeyfileChoice(self.words)
            self._beside_secret.addWidget(self._keyfile)
        if self._keyfile:
            self._keyfile.setVisible(has_keyfile and not self._asks_shares)
        if has_guardians and self._shares is None:
            self._shares = self._shares_choice()
        if not has_guardians:
            self._leave_shares()
        if self._shares:
            self._shares.setVisible(has_guardians)

    def _shares_choice(self) -> SharesChoice:
        from casebook.ui.lock.shares import SharesChoice

        usual = (*self._of_a_vault[:2], *((self._keyfile,) if self._keyfile else ()))
        choice = SharesChoice(self.words, usual, self.words("Unlock with shares of guardians…"))
        choice.turned.connect(self._begin_typing)
        choice.changed.connect(self._take_up)
        choice.sent.connect(self._unlock)
        self._beside_secret.addWidget(choice)
        choice.order_after(self._secret, self._help)
        return choice

    def _begin_typing(self, is_for_shares: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Begin with empty fields: shares are asked for now, or no longer."""
        if not is_for_shares:
            self.cleared.emit()
        self._work.show_reason("")
        self._secret.clear()
        self._set_busy(is_busy=False)
        self._take_focus()

    @property
    def _asks_shares(self) -> bool:
        return self._shares is not None and self._shares.is_chosen

    @property
    def _typed(self) -> str:
        return self._shares.text if self._shares and self._shares.is_chosen else self._secret.text()

    def _leave_shares(self) -> None:
        if self._shares:
            self._shares.clear()

    def show_step(self, words: str) -> None:
        """Show the current step of opening."""
        self._work.show_step(words)

    def refuse(self, title: str, remedy: str, *, may_read: bool = False) -> None:
        """Show why it did not open; the field is ready for another try, and read-only may be offered."""
        self._work.show_reason(self.words.sentences((title, remedy)))
        self._set_busy(is_busy=False)
        self._read.setVisible(may_read)
        self._secret.selectAll()
        self._take_focus()

    def tell_remarks(self, remarks: str) -> None:
        """Show what is to be known of the session before, by keys of `REMARKS`, until one is opened."""
        self._remarks = remarks
        if remarks:
            from casebook.services.vault.lock_remarks import REMARKS

            self._remark.setText(self.words.sentences(self.words(REMARKS[key]) for key in remarks.split(",")))
            self._remark.show()

    def clear(self) -> None:
        """Clear the typed secret and the chosen key file."""
        self._secret.clear()
        self._leave_shares()
        if self._keyfile:
            self._keyfile.clear()
        self.cleared.emit()
        self._work.show_reason("")
        self._remark.hide()
        self._remarks = ""
        self._set_busy(is_busy=False)

    @contained
    def showEvent(self, event: QShowEvent) -> None:
        """Focus the field."""
        super().showEvent(event)
        self._was_seen = True
        QTimer.singleShot(0, self, self._take_focus)

    def _take_focus(self) -> None:
        """Focus the field, unless the wizard for a new casebook was opened meanwhile."""
        if self._shares and self._shares.is_chosen:
            self._shares.focus_words()
        elif self.isVisible():
            (self._secret if self.path else self._make).setFocus()

    def _languages(self) -> QLayout:
        """Return a button for each language, in its own name, and one for help."""
        chosen = self.words.language
        steps = [
            button(name, "link", partial(self.language_chosen.emit, tag))
            for tag, name in LANGUAGE_NAMES.items()
            if tag != chosen
        ]
        self._help = button(self.words("Help (F1)"), "link", self.helping.emit)
        return centred(*steps, self._help)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show help on F1; clear what was typed on F12."""
        if event.key() == _F1:
            self.helping.emit()
        elif event.key() == _F12:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _fill(self, box: QWidget) -> None:
        words, gap = self.words, theme.current().px(4)
        whole = column(box, gap=8, margins=(28, 32))
        head = line(gap=12)
        head.addWidget(drawn("sealed", "accent", 28))
        head.addWidget(label(words("Casebook"), "heading"), 1)
        whole.addLayout(head)
        self._which = label("", "quiet")
        whole.addWidget(self._which)
        self._choice = column(gap=0)
        whole.addLayout(self._choice)
        self._remark = label("", "quiet")
        self._remark.hide()
        whole.addWidget(self._remark)
        self._sample = label(words("“Try the sample casebook” opens it without a passphrase."), "quiet")
        whole.addWidget(self._sample)
        whole.addSpacing(2 * gap)
        title = label(words("Passphrase or recovery code"), "strong")
        self._of_a_vault: tuple[QWidget, ...] = (title, self._secret_field(title.text()))
        for part in self._of_a_vault:
            whole.addWidget(part)
        self._beside_secret = column(gap=0)
        whole.addLayout(self._beside_secret)
        whole.addSpacing(gap)
        self._fill_steps(whole)

    def _fill_steps(self, whole: QVBoxLayout) -> None:
        words = self.words
        self._go = button(words("Unlock"), "primary", self._unlock)
        self._of_a_vault += (self._go,)
        whole.addWidget(self._go)
        self._work = WorkArea(words)
        whole.addWidget(self._work)
        self._read = button(words("Open read-only"), "", self._ask_to_read)
        whole.addWidget(self._read)
        self._keychain = button(words("Unlock with the system keychain"), "", self._ask_keychain)
        whole.addWidget(self._keychain)
        self._keychain.hide()
        whole.addLayout(centred(button(words("Choose another folder…"), "link", self.picking.emit)))
        self._make = button(words("Create a casebook…"), "link", self.making.emit)
        whole.addLayout(centred(self._make))
        whole.addLayout(centred(button(words("Try the sample casebook"), "link", self.trying.emit)))

    def _secret_field(self, name: str) -> QLineEdit:
        self._secret = QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret.setAccessibleName(name)
        self._eye = FieldIcon(self._secret, "open-eye", self.words("Show or hide what you type"))
        self._eye.clicked.connect(self._turn_eye)
        self._secret.returnPressed.connect(self._unlock)
        self._secret.textChanged.connect(self._take_up)
        return self._secret

    def _turn_eye(self) -> None:
        is_hidden = self._secret.echoMode() == QLineEdit.EchoMode.Password
        shown, hidden = QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password
        self._secret.setEchoMode(shown if is_hidden else hidden)
        self._eye.show_meaning("closed-eye" if is_hidden else "open-eye")

    def _show_hint(self) -> None:
        """Show how the sample opens, where it is chosen."""
        self._sample.setVisible(self.path is not None and self.path.stem == SPECIMEN)

    def _turn_to(self) -> None:
        """Switch to another vault, whose other unlock methods are not known yet."""
        self._show_hint()
        self._keychain.hide()
        if self._keyfile:
            self._keyfile.clear()
            self._keyfile.hide()
        self._leave_shares()
        if self._shares:
            self._shares.hide()
        if self.path:
            self.looking.emit(self.path)

    def _unlock(self) -> None:
        if self.path is None or not self._typed:
            return
        self._begin()
        keyfile = self._keyfile.path if self._keyfile else None
        self.unlocking.emit(Attempt((self.path, self._typed, keyfile), self._asks_shares))

    def _ask_keychain(self) -> None:
        if self.path is not None:
            self._begin()
            self.by_keychain.emit(self.path)

    def _ask_to_read(self) -> None:
        self._begin()
        self.reading.emit()

    def _take_up(self) -> None:
        """Go on after something was typed."""
        self._work.let_reason_pass()
        self._set_busy(is_busy=False)

    def _begin(self) -> None:
        self._work.show_reason("")
        self._work.show_step("")
        self._set_busy(is_busy=True)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._go.setEnabled(not is_busy and bool(self._offered) and bool(self._typed))
        self._read.hide()
        self._keychain.setEnabled(not is_busy)
        self._secret.setReadOnly(is_busy)
        if self._shares:
            self._shares.set_read_only(is_read_only=is_busy)
        self._work.follow(is_busy=is_busy)
