"""Decided cases in a review: by whose request and how, each once, and what is not China's as none of its."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from casebook.base.i18n import Translator
from casebook.domain.library.cooperation.review import CooperationReview, printable
from casebook.domain.library.decision import Decision
from casebook.domain.library.sheet import DecidedCase
from casebook.packs.library.registry import read_registry
from casebook.services.library import country_text
from casebook.services.library.adverse_material import allowing
from casebook.services.library.cooperation import review
from casebook.services.library.cooperation.review import CaseNumbers
from tests.services.library.cooperation.test_review_sheet import EN, paper

STATES = [row.id for row in review.rows()]
OTHERS = [one for one in read_registry().decisions if one.requesting_party != "PRC"]


def without(shown: CooperationReview, decisions: list[Decision]) -> CooperationReview:
    """A review as if these decisions were not in the pack."""
    left_out = {one.id for one in decisions}
    kept = (
        tuple(one for one in matter.decisions if one.id not in left_out) for matter in shown.sheet.matters
    )
    matters = tuple(DecidedCase(decisions=decisions) for decisions in kept if decisions)
    return review.of_sheet(replace(shown.sheet, matters=matters))


def mainland(shown: CooperationReview) -> tuple[CaseNumbers, CaseNumbers]:
    row = review.row_of(shown, EN)
    return row.cases("extradition"), row.cases("removal")


@pytest.mark.parametrize("code", STATES)
@pytest.mark.parametrize("as_shown", [printable, lambda shown: shown], ids=["printed", "office"])
def test_no_case_of_others_counts_as_one_of_the_mainland(
    code: str, as_shown: Callable[[CooperationReview], CooperationReview]
) -> None:
    whole = review.review(code)
    shown = as_shown(whole), as_shown(without(whole, OTHERS))
    assert mainland(shown[0]) == mainland(shown[1])
    assert {one.requesting_party for one in shown[0].sheet.assurances} <= {"PRC"}
    of_others = {one.id for one in OTHERS if one.requesting_party != "HKSAR"}
    assert of_others.isdisjoint(one.record_id for one in shown[0].returned)


def test_no_ruling_on_a_request_of_others_allows_a_transfer_to_china() -> None:
    assert {one.requesting_party for one in allowing(read_registry().decisions)} == {"PRC"}


def test_every_request_of_others_is_said_to_be_theirs() -> None:
    for decision in OTHERS:
        effect = country_text.decided(decision, EN)
        assert re.search(r"request of (Hong Kong|Taiwan)|no request of China", effect), decision.id


def sought(decision: Decision) -> Iterator[str]:
    yield from re.findall(r"(?:sought by|request(?:s)? of|on an?) (Hong Kong|Taiwan)\b", text_of(decision))


def text_of(decision: Decision) -> str:
    return f"{decision.title}. {decision.person_type}. {decision.summary}"


@pytest.mark.parametrize("decision", read_registry().decisions, ids=lambda one: one.id)
def test_the_pack_names_whose_request_it_was(decision: Decision) -> None:
    parties = {"HKSAR": "Hong Kong", "British Hong Kong": "Hong Kong", "Taiwan": "Taiwan"}
    assert set(sought(decision)) <= {parties.get(decision.requesting_party)}
    if re.search("HKSAR", text_of(decision)):
        assert decision.requesting_party == "HKSAR"


def test_no_request_is_of_the_special_region_before_there_was_one() -> None:
    of_region = [one for one in OTHERS if one.requesting_party == "HKSAR"]
    began_on = date(1997, 7, 1)
    assert [one.id for one in of_region if one.decided_on and one.decided_on.latest_on < began_on] == []
    of_colony = [one for one in OTHERS if one.requesting_party == "British Hong Kong"]
    assert [one.id for one in of_colony if one.decided_on and one.decided_on.latest_on >= began_on] == []


def test_the_united_kingdom_allowed_no_extradition_to_the_mainland() -> None:
    row = review.row_of(printable(review.review("GB")), EN)
    counted = [(one.kind, one.refused, one.allowed) for one in row.decided]
    assert counted == [("extradition", 0, 0), ("removal", 0, 1), ("hong-kong", 0, 0)]
    text = paper("GB")
    assert "transfer refused (request of Taiwan, not of the People’s Republic of China)" in text
    assert "of Taiwan, of Hong Kong before July 1997 or of another State than China are not counted" in text
    assert "accepted on prison conditions" not in text
    assert "transfer allowed (request of Hong Kong under British administration)" in text
    assert "Decided cases: surrender to Hong Kong" not in text
    assert "transfer allowed (deportation or expulsion)" in text


def test_a_committee_or_court_above_the_states_allows_and_refuses_nothing() -> None:
    above = [one for one in read_registry().decisions if one.forum != "national"]
    effects = {country_text.decided(one, EN).partition(" (")[0] for one in above}
    assert effects.isdisjoint({"transfer allowed", "transfer refused"})
    assert "26 October 2023: no bar to the transfer found. " in paper("NZ")


def test_decisions_of_one_case_are_said_to_be_one() -> None:
    text = paper("ES")
    assert text.count("Same case as “Auto 10/2019 (amparo 2320-2018)”, counted once.") == 2
    assert "A case counts once, by its latest decision" in text


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_whose_request_it_was_is_said_in_chinese(language: str) -> None:
    for decision in OTHERS:
        effect = country_text.decided(decision, Translator(language))
        assert not re.search("[a-z]", effect), effect
