"""The words, icons and colours for deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from casebook.base.i18n import Translator
from casebook.domain.base.period import Period, Unit
from casebook.domain.deadline.calculation_record import DueTime
from casebook.domain.deadline.counted_weeks import CountedDay
from casebook.domain.deadline.deadline import Deadline, Extension
from casebook.domain.deadline.offer import RuleOffer, none_of_state
from casebook.domain.deadline.reservation import Reservation, reservation_texts
from casebook.domain.deadline.rule import UnverifiedRule
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
        days = deadline.days_left(now.date()) or 0
        if deadline.nature and days <= 0:
            return words("Possible now"), "amber", "time"
        return self._wording.days_away(days)

    def reservations(self, reservations: Sequence[Reservation]) -> list[Status]:
        """Return what must stand beside a date, each as a status."""
        return [(text, "amber", "warning") for text in reservation_texts(tuple(reservations), self._words)]

    def beside(self, reservations: Sequence[Reservation], *others: str) -> str:
        """Return the line under a title: what must stand beside the date, then the rest."""
        marks = reservation_texts(tuple(reservations), self._words)
        return " · ".join(part for part in (*marks, *others) if part)

    def runs_from(self, trigger: str) -> str:
        """Return what starts a period, in the words of its rule."""
        return self._words("Runs from: {trigger}", trigger=self._words(trigger))

    def condition(self, offer: RuleOffer) -> str:
        """Return under which condition a rule is offered; "" for none."""
        words = self._words
        if offer.turns_on_treaty and offer.is_conditional:
            return words("Only if that treaty binds the state, and this is what happened")
        if offer.turns_on_treaty:
            return words("Only if that treaty binds the state")
        return words("Only if this is what happened") if offer.is_conditional else ""

    def none_runs(self, event_kind: str) -> str:
        """Return that no rule of the reference data fits, and how a deadline is set nevertheless."""
        return self._words(
            "No known deadline of this country runs from “{event}”. Under Deadlines, “{button}” sets one.",
            event=event_kind,
            button=self._words("By order or manually"),
        )

    def gaps(self, event_kind: str, offers: Iterable[RuleOffer], unread: Iterable[UnverifiedRule]) -> str:
        """Return that no deadline of the country runs from an event, and which limits were not read."""
        none = self.none_runs(event_kind) if none_of_state(offers) else ""
        return "\n".join(filter(None, (none, self.unread(unread))))

    def unread(self, limits: Iterable[UnverifiedRule]) -> str:
        """Return that limits whose text was not read are to be looked up; "" for none."""
        titles = [self.unread_title(limit) for limit in limits]
        if not titles:
            return ""
        return self._words(
            "Not calculated, as the text was not read; look it up: {titles}",
            titles=self._words.series_of(titles),
        )

    def unread_title(self, limit: UnverifiedRule) -> str:
        """Return what a limit is of, and where it stands."""
        subject = self._words(limit.subject)
        return self._words.bracketed(subject, limit.citation) if limit.citation else subject

    def away(self, days: int) -> Status:
        """Return how far off an unset day is; negative for past."""
        return self._wording.days_away(days) if days >= 0 else (self._words("In the past"), "red", "error")

    def due(self, deadline: Deadline) -> str:
        """Return the short due date."""
        return self.moment(deadline.due) if deadline.due else self._words("no date")

    def to_act(self, deadline: Deadline) -> str:
        """Return the day to act by, or from which an act is open to the person."""
        if deadline.act_by is None:
            return self._words("no date")
        day = self.moment(deadline.act_by)
        return self._words("from {day}", day=day) if deadline.nature else day

    def dates(self, deadline: Deadline) -> str:
        """Return the due date, after the day to act by where that is another one."""
        due, act_by = self.due(deadline), deadline.act_by
        if act_by and deadline.nature == "authority":
            return self._words(
                "the authority must act by {due}; the person may act from {day}",
                due=due,
                day=self.moment(act_by),
            )
        if act_by and deadline.nature == "earliest":
            return self._words("not before {day}", day=self.moment(act_by))
        if act_by is None or act_by == deadline.due:
            return due
        return self._words("act by {day}, due {due}", day=self.moment(act_by), due=due)

    def moment(self, moment: DueTime) -> str:
        """Return a day, with the time if the law counts by the clock."""
        if moment.at is None:
            return dates.format_date(self._words, moment.on)
        return f"{dates.format_date(self._words, moment.on)}, {moment.at:%H:%M}"

    def change(self, change: RuleChange) -> str:
        """Return the due date, and the one by current rules."""
        before, after = (
            self.moment(moment) if moment else self._words("no date")
            for moment in (change.before, change.after)
        )
        return f"{before} → {after}"

    def origin(self, deadline: Deadline) -> str:
        """Return its basis."""
        words = self._words
        if deadline.origin == "order":
            return words("By order: {order}", order=deadline.reason)
        if deadline.origin == "hand":
            return words("Set manually: {reason}", reason=deadline.reason)
        return deadline.working.basis.citation if deadline.working else deadline.rule_id

    def confidence(self, confidence: str) -> str:
        """Return the compilers' confidence in a rule; old records may have another word."""
        levels = {"high": self._words("high"), "medium": self._words("medium"), "low": self._words("low")}
        return levels.get(confidence, confidence)

    def extension(self, extension: Extension) -> str:
        """Return an extension: its length or date, and the order."""
        to = self.moment(extension.after)
        longer = self._words("extended by {period}", period=self.period(extension.by)) if extension.by else ""
        only = (
            self._words("arguable only: the rule does not extend the time") if extension.is_arguable else ""
        )
        return " · ".join(part for part in (f"{extension.order} → {to}", longer, only) if part)

    def period(self, period: Period) -> str:
        """Return a period: "1 month + 15 days"."""
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
        """Return the reminder days."""
        if deadline.remind_days == (1,):
            return self._words("1 day before")
        days = self._words.list_of(map(str, deadline.remind_days))
        return self._words("{days} days before", days=days)

    @property
    def day_kind(self) -> dict[str, str]:
        """Return the kind of a day in the strip."""
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
        """Return the full text of a day in the strip: date, kind and reason."""
        why = day.why(self._words)
        on = f"{dates.weekday(self._words, day.on)} {self._words.format_date(day.on)}"
        text = self._words.labelled(on, self.day_kind[day.kind])
        return f"{text}. {why}" if why else text
