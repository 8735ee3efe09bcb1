"""The table of sources: each cited source once, how well it was read, and what it can and cannot prove."""

from __future__ import annotations

from casebook.base.message import gettext_noop
from casebook.domain.dossier.composition import Block, Span, TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.domain.library.citation import cite_source
from casebook.domain.library.source import Source
from casebook.services.dossier.dossier_data import DossierData

# What the compilers of a pack saw says nothing of what counsel saw.
READ = {
    "document": gettext_noop(
        "The compilers of the library read parts of the document itself, often only its opening, "
        "headnote or contents. Read it before citing it."
    ),
    "summary": gettext_noop(
        "The compilers of the library read only the publisher's summary. Read the document before citing it."
    ),
    "secondary": gettext_noop(
        "The compilers of the library have not read it; it is known only from a secondary account."
    ),
    "none": gettext_noop("The compilers of the library have not read it."),
}


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """One paragraph a source, in order of first citation, each with an anchor for its label."""
    sources = {citation.source.id: citation.source for citation in dossier_data.all_cited}
    return tuple(
        TextParagraph(
            line=(
                Span(f"{label} ", emphasis="bold"),
                Span(cite_source(sources[source_id], dossier_data.words)),
                Span(f" {sources[source_id].url}", emphasis="quiet"),
            ),
            reference=(Span(_note(dossier_data, sources[source_id])),),
            anchor=f"source:{source_id}",
        )
        for source_id, label in dossier_data.source_labels.items()
    )


def _note(dossier_data: DossierData, source: Source) -> str:
    """How well it was read, what it can prove, and what is still to be checked."""
    check = dossier_data.words("To verify before use: {what}", what=source.verify) if source.verify else ""
    return " ".join(
        part for part in (dossier_data.words(READ[source.reading_level]), source.reliability, check) if part
    )
