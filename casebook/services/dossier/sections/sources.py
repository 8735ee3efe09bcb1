"""The table of sources: each cited source once, with its later history.

How well the compilers of the library read it, and what they say of its weight, is no matter for a court: a
working draft shows it beside the source, and no other copy does.
"""

from __future__ import annotations

from casebook.domain.dossier.composition import Block, Span, TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.domain.library.citation import cite_source
from casebook.services.dossier.dossier_data import DossierData


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """One paragraph a source, in order of first citation, each with an anchor for its label."""
    is_draft = dossier_data.copy_kind == "draft"
    sources = {citation.source.id: citation.source for citation in dossier_data.all_cited}
    return tuple(
        TextParagraph(
            line=(
                Span(f"{label} ", emphasis="bold"),
                Span(cite_source(sources[source_id], dossier_data.words)),
                Span(f" {sources[source_id].url}", emphasis="quiet"),
            ),
            reference=(Span(sources[source_id].reliability),) if is_draft else (),
            anchor=f"source:{source_id}",
        )
        for source_id, label in dossier_data.source_labels.items()
    )
