from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.request.request_check import RequestCheck
from casebook.domain.request.request_test import PaperReceipt
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.deadline import deadline
from casebook.services.request import request_test


def opened(session: Session, country: str, instrument: str = "") -> str:
    made = case.open_case(session, reference="R-1", title="", jurisdiction=country)
    proceeding = Proceeding(
        id="p1", case_id=made.id, kind="extradition", forum="A court", instrument_id=instrument
    )
    arrest = Event(
        id="e1",
        case_id=made.id,
        proceeding_id="p1",
        kind="arrest",
        title="Arrest",
        on=StatedDate(edtf="2026-04-16"),
    )
    record.add(session, proceeding, arrest)
    return made.id


def checked(session: Session, case_id: str) -> RequestCheck:
    (found,) = request_test.check(session, case_id)
    return found


def test_a_test_that_was_begun_is_checked_in_any_kind_of_proceeding(session: Session) -> None:
    case_id = case.open_case(session, reference="R-1", title="", jurisdiction="FR").id
    record.add(session, Proceeding(id="p1", case_id=case_id, kind="judicial-review", forum="A council"))
    assert request_test.check(session, case_id) == ()
    request_test.begin(session, case_id, "p1")
    assert [one.proceeding.id for one in request_test.check(session, case_id)] == ["p1"]


def test_provisional_arrest_is_counted_by_the_engine_with_its_steps(session: Session) -> None:
    case_id = opened(session, "IT")
    treaty = checked(session, case_id).routes[0]
    assert treaty.route.id == "it-prc"
    provisional = next(one for one in treaty.limits if one.limit.kind == "provisional")
    assert (provisional.state, provisional.rule_id) == ("counted", "it-prc-treaty-provisional-30")
    working = deadline.preview(session, "e1", "it-prc-treaty-provisional-30")
    assert provisional.due == working.due
    assert provisional.working is not None
    assert provisional.working.chosen is not None
    assert provisional.working.chosen.steps
    supplement = next(one for one in treaty.limits if one.limit.kind == "supplement")
    assert (supplement.state, supplement.due) == ("no-event", None)


def test_a_deadline_that_the_case_keeps_comes_before_a_count_of_today(session: Session) -> None:
    case_id = opened(session, "IT")
    kept = deadline.add_by_rule(session, "e1", "it-prc-treaty-provisional-30")
    limits = checked(session, case_id).routes[0].limits
    (found,) = [one for one in limits if one.rule_id == "it-prc-treaty-provisional-30"]
    assert (found.state, found.deadline_id, found.due) == ("kept", kept.id, kept.due)


def test_a_limit_without_words_has_the_period_of_its_rule(session: Session) -> None:
    case_id = opened(session, "CH")
    limits = [one for route in checked(session, case_id).routes for one in route.limits]
    takeover = next(one for one in limits if one.limit.kind == "takeover")
    assert (takeover.limit.period, str(takeover.rule_period)) == ("", "10 days")
    assert takeover.runs_from == "Receipt of the notice of enforcement"
    provisional = next(one for one in limits if one.limit.kind == "provisional")
    assert (provisional.limit.period, provisional.rule_period) == ("18 days; 22 more", None)


def test_a_treaty_not_read_is_said_and_nothing_is_computed_from_it(stocked: Session) -> None:
    found = checked(stocked, opened(stocked, "CY", "prc-cy-extradition"))
    assert list(found.unread_treaties) == ["prc-cy-extradition"]
    assert all(one.route.kind != "treaty" for one in found.routes)
    assert not [one for route in found.routes for one in route.limits if one.due]


_ON_ARREST = (request_test.NOTICE,)
_UNKNOWN = (request_test.NO_OWN_LAW, request_test.ARREST_UNLIMITED, request_test.NOTICE)


