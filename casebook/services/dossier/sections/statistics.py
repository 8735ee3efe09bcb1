"""Statistics as bar charts by year, each number with its source."""

from __future__ import annotations

from casebook.domain.dossier.composition import Block, Span, TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.library.statistic import plot_blocks


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:
    """Return the selected measures in order; conflicting ones side by side."""
    figures = (
        {figure.measure: figure for figure in dossier_data.argument.drawn.figures}
        if dossier_data.argument.drawn
        else {}
    )
    chosen = [figures[measure] for measure in section.measures if measure in figures]
    if not chosen or dossier_data.argument.drawn is None:
        return (TextParagraph(line=(Span(dossier_data.words("No statistic chosen."), "italic"),)),)
    return tuple(
        block
        for figure in chosen
        for block in plot_blocks(dossier_data.argument.drawn, figure, dossier_data.words)
    )
