"""Figures by year as rows of bars, each number with its year, who counted it, and where it stands."""

from __future__ import annotations

from casebook.domain.dossier.composition import Block, Span, TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.library.statistic import plot_blocks


def blocks(brief: DossierData, section: Section) -> tuple[Block, ...]:
    """The measures chosen, in their order; those that disagree stand side by side."""
    figures = (
        {figure.measure: figure for figure in brief.argument.drawn.figures} if brief.argument.drawn else {}
    )
    chosen = [figures[measure] for measure in section.measures if measure in figures]
    if not chosen or brief.argument.drawn is None:
        return (TextParagraph(line=(Span(brief.words("No statistic chosen."), "italic"),)),)
    return tuple(
        block for figure in chosen for block in plot_blocks(brief.argument.drawn, figure, brief.words)
    )
