"""Charts of figures by year from the library, each figure with its finding and source."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.dossier.composition import (
    BarChart,
    Block,
    ChartBar,
    Composition,
    DossierPart,
    Heading,
    Span,
    TextParagraph,
)
from casebook.domain.library.citation import cite_finding
from casebook.domain.library.statistic import Figure, Series, Statistic, figures
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.packs.library.library import read_library
from casebook.services.base import export
from casebook.services.base.flow import off_thread
from casebook.services.base.session import Session
from casebook.services.library import library
from casebook.services.library.library_query import Cited
from casebook.store.registry import table_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The charts, and the support of each number.

    Attributes:
        figures: in the order of the pack.
        cited: by finding id; those whose finding is not here are absent.
    """

    figures: tuple[Figure, ...]
    cited: Mapping[str, Cited]


def drawn(session: Session | None = None) -> Drawn:
    """Return every chart of the vault, or of the supplied library if none is open."""
    held = library.library_index(session)
    statistics = _statistics(session)
    return Drawn(
        figures=figures(statistics),
        cited={
            each.finding_id: held.cited(held.findings[each.finding_id])
            for each in statistics
            if each.finding_id in held.findings
        },
    )


def _statistics(session: Session | None) -> list[Statistic]:
    if session is None:
        return list(read_library().statistics)
    with session.store.reading() as connection:
        return table_for(Statistic).all(connection)


def composition(shown: Drawn, words: Translator, measures: Collection[str] = ()) -> Composition:
    """Return selected or all charts for handing over: a bar per number with its year, then every source."""
    wanted = [figure for figure in shown.figures if not measures or figure.measure in measures]
    blocks = tuple(block for figure in wanted for block in plot_blocks(shown, figure, words))
    title = words("Statistics")
    part = DossierPart(title=title, anchor="statistics", blocks=blocks)
    return Composition(
        title=title, running_head=title, language=words.language, parts=(part,), has_index=False
    )


def plot_blocks(shown: Drawn, figure: Figure, words: Translator) -> tuple[Block, ...]:
    """Return a chart as dossier blocks: heading, bars, conflicting figures and the findings behind it."""
    rows = tuple(_bar(figure, series, datum, words) for series in figure.series for datum in series.figures)
    years = words.list_of(in_words(StatedDate(edtf=year), words) for year in figure.conflicts)
    disagreement = (
        [TextParagraph(line=(Span(words("Figures for {years} disagree.", years=years), "italic"),))]
        if years
        else []
    )
    ids = dict.fromkeys(datum.finding_id for series in figure.series for datum in series.figures)
    cited = [shown.cited[finding_id] for finding_id in ids if finding_id in shown.cited]
    return (
        Heading(text=f"{figure.measure} ({words(figure.unit)})", anchor=f"measure:{figure.measure}"),
        BarChart(rows=rows),
        *disagreement,
        *(
            TextParagraph(
                line=(Span(citation.finding.statement),),
                is_numbered=True,
                reference=(Span(cite_finding(citation.finding, citation.source, words)),),
            )
            for citation in cited
        ),
    )


def _bar(figure: Figure, series: Series, statistic: Statistic, words: Translator) -> ChartBar:
    value = _number(statistic.value)
    if statistic.upper is not None:
        value = words("{least} to {most}", least=value, most=_number(statistic.upper))
    return ChartBar(
        label=f"{in_words(statistic.on, words)} · {series.compiler}",
        said=" ".join(part for part in (value, f"({statistic.note})" if statistic.note else "") if part),
        least=statistic.value / figure.most if figure.most else 0.0,
        most=statistic.most / figure.most if figure.most else 0.0,
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"


def put(shown: Drawn, out: Path | SaveTarget, words: Translator, measures: Collection[str] = ()) -> None:
    """Write charts as a PDF.

    Raises:
        InvalidInput, Refused, DiskProblem: it cannot be written there.
    """
    from casebook.pdf.bundle.checked_bundle import build_checked_bundle

    data = BytesIO()
    build_checked_bundle(composition(shown, words, measures), data)
    export.put(data.getvalue(), out)


async def write(
    shown: Drawn, out: Path | SaveTarget, words: Translator, measures: Collection[str] = ()
) -> None:
    """Write charts as a PDF in the background.

    Raises:
        InvalidInput, Refused, DiskProblem: it cannot be written there.
    """
    await off_thread(lambda: put(shown, out, words, measures))