@pytest.mark.parametrize(
    ("country", "treaties", "in_force", "notes"),
    [
        ("TR", ("prc-tr-extradition",), "not in force", (request_test.NOT_IN_FORCE, *_ON_ARREST)),
        ("ES", ("prc-es-extradition",), "in force", (request_test.NOT_READ, *_ON_ARREST)),
        ("AT", (), "in force", _UNKNOWN),
        ("RS", ("prc-rs-extradition",), "not in force", (request_test.NOT_IN_FORCE, *_UNKNOWN)),
        ("GR", ("prc-gr-extradition",), "not in force", (request_test.NOT_IN_FORCE, *_ON_ARREST)),
        ("HU", (), "in force", (request_test.NO_OWN_LAW, request_test.ARREST_RULE, *_ON_ARREST)),
    ],
)
def test_treaties_and_what_was_not_gathered_are_said_by_state(
    stocked: Session, country: str, treaties: tuple[str, ...], in_force: str, notes: tuple[str, ...]
) -> None:
    found = checked(stocked, opened(stocked, country))
    assert tuple(found.unread_treaties) == treaties
    assert found.not_in_force == (set() if in_force == "in force" else set(treaties))
    assert tuple(what for _, what in request_test.remarks(found)) == notes


@pytest.mark.parametrize("country", ["UA", "RO", "BR", "MN", "RU"])
def test_a_treaty_in_force_without_a_route_is_named(stocked: Session, country: str) -> None:
    found = checked(stocked, opened(stocked, country))
    assert list(found.unread_treaties) == [f"prc-{country.lower()}-extradition"]
    assert found.not_in_force == set()
    assert [what for _, what in request_test.remarks(found)] == [request_test.NOT_READ, *_UNKNOWN]


def test_a_surrender_agreement_is_named_where_hong_kong_asks(stocked: Session) -> None:
    case_id = case.open_case(stocked, reference="R-1", title="", jurisdiction="SG").id
    record.add(stocked, Proceeding(id="p1", case_id=case_id, kind="surrender-hong-kong", forum="A court"))
    found = checked(stocked, case_id)
    assert list(found.unread_treaties) == ["hk-sg-surrender"]
    assert [what for _, what in request_test.remarks(found)] == [request_test.NOT_READ, request_test.NO_LAW]


def test_no_treaty_of_the_mainland_is_named_where_hong_kong_asks(stocked: Session) -> None:
    """The law of Korea on papers is listed, and belongs to its treaty with the mainland otherwise."""
    case_id = case.open_case(stocked, reference="R-1", title="", jurisdiction="KR").id
    record.add(stocked, Proceeding(id="p1", case_id=case_id, kind="surrender-hong-kong", forum="A court"))
    assert list(checked(stocked, case_id).unread_treaties) == ["hk-kr-surrender"]
    other_id = case.open_case(stocked, reference="R-2", title="", jurisdiction="KR").id
    record.add(stocked, Proceeding(id="p2", case_id=other_id, kind="extradition", forum="A court"))
    assert list(checked(stocked, other_id).unread_treaties) == ["prc-kr-extradition"]


@pytest.mark.parametrize("country", ["HK", "MO", "TW"])
def test_the_extradition_law_is_not_listed_for_places_beside_the_mainland(
    stocked: Session, country: str
) -> None:
    found = checked(stocked, opened(stocked, country))
    assert found.routes == ()
    notes = [what for _, what in request_test.remarks(found)]
    assert notes[0] == request_test.NO_LAW
    assert request_test.OUTGOING_UNSURE in notes


def arrested_on_a_notice(session: Session, country: str, *, proceeding_id: str) -> str:
    """Open a case with a proceeding at Interpol alone, and an arrest in that proceeding or in none."""
    case_id = case.open_case(session, reference="R-1", title="", jurisdiction=country).id
    record.add(session, Proceeding(id="p1", case_id=case_id, kind="interpol", forum="A commission"))
    assert request_test.check(session, case_id) == ()
    on = StatedDate(edtf="2026-03-02")
    arrest = Event(
        id="e1", case_id=case_id, proceeding_id=proceeding_id, kind="arrest", title="Arrest", on=on
    )
    record.add(session, arrest)
    return case_id


@pytest.mark.parametrize("proceeding_id", ["p1", ""])
def test_an_arrest_in_a_proceeding_at_interpol_is_counted(session: Session, proceeding_id: str) -> None:
    found = checked(session, arrested_on_a_notice(session, "IT", proceeding_id=proceeding_id))
    counted = {one.rule_id: one.state for route in found.routes for one in route.limits}
    assert counted["it-prc-treaty-provisional-30"] == "counted"
    notice = found.routes[-1]
    assert (notice.route.id, len(notice.papers)) == ("interpol-rpd", 4)
    assert "not a warrant" in notice.route.notes
    assert request_test.NOTICE not in [what for _, what in request_test.remarks(found)]


