from __future__ import annotations

import pytest

from casebook.formats.letter_expression import open_place
from casebook.services.dossier.letters.letter_text import LOST, has_open_place, letter_text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("He was hurt ([[4 p.2]]; [[4 p.3]]).", "He was hurt (exhibit 4, pages 2 and 3)."),
        ("He was hurt ([[4]]; [[15 p.1]]).", "He was hurt (exhibit 4)."),
        ("He was hurt ([[15 p.1]]).", "He was hurt."),
        ("As [[4 p.2]] says, he was hurt.", "As exhibit 4, page 2 says, he was hurt."),
        ("Read it.\n\nEach factor is assessed in [[#a]]. So.", f"Read it. {open_place(LOST)} So."),
        ("It is not signed (each factor is assessed in [[#b]]).", "It is not signed."),
        ("It does not bind this court.", "It does not bind this court."),
    ],
)
def test_a_reference_is_named_left_out_or_left_to_be_written(text: str, printed: str) -> None:
    assert letter_text(text, ["4"]) == printed
    assert has_open_place(printed) is ("#a" in text)
