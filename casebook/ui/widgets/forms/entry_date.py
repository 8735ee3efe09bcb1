"""Date entries: as imprecise as stated, with the program's reading shown below."""

from __future__ import annotations

from datetime import date, time

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.base.date_typed import UNREAD_MONTH, typed, written
from casebook.ui.kit import dates
from casebook.ui.kit.plain import set_tip
from casebook.ui.widgets.forms.entry import RawValue, TextEntry, Value
from casebook.ui.widgets.layout.elided import Elided
from casebook.ui.widgets.layout.parts import label


class DateEntry(TextEntry):
    """A date as stated, with its reading shown below while typing.

    Args:
        name: what a screen reader says.
        words: the language the reading is shown in.
        is_needed: an empty date is read as unknown and not as none.
    """

    def __init__(self, name: str, words: Translator, *, is_needed: bool = False) -> None:
        super().__init__(name, "2026-03-02 · 2016-05 · 2016~ · ../2016")
        self._words, self._is_needed = words, is_needed
        set_tip(
            self.edit,
            words(
                "A day, month or year; about 2016; before 2016-05; 2016 to 2017; unknown. Anything "
                "else is kept as you entered it."
            ),
        )
        self._reading = Elided("", "small")
        self._problem = label("", "problem-small", wraps=True)
        layout = self.layout()
        for shown in (self._reading, self._problem):
            if layout is not None:
                layout.addWidget(shown)
            shown.hide()
        self.edit.textChanged.connect(lambda _: self._show_reading())

    def set_raw(self, content: RawValue) -> None:
        """Put a date in."""
        super().set_raw(content)
        self._show_reading()

    def read(self) -> StatedDate | None:
        """Return the date, or None.

        Raises:
            InvalidInput: it is no date.
        """
        stated = typed(self.raw)
        return StatedDate(edtf="XXXX") if stated is None and self._is_needed else stated

    def to_raw(self, value: Value) -> str:
        """Return the date as typed."""
        return written(value)

    def display_text(self, content: RawValue) -> str:
        """Return the date as it is read, if possible."""
        try:
            return dates.stated(self._words, typed(str(content))) or "—"
        except InvalidInput:
            return str(content)

    def mark(self, *, is_wrong: bool) -> None:
        """Mark the content as invalid; the form then says why, so that it is not said twice."""
        super().mark(is_wrong=is_wrong)
        self._problem.setVisible(not is_wrong and bool(self._problem.text()))

    def _show_reading(self) -> None:
        content = self.raw
        reading = problem = ""
        try:
            reading = dates.stated(self._words, typed(content))
        except InvalidInput as error:
            problem = self._refused(error)
        for shown, text in ((self._reading, reading), (self._problem, problem)):
            shown.setText(text)
            shown.setVisible(bool(content and text))

    def _refused(self, error: InvalidInput) -> str:
        """Return why it is not a date, except for text still being typed."""
        if error.title.msgid == UNREAD_MONTH:
            return f"{self._words(error.title)} {self._words(error.remedy)}"
        if error.field == "date" and not error.title.msgid.startswith("“"):
            return self._words(error.title)
        return self._words("Not a valid date yet: enter 2016, 2016-05, 2016-05-01 or “about 2016”")


class DayEntry(DateEntry):
    """An exact day."""

    def __init__(self, name: str, words: Translator) -> None:
        super().__init__(name, words)
        self.edit.setPlaceholderText("2026-03-02")

    def read(self) -> date | None:  # type: ignore[override]
        """Return the day, or None.

        Raises:
            InvalidInput: it is not one certain day.
        """
        if not self.raw:
            return None
        stated = typed(self.raw)
        if stated is None or stated.words or stated.earliest_on != stated.latest_on:
            raise InvalidInput("This must be a single day.", field="day", remedy="Enter it as 2026-03-02.")
        return stated.earliest_on

    def to_raw(self, value: Value) -> str:
        """Return the day as typed."""
        return value.isoformat() if value else ""


class TimeEntry(TextEntry):
    """A time on the clock: "14:30"."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "14:30")

    def read(self) -> time | None:
        """Return the time, or None.

        Raises:
            InvalidInput: it is no time.
        """
        if not self.raw:
            return None
        try:
            hour, _, minute = self.raw.replace(".", ":").partition(":")
            return time(int(hour), int(minute or 0))
        except ValueError as error:
            raise InvalidInput(
                "This must be a time of day.", field="time", remedy="Enter it as 14:30."
            ) from error

    def to_raw(self, value: Value) -> str:
        """Return the time as typed."""
        return f"{value:%H:%M}" if value else ""
