"""The proof matrix of a case: the elements of each ground, their evidence and adverse material."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeVar

from casebook.domain.base.entity import Entity, entity
from casebook.domain.case.fact import Fact, Pinpoint
from casebook.domain.case.ground import Ground, Proof, ProofState
from casebook.domain.evidence.document import Document
from casebook.domain.library.finding import Finding
from casebook.domain.library.reading import as_read
from casebook.services.base.session import Session
from casebook.store.library import reading as readings
from casebook.store.registry import table_for

E = TypeVar("E", bound=Entity)
Lack = Literal["nothing", "fact-without-evidence", "finding-unread", "adverse-unanswered", "not-assessed"]
_SETTLED: frozenset[ProofState] = frozenset({"arguable", "shown"})


@entity
class ProofDocument:
    """A document, or a page of it, cited as evidence; `page` 0 means the whole document."""

    document: Document
    page: int


@entity
class MatrixElement:
    """A line of the matrix: one element to prove, with all material relevant to it.

    Attributes:
        facts: the facts that support it.
        evidence: documents and pages cited for it or for its facts, without duplicates.
        findings: supporting findings of the library, including those of its facts.
        adverse: adverse findings, including those of its facts.
        lacks: what is still missing.
    """

    proof: Proof
    facts: tuple[Fact, ...]
    evidence: tuple[ProofDocument, ...]
    findings: tuple[Finding, ...]
    adverse: tuple[Finding, ...]
    lacks: tuple[Lack, ...]


@entity
class Coverage:
    """How far the elements of a ground, or of all grounds of a case, are established.

    Attributes:
        needed: number of elements to prove.
        settled: of these, assessed as arguable or established.
        evidenced: of these, supported by a document or a finding.
        contested: of these, with adverse material.
    """

    needed: int
    settled: int
    evidenced: int
    contested: int


@entity
class MatrixRow:
    """A ground with its elements."""

    ground: Ground
    lines: tuple[MatrixElement, ...]
    coverage: Coverage

    @property
    def id(self) -> str:
        """The ID of the ground."""
        return self.ground.id


@entity
class Matrix:
    """The proof matrix of a case.

    Attributes:
        unused: facts of the case that no ground relies on yet.
    """

    rows: tuple[MatrixRow, ...]
    coverage: Coverage
    unused: tuple[Fact, ...]


@entity
class _Lookup:
    """All records the matrix may refer to, by ID."""

    facts: Mapping[str, Fact]
    documents: Mapping[str, Document]
    findings: Mapping[str, Finding]


def matrix(session: Session, case_id: str) -> Matrix:
    """The proof matrix of a case, without records in the bin."""
    with session.store.reading() as connection:
        grounds = table_for(Ground).of_case(connection, case_id)
        facts = table_for(Fact).of_case(connection, case_id)
        documents = table_for(Document).of_case(connection, case_id)
        cited = {one for ground in grounds for proof in ground.proofs for one in _findings(proof)}
        cited |= {one for fact in facts for one in fact.finding_ids}
        read = readings.decisive(connection, cited)
        found = table_for(Finding).some(connection, sorted(cited))
        findings = {key: as_read(finding, read.get(key)) for key, finding in found.items()}
    lookup = _Lookup(
        facts={fact.id: fact for fact in facts},
        documents={document.id: document for document in documents},
        findings=findings,
    )
    rows = tuple(_row(ground, lookup) for ground in grounds)
    used = {one for ground in grounds for proof in ground.proofs for one in proof.fact_ids}
    return Matrix(
        rows=rows,
        coverage=_coverage(line for row in rows for line in row.lines),
        unused=tuple(fact for fact in facts if fact.id not in used),
    )


def _findings(proof: Proof) -> tuple[str, ...]:
    return (*proof.finding_ids, *proof.adverse_ids)


def _row(ground: Ground, lookup: _Lookup) -> MatrixRow:
    lines = tuple(_line(proof, lookup) for proof in ground.proofs)
    return MatrixRow(ground=ground, lines=lines, coverage=_coverage(lines))


def _line(proof: Proof, lookup: _Lookup) -> MatrixElement:
    facts = _found(proof.fact_ids, lookup.facts)
    pinpoints = dict.fromkeys((*proof.evidence, *(place for fact in facts for place in fact.pinpoints)))
    evidence = tuple(_evidence(pinpoints, lookup.documents))
    of_facts = _found((one for fact in facts for one in fact.finding_ids), lookup.findings)
    findings = _once(*_found(proof.finding_ids, lookup.findings), *_for(of_facts))
    adverse = _once(*_found(proof.adverse_ids, lookup.findings), *_against(of_facts))
    line = MatrixElement(
        proof=proof, facts=facts, evidence=evidence, findings=findings, adverse=adverse, lacks=()
    )
    lacks = tuple(lack for lack, holds in _LACKS.items() if holds(line))
    return MatrixElement(
        proof=proof, facts=facts, evidence=evidence, findings=findings, adverse=adverse, lacks=lacks
    )


def _evidence(pinpoints: Iterable[Pinpoint], documents: Mapping[str, Document]) -> Iterable[ProofDocument]:
    for place in pinpoints:
        if place.document_id in documents:
            yield ProofDocument(document=documents[place.document_id], page=place.page)


def _found(ids: Iterable[str], there: Mapping[str, E]) -> tuple[E, ...]:
    return tuple(there[one] for one in ids if one in there)


def _for(findings: Iterable[Finding]) -> Iterable[Finding]:
    return (finding for finding in findings if not finding.is_adverse)


def _against(findings: Iterable[Finding]) -> Iterable[Finding]:
    return (finding for finding in findings if finding.is_adverse)


def _once(*findings: Finding) -> tuple[Finding, ...]:
    return tuple({finding.id: finding for finding in findings}.values())


def _is_contested(line: MatrixElement) -> bool:
    return bool(line.adverse or line.proof.adverse.strip())


_LACKS: Mapping[Lack, Callable[[MatrixElement], bool]] = {
    "nothing": lambda line: not line.evidence and not line.findings,
    "fact-without-evidence": lambda line: any(not fact.pinpoints for fact in line.facts),
    "finding-unread": lambda line: any(finding.reading_level != "document" for finding in line.findings),
    "adverse-unanswered": lambda line: _is_contested(line) and not line.proof.answer.strip(),
    "not-assessed": lambda line: line.proof.state == "not-assessed",
}


def _coverage(lines: Iterable[MatrixElement]) -> Coverage:
    all_lines = tuple(lines)
    return Coverage(
        needed=len(all_lines),
        settled=sum(line.proof.state in _SETTLED for line in all_lines),
        evidenced=sum(bool(line.evidence or line.findings) for line in all_lines),
        contested=sum(map(_is_contested, all_lines)),
    )
