from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.domain.request.compared_paper import ParticularKind
from casebook.domain.request.paper_check import PaperCheck
from casebook.language.identity.paper_look import BesideNumber, look_at
from casebook.language.identity.resident_number import resident_number
from casebook.packs.request.paper_check import read_paper_checks

CHECKS = {check.id: check for check in read_paper_checks()[0]}


def hits(kind: ParticularKind, number: str, beside: BesideNumber | None = None) -> list[str]:
    return [one.check.id for one in look_at(kind, number, CHECKS, beside)]


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("citizen-number", "11010519000101001X", []),
        ("citizen-number", "110105 19000101 001x", []),
        ("citizen-number", "110105190001010011", ["id18-check"]),
        ("citizen-number", "65310119000230005X", ["id18-birth"]),
        ("citizen-number", "12345", ["id18-shape"]),
        ("citizen-number", "990105190001010014", ["id18-region", "id18-check"]),
        ("citizen-number", "34052419800101001X", ["id18-region"]),
        ("citizen-number", "110105000101001", []),
        ("credit-code", "91110105MA0000000Y", []),
        ("credit-code", "91110105MA0000000X", ["uscc"]),
        ("credit-code", "9111", ["uscc"]),
        ("passport", "E12345678", []),
        ("passport", "EI1234567", ["passport-number"]),
        ("court-number", "（2023）京01刑初12号", []),
        ("court-number", "（2014）朝刑初字第123号", []),
        ("court-number", "（2018）朝刑初字第123号", ["case-number-2016"]),
        ("court-number", "（2021）粵03刑初123號", []),
        ("court-number", "（2018）朝刑初字第123號", ["case-number-2016"]),
        ("court-number", "（2014）京01刑初12号", ["case-number-2016"]),
        ("court-number", "（2023）京01民初12号", ["case-number-type"]),
        ("court-number", "12/2023", ["case-number-2016"]),
        ("interpol-number", "A-19/1-2002", []),
        ("interpol-number", "2002/19", ["red-control"]),
        ("interpol-number", "A-19/13-2002", ["red-control"]),
        ("interpol-number", "A-19/0-2002", ["red-control"]),
        ("name", "LIN ZHI YUAN", []),
    ],
)
def test_each_number_is_looked_at_by_its_checks(
    kind: ParticularKind, number: str, expected: list[str]
) -> None:
    assert hits(kind, number) == expected


def test_a_number_is_held_against_what_papers_state() -> None:
    born = ((date(1900, 1, 1), date(1900, 1, 1)),)
    number = "11010519000101001X"
    assert hits("citizen-number", number, BesideNumber(births=born, sexes=frozenset({"male"}))) == []
    other = BesideNumber(births=((date(1901, 1, 1), date(1901, 1, 1)),), sexes=frozenset({"female"}))
    assert hits("citizen-number", number, other) == ["id18-birth", "id18-sex"]
    late = BesideNumber(issued_on=date(2010, 5, 1))
    assert hits("citizen-number", "110105000101001", late) == ["id15"]
    assert hits("credit-code", "91110105MA0000000Y", replace(late, issued_on=date(2013, 1, 1))) == ["uscc"]


def test_a_check_behind_which_nothing_was_read_is_never_computed() -> None:
    unread = {id_: replace(check, reading_level="none", read="unread") for id_, check in CHECKS.items()}
    found: list[PaperCheck] = [one.check for one in look_at("citizen-number", "12345", unread)]
    assert found == []


def test_what_is_said_of_a_number_repeats_none_of_it() -> None:
    for number in ("110105190001010011", "65310119000230005X", "12345"):
        assert all(number not in str(one.what) for one in look_at("citizen-number", number, CHECKS))


@pytest.mark.parametrize(
    ("number", "said"),
    [("12345", "It has 5 characters, not 18"), ("11010519000101001Х", "It has 18 characters, and one that")],
)
def test_a_shape_says_what_is_wrong_with_it(number: str, said: str) -> None:
    (look,) = look_at("citizen-number", number, CHECKS)
    assert str(look.what).startswith(said)


def test_an_old_number_is_of_the_twentieth_century_and_has_no_check() -> None:
    found = resident_number("110105000101002")
    assert (found.born_on, found.sex, found.has_right_check) == (date(1900, 1, 1), "female", True)


def test_full_width_figures_are_read_as_plain_ones() -> None:
    assert hits("citizen-number", "１１０１０５１９０００１０１００１Ｘ") == []
    assert hits("citizen-number", "１１０１０５１９０００１０１００１１") == ["id18-check"]
    assert hits("court-number", "（２０２３）京01刑初12号") == []


def test_a_year_still_to_come_is_a_place_to_look() -> None:
    today = BesideNumber(today=date(2026, 12, 1))
    assert hits("court-number", "（2035）京01刑初12号", today) == ["case-number-2016"]
    assert hits("court-number", "（2026）京01刑初12号", today) == []
    assert hits("interpol-number", "A-19/1-2035", today) == ["red-control"]
    assert hits("citizen-number", "11010519000101001X", today) == []


def test_passports_of_other_kinds_are_told_apart() -> None:
    assert hits("passport", "SE1234567") == ["passport-official"]
    assert hits("passport", "K12345678") == ["passport-hkmo"]
    assert hits("passport", "E12345678") == []
    assert hits("passport", "X1") == ["passport-number"]
