from __future__ import annotations

from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from casebook.pdf.typeset.direction import base_level, has_rtl, levels, visual_order

PIECES = [
    "ئالىم",
    "قادىر",
    "a",
    "bc",
    "(",
    ")",
    " ",
    ",",
    "12",
    "3",
    "-",
    ".",
    "“",
    "”",
    "王志",
    "[",
    "]",
    ":",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9), st.sampled_from([0, 1]))
def test_the_order_is_that_of_the_unicode_algorithm(pieces: list[str], base: int) -> None:
    text = "".join(pieces).strip()
    shown = "".join(text[place] for place in visual_order(levels(text, base)))
    assert shown == get_display(text, base_dir="LR"[base])


def test_brackets_around_a_number_after_a_name_turn_together() -> None:
    text = "ئالىم (12)"
    assert levels(text, 1)[-4:] == [1, 2, 2, 1]


def test_a_text_runs_as_it_begins_and_as_most_of_it_does() -> None:
    assert base_level("ئالىم قادىر") == 1
    assert base_level("ئالىم is an English sentence") == 0
    assert base_level("certificate (ئۇيغۇر ئاپتونوم رايونى)") == 0
    assert base_level("2014") == 0


def test_direction_is_told_by_letters() -> None:
    assert has_rtl("a ئ")
    assert not has_rtl("王 བ A")


def test_an_empty_line_has_an_order() -> None:
    assert visual_order([]) == []


def test_isolates_count_as_embeddings() -> None:
    text = "\u2067ab\u2069 c"
    assert len(levels(text, 0)) == len(text)


def test_a_marked_sentence_runs_from_right_to_left_whatever_stands_in_it() -> None:
    assert base_level("\u200fئادۋوكات: \u2066A. Lawyer, An Invented Chamber\u2069") == 1
    assert base_level("ئادۋوكات: A. Lawyer, An Invented Chamber") == 0
