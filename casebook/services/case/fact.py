"""The facts of a case with their supporting documents and relevant findings."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.domain.base.entity import entity
from casebook.domain.case.fact import Fact
from casebook.domain.case.fact_order import in_order
from casebook.domain.evidence.document import Document, by_mark
from casebook.domain.library.finding import Finding
from casebook.services.base import absence, record
from casebook.services.base.session import Session
from casebook.services.library import library


@entity
class FactRow:
    """A fact and the exhibit numbers of its documents, or their titles where they have none."""

    id: str
    fact: Fact
    marks: tuple[str, ...]


@entity
class CaseFacts:
    """The facts of a case.

    Attributes:
        rows: in the order of a dossier's chronology.
        documents: of the whole case, by id.
        findings: of the library that the facts name, by id.
        absent: IDs of what the facts name that is not here yet.
    """

    rows: tuple[FactRow, ...]
    documents: Mapping[str, Document]
    findings: Mapping[str, Finding]
    absent: frozenset[str] = frozenset()


def of_case(session: Session, case_id: str) -> CaseFacts:
    """Return the facts of a case with their support."""
    documents = {one.id: one for one in sorted(record.of_case(session, Document, case_id), key=by_mark)}
    facts = in_order(record.of_case(session, Fact, case_id), tuple(documents))
    return CaseFacts(
        rows=tuple(FactRow(id=fact.id, fact=fact, marks=_marks(fact, documents)) for fact in facts),
        documents=documents,
        findings=library.some(session, (finding_id for fact in facts for finding_id in fact.finding_ids)),
        absent=frozenset(reference.id for reference in absence.absent_of(session, facts)),
    )


def _marks(fact: Fact, documents: Mapping[str, Document]) -> tuple[str, ...]:
    shown_by = (documents.get(pinpoint.document_id) for pinpoint in fact.pinpoints)
    return tuple(dict.fromkeys(document.exhibit_mark or document.title for document in shown_by if document))
