"""Which rules an event offers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event, EventKind
from casebook.domain.case.proceeding import Proceeding, ProceedingKind
from casebook.domain.deadline.offer import RuleOffer, binding, none_of_state, offers
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.trigger import TRIGGERS, is_started_by
from casebook.packs.library.registry import read_registry
from tests.domain.deadline.shelf import SHELF

SERVED = Event(
    id="e",
    case_id="c",
    kind="decision-served",
    title="Order",
    on=StatedDate(edtf="2026-11-02"),
    status="happened",
)
SHEETS = {sheet.id: sheet for sheet in read_registry().countries}
_NOT_RECORDED = {"crc-op3", "ets-24"}


def _offers(
    event: Event, proceeding: Proceeding | None, place: str, rules: Iterable[Rule]
) -> tuple[RuleOffer, ...]:
    return offers(event, proceeding, place, rules, SHEETS.get(place[:2]))


@pytest.mark.parametrize("kind", ["decision-served", "arrest", "removal-date"])
@pytest.mark.parametrize("country", ["US", "GB", "CY", "RU", "CN", "XK", "ZA"])
def test_a_rule_of_a_treaty_is_offered_where_it_may_bind_the_state(country: str, kind: EventKind) -> None:
    international = [rule for rule in SHELF.rules.values() if rule.jurisdiction == "INT"]
    offered = {
        offer.rule.id: offer for offer in _offers(replace(SERVED, kind=kind), None, country, international)
    }
    for rule in international:
        if rule.trigger_event not in TRIGGERS[kind] or (rule.status == "superseded" and not rule.valid_to_on):
            continue
        if rule.treaty == "none":
            accepted = "yes"
        elif rule.treaty in _NOT_RECORDED or country not in SHEETS:
            accepted = "unknown"
        else:
            accepted = next(one.state for one in SHEETS[country].remedies if one.kind == rule.treaty)
        assert (rule.id in offered) is (accepted != "no"), rule.id
        if rule.id in offered:
            assert offered[rule.id].turns_on_treaty is (accepted != "yes")


def test_the_united_states_are_offered_no_court_of_europe() -> None:
    ids = {offer.rule.id for offer in _offers(SERVED, None, "US", SHELF.rules.values())}
    assert not {"echr-four-month-rule", "hrc-abuse-five-years", "un-cat-art22-complaint"} & ids
    cyprus = {offer.rule.id for offer in _offers(SERVED, None, "CY", SHELF.rules.values())}
    assert {"echr-four-month-rule", "hrc-abuse-five-years", "un-cat-art22-complaint"} <= cyprus


@pytest.mark.parametrize(
    ("rule_id", "place", "bond"),
    [
        ("gb-ea2003-p1-appeal", "FR", "foreign"),
        ("gb-ea2003-p1-appeal", "GB-SCT", "binds"),
        ("echr-four-month-rule", "US", "foreign"),
        ("echr-four-month-rule", "RU", "unsure"),
        ("crc-op3-1y", "US", "unsure"),
        ("interpol-ccf-access", "US", "binds"),
    ],
)
def test_whether_a_rule_can_hold_in_a_country(rule_id: str, place: str, bond: str) -> None:
    assert binding(SHELF.rules[rule_id], place, SHEETS[place[:2]]) == bond


def test_two_rules_of_one_clock_are_offered_as_one() -> None:
    rules = SHELF.rules
    twin = rules["gb-ea2003-p2-appeal-notice-served"]
    assert set(twin.same_clock) == {"gb-ea2003-p2-appeal-s103", "gb-ea2003-p2-appeal-s108"}
    offered = {offer.rule.id for offer in _offers(SERVED, None, "GB-ENG", rules.values())}
    assert "gb-ea2003-p2-appeal-s103" in offered
    assert twin.id not in offered
    alone = replace(twin, same_clock=())
    assert twin.id in {offer.rule.id for offer in _offers(SERVED, None, "GB-ENG", [alone])}


@pytest.mark.parametrize(
    ("forum", "is_named"), [("Supreme Court of Cyprus", False), ("European Court of Human Rights", True)]
)
def test_a_word_that_many_courts_bear_makes_no_two_of_them_one(forum: str, *, is_named: bool) -> None:
    proceeding = Proceeding(id="p", case_id="c", kind="extradition", forum=forum)
    rule = replace(SHELF.rules["echr-four-month-rule"], trigger_event="final-domestic-decision")
    reasons = [
        str(reason)
        for offer in _offers(replace(SERVED, kind="decision-served"), proceeding, "CY", [rule])
        for reason in offer.why
    ]
    assert any("same name" in reason for reason in reasons) is is_named


def test_a_rule_for_requests_of_other_states_is_offered_last() -> None:
    extradition = Proceeding(id="p", case_id="c", kind="extradition", forum="")
    rules = list(SHELF.rules.values())
    offered = _offers(SERVED, extradition, "GB", rules)
    last = [offer for offer in offered if "(comparison)" in offer.rule.title]
    assert last
    assert list(offered[-len(last) :]) == last
    assert all("for comparison" in offer.why[0] for offer in last)


def test_every_rule_is_offered_for_some_event() -> None:
    meant = {trigger for triggers in TRIGGERS.values() for trigger in triggers}
    assert {rule.trigger_event for rule in SHELF.rules.values()} <= meant


def test_an_offer_says_that_the_form_asks_for_the_day_of_sending() -> None:
    rules = [SHELF.rules["gb-ftt-appeal-in-country"], SHELF.rules["at-bvwg-2w"]]
    (sent,) = _offers(SERVED, None, "GB-ENG", rules)
    (served,) = _offers(SERVED, None, "AT", rules)
    assert any("the day of sending" in reason for reason in sent.why)
    assert not any("the form asks" in reason for reason in served.why)


def test_the_only_proceeding_of_a_case_puts_its_rules_first_and_hides_none() -> None:
    only = Proceeding(id="p", case_id="c", kind="asylum", forum="First-tier Tribunal")
    rules = SHELF.rules.values()
    assumed, linked, any_of_them = (
        _offers(event, proceeding, "GB-ENG", rules)
        for event, proceeding in (
            (SERVED, only),
            (replace(SERVED, proceeding_id="p"), only),
            (SERVED, None),
        )
    )
    assert [each.rule.id for each in assumed][: len(linked)] == [each.rule.id for each in linked]
    assert {each.rule.id for each in assumed} == {each.rule.id for each in any_of_them}
    assert any("only proceeding" in reason for reason in assumed[0].why)
    assert any("another type of proceeding" in reason for reason in assumed[-1].why)


def _is_conditional(rule_id: str, event: Event) -> bool:
    rule = SHELF.rules[rule_id]
    (offer,) = _offers(
        event, None, {"INT": "CY", "EU": "AT"}.get(rule.jurisdiction, rule.jurisdiction), [rule]
    )
    return offer.is_conditional


@pytest.mark.parametrize(
    ("rule_id", "is_conditional"),
    [
        ("gb-ea2003-p2-appeal-s103", True),
        ("gb-ea2003-p2-appeal-s108", True),
        ("gb-ea2003-p2-representations", True),
        ("gb-ftt-appeal-in-country", True),
        ("gb-ftt-appeal-out-of-country", True),
        ("ca-extradition-jr-surrender", True),
        ("fr-extradition-decree-rep", True),
        ("fr-cnda-appeal", True),
        ("ch-irsg-warrant-10", True),
        ("echr-four-month-rule", True),
        ("at-bvwg-2w", False),
        ("ch-irsg-appeal-30", False),
        ("au-art-protection-review", False),
        ("ca-rad-notice", False),
    ],
)
def test_what_runs_from_another_act_depends_on_what_was_served(rule_id: str, *, is_conditional: bool) -> None:
    assert _is_conditional(rule_id, SERVED) is is_conditional


_BODY = re.compile(
    r"(?i:minister|secretary of state|government|requesting state|foreign state|decree|warrant|high court"
    r"|upper tribunal|refuses? leave|refusal of permission|last court|prior court)"
    r"|OFPRA|CNDA|SEM\b|Asylum Service|Commissione"
)


def test_no_rule_naming_whose_act_starts_it_is_offered_for_any_decision() -> None:
    for event in (SERVED, replace(SERVED, kind="decision-made")):
        for rule in SHELF.rules.values():
            if _BODY.search(rule.trigger) and rule.trigger_event in TRIGGERS[event.kind]:
                assert not is_started_by(event.kind, rule), rule.id


def _linked(kind: ProceedingKind, place: str) -> list[RuleOffer]:
    proceeding = Proceeding(id="p", case_id="c", kind=kind, forum="")
    return [*_offers(replace(SERVED, proceeding_id="p"), proceeding, place, SHELF.rules.values())]


@pytest.mark.parametrize(
    ("place", "rule_id"),
    [("US", "us-bia-appeal-30"), ("US", "us-pfr-30"), ("TR", "tr-aym-30"), ("TR", "tr-deportation-suit-7")],
)
def test_an_asylum_decision_offers_remedies_against_removal(place: str, rule_id: str) -> None:
    (offer,) = [one for one in _linked("asylum", place) if one.rule.id == rule_id]
    assert offer.is_conditional
    assert any("related type" in reason for reason in offer.why)


def test_only_a_decision_brings_rules_of_removal_into_asylum() -> None:
    hearing = replace(SERVED, kind="hearing", proceeding_id="p")
    asylum = Proceeding(id="p", case_id="c", kind="asylum", forum="")
    found = _offers(hearing, asylum, "US", SHELF.rules.values())
    assert not [offer for offer in found if offer.rule.proceeding == "removal"]


def test_the_final_decision_offers_what_runs_from_it_in_any_proceeding() -> None:
    (offer,) = [one for one in _linked("extradition", "TR") if one.rule.id == "tr-aym-30"]
    assert offer.is_conditional
    assert any("final domestic decision" in reason for reason in offer.why)


@pytest.mark.parametrize("place", ["US", "CA", "GB-ENG", "AU", "NZ", "FR", "SK"])
@pytest.mark.parametrize("kind", ["extradition", "asylum", "removal"])
def test_no_rule_of_another_proceeding_is_said_to_apply_to_this_one(kind: ProceedingKind, place: str) -> None:
    offered = _linked(kind, place)
    assert "us-pfr-30" not in {one.rule.id for one in offered if kind == "extradition"}
    for one in offered:
        applies = "it applies to this type of proceeding" in one.why
        assert applies is (one.rule.proceeding == kind), one.rule.id


def test_of_equal_rules_the_shortest_is_offered_first() -> None:
    german = [one.rule.id for one in _linked("asylum", "DE") if one.rule.id.startswith("de-asylg")]
    assert german.index("de-asylg-begruendung-1m") > german.index("de-asylg-klage-2w")
    assert german.index("de-asylg-klage-2w") > german.index("de-asylg-klage-1w")


@pytest.mark.parametrize(
    ("kind", "place", "first", "second"),
    [
        ("asylum", "GB", "gb-ftt-appeal-in-country", "gb-ut-coa-permission"),
        ("asylum", "GB", "gb-ftt-permission-in-country", "gb-ut-permission-in-country"),
        ("removal", "US", "us-bia-appeal-30", "us-bia-appeal-10-ifr-vacated"),
        ("removal", "US", "us-bia-appeal-10-ifr-vacated", "us-motion-reopen"),
        ("asylum", "FR", "fr-cnda-appeal", "fr-border-asylum-appeal-15d"),
    ],
)
def test_a_later_act_and_a_blocked_text_stand_behind(
    kind: ProceedingKind, place: str, first: str, second: str
) -> None:
    found = [one.rule.id for one in _linked(kind, place)]
    assert found.index(first) < found.index(second)


def test_bodies_and_treaties_alone_are_no_law_of_the_state() -> None:
    extradition = _linked("extradition", "CY")
    assert extradition
    assert none_of_state(extradition)
    assert not none_of_state(_linked("asylum", "CY"))
