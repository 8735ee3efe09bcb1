"""Looks at the numbers of papers of the PRC by the checks of the pack: where to look, never what it is worth.

Only checks behind which something was read are computed. Nothing parts means that there is nothing to look at
here, no more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.request.compared_paper import ParticularKind
from casebook.domain.request.paper_check import LookHere, PaperCheck
from casebook.language.hanzi import simplified
from casebook.language.identity.resident_number import (
    LONG,
    SHORT,
    compact,
    has_code_form,
    has_right_code_check,
    resident_number,
)

Checks = Mapping[str, PaperCheck]
_YEAR = re.compile(r"[（(〔\[](\d{4})[）)〕\]]")
_NEW_NUMBERS_FROM, _FIRST_YEAR = 2016, 1949
_FIRST_MONTH, _LAST_MONTH = 1, 12
LOOKED_AT: tuple[ParticularKind, ...] = (
    "citizen-number",
    "credit-code",
    "passport",
    "court-number",
    "interpol-number",
)
"""The kinds of number that something can be said of by themselves."""


@entity
class BesideNumber:
    """What else is known, by which a number is held.

    Attributes:
        issued_on: day of the paper, or None.
        births: the days of birth that papers state.
        sexes: "male" or "female", as papers state it.
        today: after which no year of a number can lie, or None.
    """

    issued_on: date | None = None
    births: tuple[tuple[date, date], ...] = ()
    sexes: frozenset[str] = frozenset()
    today: date | None = None


def look_at(
    kind: ParticularKind, number: str, checks: Checks, beside: BesideNumber | None = None
) -> Iterator[LookHere]:
    """Yield where to look at a number.

    Args:
        kind: what number it is; of a kind that is not `LOOKED_AT` nothing is said.
        number: as the paper has it.
        checks: of the pack, by ID; one behind which nothing was read is passed over.
        beside: what else is known.
    """
    looks = {
        "citizen-number": _citizen,
        "credit-code": _code,
        "passport": _passport,
        "court-number": _court,
        "interpol-number": _interpol,
    }
    if kind not in looks:
        return
    for check_id, what in looks[kind](number, beside or BesideNumber(), checks):
        check = checks.get(check_id)
        if check is not None and check.may_be_computed:
            yield LookHere(check=check, what=what, kind=kind)


_Found = Iterator[tuple[str, Message]]


def _citizen(number: str, beside: BesideNumber, checks: Checks) -> _Found:
    parts = resident_number(number)
    if not parts.length:
        yield "id18-shape", _shape(len(compact(number)))
        return
    if parts.length == SHORT:
        last_on = checks["id15"].valid_until_on if "id15" in checks else None
        if last_on and beside.issued_on and beside.issued_on > last_on:
            yield "id15", Message("A number of 15 digits stands on a paper of {day}.", day=beside.issued_on)
    if parts.born_on is None:
        yield "id18-birth", Message("The day of birth in it is not in the calendar.")
        return
    if beside.today and parts.born_on > beside.today:
        yield "id18-birth", Message("The day of birth in it is still to come.")
    if not parts.is_region_known:
        yield "id18-region", Message("Its region is not in the table for the year of birth.")
    if parts.length == LONG and not parts.has_right_check:
        yield "id18-check", Message("Its check character does not follow from the others.")
    if beside.births and not any(first <= parts.born_on <= last for first, last in beside.births):
        yield "id18-birth", Message("The day of birth in it is not the one that the papers state.")
    if beside.sexes and parts.sex not in beside.sexes:
        yield "id18-sex", Message("The sex in it is not the one that the papers state.")


def _shape(characters: int) -> Message:
    if characters in {LONG, SHORT}:
        return Message(
            "It has {count} characters, and one that no such number has: all are digits, but for X as the "
            "last of 18.",
            count=characters,
        )
    return Message("It has {count} characters, not 18 or 15.", count=characters)


def _code(number: str, beside: BesideNumber, checks: Checks) -> _Found:
    if not has_code_form(number):
        yield "uscc", Message("It has not the form of a code of 18 characters.")
    elif not has_right_code_check(number):
        yield "uscc", Message("Its check character does not follow from the others.")
    first_on = checks["uscc"].valid_from_on if "uscc" in checks else None
    if first_on and beside.issued_on and beside.issued_on < first_on:
        yield (
            "uscc",
            Message(
                "The paper is of {day}; such codes were given from {first} on.",
                day=beside.issued_on,
                first=first_on,
            ),
        )


def _passport(number: str, _: BesideNumber, checks: Checks) -> _Found:
    plain = compact(number)
    if _is_known_as(checks, "passport-official", plain):
        yield "passport-official", Message("It has the form of a series of service or diplomatic passports.")
    elif _is_known_as(checks, "passport-hkmo", plain):
        yield "passport-hkmo", Message("It has the form of a passport of Hong Kong or Macau.")
    elif not _fits(checks, "passport-number", plain):
        yield "passport-number", Message("It fits none of the known series of the ordinary passport.")


def _court(number: str, beside: BesideNumber, checks: Checks) -> _Found:
    plain = simplified(_plain(number))
    year = _YEAR.match(plain)
    if year is None or int(year[1]) < _FIRST_YEAR:
        yield "case-number-2016", Message("It does not begin with a year in brackets.")
        return
    if _is_to_come(year[1], beside):
        yield "case-number-2016", Message("Its year, {year}, is still to come.", year=year[1])
    fits = _fits(checks, "case-number-2016", plain)
    if int(year[1]) >= _NEW_NUMBERS_FROM and not fits:
        yield (
            "case-number-2016",
            Message("It has not the form of numbers from 2016 on, and its year is {year}.", year=year[1]),
        )
    if int(year[1]) < _NEW_NUMBERS_FROM and fits:
        yield (
            "case-number-2016",
            Message("It has the form of numbers from 2016 on, and its year is {year}.", year=year[1]),
        )
    if "民" in plain:
        yield "case-number-type", Message("Its type code is that of civil cases.")


def _interpol(number: str, beside: BesideNumber, checks: Checks) -> _Found:
    plain = _plain(number)
    if not _fits(checks, "red-control", plain):
        yield "red-control", Message("It has not the form of a control number of a red notice.")
    elif not _FIRST_MONTH <= (month := int(plain.partition("/")[2].partition("-")[0])) <= _LAST_MONTH:
        yield "red-control", Message("Its month, {month}, is none of the calendar.", month=month)
    elif _is_to_come(plain[-4:], beside):
        yield "red-control", Message("Its year, {year}, is still to come.", year=plain[-4:])


def _plain(number: str) -> str:
    """Return a number without spaces, its full-width figures and letters as plain ones; brackets stay."""
    return "".join(
        unicodedata.normalize("NFKC", one) if one.isalnum() else one for one in "".join(number.split())
    )


def _is_to_come(year: str, beside: BesideNumber) -> bool:
    return beside.today is not None and int(year) > beside.today.year


def _is_known_as(checks: Checks, check_id: str, number: str) -> bool:
    """Return whether a number has a form that a check knows."""
    check = checks.get(check_id)
    return check is not None and bool(check.pattern) and bool(re.match(check.pattern, number))


def _fits(checks: Checks, check_id: str, number: str) -> bool:
    check = checks.get(check_id)
    return check is None or not check.pattern or bool(re.match(check.pattern, number))
