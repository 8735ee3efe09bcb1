"""A match: what a confirmation needs, and how its row is known again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.library.register_match import RegisterMatch, check_register_match, digest_of
from casebook.domain.library.registers.agreement import Agreement, RegisterCell

CELLS = (RegisterCell(column="name", text="林志远"),)
WEAK = RegisterMatch(
    id="m1",
    register_id="cecc-ppd",
    register_title="A register",
    person_id="p1",
    matched_on=date(2026, 3, 2),
    row_digest="00",
    sha256="11",
    agreements=(Agreement(kind="name-characters", row="林志远", ours="林志远"),),
    state="confirmed",
)


def test_a_confirmation_on_too_little_needs_a_reason() -> None:
    with pytest.raises(InvalidInput) as raised:
        check_register_match(WEAK)
    assert raised.value.field == "why"
    check_register_match(replace(WEAK, why="She showed the letter of the prison."))
    check_register_match(replace(WEAK, state="open"))


def test_a_confirmation_on_three_points_needs_none() -> None:
    more = (Agreement(kind="born-year", row="1984", ours="1984"), Agreement(kind="sex", row="M", ours="male"))
    strong = replace(WEAK, agreements=(*WEAK.agreements, *more))
    check_register_match(strong)
    assert (strong.points, strong.level, strong.is_enough) == (3, "strong", True)


def test_a_file_cannot_be_retrieved_after_it_was_compared() -> None:
    with pytest.raises(InvalidInput) as raised:
        check_register_match(replace(WEAK, state="open", retrieved_on=date(2026, 3, 3)))
    assert raised.value.field == "retrieved_on"


def test_a_row_is_known_again_by_register_and_content() -> None:
    same = digest_of("cecc-ppd", "A", CELLS)
    assert same == digest_of("cecc-ppd", "A", CELLS)
    assert same != digest_of("tchrd", "A", CELLS)
    assert same != digest_of("cecc-ppd", "B", CELLS)
    assert same != digest_of("cecc-ppd", "A", (RegisterCell(column="name", text="林志源"),))
