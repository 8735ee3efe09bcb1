"""The overview of a case: its timeline, the next hearings, proof status and gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from casebook.domain.agenda.timeline import Mark
from casebook.domain.case.event import Event
from casebook.services.case import case_gaps, overview
from casebook.services.case.overview import Overview
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.plain import set_tip
from casebook.ui.kit.printing import widget_pdf
from casebook.ui.kit.theme import Tone
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.base.rival_words import rivals_line
from casebook.ui.pages.casefile import gap as gap_words
from casebook.ui.pages.casefile.next_deadlines import NextDeadlines
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.nouns import NOUN_TABS
from casebook.ui.widgets.cards.card import Card, CardLine, Opening
from casebook.ui.widgets.charts.timeline_zoom import ZoomedTimeline
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.flow import CardGrid, Scrolled
from casebook.ui.widgets.layout.layout import column, line

_MAX_LINES = 5
_LANES = {"facts": "chronology", "deadlines": "deadlines"}
"""The tab that shows the marks of each lane."""


class CaseOverview(Page):
    """An overview of five cards."""

    concerns = frozenset({"case", "proceeding", "finding", "incident", *case_gaps.NOUNS.values()})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        words = self.words
        self._marks: dict[str, str] = {}
        whole = column(self, gap=0)
        scrolled = Scrolled(words("Overview"))
        whole.addWidget(scrolled)
        self._timeline = Card(words("Timeline"), self._to(words("Chronology"), "chronology"))
        self._picture = ZoomedTimeline(
            lambda title: self.wording.lane.get(title, title),
            lambda on, has_year: dates.format_month(words, on, has_year=has_year),
            lambda on: dates.format_date(words, on),
        )
        self._picture.setAccessibleName(words("Timeline"))
        set_tip(self._picture, words("Ctrl+scroll wheel, or + and -: zoom in and out"))
        self._picture.opened.connect(self._open_mark)
        self._undated = label(
            words("Proceedings, hearings and dated facts appear on the timeline automatically."), "quiet"
        )
        self._timeline.body.addWidget(self._timeline_tools())
        self._timeline.body.addWidget(self._picture)
        self._timeline.body.addWidget(self._undated)
        self._overdue = self._deadline_card(words("Overdue"))
        self._deadlines = self._deadline_card(words("Upcoming deadlines"))
        self._hearings = Card(words("Upcoming hearings"))
        self._proof = Card(words("Proof"), self._to(words("Evidence"), "evidence"))
        self._gaps = Card(words("What is missing"))
        scrolled.body.addWidget(self._overdue)
        scrolled.body.addWidget(self._timeline)
        scrolled.body.addWidget(CardGrid((self._deadlines, self._hearings, self._proof)))
        scrolled.body.addWidget(self._gaps)
        scrolled.body.addStretch(1)

    def read(self) -> None:
        """Read the overview of the case."""
        case_id = self.place.id
        self.ask(lambda session: (overview.overview(session, case_id), session.clock()), self._show)

    def _timeline_tools(self) -> QWidget:
        """Return the buttons of the timeline, for users of neither wheel nor keys."""
        words, tools = self.words, QWidget()
        self._tools = tools
        row = line(tools, gap=12)
        self._reached = Elided("", "quiet")
        self._picture.reached.connect(self._reached.setText)
        row.addWidget(self._reached, 1)
        for text, press in (
            (words("Zoom in"), lambda: self._picture.zoom(1.5)),
            (words("Zoom out"), lambda: self._picture.zoom(1 / 1.5)),
            (words("Earlier"), lambda: self._picture.pan(-0.5)),
            (words("Later"), lambda: self._picture.pan(0.5)),
            (words("Print"), self.print_page),
        ):
            row.addWidget(button(text, press, role="link"))
        return tools

    def print_page(self) -> None:
        """Print the visible part of the timeline."""
        self.print_out(widget_pdf(self._picture))

    def _open_mark(self, record_id: str) -> None:
        if record_id in self._marks:
            self._go(self._marks[record_id], record_id)

    def _to(self, text: str, tab: str) -> QPushButton:
        return button(text, lambda: self._go(tab), role="link")

    def _worded(self, mark: Mark) -> Mark:
        """Return a mark with the title of its rule translated, or with cancelled or adjourned before it."""
        title = mark.shown(mark.title, self.words)
        if mark.status:
            title = self.words.labelled(CaseWords(self.words).event_status[mark.status][0], title)
        return replace(mark, title=title)

    def _go(self, tab: str, within: str = "") -> None:
        self.context.go(Location(page="case", id=self.place.id, tab=tab, within=within))

    def _show(self, answer: tuple[Overview, datetime]) -> None:
        summary, now = answer
        self._picture.setVisible(summary.timeline is not None)
        self._tools.setVisible(summary.timeline is not None)
        self._undated.setVisible(summary.timeline is None)
        if summary.timeline:
            lanes = summary.timeline.lanes
            self._marks = {
                mark.record_id: _LANES[lane.title]
                for lane in lanes
                if lane.title in _LANES
                for mark in lane.marks
            }
            worded = tuple(
                replace(lane, marks=tuple(self._worded(mark) for mark in lane.marks)) for lane in lanes
            )
            self._picture.show_timeline(replace(summary.timeline, lanes=worded))
        self._show_deadlines(summary, now)
        self._show_hearings(summary.hearings, now.date())
        self._show_proof(summary)
        self._show_gaps(summary)

    def _deadline_card(self, title: str) -> NextDeadlines:
        card = NextDeadlines(self.words, title, self._to(self.words("All"), "deadlines"))
        card.wanted.connect(lambda deadline_id: self._go("deadlines", deadline_id))
        return card

    def _show_deadlines(self, summary: Overview, now: datetime) -> None:
        """Show what is overdue apart, above all else, and what is to come."""
        overdue = [one for one in summary.deadlines if one.nearness(now) == "overdue"]
        coming = [one for one in summary.deadlines if one.nearness(now) != "overdue"]
        empty = self.words("No running deadlines. Open an event to see the rules it may trigger.")
        self._overdue.show_deadlines(overdue, now)
        self._overdue.setVisible(bool(overdue))
        self._deadlines.show_deadlines(coming, now, self.words("No upcoming deadlines") if overdue else empty)

    def _show_hearings(self, hearings: tuple[Event, ...], today: date) -> None:
        if not hearings:
            self._hearings.say(self.words("No upcoming hearings"))
            return
        self._hearings.clear()
        for hearing in hearings[:_MAX_LINES]:
            on = hearing.on
            away = self.wording.days_away((on.earliest_on - today).days)
            day = dates.short_day(self.words, on.earliest_on)
            if not on.is_exact:
                away, day = (dates.brief(self.words, on), "blue", "time"), "—"
            if not on.is_exact and hearing.at and hearing.placed_on:
                away = (self.words("date not certain"), "amber", "warning")
                day = dates.short_day(self.words, hearing.placed_on)
            where = [dates.hour_and_zone(hearing.at, hearing.zone)] if hearing.at and hearing.zone else []
            where += [hearing.place] if hearing.place else []
            where += [self.words("may be a hearing")] if hearing.kind != "hearing" else []
            self._hearings.body.addWidget(
                CardLine(
                    hearing.title,
                    " · ".join(where),
                    day=day,
                    status=Chip(*away),
                )
            )

    def _show_proof(self, summary: Overview) -> None:
        words, unshown = self.words, summary.facts - summary.facts_shown
        if not summary.facts and not summary.documents:
            self._proof.say(words("Shows how many facts are supported by evidence."))
            return
        self._proof.clear()
        for title, beneath, word, tone, meaning in self._proof_lines(summary, unshown):
            self._proof.body.addWidget(CardLine(title, beneath, status=Chip(word, tone, meaning)))

    def _proof_lines(self, summary: Overview, unshown: int) -> list[tuple[str, str, str, Tone, str]]:
        words = self.words
        return [
            (
                words("Facts with evidence"),
                words(
                    "{shown} of {all} supported by a document", shown=summary.facts_shown, all=summary.facts
                ),
                *self._support(summary.facts, unshown),
            ),
            (
                words("Contested facts"),
                words("disputed, or accounts differ"),
                str(summary.contradicted) if summary.contradicted else words("none"),
                "violet" if summary.contradicted else "green" if summary.facts else "blue",
                "ask" if summary.contradicted else "done" if summary.facts else "evidence",
            ),
            (
                words("Evidence on file"),
                words("encrypted in the casebook"),
                words.count("{number} item", "{number} items", summary.documents),
                "blue",
                "evidence",
            ),
        ]

    def _support(self, facts: int, unshown: int) -> tuple[str, Tone, str]:
        """Return how far the facts are supported; none is without facts."""
        if not facts:
            return self.words("none"), "blue", "evidence"
        if unshown:
            return self.words("{count} unsupported", count=unshown), "red", "missing"
        return self.words("supported"), "green", "done"

    def _show_rivals(self, summary: Overview) -> None:
        title, status = rivals_line(summary.rivals, self.words)
        opens = Opening(title, lambda: self.context.go(Location(page="conflicts", id=self.place.id)))
        self._gaps.body.addWidget(CardLine(title, status=Chip(*status), opens=opens))

    def _show_gaps(self, summary: Overview) -> None:
        if not summary.gaps and not summary.rivals.fields:
            self._gaps.say(self.words("The program found nothing missing"))
            return
        self._gaps.clear()
        if summary.rivals.fields:
            self._show_rivals(summary)
        gaps = gap_words.grouped(summary.gaps)
        for gap in gaps[:_MAX_LINES]:
            title, word, tone, meaning = gap_words.gap_text(self.words, gap)
            opens = Opening(title, partial(self._go, NOUN_TABS[gap.noun], gap.record_id), lines=2)
            self._gaps.body.addWidget(CardLine(title, status=Chip(word, tone, meaning), opens=opens))
        if len(gaps) > _MAX_LINES:
            rest = self.words.count("and {number} more", "and {number} more", len(gaps) - _MAX_LINES)
            self._gaps.body.addWidget(label(rest, "quiet"))
