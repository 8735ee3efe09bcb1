from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from casebook.base.errors import Conflict, InvalidInput, NotFound, Refused
from casebook.base.i18n import Translator
from casebook.domain.agenda.task_template import TemplateStep, step_day
from casebook.domain.base.date import StatedDate
from casebook.domain.base.period import parse_period
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event, EventKind
from casebook.domain.case.proceeding import Proceeding, ProceedingKind
from casebook.domain.deadline.calculation_record import DueTime
from casebook.domain.deadline.closure import Closure
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.deadline.own_rule import OwnRule
from casebook.services.agenda import agenda
from casebook.services.base import history, record, search
from casebook.services.base.deadline_recalculation import EVENT_GONE, UNDER_EXTENSION
from casebook.services.base.session import Session
from casebook.services.case import case_gaps, overview, task
from casebook.services.case.case import open_case
from casebook.services.deadline import (
    closure,
    deadline,
    deadline_change,
    deadline_details,
    deadline_setting,
    deadline_tasks,
)
from casebook.services.deadline.deadline import ManualDeadline
from casebook.services.deadline.deadline_change import DeadlineDetails
from casebook.services.deadline.deadline_details import RuleDetails


@pytest.fixture
def case(session: Session) -> Case:
    return open_case(session, reference="R-1", title="", jurisdiction="CY")


LONGER = "gb-pd52d-coa-statutory-28"
"""A rule that gives more time by order, by a method that moves the last day where the office is closed."""


def event_on(
    session: Session,
    case: Case,
    edtf: str,
    kind: EventKind = "decision-served",
    of: ProceedingKind = "asylum",
    *,
    at: datetime | None = None,
    zone: str = "",
) -> Event:
    """An event of a proceeding of its own."""
    proceeding = Proceeding(id=session.ids(), case_id=case.id, kind=of, forum="A forum")
    event = Event(
        id=session.ids(),
        case_id=case.id,
        kind=kind,
        title="Something",
        on=StatedDate(edtf=edtf),
        proceeding_id=proceeding.id,
        at=at,
        zone=zone,
    )
    record.add(session, proceeding)
    record.add(session, event)
    return event


def add_any(session: Session, event_id: str, rule_id: str, details: RuleDetails | None = None) -> Deadline:
    """Set the deadline of a rule, of whatever country it is."""
    meant = replace(details or RuleDetails(), is_foreign_meant=True)
    return deadline.add_by_rule(session, event_id, rule_id, meant)


def kept(session: Session, entry: Deadline) -> Deadline:
    return record.find(session, Deadline, entry.id)


def moved_to(session: Session, event: Event, edtf: str) -> None:
    record.change(
        session,
        Event(
            id=event.id,
            case_id=event.case_id,
            kind=event.kind,
            title=event.title,
            on=StatedDate(edtf=edtf),
            proceeding_id=event.proceeding_id,
        ),
    )


@pytest.mark.parametrize(
    "typed", ["Appeal against the extradition decision", "对引渡决定上诉", "對引渡決定上訴"]
)
def test_a_rule_title_is_found_in_each_language(session: Session, case: Case, typed: str) -> None:
    found = add_any(session, event_on(session, case, "2026-03-02", of="extradition").id, "ch-irsg-appeal-30")
    assert found.id in {hit.id for hit in search.find(session, typed)}


