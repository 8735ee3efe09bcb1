"""The table of sources: each cited source once, how well it was read, and what it can and cannot prove."""

from __future__ import annotations

from casebook.domain.citation import cite_source
from casebook.domain.composition import Block, Paragraph, Span
from casebook.domain.dossier import Section
from casebook.services.brief import Brief

READ = {
    "document": "Read: the document's own words.",
    "summary": "Read: its publisher's summary.",
    "secondary": "Not read: known through another account.",
    "none": "Not read.",
}


def blocks(brief: Brief, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """One paragraph a source, in order of first citation, each with an anchor for its label."""
    sources = {told.source.id: told.source for found in brief.cited.values() for told in found}
    return tuple(
        Paragraph(
            line=(
                Span(f"{label} ", emphasis="bold"),
                Span(cite_source(sources[source_id], brief.words)),
                Span(f" {sources[source_id].url}", emphasis="quiet"),
            ),
            reference=(
                Span(
                    f"{brief.words(READ[sources[source_id].reading_level])} {sources[source_id].reliability}"
                ),
            ),
            anchor=f"source:{source_id}",
        )
        for source_id, label in brief.source_labels.items()
    )
