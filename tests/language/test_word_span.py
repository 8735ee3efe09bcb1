"""Which words of a text are checked, and where they stand."""

from __future__ import annotations

import pytest

from casebook.language.word_span import words_to_check


def _words(text: str) -> list[str]:
    spans = list(words_to_check(text))
    assert all(text[span.start : span.end] == span.word for span in spans)
    return [span.word for span in spans]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The court’s 'letter'", ["The", "court’s", "letter"]),
        ("well-founded fear", ["well", "founded", "fear"]),
        ("a@b.example www.b.example https://b.example/x end", ["end"]),
        ("{#risk} See [[MKZ-1 p.3]] and [[unfinished", ["See", "and"]),
        ("{-} Unnumbered", ["Unnumbered"]),
        ("RSDL H2O abc123 snake_case I", []),
        ("他说 Beijing 北京 said", ["Beijing", "said"]),
        ("བོད་ 한국 ゆ กฎหมาย", []),
        ("nai\u0308ve", ["nai\u0308ve"]),
        ("Москва Αθήνα", ["Москва", "Αθήνα"]),
        ("\U0001f600 smile", ["smile"]),
    ],
)
def test_what_can_be_misspelt(text: str, words: list[str]) -> None:
    assert _words(text) == words
