"""Rows met by name in every script, and what else agrees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.exchange.registers.register_row import guessed, row_of
from casebook.language.match import forms
from casebook.services.exchange.registers.comparison import Candidate, PeopleIndex
from casebook.services.exchange.registers.known_people import KnownPerson, places_in

HEAD = ("no", "name", "dob", "sex", "place of birth", "date of detention", "charge", "id number")


def person(*names: str, **given: object) -> KnownPerson:
    known = KnownPerson(
        id=names[0],
        case_ids=("c1",),
        standings=("client",),
        names=names,
        forms=tuple((name, form) for name in names for form in forms(name)),
        born=StatedDate(edtf="1984-01-10"),
        sex="male",
        places={},
        days=frozenset(),
        charges=(),
        numbers=frozenset(),
    )
    return replace(known, **given)  # type: ignore[arg-type]


def met(known: KnownPerson, name: str, *cells: str) -> Candidate | None:
    row = row_of(1, HEAD, ("1", name, *cells, *("",) * (len(HEAD) - 2 - len(cells))), guessed(HEAD))
    return next(PeopleIndex([known]).candidates(row), None)


def kinds(candidate: Candidate | None) -> set[str]:
    return {one.kind for one in candidate.agreements} if candidate else set()


@pytest.mark.parametrize(
    ("ours", "theirs", "kind"),
    [
        ("林志远", "林志遠", "name-characters"),
        ("Lin Zhiyuan", "Zhiyuan LIN", "name-latin"),
        ("林志遠", "Lin Zhiyuan", "name-spelling"),
        ("Lin Zhiyuan", "林志远", "name-spelling"),
        ("林志遠", "Lam Chi Yuen", "name-spelling"),
        ("Mehmut Ablet", "买买提·阿布来提", "name-spelling"),
        ("مەھمۇت ئابلەت", "مەھمۇت ئابلەت", "name-script"),
        ("Lin Zhiyuan", "Lin Zhiyan", "name-alike"),
    ],
)
def test_a_name_is_met_across_scripts(ours: str, theirs: str, kind: str) -> None:
    assert kind in kinds(met(person(ours), theirs, "1984-01-10"))


@pytest.mark.parametrize("theirs", ["林志源", "林志", "Wang Wei", "李志远"])
def test_another_name_is_not_met(theirs: str) -> None:
    assert met(person("林志远", "Lin Zhiyuan"), theirs, "1984-01-10") is None


def test_a_spelling_alone_is_counted_and_not_shown() -> None:
    index = PeopleIndex([person("林志远")])
    row = row_of(1, HEAD, ("1", "Lin Zhiyuan", "", "M", "", "", "", ""), guessed(HEAD))
    assert list(index.candidates(row)) == []
    assert index.count.spelled == 1


def test_another_birth_is_counted_and_not_shown() -> None:
    index = PeopleIndex([person("林志远")])
    row = row_of(1, HEAD, ("1", "林志远", "1960", "", "", "", "", ""), guessed(HEAD))
    assert list(index.candidates(row)) == []
    assert index.count.born_otherwise == 1


@pytest.mark.parametrize("born", ["1986", "1976", "1994-01-10"])
def test_a_birth_that_may_be_wrong_is_shown_with_its_difference(born: str) -> None:
    candidate = met(person("林志远"), "林志遠", born)
    assert candidate is not None
    assert [(one.kind, one.row, one.ours) for one in candidate.differences] == [("born", born, "1984-01-10")]
    assert met(person("Lin Zhiyuan"), "Lin Zhiyuan", born) is None


@pytest.mark.parametrize(
    ("known", "row_name", "born", "kind"),
    [
        (person("Lin Zhiyuan"), "LIN ZHIYUAN", "1983-12-08", "born-calendar"),
        (person("林志远"), "LIN ZHIYUAN", "1984-02-20", "born-calendar"),
        (
            person("Lin Zhiyuan", stated_births=(StatedDate(edtf="1981-03-04"),)),
            "ZHIYUAN LIN",
            "1981-03-04",
            "born-stated",
        ),
    ],
)
def test_a_birth_of_the_state_or_another_calendar_is_shown(
    known: KnownPerson, row_name: str, born: str, kind: str
) -> None:
    candidate = met(known, row_name, born)
    assert kind in kinds(candidate)
    assert candidate is not None
    assert candidate.differences == ()
    assert met(person("Lin Zhiyuan"), "LIN ZHIYUAN", "1983-06-08") is None


@pytest.mark.parametrize(("born", "is_shown"), [("1962", True), ("1929", True), ("1963", False)])
def test_a_year_of_birth_misread_in_one_figure_is_shown(born: str, *, is_shown: bool) -> None:
    known = person("阿依古丽·赛力克", born=StatedDate(edtf="1992"))
    assert (met(known, "阿依古丽·赛力克", born) is not None) == is_shown


def test_who_bears_a_like_name_is_known() -> None:
    index = PeopleIndex([person("林志远")])
    row = row_of(1, HEAD, ("1", "林志远", "1960", "", "", "", "", ""), guessed(HEAD))
    assert list(index.candidates(row)) == []
    assert index.count.alike == {"林志远"}


def test_a_year_apart_is_neither_agreement_nor_difference() -> None:
    candidate = met(person("林志远"), "林志远", "1983")
    assert kinds(candidate) == {"name-characters"}


def test_everything_else_that_agrees_is_told_with_both_values() -> None:
    known = person(
        "林志远",
        places=dict.fromkeys(places_in("Henan Province"), "Henan Province"),
        days=frozenset({StatedDate(edtf="2021-09-14").earliest_on}),
        charges=("Article 225",),
        numbers=frozenset({"G12345678"}),
    )
    candidate = met(known, "林志遠", "1984-01-10", "男", "河南省", "2021-09-14", "刑法第225条", "G123***78")
    assert kinds(candidate) == {
        *("name-characters", "born-day", "sex", "place", "detained", "charge"),
        "number",
    }
    assert candidate is not None
    by_kind = {one.kind: (one.row, one.ours) for one in candidate.agreements}
    assert by_kind["name-characters"] == ("林志遠", "林志远")
    assert by_kind["place"] == ("河南省", "Henan Province")


def test_a_number_alone_is_met_without_a_name() -> None:
    known = person("林志远", numbers=frozenset({"G12345678"}))
    row = row_of(1, HEAD, ("1", "", "", "", "", "", "", "G 1234-5678"), guessed(HEAD))
    assert [kinds(one) for one in PeopleIndex([known]).candidates(row)] == [{"number"}]


def test_a_row_without_a_name_is_counted() -> None:
    index = PeopleIndex([person("林志远")])
    assert list(index.candidates(row_of(1, HEAD, ("1", *("",) * 7), guessed(HEAD)))) == []
    assert index.count.unnamed == 1


def test_whole_countries_are_no_place() -> None:
    assert list(places_in("China")) == []
    assert "kashgar" in set(places_in("新疆喀什地区疏附县"))
