"""Facts that grounds rest on, and those of ill-treatment that a doctor is to examine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground
from casebook.domain.evidence.document import Document, DocumentKind

_ACCOUNTS: frozenset[DocumentKind] = frozenset({"statement", "medical"})


def alleged(facts: Iterable[Fact], grounds: Iterable[Ground], papers: Mapping[str, Document]) -> set[str]:
    """Return what a doctor is to examine, by ID: facts of a ground of ill-treatment that an account tells of.

    What papers of a State alone show, such as the opening of a case, is no ill-treatment.
    """
    rested = rested_on(one for one in grounds if one.kind == "ill-treatment")
    return {fact.id for fact in facts if fact.id in rested and _is_account(fact, papers)}


def _is_account(fact: Fact, papers: Mapping[str, Document]) -> bool:
    shown_by = {papers[one.document_id].kind for one in fact.pinpoints if one.document_id in papers}
    return not shown_by or not _ACCOUNTS.isdisjoint(shown_by)


def rested_on(grounds: Iterable[Ground]) -> set[str]:
    """Return the IDs of the facts that grounds rest on."""
    return {fact_id for ground in grounds for proof in ground.proofs for fact_id in proof.fact_ids}
