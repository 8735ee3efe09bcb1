"""Library suggestions for a case: topics of a ground, and findings to attach to grounds and facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from casebook.base.errors import NotFound
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground, GroundKind, Proof
from casebook.domain.library.finding import Finding
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.case import case as cases
from casebook.store.registry import table_for

TOPICS: Mapping[GroundKind, tuple[str, ...]] = {
    "ill-treatment": (
        "torture-ill-treatment",
        "rsdl",
        "liuzhi",
        "prison-conditions",
        "enforced-disappearance",
        "diplomatic-assurances",
    ),
    "flagrant-denial-of-justice": (
        "fair-trial-independence",
        "access-to-lawyer",
        "forced-confession-televised",
        "liuzhi",
    ),
    "persecution": (
        "political-dissidents-activists",
        "uyghurs-xinjiang",
        "tibetans",
        "falun-gong",
        "christians-house-church",
        "muslims-hui",
        "returnees-failed-asylum-seekers",
    ),
    "political-offence": ("political-dissidents-activists", "hong-kong-nsl", "interpol-abuse"),
    "specialty": ("diplomatic-assurances",),
    "dual-criminality": ("business-persons", "economic-crime-telecom-fraud-taiwanese"),
    "death-penalty": ("death-penalty", "diplomatic-assurances"),
    "nationality": ("taiwan-nationals",),
    "family-life": ("collective-punishment-family", "exit-bans"),
    "other": ("transnational-repression", "interpol-abuse"),
}
"""The topics usually argued for each kind of ground."""


@entity
class ProofSlot:
    """A place in a ground to attach a finding: one element to prove.

    Attributes:
        place: number of the thing, from 0; of a ground that names none yet, the first to come.
    """

    ground_id: str
    place: int
    title: str


@entity
class CaseChoices:
    """What is offered for a new ground made of findings.

    Attributes:
        references: of the open cases by ID, in their order.
        kind: the type of ground that is usually argued on most of their topics, or "" where none is.
    """

    references: Mapping[str, str]
    kind: GroundKind | Literal[""]


def case_choices(session: Session, finding_ids: Sequence[str]) -> CaseChoices:
    """Return the open cases, and the type of ground that findings suggest.

    Raises:
        NotFound: there is no such finding.
    """
    topics = [record.find(session, Finding, finding_id).topic_id for finding_id in finding_ids]
    argued = {kind: sum(topic in usual for topic in topics) for kind, usual in TOPICS.items()}
    best = max(argued, key=argued.__getitem__)
    with session.store.reading() as connection:
        ids = [case.id for case in table_for(Case).all(connection)]
        references = cases.references(connection, ids, only_open=True)
    return CaseChoices(
        references=dict(sorted(references.items(), key=lambda pair: pair[1].casefold())),
        kind=best if argued[best] else "",
    )


def add_ground(
    session: Session, finding_ids: Sequence[str], case_id: str, kind: GroundKind, title: str
) -> Ground:
    """Add a ground with one element, which findings support or, where they are adverse, speak against.

    Raises:
        NotFound: there is no such finding or case.
        Conflict: the case is in the bin.
    """
    record.find(session, Case, case_id)
    proof = Proof(element=title)
    for finding_id in finding_ids:
        proof = _joined(proof, record.find(session, Finding, finding_id))
    ground = Ground(id=session.ids(), case_id=case_id, kind=kind, title=title, proofs=(proof,))
    record.add(session, ground)
    return ground


def slots(session: Session) -> list[ProofSlot]:
    """Return every element to prove of an open case."""
    grounds = record.every(session, Ground)
    with session.store.reading() as connection:
        references = cases.references(connection, (ground.case_id for ground in grounds), only_open=True)
    ground_slots = []
    for ground in (ground for ground in grounds if ground.case_id in references):
        reference = references[ground.case_id]
        elements = [proof.element for proof in ground.proofs] or [ground.title]
        ground_slots += [
            ProofSlot(ground_id=ground.id, place=place, title=f"{reference} · {ground.title} · {element}")
            for place, element in enumerate(elements)
        ]
    return sorted(ground_slots, key=lambda slot: slot.title.casefold())


def attach(session: Session, finding_id: str, ground_id: str, place: int = 0) -> tuple[Ground, Ground]:
    """Attach a finding to an element to prove; see `attach_all`."""
    return attach_all(session, [finding_id], ground_id, place)


def attach_all(
    session: Session, finding_ids: Sequence[str], ground_id: str, place: int = 0
) -> tuple[Ground, Ground]:
    """Attach findings to an element to prove, each as adverse material if it is adverse, else as support.

    Returns:
        The ground as it was and as it is now.

    Raises:
        NotFound: there is no such finding, ground or thing to be shown.
    """
    findings = [record.find(session, Finding, finding_id) for finding_id in finding_ids]
    ground = record.find(session, Ground, ground_id)
    proofs = list(ground.proofs or (Proof(element=ground.title),))
    if not 0 <= place < len(proofs):
        raise NotFound(
            "This ground does not have this element.",
            field="place",
            remedy="Choose an element of this ground.",
        )
    for finding in findings:
        proofs[place] = _joined(proofs[place], finding)
    changed = replace(ground, proofs=tuple(proofs))
    with session.store.write("ground.attach") as transaction:
        transaction.replace(changed)
    return ground, changed


def attach_to_fact(session: Session, finding_id: str, fact_id: str) -> tuple[Fact, Fact]:
    """Attach a finding to a fact, at most once.

    Returns:
        The fact as it was and as it is now.

    Raises:
        NotFound: there is no such finding or fact.
    """
    finding = record.find(session, Finding, finding_id)
    fact = record.find(session, Fact, fact_id)
    ids = tuple(dict.fromkeys((*fact.finding_ids, finding.id)))
    return fact, record.change(session, replace(fact, finding_ids=ids), seen=fact)


def _joined(proof: Proof, finding: Finding) -> Proof:
    if finding.is_adverse:
        return replace(proof, adverse_ids=tuple(dict.fromkeys((*proof.adverse_ids, finding.id))))
    return replace(proof, finding_ids=tuple(dict.fromkeys((*proof.finding_ids, finding.id))))
