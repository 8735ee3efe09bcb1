"""A country sheet: the status of each channel and the remedies, then decisions and incidents."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from casebook.domain.agenda.timeline import Timeline
from casebook.domain.base.date import StatedDate
from casebook.domain.library.citation import cite_decision
from casebook.domain.library.decision import Decision
from casebook.domain.library.history import needs_history
from casebook.domain.library.public_incident import PublicIncident
from casebook.domain.library.sheet import CountrySheet
from casebook.services.library import country, country_sheet, country_text, first_hours
from casebook.services.library.country_sheet import SheetFormat
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import Location, PageContext
from casebook.ui.pages.base.page import Crumb, Page
from casebook.ui.pages.library.country_channels import ChannelsPane
from casebook.ui.pages.wording.library import LibraryWording
from casebook.ui.pages.wording.registry import RegistryWording
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.charts.timeline import TimelinePicture
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.layout.split import Split


class CountryPage(Page):
    """The sheet."""

    concerns = frozenset({"country", "instrument", "clause", "decision", "public-incident", "claim"})

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        words = self.words
        self._wording = RegistryWording(words)
        self._title = ""
        whole = column(self, gap=12)
        head = line(gap=12)
        self._name = Elided("", "heading")
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(button(words("Export as PDF"), lambda: self._export("pdf"), meaning="file-pdf"))
        head.addWidget(button(words("Export for Word"), lambda: self._export("docx"), meaning="file"))
        whole.addLayout(head)
        self._first = button(words("First 48 hours"), self._go_to_first_hours, meaning="time")
        whole.addWidget(self._first, 0, Qt.AlignmentFlag.AlignLeft)
        self._channels = ChannelsPane(self)
        self._happened = DetailPane(words("Decisions and incidents"))
        whole.addWidget(Split(self._channels, self._happened, (1, 1)), 1)

    def read(self) -> None:
        """Read the sheet."""
        code = self.place.id
        self.ask(
            lambda session: (country.sheet(code, session), session.clock().date()),
            self._show,
        )

    def crumbs(self) -> tuple[Crumb, ...]:
        """Countries, then this one."""
        return (
            Crumb(text=self.words("Countries"), place=Location(page="countries")),
            Crumb(text=self._title),
        )

    def _go_to_first_hours(self) -> None:
        self.context.go(Location(page="library", tab="first-hours", within=self.place.id))

    def _export(self, as_: SheetFormat) -> None:
        """Write the sheet with its sources to a file the person picks."""
        session, code = self.context.session, self.place.id
        out = pick_target(self, self.words, f"{code}-china.{as_}")
        if out is not None:
            self.context.run(
                lambda _: country_sheet.write_sheet(session, code, out, self.words, as_),
                lambda _: self.context.say(self.words("Country sheet exported with its sources")),
            )

    def _show(self, answer: tuple[CountrySheet, date]) -> None:
        shown, today = answer
        self._title = country.name(shown, self.words)
        self._name.setText(self._title)
        self._first.setVisible(first_hours.has_page(shown.code))
        self._channels.show_sheet(shown)
        self._show_happened(shown, today)
        self.moved.emit()

    def _show_happened(self, shown: CountrySheet, today: date) -> None:
        words, pane = self.words, self._happened
        count = words.count("{number} decision", "{number} decisions", len(shown.decisions))
        incidents = words.count("{number} incident", "{number} incidents", len(shown.incidents))
        pane.begin(words("Decisions and incidents"), f"{count} · {incidents}")
        timeline = country.timeline(shown, today, words)
        if timeline:
            pane.add(self._picture(timeline))
        if not shown.matters and not shown.incidents:
            pane.words(words("The country data has no decision and no incident for this country."), "quiet")
        self._show_matters(shown)
        self._show_assurances(shown)
        if shown.incidents:
            pane.heading(words("Public incidents"))
        for incident in shown.incidents:
            self._show_incident(incident)
        pane.end()

    def _picture(self, timeline: Timeline) -> TimelinePicture:
        words = self.words
        titles = {"decisions": words("Decisions"), "incidents": words("Incidents")}
        picture = TimelinePicture(
            lambda title: titles[title],
            lambda on, has_year: dates.format_year(words, on.year) if has_year else "",
            lambda on: dates.format_date(words, on),
        )
        picture.setAccessibleName(words("Decisions and incidents over time"))
        picture.show_timeline(timeline)
        return picture

    def _show_matters(self, shown: CountrySheet) -> None:
        if shown.matters:
            self._happened.heading(self.words("Decisions, latest outcome for each person"))
        for matter in shown.matters:
            latest = matter.latest
            self._happened.note(
                latest.person_type,
                self._compiled(latest.summary),
                self._cited(latest),
                Chip(*self._wording.decided(latest)),
            )
            self._show_later(latest)
            for earlier in reversed(matter.decisions[:-1]):
                word = self._wording.decided(earlier)[0]
                when = self._when(earlier.decided_on)
                beneath = f"{self._compiled(earlier.summary)}\n{cite_decision(earlier, self.words)}"
                self._happened.step(self.words.labelled(earlier.court, word), when, beneath)
                self._show_later(earlier)

    def _show_later(self, decision: Decision) -> None:
        """How a decision may be cited, and each step after it; here also what is only general knowledge."""
        words, wording = self.words, LibraryWording(self.words)
        if needs_history(decision):
            self._happened.step_below(Chip(*wording.uses()[decision.cite_use]))
        for event in decision.later:
            read = wording.levels()[event.reading_level][0]
            beneath = " · ".join(part for part in (event.what, read, event.reported_in) if part)
            self._happened.step(wording.later()[event.kind], dates.brief(words, event.on), beneath)

    def _compiled(self, text: str) -> str:
        return country_text.as_compiled(text, self.words)

    def _when(self, stated: StatedDate | None) -> str:
        return dates.brief(self.words, stated) or self.words("date not in the sources read")

    def _cited(self, decision: Decision) -> str:
        cited = cite_decision(decision, self.words)
        return " · ".join(part for part in (cited, self._compiled(decision.notes)) if part)

    def _show_assurances(self, shown: CountrySheet) -> None:
        words = self.words
        if shown.assurances or shown.breaches:
            self._happened.heading(words("Track record on assurances"))
        for decision in shown.assurances:
            assessed = words(
                decision.assurances_assessment or "considered; how they were assessed was not read"
            )
            when = self._when(decision.decided_on)
            beneath = f"{assessed}\n{cite_decision(decision, words)}"
            self._happened.step(
                words.labelled(decision.court, self._wording.decided(decision)[0]), when, beneath
            )
        for broken in shown.breaches:
            self._happened.step(words("Alleged breach"), dates.brief(words, broken.on), words(broken.summary))

    def _show_incident(self, incident: PublicIncident) -> None:
        words = self.words
        through = words("as reported in {who}", who=incident.reported_in) if incident.reported_in else ""
        read = "" if incident.is_seen else words("secondary account not read")
        sure = self._wording.confidence(incident.confidence)
        beneath = " · ".join(part for part in (through, sure, read) if part)
        when = self._when(incident.on)
        summary = self._compiled(incident.summary)
        denied = (
            words("Denials and weak points: {text}", text=self._compiled(incident.notes))
            if incident.notes
            else ""
        )
        self._happened.note(
            f"{when} · {self._wording.incident(incident.kind)}",
            "\n".join(part for part in (summary, denied, self._compiled(incident.conflict)) if part),
            beneath,
        )
