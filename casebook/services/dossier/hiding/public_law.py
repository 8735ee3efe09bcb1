"""What of the supplied library stays whole in a pseudonymised copy: titles, citations, days in statements."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.domain.library.citation import cite_decision, cite_source, source_line
from casebook.domain.library.decision import Decision
from casebook.domain.library.source import Source
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections.cited_authority import authority_of


def public_passages(dossier_data: DossierData) -> Iterator[str]:
    """Yield them as they are printed, with and without later history.

    SECURITY: an entry of the office's own may be about the person, so that only supplied ones count.
    """
    words = dossier_data.words
    for entry in dossier_data.judged:
        match entry:
            case Decision() if entry.pack:
                yield from (entry.title, cite_decision(entry, words), authority_of(entry, words).citation)
            case Source() if entry.pack:
                yield from (entry.title, entry.title_original)
                yield from (source_line(entry, words), cite_source(entry, words))
                yield authority_of(entry, words).citation
            case _:
                continue


def published_statements(dossier_data: DossierData) -> Iterator[str]:
    """Yield what the supplied library states with days of its own, as it is printed.

    SECURITY: a finding of the office's own may be about the person.
    """
    for cited in dossier_data.all_cited:
        if cited.finding.pack:
            yield from (dossier_data.words.spelled(cited.finding.statement), cited.finding.period)
    supplied = (one for one in dossier_data.judged if isinstance(one, Decision | Source) and one.pack)
    yield from (one.history for one in supplied)
