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
    AssuranceResult,
    EndKind,
    Outcome,
    OutcomeEntry,
    Sureness,
    check_days_passed,
    check_outcome,
    with_states,
)
from casebook.domain.case.outcome_hiding import CoarsenedOutcomes, coarsened
from casebook.domain.case.outcome_pair import is_half
from casebook.domain.case.packed_outcome import (
    PackedAssurance,
    PackedEntry,
    PackedOutcome,
    check_packed,
    whole,
    with_key,
)

DAY = date(2026, 12, 1)

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


def of_all(rows: CoarsenedOutcomes, part: str) -> list[PackedOutcome]:
    """Return the rows of a part."""
    return [row for _, row in rows.rows if row.part == part]


@pytest.mark.parametrize(("elsewhere", "leaving"), [(1, []), (2, []), (3, [6])])
def test_the_few_whose_end_is_left_out_are_not_the_rest_of_two_rows(
    elsewhere: int, leaving: list[int]
) -> None:
    """Nine from one State beside ten of whom something is true say that one came from elsewhere."""
    here = [outcome(n, entries=(ARREST,)) for n in range(3)]
    others = [
        outcome(10 + n, entries=(ARREST,), requested="GR", ended_on=StatedDate(edtf=f"20{12 + n}"))
        for n in range(elsewhere)
    ]
    rows = coarsened([*here, *others], 3, with_all=True)
    assert [row.people for row in of_all(rows, "since")] == leaving
    assert all(row.people in leaving for row in rows.said_of_all)


def test_a_whole_outcome_is_shown_by_month_and_never_leaves() -> None:
    row = whole(outcome(1, entries=(ARREST, SENTENCE), note="secret"))
    assert row.on == "2022-10"
    assert row.entries[1] == PackedEntry(
        became="sentenced", on="2023", sentence="fixed-term", term="3-to-5-years", source="document",
        sureness="confirmed",
    )  # fmt: skip
    assert row.last_news == "2023"
    with pytest.raises(ValueError, match="row"):
        check_packed(with_key(row), DAY)


def test_a_day_that_may_be_in_two_years_has_no_year() -> None:
    assert whole(outcome(1, ended_on=StatedDate(edtf="2022/2023"))).on == ""
    assert whole(outcome(1, ended_on=StatedDate(edtf="2022-03/2022-05"))).on == "2022"


def test_no_row_tells_what_became_of_one_person() -> None:
    """Five were returned alike and each has another fate: who knows the five learns none of these."""
    fates = [
        replace(SENTENCE, sentence="life", months=0),
        replace(ARREST, became="died"),
        replace(ARREST, became="released"),
        replace(ARREST, became="rsdl"),
        replace(ARREST, became="disappeared"),
    ]
    rows = coarsened([outcome(n, entries=(ARREST, fate)) for n, fate in enumerate(fates)], 5, with_all=True)
    (end,) = of_all(rows, "end")
    (since,) = of_all(rows, "since")
    assert (end.people, end.entries, end.assurances, end.on) == (5, (), (), "2022")
    assert (since.people, [one.became for one in since.entries]) == (5, ["detained"])
    assert rows.parts_left_out == 5


def test_neither_source_nor_sureness_leaves_and_what_is_doubtful_stays() -> None:
    levels: tuple[Sureness, ...] = ("confirmed", "likely", "reported", "confirmed")
    said = [
        AssuranceOutcome(about="ill-treatment", result="breached", contact_id="c", sureness=sureness)
        for sureness in (*levels, "doubtful", "doubtful", "doubtful")
    ]
    rows = coarsened([outcome(n, assurances=(one,)) for n, one in enumerate(said)], 3)
    assert (rows.said_of_all, rows.unpaired) == ((), ())
    (row,) = of_all(rows, "assurance")
    assert row.assurances == (PackedAssurance(about="ill-treatment", result="breached"),)
    assert row.people == 4


def test_what_is_true_of_everybody_does_not_leave_with_the_state() -> None:
    promised = AssuranceOutcome(about="monitoring", result="breached", contact_id="c")
    alike = [outcome(n, assurances=(promised,)) for n in range(3)]
    assert of_all(coarsened(alike, 3), "assurance") == []
    rows = coarsened(alike, 3, with_all=True)
    (row,) = of_all(rows, "assurance")
    assert (row.coarseness, row.requested) == ("no-year", "")
    assert coarsened(alike, 3).said_of_all == rows.said_of_all == (row,)
    for few in (1, 2):
        rest = [outcome(n) for n in range(3, 3 + few)]
        rows = coarsened([*alike, *rest], 3, with_all=True)
        assert of_all(rows, "assurance") == [], "the rest of two rows would be one or two"
        assert rows.parts_left_out == 3
    rows = coarsened([*alike, *(outcome(n) for n in range(3, 6))], 3)
    (row,) = of_all(rows, "assurance")
    assert (row.coarseness, row.requested, row.people) == ("state", "CY", 3)
    assert rows.said_of_all == ()


