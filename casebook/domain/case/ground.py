"""A legal argument against return, and the elements it must prove."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.case.fact import Pinpoint

GroundKind = Literal[
    "ill-treatment",
    "flagrant-denial-of-justice",
    "persecution",
    "political-offence",
    "specialty",
    "dual-criminality",
    "death-penalty",
    "nationality",
    "family-life",
    "other",
]
ProofState = Literal["not-assessed", "not-shown", "contested", "arguable", "shown"]


@entity
class Proof:
    """One element that the ground must establish: a line of the proof matrix.

    Attributes:
        element: what must be shown, in words.
        fact_ids: the facts that show it.
        evidence: documents that show it beyond those of the facts.
        finding_ids: findings of the library that bear it out.
        adverse_ids: findings of the library that point the other way.
        adverse: adverse material that stands in no finding, in words.
        answer: what is said to the adverse material.
        state: how far it is shown, as assessed by the person who argues it.
        remark: what is still to be done.
    """

    element: str
    fact_ids: tuple[str, ...] = ()
    evidence: tuple[Pinpoint, ...] = ()
    finding_ids: tuple[str, ...] = ()
    adverse_ids: tuple[str, ...] = ()
    adverse: str = ""
    answer: str = ""
    state: ProofState = "not-assessed"
    remark: str = ""


@entity
class Ground:
    """A ground of a case.

    Attributes:
        title: as it is pleaded.
        hooks: the articles it hangs on ("ECHR Art 3", "EA 2003 s 87").
        text: the argument, paragraphs parted by a blank line.
        proceeding_ids: the proceedings it is argued in; empty for all of the case.
        proofs: what it needs, in order.
    """

    id: str
    case_id: str
    kind: GroundKind
    title: str
    hooks: tuple[str, ...] = ()
    text: str = ""
    proceeding_ids: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
