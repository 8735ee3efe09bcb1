"""The rules an event may trigger, ranked, each with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casebook.base.message import gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding, ProceedingKind
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.trigger import TRIGGERS, TriggerDay, is_started_by, trigger_day

PROCEEDINGS: dict[ProceedingKind, tuple[str, ...]] = {
    "extradition": ("extradition", "detention", "judicial-review", "interim-measures"),
    "surrender-hong-kong": ("extradition", "detention", "judicial-review", "interim-measures"),
    "removal": ("removal", "detention", "judicial-review", "interim-measures"),
    "asylum": ("asylum", "detention", "judicial-review", "interim-measures"),
    "interim-measures": ("interim-measures", "treaty-body"),
    "treaty-body": ("treaty-body", "interim-measures"),
    "interpol": ("interpol",),
    "detention-review": ("detention", "judicial-review"),
    "judicial-review": ("judicial-review", "removal", "asylum"),
    "voluntary-return": ("removal", "asylum"),
}
"""The proceedings whose rules can apply in a proceeding, its own first."""

EU = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)
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
        is_conditional: it runs from an act that this event need not be, such as the order of a minister
            where a court decided: `rule.trigger` names it, and somebody must say that this was it.
    """

    rule: Rule
    why: tuple[str, ...]
    rank: int
    is_conditional: bool


def offers(
    event: Event, proceeding: Proceeding | None, jurisdiction: str, rules: Iterable[Rule]
) -> tuple[RuleOffer, ...]:
    """Return the rules an event may trigger, the most likely first.

    Args:
        event: what happened.
        proceeding: the proceeding it belongs to, or the only one of its case; None where it may be any. If
            the event is not linked to it, rules for other types of proceeding are offered after its own.
        jurisdiction: of the case, ISO 3166 with or without a part.
        rules: to choose among.
    """
    found = [offer for rule in rules if (offer := _offer(event, proceeding, jurisdiction, rule))]
    ids = {offer.rule.id for offer in found}
    found = [offer for offer in found if ids.isdisjoint(offer.rule.same_clock)]
    return tuple(sorted(found, key=lambda offer: (-offer.rank, offer.rule.id)))


def _offer(event: Event, proceeding: Proceeding | None, jurisdiction: str, rule: Rule) -> RuleOffer | None:
    meant = TRIGGERS[event.kind]
    if rule.trigger_event not in meant or not _held(event, rule):
        return None
    place = _place(jurisdiction.partition("-")[0].upper(), rule)
    kind = _kind(proceeding, rule, is_linked=bool(event.proceeding_id))
    if place is None or kind is None:
        return None
    reasons = [place, kind]
    other_day, is_conditional = trigger_day(event.kind, rule), not is_started_by(event.kind, rule)
    if other_day:
        reasons.append((_OTHER_DAY[other_day], 0))
    elif not is_conditional:
        reasons.append((gettext_noop("it runs from exactly this type of event"), 2))
    reasons += list(_forum(proceeding, rule))
    if rule.is_comparison:
        reasons.insert(0, (gettext_noop("for comparison: it is for requests from other States"), -_LAST))
    if rule.status == "disputed":
        reasons.append((gettext_noop("it is disputed"), -1))
    return RuleOffer(
        rule=rule,
        why=tuple(text for text, _ in reasons),
        rank=sum(weight for _, weight in reasons),
        is_conditional=is_conditional,
    )


def _held(event: Event, rule: Rule) -> bool:
    """Return whether the rule's text was in force at the event; a superseded one must be known to be."""
    first, last = event.on.earliest_on, event.on.latest_on
    if rule.valid_from_on and last < rule.valid_from_on:
        return False
    if rule.valid_to_on and first > rule.valid_to_on:
        return False
    return rule.status != "superseded" or rule.valid_to_on is not None


def _place(country: str, rule: Rule) -> tuple[str, int] | None:
    if rule.jurisdiction == country:
        return gettext_noop("it is a rule of this jurisdiction"), 8
    if rule.jurisdiction == "EU" and country in EU:
        return gettext_noop("it is EU law that is binding in this jurisdiction"), 4
    if rule.jurisdiction == "INT":
        return gettext_noop("it is a rule of an international body or treaty"), 2
    return None


def _kind(proceeding: Proceeding | None, rule: Rule, *, is_linked: bool) -> tuple[str, int] | None:
    if proceeding is None:
        return gettext_noop(
            "the event belongs to no proceeding, so rules for every type of proceeding are offered"
        ), 0
    meant = PROCEEDINGS[proceeding.kind]
    if rule.proceeding in meant:
        why = gettext_noop("it applies to this type of proceeding")
        if not is_linked:
            why = gettext_noop("it applies to the only proceeding of the case; the event is not linked to it")
        return why, 4 - meant.index(rule.proceeding)
    if rule.proceeding in _BEYOND and rule.trigger_event in _FINAL:
        return gettext_noop("it gives access to a body beyond the domestic courts"), 0
    return None if is_linked else (gettext_noop("it applies to another type of proceeding"), -_OF_ANOTHER)


def _forum(proceeding: Proceeding | None, rule: Rule) -> Iterator[tuple[str, int]]:
    if proceeding is not None and _words(proceeding.forum) & _words(rule.forum):
        yield gettext_noop("its court or body has the same name as this one"), 1


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold())) - _OF_MANY_COURTS