def test_a_typed_title_is_shown_as_typed(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-03-02", of="extradition")
    typed = add_any(session, event.id, "ch-irsg-appeal-30", RuleDetails(title="Extension"))
    assert typed.title_in(Translator("zh-Hans")) == "Extension"


def test_a_rule_title_is_shown_in_the_language_wherever_it_stands(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-03-02", of="extradition")
    found, words = add_any(session, event.id, "ch-irsg-appeal-30"), Translator("zh-Hans")
    (item,) = (one for one in agenda.agenda(session, date.min, date(2030, 1, 1)) if one.id == found.id)
    gaps = [one for one in case_gaps.of_case(session, case.id) if one.record_id == found.id]
    timeline = overview.overview(session, case.id).timeline
    assert timeline is not None
    marks = [mark for lane in timeline.lanes for mark in lane.marks if mark.record_id == found.id]
    assert item.title_in(words) == found.title_in(words) == "对引渡决定上诉"
    assert gaps
    assert {one.about_in(words) for one in gaps} == {"对引渡决定上诉"}
    assert [mark.is_titled_by_rule for mark in marks] == [True]


def test_an_event_offers_rules_of_its_forum_with_the_reason(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03")
    offers = deadline.offered(session, event.id).offers
    ids = [offer.rule.id for offer in offers]
    assert ids[:2] == ["cy-ipac-15", "cy-ipac-30"]
    assert "it is a rule of this jurisdiction" in offers[0].why
    assert not any(offer.rule.jurisdiction in {"GB", "DE"} for offer in offers)


def test_other_rules_begin_with_those_of_the_country(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03", "hearing")
    others = [rule_id for rule_id, _ in deadline.offered(session, event.id).others]
    own = [rule_id for rule_id in others if rule_id.startswith("cy-")]
    assert own
    assert others[: len(own)] == own


def test_an_arrest_for_extradition_offers_the_treaty_limits(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-01-10", "arrest", "extradition")
    ids = [offer.rule.id for offer in deadline.offered(session, event.id).offers]
    assert ids == ["coe-ece-art16-18", "coe-ece-art16-40"]


@pytest.mark.parametrize("rule_id", ["gb-ea2003-p1-appeal", "us-asylum-one-year"])
def test_a_rule_of_another_country_is_taken_only_if_it_is_meant(
    session: Session, case: Case, rule_id: str
) -> None:
    event = event_on(session, case, "2026-04-03")
    assert deadline_details.wanted(session, event.id, rule_id).is_foreign
    with pytest.raises(Refused) as refusal:
        deadline.add_by_rule(session, event.id, rule_id)
    assert refusal.value.field == "other-country"
    assert record.every(session, Deadline) == []
    meant = deadline.add_by_rule(session, event.id, rule_id, RuleDetails(is_foreign_meant=True))
    assert meant.rule_id == rule_id
    assert not deadline_details.wanted(session, event.id, "cy-ipac-30").is_foreign


def test_a_chosen_rule_is_kept_with_its_whole_working(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03")
    entry = kept(session, add_any(session, event.id, "cy-ipac-30", RuleDetails(responsible="DK")))
    assert entry.due_on == date(2026, 5, 3)
    assert entry.working is not None
    assert entry.working.chosen is not None
    assert sum(step.counts for step in entry.working.chosen.steps) == 30
    assert entry.working.chosen.steps[-1].step.why(Translator()) == "day 30"
    assert entry.working.basis.pack
    assert entry.consequence == "Right to remain ends; arrest and deportation."
    assert [row.reference for row in deadline.rows(session)] == ["R-1"]
    assert history.of_record(session, entry.id)[0].action == "deadline.add"


def test_moving_the_event_moves_the_deadline_and_keeps_what_moved(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03")
    entry = add_any(session, event.id, "cy-ipac-30")
    deadline_change.check(session, entry.id, "DK")
    moved_to(session, event, "2026-04-10")
    current = kept(session, entry)
    assert current.due_on == date(2026, 5, 10)
    (move,) = current.moves
    assert (move.before, move.after) == (DueTime(on=date(2026, 5, 3)), DueTime(on=date(2026, 5, 10)))
    assert current.checks == ()
    assert current.unannounced == (move,)
    current = deadline_change.record_informed(session, entry.id, "the client, by the interpreter")
    assert current.unannounced == ()
    assert current.moves[0].informed == "the client, by the interpreter"


def test_an_event_without_an_exact_day_leaves_no_date_that_looks_certain(
    session: Session, case: Case
) -> None:
    event = event_on(session, case, "2026-04-03")
    entry = add_any(session, event.id, "cy-ipac-30")
    moved_to(session, event, "2026-04")
    current = kept(session, entry)
    assert current.due_on is None
    assert "not known exactly" in current.doubt
    with pytest.raises(InvalidInput, match="not known exactly"):
        add_any(session, event.id, "cy-ipac-30")
    moved_to(session, event, "2026-04-04")
    current = kept(session, entry)
    assert (current.due_on, current.doubt) == (date(2026, 5, 4), "")


def test_a_removed_event_casts_doubt_until_it_is_restored(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03")
    entry = add_any(session, event.id, "cy-ipac-30")
    record.move_to_bin(session, Event, event.id)
    gone = kept(session, entry)
    assert (gone.doubt, gone.due_on, gone.act_by, gone.working) == (EVENT_GONE, None, None, None)
    assert gone.moves[-1].before == entry.due
    record.restore(session, Event, event.id)
    assert (kept(session, entry).doubt, kept(session, entry).due) == ("", entry.due)


def test_an_order_overrides_and_stays_when_the_event_moves(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03")
    entry = add_any(session, event.id, "cy-ipac-30")
    with pytest.raises(InvalidInput, match="reason"):
        deadline_change.override(session, entry.id, DueTime(on=date(2026, 4, 20)), "order", " ")
    deadline_change.override(session, entry.id, DueTime(on=date(2026, 4, 20)), "order", "Order of 8 April")
    moved_to(session, event, "2026-04-10")
    current = kept(session, entry)
    assert (current.due_on, current.origin, current.reason) == (
        date(2026, 4, 20),
        "order",
        "Order of 8 April",
    )
    assert current.working is not None


def test_extended_with_its_order_then_met(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03")
    entry = add_any(session, event.id, LONGER)
    with pytest.raises(InvalidInput, match="An extension must be based on an"):
        deadline_change.extend(session, entry.id, DueTime(on=date(2026, 6, 1)), "")
    with pytest.raises(InvalidInput, match="later"):
        deadline_change.extend(session, entry.id, DueTime(on=date(2026, 4, 30)), "Order 7")
    current = deadline_change.extend(
        session, entry.id, DueTime(on=date(2026, 6, 1)), "Order 7", date(2026, 4, 30)
    )
    assert (current.status, current.due_on, current.extensions[0].order) == (
        "extended",
        date(2026, 6, 1),
        "Order 7",
    )
    moved_to(session, event, "2026-04-10")
    assert kept(session, entry).due_on == date(2026, 6, 1)
    assert kept(session, entry).doubt == UNDER_EXTENSION
    current = deadline_change.end(session, entry.id, "met", "filed at the registry")
    assert (current.status, current.ended_on) == ("met", session.clock().date())
    with pytest.raises(Refused, match="has ended"):
        deadline_change.end(session, entry.id, "missed")
    assert deadline_change.reopen(session, entry.id).status == "extended"


def test_waiving_needs_a_reason_and_missing_keeps_its_price(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-01-03")
    entry = add_any(session, event.id, "cy-ipac-15")
    with pytest.raises(InvalidInput, match="Waiving a deadline requires a reason"):
        deadline_change.end(session, entry.id, "waived")
    current = deadline_change.end(session, entry.id, "missed")
    assert current.consequence == "Removal possible; separate request to remain needed."
    assert current.nearness(session.clock()) == "ended"


def test_two_people_check_a_date_where_the_office_asks_for_it(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03")
    entry = add_any(session, event.id, "cy-ipac-15")
    assert deadline_setting.people_who_check(session) == 1
    deadline_setting.keep_people_who_check(session, 2)
    current = deadline_change.check(session, entry.id, "DK")
    assert not current.is_checked(deadline_setting.people_who_check(session))
    with pytest.raises(InvalidInput, match="same person"):
        deadline_change.check(session, entry.id, "dk")
    with pytest.raises(InvalidInput, match="Initials"):
        deadline_change.check(session, entry.id, "")
    assert deadline_change.check(session, entry.id, "NK").is_checked(2)
    with pytest.raises(InvalidInput):
        deadline_setting.keep_people_who_check(session, 3)


def test_a_deadline_set_by_hand_needs_title_and_reason(session: Session, case: Case) -> None:
    due = DueTime(on=date(2026, 5, 15))
    entry = deadline.add_by_hand(
        session,
        case.id,
        ManualDeadline(title="Skeleton argument", due=due, origin="order", reason="Order of 22 April"),
    )
    assert (entry.due, entry.working) == (due, None)
    with pytest.raises(InvalidInput, match="reason"):
        deadline.add_by_hand(
            session, case.id, ManualDeadline(title="Skeleton argument", due=due, origin="hand", reason="")
        )
    with pytest.raises(InvalidInput, match="what must be done"):
        deadline.add_by_hand(
            session, case.id, ManualDeadline(title=" ", due=due, origin="hand", reason="because")
        )
    with pytest.raises(NotFound):
        deadline.add_by_hand(
            session, "nowhere", ManualDeadline(title="Act", due=due, origin="hand", reason="because")
        )


def test_a_rule_without_a_number_is_an_urgent_task_without_a_date(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-06-24", "removal-date", "removal")
    entry = add_any(session, event.id, "echr-rule39-request")
    assert (entry.due_on, entry.nearness(session.clock())) == (None, "undated")
    assert entry.working is not None
    assert entry.working.chosen is None


def test_filing_and_serving_are_two_things_each_ticked(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-03-02", "decision-made", "extradition")
    entry = add_any(session, event.id, "gb-ea2003-p2-appeal-s103", RuleDetails(responsible="DK"))
    (row,) = deadline.rows(session)
    filing, serving = sorted(row.tasks, key=lambda step: step.step)
    assert (filing.due_on, filing.owner, serving.due_on) == (date(2026, 3, 13), "DK", date(2026, 3, 13))
    assert entry.due_on == date(2026, 3, 15), "a Sunday, on which nothing is filed"
    assert "Serve it on the respondent" in serving.step
    assert [one.id for one in agenda.today(session).tasks] == [filing.id, serving.id]
    task.tick(session, filing.id)
    with pytest.raises(Refused, match="Serve it on the respondent"):
        deadline_change.end(session, entry.id, "met")
    task.tick(session, serving.id)
    assert deadline_change.end(session, entry.id, "met").status == "met"


def test_a_trigger_in_the_future_says_so(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-12-01")
    preview = deadline.preview(session, event.id, "cy-ipac-15", RuleDetails(claimed_on=date(2026, 3, 2)))
    assert any(
        "The event has not happened yet. This" in caution.format(Translator()) for caution in preview.cautions
    )


def test_a_trigger_before_the_validity_of_the_rule_is_refused(session: Session, case: Case) -> None:
    event = event_on(session, case, "2020-01-02", "decision-made", "extradition")
    with pytest.raises(InvalidInput, match="applies from 2026-06-12"):
        add_any(session, event.id, "de-asylg-klage-2w")
    assert deadline.rows(session) == []


def test_a_trigger_on_29_february_runs_like_any_day(session: Session, case: Case) -> None:
    event = event_on(session, case, "2024-02-29")
    assert deadline.preview(session, event.id, "cy-ipac-15").due == DueTime(on=date(2024, 3, 15))


def test_half_past_two_in_a_night_when_clocks_change(session: Session, case: Case) -> None:
    """The zone is the event's: an instant with its offset means itself, also in the hour that comes twice."""
    at = datetime(2026, 10, 25, 3, 30, tzinfo=ZoneInfo("Asia/Nicosia"))
    event = event_on(session, case, "2026-10-25", "arrest", "extradition", at=at, zone="Asia/Nicosia")
    assert deadline.preview(session, event.id, "coe-ece-art16-18").due == DueTime(on=date(2026, 11, 11))


def test_a_zone_missing_leaves_the_instant_as_it_was_given(session: Session, case: Case) -> None:
    at = datetime(2026, 1, 10, 23, 30, tzinfo=UTC)
    event = event_on(session, case, "2026-01-10", "arrest", "extradition", at=at)
    assert deadline.preview(session, event.id, "coe-ece-art16-18").due == DueTime(on=date(2026, 1, 27))


def test_overlapping_suspensions_are_refused(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03")
    spans = ((date(2026, 4, 6), date(2026, 4, 10)), (date(2026, 4, 8), date(2026, 4, 12)))
    with pytest.raises(InvalidInput, match="overlap") as refused:
        deadline.preview(session, event.id, "cy-ipac-30", RuleDetails(suspensions=spans))
    assert (refused.value.field, str(refused.value.remedy)) == (
        "suspended",
        "If both are correct, combine them: 2026-04-06..2026-04-12.",
    )


def test_everything_that_bears_on_a_date_is_kept_and_can_be_told_anew(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03")
    details = RuleDetails(
        served_on=date(2026, 4, 7),
        suspensions=((date(2026, 4, 10), date(2026, 4, 14)),),
        closed=(date(2026, 5, 6),),
        calendar_id="SK",
        title="Appeal",
        responsible="DK",
        remind_days=(1, 10),
    )
    entry = add_any(session, event.id, "sk-expulsion-30", details)
    assert entry.due_on == date(2026, 5, 12)
    assert (entry.title, entry.remind_days, entry.calendar_id) == ("Appeal", (10, 1), "SK")
    again = deadline_details.details_of(kept(session, entry))
    assert again == replace(details, remind_days=(10, 1))
    others = replace(again, responsible="NK")
    deadline_change.change(session, entry.id, others, seen=again)
    now = deadline_change.change(session, entry.id, replace(again, suspensions=(), title=""), seen=again)
    assert now.responsible == "NK", "another window's change stays"
    with pytest.raises(Conflict):
        deadline_change.change(session, entry.id, replace(again, responsible="AB"), seen=again)
    assert (now.due_on, now.title[:6]) == (date(2026, 5, 7), "Action")
    assert now.moves[0].why == deadline_change.VALUES_CHANGED
    deadline_change.end(session, entry.id, "met")
    with pytest.raises(Refused, match="Only a running deadline that was calculated"):
        deadline_change.change(session, entry.id, again, seen=again)


def test_the_courts_place_is_remembered_while_there_is_no_date(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-03-02", "decision-made", "extradition")
    entry = add_any(session, event.id, "gb-ftt-appeal-in-country", RuleDetails(calendar_id="GB-NIR"))
    moved_to(session, event, "2026-03")
    assert kept(session, entry).due_on is None
    moved_to(session, event, "2026-03-03")
    current = kept(session, entry)
    assert current.working is not None
    assert current.working.basis.calendar_id == "GB-NIR"
    assert current.due_on == date(2026, 3, 18), "St Patrick's Day is left out in Belfast"


def test_an_order_beyond_the_ceiling_is_recorded_and_the_date_stays(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-11-20", "arrest", "extradition")
    entry = add_any(session, event.id, "it-prc-treaty-provisional-30")
    assert entry.due_on == date(2026, 12, 19)
    within = deadline_change.extend_by(session, entry.id, parse_period("15 days"), "Order 1")
    assert (within.due_on, within.status) == (date(2027, 1, 3), "extended")
    beyond = deadline_change.extend_by(session, entry.id, parse_period("1 day"), "Order 2")
    assert (beyond.due_on, beyond.extensions[-1].is_arguable) == (date(2027, 1, 3), True)
    assert beyond.working
    assert beyond.working.cautions[-1].kind == "beyond-ceiling"
    by_day = add_any(session, event.id, "it-prc-treaty-provisional-30")
    for day, due in (("2027-03-01", "2026-12-19"), ("2027-01-03", "2027-01-03")):
        to = DueTime(on=date.fromisoformat(day))
        assert deadline_change.extend(session, by_day.id, to, "Order 3").due_on == date.fromisoformat(due)


def test_days_for_service_count_from_the_posting(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-11-20")
    details = RuleDetails(by="registered-post", claimed_on=date(2026, 1, 12))
    assert deadline_details.wanted(session, event.id, "de-asylg-klage-2w").asks_posting
    working = deadline.preview(session, event.id, "de-asylg-klage-2w", details)
    assert (working.due, working.earliest_safe) == (DueTime(on=date(2026, 12, 4)),) * 2
    assert "posting-day" in {caution.kind for caution in working.cautions}
    entry = add_any(session, event.id, "de-asylg-klage-2w", replace(details, trigger_on=date(2026, 11, 18)))
    assert entry.due_on == date(2026, 12, 7), (
        "posted on the 18th, deemed served on the 22nd: Sunday, then Monday"
    )
    assert deadline_details.details_of(kept(session, entry)).served_on is None
    moved_to(session, event, "2026-11-23")
    assert kept(session, entry).due_on == date(2026, 12, 7), "a deemed service date does not move"


def test_an_extension_by_a_period_runs_from_the_original_start(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03")
    longer = RuleDetails(extension=parse_period("10 days"))
    with pytest.raises(InvalidInput, match="An extension must be based on an"):
        add_any(session, event.id, LONGER, longer)
    entry = add_any(session, event.id, LONGER, replace(longer, order="Order 7"))
    assert (entry.due_on, entry.status) == (date(2026, 5, 11), "extended")
    (extension,) = entry.extensions
    assert (extension.before, extension.order) == (DueTime(on=date(2026, 5, 1)), "Order 7")
    current = deadline_change.extend_by(
        session, entry.id, parse_period("5 days"), "Order 8", date(2026, 5, 12)
    )
    assert current.due_on == date(2026, 5, 18)
    seen = deadline_details.details_of(current)
    without = replace(seen, extension=None, responsible="NK")  # the form of a change has no extension
    changed = deadline_change.change(session, entry.id, without, seen=seen)
    assert (changed.due_on, changed.responsible) == (date(2026, 5, 18), "NK")
    moved_to(session, event, "2026-04-10")
    assert (kept(session, entry).due_on, kept(session, entry).doubt) == (date(2026, 5, 26), "")
    deadline_change.extend(session, entry.id, DueTime(on=date(2026, 6, 1)), "Order 9")
    with pytest.raises(Refused, match="Only a calculated date can be extended"):
        deadline_change.extend_by(session, entry.id, parse_period("5 days"), "Order 10")


def test_reminders_follow_the_habit_of_the_office_or_what_is_told(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03")
    assert add_any(session, event.id, "cy-ipac-30").remind_days == (14, 7, 3, 1)
    deadline_setting.keep_remind_days(session, (2, 20, 2))
    entry = add_any(session, event.id, "cy-ipac-15")
    assert entry.remind_days == (20, 2)
    by_hand = ManualDeadline(title="X", due=DueTime(on=date(2026, 5, 15)), origin="hand", reason="agreed")
    assert deadline.add_by_hand(session, case.id, by_hand).remind_days == (20, 2)
    description = DeadlineDetails(title="Appeal", responsible="NK", consequence="", remind_days=(5,))
    seen = deadline_change.description_of(entry)
    others = replace(seen, consequence="The appeal is lost.")
    deadline_change.describe(session, entry.id, others, seen=seen)
    changed = deadline_change.describe(
        session, entry.id, replace(description, consequence=seen.consequence), seen=seen
    )
    assert changed.consequence == "The appeal is lost.", "another window's change stays"
    with pytest.raises(Conflict):
        deadline_change.describe(session, entry.id, replace(seen, title="Objection"), seen=seen)
    assert (changed.title, changed.remind_days, changed.due_on) == ("Appeal", (5,), entry.due_on)
    assert changed.act_by == DueTime(on=date(2026, 4, 17)), "the Friday before"
    assert not changed.calls_for_reminder(date(2026, 4, 11))
    assert changed.calls_for_reminder(date(2026, 4, 12))
    for wrong in ((), (400,)):
        with pytest.raises(InvalidInput, match="Reminders"):
            deadline_setting.keep_remind_days(session, wrong)
    with pytest.raises(InvalidInput, match="what must be done"):
        deadline_change.describe(session, entry.id, replace(description, title=" "), seen=seen)


def test_a_calendar_without_data_for_the_year_says_so(session: Session, case: Case) -> None:
    event = event_on(session, case, "2087-04-03", "arrest", "extradition")
    preview = deadline.preview(session, event.id, "gb-ftt-appeal-in-country")
    assert {caution.kind for caution in preview.cautions} & {"beyond-table", "no-holidays"}


def test_a_closure_of_the_vault_counts_like_one_of_the_pack(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-03-02", "decision-made", "extradition")
    before = deadline.preview(session, event.id, LONGER).due
    assert before is not None
    record.add(
        session, Closure(id=session.ids(), calendar_id="GB-ENG", on=before.on, why="the registry moves house")
    )
    after = deadline.preview(session, event.id, LONGER)
    assert after.due is not None
    assert after.due.on > before.on
    assert after.chosen is not None
    assert any("moves house" in step.step.why(Translator()) for step in after.chosen.steps)


def test_a_closure_reaches_deadlines_that_name_a_place(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-01-20")
    details = RuleDetails(calendar_id="NZ-AUK")
    entry = add_any(session, event.id, "nz-ipt-refugee-appeal", details)
    assert entry.due_on == date(2026, 2, 3)
    closure.add(session, "NZ-national", date(2026, 1, 28), "storm")
    current = kept(session, entry)
    assert current.working is not None
    assert current.due_on == date(2026, 2, 3), "the Act names the days that are no working days"
    assert current.working.latest_arguable == DueTime(on=date(2026, 2, 4))
    assert "closure" in {caution.kind for caution in current.working.cautions}


def test_counting_again_takes_up_what_the_vault_has_learnt(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-03-02", "decision-made", "extradition")
    entry = add_any(session, event.id, LONGER)
    assert entry.due_on is not None
    record.add(session, Closure(id=session.ids(), calendar_id="GB-ENG", on=entry.due_on, why="shut"))
    current = deadline_change.count_again(session, entry.id)
    assert current.due_on is not None
    assert current.due_on > entry.due_on
    assert len(current.moves) == 1


def test_an_own_rule_that_breaks_is_named_and_never_counted_with(session: Session, case: Case) -> None:
    record.add(
        session,
        OwnRule(
            id=session.ids(), rule_id="own-x", text="[[rule]]\nid = 'own-x'\n", taken_on=date(2026, 1, 1)
        ),
    )
    event = event_on(session, case, "2026-04-03")
    with pytest.raises(Refused, match="no longer passes"):
        add_any(session, event.id, "own-x")


def test_template_steps_stand_on_working_days_and_move_with_the_deadline(
    session: Session, case: Case
) -> None:
    due = DueTime(on=date(2026, 5, 15))
    entry = deadline.add_by_hand(
        session,
        case.id,
        ManualDeadline(title="Skeleton", due=due, origin="order", reason="Order", responsible="DK"),
    )
    steps = deadline_tasks.add_tasks(session, entry.id, "filing")
    assert [(step.due_on.isoformat(), step.owner) for step in steps if step.due_on] == [
        ("2026-05-05", "DK"),
        ("2026-05-08", "DK"),
        ("2026-05-11", "DK"),
        ("2026-05-13", "DK"),
        ("2026-05-14", "DK"),
    ]
    task.tick(session, steps[0].id)
    deadline_change.extend(session, entry.id, DueTime(on=date(2026, 5, 22)), "Order 2")
    (row,) = deadline.rows(session, case.id)
    assert [step.due_on for step in row.tasks][:3] == [date(2026, 5, 5), date(2026, 5, 15), date(2026, 5, 18)]


def test_steps_need_a_date_and_a_known_template(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-06-24", "removal-date", "removal")
    urgent = add_any(session, event.id, "echr-rule39-request")
    with pytest.raises(Refused, match="Steps are scheduled backwards from the due"):
        deadline_tasks.add_tasks(session, urgent.id, "interim-measures")
    with pytest.raises(NotFound):
        deadline_tasks.add_tasks(session, urgent.id, "nothing")


def test_a_step_never_lies_in_the_past_nor_after_the_deadline() -> None:
    step = TemplateStep(step="Draft", days=30)
    assert step_day(step, date(2026, 3, 20), date(2026, 3, 2)) == date(2026, 3, 2)
    assert step_day(step, date(2026, 3, 1), date(2026, 3, 2)) == date(2026, 3, 1)
    assert step_day(TemplateStep(step="File", days=2), date(2026, 5, 12), date(2026, 3, 2)) == date(
        2026, 5, 8
    )


def test_a_registry_closure_moves_what_it_touches_and_can_be_undone(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-03-02", "decision-made", "extradition")
    entry = add_any(session, event.id, LONGER)
    assert entry.due_on == date(2026, 3, 30)
    shut = closure.add(session, "GB-ENG", date(2026, 3, 30), "strike")
    current = kept(session, entry)
    assert (current.due_on, current.moves[-1].why) == (date(2026, 3, 31), closure.SHUT)
    with pytest.raises(Conflict):
        closure.add(session, "GB-ENG", date(2026, 3, 30), "strike")
    with pytest.raises(InvalidInput, match="Enter why the court registry is closed"):
        closure.add(session, "GB-ENG", date(2026, 3, 17), " ")
    with pytest.raises(NotFound):
        closure.add(session, "XX-NOWHERE", date(2026, 3, 17), "strike")
    closure.remove(session, shut.id)
    assert kept(session, entry).due_on == date(2026, 3, 30)
    assert closure.every(session) == []


def test_a_new_deadline_most_likely_runs_from_the_last_past_event(session: Session, case: Case) -> None:
    assert deadline.starting_events(session, case.id).likely_id == ""
    days = ("2020-01-01", "2021-01-01", "2999-01-01")
    first, last, coming = (event_on(session, case, day) for day in days)
    starting = deadline.starting_events(session, case.id)
    assert [event.id for event in starting.events] == [first.id, last.id, coming.id]
    assert starting.likely_id == last.id


def test_the_deadlines_of_a_case_come_with_the_time_and_who_must_check(session: Session, case: Case) -> None:
    deadline_setting.keep_people_who_check(session, 2)
    due = DueTime(on=date(2026, 3, 2))
    kept_one = deadline.add_by_hand(
        session, case.id, ManualDeadline(title="Reply", due=due, origin="order", reason="Order 7")
    )
    deadlines = deadline.of_case(session, case.id)
    assert ([row.id for row in deadlines.rows], deadlines.people) == ([kept_one.id], 2)
    assert deadlines.now == session.clock()


def test_more_time_under_a_rule_that_gives_none_is_kept_and_moves_no_date(
    session: Session, case: Case
) -> None:
    event = event_on(session, case, "2026-07-07")
    longer = RuleDetails(extension=parse_period("30 days"), order="Order 7")
    entry = add_any(session, event.id, "cz-asylum-10d", longer)
    assert (entry.due_on, entry.status) == (date(2026, 7, 17), "open")
    assert (entry.extensions[0].after, entry.extensions[0].is_arguable) == (
        DueTime(on=date(2026, 8, 17)),
        True,
    )
    current = deadline_change.extend(session, entry.id, DueTime(on=date(2026, 9, 1)), "Order 8")
    moved_to(session, event, "2026-07-08")
    for now, due_on in ((current, date(2026, 7, 17)), (kept(session, entry), date(2026, 7, 20))):
        assert now.working is not None
        assert (now.due_on, now.is_set_by_day) == (due_on, False)
        assert now.working.latest_arguable == DueTime(on=date(2026, 9, 1))
        assert [caution.kind for caution in now.working.cautions].count("not-extendable") == 1


def test_the_diary_has_the_safe_date_where_it_is_earlier(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03")
    entry = add_any(session, event.id, "at-bvwg-2w")
    assert (entry.due_on, entry.act_by) == (date(2026, 4, 17), DueTime(on=date(2026, 4, 10)))
    assert [entry.days_left(date(2026, 4, day)) for day in (9, 10, 11, 18)] == [1, 0, 6, -1]
    later = add_any(session, event.id, "cy-ipac-15")
    assert later.due_on is not None
    assert [row.id for row in deadline.rows(session, case.id)] == [entry.id, later.id]


def test_a_period_from_sending_has_no_safe_date_until_that_day_is_known(session: Session, case: Case) -> None:
    event, rule_id = event_on(session, case, "2026-11-26"), "gb-ftt-appeal-in-country"
    entry = add_any(session, event.id, rule_id)
    assert entry.working is not None
    assert entry.working.earliest_safe is None
    assert [str(caution.value) for caution in entry.working.cautions if caution.kind == "trigger-day"] == [
        "Notice of decision is sent"
    ]
    seen = deadline_details.details_of(entry)
    sent = replace(seen, trigger_on=date(2026, 11, 24))
    entry = deadline_change.change(session, entry.id, sent, seen=seen)
    assert entry.working is not None
    assert entry.working.earliest_safe == entry.due
    assert entry.due_on == date(2026, 12, 8)
    assert deadline_details.details_of(entry) == sent
    moved_to(session, event, "2026-11-27")
    assert kept(session, entry).due_on == date(2026, 12, 8), "service moves nothing that runs from sending"
    moved_to(session, event, "2026-11-20")
    entry = kept(session, entry)
    assert entry.due_on is None
    assert "made, then sent" in entry.doubt


def test_recalculating_takes_away_a_safe_date_counted_from_service(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-11-26")
    entry = add_any(session, event.id, "gb-ftt-appeal-in-country")
    assert entry.ask is not None
    assert entry.working is not None
    trusting = replace(
        entry,
        ask=replace(entry.ask, may_run_earlier=False),
        working=replace(entry.working, earliest_safe=entry.due),
    )
    record.change(session, trusting)
    again = deadline_change.count_again(session, entry.id)
    assert again.working is not None
    assert again.working.earliest_safe is None


def test_where_no_date_is_safe_the_earliest_interpretation_is_diarised(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-12-11")
    rule_id = "gb-ftt-appeal-in-country"
    unsure = add_any(session, event.id, rule_id)
    sure = add_any(session, event.id, rule_id, RuleDetails(trigger_on=date(2026, 12, 11)))
    assert unsure.act_by == sure.act_by, "to know less never makes it later"
    assert (unsure.act_by and unsure.act_by.on, unsure.due_on) == (date(2026, 12, 24), date(2026, 12, 28))
    assert (unsure.safe, sure.safe and sure.safe.on) == (None, date(2026, 12, 25))
    assert "no-safe-date" in unsure.reservations
    assert sure.reservations == ("receipt",), "posting on the last day is not enough"
    once = deadline_change.check(session, unsure.id, "DK")
    assert once.reservations == unsure.reservations, "a check of the arithmetic removes none"
    ordered = deadline_change.override(session, unsure.id, DueTime(on=date(2026, 12, 9)), "order", "Order 3")
    assert (ordered.safe, ordered.reservations) == (ordered.due, ())


@pytest.mark.parametrize(
    "rule_id", ["ca-prra-bar-12m", "ca-extradition-surrender-45", "gb-ea2003-p2-sos-decision"]
)
def test_for_a_first_day_the_doubt_is_that_time_starts_later(
    session: Session, case: Case, rule_id: str
) -> None:
    event = event_on(session, case, "2026-12-11")
    working = add_any(session, event.id, rule_id).working
    assert working is not None
    (doubt,) = [caution.text for caution in working.cautions if caution.kind == "trigger-day"]
    assert "the first day may be later" in doubt
    assert "no date is safe" not in doubt


def test_a_rule_whose_text_was_not_read_gives_no_safe_date(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-13")
    entry = add_any(session, event.id, "es-extradition-suplica")
    assert (entry.due_on, entry.safe) == (date(2026, 4, 16), None)
    assert entry.reservations == ("no-safe-date", "unread", "receipt-unread")


def test_an_event_without_a_proceeding_is_taken_to_be_of_the_only_one(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-04-03")
    record.change(session, replace(event, proceeding_id=""))
    offered = deadline.offered(session, event.id)
    assert offered.proceeding is not None
    assert [offer.rule.id for offer in offered.offers][:2] == ["cy-ipac-15", "cy-ipac-30"]
    record.add(session, Proceeding(id="p2", case_id=case.id, kind="extradition", forum="A forum"))
    assert deadline.offered(session, event.id).proceeding is None


def test_the_same_deadline_is_not_set_twice(session: Session, case: Case) -> None:
    event = event_on(session, case, "2026-03-02")
    first = add_any(session, event.id, "cy-ipac-30")
    with pytest.raises(Refused, match="already set"):
        add_any(session, event.id, "cy-ipac-30")
    add_any(session, event.id, "cy-ipac-30", RuleDetails(title="File for the second client"))
    record.move_to_bin(session, Deadline, first.id)
    add_any(session, event.id, "cy-ipac-30")
