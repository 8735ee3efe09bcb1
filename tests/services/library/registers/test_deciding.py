"""What a person decides: a confirmation is a fact with its source and method, and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from casebook.base.errors import InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.library.register_match import RegisterMatch
from casebook.domain.library.source import Source
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier.hiding.protected_names import forms_to_hide
from casebook.services.exchange.registers import matching
from casebook.services.exchange.registers.matching import RegisterQuestion
from casebook.services.library.registers import deciding
from tests.services.exchange.registers.written import HEAD, offered, register, with_client


def kept(session: Session, cases: int = 1) -> RegisterMatch:
    with_client(session, cases)
    question = RegisterQuestion(offer=register(), register_id="cecc-ppd", retrieved_on=date(2026, 3, 1))
    matching.keep(session, run_in_line(matching.match(session, question)))
    (match,) = record.every(session, RegisterMatch)
    return match


def test_a_confirmation_is_a_fact_with_its_source_and_method(session: Session) -> None:
    match = kept(session)
    confirmed = deciding.confirm(session, match.id)
    (fact,) = (one for one in record.every(session, Fact) if one.id in confirmed.fact_ids)
    assert fact.case_id == confirmed.case_id
    assert fact.on.edtf == "2021-09-14"
    for part in (
        "CECC Political Prisoner Database",
        "2021-00417",
        "1 March 2026",
        "name in characters",
    ):
        assert part in fact.statement
    assert match.sha256 not in fact.statement
    assert confirmed.sha256 == match.sha256
    (account,) = fact.accounts
    assert "Chinese characters of main name: 林志远" in account.words
    source = record.find(session, Source, confirmed.source_id)
    assert source.title == "CECC Political Prisoner Database"
    assert "cannot promise accuracy" in source.reliability
    assert "Absence from a register proves nothing." in source.reliability
    assert source.accessed_on == date(2026, 3, 1)
    assert (confirmed.state, confirmed.decided_by, confirmed.decided_on) == (
        "confirmed",
        "tester",
        session.clock().date(),
    )


def test_the_source_of_a_register_is_made_once(session: Session) -> None:
    first = deciding.confirm(session, kept(session).id)
    deciding.reopen(session, first.id)
    second = deciding.confirm(session, first.id)
    assert first.source_id == second.source_id
    assert len([one for one in record.every(session, Source) if not one.pack]) == 1


def test_a_confirmation_is_taken_back_with_its_fact(session: Session) -> None:
    confirmed = deciding.confirm(session, kept(session).id)
    opened = deciding.reopen(session, confirmed.id)
    assert (opened.state, opened.fact_ids, opened.case_id) == ("open", (), "")
    assert confirmed.fact_ids[0] not in {one.id for one in record.every(session, Fact)}
    assert deciding.reopen(session, confirmed.id) == opened


def test_of_several_cases_one_must_be_named(session: Session) -> None:
    match = kept(session, cases=2)
    with pytest.raises(InvalidInput) as raised:
        deciding.confirm(session, match.id)
    assert raised.value.field == "case"
    assert "L-1" in str(raised.value.remedy)
    (row,) = deciding.rows(session)
    case_id = next(id_ for id_, reference in row.cases if reference == "L-1")
    assert deciding.confirm(session, match.id, case_id=case_id).case_id == case_id


def test_too_little_needs_a_reason_and_nothing_is_written_without(session: Session) -> None:
    with_client(session)
    question = RegisterQuestion(offer=offered(f"{HEAD}\n7,,林志远,,,,,,\n"), register_id="cecc-ppd")
    matching.keep(session, run_in_line(matching.match(session, question)))
    (match,) = record.every(session, RegisterMatch)
    facts = record.every(session, Fact)
    with pytest.raises(InvalidInput):
        deciding.confirm(session, match.id)
    assert record.every(session, Fact) == facts
    assert deciding.confirm(session, match.id, why="The photograph is his.").why == "The photograph is his."


def test_what_was_decided_is_not_decided_twice(session: Session) -> None:
    dismissed = deciding.dismiss(session, kept(session).id, "another town")
    assert (dismissed.state, dismissed.why) == ("dismissed", "another town")
    with pytest.raises(Refused):
        deciding.confirm(session, dismissed.id)


def test_somebody_in_no_case_is_confirmed_without_a_fact(session: Session) -> None:
    with_client(session, cases=0)
    question = RegisterQuestion(offer=register(), register_id="cecc-ppd")
    matching.keep(session, run_in_line(matching.match(session, question)))
    (row,) = deciding.rows(session)
    confirmed = deciding.confirm(session, row.id, why="He showed his release paper.")
    assert (confirmed.case_id, confirmed.fact_ids) == ("", ())


def test_a_second_register_is_named_beside(session: Session) -> None:
    first = deciding.confirm(session, kept(session).id)
    question = RegisterQuestion(offer=register(), register_id="own-list", title="Another list")
    matching.keep(session, run_in_line(matching.match(session, question)))
    (row,) = deciding.rows(session, "open")
    assert row.others == (first.register_title,)
    assert deciding.counts(session) == {"confirmed": 1, "open": 1}


def test_a_pseudonymised_copy_hides_the_number_and_the_names_of_the_row(session: Session) -> None:
    confirmed = deciding.confirm(session, kept(session).id)
    (fact,) = (one for one in record.every(session, Fact) if one.id in confirmed.fact_ids)
    text = f"{fact.statement} {fact.accounts[0].words}"
    of_case = record.find(session, Case, confirmed.case_id)
    hidden = NameReplacer(forms_to_hide(session, of_case, Translator("en"), [text])).apply(text)
    for part in ("2021-00417", "林志远", "Lin Zhiyuan"):
        assert part in text
        assert part not in hidden


def test_an_address_in_the_row_stays_out_of_the_fact(session: Session) -> None:
    with_client(session)
    row = "9,Lin Zhiyuan,林志远,speech,M,37,2021-09-14,Henan,,https://example.org/9"
    question = RegisterQuestion(offer=offered(f"{HEAD},url\n{row}\n"), register_id="cecc-ppd")
    matching.keep(session, run_in_line(matching.match(session, question)))
    (match,) = record.every(session, RegisterMatch)
    confirmed = deciding.confirm(session, match.id)
    (fact,) = (one for one in record.every(session, Fact) if one.id in confirmed.fact_ids)
    assert "https://example.org/9" in {cell.text for cell in match.cells}
    assert "example.org" not in fact.accounts[0].words


def with_relative(session: Session, whereabouts: str) -> RegisterMatch:
    """A party of a client's case who is no client, and the match of a row that names them."""
    with_client(session)
    (opened,) = record.every(session, Case)
    relative = Person(id=session.ids(), names=(Name(text="陈淑兰", script="Hans"),), whereabouts=whereabouts)
    record.add(session, relative)
    record.change(session, opened.with_party(relative.id, "relative"), seen=opened)
    question = RegisterQuestion(offer=offered(f"{HEAD}\n7,,陈淑兰,,,,,,\n"), register_id="cecc-ppd")
    matching.keep(session, run_in_line(matching.match(session, question)))
    (match,) = record.every(session, RegisterMatch)
    return match


