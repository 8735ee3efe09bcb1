"""A register compared with a casebook: what is kept, what is said of the rest, what bad files are told."""

from __future__ import annotations

import json
from datetime import date

import pytest

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.progress import Progress
from casebook.domain.library.register_match import RegisterMatch
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.exchange.registers import matching
from casebook.services.exchange.registers.matching import RegisterQuestion, RegisterRun
from casebook.services.library.registers import deciding
from tests.services.exchange.registers.written import (
    CLIENT,
    NOBODY,
    OTHER_BIRTH,
    SPELLING,
    offered,
    register,
    with_client,
)


def run(session: Session, **asked: object) -> RegisterRun:
    question = RegisterQuestion(**{"offer": register(), "register_id": "cecc-ppd", **asked})  # type: ignore[arg-type]
    return run_in_line(matching.match(session, question))


def test_only_rows_that_may_be_about_somebody_are_kept(session: Session) -> None:
    person = with_client(session)
    compared = run(session, retrieved_on=date(2026, 3, 1))
    (found,) = compared.matches
    assert (found.person_id, found.key, found.level, found.line) == (person.id, "2021-00417", "strong", 2)
    assert (compared.rows, compared.people, compared.spelled, compared.born_otherwise) == (4, 1, 1, 1)
    assert record.every(session, RegisterMatch) == []
    assert matching.keep(session, compared) == 1
    (kept,) = record.every(session, RegisterMatch)
    assert kept == found
    everything = " ".join(cell.text for cell in kept.cells)
    assert "Wang Wei" not in everything
    assert "2009-00001" not in everything


def test_it_says_at_every_step_how_far_it_is(session: Session) -> None:
    with_client(session)
    told: list[tuple[int, int, str]] = []
    question = RegisterQuestion(offer=register(), register_id="cecc-ppd")
    note: Progress = lambda done, total, step: told.append((done, total, str(step)))  # noqa: E731 - one line
    compared = run_in_line(matching.match(session, question, note))
    assert all(total > 0 for _, total, _ in told)
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert (told[0][0], told[-1]) == (0, (told[0][1], told[0][1], f"rows compared: {compared.rows}"))


def test_it_says_with_what_it_was_compared(session: Session) -> None:
    with_client(session)
    compared = run(session)
    (found,) = compared.matches
    assert len(found.sha256) == 64
    assert found.matched_on == session.clock().date()
    assert compared.mapping["Chinese characters of main name"] == "name"
    assert compared.left_out == ("issue category",)
    assert "proves nothing" in compared.register.caution


def test_who_is_not_found_is_only_counted(session: Session) -> None:
    with_client(session)
    compared = run(session, offer=register([NOBODY]))
    assert (compared.matches, compared.not_found) == ((), 1)


def test_a_row_that_was_met_before_is_not_kept_again(session: Session) -> None:
    with_client(session)
    matching.keep(session, run(session))
    again = run(session)
    assert (again.matches, again.open_before) == ((), 1)
    (kept,) = record.every(session, RegisterMatch)
    deciding.dismiss(session, kept.id)
    assert (run(session).decided, run(session).open_before) == (1, 0)
    later = run(session, offer=register([CLIENT.replace("speech", "speech and more")]))
    assert len(later.matches) == 1


def test_only_the_people_of_a_case_where_that_is_asked(session: Session) -> None:
    with_client(session)
    other = with_client(session, cases=0)
    (case_id,) = {one.case_id for one in deciding_cases(session)}
    compared = run(session, case_id=case_id)
    assert compared.people == 1
    assert other.id not in {one.person_id for one in compared.matches}


def deciding_cases(session: Session) -> list[RegisterMatch]:
    """The client's match, confirmed in the client's case and opened again."""
    compared = run(session)
    matching.keep(session, compared)
    rows = [row for row in deciding.rows(session) if row.cases]
    confirmed = deciding.confirm(session, rows[0].id)
    for row in deciding.rows(session):
        record.move_to_bin(session, RegisterMatch, row.id)
    return [confirmed]


def test_a_column_can_be_named(session: Session) -> None:
    with_client(session)
    offer = offered("who,when\n林志远,1984-01-10\n")
    with pytest.raises(InvalidInput) as raised:
        run(session, offer=offer)
    assert "who" in str(raised.value)
    compared = run(session, offer=offer, mapping={"who": "name", "when": "born"})
    assert [one.kind for one in compared.matches[0].agreements] == ["name-characters", "born-day"]


@pytest.mark.parametrize("mapping", [{"who": "colour"}, {"nobody": "name"}])
def test_a_mapping_to_nothing_is_refused(session: Session, mapping: dict[str, str]) -> None:
    with pytest.raises(InvalidInput) as raised:
        run(session, offer=offered("who,name\nA B,C D\n"), mapping=mapping)
    assert raised.value.field == "map"


def test_a_register_that_lists_nobody_or_is_none_is_refused(session: Session) -> None:
    with pytest.raises(InvalidInput):
        run(session, register_id="skynet-figures")
    with pytest.raises(NotFound):
        run(session, register_id="unknown")


