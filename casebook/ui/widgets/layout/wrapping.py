"""Buttons side by side, wrapped to as many lines as needed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained, contained_reply


class Wrapping(QWidget):
    """A row that wraps.

    Args:
        held: in order.
        gap: between them, in units of the design.
    """

    def __init__(self, *held: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._gap = theme.current().px(gap)
        self._held: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for each in held:
            self.add(each)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        widget.setParent(self)
        self._held.append(widget)
        self.updateGeometry()

    def empty(self) -> None:
        """Remove every widget."""
        for widget in self._held:
            widget.hide()
            widget.deleteLater()
        self._held = []
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at this width."""
        return self._places(width)[1]

    def sizeHint(self) -> QSize:
        """Return the size of a single line."""
        hints = [each.sizeHint() for each in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(len(hints) - 1, 0)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest widget, and the height at the current width."""
        widest = max((_least(each).width() for each in self._shown()), default=0)
        return QSize(widest, self.heightForWidth(max(self.width(), widest)))

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap for the new width; more lines need more height."""
        super().resizeEvent(event)
        self._arrange()
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    @contained
    def showEvent(self, event: QShowEvent) -> None:
        """Rearrange the widgets: while it was out of view no change of these was announced."""
        super().showEvent(event)
        self.updateGeometry()
        self._arrange()

    @contained_reply
    def event(self, event: QEvent) -> bool:
        """Rearrange the widgets when one changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [each for each in self._held if not each.isHidden()]

    def _arrange(self) -> None:
        for child, place in zip(self._shown(), self._places(self.width())[0], strict=True):
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                place.moveLeft(self.width() - place.right() - 1)
            child.setGeometry(place)

    def _places(self, width: int) -> tuple[list[QRect], int]:
        """Return the position of each in reading direction, centred on its line, and the total height."""
        lines: list[list[QRect]] = [[]]
        for each in self._shown():
            size = each.sizeHint().expandedTo(_least(each))
            left = lines[-1][-1].right() + 1 + self._gap if lines[-1] else 0
            if left and left + size.width() > width:
                lines.append([])
                left = 0
            lines[-1].append(QRect(left, 0, min(size.width(), max(width, 1)), size.height()))
        top = 0
        for line in lines:
            height = max((place.height() for place in line), default=0)
            for place in line:
                place.moveTop(top + (height - place.height()) // 2)
            top += height + self._gap
        return [place for line in lines for place in line], top - self._gap


def _least(widget: QWidget) -> QSize:
    return widget.minimumSize().expandedTo(widget.minimumSizeHint())
