"""Small makings: labels, buttons, rows and columns, each with its role in the style sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from casebook.ui import theme
from casebook.ui.icons import icon


def label(text: str = "", role: str = "", *, wraps: bool = False, selectable: bool = False) -> QLabel:
    """Words that never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    made.setAlignment(Qt.AlignmentFlag.AlignVCenter | beginning())
    made.setWordWrap(wraps)
    if wraps:
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        made.setAlignment(Qt.AlignmentFlag.AlignTop | beginning())
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def beginning() -> Qt.AlignmentFlag:
    """Where lines begin in this language, whatever the script of the words on them."""
    is_mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def ending() -> Qt.AlignmentFlag:
    """Where lines end in this language."""
    other = {Qt.AlignmentFlag.AlignRight: Qt.AlignmentFlag.AlignLeft}
    side = beginning() & ~Qt.AlignmentFlag.AlignAbsolute
    return other.get(side, Qt.AlignmentFlag.AlignRight) | Qt.AlignmentFlag.AlignAbsolute


def button(
    text: str,
    pressed: Callable[[], None] | None = None,
    *,
    role: str = "",
    meaning: str = "",
    name: str = "",
    token: str = "",
) -> QPushButton:
    """A button.

    Args:
        text: its words; "" for an icon alone, which then needs a `name`.
        pressed: what it does.
        role: its role in the style sheet.
        meaning: meaning of its icon.
        name: what a screen reader says, where that is not the text.
        token: colour of the icon.
    """
    made = QPushButton(f" {text}" if text and meaning else text)
    if role:
        made.setProperty("role", role)
    if meaning:
        tint = token or {"primary": "on-accent", "link": "accent", "tool": "quiet"}.get(role, "text")
        made.setIcon(icon(meaning, tint))
        size = theme.current().px(16)
        made.setIconSize(QSize(size, size))
    made.setAccessibleName(name or text)
    if not text:
        made.setToolTip(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(False)
    if pressed:
        made.clicked.connect(lambda _=False: pressed())
    return made


def frame(role: str) -> QFrame:
    """A frame with a role in the style sheet."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def rule() -> QFrame:
    """A thin line across."""
    return frame("rule")


def column(within: QWidget | None = None, *, gap: int = 8, margins: tuple[int, ...] = (0,)) -> QVBoxLayout:
    """A layout from top to bottom; gap and margins in units of the design."""
    made = QVBoxLayout(within) if within is not None else QVBoxLayout()
    _space(made, gap, margins)
    return made


def line(within: QWidget | None = None, *, gap: int = 8, margins: tuple[int, ...] = (0,)) -> QHBoxLayout:
    """A layout along the line of reading; gap and margins in units of the design."""
    made = QHBoxLayout(within) if within is not None else QHBoxLayout()
    _space(made, gap, margins)
    return made


def _space(layout: QBoxLayout, gap: int, margins: tuple[int, ...]) -> None:
    px = theme.current().px
    layout.setSpacing(px(gap) if gap else 0)
    sides = {1: margins * 4, 2: (margins[-1], margins[0]) * 2, 4: margins}[len(margins)]
    layout.setContentsMargins(*(px(side) if side else 0 for side in sides))


def empty_out(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty_out(inner)
            inner.deleteLater()


def mark_role(widget: QWidget, **properties: object) -> None:
    """Change what the style sheet sees of a widget, and show it."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
