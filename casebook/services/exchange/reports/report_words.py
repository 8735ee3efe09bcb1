"""The words of a report: titles of its tables, names of categories, notes and numbers."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.domain.case.proceeding import OUTCOME_TITLES, PROCEEDING_TITLES
from casebook.domain.case.time_note import WORK_TITLES, hours_and_minutes
from casebook.domain.exchange.report import MINUTES, Counted, NumberReport, ReportProfile, ReportTable
from casebook.services.exchange.reports.report_cases import NONE, OTHER, UNSTATED
from casebook.services.exchange.reports.report_topics import EARLIER, UNDATED
from casebook.services.library.incident_log import method_text

TITLES: Mapping[ReportProfile, str] = {
    "funders": gettext_noop("Report for funders"),
    "un-body": gettext_noop("Report for a United Nations body"),
}
_TABLES: Mapping[tuple[Counted, str, str], str] = {
    ("cases", "state", "kind"): gettext_noop("Cases by stage or outcome and type of proceeding"),
    ("cases", "kind", "requesting"): gettext_noop("Cases by type of proceeding and requesting country"),
    ("cases", "requested", ""): gettext_noop("Cases by country of the proceedings"),
    ("people", "age", "sex"): gettext_noop("People represented, by age and sex"),
    ("people", "group", ""): gettext_noop("People represented, by group"),
    ("deadlines", "status", ""): gettext_noop("Deadlines by status"),
    ("work", "work", ""): gettext_noop("Time spent, by type of work"),
    ("interpreters", "work", ""): gettext_noop("Interpreters’ time, by type of work"),
    ("incidents", "method", "year"): gettext_noop("Incidents recorded in cases, by method and year"),
    ("reported", "incident", "year"): gettext_noop("Incidents in public reports, by type and year"),
    ("findings", "topic", "year"): gettext_noop("Findings of the library, by topic and year of the source"),
}
_DIMENSIONS: Mapping[str, str] = {
    "state": gettext_noop("Stage or outcome"),
    "kind": gettext_noop("Type of proceeding"),
    "requesting": gettext_noop("Requesting country"),
    "requested": gettext_noop("Country of the proceedings"),
    "age": gettext_noop("Age"),
    "sex": gettext_noop("Sex"),
    "group": gettext_noop("Group"),
    "status": gettext_noop("Status"),
    "work": gettext_noop("Type of work"),
    "method": gettext_noop("Method"),
    "incident": gettext_noop("Type"),
    "topic": gettext_noop("Topic"),
    "year": gettext_noop("Year"),
}
_CATEGORIES: Mapping[str, Mapping[str, str]] = {
    "state": {
        **OUTCOME_TITLES,
        "first-instance": gettext_noop("Pending at first instance"),
        "appeal": gettext_noop("Pending on appeal"),
        "ended": gettext_noop("Ended, type of outcome not recorded"),
        NONE: gettext_noop("No proceeding yet"),
    },
    "kind": {**PROCEEDING_TITLES, NONE: gettext_noop("No proceeding yet")},
    "requesting": {OTHER: gettext_noop("Other authority"), NONE: gettext_noop("No request recorded")},
    "requested": {OTHER: gettext_noop("Other country")},
    "age": {
        "under-18": gettext_noop("Under 18"),
        "18-29": gettext_noop("18 to 29"),
        "30-44": gettext_noop("30 to 44"),
        "45-59": gettext_noop("45 to 59"),
        "60-over": gettext_noop("60 and over"),
        UNSTATED: gettext_noop("Not recorded"),
    },
    "sex": {
        "female": gettext_noop("Female"),
        "male": gettext_noop("Male"),
        "other": gettext_noop("Other sex"),
        UNSTATED: gettext_noop("Not recorded"),
    },
    "group": {
        "uyghur": gettext_noop("Uyghurs"),
        "kazakh": gettext_noop("Kazakhs"),
        "tibetan": gettext_noop("Tibetans"),
        "hui": gettext_noop("Hui"),
        "mongol": gettext_noop("Mongols"),
        "han": gettext_noop("Han"),
        OTHER: gettext_noop("Other group"),
        UNSTATED: gettext_noop("Not recorded"),
    },
    "status": {
        "met": gettext_noop("Met"),
        "missed": gettext_noop("Missed"),
        "waived": gettext_noop("Waived"),
        "overdue": gettext_noop("Overdue"),
        "running": gettext_noop("Still running"),
    },
    "work": WORK_TITLES,
    "year": {EARLIER: gettext_noop("Earlier"), UNDATED: gettext_noop("Date not known")},
}
_UNITS: Mapping[Counted, str] = {
    "cases": gettext_noop("cases"),
    "people": gettext_noop("people"),
    "deadlines": gettext_noop("deadlines"),
    "work": gettext_noop("hours and minutes"),
    "interpreters": gettext_noop("hours and minutes"),
    "incidents": gettext_noop("incidents"),
    "reported": gettext_noop("incidents"),
    "findings": gettext_noop("findings"),
}


class ReportWords:
    """The words of one report in one language."""

    def __init__(self, report: NumberReport, words: Translator) -> None:
        self._report, self.words = report, words

    @property
    def title(self) -> str:
        """Return the title of the report."""
        return self.words(TITLES[self._report.request.profile])

    @property
    def period(self) -> str:
        """Return the days that the report covers."""
        words, request = self.words, self._report.request
        first = words.format_date(request.first_on) if request.first_on else ""
        last = words.format_date(request.last_on) if request.last_on else ""
        if first and last:
            return words("{first} to {last}", first=first, last=last)
        if first:
            return words("From {first}", first=first)
        return words("Up to {last}", last=last) if last else words("All records, without limits of time")

    @property
    def made(self) -> str:
        """Return when the report was made."""
        return self.words("As recorded on {day}", day=self.words.format_date(self._report.made_on))

    @property
    def method(self) -> str:
        """Return how numbers are hidden, for readers of the report."""
        threshold = self._report.request.threshold
        return self.words(
            "Numbers from 1 to {most}, and numbers that come from fewer than {threshold} cases, are hidden, "
            "and with them as many others as are needed: from everything that is shown, no hidden number can "
            "be worked out to within less than {threshold}. Zeros are shown. No one is named.",
            most=threshold - 1,
            threshold=threshold,
        )

    def table(self, table: ReportTable) -> str:
        """Return the title of a table."""
        return self.words(_TABLES[table.counts, table.rows_by, table.columns_by])

    def dimension(self, dimension: str) -> str:
        """Return the name of a dimension."""
        return self.words(_DIMENSIONS[dimension])

    def unit(self, table: ReportTable) -> str:
        """Return what a number of a table stands for."""
        return self.words(_UNITS[table.counts])

    def category(self, dimension: str, category: str) -> str:
        """Return the name of a category; that of "" is the total."""
        if not category:
            return self.words("Total")
        if title := _CATEGORIES.get(dimension, {}).get(category):
            return self.words(title)
        if dimension in {"requesting", "requested"}:
            return self.words.territory_name(category)
        if dimension in {"method", "incident"}:
            return self.words(method_text(category))
        return self._report.topics.get(category, category) if dimension == "topic" else category

    def number(self, table: ReportTable, number: int | None, *, is_plain: bool = False) -> str:
        """Return a number as it is printed, or that it is hidden; a plain one is for other programs."""
        if number is None:
            return self.words("hidden")
        if table.counts in MINUTES:
            return hours_and_minutes(number)
        return str(number) if is_plain else self.words.number(number)

    def note(self, table: ReportTable) -> str:
        """Return how the numbers of a table are counted."""
        return self.words(self._notes()[table.counts])

    def _notes(self) -> Mapping[Counted, Message]:
        by_on = self.words.format_date(self._report.by_on)
        public = Message("From published sources only; nothing of it is hidden.")
        return {
            "cases": Message(
                "Each case is counted once, under its main proceeding: one that is running before one that "
                "has ended, any other before an asylum claim, then the latest."
            ),
            "people": Message(
                "Clients, co-applicants and dependants, each counted once. The age is that on {day}.",
                day=by_on,
            ),
            "deadlines": Message("Deadlines of the parties whose last day is in the period."),
            "work": Message("In hours and minutes."),
            "interpreters": Message("From the interpreter’s start to the finish, in hours and minutes."),
            "incidents": Message("As the clients and witnesses of the office report them."),
            "reported": public,
            "findings": public,
        }
