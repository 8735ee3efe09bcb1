"""Names joined to more by a low line, figures or a capital, in copies and on the screen by one rule."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.person.code_name import CodeNamed
from casebook.services.dossier.hiding.name_cover import NameCover
from casebook.services.dossier.hiding.protected_names import name_forms

_NAMES = (
    "Mämät Ömer",
    "Гүлнар Әкбәр",
    "Pema Dolma",
    "Hsieh Chunhao",
    "Hesen Tenpa",
    "Kathy Ouyang",
    "Wong Ka Yan",
    "Huang Siu Fung",
)
_WORDS = (
    "Ömer",
    "O\u0308mer",
    "Mämät",
    "Ma\u0308ma\u0308t",
    "Гүлнар",
    "Әкбәр",
    "Pema",
    "Dolma",
    "Tenpa",
    "Kathy",
    "Hsieh",
    "Hesen",
    "KaYan",
    "Kayan",
    "Huang",
    "Wong",
    "SiuFung",
)
_JOINED = ("{}_notes", "scan_{}", "passport_{}.pdf", "{}Notes", "PDF{}", "{}2026", "my_{}2")
COPIED = NameReplacer([form for name in _NAMES for form in name_forms((name,), "Person A")])
SCREEN = NameCover(
    CodeNamed(noun="person", id=name, names=(name,), spellings=(), code_name="Alder", is_kept=True)
    for name in _NAMES
)


@pytest.mark.parametrize("word", _WORDS)
@pytest.mark.parametrize("joined", _JOINED)
def test_a_copy_and_the_screen_hide_a_joined_name(joined: str, word: str) -> None:
    written = joined.format(word)
    assert COPIED.apply(f"see {written} here").replace(".pdf", "") == "see Person A here"
    assert word.casefold() not in SCREEN.apply(f"see {written} here").casefold()


def test_a_file_name_in_small_letters_is_hidden() -> None:
    assert COPIED.apply("wong_statement.docx, pema98") == "Person A.docx, Person A"
    assert COPIED.apply("Wong2026-03-04") == "Person A2026-03-04"  # the date is found by itself


@pytest.mark.parametrize("said", ["McWong", "wong", "Wongsa2", "12 wong 1.2"])
def test_another_word_stays(said: str) -> None:
    assert COPIED.apply(said) == said


def test_a_family_name_of_two_goes_with_the_longer_name() -> None:
    named = {"Wong Hung Fat Leung": "Zither", "Wong Ka Yan": "Alder"}
    cover = NameCover(
        CodeNamed(noun="person", id=name, names=(name,), spellings=(), code_name=code, is_kept=True)
        for name, code in named.items()
    )
    assert cover.apply("Wong Ka-yan leaves") == "Alder leaves"
