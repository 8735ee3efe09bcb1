"""The rules an event may trigger, ranked, each with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.base.period import Period, Unit
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding, ProceedingKind
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.trigger import TRIGGERS, TriggerDay, is_of_later_act, is_started_by, trigger_day
from casebook.domain.library.country import Country

PROCEEDINGS: dict[ProceedingKind, tuple[str, ...]] = {
    "extradition": ("extradition", "detention", "judicial-review", "interim-measures"),
    "surrender-hong-kong": ("extradition", "detention", "judicial-review", "interim-measures"),
    "removal": ("removal", "detention", "judicial-review", "interim-measures"),
    "asylum": ("asylum", "detention", "judicial-review", "interim-measures", "removal"),
    "interim-measures": ("interim-measures", "treaty-body"),
    "treaty-body": ("treaty-body", "interim-measures"),
    "interpol": ("interpol",),
    "detention-review": ("detention", "judicial-review"),
    "judicial-review": ("judicial-review", "removal", "asylum"),
    "voluntary-return": ("removal", "asylum"),
}
"""The proceedings whose rules can apply in a proceeding, its own first."""
_ONLY_BY_DECISION: dict[ProceedingKind, str] = {"asylum": "removal"}
"""Of these nothing but what runs from a decision is offered: it may order the removal, or need not."""

EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)
Binding = Literal["binds", "unsure", "foreign"]
"""Whether a rule holds in a country: it does, its treaty is not known to bind the state, or it does not."""
_OTHER_DAY: dict[TriggerDay, str] = {
    "sent": gettext_noop("time runs from the day of sending, which the form asks for"),
    "made": gettext_noop("time runs from the day it was made, which the form asks for"),
    "final": gettext_noop("time runs from the day it became final, which the form asks for"),
    "start": gettext_noop("time runs from another day than the event, which the form asks for"),
}
_BEYOND = frozenset({"treaty-body", "interim-measures"})
_OF_ANOTHER = 12
"""More than jurisdiction and forum can add, so that rules of another type of proceeding come last."""
_LAST = 2 * _OF_ANOTHER
"""Puts rules kept for comparison behind those of another type of proceeding."""
_FINAL = frozenset({"final-domestic-decision", "removal-date"})
_DAYS: dict[Unit, float] = {"hours": 1 / 24, "process-hours": 1 / 24, "weeks": 7, "months": 30, "years": 365}
"""About how long a unit is, in days; every other is one."""
_WORD = re.compile(r"\w{5,}")
_OF_MANY_COURTS = frozenset(
    {"appeal", "appeals", "authority", "chamber", "commission", "committee", "council", "court", "courts"}
    | {
        "administrative",
        "district",
        "federal",
        "first",
        "office",
        "regional",
        "service",
        "supreme",
        "tribunal",
    }
)
"""Words in the names of many courts and bodies, which identify none of them."""


@entity
class RuleOffer:
    """A rule suggested for an event.

    Attributes:
        why: the reasons, as texts to translate.
        rank: the higher, the likelier.
        turns_on_treaty: it holds only if its treaty binds the state, which the country sheet does not say.
        is_conditional: it runs from an act that this event need not be, such as the order of a minister
            where a court decided: `rule.trigger` names it, and somebody must say that this was it. So does
            one of another type of proceeding.
    """

    rule: Rule
    why: tuple[str, ...]
    rank: int
    is_conditional: bool
    turns_on_treaty: bool


def by_condition(offer: RuleOffer) -> tuple[bool, bool]:
    """Return where an offer stands: what holds without a condition first, what turns on a treaty last."""
    return offer.turns_on_treaty, offer.is_conditional


def none_of_state(offers: Iterable[RuleOffer]) -> bool:
    """Return whether no law of the state or of the EU is among these, but bodies and treaties at most."""
    return all(offer.rule.jurisdiction == "INT" for offer in offers)


def binding(rule: Rule, jurisdiction: str, state: Country | None) -> Binding:
    """Return whether a rule can hold in a case.

    Args:
        rule: of a state, of the EU or of a treaty.
        jurisdiction: of the case, ISO 3166 with or without a part.
        state: the sheet of that country; None where there is none, so that no treaty is known to bind it.

    A treaty that a state has left may still hold for what was done before; only one that the sheet says the
    state is not party to is foreign.
    """
    country = jurisdiction.partition("-")[0].upper()
    if rule.jurisdiction != "INT":
        return "binds" if rule.jurisdiction in {country, "EU" if country in EU else country} else "foreign"
    if rule.treaty == "none":
        return "binds"
    accepted = state.state_under(rule.treaty) if state else "unknown"
    return {"yes": "binds", "no": "foreign"}.get(accepted, "unsure")  # type: ignore[return-value]


def offers(
    event: Event,
    proceeding: Proceeding | None,
    jurisdiction: str,
    rules: Iterable[Rule],
    state: Country | None,
) -> tuple[RuleOffer, ...]:
    """Return the rules an event may trigger, the most likely first, and of equal ones the shortest.

    Among equals, what runs from the decision itself comes before what runs from an act after it, such as an
    appeal decided or a permission refused, and a text that a court has blocked after what is in force.

    Args:
        event: what happened.
        proceeding: the proceeding it belongs to, or the only one of its case; None where it may be any. If
            the event is not linked to it, rules for other types of proceeding are offered after its own.
        jurisdiction: of the case, ISO 3166 with or without a part.
        rules: to choose among.
        state: the sheet of the country, which says what treaties bind it; None where there is none.
    """
    held = ((rule, binding(rule, jurisdiction, state)) for rule in rules)
    found = [offer for rule, bond in held if (offer := _offer(event, proceeding, bond, rule))]
    ids = {offer.rule.id for offer in found}
    found = [offer for offer in found if ids.isdisjoint(offer.rule.same_clock)]
    return tuple(sorted(found, key=_place_among))


def _place_among(offer: RuleOffer) -> tuple[int, bool, bool, float, str]:
    rule = offer.rule
    return -offer.rank, is_of_later_act(rule), rule.is_blocked, _length(rule), rule.id


def _offer(event: Event, proceeding: Proceeding | None, bond: Binding, rule: Rule) -> RuleOffer | None:
    meant = TRIGGERS[event.kind]
    if bond == "foreign" or rule.trigger_event not in meant or not _held(event, rule):
        return None
    kind = _kind(proceeding, rule, is_linked=bool(event.proceeding_id))
    if kind is None:
        return None
    reasons = [_place(rule, bond), kind]
    other_day = trigger_day(event.kind, rule)
    is_conditional = not is_started_by(event.kind, rule) or _is_by_decision(proceeding, rule)
    if other_day:
        reasons.append((_OTHER_DAY[other_day], 0))
    elif not is_conditional:
        reasons.append((gettext_noop("it runs from exactly this type of event"), 2))
    reasons += list(_forum(proceeding, rule))
    if rule.is_comparison:
        reasons.insert(0, (gettext_noop("for comparison: it is for requests from other States"), -_LAST))
    if rule.status == "disputed":
        reasons.append((gettext_noop("it is disputed"), 0))
    return RuleOffer(
        rule=rule,
        why=tuple(text for text, _ in reasons),
        rank=sum(weight for _, weight in reasons),
        is_conditional=is_conditional,
        turns_on_treaty=bond == "unsure",
    )


def _held(event: Event, rule: Rule) -> bool:
    """Return whether the rule's text was in force at the event; a superseded one must be known to be."""
    first, last = event.on.earliest_on, event.on.latest_on
    if rule.valid_from_on and last < rule.valid_from_on:
        return False
    if rule.valid_to_on and first > rule.valid_to_on:
        return False
    return rule.status != "superseded" or rule.valid_to_on is not None


