"""What stood against each passage and exhibit of a copy when somebody decided to keep it.

SECURITY: a decision holds for the recipient and the grounds it was taken for. A fact that quotes the client's
letter may be confirmed; once the letter turns out to come from somebody in China, that is another question.
Grounds are those before any decision, since one decision gives another passage grounds that nobody from
outside has set.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from casebook.domain.dossier.build import BuildRequest
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.privilege import is_asylum_paper
from casebook.services.base.session import Session
from casebook.services.dossier.dossier_data import DossierData, load_for_preview
from casebook.services.dossier.gate.exhibit_exposure import uncovered
from casebook.services.dossier.gate.exhibit_search import from_people, with_exposures
from casebook.services.dossier.gate.passage_review import ground_mark, reviewed
from casebook.services.dossier.gate.reader_consent import hidden_people
from casebook.services.dossier.gate.recipient_gate import GATED
from casebook.services.dossier.placeholder import with_withheld
from casebook.services.dossier.sections.service_copy import ASYLUM_CLAIM


def with_grounds(session: Session, dossier_data: DossierData, request: BuildRequest) -> DossierData:
    """Return the material of a filed or served copy with the marks of what stands against its parts.

    Args:
        session: the open vault.
        dossier_data: the material of the copy, as it was loaded.
        request: the copy.
    """
    if request.copy_kind not in GATED:
        return dossier_data
    undecided = _undecided(request)
    data = dossier_data if undecided == request else load_for_preview(session, undecided)
    every = data.every_exhibit
    searched = with_exposures(session, replace(data, exhibits=every), undecided)
    of_copy = with_withheld(replace(searched, exhibits=data.exhibits), undecided)
    passages = (one.passage for one in reviewed(session, of_copy, undecided))
    sources = {
        person.id: from_people(searched, searched.documents.values(), (person,))
        for person in hidden_people(searched, undecided)
    }
    return replace(
        dossier_data,
        passage_grounds={one.name: one.ground_mark for one in passages},
        exhibit_grounds={
            one.id: ground_mark(dossier_data, undecided, _grounds(searched, one, sources)) for one in every
        },
    )


def _undecided(request: BuildRequest) -> BuildRequest:
    """Return the copy before any decision but those that add a section to it."""
    sections = (
        one for one in request.decisions if one.kind == "show-section" and one.subject != ASYLUM_CLAIM
    )
    return replace(request, decisions=tuple(sections), placeholders=frozenset())


def _grounds(
    searched: DossierData, document: Document, sources: Mapping[str, Collection[str]]
) -> Iterator[str]:
    """Yield what stands against an exhibit: why it is withheld, what it shows, and from whom it came.

    Args:
        searched: the material, with what its exhibits show.
        document: the exhibit.
        sources: by the ID of each person hidden from the reader, the IDs of documents that came from them.
    """
    yield document.id
    if document.is_privileged:
        yield "privileged"
    if is_asylum_paper(document, searched.documents):
        yield "asylum-paper"
    for one in uncovered(searched, document):
        yield f"{one.kind} {one.page} {one.is_carried} {one.sentence}"
    for person_id, documents in sources.items():
        if document.id in documents:
            yield f"source {person_id}"
