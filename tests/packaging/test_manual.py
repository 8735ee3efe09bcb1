"""The translations of the manual: of the English text of today, by the names that the window has."""

from __future__ import annotations

import shutil
from pathlib import Path

import manual
import pytest

BOTH = pytest.mark.parametrize("language", manual.LANGUAGES)


@BOTH
def test_every_chapter_is_translated_block_by_block(language: str) -> None:
    assert manual.chapters()
    for chapter in manual.chapters():
        english, translated = manual.blocks(chapter), manual.blocks(chapter, language)
        assert len(translated) == len(english), chapter
        for block, other in zip(english, translated, strict=True):
            assert manual.shape(other) == manual.shape(block), (chapter, block)
            assert manual.fixed(other) == manual.fixed(block), (chapter, block)


@BOTH
def test_every_translation_is_of_the_english_text_of_today(language: str) -> None:
    assert manual.outdated(language) == [], (
        "translate these blocks in resources/manual, then run packaging/manual.py --record"
    )


@BOTH
def test_a_translation_names_what_is_in_the_window_as_the_window_does(language: str) -> None:
    assert manual.misnamed(language) == []


def test_a_changed_block_is_reported_and_one_with_other_line_breaks_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copied = tmp_path / "manual"
    shutil.copytree(manual.MANUAL, copied)
    case, names = copied / "case.md", copied / "names.md"
    case.write_text(case.read_text("utf-8").replace("appear in lists", "appear in all lists"), "utf-8")
    names.write_text(names.read_text("utf-8").replace("in its own script", "in its own\nscript"), "utf-8")
    monkeypatch.setattr(manual, "MANUAL", copied)
    assert [line.partition(":")[0] for line in manual.outdated("zh-Hans")] == ["case 4"]


def test_a_name_that_the_window_does_not_have_is_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copied = tmp_path / "manual"
    shutil.copytree(manual.MANUAL, copied)
    case = copied / "zh-Hans" / "case.md"
    case.write_text(case.read_text("utf-8").replace("*新建人员*", "*添加人员*"), "utf-8")
    monkeypatch.setattr(manual, "MANUAL", copied)
    assert manual.misnamed("zh-Hans") == ["case 6: New person: 新建人员"]
