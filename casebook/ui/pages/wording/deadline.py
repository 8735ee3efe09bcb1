"""The words, icons and colours for deadlines."""

from __future__ import annotations

from datetime import date, datetime

from casebook.base.i18n import Translator
from casebook.domain.base.period import Period, Unit
from casebook.domain.deadline.calculation_record import DueTime
from casebook.domain.deadline.counted_weeks import CountedDay
from casebook.domain.deadline.deadline import Deadline, Extension
from casebook.domain.deadline.rule_change import RuleChange
from casebook.ui.kit import dates
from casebook.ui.pages.wording.values import Status, Wording


class DeadlineWords:
    """Words for the values of a deadline, in one language."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._wording = Wording(words)

    def status(self, deadline: Deadline, now: datetime) -> Status:
        """Status of a deadline: its outcome, or how soon it is due."""
        words = self._words
        ended: dict[str, Status] = {
            "met": (words("Met"), "green", "done"),
            "waived": (words("Waived"), "grey", "cancel"),
            "missed": (words("Missed"), "red", "error"),
        }
        if deadline.status in ended:
            return ended[deadline.status]
        near = deadline.nearness(now)
        if deadline.doubt:
            return words("Date in doubt"), "red", "warning"
        if near == "undated":
            return words("Immediate"), "red", "warning"
        if near == "overdue":
            return words("Overdue"), "red", "error"
        return self._wording.days_away(deadline.days_left(now.date()) or 0)

    def away(self, days: int) -> Status:
        """How far off a day is that is not set yet; negative for past."""
        return self._wording.days_away(days) if days >= 0 else (self._words("In the past"), "red", "error")

    def due(self, deadline: Deadline) -> str:
        """When it is due, short."""
        return self.moment(deadline.due) if deadline.due else self._words("no date")

    def moment(self, moment: DueTime) -> str:
        """A day, with the time where the law runs by the clock."""
        if moment.at is None:
            return dates.format_date(self._words, moment.on)
        return f"{dates.format_date(self._words, moment.on)}, {moment.at:%H:%M}"

    def change(self, change: RuleChange) -> str:
        """When it is due, and when it would be by the rules of today."""
        before, after = (
            self.moment(moment) if moment else self._words("no date")
            for moment in (change.before, change.after)
        )
        return f"{before} → {after}"

    def origin(self, deadline: Deadline) -> str:
        """What it rests on."""
        words = self._words
        if deadline.origin == "order":
            return words("By order: {order}", order=deadline.reason)
        if deadline.origin == "hand":
            return words("Set manually: {reason}", reason=deadline.reason)
        return deadline.working.basis.citation if deadline.working else deadline.rule_id

    def confidence(self, confidence: str) -> str:
        """How sure the compilers of a rule are; an old record may hold another word."""
        levels = {"high": self._words("high"), "medium": self._words("medium"), "low": self._words("low")}
        return levels.get(confidence, confidence)

    def extension(self, extension: Extension) -> str:
        """More time: by how much or to when, and the order."""
        to = self.moment(extension.after)
        longer = self._words("extended by {period}", period=self.period(extension.by)) if extension.by else ""
        only = (
            self._words("arguable only: the rule does not extend the time") if extension.is_arguable else ""
        )
        return " · ".join(part for part in (f"{extension.order} → {to}", longer, only) if part)

    def period(self, period: Period) -> str:
        """So long a time: "1 month + 15 days"."""
        return " + ".join(self._part(part.unit, part.amount) for part in period.parts)

    def _part(self, unit: Unit, amount: int) -> str:
        words = self._words
        unit_texts: dict[Unit, str] = {
            "years": words.count("{number} year", "{number} years", amount),
            "months": words.count("{number} month", "{number} months", amount),
            "weeks": words.count("{number} week", "{number} weeks", amount),
            "days": words.count("{number} day", "{number} days", amount),
            "calendar-days": words.count("{number} calendar day", "{number} calendar days", amount),
            "working-days": words.count("{number} working day", "{number} working days", amount),
            "hours": words.count("{number} hour", "{number} hours", amount),
            "process-hours": words.count("{number} process hour", "{number} process hours", amount),
        }
        return unit_texts[unit]

    def reminders(self, deadline: Deadline) -> str:
        """How many days before it reminds."""
        days = ", ".join(str(days) for days in deadline.remind_days)
        return self._words("{days} days before", days=days)

    @property
    def day_kind(self) -> dict[str, str]:
        """What a day of the strip is."""
        words = self._words
        return {
            "start": words("starts the period"),
            "counted": words("counted"),
            "within": words("in a counted month or week"),
            "skipped": words("not counted"),
            "rolled": words("closed: moves forward"),
            "due": words("due"),
            "outside": words("outside the period"),
        }

    def day(self, day: CountedDay) -> str:
        """A day of the strip in full: its date, what it is, and why."""
        why = day.why(self._words)
        text = f"{self.weekday(day.on)} {self._words.format_date(day.on)}: {self.day_kind[day.kind]}"
        return f"{text}. {why}" if why else text

    def weekday(self, on: date) -> str:
        """The day of the week, short."""
        return dates.locale(self._words).dayName(on.isoweekday(), dates.SHORT)