def _place(rule: Rule, bond: Binding) -> tuple[str, int]:
    if rule.jurisdiction == "EU":
        return gettext_noop("it is EU law that is binding in this jurisdiction"), 4
    if rule.jurisdiction != "INT":
        return gettext_noop("it is a rule of this jurisdiction"), 8
    if bond == "unsure":
        return gettext_noop("it is a rule of a treaty that is not known to bind this state"), 1
    return gettext_noop("it is a rule of an international body or treaty"), 2


def _kind(proceeding: Proceeding | None, rule: Rule, *, is_linked: bool) -> tuple[str, int] | None:
    if proceeding is None:
        return gettext_noop(
            "the event belongs to no proceeding, so rules for every type of proceeding are offered"
        ), 0
    meant = PROCEEDINGS[proceeding.kind]
    is_of_other_act = (
        _is_by_decision(proceeding, rule) and rule.trigger_event not in TRIGGERS["decision-served"]
    )
    if rule.proceeding in meant and not is_of_other_act:
        place = meant.index(rule.proceeding)
        why = gettext_noop("it applies to this type of proceeding")
        if place:
            why = gettext_noop("it is for a related type of proceeding: check that it fits")
        elif not is_linked:
            why = gettext_noop("it applies to the only proceeding of the case; the event is not linked to it")
        return why, 4 - place
    if rule.trigger_event in _FINAL and rule.proceeding in _BEYOND:
        return gettext_noop("it gives access to a body beyond the domestic courts"), 0
    if rule.trigger_event == "final-domestic-decision":
        return gettext_noop("it runs from the final domestic decision: check that it fits this proceeding"), 0
    return None if is_linked else (gettext_noop("it applies to another type of proceeding"), -_OF_ANOTHER)


def _is_by_decision(proceeding: Proceeding | None, rule: Rule) -> bool:
    """Return whether a rule is of a type of proceeding that only a decision in this one may lead to."""
    return proceeding is not None and _ONLY_BY_DECISION.get(proceeding.kind) == rule.proceeding


def _length(rule: Rule) -> float:
    """Return about how long the shortest reading of a rule is, in days; 0 where the law names no number."""
    periods = (rule.period, *(reading.period for reading in rule.readings if reading.is_diarised))
    return min((_days(period) for period in periods if period), default=0)


def _days(period: Period) -> float:
    return sum(part.amount * _DAYS.get(part.unit, 1) for part in period.parts)


def _forum(proceeding: Proceeding | None, rule: Rule) -> Iterator[tuple[str, int]]:
    if proceeding is not None and _words(proceeding.forum) & _words(rule.forum):
        yield gettext_noop("its court or body has the same name as this one"), 1


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold())) - _OF_MANY_COURTS
