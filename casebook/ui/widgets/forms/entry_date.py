"""Date and time entries: as imprecise as stated, with what the program understood shown below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate, day_of_words
from casebook.domain.base.date_typed import UNREAD_MONTH, days_stated, typed, written
from casebook.domain.base.day_typed import DayReference
from casebook.domain.base.time_typed import time_meant
from casebook.ui.kit import dates, theme
from casebook.ui.kit.drawing import contained, contained_reply
from casebook.ui.kit.plain import set_tip
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.forms.day_picker import DayPicker
from casebook.ui.widgets.forms.entry import RawValue, TextEntry, Value
from casebook.ui.widgets.forms.field_icon import FieldIcon
from casebook.ui.widgets.layout.layout import column, mark_role
from casebook.ui.widgets.layout.wrapping import Wrapping

_DAY = "2026-03-02"
_HINT_EDGE = 48
"""Pixels of a date field beside its text: the frame and the calendar."""


class DateEntry(TextEntry):
    """A date as stated, with its reading shown below while typing, and a calendar to choose a day from.

    The line below is there before anything is typed, so that nothing moves while it is. Where it can mean
    two days, a button for each stands below. One day is kept as year, month and day, so that "today" in a
    draft stays the day on which it was typed.

    Attributes:
        hints: examples, from the widest to those that a narrow field shows.

    Args:
        name: what a screen reader says.
        words: the language the reading is shown in.
        reference: returns by what a day is understood.
        is_needed: an empty date is read as unknown and not as none.
    """

    hints: tuple[str, ...] = (
        f"{_DAY} · 2016-05 · 2016~ · ../2016",
        "2016-05 · 2016~ · ../2016",
        "2016~ · ../2016",
    )

    def __init__(
        self, name: str, words: Translator, reference: Callable[[], DayReference], *, is_needed: bool = False
    ) -> None:
        super().__init__(name, self.hints[0])
        self._words, self._reference, self._is_needed = words, reference, is_needed
        set_tip(
            self.edit,
            words(
                "A day, month or year; today, +14 or Monday; about 2016; before 2016-05; 2016 to 2017; "
                "unknown. Anything else is kept as you entered it. Alt+Down opens the calendar."
            ),
        )
        FieldIcon(self.edit, "calendar", words("Choose a day")).clicked.connect(self.open_picker)
        self.edit.installEventFilter(self)
        self.edit.editingFinished.connect(self._settle)
        self._reading = Elided("", "small")
        self._choice = Wrapping(gap=4)
        self._below = QWidget()
        lines = column(self._below, gap=0)
        lines.addWidget(self._reading)
        lines.addWidget(self._choice)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._below)
        self._choice.hide()
        self._offered: tuple[StatedDate, ...] = ()
        self.edit.textChanged.connect(lambda _: self._show_reading())

    @property
    def raw(self) -> RawValue:
        """Return the text; one certain day as it is kept."""
        text = str(super().raw)
        days = self._stated(text)
        return days[0].edtf if len(days) == 1 else text

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many examples as fit: the last ones explain what is least known."""
        super().resizeEvent(event)
        room = self.edit.width() - theme.current().px(_HINT_EDGE)
        metrics = self.edit.fontMetrics()
        fitting = (hint for hint in self.hints if metrics.horizontalAdvance(hint) <= room)
        self.edit.setPlaceholderText(next(fitting, self.hints[-1]))

    def set_raw(self, content: RawValue) -> None:
        """Put a date in; a day without its year in words."""
        super().set_raw(self._shown(str(content)))
        self._show_reading()

    def read(self) -> StatedDate | None:
        """Return the date, or None.

        Raises:
            InvalidInput: it is no date.
        """
        stated = typed(self.raw, self._reference())
        return StatedDate(edtf="XXXX") if stated is None and self._is_needed else stated

    def to_raw(self, value: Value) -> str:
        """Return the date as it is kept."""
        return written(value)

    def display_text(self, content: RawValue) -> str:
        """Return the date as it is read, if possible."""
        try:
            return dates.stated(self._words, typed(str(content), self._reference())) or "—"
        except InvalidInput:
            return str(content)

    def tell(self, words: str, *, is_below: bool = False) -> bool:
        """Say what is wrong, or "", in the line of the reading."""
        self._say(words, is_problem=True)
        self._reading.setHidden(is_below)
        return True

    @property
    def below(self) -> QWidget:
        """Return the line of the reading, with the days on offer."""
        return self._below

    def open_picker(self) -> None:
        """Open the calendar at the day entered, or at today."""
        days, today = self._days(self.edit.text()), self._reference().today
        picker = DayPicker(self._words, days[0] if days else today, today, self.edit)
        picker.chosen.connect(self.choose)
        picker.open_below(self.edit)

    def choose(self, on: date) -> None:
        """Enter a day, as the calendar does."""
        self._enter(on.isoformat())

    def _enter(self, text: str) -> None:
        self.edit.setText(text)
        self.take_focus()

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the calendar on Alt+Down."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            is_alone = (
                event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
            )
            if is_alone and event.key() == Qt.Key.Key_Down:
                self.open_picker()
                return True
        return super().eventFilter(watched, event)

    def _days(self, text: str) -> tuple[date, ...]:
        """Return the days that a text can mean; none for one that stays without year, and for any other."""
        return tuple(one.earliest_on for one in self._stated(text) if not one.without_year)

    def _stated(self, text: str) -> tuple[StatedDate, ...]:
        """Return the days that a text can mean, some without a year; none for any other text."""
        reference, plain = self._reference(), text.strip()
        if day := day_of_words(plain, self._words):
            reference, plain = replace(reference, toward="nowhere"), day
        try:
            return days_stated(plain, reference)
        except InvalidInput:
            return ()

    def _shown(self, text: str) -> str:
        """Return a date as the field shows it: in words that it reads back, without the signs for unknown."""
        try:
            stated = typed(text)
            if stated is not None and stated.words and typed(stated.words, self._reference()) == stated:
                return stated.words
        except InvalidInput:
            return text
        if stated is None or stated.words or stated.without_year is None:
            return text
        in_full = dates.stated(self._words, stated)
        forms = (self._words.format_day(stated.without_year), in_full)
        return next((form for form in forms if self._stated(form) == (stated,)), text)

    def _settle(self) -> None:
        """Write one certain day out once the field is left: what is kept is what is seen."""
        text = str(super().raw)
        if self._shown(self.raw) != text:
            self.set_raw(self.raw)

    def _show_reading(self) -> None:
        content = str(super().raw)
        days = self._stated(content)
        try:
            self._say(self._read_back(content, days) if content else "")
        except InvalidInput as error:
            self._say(self._refused(error), is_problem=True)
        self._offer(days if len(days) > 1 else ())

    def _say(self, words: str, *, is_problem: bool = False) -> None:
        mark_role(self._reading, role="problem-small" if is_problem else "small")
        self._reading.setText(words)
        self._reading.show()

    def _read_back(self, content: str, days: Sequence[StatedDate]) -> str:
        """Return what is understood; one day with its day of the week, which shows a slip at once."""
        if len(days) == 1:
            return self._offer_text(days[0])
        return dates.stated(self._words, typed(content, self._reference()))

    def _offer(self, days: tuple[StatedDate, ...]) -> None:
        """Show a button for each of several days."""
        if days == self._offered:
            return
        self._offered = days
        self._choice.empty()
        for on in days:
            text = self._offer_text(on)
            enter = partial(self._enter, self._shown(on.edtf))
            self._choice.add(button(text, enter, role="link", name=f"{self.name}: {text}"))
        self._choice.setVisible(bool(days))

    def _offer_text(self, on: StatedDate) -> str:
        if on.without_year:
            return dates.stated(self._words, on)
        return dates.format_weekday(self._words, on.earliest_on)

    def _refused(self, error: InvalidInput) -> str:
        """Return why it is not a date, except for text still being typed."""
        if error.title.msgid == UNREAD_MONTH:
            return f"{self._words(error.title)} {self._words(error.remedy)}"
        if error.field == "date" and not error.title.msgid.startswith("“"):
            return self._words(error.title)
        return self._words("Not a valid date yet: enter 2016, 2016-05, 2016-05-01 or “about 2016”")


