from __future__ import annotations

from casebook.domain.dossier.quotation import opening_words, quotations


def test_quotations_are_found_in_the_marks_of_each_language() -> None:
    text = "“a b” «c d» „e f“ 「甲乙」 the Act (“the Act”) (translation: “g h”)"
    assert [words for words, _ in quotations(text)] == ["a b", "c d", "e f", "甲乙", "g h"]


def test_a_long_quotation_is_named_by_its_beginning() -> None:
    assert opening_words("word " * 30) == "word " * 11 + "word…"
    assert opening_words("come back") == "come back"