@pytest.mark.parametrize("with_fact", [True, False])
def test_a_fact_that_names_somebody_in_china_is_asked_about_first(session: Session, with_fact: bool) -> None:  # noqa: FBT001 - a parameter of the test
    match = with_relative(session, "")
    (row,) = deciding.rows(session)
    assert row.in_china == tuple(id_ for id_, _ in row.cases)
    facts = record.every(session, Fact)
    with pytest.raises(InvalidInput) as raised:
        deciding.confirm(session, match.id, why="Her letter.")
    assert raised.value.field == "fact"
    assert record.every(session, Fact) == facts
    assert record.find(session, RegisterMatch, match.id).state == "open"
    confirmed = deciding.confirm(session, match.id, why="Her letter.", with_fact=with_fact)
    assert confirmed.state == "confirmed"
    assert bool(confirmed.fact_ids) == with_fact
    assert len(record.every(session, Fact)) == len(facts) + with_fact


def test_nobody_is_asked_about_a_client_or_a_relative_abroad(session: Session) -> None:
    match = with_relative(session, "Nicosia, Cyprus")
    assert deciding.rows(session)[0].in_china == ()
    assert deciding.confirm(session, match.id, why="Her letter.").fact_ids


def test_a_fact_in_the_bin_is_told_of(session: Session) -> None:
    confirmed = deciding.confirm(session, kept(session).id)
    assert deciding.rows(session)[0].lost_fact_ids == ()
    record.move_to_bin(session, Fact, confirmed.fact_ids[0])
    assert deciding.rows(session)[0].lost_fact_ids == confirmed.fact_ids