def test_a_list_of_our_own_bears_our_title(session: Session) -> None:
    with_client(session)
    compared = run(session, register_id="own-list", title="List of the camp")
    assert compared.matches[0].register_title == "List of the camp"


def test_interpol_and_follow_the_money_are_read(session: Session) -> None:
    with_client(session)
    notice = {"entity_id": "2021/7", "name": "LIN", "forename": "ZHIYUAN", "date_of_birth": "1984/01/10"}
    answer = offered(json.dumps({"_embedded": {"notices": [notice]}}), "red.json")
    found = run(session, offer=answer, register_id="interpol-public").matches
    assert [(one.key, one.level) for one in found] == [("2021/7", "possible")]
    properties = {"name": ["LIN ZHIYUAN", "林志远"], "birthDate": ["1984-01-10"], "gender": ["male"]}
    entity = json.dumps({"id": "int-1", "schema": "Person", "properties": properties})
    found = run(
        session, offer=offered(f"{entity}\n{entity}\n", "e.json"), register_id="opensanctions-red"
    ).matches
    assert found[0].level == "strong"


def test_the_beginning_shows_what_columns_mean() -> None:
    preview = run_in_line(matching.look(register([CLIENT, SPELLING, OTHER_BIRTH])))
    assert len(preview.rows) == 3
    assert preview.mapping["sex"] == "sex"
    assert preview.left_out == ("issue category",)


def test_a_match_that_was_put_into_the_bin_is_met_again(session: Session) -> None:
    with_client(session)
    matching.keep(session, run(session))
    (kept,) = record.every(session, RegisterMatch)
    record.move_to_bin(session, RegisterMatch, kept.id)
    assert len(run(session).matches) == 1


def test_a_person_takes_the_matches_along_into_the_bin(session: Session) -> None:
    person = with_client(session, cases=0)
    matching.keep(session, run(session))
    record.move_to_bin(session, Person, person.id)
    assert record.every(session, RegisterMatch) == []
    record.restore(session, Person, person.id)
    assert len(record.every(session, RegisterMatch)) == 1


def test_absence_is_not_counted_from_a_file_without_rows(session: Session) -> None:
    with_client(session)
    with pytest.raises(InvalidInput) as raised:
        run(session, offer=register([]))
    assert "no rows" in str(raised.value)


def test_who_bears_a_like_name_is_named_and_not_counted_as_absent(session: Session) -> None:
    with_client(session)
    compared = run(session, offer=register([SPELLING]))
    assert (compared.matches, compared.alike, compared.not_found) == ((), ("Lin Zhiyuan",), 0)


def test_a_file_from_the_future_is_refused_before_it_is_read(session: Session) -> None:
    with_client(session)
    with pytest.raises(InvalidInput) as raised:
        run(session, retrieved_on=date(2099, 1, 1))
    assert raised.value.field == "retrieved_on"


def test_the_client_is_met_in_a_cell_with_two_names(session: Session) -> None:
    person = with_client(session)
    compared = run(session, offer=offered('name,dob\n"Lin Zhiyuan, Chen Shulan",1984-01-10\n'))
    assert [one.person_id for one in compared.matches] == [person.id]


def test_rows_with_a_date_that_was_not_read_are_counted_by_line(session: Session) -> None:
    with_client(session)
    rows = "姓名,出生日期\n林志远,一九八四年一月十日\n林志远,10/1/12\n王伟,31.02.1980\n"
    compared = run(session, offer=offered(rows))
    assert (compared.unread_dates, compared.unread_lines, compared.bad_rows) == (2, (3, 4), 0)
    assert "born-day" in [one.kind for one in compared.matches[0].agreements]


@pytest.mark.parametrize("above", ["Register of prisoners, exported 30.11.2026\n\n", "Register\n"])
def test_a_title_above_the_headings_is_passed_over(session: Session, above: str) -> None:
    with_client(session)
    compared = run(
        session, offer=offered(f"{above}No.,Names,Born\n1,Lin Zhiyuan,1984-01-10\n2,Wang Wei,1990\n")
    )
    assert (compared.rows, compared.bad_rows, len(compared.matches)) == (2, 0, 1)


def test_headings_that_name_nobody_say_what_may_stand_above_them(session: Session) -> None:
    with pytest.raises(InvalidInput) as raised:
        run(session, offer=offered("Register,of 2026\nNames,Born\nLin Zhiyuan,1984\n"))
    assert "remove the lines above" in str(raised.value.remedy)


def test_without_headings_columns_are_named_by_number(session: Session) -> None:
    person = with_client(session)
    file = offered(f"{CLIENT}\n{NOBODY}\n")
    with pytest.raises(InvalidInput) as raised:
        run_in_line(matching.match(session, RegisterQuestion(offer=file)))
    assert "--no-headings" in str(raised.value.remedy)
    named = {"2": "name", "3": "name", "5": "sex", "6": "age", "7": "detained"}
    compared = run(session, offer=file, mapping=named, has_headings=False)
    (found,) = compared.matches
    assert (compared.rows, found.person_id, found.line) == (2, person.id, 1)
    preview = run_in_line(matching.look(file, has_headings=False))
    assert preview.head[:3] == ("1", "2", "3")
    assert not preview.has_headings
