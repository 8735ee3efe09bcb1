"""Texts, icons and colours of diary entries."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.agenda.agenda import AgendaItem
from casebook.domain.deadline.reservation import reservation_texts
from casebook.ui.kit import dates
from casebook.ui.kit.theme import Tone
from casebook.ui.pages.wording.values import Status
from casebook.ui.widgets.charts.month import DayLine

_MEANINGS = {
    "deadline": "time",
    "hearing": "hearing",
    "removal": "calendar",
    "event": "calendar",
    "task": "done",
}
_TONES: dict[str, Tone] = {
    "overdue": "red",
    "near": "red",
    "soon": "amber",
    "far": "blue",
    "done": "grey",
}


class AgendaWords:
    """Texts of diary entries in one language."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._kinds = {
            "deadline": words("Deadline"),
            "hearing": words("Hearing"),
            "removal": words("Removal date"),
            "event": words("Event"),
            "task": words("Task"),
        }

    def chip(self, item: AgendaItem) -> Status:
        """Return its type and urgency."""
        if item.urgency == "overdue" and item.kind in {"deadline", "task"}:
            return self._words("Overdue"), "red", "error"
        tone: Tone = "green" if item.urgency == "done" and item.kind == "deadline" else _TONES[item.urgency]
        return self._kinds[item.kind], tone, _MEANINGS[item.kind]

    def day_line(self, item: AgendaItem) -> DayLine:
        """Return it as a line of a day."""
        _, tone, meaning = self.chip(item)
        text = " · ".join([f"{self.hour(item)} {item.title}".strip(), *self.marks(item)])
        return DayLine(text, tone, "warning" if item.reservations else meaning)

    def marks(self, item: AgendaItem) -> tuple[str, ...]:
        """Return what must stand beside its date."""
        doubts = [self._words("date not certain")] if item.stated else []
        return (*doubts, *reservation_texts(item.reservations, self._words))

    def hour(self, item: AgendaItem) -> str:
        """Return its time in the zone in which it was stated, or ""."""
        if item.at is None:
            return ""
        return dates.hour(item.at, item.zone) if item.zone else f"{item.at:%H:%M}"

    def hour_and_zone(self, item: AgendaItem) -> str:
        """Return its time with the zone in which it was stated: "09:30 (Asia/Nicosia)", or ""."""
        return dates.hour_and_zone(item.at, item.zone) if item.at and item.zone else self.hour(item)