class DayEntry(DateEntry):
    """An exact day."""

    hints = (_DAY,)

    def __init__(self, name: str, words: Translator, reference: Callable[[], DayReference]) -> None:
        super().__init__(name, words, reference)
        text = words("A day, such as 2 Mar 2026, today, +14 or Monday. Alt+Down opens the calendar.")
        set_tip(self.edit, text)

    def read(self) -> date | None:  # type: ignore[override]
        """Return the day, or None.

        Raises:
            InvalidInput: it is not one certain day.
        """
        if not self.raw:
            return None
        stated = typed(self.raw, self._reference())
        if stated is None or stated.words or stated.earliest_on != stated.latest_on:
            raise InvalidInput("This must be a single day.", field="day", remedy="Enter it as 2026-03-02.")
        return stated.earliest_on

    def to_raw(self, value: Value) -> str:
        """Return the day as typed."""
        return value.isoformat() if value else ""


class TimeEntry(TextEntry):
    """A time on the clock: "14:30", "10am", "下午2点半", with its reading shown below."""

    def __init__(self, name: str, words: Translator) -> None:
        super().__init__(name, "14:30")
        self._words = words
        self._reading = Elided("", "small")
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._reading)
        self.edit.textChanged.connect(lambda _: self._show_reading())
        self.edit.editingFinished.connect(self._settle)

    @property
    def below(self) -> QWidget:
        """Return the line of the reading."""
        return self._reading

    def read(self) -> time | None:
        """Return the time, or None.

        Raises:
            InvalidInput: it is no time.
        """
        return time_meant(self.raw) if self.raw else None

    def to_raw(self, value: Value) -> str:
        """Return the time as typed."""
        return f"{value:%H:%M}" if value else ""

    def _show_reading(self) -> None:
        text = ""
        if self.raw:
            try:
                text = f"{time_meant(self.raw):%H:%M}"
            except InvalidInput as error:
                text = f"{self._words(error.title)} {self._words(error.remedy)}"
        self._reading.setText("" if text == self.raw else text)

    def _settle(self) -> None:
        """Write a time out once the field is left."""
        try:
            text = self.to_raw(self.read())
        except InvalidInput:
            return
        if text != self.raw:
            self.set_raw(text)