def test_the_stage_of_a_notice_lists_what_it_must_hold(session: Session) -> None:
    case_id = opened(session, "SE")
    assert request_test.NOTICE in [what for _, what in request_test.remarks(checked(session, case_id))]
    test = request_test.begin(session, case_id, "p1")
    form.change(session, replace(test, stages=("notice",)), seen=test)
    assert [one.route.id for one in checked(session, case_id).routes] == [
        *("se-1957", "cn-outgoing", "interpol-rpd")
    ]


def test_a_period_beside_an_unread_treaty_says_whose_it_is(session: Session) -> None:
    act = checked(session, opened(session, "ES")).routes[0]
    (limit,) = act.limits
    assert limit.limit.period not in act.route.notes
    assert "treaty of 2005 with China prevails" in limit.limit.how


def test_a_review_of_a_decision_on_a_request_is_about_the_request(session: Session) -> None:
    case_id = case.open_case(session, reference="R-1", title="", jurisdiction="FR").id
    review = Proceeding(
        id="p1", case_id=case_id, kind="judicial-review", forum="A council", requested_by="A State"
    )
    record.add(session, review)
    assert {one.route.state for one in checked(session, case_id).routes} == {"FR", "CN"}


def test_what_arrived_is_kept_paper_by_paper(session: Session) -> None:
    case_id = opened(session, "IT")
    test = request_test.begin(session, case_id, "p1")
    assert request_test.begin(session, case_id, "p1").id == test.id
    request_test.receive(session, test.id, PaperReceipt(paper_id="it-prc-06", arrival="missing"))
    kept = request_test.receive(
        session, test.id, PaperReceipt(paper_id="it-prc-08", arrival="arrived", translation="lacking")
    )
    assert {one.paper_id for one in kept.receipts} == {"it-prc-06", "it-prc-08"}
    assert [one.paper.id for one in checked(session, case_id).lacks] == ["it-prc-06", "it-prc-08"]


def test_adverse_authorities_stand_beside_favourable_ones(session: Session) -> None:
    found = checked(session, opened(session, "ES"))
    sides = {one.side for one in found.routes[0].authorities}
    assert sides == {"for", "adverse"}
    assert list(found.unread_treaties) == ["prc-es-extradition"]


def test_the_sample_lacks_what_its_test_says(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    (found,) = request_test.check(sample, lin.id)
    lacks = {one.paper.id: one for one in found.lacks}
    assert set(lacks) == {f"cn-outgoing-0{number}" for number in (1, 2, 3, 6, 7, 8)}
    assert lacks["cn-outgoing-02"].lacking == ("form",)
    papers = {one.paper.id: one.verdict for route in found.routes for one in route.papers}
    assert (papers["cy-97-01"], papers["cy-97-02"]) == ("arrived", "unclear"), "he was arrested"
    assert papers["cn-outgoing-05"] == "not-required"
    (limit,) = found.routes[0].limits
    assert (limit.state, limit.due) == ("no-rule", None)
    assert list(found.unread_treaties) == ["prc-cy-extradition"]


@pytest.mark.parametrize(
    ("country", "paper"),
    [("AU", "au-act-04"), ("FR", "fr-cpp-05"), ("KZ", "kz-cpc-01"), ("BE", "be-1874-05")],
)
def test_a_provisional_arrest_asks_for_the_papers_of_that_stage(
    session: Session, country: str, paper: str
) -> None:
    found = checked(session, opened(session, country))
    assert paper in {one.paper.id for route in found.routes for one in route.papers}
    assert found.test.stages == ("prosecution",)


@pytest.mark.parametrize("country", ["PT", "DE", "KZ"])
def test_another_route_names_the_place_of_each_paper(session: Session, country: str) -> None:
    found = checked(session, opened(session, country))
    own = [one for one in found.routes if one.route.state == country]
    assert own
    for route in own:
        assert route.papers
        assert all(one.paper.article and one.paper.reading_level != "none" for one in route.papers)
        assert [one for one in route.limits if one.due and not one.rule_id] == []
