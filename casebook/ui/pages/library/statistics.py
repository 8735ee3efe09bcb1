"""Statistics: a chart for each measure, every number with its year, compiler and place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QPushButton

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.absence import NOT_HERE_YET
from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.library.citation import cite_finding
from casebook.domain.library.statistic import Figure, Statistic
from casebook.services.dossier import dossier as dossiers
from casebook.services.library import statistic
from casebook.services.library.library_query import Cited
from casebook.services.library.statistic import Drawn
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit import dates
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.field_factories import FieldFactory
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.wording.library import LibraryWording
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.charts.plot import TONES, Plot
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.controls.parts import button, hold_back
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.split import Split


class FigureRow:
    """A measure in the list, by its title."""

    def __init__(self, figure: Figure) -> None:
        self.id, self.figure = figure.measure, figure


class StatisticsPage(Listing[FigureRow]):
    """The measures, and the plot of the one chosen."""

    heading_role = "title"
    concerns = frozenset({"statistic", "finding", "source"})

    def __init__(self, context: PageContext) -> None:
        self._drawn: Drawn | None = None
        super().__init__(context, context.words("Statistics"), _columns(context.words))
        self._wording = LibraryWording(self.words)
        self.table.chosen.connect(self._choose)

    def fill(self, whole: QBoxLayout) -> None:
        """Put the list and the plot beside it into the page."""
        self._pane = self.detail_pane = DetailPane(self.words("Chart"))
        dossier = FieldFactory(self.context).anywhere(Dossier, lambda choice: choice.title)
        words = self.words
        field = Field(key="dossier", title=words("Dossier"), makes=dossier, is_required=True, is_wide=True)
        self._use = Form(
            Message("Use in a dossier"), (field,), words, keep=words("Add to dossier"), is_card=True
        )
        self._use.kept.connect(lambda values: self._put_into(values["dossier"]))
        self._use.hide()
        whole.addWidget(self._use)
        whole.addWidget(Split(self.pane, self._pane, (2, 3)), 1)

    def _begin_use(self) -> None:
        self._use.begin()

    def _put_into(self, dossier_id: str) -> None:
        """Draw the measure in view in a dossier."""
        measure, words = self.table.chosen_id, self.words
        self._use.hide()
        self.context.ask(
            lambda session: dossiers.add_figure(session, dossier_id, measure),
            lambda dossier: self.context.say(words("Statistic added to the dossier"), dossier.title),
        )

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """The plot in view as a page to print or file."""
        use = button(self.words("Use in a dossier"), self._begin_use, meaning="dossier")
        hold_back(use)
        return (
            use,
            button(self.words("Export chart"), self._save, meaning="file-pdf"),
        )

    def _save(self) -> None:
        drawn, measure, words = self._drawn, self.table.chosen_id, self.words
        out = pick_target(self, words, "statistics.pdf") if drawn and measure else None
        if drawn is not None and out is not None:
            self.context.run(
                lambda _: statistic.write(drawn, out, words, (measure,)),
                lambda _: self.context.say(words("Chart exported with its sources")),
            )

    def read(self) -> None:
        """Read every figure."""
        self.ask(statistic.drawn, self._show)

    def _show(self, drawn: Drawn) -> None:
        self._drawn = drawn
        self.show_rows([FigureRow(figure) for figure in drawn.figures])
        if drawn.figures:
            self.table.choose(self.place.within or self.table.chosen_id or drawn.figures[0].measure)

    def _choose(self, measure: str) -> None:
        row = self.rows.row_at(self.rows.index_of(measure)) if measure else None
        if row is None or self._drawn is None:
            return
        figure: Figure = row.figure
        words, pane = self.words, self._pane
        chips = [
            Chip(words("figures for {year} disagree", year=self._year(year)), "violet", "ask")
            for year in figure.conflicts
        ]
        pane.begin(figure.measure, figure.unit, chips)
        plot = Plot(figure, self._year, lambda value: number(words, value))
        pane.add(plot)
        for place, series in enumerate(figure.series):
            legend = Chip(series.compiler, TONES[place % len(TONES)], "info")
            pane.body.addWidget(legend, 0, Qt.AlignmentFlag.AlignLeft)
            for each in series.figures:
                self._show_figure(each, self._drawn.cited.get(each.finding_id))
        pane.end()

    def _show_figure(self, figure: Statistic, cited: Cited | None) -> None:
        words = self.words
        value = number(words, figure.value)
        if figure.upper is not None:
            value = words("{least} to {most}", least=value, most=number(words, figure.upper))
        title = " ".join(part for part in (figure.note, value, words(figure.unit)) if part)
        rests_on = (
            f"{cited.finding.statement}\n{cite_finding(cited.finding, cited.source, words)}"
            if cited
            else words(NOT_HERE_YET)
        )
        self._pane.step(title, self._year(figure.on.edtf), rests_on)

    def _year(self, edtf: str) -> str:
        return dates.brief(self.words, StatedDate(edtf=edtf))


def number(words: Translator, value: float) -> str:
    """A number in the window's language: "176,239", "99.975"."""
    return dates.locale(words).toString(value, "f", 0 if value == int(value) else _places(value))


def _places(value: float) -> int:
    return len(f"{value:g}".partition(".")[2])


def _columns(words: Translator) -> tuple[Column[FigureRow], ...]:
    return (
        Column(
            title=words("Measure"),
            text=lambda row: row.figure.measure,
            look="two-lines",
            width=30,
            stretches=True,
        ),
        Column(
            title=words("Values"),
            text=lambda row: str(sum(len(series.figures) for series in row.figure.series)),
            look="quiet",
            width=7,
        ),
        Column(
            title=words("Discrepancies"),
            text=lambda row: words("disagree") if row.figure.conflicts else "",
            tone=lambda row: "violet" if row.figure.conflicts else None,
            icon=lambda row: "ask" if row.figure.conflicts else "",
            width=14,
        ),
    )
