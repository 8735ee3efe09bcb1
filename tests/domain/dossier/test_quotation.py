from __future__ import annotations

import pytest

from casebook.domain.dossier.quotation import is_quoted_from, opening_words, quotations

PAGE = """Two. If Lin Zhiyuan returns within the time set, leniency may be con-
sidered; if the time passes and he has not returned, the “employment” will be affected."""


@pytest.mark.parametrize(
    ("words", "is_there"),
    [
        ("leniency may be considered", True),
        ("Leniency may be  considered;", True),
        ("If [he] returns within the time set … the employment will be affected.", True),
        ("the employment will be affected … leniency may be considered", False),
        ("If Lin Zhiyuan comes back within the time set", False),
        ("LENIENCY MAY BE CONSIDERED", False),
        ("the ‘employment’ will be affected", True),
    ],
)
def test_words_are_compared_as_a_reader_would(words: str, *, is_there: bool) -> None:
    assert is_quoted_from(words, PAGE) is is_there


def test_quotations_are_found_in_the_marks_of_each_language() -> None:
    text = "“a b” «c d» „e f“ 「甲乙」 the Act (“the Act”) (translation: “g h”)"
    assert [words for words, _ in quotations(text)] == ["a b", "c d", "e f", "甲乙", "g h"]


def test_a_long_quotation_is_named_by_its_beginning() -> None:
    assert opening_words("word " * 30) == "word " * 11 + "word…"
    assert opening_words("come back") == "come back"
