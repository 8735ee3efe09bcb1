"""Frames, rows and columns on the grid.

The lock screen is laid out with this, so it leaves the namespace `Qt` alone: PySide6 6.11 makes all its
hundred enumerations at the first touch, a tenth of the time the lock screen has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from casebook.ui.kit import theme


def frame(role: str) -> QFrame:
    """Return a frame with a style role."""
    made = QFrame()
    made.setProperty("role", role)
    return made


class ScrolledBody(QWidget):
    """The content of a scroll area, as high as its text at the current width.

    Qt would add up how high each paragraph were at its narrowest, and leave that much empty at the end.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")

    def minimumSizeHint(self) -> QSize:
        """Return no fixed height where it depends on the width."""
        least = super().minimumSizeHint()
        inner = self.layout()
        return QSize(least.width(), 0) if inner is not None and inner.hasHeightForWidth() else least


def rule() -> QFrame:
    """Return a thin horizontal line."""
    return frame("rule")


def column(within: QWidget | None = None, *, gap: int = 8, margins: tuple[int, ...] = (0,)) -> QVBoxLayout:
    """Return a vertical layout; gap and margins in design units."""
    made = QVBoxLayout(within) if within is not None else QVBoxLayout()
    _space(made, gap, margins)
    return made


def line(within: QWidget | None = None, *, gap: int = 8, margins: tuple[int, ...] = (0,)) -> QHBoxLayout:
    """Return a layout in reading direction; gap and margins in design units."""
    made = QHBoxLayout(within) if within is not None else QHBoxLayout()
    _space(made, gap, margins)
    return made


def _space(layout: QBoxLayout, gap: int, margins: tuple[int, ...]) -> None:
    px = theme.current().px
    layout.setSpacing(px(gap) if gap else 0)
    sides = {1: margins * 4, 2: (margins[-1], margins[0]) * 2, 4: margins}[len(margins)]
    layout.setContentsMargins(*(px(side) if side else 0 for side in sides))


def remove_at(layout: QLayout, place: int, kept: Collection[QWidget] = ()) -> None:
    """Remove what is at a place of a layout; widgets are deleted, except kept ones, which are hidden."""
    item = layout.takeAt(place)
    if item is None:
        return
    if (widget := item.widget()) is not None:
        widget.hide()
        if widget not in kept:
            widget.deleteLater()
    elif (inner := item.layout()) is not None:
        empty_out(inner, kept)
        inner.deleteLater()


def empty_out(layout: QLayout, kept: Collection[QWidget] = ()) -> None:
    """Remove everything from a layout, as `remove_at` does."""
    while layout.count():
        remove_at(layout, 0, kept)


def laid_out(layout: QLayout) -> Iterator[QWidget]:
    """Yield the widgets of a layout and its nested layouts in order."""
    for item in (layout.itemAt(at) for at in range(layout.count())):
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield widget
        elif (inner := item.layout()) is not None:
            yield from laid_out(inner)


def mark_role(widget: QWidget, **properties: object) -> None:
    """Set the style role of a widget and update it, unless it has that role."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