def test_three_alike_leave_by_year_and_a_fourth_that_is_not_stays() -> None:
    alike = [outcome(number) for number in range(3)]
    other = outcome(3, ended="abduction", requesting="HK")
    leaving = coarsened([*alike, other], 3)
    assert [(ids, row.coarseness, row.people) for ids, row in leaving.rows] == [
        (("o0", "o1", "o2"), "year", 3)
    ]
    assert leaving.left_out == ("o3",)


def test_people_of_one_case_do_not_hide_each_other() -> None:
    family = [outcome(number, case_id="one") for number in range(5)]
    assert coarsened(family, 3).rows == ()
    assert len(coarsened([outcome(number, person_id="one") for number in range(5)], 3).left_out) == 5


def test_what_differs_is_left_out_until_enough_agree() -> None:
    states = [outcome(number, requested=code) for number, code in enumerate(("CY", "PL", "TH"))]
    assert {row.coarseness for _, row in coarsened(states, 3).rows} == {"no-state"}
    years = [outcome(n, ended_on=StatedDate(edtf=f"202{n}")) for n in range(3)]
    assert {row.coarseness for _, row in coarsened(years, 3).rows} == {"no-year"}


def test_a_row_changes_by_enough_people_or_not_at_all() -> None:
    first = coarsened([outcome(n) for n in range(3)], 3)
    given = {row.key: frozenset(ids) for ids, row in first.rows}
    one_more = coarsened([outcome(n) for n in range(4)], 3, given)
    assert one_more.rows == first.rows
    assert one_more.held == one_more.left_out == ("o3",)
    (row,) = coarsened([outcome(n) for n in range(6)], 3, given).rows
    assert row[1].people == 6
    one_less = coarsened([outcome(n) for n in range(1, 9)], 3, given)
    assert [(row.people, len(one_less.left_out)) for _, row in one_less.rows] == [(6, 2)]


def test_who_went_is_hidden_by_others_who_wait() -> None:
    first = coarsened([outcome(n) for n in range(9)], 3)
    given = {row.key: frozenset(ids) for ids, row in first.rows}
    one_less = coarsened([outcome(n) for n in range(1, 9)], 3, given)
    assert [row.people for _, row in one_less.rows] == [6]
    assert len(one_less.held) == 2
    next_given = {row.key: frozenset(ids) for ids, row in one_less.rows}
    assert coarsened([outcome(n) for n in range(1, 9)], 3, next_given).rows == one_less.rows


def promised(number: int, result: AssuranceResult) -> Outcome:
    """Return an outcome with an assurance that came to this."""
    said = AssuranceOutcome(about="ill-treatment", result=result, contact_id="c")
    return outcome(number, assurances=(said,))


def results(rows: CoarsenedOutcomes) -> dict[str, int]:
    """Return of how many people each result leaves."""
    return {row.assurances[0].result: row.people for row in of_all(rows, "assurance")}


def test_kept_and_breached_leave_together_or_wait_together() -> None:
    kept, breached = [promised(n, "kept") for n in range(4)], [promised(n, "breached") for n in range(4, 7)]
    assert results(coarsened([*kept, *breached], 3)) == {"kept": 4, "breached": 3}
    for few in ([*kept, *breached[1:]], [*kept[2:], *breached]):
        rows = coarsened(few, 3)
        assert results(rows) == {}
        assert [row.people for row in rows.unpaired] == [len(few) - 2]
        assert (rows.parts_left_out, len(of_all(rows, "end"))) == (len(few), 1)


def test_a_half_that_left_takes_the_other_along() -> None:
    kept, breached = [promised(n, "kept") for n in range(6)], [promised(n, "breached") for n in range(6, 9)]
    first = coarsened([*kept, *breached], 3)
    given = {row.key: frozenset(ids) for ids, row in first.rows}
    earlier = [row for _, row in first.rows]
    assert results(coarsened([*kept, *breached[1:]], 3, given, earlier)) == {}
    assert results(coarsened(kept, 3, given, earlier)) == {}
    alone = coarsened(kept, 3, with_all=True)
    given = {row.key: frozenset(ids) for ids, row in alone.rows}
    later = coarsened(
        [*kept, promised(6, "breached")], 3, given, [row for _, row in alone.rows], with_all=True
    )
    assert later.rows == alone.rows, "else its absence would tell of the one"


