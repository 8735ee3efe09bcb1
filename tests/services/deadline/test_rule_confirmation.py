"""A rule confirmed for the office: shown with every date, outdated once the rule changes, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import Conflict, InvalidInput, NotFound, Refused
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.base.period import parse_period
from casebook.domain.case.event import Event
from casebook.domain.deadline.calculation_record import CalculationRecord
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.deadline.rule_confirmation import RuleConfirmation, rule_digest
from casebook.domain.dossier.composition import TextParagraph
from casebook.services.agenda import agenda
from casebook.services.base import record
from casebook.services.base.calculation import packs
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.deadline import deadline, rule, rule_confirmation
from casebook.services.deadline.deadline_details import counted_with
from casebook.services.deadline.deadline_sheet import deadline_sheet
from casebook.services.deadline.own_rule import RULES
from casebook.services.vault import record_bin

RULE = "cy-ipac-30"
UNCONFIRMED = "No lawyer has confirmed this rule."
CONFIRMED = "Confirmed for this office by AB."
CHANGED = "The rule has changed since AB confirmed it. Have it confirmed again."


def cautions(working: CalculationRecord | None) -> list[str]:
    assert working is not None
    return [caution.format(Translator()) for caution in working.cautions]


def kept(session: Session) -> Deadline:
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    event = Event(id="e", case_id=case.id, kind="decision-served", title="", on=StatedDate(edtf="2026-04-03"))
    record.add(session, event)
    return deadline.add_by_rule(session, event.id, RULE)


def row_of(session: Session, rule_id: str = RULE) -> rule.RuleRow:
    return next(row for row in rule.rows(session) if row.id == rule_id)


def test_a_confirmation_is_shown_with_every_date_of_its_rule(session: Session) -> None:
    entry = kept(session)
    assert UNCONFIRMED in cautions(entry.working)
    confirmation = rule_confirmation.confirm(session, RULE, " AB ")
    assert (confirmation.initials, confirmation.pack) == ("AB", packs().supplied.rules[RULE].pack)
    assert CONFIRMED in cautions(rule.try_on(session, RULE, date(2026, 4, 3)))
    (row,) = deadline.of_case(session, entry.case_id).rows
    for working in (row.working, deadline.as_it_stands(session, entry.id).working):
        assert CONFIRMED in cautions(working)
        assert UNCONFIRMED not in cautions(working)
    sheet = deadline_sheet(deadline.as_it_stands(session, entry.id), Translator())
    remarks = [block.reference for block in sheet.parts[0].blocks if isinstance(block, TextParagraph)]
    assert any(CONFIRMED in span.text for line in remarks for span in line)
    assert row_of(session).review == "confirmed"


def test_initials_do_not_silence_a_shorter_time_that_was_not_read(session: Session) -> None:
    rule_confirmation.confirm(session, "pl-appeal-14", "AB")
    tried = rule.try_on(session, "pl-appeal-14", date(2026, 8, 3), claimed_on=date(2026, 5, 20))
    assert CONFIRMED in cautions(tried)
    assert any(caution.startswith("A shorter time may apply") for caution in cautions(tried))
    assert (str(tried.due and tried.due.on), tried.earliest_safe) == ("2026-08-17", None)


def test_a_confirmation_taken_back_leaves_the_rule_unconfirmed(session: Session) -> None:
    entry = kept(session)
    rule_confirmation.confirm(session, RULE, "AB")
    gone = rule_confirmation.withdraw(session, RULE)
    assert UNCONFIRMED in cautions(deadline.as_it_stands(session, entry.id).working)
    with pytest.raises(NotFound, match="is not confirmed"):
        rule_confirmation.withdraw(session, RULE)
    record.restore(session, RuleConfirmation, gone.id)
    assert row_of(session).confirmation_state == "current"


def test_undoing_a_confirmation_brings_back_the_one_before(session: Session) -> None:
    first = rule_confirmation.confirm(session, RULE, "AB")
    second = rule_confirmation.confirm(session, RULE, "CD")
    rule_confirmation.bring_back(session, first, second)
    assert rule_confirmation.of_rule(session, RULE) == first
    third = rule_confirmation.confirm(session, RULE, "EF")
    for before in (None, second):
        with pytest.raises(Conflict, match="confirmed again"):
            rule_confirmation.bring_back(session, before, first)
    assert rule_confirmation.of_rule(session, RULE) == third
    rule_confirmation.bring_back(session, None, third)
    assert rule_confirmation.of_rule(session, RULE) is None


@pytest.mark.parametrize("initials", ["", "  ", "Anna Brandt", "a-long-name", "12", "A1"])
def test_a_name_is_no_initials(session: Session, initials: str) -> None:
    with pytest.raises(InvalidInput, match="Initials"):
        rule_confirmation.confirm(session, RULE, initials)


def test_what_was_not_read_cannot_be_confirmed(session: Session) -> None:
    with pytest.raises(Refused):
        rule_confirmation.confirm(session, packs().supplied.unverified[0].id, "AB")


def test_a_rule_that_changes_makes_its_confirmation_outdated(session: Session) -> None:
    own = RULES.keep(session, RULES.draft(RULE))
    rule_confirmation.confirm(session, own.rule_id, "AB")
    anew = own.text.replace('consequence = "', 'consequence = "Anew. ')
    RULES.keep(session, anew, own.id, seen=own.text)
    row = row_of(session, own.rule_id)
    assert (row.confirmation_state, row.review) == ("outdated", "to-review")
    assert agenda.today(session).changed_rules == 1
    assert CHANGED in cautions(rule.try_on(session, own.rule_id, date(2026, 4, 3)))


def test_a_newer_pack_outdates_a_confirmation_until_it_is_confirmed_again(session: Session) -> None:
    """The confirmation of a vault that was last open under an older pack, in which the rule gave 20 days."""
    entry = kept(session)
    books, shipped = packs(), packs().supplied.rules[RULE]
    older = replace(shipped, period=parse_period("20 days"), pack="2025.1.1")
    digest = rule_digest(older, books.method(older.method_id))
    confirmation = rule_confirmation.confirm(session, RULE, "AB")
    record.change(session, replace(confirmation, digest=digest, pack=older.pack))
    assert (row_of(session).confirmation_state, row_of(session).review) == ("outdated", "to-review")
    assert RULE in [row.id for row in rule.to_review(session)]
    assert agenda.today(session).changed_rules == 1
    assert CHANGED in cautions(rule.try_on(session, RULE, date(2026, 4, 3)))
    assert CHANGED in cautions(deadline.as_it_stands(session, entry.id).working)
    again = rule_confirmation.confirm(session, RULE, "CD")
    assert (again.id, again.pack) == (confirmation.id, shipped.pack)
    assert (row_of(session).confirmation_state, row_of(session).review) == ("current", "confirmed")
    assert RULE not in [row.id for row in rule.to_review(session)]
    assert agenda.today(session).changed_rules == 0


def test_a_kept_deadline_says_that_its_rule_changed_since_it_was_confirmed(session: Session) -> None:
    own = RULES.keep(session, RULES.draft(RULE))
    entry = deadline.add_by_rule(session, kept(session).event_id, own.rule_id)
    rule_confirmation.confirm(session, own.rule_id, "AB")
    assert CHANGED not in cautions(deadline.as_it_stands(session, entry.id).working)
    anew = own.text.replace('consequence = "', 'consequence = "Anew. ')
    RULES.keep(session, anew, own.id, seen=own.text)
    assert CHANGED in cautions(deadline.as_it_stands(session, entry.id).working)
    assert agenda.today(session).changed_rules == 1


def test_a_deadline_kept_of_another_version_is_not_covered(session: Session) -> None:
    entry = kept(session)
    rule_confirmation.confirm(session, RULE, "AB")
    assert entry.working is not None
    older = replace(entry.working, basis=replace(entry.working.basis, digest="0" * 64))
    assert CHANGED in cautions(counted_with(session).confirmed(older))
    undigested = replace(entry.working, basis=replace(entry.working.basis, digest=""))
    assert CONFIRMED in cautions(counted_with(session).confirmed(undigested)), "of the same version"


def test_a_digest_follows_what_is_said_and_no_second_reading() -> None:
    books = packs()
    shipped = books.supplied.rules[RULE]
    method = books.method(shipped.method_id)
    digest = rule_digest(shipped, method)
    assert digest == rule_digest(replace(shipped, pack="9", read_on=None, read_by="CD"), method)
    others = (
        rule_digest(replace(shipped, period=parse_period("29 days")), method),
        rule_digest(replace(shipped, title="Anew"), method),
        rule_digest(shipped, replace(method, terms=replace(method.terms, short_days=5))),
    )
    assert len({digest, *others}) == 4


def test_the_work_list_begins_with_what_is_due_first(session: Session) -> None:
    dates = sorted({each.review_by_on for each in packs().supplied.rules.values()})
    session.clock = fixed_clock(session.clock().replace(year=dates[0].year - 1))
    assert rule.to_review(session) == []
    near = dates[1] - rule.REVIEW_AHEAD + timedelta(days=1)
    session.clock = fixed_clock(session.clock().replace(year=near.year, month=near.month, day=near.day))
    listed = [row.rule.review_by_on for row in rule.to_review(session) if row.rule]
    assert listed == sorted(listed)
    assert set(listed) == set(dates[:2])


def test_a_rule_tells_when_it_was_read_last() -> None:
    shipped = packs().supplied.rules.values()
    assert all(each.read_on and each.read_on <= each.review_by_on for each in shipped)


def test_a_deadline_keeps_the_digest_of_its_rule(session: Session) -> None:
    entry = kept(session)
    shipped = packs().supplied.rules[RULE]
    assert entry.working is not None
    assert entry.working.basis.digest == packs().digest(shipped)
    assert entry.working.basis.version == f"{shipped.pack} · {packs().digest(shipped)[:12]}"


def test_the_bin_names_a_withdrawn_confirmation_by_its_rule(session: Session) -> None:
    rule_confirmation.confirm(session, RULE, "AB")
    gone = rule_confirmation.withdraw(session, RULE)
    (thrown,) = record_bin.listed(session)
    assert thrown.title == row_of(session).title
    assert record_bin.before_purge(session, "rule-confirmation", gone.id).thrown.title == thrown.title
