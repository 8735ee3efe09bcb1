"""A name at the end of a line takes no word of the next with it, and a name that a line breaks is found."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.protected_names import name_forms

REPLACER = NameReplacer(
    (
        *name_forms(("Abdukerim Qurban", "Абдукерим Курбан", "ئابدۇكېرىم قۇربان"), "C"),
        *name_forms(("Ayshem Tohti",), "B"),
        *name_forms(("Aigul Serik", "Lin Zhiyuan"), "A"),
        *name_forms(("Abdu Rahman",), "D"),
    )
)


@pytest.mark.parametrize(
    "word",
    [
        *(
            "not a word",
            "cried",
            "wept",
            "running",
            "hurt",
            "dead",
            "before",
            "im Bett",
            "la nuit",
            "ya",
            "said",
        ),
        *("не сказал", "на ул", "بىر كۈن"),
    ],
)
@pytest.mark.parametrize(
    ("name", "shown"),
    [("Abdukerim Qurban", "C"), ("Qurban", "C"), ("Ayshem Tohti", "B"), ("Абдукерим Курбан", "C")],
)
def test_the_word_after_a_name_at_a_line_end_stays(name: str, shown: str, word: str) -> None:
    assert REPLACER.apply(f"The witness said of {name}\n{word}") == f"The witness said of {shown}\n{word}"


@pytest.mark.parametrize(
    ("broken", "shown"),
    [
        ("Ai\ngul left", "A left"),
        ("Zhi\nyuan left", "A left"),
        ("Qur-\nban left", "C left"),
        ("Memet, Abdu\nkerim left", "Memet, C left"),
        ("Tohti-\nning öyi", "B öyi"),
    ],
)
def test_a_name_broken_at_a_line_end_is_found(broken: str, shown: str) -> None:
    assert REPLACER.apply(broken) == shown