def test_what_is_true_of_everybody_is_reckoned_by_what_the_rows_show() -> None:
    """Six of nine leave; whoever reads the rows sees six, of whom all were kept to."""
    outcomes = [promised(n, "kept") for n in range(6)]
    others = [
        outcome(n, ended_on=StatedDate(edtf="2021"), requested=code) for n, code in ((6, "PL"), (7, "TH"))
    ]
    shown = coarsened([*outcomes, *others], 3)
    assert len(shown.left_out) == 2
    assert (results(shown), [row.people for row in shown.said_of_all]) == ({}, [6])
    assert results(coarsened([*outcomes, *others], 3, with_all=True)) == {"kept": 6}
    many = [outcome(n, ended_on=StatedDate(edtf="2021")) for n in range(6, 9)]
    assert results(coarsened([*outcomes, *many], 3)) == {"kept": 6}


ENDS: tuple[EndKind, ...] = ("extradition", "refused")
DRAWN = st.lists(
    st.tuples(
        st.sampled_from(ENDS),
        st.sampled_from(("2021-01", "2021-05", "2022-02", "XXXX")),
        st.sampled_from(("CY", "PL")),
        st.sampled_from(("CN", "HK")),
        st.integers(0, 9),
        st.sampled_from(("kept", "breached", "unknown")),
    ),
    max_size=30,
)


@given(DRAWN, st.integers(0, 30))
def test_every_row_and_every_change_is_of_enough_people(
    drawn: list[tuple[EndKind, str, str, str, int, AssuranceResult]], earlier: int
) -> None:
    outcomes = [
        outcome(
            n, ended=end, ended_on=StatedDate(edtf=on), requested=to, requesting=by, case_id=f"c{case}",
            assurances=(AssuranceOutcome(about="monitoring", result=result, contact_id="c"),),
        )
        for n, (end, on, to, by, case, result) in enumerate(drawn)
    ]  # fmt: skip
    by_id = {one.id: one for one in outcomes}
    of_results = [replace(whole(one), part="assurance") for one in outcomes]
    first = {row.key: (frozenset(ids), row) for ids, row in coarsened(outcomes[:earlier], 3).rows}
    given_ids, left = {key: ids for key, (ids, _) in first.items()}, [row for _, row in first.values()]
    leaving = coarsened(outcomes, 3, given_ids, left)
    for ids, row in leaving.rows:
        check_packed(row, DAY)
        assert row.people == len(ids)
        assert len({by_id[one].case_id for one in ids}) >= 3
        before = first[row.key][0] if row.key in first else frozenset()
        assert len(frozenset(ids) - before) == 0 or len({by_id[one].case_id for one in {*ids} - before}) >= 3
        assert len(before - {*ids}) == 0 or len(before - {*ids}) >= 3
        assert row.key in first or is_half(row, [one for _, one in leaving.rows]) <= is_half(row, of_results)
        moved = [key for key, (known, one) in first.items() if one.part == row.part and known & {*ids}]
        assert {*moved} <= {row.key}, "nothing that left moves to another row"
    ended = [one for ids, row in leaving.rows if row.part == "end" for one in ids]
    assert sorted([*ended, *leaving.left_out]) == sorted(by_id)


@pytest.mark.parametrize(
    "values",
    [
        {"key": "a" * 20},
        {"requested": "Anna"},
        {"on": "2022-10-03"},
        {"on": "2022-10"},
        {"on": "2099"},
        {"on": "1949"},
        {"instrument": "Anna Lin"},
        {"last_news": "2022"},
        {"part": "whole"},
        {"coarseness": "month"},
        {"people": 0},
        {"coarseness": "no-year", "on": "2022"},
        {"part": "assurance", "coarseness": "state"},
        {"entries": (PackedEntry(became="died"),)},
        {
            "part": "since",
            "coarseness": "no-route",
            "entries": (PackedEntry(became="died", source="contact"),),
        },
        {"part": "since", "coarseness": "no-route", "entries": (PackedEntry(became="died", on="May"),)},
        {"part": "since", "coarseness": "no-route", "entries": (PackedEntry(became="died"),) * 2},
    ],
)
def test_a_row_that_no_casebook_writes_is_refused(values: dict[str, object]) -> None:
    row = with_key(PackedOutcome(part="end", coarseness="year", ended="refused", people=5, requesting="CN"))
    check_packed(row, DAY)
    wrong = replace(row, **values)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="row"):
        check_packed(wrong if "key" in values else with_key(wrong), DAY)


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
