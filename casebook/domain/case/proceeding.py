"""A proceeding against or for a person (extradition, removal, asylum, Interpol) and its outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.base.message import gettext_noop
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity

ProceedingKind = Literal[
    "extradition",
    "surrender-hong-kong",
    "removal",
    "asylum",
    "interim-measures",
    "treaty-body",
    "interpol",
    "detention-review",
    "judicial-review",
    "voluntary-return",
]
OutcomeKind = Literal[
    "",
    "return-ordered",
    "return-refused",
    "protection-granted",
    "protection-refused",
    "stayed",
    "remitted",
    "withdrawn",
    "other",
]
PROCEEDING_TITLES: Mapping[str, str] = {
    "extradition": gettext_noop("Extradition"),
    "surrender-hong-kong": gettext_noop("Surrender to Hong Kong"),
    "removal": gettext_noop("Removal"),
    "asylum": gettext_noop("Asylum"),
    "interim-measures": gettext_noop("Interim measures"),
    "treaty-body": gettext_noop("Treaty body"),
    "interpol": gettext_noop("Interpol"),
    "detention-review": gettext_noop("Detention review"),
    "judicial-review": gettext_noop("Judicial review"),
    "voluntary-return": gettext_noop("“Voluntary return”"),
}
OUTCOME_TITLES: Mapping[str, str] = {
    "return-ordered": gettext_noop("Return ordered"),
    "return-refused": gettext_noop("Return refused"),
    "protection-granted": gettext_noop("Protection granted"),
    "protection-refused": gettext_noop("Protection refused"),
    "stayed": gettext_noop("Stayed"),
    "remitted": gettext_noop("Remitted"),
    "withdrawn": gettext_noop("Withdrawn"),
    "other": gettext_noop("Other outcome"),
}


@entity
class Stage:
    """One stage: its title, start, end and outcome."""

    title: str
    begins: StatedDate
    ends: StatedDate | None = None
    outcome: str = ""


@entity
class Proceeding:
    """A proceeding before one court or body.

    Attributes:
        kind: what is asked of the forum.
        forum: the court or body, as it calls itself.
        number: its number there.
        requested_by: the requesting authority, where there is one.
        offence: the alleged offence, as the request words it.
        prc_article: the article of PRC law relied on.
        instrument_id: registry id of the treaty or instrument relied on, or "".
        stages: in order.
        outcome: "" while it runs.
        outcome_kind: what it comes to for the person, as reports count it; "" where nobody chose it.
        next_id: the proceeding it went on to by appeal, or "".
    """

    id: str
    case_id: str
    kind: ProceedingKind
    forum: str
    number: str = ""
    requested_by: str = ""
    offence: str = ""
    prc_article: str = ""
    instrument_id: str = ""
    stages: tuple[Stage, ...] = ()
    outcome: str = ""
    next_id: str = ""
    outcome_kind: OutcomeKind = ""

    @property
    def current_stage(self) -> Stage | None:
        """Return the last stage that has not ended, or None."""
        return next((stage for stage in reversed(self.stages) if stage.ends is None), None)


def chains(proceedings: Sequence[Proceeding]) -> list[tuple[Proceeding, ...]]:
    """Return each proceeding followed by its appeals, earliest first; none is listed twice."""
    by_id = {proceeding.id: proceeding for proceeding in proceedings}
    appeals = {proceeding.next_id for proceeding in proceedings if proceeding.next_id in by_id}
    all_chains: list[tuple[Proceeding, ...]] = []
    seen_ids: set[str] = set()
    # One that is nobody's appeal comes first; a circle, which no door lets in, is still listed once.
    for start in sorted(proceedings, key=lambda one: (one.id in appeals, _began_on(one))):
        chain = []
        step: Proceeding | None = start
        while step is not None and step.id not in seen_ids:
            seen_ids.add(step.id)
            chain.append(step)
            step = by_id.get(step.next_id)
        if chain:
            all_chains.append(tuple(chain))
    return all_chains


def only_running(proceedings: Sequence[Proceeding]) -> Proceeding | None:
    """Return the only proceeding that runs, or None; an appeal runs in place of what it is from.

    An asylum claim does not count: authorities and courts learn of one by decision alone.
    """
    running = (
        [one for one in chain if not one.outcome and one.kind != "asylum"][-1:]
        for chain in chains(proceedings)
    )
    last = [one for ends in running for one in ends]
    return last[0] if len(last) == 1 else None


def chosen_from(proceedings: Iterable[Proceeding], proceeding_id: str) -> Proceeding:
    """Return the proceeding with this ID.

    Raises:
        InvalidInput: it is none of these.
    """
    chosen = next((one for one in proceedings if one.id == proceeding_id), None)
    if chosen is None:
        raise InvalidInput(
            "This proceeding does not belong to the case.",
            field="proceeding",
            remedy="Choose a proceeding of the case.",
        )
    return chosen


def check_proceeding(proceeding: Proceeding) -> None:
    """Reject a proceeding that is its own appeal, or has a type of outcome but no outcome.

    Raises:
        InvalidInput: it is one.
    """
    if proceeding.outcome_kind and not proceeding.outcome.strip():
        raise InvalidInput(
            "A type of outcome is chosen, but no outcome is entered.",
            field="outcome",
            remedy="Enter the outcome in words, or leave its type open.",
        )
    if proceeding.next_id == proceeding.id:
        raise InvalidInput(
            "A proceeding cannot be its own appeal.",
            field="next_id",
            remedy="Choose the proceeding that followed.",
        )


def check_appeal(proceeding: Proceeding, others: Mapping[str, Proceeding]) -> None:
    """Reject a proceeding whose chain of appeals is circular.

    Args:
        proceeding: as it is to be saved.
        others: the proceedings of its case, by id.

    Raises:
        InvalidInput: they do.
    """
    step, passed = others.get(proceeding.next_id), set[str]()
    while step is not None and step.id not in passed:
        if step.id == proceeding.id:
            raise InvalidInput(
                "An appeal cannot lead back to the proceeding it came from.",
                field="next_id",
                remedy="Choose the later proceeding in this case.",
            )
        passed.add(step.id)
        step = others.get(step.next_id)


def _began_on(proceeding: Proceeding) -> date:
    return min((stage.begins.earliest_on for stage in proceeding.stages), default=date.max)
