"""Reports: numbers of the office for funders and UN bodies, without persons, with small numbers hidden."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import Signal

from casebook.base.errors import InvalidInput
from casebook.base.message import gettext_noop
from casebook.domain.exchange.report import (
    THRESHOLD,
    NumberReport,
    ReportRequest,
    ReportTable,
    check_request,
)
from casebook.services.base.flow import Flow
from casebook.services.exchange.reports import report as reports
from casebook.services.exchange.reports import report_file
from casebook.services.exchange.reports.report_words import TITLES, ReportWords
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.page import Crumb, Page
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.charts.bar_rows import BarRow, BarRows
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.controls.progress import ProgressStrip
from casebook.ui.widgets.controls.step_keys import StepKeys
from casebook.ui.widgets.forms.entry import RawValue
from casebook.ui.widgets.forms.field import Field, FieldGrid
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.layout.split import Split

T = TypeVar("T")
_DRAFT = gettext_noop("New report")
_FIELD_OF = {"to": "last_on", "threshold": "threshold"}


class ReportsPage(Page):
    """What a report covers, and its tables as bars.

    Attributes:
        kept: the report was made as its fields say.
    """

    kept = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setProperty("standing", True)  # noqa: FBT003 - Qt's signature
        self.setProperty("draft", _DRAFT)
        self._report: NumberReport | None = None
        words = self.words
        whole = column(self, gap=12)
        head = line(gap=8)
        head.addWidget(Elided(words("Reports"), "heading"), 1)
        self._exports = (
            button(words("Export as PDF"), lambda: self._export("pdf"), meaning="file-pdf"),
            button(words("Export as CSV"), lambda: self._export("csv"), meaning="file-report"),
        )
        for export in self._exports:
            export.setEnabled(False)
            head.addWidget(export)
        whole.addLayout(head)
        self.pane = DetailPane(words("Report"))
        whole.addWidget(Split(self._request_pane(), self.pane, (2, 3)), 1)
        self._show_nothing()

    def take_focus(self) -> None:
        """Focus the first field."""
        next(iter(self._fields.entries.values())).take_focus()

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return no path: the heading suffices."""
        return (Crumb(text=self.words("Reports")),)

    @property
    def values(self) -> dict[str, RawValue]:
        """Return what stands in the fields, as a draft stores it."""
        return {key: entry.raw for key, entry in self._fields.entries.items()}

    def set_values(self, values: Mapping[str, RawValue]) -> None:
        """Restore the fields of a draft."""
        for key, entry in self._fields.entries.items():
            entry.set_raw(values.get(key, entry.raw))
            self._fields.boxes[key].show_problem("")  # it was about what stood there

    def _request_pane(self) -> DetailPane:
        words, makers = self.words, FieldFactory(self.context)
        profiles = {profile: words(title) for profile, title in TITLES.items()}
        title = words("New report")
        self._fields = FieldGrid(
            (
                Field(key="profile", title=words("Report"), makes=makers.choice(profiles), is_wide=True),
                Field(key="first_on", title=words("First day"), makes=makers.day()),
                Field(key="last_on", title=words("Last day"), makes=makers.day()),
                Field(
                    key="threshold",
                    title=words("Hide numbers below"),
                    makes=makers.number(),
                    help=words("Usually 5. Others are hidden with them if they would give them away."),
                    is_wide=True,
                ),
            ),
            title,
            words,
        )
        threshold = self._fields.entries["threshold"]
        threshold.set_raw(threshold.to_raw(THRESHOLD))
        send = button(words("Make report"), self.make, role="primary")
        self._progress = ProgressStrip(words("Report"), words("Cancel"))
        self._progress.hide()
        pane = DetailPane(title)
        StepKeys(pane, (send,))
        pane.begin(title)
        pane.words(
            words(
                "Numbers only: no one is named. Two reports on overlapping periods can be compared with each "
                "other, so give one reader only one of them."
            ),
            "quiet",
        )
        pane.add(self._fields)
        pane.step_below(send)
        pane.add(self._progress)
        pane.end()
        return pane

    def make(self) -> None:
        """Make the report that the fields describe."""
        try:
            request = ReportRequest(**self._fields.read())
            check_request(request)
        except InvalidInput as problem:
            if problem.field in _FIELD_OF:
                self._fields.refuse(_FIELD_OF[problem.field], problem)
            wrong = self._fields.first_wrong()
            if wrong is not None:
                wrong.entry.take_focus()
            return
        session = self.context.session
        self._work(lambda task: reports.make(session, request, task), self._show)

    def _work(self, begin: Callable[[BackgroundTask], Flow[T]], then: Callable[[T], None]) -> None:
        """Run a flow with its progress below the fields; clears an earlier failure from the bar."""
        self.context.failure_outdated.emit()
        self.context.run(begin, then, before=lambda task: self._progress.follow(task, self.words))

    def _show_nothing(self) -> None:
        words = self.words
        self.pane.clear()
        self.pane.add(
            Empty(
                "file-report",
                words("No report yet"),
                words(
                    "Choose the recipient and the days it covers, then make it. You see here what it says "
                    "before you export it."
                ),
            )
        )
        self.pane.end()

    def _show(self, report: NumberReport) -> None:
        self.kept.emit()
        self._report = report
        texts, pane = ReportWords(report, self.words), self.pane
        pane.begin(texts.title, f"{texts.period} · {texts.made}")
        pane.words(texts.method, "quiet")
        counted = ""
        for table in report.tables:
            pane.heading(texts.table(table))
            if table.counts != counted:
                pane.words(texts.note(table), "quiet")
            counted = table.counts
            self._show_table(table, texts)
        pane.end()
        for export in self._exports:
            export.setEnabled(True)

    def _show_table(self, table: ReportTable, texts: ReportWords) -> None:
        """Show the totals of the rows, then the rows of each column."""
        if not table.rows:
            self.pane.words(self.words("Nothing is recorded for this period."), "quiet")
            return
        title = texts.table(table)
        total = texts.number(table, table.values["", ""])
        self.pane.words(self.words("Total: {number}", number=total))
        self.pane.add(BarRows(title, _rows(table, "", texts)))
        for column_ in table.columns:
            name = texts.category(table.columns_by, column_)
            number = texts.number(table, table.values["", column_])
            self.pane.words(self.words("{name}: {number}", name=name, number=number), "strong")
            self.pane.add(BarRows(self.words.labelled(title, name), _rows(table, column_, texts)))

    def _export(self, ending: str) -> None:
        report, words, session = self._report, self.words, self.context.session
        out = pick_target(self, words, f"report.{ending}") if report else None
        if report is not None and out is not None:
            self._work(
                lambda _: report_file.write(session, report, out, words),
                lambda _: self.context.say(
                    words("Report exported. Outside the casebook it is not encrypted.")
                ),
            )


def _rows(table: ReportTable, column_: str, texts: ReportWords) -> tuple[BarRow, ...]:
    """Return the rows of a column that are not zero, with bars to the scale of all that is shown."""
    shares = report_file.bar_shares(table, column_)
    return tuple(
        BarRow(texts.category(table.rows_by, row), texts.number(table, table.values[row, column_]), share)
        for row, share in shares.items()
        if table.values[row, column_] != 0
    )
