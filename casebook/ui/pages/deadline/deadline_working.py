"""A calculation for display: dates, interpretations on the strip, cautions and basis."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.deadline.calculation_record import CalculationRecord, DueTime, RecordedInterpretation
from casebook.domain.deadline.counted_weeks import counted_weeks
from casebook.domain.deadline.nature import CONSEQUENCE, DUE
from casebook.domain.deadline.trace import StepRun, runs
from casebook.ui.kit import dates
from casebook.ui.pages.wording.deadline import DeadlineWords
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.charts.strip import CalendarStrip
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox
from casebook.ui.widgets.layout.layout import column

_MAX_LINES = 12
_LOUD = frozenset(
    "stale disputed superseded no-safe-date no-holidays low-confidence future clock zone".split()  # noqa: SIM905
) | {
    "shorter-unread",
    "service-earlier",
    "confirmation-outdated",
    "not-extendable",
    "extension-unknown",
    "closure",
    "foreign-calendar",
}


class Readings(QWidget):
    """The strip of one reading; where several compete they can be looked at in turn."""

    def __init__(self, working: CalculationRecord, words: Translator, today_on: date) -> None:
        super().__init__()
        self._working, self._words, self._today_on = working, words, today_on
        self._say = DeadlineWords(words)
        whole = column(self, gap=6)
        self._choice = ChoiceBox()
        self._choice.setAccessibleName(words("Interpretation"))
        self._choice.setMinimumContentsLength(12)
        for reading in _ordered(working):
            self._choice.addItem(self._title(reading), reading.id)
        self._choice.currentIndexChanged.connect(self._show)
        whole.addWidget(self._choice)
        self._choice.setVisible(len(working.readings) > 1)  # not before it has a place: it would be a window
        self.strip = CalendarStrip(
            self._say.day_kind,
            self._say.day,
            lambda on: dates.short_day(words, on),
            partial(dates.weekday, words),
            lambda weeks: words.count(
                "{number} more week like these", "{number} more weeks like these", weeks
            ),
        )
        self.strip.setAccessibleName(words("Calendar strip"))
        whole.addWidget(self.strip)
        self._day = label("", "quiet", wraps=True)
        self.strip.day_described.connect(self._say_day)
        whole.addWidget(self._day)
        self._show()

    def _title(self, reading: RecordedInterpretation) -> str:
        text = f"{self._say.moment(reading.due)} · {self._words(Message.from_text(reading.words))}"
        return text if reading.is_diarised else self._words("{reading} (not the diary date)", reading=text)

    def _show(self, _: int = 0) -> None:
        chosen = str(self._choice.currentData())
        for reading in self._working.readings:
            if reading.id == chosen:
                self.strip.show_strip(counted_weeks(reading, self._working.start_on), self._today_on)
        self._say_day("")

    def _say_day(self, text: str) -> None:
        self._day.setText(text)
        self._day.setVisible(bool(text))


def _ordered(working: CalculationRecord) -> list[RecordedInterpretation]:
    """The one to diarise first."""
    return sorted(working.readings, key=lambda reading: reading.id != working.chosen_id)


def show_working(
    pane: DetailPane, working: CalculationRecord, words: Translator, today_on: date
) -> Readings | None:
    """Add a working to a pane; gives the strip, where there is a date at all."""
    say = DeadlineWords(words)
    readings = None
    starts = (words("Starting event"), words(working.basis.trigger))
    pane.pairs([starts, *(_dates(working, words, say) if working.readings else ())])
    if working.readings:
        pane.heading(words("How it was calculated"))
        readings = Readings(working, words, today_on)
        pane.add(readings)
        for line in _lines(working, words):
            pane.words(line, "small")
    _cautions(pane, working, words, today_on)
    pane.heading(words("Basis"))
    pane.pairs(_basis(working, words, say))
    return readings


def _dates(working: CalculationRecord, words: Translator, say: DeadlineWords) -> list[tuple[str, str]]:
    def due_text(moment: DueTime | None) -> str:
        return say.moment(moment) if moment else words("no safe date")

    reason = working.unsafe_because
    safe = "\n".join((due_text(working.earliest_safe), *([reason.format(words)] if reason else ())))
    return [
        (words("Time runs from"), dates.format_date(words, working.start_on)),
        (words(DUE[working.basis.nature]), due_text(working.due)),
        (words("The person may act from"), say.moment(working.first_day) if working.first_day else ""),
        (words("In time if"), words(working.basis.in_time)),
        (
            words("Safe date (every interpretation)"),
            "" if working.basis.nature == "authority" or (working.basis.nature and not reason) else safe,
        ),
        (words("Act by"), say.moment(working.effective_act_by) if working.effective_act_by else ""),
        (words("Latest arguable date"), due_text(working.latest_arguable)),
    ]


def _lines(working: CalculationRecord, words: Translator) -> list[str]:
    chosen = working.chosen
    if chosen is None:
        return []
    lines = [_run(run, words) for run in runs(chosen.trace)]
    if len(lines) <= _MAX_LINES:
        return lines
    half = _MAX_LINES // 2
    rest = words.count("{number} more line", "{number} more lines", len(lines) - _MAX_LINES)
    return [*lines[:half], f"… {rest}", *lines[-half:]]


def _run(run: StepRun, words: Translator) -> str:
    first, last = run
    if first == last:
        return words.labelled(dates.format_date(words, first.day), first.why(words))
    days = f"{dates.format_date(words, first.day)} – {dates.format_date(words, last.day)}"
    return words("{days}: {first} to {last}", days=days, first=first.why(words), last=last.why(words))


def _cautions(pane: DetailPane, working: CalculationRecord, words: Translator, today_on: date) -> None:
    pane.heading(words("Before you rely on this date"))
    if working.is_stale(today_on):
        pane.add(Chip(words("Overdue for review"), "red", "warning"))
    for caution in working.cautions:
        if caution.kind in _LOUD:
            pane.words("⚠ " + caution.format(words))
    for caution in working.cautions:
        if caution.kind not in _LOUD:
            pane.words(caution.format(words), "quiet")
    if working.basis.notes:
        pane.words(words("Note on the rule: {note}", note=words(working.basis.notes)), "quiet")


def _basis(working: CalculationRecord, words: Translator, say: DeadlineWords) -> list[tuple[str, str]]:
    basis = working.basis
    review = dates.format_date(words, basis.review_by_on) if basis.review_by_on else ""
    return [
        (words("Court or body"), words(basis.forum)),
        (words("Legal basis"), basis.citation),
        (words("Source"), basis.url),
        (words("Date of text read"), words(basis.as_of)),
        (words("Review by"), review),
        (words("Confidence"), say.confidence(basis.confidence)),
        (words("Calculation method"), words.bracketed(words(basis.method), basis.method_citation)),
        (words("Holidays"), basis.table),
        (words("Rules version"), basis.version),
        (words("Extension possible"), words(basis.extendable)),
        (words(CONSEQUENCE[basis.nature]), words(basis.consequence)),
        (words("Calculated on"), dates.format_date(words, working.computed_on)),
    ]
