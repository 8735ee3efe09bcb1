"""Incidents, assurances and grounds of the sample."""

from __future__ import annotations

from datetime import datetime
from typing import get_args

from casebook.domain.case.assurance import (
    FACTORS,
    Assessment,
    Assurance,
    Bearing,
    EarlierAssurance,
    Kept,
    Specificity,
)
from casebook.domain.case.ground import Ground, GroundKind, Proof, ProofState
from casebook.domain.case.incident import Corroboration, Incident, IncidentMethod
from casebook.domain.library.reading import Reading
from casebook.packs.base.entry import PackEntry
from casebook.sample.book.fact import pinpoints
from casebook.sample.book.key import Keys, must_state, stated

METHODS: tuple[IncidentMethod, ...] = get_args(IncidentMethod)
CORROBORATIONS: tuple[Corroboration, ...] = get_args(Corroboration)
BEARINGS: tuple[Bearing, ...] = get_args(Bearing)
SPECIFICITIES: tuple[Specificity, ...] = get_args(Specificity)
KEPT: tuple[Kept, ...] = get_args(Kept)
GROUND_KINDS: tuple[GroundKind, ...] = get_args(GroundKind)
PROOF_STATES: tuple[ProofState, ...] = get_args(ProofState)


def read_incidents(keys: Keys) -> tuple[Incident, ...]:
    """Every incident, in order."""
    return tuple(_incident(keys, entry) for entry in keys.entries("incident"))


def _incident(keys: Keys, entry: PackEntry) -> Incident:
    incident = Incident(
        id=keys.own(entry, "incident"),
        case_id=keys.named(entry, "case", "case"),
        method=entry.choice("method", METHODS),
        on=must_state(entry, "on"),
        what=entry.text("what"),
        place=entry.text("place", default=""),
        agent=entry.text("agent", default=""),
        person_ids=keys.all_named(entry, "persons", "person"),
        evidence=pinpoints(keys, entry, "evidence"),
        corroboration=entry.choice("corroboration", CORROBORATIONS, default="none"),
        corroborated_by=entry.text("corroborated_by", default=""),
        reported_to=entry.text("reported_to", default=""),
    )
    entry.close()
    return incident


def read_confirmations(keys: Keys, at: datetime) -> tuple[Reading, ...]:
    """What the invented counsel confirmed from her own copy of each authority, in order."""
    return tuple(_confirmation(keys, entry, at) for entry in keys.entries("confirmation"))


def _confirmation(keys: Keys, entry: PackEntry, at: datetime) -> Reading:
    reading = Reading(
        id=keys.own(entry, "confirmation"),
        noun="source" if entry.flag("is_source", default=False) else "finding",
        record_id=entry.text("id"),
        who="sample",
        read_at=at,
        pinpoint=entry.text("pinpoint"),
        initials=entry.text("initials"),
        later_history=entry.text("later", default=""),
    )
    entry.close()
    return reading


def read_answers(keys: Keys) -> dict[str, str]:
    """What a version says to decisions that allowed a transfer, by their IDs."""
    return dict(_answer(entry) for entry in keys.entries("answer"))


def _answer(entry: PackEntry) -> tuple[str, str]:
    answer = entry.text("decision"), entry.text("text")
    entry.close()
    return answer


def read_assurances(keys: Keys) -> tuple[Assurance, ...]:
    """Every assurance, in order."""
    return tuple(_assurance(keys, entry) for entry in keys.entries("assurance"))


def _assurance(keys: Keys, entry: PackEntry) -> Assurance:
    assurance = Assurance(
        id=keys.own(entry, "assurance"),
        case_id=keys.named(entry, "case", "case"),
        proceeding_id=keys.named(entry, "proceeding", "proceeding", is_needed=False),
        text=entry.text("text"),
        given_by=entry.text("given_by"),
        given_on=must_state(entry, "given_on"),
        specificity=entry.choice("specificity", SPECIFICITIES, default="not-assessed"),
        monitoring=entry.text("monitoring", default=""),
        pinpoints=pinpoints(keys, entry, "pinpoints"),
        assessments=tuple(_assessment(keys, table) for table in entry.tables("assessments")),
        earlier=tuple(_earlier(table) for table in entry.tables("earlier")),
    )
    entry.close()
    return assurance


def _assessment(keys: Keys, entry: PackEntry) -> Assessment:
    assessment = Assessment(
        factor=entry.choice("factor", FACTORS),
        bearing=entry.choice("bearing", BEARINGS),
        reason=entry.text("reason", default=""),
        pinpoints=pinpoints(keys, entry, "pinpoints"),
        finding_ids=entry.texts("findings", default=()),
    )
    entry.close()
    return assessment


def _earlier(entry: PackEntry) -> EarlierAssurance:
    earlier = EarlierAssurance(
        what=entry.text("what"),
        on=stated(entry, "on"),
        was=entry.choice("was", KEPT, default="not-known"),
        source=entry.text("source", default=""),
    )
    entry.close()
    return earlier


def read_grounds(keys: Keys) -> tuple[Ground, ...]:
    """Every ground, in order."""
    return tuple(_ground(keys, entry) for entry in keys.entries("ground"))


def _ground(keys: Keys, entry: PackEntry) -> Ground:
    ground = Ground(
        id=keys.own(entry, "ground"),
        case_id=keys.named(entry, "case", "case"),
        kind=entry.choice("kind", GROUND_KINDS),
        title=entry.text("title"),
        hooks=entry.texts("hooks", default=()),
        text=entry.text("text", default=""),
        proceeding_ids=keys.all_named(entry, "proceedings", "proceeding"),
        proofs=tuple(_proof(keys, table) for table in entry.tables("proofs")),
    )
    entry.close()
    return ground


def _proof(keys: Keys, entry: PackEntry) -> Proof:
    proof = Proof(
        element=entry.text("element"),
        fact_ids=keys.all_named(entry, "facts", "fact"),
        evidence=pinpoints(keys, entry, "evidence"),
        finding_ids=entry.texts("findings", default=()),
        adverse_ids=entry.texts("adverse_findings", default=()),
        adverse=entry.text("adverse", default=""),
        answer=entry.text("answer", default=""),
        state=entry.choice("state", PROOF_STATES, default="not-assessed"),
        remark=entry.text("remark", default=""),
    )
    entry.close()
    return proof
