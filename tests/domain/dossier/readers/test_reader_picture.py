"""The picture of who will hold a copy: nothing guessed, and nothing ruled out without a source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.domain.dossier.build import CopyKind
from casebook.domain.dossier.readers.reader_fact import ReaderFact
from casebook.domain.dossier.readers.reader_picture import ReaderStep, steps_of
from casebook.packs.dossier.reader import read_readers

EVERYONE = ("requesting-state", "bureau", "public")
SERVED = next(fact for fact in read_readers().facts if fact.id == "gb-extradition-respondent")


def told(steps: tuple[ReaderStep, ...]) -> list[tuple[str, str, str]]:
    return [(step.from_, step.to, step.knowledge) for step in steps]


def test_without_a_source_every_reader_is_not_known_and_reached() -> None:
    steps = steps_of("filing", (), reaches=EVERYONE, is_narrowed=False)
    assert told(steps) == [
        ("us", "court", "by-choice"),
        ("court", "other-side", "not-known"),
        ("other-side", "requesting-state", "not-known"),
        ("requesting-state", "bureau", "not-known"),
        ("court", "public", "not-known"),
        ("public", "press", "not-known"),
    ]
    assert all(step.is_reached for step in steps)


def test_a_source_makes_a_step_known_and_shows_who_passes_it_on() -> None:
    steps = steps_of("filing", (SERVED,), reaches=EVERYONE, is_narrowed=False)
    step = next(one for one in steps if one.to == "other-side")
    assert (step.from_, step.knowledge) == ("us", "known")
    assert step.facts == (SERVED,)


def test_what_nobody_read_decides_nothing() -> None:
    unread = replace(SERVED, reading_level="none", read="unread", receives="kept-from")
    steps = steps_of("filing", (unread,), reaches=EVERYONE, is_narrowed=False)
    assert next(one for one in steps if one.to == "other-side").knowledge == "not-known"


def test_a_profile_of_the_office_rules_readers_out() -> None:
    steps = steps_of("filing", (), reaches=("requesting-state",), is_narrowed=True)
    reached = {step.to: step.is_reached for step in steps}
    assert reached == {
        "court": True,
        "other-side": True,
        "requesting-state": True,
        "bureau": False,
        "public": False,
        "press": False,
    }


def test_what_can_be_kept_confidential_is_not_called_safe() -> None:
    asked: ReaderFact = replace(SERVED, reader="public", from_="court", receives="on-request")
    step = next(
        one for one in steps_of("filing", (asked,), reaches=EVERYONE, is_narrowed=False) if one.to == "public"
    )
    assert (step.knowledge, step.is_reached) == ("on-request", True)


def test_each_copy_begins_with_whom_we_hand_it_to() -> None:
    service = steps_of("service", (), reaches=EVERYONE, is_narrowed=False)
    assert told(service)[0] == ("us", "other-side", "by-choice")
    assert "court" not in {reader for step in service for reader in (step.from_, step.to)}
    hidden = steps_of("pseudonymised", (), reaches=EVERYONE, is_narrowed=False)
    assert told(hidden)[0] == ("us", "recipient", "by-choice")
    assert all(
        step.facts == () for step in steps_of("pseudonymised", (SERVED,), reaches=(), is_narrowed=True)
    )
    assert steps_of("draft", (SERVED,), reaches=EVERYONE, is_narrowed=False) == ()


@pytest.mark.parametrize("copy", ["filing", "service", "pseudonymised"])
def test_no_reader_who_is_not_ruled_out_is_missing(copy: CopyKind) -> None:
    steps = steps_of(copy, (), reaches=EVERYONE, is_narrowed=False)
    assert {"requesting-state", "bureau", "public", "press"} <= {step.to for step in steps if step.is_reached}


def test_what_the_public_reads_the_requesting_state_reads() -> None:
    steps = steps_of("filing", (), reaches=("public",), is_narrowed=True)
    shown = {step.to: (step.from_, step.knowledge, step.is_reached) for step in steps}
    assert shown["requesting-state"] == shown["bureau"] == ("public", "as-public", True)


def test_a_profile_of_a_court_rules_nobody_out_of_another_copy() -> None:
    steps = steps_of("pseudonymised", (), reaches=(), is_narrowed=True)
    assert all(step.is_reached for step in steps)


def test_a_respondent_who_acts_for_the_state_reaches_it() -> None:
    facts = read_readers().of("gb-extradition-appeal")
    steps = {step.to: step for step in steps_of("filing", facts, reaches=EVERYONE, is_narrowed=False)}
    assert (steps["requesting-state"].from_, steps["requesting-state"].knowledge) == ("other-side", "known")
    assert steps["bureau"].knowledge == "not-known"


def test_a_recipient_who_is_named_stands_beside_the_court() -> None:
    steps = steps_of("filing", (), reaches=EVERYONE, is_narrowed=False, has_recipient=True)
    assert [(one.from_, one.to, one.knowledge) for one in steps[:2]] == [
        ("us", "court", "by-choice"),
        ("us", "recipient", "by-choice"),
    ]
