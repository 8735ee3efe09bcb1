"""Decisions on transfers to China, from the registry's pack."""

from __future__ import annotations

from typing import get_args

from casebook.domain.library.decision import (
    Decision,
    DecisionForum,
    DecisionOutcome,
    DecisionProcedure,
    RequestingParty,
)
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack
from casebook.packs.library.history import read_cite_use, read_later, require_histories
from casebook.packs.library.instrument import CONFIDENCES

KIND = "decision"
FORUMS: tuple[DecisionForum, ...] = get_args(DecisionForum)
OUTCOMES: tuple[DecisionOutcome, ...] = get_args(DecisionOutcome)
PROCEDURES: tuple[DecisionProcedure, ...] = get_args(DecisionProcedure)
PARTIES: tuple[RequestingParty, ...] = get_args(RequestingParty)


def read_decisions(pack: Pack) -> tuple[Decision, ...]:
    """Every decision of the pack, in its order."""
    return tuple(_decision(entry, pack) for entry in pack.entries(KIND))


def _decision(entry: PackEntry, pack: Pack) -> Decision:
    entry.day("checked", default=pack.head.checked_on)
    decision = Decision(
        id=entry.text("id"),
        court=entry.text("court"),
        forum=entry.choice("forum", FORUMS),
        country=entry.text("country", default=""),
        title=entry.text("title"),
        person_type=entry.text("person_type"),
        requesting_party=entry.choice("requesting_party", PARTIES),
        procedure=entry.choice("procedure", PROCEDURES),
        outcome=entry.choice("outcome", OUTCOMES),
        summary=entry.text("summary"),
        is_seen=entry.flag("seen"),
        confidence=entry.choice("confidence", CONFIDENCES),
        decided_on=entry.stated("decided"),
        number=entry.text("number", default=""),
        ecli=entry.text("ecli", default=""),
        grounds=entry.texts("grounds", default=()),
        has_assurances=entry.flag("assurances_considered"),
        assurances_assessment=entry.text("assurances_assessment", default=""),
        url=entry.text("url", default=""),
        reported_in=entry.text("reported_in", default=""),
        notes=entry.text("notes", default=""),
        history=entry.text("history", default=""),
        cite_use=read_cite_use(entry),
        later=read_later(entry),
        matter=entry.text("matter", default=""),
        pack=pack.head.version,
    )
    _check(entry, decision)
    return decision


def _check(entry: PackEntry, decision: Decision) -> None:
    if decision.assurances_assessment and not decision.has_assurances:
        entry.complain("assurances_assessment", "assesses assurances that were not considered")
    require_histories(entry, decision.history, decision.cite_use, decision.later)
    entry.close()
