"""The lock screen: a passphrase and nothing else; no part of the vault is loaded for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from casebook.base.i18n import Words
from casebook.ui import theme
from casebook.ui.icons import icon, picture
from casebook.ui.widgets.layout import column, frame, line

SUFFIX = ".casebook"


def found_vaults() -> list[Path]:
    """The vaults in the folders where people keep such things; no path is remembered."""
    home = Path.home()
    places = (home / "Casebooks", home / "Documents", home)
    found: dict[Path, None] = {}
    for place in places:
        if place.is_dir():
            found.update(dict.fromkeys(sorted(place.glob(f"*{SUFFIX}"))))
    return list(found)


class LockScreen(QFrame):
    """Asks for the passphrase of a vault.

    Attributes:
        unlocking: path and passphrase, when a person presses Unlock.
        picking: they want another folder.
        making: they want a new vault.
    """

    unlocking = Signal(object, str)
    picking = Signal()
    making = Signal()

    def __init__(self, words: Words, vaults: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setProperty("role", "ground")
        whole = column(self, gap=0, margins=(24,))
        whole.addStretch(2)
        box = frame("card")
        box.setFixedWidth(theme.current().px(400))
        whole.addLayout(_centred(box))
        whole.addStretch(3)
        told = _label(words("Works offline. Nothing leaves this computer."), "small")
        whole.addLayout(_centred(_icon("offline", "quiet", 14), told))
        self._fill(box, vaults)

    def offer(self, vaults: Sequence[Path]) -> None:
        """Offer these vaults, the first chosen."""
        self._vaults.clear()
        for path in vaults:
            self._vaults.addItem(path.stem, path)
        self._vaults.setVisible(len(vaults) > 1)
        only = vaults[0].stem if vaults else self._words("No casebook was found. Choose its folder.")
        self._which.setText(only)
        self._which.setVisible(len(vaults) <= 1)
        self._set_busy(is_busy=False)

    def refuse(self, title: str, remedy: str) -> None:
        """Say why it did not open; the field is ready for another try."""
        self._problem.setText(f"{title} {remedy}".strip())
        self._problem.show()
        self._set_busy(is_busy=False)
        self._secret.selectAll()
        self._secret.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self._secret.clear()
        self._problem.hide()
        self._set_busy(is_busy=False)

    def showEvent(self, event: QShowEvent) -> None:
        """Be ready to type."""
        super().showEvent(event)
        QTimer.singleShot(0, self._secret, self._secret.setFocus)

    def _fill(self, box: QWidget, vaults: Sequence[Path]) -> None:
        whole = column(box, gap=8, margins=(28, 32))
        head = line(gap=12)
        head.addWidget(_icon("sealed", "accent", 28))
        head.addWidget(_label(self._words("Casebook"), "heading"), 1)
        whole.addLayout(head)
        self._which = _label("", "quiet")
        whole.addWidget(self._which)
        self._vaults = QComboBox()
        self._vaults.setAccessibleName(self._words("Casebook to open"))
        whole.addWidget(self._vaults)
        whole.addSpacing(theme.current().px(8))
        title = _label(self._words("Passphrase or recovery code"), "strong")
        whole.addWidget(title)
        whole.addWidget(self._secret_field(title.text()))
        self._problem = _label("", "problem")
        self._problem.hide()
        whole.addWidget(self._problem)
        self._go = _button(self._words("Unlock"), "primary")
        self._go.clicked.connect(self._unlock)
        whole.addSpacing(theme.current().px(4))
        whole.addWidget(self._go)
        whole.addWidget(self._busy_bar())
        other = _button(self._words("Choose another folder…"), "link")
        other.clicked.connect(self.picking)
        whole.addLayout(_centred(other))
        new = _button(self._words("Make a new vault…"), "link")
        new.clicked.connect(self.making)
        whole.addLayout(_centred(new))
        self.offer(vaults)

    def _secret_field(self, name: str) -> QLineEdit:
        self._secret = QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret.setAccessibleName(name)
        self._eye = self._secret.addAction(
            icon("open-eye", "quiet"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._eye.setToolTip(self._words("Show or hide what is typed"))
        self._eye.triggered.connect(self._turn)
        self._secret.returnPressed.connect(self._unlock)
        self._secret.textChanged.connect(lambda _: self._set_busy(is_busy=False))
        return self._secret

    def _busy_bar(self) -> QProgressBar:
        self._busy = QProgressBar()
        self._busy.setRange(0, 1)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(self._words("Unlocking"))
        kept = self._busy.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(kept)
        return self._busy

    def _turn(self) -> None:
        is_hidden = self._secret.echoMode() == QLineEdit.EchoMode.Password
        shown, hidden = QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password
        self._secret.setEchoMode(shown if is_hidden else hidden)
        self._eye.setIcon(icon("closed-eye" if is_hidden else "open-eye", "quiet"))

    def _unlock(self) -> None:
        path = self._vaults.currentData()
        if path is None or not self._secret.text():
            return
        self._problem.hide()
        self._set_busy(is_busy=True)
        self.unlocking.emit(path, self._secret.text())

    def _set_busy(self, *, is_busy: bool) -> None:
        self._go.setEnabled(not is_busy and self._vaults.count() > 0 and bool(self._secret.text()))
        self._secret.setReadOnly(is_busy)
        self._busy.setRange(0, 0 if is_busy else 1)
        self._busy.setVisible(is_busy)


def _label(text: str, role: str) -> QLabel:
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(role in {"quiet", "problem"})
    return made


def _button(text: str, role: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAccessibleName(text)
    return made


def _centred(*widgets: QWidget) -> QHBoxLayout:
    row = line(gap=6)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _icon(meaning: str, token: str, size: int) -> QLabel:
    look = theme.current()
    made = QLabel()
    made.setPixmap(picture(meaning, look.colours[token], look.px(size), 2.0))
    return made
