"""What of the supplied library stays whole in a pseudonymised copy: titles, citations, days in statements."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.i18n import Translator
from casebook.domain.library.citation import cite_decision, cite_source, source_line
from casebook.domain.library.decision import Decision
from casebook.domain.library.source import Source
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections.cited_authority import authority_of


def public_passages(dossier_data: DossierData) -> Iterator[str]:
    """Yield them as they are printed, with and without later history.

    Each entry is set once for a language while a casebook is open, as long as it stays as it is.

    SECURITY: an entry of the office's own may be about the person, so that only supplied ones count.
    """
    words, kept = dossier_data.words, dossier_data.searched_forms.published
    for entry in dossier_data.judged:
        if not (isinstance(entry, Decision | Source) and entry.pack):
            continue
        key = words.language, entry.id
        if key not in kept or kept[key][0] != entry:
            kept[key] = entry, tuple(_printed(entry, words))
        yield from kept[key][1]


def _printed(entry: Decision | Source, words: Translator) -> Iterator[str]:
    yield entry.title
    if isinstance(entry, Decision):
        yield cite_decision(entry, words)
    else:
        yield from (entry.title_original, source_line(entry, words), cite_source(entry, words))
    yield authority_of(entry, words).citation


def published_statements(dossier_data: DossierData) -> Iterator[str]:
    """Yield what the supplied library states with days of its own, as it is printed.

    SECURITY: a finding of the office's own may be about the person.
    """
    for cited in dossier_data.all_cited:
        if cited.finding.pack:
            yield from (dossier_data.words.spelled(cited.finding.statement), cited.finding.period)
    supplied = (one for one in dossier_data.judged if isinstance(one, Decision | Source) and one.pack)
    yield from (one.history for one in supplied)
