"""Names of members: what can be signed, and how one is shown that cannot."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.base.errors import InvalidInput
from casebook.domain.sharing.member_name import checked_name, is_usable_name, shown_name


@pytest.mark.parametrize("name", ["علی\u200cرضا", "ཚེ་རིང་ལྷ་སྒྲོན།", "林志远", "Renée", "A" * 200])
def test_names_as_people_write_them_are_used_unchanged(name: str) -> None:
    assert checked_name(name) == name == shown_name(name)


def test_a_name_is_composed_and_blanks_around_it_are_dropped() -> None:
    assert checked_name(f" {unicodedata.normalize('NFD', 'Renée')}\n") == "Renée"


@pytest.mark.parametrize(
    "name",
    ["", " ", "Anna\tB", "An\u200bna", "\u202eanna", "An\u200cna", "دا\u200cد", "\u200cعلی", "A" * 201],
)
def test_a_name_is_refused_that_is_empty_or_has_what_cannot_be_seen(name: str) -> None:
    with pytest.raises(InvalidInput):
        checked_name(name)


def test_signs_that_are_not_seen_are_shown_as_their_number() -> None:
    assert shown_name("An\u200bna\tB\x1b[31m") == "An\\u{200b}na\\u{0009}B\\u{001b}[31m"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_shown_has_no_sign_that_is_not_seen(name: str) -> None:
    shown = shown_name(name)
    assert not [sign for sign in shown if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}]
    assert "\u202e" not in shown
    assert is_usable_name(name) == (bool(name) and shown == name and len(name.encode()) <= 200)
