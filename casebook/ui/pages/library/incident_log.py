"""Incidents, yours and the public ones: one line of time, by country and method, out for those who count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Literal

from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from casebook.base.i18n import Translator
from casebook.services.library import incident_log
from casebook.services.library.incident_log import CountedIncident
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.kit.theme import Tone
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.registry import RegistryWording
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.charts.timeline import TimelinePicture
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.split import Split

_MAX_LINES = 8


class IncidentLog(Listing[CountedIncident]):
    """Every incident, and the one chosen."""

    heading_role = "title"
    concerns = frozenset({"incident", "public-incident", "case", "person"})

    def __init__(self, context: PageContext) -> None:
        words = context.words
        super().__init__(context, words("Incidents"), _columns(context))
        self._incidents: dict[str, CountedIncident] = {}
        titles = {"own": words("Yours"), "public": words("Public")}
        self._picture = TimelinePicture(
            lambda title: titles[title],
            lambda on, has_year: dates.format_year(words, on.year) if has_year else "",
            lambda on: dates.format_date(words, on),
        )
        self._picture.setAccessibleName(words("Incidents over time"))
        self._picture.opened.connect(self.table.choose)
        self.above.addWidget(self._picture)
        self.table.chosen.connect(self._choose)

    def fill(self, whole: QBoxLayout) -> None:
        """Put the list and the detail beside it into the page."""
        self._pane = self.detail_pane = DetailPane(self.words("Incident"))
        whole.addWidget(Split(self.pane, self._pane, (3, 2)), 1)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """Out, for those who count."""
        words = self.words
        return (
            button(words("Export as CSV"), lambda: self._export("csv"), meaning="file-report"),
            button(words("Export as JSON"), lambda: self._export("json"), meaning="file"),
        )

    def read(self) -> None:
        """Read both sorts."""
        self.ask(lambda session: (incident_log.every(session), session.clock().date()), self._show)

    def empty_state(self) -> QWidget:
        """The placeholder shown when there are no incidents."""
        return Empty(
            "pressure",
            self.words("No incidents"),
            self.words("Incidents from your cases and from public reports are listed here together."),
        )

    def _show(self, answer: tuple[list[CountedIncident], date]) -> None:
        incidents, today = answer
        self._incidents = {each.id: each for each in incidents}
        timeline = incident_log.timeline(incidents, today)
        self._picture.setVisible(timeline is not None)
        if timeline:
            self._picture.show_timeline(timeline)
        self.show_rows(list(reversed(incidents)))
        if incidents:
            self.table.choose(self.place.within or self.table.chosen_id or incidents[-1].id)

    def _choose(self, incident_id: str) -> None:
        incident = self._incidents.get(incident_id)
        if incident is None:
            return
        words, pane = self.words, self._pane
        chips = [Chip(*_whose(self.words, incident))]
        if incident.is_protected and incident.whose == "own":
            chips.append(Chip(words("not for export: no consent"), "red", "tight"))
        pane.begin(incident.what, dates.stated(words, incident.on) or words("date not known"), chips)
        pane.pairs(
            (
                (words("Carried out by"), self._who(incident)),
                (words("Method"), words(incident_log.method_text(incident.method))),
                (words("Person affected"), incident.to_whom),
                (words("Group"), incident.group),
                (words("Country"), self.wording.country(incident.country) if incident.country else ""),
                (words("Place"), incident.place),
                (words("Source"), incident.source),
                (words("Address"), incident.url),
                (words("Basis"), self._rests_on(incident)),
                (words("Denials and weak points"), incident.limits),
            )
        )
        self._show_way(incident)
        self._show_counts()
        pane.end()

    def _who(self, incident: CountedIncident) -> str:
        if incident.whose == "own":
            return incident.who
        whom = RegistryWording(self.words).actors[incident.who]
        return self.words("{whom}, according to the source", whom=whom)

    def _rests_on(self, incident: CountedIncident) -> str:
        words, (first, second) = self.words, incident.rests_on
        if incident.whose == "public":
            read = words("secondary account read") if first == "account-read" else words("not read")
            return f"{read} · {RegistryWording(words).confidence(second)}"
        corroboration, _, _ = CaseWords(words).corroboration[first]
        return " · ".join(part for part in (corroboration, second) if part)

    def _show_way(self, incident: CountedIncident) -> None:
        words = self.words
        title = words("Go to case") if incident.case_id else words("Go to country sheet")
        place = (
            Location(page="case", id=incident.case_id, tab="incidents", within=incident.id)
            if incident.case_id
            else Location(page="country", id=incident.country or "INT")
        )
        self._pane.add(Opening(title, partial(self.context.go, place)))

    def _show_counts(self) -> None:
        by_country, by_method = incident_log.counts(self._incidents.values())
        words, pane = self.words, self._pane
        pane.heading(words("By country"))
        pane.pairs(
            [(self.wording.country(code), str(many)) for code, many in by_country.most_common(_MAX_LINES)]
        )
        pane.heading(words("By method"))
        pane.pairs(
            [
                (words(incident_log.method_text(key)), str(many))
                for key, many in by_method.most_common(_MAX_LINES)
            ]
        )

    def _export(self, as_: Literal["csv", "json"]) -> None:
        out = pick_target(self, self.words, f"incidents.{as_}")
        if out is not None:
            incidents = list(self._incidents.values())
            self.context.ask(lambda _: incident_log.export(incidents, out, as_), self._written)

    def _written(self, answer: tuple[int, int]) -> None:
        went, held = answer
        words = self.words
        rest = words.count(
            "{number} was not exported: the people concerned have not consented to sharing with partners.",
            "{number} were not exported: the people concerned have not consented to sharing with partners.",
            held,
        )
        said = words.count("{number} incident exported", "{number} incidents exported", went)
        self.context.say(said, rest if held else "")


def _whose(words: Translator, incident: CountedIncident) -> tuple[str, Tone, str]:
    if incident.whose == "own":
        return words("yours"), "violet", "person"
    return words("public"), "amber", "library"


def _columns(context: PageContext) -> tuple[Column[CountedIncident], ...]:
    words, wording = context.words, Wording(context.words)
    return (
        Column(
            title=words("Date"),
            text=lambda row: dates.brief(words, row.on),
            fits=True,
            sort=lambda row: row.on.earliest_on if row.on else date.min,
            look="strong",
            width=14,
        ),
        Column(
            title=words("What happened"),
            text=lambda row: row.what,
            look="two-lines",
            width=34,
            stretches=True,
        ),
        *_sorts(words, wording),
    )


def _sorts(words: Translator, wording: Wording) -> tuple[Column[CountedIncident], ...]:
    return (
        Column(
            title=words("Country"),
            text=lambda row: wording.country(row.country) if row.country else "",
            sought=lambda row: wording.country_words(row.country),
            width=12,
        ),
        Column(
            title=words("Method"),
            text=lambda row: words(incident_log.method_text(row.method)),
            look="quiet",
            width=15,
        ),
        Column(
            title=words("Origin"),
            text=lambda row: _whose(words, row)[0],
            tone=lambda row: _whose(words, row)[1],
            icon=lambda row: _whose(words, row)[2],
            width=10,
        ),
    )
