"""Which rules an event offers."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event
from casebook.domain.deadline.offer import TRIGGERS, offers
from tests.domain.deadline.shelf import SHELF

SERVED = Event(
    id="e",
    case_id="c",
    kind="decision-served",
    title="Order",
    on=StatedDate(edtf="2026-11-02"),
    status="happened",
)


def test_two_rules_of_one_clock_are_offered_as_one() -> None:
    rules = SHELF.rules
    twin = rules["gb-ea2003-p2-appeal-notice-served"]
    assert set(twin.same_clock) == {"gb-ea2003-p2-appeal-s103", "gb-ea2003-p2-appeal-s108"}
    offered = {offer.rule.id for offer in offers(SERVED, None, "GB-ENG", rules.values())}
    assert "gb-ea2003-p2-appeal-s103" in offered
    assert twin.id not in offered
    alone = replace(twin, same_clock=())
    assert twin.id in {offer.rule.id for offer in offers(SERVED, None, "GB-ENG", [alone])}


def test_every_rule_is_offered_for_some_event() -> None:
    meant = {trigger for triggers in TRIGGERS.values() for trigger in triggers}
    assert {rule.trigger_event for rule in SHELF.rules.values()} <= meant
