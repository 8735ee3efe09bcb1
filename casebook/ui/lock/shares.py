"""Shares of guardians, typed one below the other where one line is asked for otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from casebook.base.i18n import Translator
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column

_MIN_LINES, _MAX_LINES = 3, 7
"""Two shares at the width of the lock screen; more are scrolled, and a small window has room for fewer."""
_EDGE = 14
"""Border and padding of a field in the style sheet."""
_LEFT_MS = 300_000
"""Words that nobody goes on with are cleared: the screen shows them."""
_SENDING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SharesChoice(QWidget):
    """A link that replaces the usual field by one for shares, which is made when it is pressed.

    Args:
        words: of the language.
        instead_of: hidden while shares are asked for.
        link: the text of the link.

    Attributes:
        turned: shares are asked for now, or no longer; what was typed before is to be cleared.
        changed: something was typed.
        sent: Ctrl+Enter was pressed.
    """

    turned = Signal(bool)
    changed, sent = Signal(), Signal()

    def __init__(
        self, words: Translator, instead_of: Iterable[QWidget], link: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._instead_of, self._name = words, tuple(instead_of), link
        self._hidden: tuple[QWidget, ...] = ()
        self._before: QWidget | None = None
        self._field: _ShareField | None = None
        self._whole = column(self, gap=8)
        self._link = button("", self._turn, role="link")
        self._whole.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeading)
        self._name_link(link)

    @property
    def is_chosen(self) -> bool:
        """Return whether shares are asked for now."""
        return self._field is not None and not self._field.isHidden()

    @property
    def text(self) -> str:
        """Return the shares as typed, or ""."""
        return self._field.edit.toPlainText() if self._field else ""

    def order_after(self, before: QWidget, last: QWidget) -> None:
        """Come last in the order of Tab, so that it moves no other stop; shares come where one line does.

        Args:
            before: what stands before that line, in the same window.
            last: the last stop.
        """
        self._before = before
        self.setTabOrder(last, self._link)

    def clear(self) -> None:
        """Clear what was typed, and ask for one line again."""
        if self._field is None or not self.is_chosen:
            return
        self._field.edit.forget()
        self._field.hide()
        for part in self._hidden:
            part.show()
        self._name_link(self._name)
        self.turned.emit(False)  # noqa: FBT003 - a signal's argument

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Take no words while those there are tried."""
        if self._field:
            self._field.edit.setReadOnly(is_read_only)

    def focus_words(self) -> None:
        """Put the keyboard where shares are typed; the words stay, so that one can be mended."""
        if self._field:
            self._field.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        if self.is_chosen:
            self.clear()
            return
        if self._field is None:
            self._field = _ShareField(self._words)
            self._field.edit.textChanged.connect(self.changed)
            self._left = QTimer(self)
            self._left.setSingleShot(True)
            self._left.setInterval(_LEFT_MS)
            self._left.timeout.connect(self.clear)
            self._field.edit.textChanged.connect(self._left.start)
            self._field.edit.sent.connect(self.sent)
            self._whole.insertWidget(0, self._field)
            if self._before:
                self.setTabOrder(self._before, self._field.edit)
            self.setTabOrder(self._field.edit, self._link)
        self._hidden = tuple(part for part in self._instead_of if not part.isHidden())
        for part in self._hidden:
            part.hide()
        self._field.show()
        self._name_link(self._words("Enter a passphrase or recovery code"))
        self.turned.emit(True)  # noqa: FBT003 - a signal's argument
        self.focus_words()

    def _name_link(self, name: str) -> None:
        self._link.setText(name)
        self._link.setAccessibleName(name)


class _ShareField(QWidget):
    """Title, hint and field: everyone around the screen can compare the words with their page."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        whole = column(self, gap=4)
        title, hint = (
            words("Shares of guardians"),
            words("Enter the words of each share, one share after another."),
        )
        whole.addWidget(label(title, "strong"))
        whole.addWidget(label(hint, "quiet", wraps=True))
        self.edit = _Words()
        self.edit.setAccessibleName(title)
        self.edit.setAccessibleDescription(hint)
        whole.addWidget(self.edit)


class _Words(QPlainTextEdit):
    """SECURITY: nothing typed is kept to be undone, or learnt by an input method; spelling is not checked.

    Nothing can be copied from it, as from that of a passphrase: it would stay when the words are cleared.
    """

    sent = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pasted: set[int] = set()
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase | hints.ImhMultiLine
        )
        edge = theme.current().px(_EDGE) + round(2 * self.document().documentMargin())
        self.setMinimumHeight(_MIN_LINES * self.fontMetrics().lineSpacing() + edge)
        self.setMaximumHeight(_MAX_LINES * self.fontMetrics().lineSpacing() + edge)

    def sizeHint(self) -> QSize:
        """Return the height of all lines."""
        return QSize(super().sizeHint().width(), self.maximumHeight())

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send it by Ctrl+Enter: Enter alone begins the next line."""
        is_held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        keys = QKeySequence.StandardKey
        if event.key() in _SENDING and is_held:
            self.sent.emit()
        elif not (event.matches(keys.Copy) or event.matches(keys.Cut)):
            super().keyPressEvent(event)

    @contained
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what the menu of a text field does, but for copying and cutting."""
        menu = self.createStandardContextMenu(event.pos())
        for step in menu.actions():
            if step.objectName() in {"edit-copy", "edit-cut"}:
                menu.removeAction(step)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert what is pasted or dropped, and note by its hash that the clipboard may have it."""
        self._pasted.add(hash(source.text()))
        super().insertFromMimeData(source)

    def forget(self) -> None:
        """Clear the words, also from the clipboard and the selection where they were pasted from there."""
        self.clear()
        clipboard, modes = QGuiApplication.clipboard(), [QClipboard.Mode.Clipboard]
        if clipboard.supportsSelection():
            modes.append(QClipboard.Mode.Selection)
        for mode in modes:
            if hash(clipboard.text(mode)) in self._pasted:
                clipboard.clear(mode)
        self._pasted.clear()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return nothing: what is selected goes to no clipboard and is not dragged elsewhere."""
        return QMimeData()
