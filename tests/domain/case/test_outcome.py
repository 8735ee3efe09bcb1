"""What an outcome must be, and what of several may leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.case.fact import Pinpoint
from casebook.domain.case.outcome import (
    AssuranceOutcome,
    EndKind,
    Outcome,
    OutcomeEntry,
    check_days_passed,
    check_outcome,
    with_states,
)
from casebook.domain.case.packed_outcome import (
    COARSENESS,
    PackedEntry,
    PackedOutcome,
    check_packed,
    coarsened,
    packed,
    pseudonym_of,
)

PAGE = Pinpoint(document_id="d1", page=2)
SENTENCE = OutcomeEntry(
    became="sentenced",
    on=StatedDate(edtf="2023-05-04"),
    sentence="fixed-term",
    months=40,
    pinpoint=PAGE,
    sureness="confirmed",
    note="his sister Anna told us",
)
ARREST = OutcomeEntry(became="detained", on=StatedDate(edtf="2022-11"), contact_id="c1")


def outcome(number: int, **values: object) -> Outcome:
    given: dict[str, object] = {
        "id": f"o{number}",
        "case_id": f"case{number}",
        "person_id": f"person{number}",
        "ended": "extradition",
        "ended_on": StatedDate(edtf="2022-10-03"),
        "requested": "CY",
        "instrument_id": "treaty",
        "channel": "extradition-treaty",
    }
    return Outcome(**{**given, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (OutcomeEntry(became="died", on=StatedDate(edtf="2024")), "needs its source"),
        (replace(ARREST, sentence="life"), "Only a sentence"),
        (replace(SENTENCE, sentence="life"), "Only a fixed term"),
        (replace(SENTENCE, months=-1), "no length"),
    ],
)
def test_an_entry_has_its_source_and_no_term_that_cannot_be(entry: OutcomeEntry, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        check_outcome(outcome(1, entries=(entry,), requested="CY"))


def test_that_there_is_no_news_needs_no_source() -> None:
    check_outcome(
        outcome(1, entries=(OutcomeEntry(became="no-news", on=StatedDate(edtf="XXXX")),), requested="")
    )


@pytest.mark.parametrize("result", ["kept", "breached"])
def test_kept_and_breached_need_evidence_and_unknown_none(result: str) -> None:
    promised = AssuranceOutcome(about="monitoring", result=result)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="needs its evidence"):
        check_outcome(outcome(1, assurances=(promised,), requested=""))
    check_outcome(outcome(1, assurances=(replace(promised, result="unknown"),), requested=""))


def test_states_are_codes_and_nobody_is_returned_to_where_they_were() -> None:
    assert with_states(outcome(1, requested="Cyprus", requesting="China")).requested == "CY"
    with pytest.raises(InvalidInput, match="itself"):
        check_outcome(outcome(1, requested="CN"))
    with pytest.raises(InvalidInput):
        check_outcome(outcome(1, requested="Atlantis"))


def test_the_last_news_are_those_of_the_last_entry_unless_stated() -> None:
    silent = OutcomeEntry(became="no-news", on=StatedDate(edtf="2025"))
    both = outcome(1, entries=(SENTENCE, ARREST, silent))
    assert both.latest_news_on == SENTENCE.on
    assert both.ordered == (ARREST, SENTENCE, silent)
    stated = StatedDate(edtf="2026-01")
    assert replace(both, last_news_on=stated).latest_news_on == stated


def test_no_word_no_day_and_no_id_leaves() -> None:
    row = packed(outcome(1, entries=(ARREST, SENTENCE), note="secret"), "month")
    assert row.on == "2022-10"
    assert row.entries == (
        PackedEntry(became="detained", on="2022", source="contact"),
        PackedEntry(
            became="sentenced",
            on="2023",
            sentence="fixed-term",
            term="3-to-5-years",
            source="document",
            sureness="confirmed",
        ),
    )
    assert row.last_news == "2023"
    assert row.pseudonym == pseudonym_of("o1") != "o1"
    bare = packed(outcome(1, entries=(ARREST, SENTENCE)), "no-year")
    assert (bare.on, bare.requested, bare.channel, bare.instrument, bare.last_news) == ("", "", "", "", "")
    assert {one.on for one in bare.entries} == {""}


def test_a_day_that_may_be_in_two_years_has_no_year() -> None:
    assert packed(outcome(1, ended_on=StatedDate(edtf="2022/2023")), "month").on == ""
    assert packed(outcome(1, ended_on=StatedDate(edtf="2022-03/2022-05")), "month").on == "2022"


def test_three_alike_leave_by_month_and_a_fourth_that_is_not_stays() -> None:
    alike = [outcome(number) for number in range(3)]
    other = outcome(3, ended="abduction", requesting="HK")
    leaving = coarsened([*alike, other], 3)
    assert [row.coarseness for _, row in leaving.rows] == ["month"] * 3
    assert leaving.left_out == ("o3",)
    assert leaving.coarsened == 0


def test_people_of_one_case_do_not_hide_each_other() -> None:
    family = [outcome(number, case_id="one") for number in range(5)]
    assert coarsened(family, 3).rows == ()
    assert len(coarsened([outcome(number, person_id="one") for number in range(5)], 3).left_out) == 5


def test_what_differs_is_left_out_until_enough_agree() -> None:
    states = [outcome(number, requested=code) for number, code in enumerate(("CY", "PL", "TH"))]
    assert {row.coarseness for _, row in coarsened(states, 3).rows} == {"no-state"}
    months = [outcome(n, ended_on=StatedDate(edtf=f"2022-0{n + 1}")) for n in range(3)]
    assert {row.coarseness for _, row in coarsened(months, 3).rows} == {"year"}


ENDS: tuple[EndKind, ...] = ("extradition", "refused")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(ENDS),
            st.sampled_from(("2021-01", "2021-05", "2022-02", "XXXX")),
            st.sampled_from(("CY", "PL")),
            st.sampled_from(("CN", "HK")),
            st.integers(0, 9),
        ),
        max_size=30,
    )
)
def test_every_row_that_leaves_agrees_with_enough_of_other_cases(
    drawn: list[tuple[EndKind, str, str, str, int]],
) -> None:
    outcomes = [
        outcome(n, ended=end, ended_on=StatedDate(edtf=on), requested=to, requesting=by, case_id=f"c{case}")
        for n, (end, on, to, by, case) in enumerate(drawn)
    ]
    by_id = {one.id: one for one in outcomes}
    leaving = coarsened(outcomes, 3)
    assert {one for one, _ in leaving.rows} | {*leaving.left_out} == by_id.keys()
    groups: dict[tuple[str, ...], set[str]] = {}
    for outcome_id, row in leaving.rows:
        traits = (row.coarseness, row.ended, row.on, row.requested, row.requesting, row.channel)
        groups.setdefault(traits, set()).add(by_id[outcome_id].case_id)
    assert all(len(cases) >= 3 for cases in groups.values())
    for _, row in leaving.rows:
        assert row.coarseness in COARSENESS
        check_packed(row)


@pytest.mark.parametrize(
    "values",
    [
        {"pseudonym": "Anna"},
        {"requested": "Anna"},
        {"on": "2022-10-03"},
        {"instrument": "Anna Lin"},
        {"last_news": "soon"},
        {"entries": (PackedEntry(became="died", on="May"),)},
        {"entries": (PackedEntry(became="died"),) * 201},
    ],
)
def test_a_row_with_words_in_place_of_codes_is_refused(values: dict[str, object]) -> None:
    row = PackedOutcome(pseudonym="a" * 20, coarseness="year", ended="refused", requesting="CN")
    check_packed(row)
    with pytest.raises(ValueError, match="row"):
        check_packed(replace(row, **values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("ended_on", {"ended_on": StatedDate(edtf="2027-04")}),
        ("last_news_on", {"last_news_on": StatedDate(edtf="2026-12-04")}),
        ("entries", {"entries": (replace(ARREST, on=StatedDate(edtf="2027")),)}),
        ("assurances", {"assurances": (AssuranceOutcome(about="monitoring", on=StatedDate(edtf="2028")),)}),
    ],
)
def test_a_day_to_come_is_refused_but_not_for_what_was_there_before(
    field: str, values: dict[str, object]
) -> None:
    today, ahead = date(2026, 12, 1), outcome(1, **values)
    with pytest.raises(InvalidInput, match="in the future") as refused:
        check_days_passed(ahead, today, outcome(1))
    assert refused.value.field == field
    check_days_passed(replace(ahead, note="asked again"), today, ahead)


@pytest.mark.parametrize("day", ["2026", "2026-12", "2026-12-02", "2022-10-03", ""])
def test_a_day_that_may_have_come_is_taken(day: str) -> None:
    ended_on = StatedDate(edtf=day) if day else None
    taken = outcome(1, ended_on=ended_on)
    check_days_passed(taken, date(2026, 12, 1))
    assert taken.ended_on == ended_on
