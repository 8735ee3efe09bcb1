"""Combo and check boxes with program-drawn arrow and tick: rounded style sheets remove Qt's own."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTextBoundaryFinder,
)
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from casebook.ui.kit import theme
from casebook.ui.kit.collation import SpelledSearch
from casebook.ui.kit.drawing import contained, contained_reply
from casebook.ui.kit.hidden_names import on_screen
from casebook.ui.kit.icons import picture
from casebook.ui.kit.plain import show_tip

_MAX_AT_ONCE = 16
_MIN_TICK = 160
_MIN_TICK_LINE, _TICK_ROOM = 28, 8
"""Least height of a line with a tick, and what is added to that of its words."""
_TICK = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.28))
"""Corners of the tick, as fractions of the box."""


class ChoiceBox(QComboBox):
    """A combo box with its arrow; typed letters find a choice, a Chinese one by its pinyin."""

    def __init__(self) -> None:
        super().__init__()
        self._search = SpelledSearch()
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one heeds no style of rows
        self.setMaxVisibleItems(_MAX_AT_ONCE)

    def refill(self, choices: Iterable[tuple[str, object]]) -> None:
        """Replace all choices but the first, silently; what is chosen stays, or the first is.

        Args:
            choices: each as its title and its value.
        """
        chosen = self.currentData()
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        while self.count() > 1:
            self.removeItem(1)
        for title, value in choices:
            self.addItem(title, value)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find a Chinese choice by pinyin; leave Ctrl with another key to the form.

        Qt would search the choices for the control character, and finds no Chinese by Latin letters.
        """
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif not (event.text().isascii() and event.text().isalpha() and self._find_spelled(event)):
            super().keyPressEvent(event)

    def _find_spelled(self, event: QKeyEvent) -> bool:
        """Choose the next choice whose pinyin, or its initials, begin with what was typed in one go."""
        titles = [self.itemText(at) for at in range(self.count())]
        at = self._search.find(event.text(), titles, self.currentIndex())
        if at >= 0:
            self.setCurrentIndex(at)
        return at >= 0

    @contained
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the scroll area: scrolling a form must not change it."""
        event.ignore()

    @contained_reply
    def event(self, event: QEvent) -> bool:
        """Show the full choice as tooltip if truncated."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            if self._fitting(option) != option.currentText:
                tips = (self.toolTip(), option.currentText)
                show_tip(event.globalPos(), "\n".join(part for part in tips if part), self)
                return True
        return super().event(event)

    def _fitting(self, option: QStyleOptionComboBox) -> str:
        """Return the choice, with an ellipsis if the box is too narrow."""
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        end = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(option.currentText, end, room.width())

    @contained
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the choice as far as it fits, and the arrow."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._fitting(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        _draw(
            self,
            "down",
            "text" if self.isEnabled() else "quiet",
            self.style().subControlRect(
                QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxArrow, self
            ),
        )


class TickBox(QCheckBox):
    """A check box with its tick and wrapped text."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        self._words = words.replace("&", "&&")  # it names no key
        super().__init__(self._words, parent)
        # By default a box is never narrower than its words, also where a wider room broke them before.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if words:
            self.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        """Return the size of the box and a few words."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.current().px(_MIN_TICK)), hint.height())

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the text for the new width."""
        super().resizeEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self).width()
        broken = broken_into_lines(on_screen(self._words), self.fontMetrics(), room)
        if broken != self.text():
            super().setText(broken)

    @contained
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and its text, then the tick."""
        super().paintEvent(event)
        if self.isChecked():
            option = QStyleOptionButton()
            self.initStyleOption(option)
            draw_tick(self, self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self))


def broken_into_lines(words: str, metrics: QFontMetrics, room: int) -> str:
    """Return text with line breaks for a width in pixels; Chinese breaks anywhere."""
    lines, start, fits = [], 0, 0
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, words)
    while (end := finder.toNextBoundary()) >= 0:
        if fits > start and metrics.horizontalAdvance(words[start:end].rstrip()) > room:
            lines.append(words[start:fits].rstrip())
            start = fits
        fits = end
    return "\n".join((*lines, words[start:]))


class TickCell(QStyledItemDelegate):
    """Checkable list lines with the tick in the style sheet's box, and a frame around that of the focus.

    Each is high enough for the frame to leave its words and its box alone.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of the words, and room for the box and the frame."""
        hint = super().sizeHint(option, index)
        look = theme.current()
        return QSize(hint.width(), max(hint.height() + look.px(_TICK_ROOM), look.px(_MIN_TICK_LINE)))

    @contained
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the line, then the tick."""
        super().paint(painter, option, index)
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index:
            draw_frame(painter, option.rect)
        if Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) != Qt.CheckState.Checked:
            return
        filled_in = QStyleOptionViewItem(option)
        self.initStyleOption(filled_in, index)
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        paint_tick(painter, option.widget.style().subElementRect(part, filled_in, option.widget))


def draw_frame(painter: QPainter, around: QRect) -> None:
    """Draw the frame of what has the focus."""
    look = theme.current()
    width = look.px(2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("accent"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(around.adjusted(1, 1, -width, -width), look.px(4), look.px(4))
    painter.restore()


def draw_tick(on: QWidget, within: QRect) -> None:
    """Draw a tick in a box that is on."""
    with QPainter(on) as painter:
        paint_tick(painter, within)


def paint_tick(painter: QPainter, within: QRect) -> None:
    """Paint a tick in a box that is on."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("on-accent"), look.px(2)))
    painter.drawPolyline(
        [
            QPointF(within.x() + within.width() * across, within.y() + within.height() * down)
            for across, down in _TICK
        ]
    )
    painter.restore()


def _draw(on: QWidget, meaning: str, token: str, within: QRect) -> None:
    look = theme.current()
    size = min(look.px(14), within.width(), within.height())
    square = QRect(0, 0, size, size)
    square.moveCenter(within.center())
    with QPainter(on) as painter:
        painter.drawPixmap(square, picture(meaning, look.colours[token], size, on.devicePixelRatioF()))
