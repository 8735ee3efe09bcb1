"""The prepared tables against the libraries they were built from, which only this test loads."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.language import readings
from tests.sampled import sampled

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "resources" / "names"
CHARACTERS = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
    st.characters(min_codepoint=0x3000, max_codepoint=0x323AF),
    st.sampled_from("长乐朝阳行单重庆üÜév·- 々〇⺁"),
)


_EACH = pytest.mark.parametrize("step", sampled((7, 1)))
"""Of seven words and characters one, and each with the proofs."""


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "packaging" / "readings.py"))


@pytest.mark.parametrize(("name", "make"), [("readings", "readings"), ("wade-giles", "wade_giles")])
def test_a_table_is_what_the_libraries_that_are_installed_say(
    script: dict[str, Any], name: str, make: str
) -> None:
    kept = (TABLES / f"{name}.tsv").read_text(encoding="utf-8")
    assert script["origin"]() in kept, (
        f"{name}.tsv was built for another version of pypinyin, ToJyutping or opencc: run make tables."
    )
    is_same = kept == script["sealed"](name, script[make]())
    assert is_same, f"{name}.tsv is not what packaging/readings.py makes: run make tables."


@given(st.text(CHARACTERS, max_size=12))
def test_any_text_is_read_as_by_pypinyin(text: str) -> None:
    from pypinyin import Style, lazy_pinyin

    assert readings.toned(text) == lazy_pinyin(text, style=Style.TONE)
    assert readings.plain(text) == [reading.replace("ü", "v") for reading in lazy_pinyin(text)]


@_EACH
def test_every_word_and_every_character_is_read_as_by_pypinyin(step: int) -> None:
    from pypinyin import Style, lazy_pinyin
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    for word in islice(PHRASES_DICT, 0, None, step):
        assert readings.toned(word) == lazy_pinyin(word, style=Style.TONE)
    for code, spelt in islice(PINYIN_DICT.items(), 0, None, step):
        assert readings.all_toned(chr(code)) == tuple(spelt.split(","))


def test_the_same_characters_are_looked_up_as_by_pypinyin() -> None:
    from pypinyin.constants import RE_HANS

    every = [chr(code) for code in range(0x2E00, 0x33000) if not 0xD800 <= code < 0xE000]
    assert [
        letter for letter in every if bool(RE_HANS.match(letter)) != bool(readings._READ.match(letter))
    ] == []


def test_every_character_has_the_readings_of_tojyutping() -> None:
    from ToJyutping import get_jyutping_candidates
    from ToJyutping.Trie import root

    for letter in root:
        ((_, candidates),) = get_jyutping_candidates(letter)
        toneless = (re.sub("[1-6]$", "", reading) for reading in candidates[:2])
        assert readings.cantonese(letter) == tuple(dict.fromkeys(toneless))


@_EACH
def test_every_character_has_the_traditional_form_of_opencc(step: int) -> None:
    from opencc import OpenCC

    converter = OpenCC("s2t")
    every = [chr(code) for code in range(0, 0x33000, step) if not 0xD800 <= code < 0xE000]
    assert [letter for letter in every if readings.traditional(letter) != converter.convert(letter)] == []


def test_the_program_spells_names_without_the_libraries() -> None:
    program = (
        "import sys; from casebook.language.match import NameQuery, forms\n"
        "forms('歐陽曉明'), forms('Zhang Xiaoming'), NameQuery('張曉明'), NameQuery('买买提')\n"
        "print(sorted({'pypinyin', 'ToJyutping'} & set(sys.modules)))\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
