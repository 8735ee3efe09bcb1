"""The proof matrix of a case: what each ground needs, what shows it, and what points the other way."""

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
    """A place in a document that shows something; `page` 0 is the whole of it."""

    document: Document
    page: int


@entity
class MatrixElement:
    """A line of the matrix: one thing a ground needs, joined with all that bears on it.

    Attributes:
        facts: the facts said to show it.
        evidence: places in documents: its own and those of its facts, each once.
        findings: findings of the library that bear it out, those of its facts among them.
        adverse: findings that point the other way, those of its facts among them.
        lacks: what is still wrong with it.
    """

    proof: Proof
    facts: tuple[Fact, ...]
    evidence: tuple[ProofDocument, ...]
    findings: tuple[Finding, ...]
    adverse: tuple[Finding, ...]
    lacks: tuple[Lack, ...]


@entity
class Coverage:
    """How far a ground, or all of a case, is shown.

    Attributes:
        needed: things that must be shown.
        settled: of them, assessed as arguable or shown.
        evidenced: of them, with a document or a finding to show them.
        contested: of them, with something that points the other way.
    """

    needed: int
    settled: int
    evidenced: int
    contested: int


@entity
class MatrixRow:
    """A ground with its lines."""

    ground: Ground
    lines: tuple[MatrixElement, ...]
    coverage: Coverage

    @property
    def id(self) -> str:
        """Of the ground."""
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
    """Everything the lines may join, by id."""

    facts: Mapping[str, Fact]
    documents: Mapping[str, Document]
    findings: Mapping[str, Finding]


def matrix(session: Session, case_id: str) -> Matrix:
    """The proof matrix of a case; records in the bin are passed over."""
    with session.store.reading() as connection:
        grounds = table_for(Ground).of_case(connection, case_id)
        facts = table_for(Fact).of_case(connection, case_id)
        documents = table_for(Document).of_case(connection, case_id)
        cited = {one for ground in grounds for proof in ground.proofs for one in _findings(proof)}
        cited |= {one for fact in facts for one in fact.finding_ids}
        read = readings.latest(connection, cited)
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
