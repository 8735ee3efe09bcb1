"""A dictionary of Hunspell: words in other scripts pass, and what is no dictionary is refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from casebook.formats.dictionary import SpellingDictionary
from casebook.formats.fault import Damaged, OversizedFile
from tests.dictionaries import write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux isolates what checks spelling")

ROOM = {"max_aff_bytes": 1 << 20, "max_dic_bytes": 1 << 20}


@pytest.fixture
def english(tmp_path: Path) -> SpellingDictionary:
    return SpellingDictionary(write(tmp_path, "en_GB").aff, **ROOM)


def test_words_are_known_in_any_apostrophe_and_not_in_another_script(english: SpellingDictionary) -> None:
    words = ("court", "don’t", "don't", "Москва", "courtt", "dont")
    assert [english.has(word) for word in words] == [True, True, True, True, False, False]


def test_what_may_have_been_meant_is_suggested(english: SpellingDictionary) -> None:
    assert "court" in english.suggestions("courtt")
    assert english.suggestions("zzzzzz") == ()


def test_letters_that_its_encoding_lacks_are_no_mistake(tmp_path: Path) -> None:
    dictionary = write(tmp_path, "en_GB")
    dictionary.aff.write_text("SET ISO8859-1\n", "latin-1")
    latin = SpellingDictionary(dictionary.aff, **ROOM)
    assert latin.has("Łódź")
    assert latin.suggestions("Łódź") == ()


@pytest.mark.parametrize("words", [b"", b"\x00\xff\n" * 500, b"12\n34\n56\n"])
def test_what_is_no_list_of_words_is_refused(tmp_path: Path, words: bytes) -> None:
    dictionary = write(tmp_path, "en_GB")
    dictionary.dic.write_bytes(words)
    with pytest.raises(Damaged):
        SpellingDictionary(dictionary.aff, **ROOM)


def test_rules_that_leave_no_word_standing_are_refused(tmp_path: Path) -> None:
    dictionary = write(tmp_path, "en_GB", ("court/X", "letter/X", "border/X"))
    dictionary.aff.write_text("SET UTF-8\nFORBIDDENWORD X\n", "utf-8")
    with pytest.raises(Damaged):
        SpellingDictionary(dictionary.aff, **ROOM)


def test_files_that_are_too_large_or_missing_are_refused(tmp_path: Path) -> None:
    dictionary = write(tmp_path, "en_GB")
    with pytest.raises(OversizedFile):
        SpellingDictionary(dictionary.aff, max_aff_bytes=4, max_dic_bytes=1 << 20)
    with pytest.raises(OversizedFile):
        SpellingDictionary(dictionary.aff, max_aff_bytes=1 << 20, max_dic_bytes=4)
    dictionary.dic.unlink()
    with pytest.raises(Damaged):
        SpellingDictionary(dictionary.aff, **ROOM)
