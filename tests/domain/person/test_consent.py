"""Whom a consent covers, and on which days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casebook.domain.person.person import Consent, Person

GIVEN_ON = date(2026, 1, 20)
OPEN = Consent(purpose="partner", given_on=GIVEN_ON)
SCOPED = replace(OPEN, scope="no name published")
ALONE = replace(OPEN, recipient="Return  Watch", scope="closed register only")


@pytest.mark.parametrize(
    ("consent", "readers", "whole", "covers"),
    [
        (OPEN, (), False, True),
        (OPEN, (), True, True),
        (OPEN, ("Return Watch",), True, True),
        (SCOPED, (), False, True),
        (SCOPED, (), True, False),
        (SCOPED, ("Return Watch",), True, False),
        (ALONE, (), False, False),
        (ALONE, ("",), False, False),
        (ALONE, ("Another Watch",), False, False),
        (ALONE, ("Another Watch", " return watch"), False, True),
        (ALONE, ("Return Watch",), True, True),
    ],
)
def test_given_for_a_recipient_it_covers_that_one_alone(
    consent: Consent,
    readers: tuple[str, ...],
    whole: bool,  # noqa: FBT001 - a parameter of the cases
    covers: bool,  # noqa: FBT001 - a parameter of the cases
) -> None:
    assert consent.covers(readers, whole=whole) is covers
    person = Person(id="p", consents=(consent,))
    assert person.consents_to("partner", GIVEN_ON, readers, whole=whole) is covers
    assert not person.consents_to("court", GIVEN_ON, readers, whole=whole)


def test_it_holds_from_its_day_to_the_day_before_it_is_withdrawn() -> None:
    day = timedelta(days=1)
    assert [OPEN.holds_on(GIVEN_ON + shift * day) for shift in (-1, 0, 1)] == [False, True, True]
    withdrawn = replace(OPEN, withdrawn_on=GIVEN_ON + 2 * day)
    assert [withdrawn.holds_on(GIVEN_ON + shift * day) for shift in (1, 2, 3)] == [True, False, False]
    ending = replace(OPEN, expires_on=GIVEN_ON + 2 * day)
    assert [ending.holds_on(GIVEN_ON + shift * day) for shift in (2, 3)] == [True, False]
