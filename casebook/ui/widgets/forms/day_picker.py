"""The calendar of a date field: arrow keys choose, Enter takes the day, Escape changes nothing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from casebook.base.i18n import Translator
from casebook.ui.kit import dates, theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.icons import icon
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.layout import column, line


class DayPicker(QFrame):
    """A month to choose a day from; it closes itself, and the focus returns to the field.

    Args:
        words: the language of months and weekdays.
        on: the day shown first.
        today: the day of its button.
        parent: the field.

    Attributes:
        chosen: a day was chosen.
    """

    chosen = Signal(date)

    def __init__(self, words: Translator, on: date, today: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "picker")
        self.setAccessibleName(words("Choose a day"))
        self._field = parent
        month = self.month = QCalendarWidget()
        month.setAccessibleName(words("Choose a day"))
        month.setLocale(dates.locale(words))
        month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        month.setGridVisible(False)
        month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        month.setDateEditEnabled(False)
        self._dress()
        month.setSelectedDate(QDate(on.year, on.month, on.day))
        month.activated.connect(self._take)
        month.clicked.connect(self._take)
        whole = column(self, gap=4, margins=(6,))
        whole.addWidget(month)
        foot = line(gap=8)
        foot.addWidget(button(words("Today"), lambda: self._give(today), role="link"))
        foot.addStretch(1)
        whole.addLayout(foot)
        month.setFocus(Qt.FocusReason.PopupFocusReason)

    def _dress(self) -> None:
        """Draw weekends and arrows in the colours of the theme; Qt has its own for them."""
        plain = QTextCharFormat()
        plain.setForeground(theme.current().colour("quiet"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(weekday, plain)
        names = {"qt_calendar_prevmonth": "backward", "qt_calendar_nextmonth": "forward"}
        for name, meaning in names.items():
            arrow = self.month.findChild(QToolButton, name)
            if isinstance(arrow, QToolButton):
                arrow.setIcon(icon(meaning))

    def open_below(self, field: QWidget) -> None:
        """Open below a field, or above it where the screen ends."""
        self.adjustSize()
        room = field.screen().availableGeometry()
        place = field.mapToGlobal(QPoint(0, field.height()))
        if place.y() + self.height() > room.bottom():
            place = field.mapToGlobal(QPoint(0, -self.height()))
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        self.move(place)
        self.show()
        self.month.setFocus(Qt.FocusReason.PopupFocusReason)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chosen day on Enter, close on Escape and Alt+Up."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.month.selectedDate())
        elif event.key() == Qt.Key.Key_Escape or (
            event.key() == Qt.Key.Key_Up and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self._leave()
        else:
            super().keyPressEvent(event)

    def _take(self, on: QDate) -> None:
        self._give(date(on.year(), on.month(), on.day()))

    def _give(self, on: date) -> None:
        self._leave()
        self.chosen.emit(on)

    def _leave(self) -> None:
        self.close()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)
