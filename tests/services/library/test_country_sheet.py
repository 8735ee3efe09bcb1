"""A sheet to hand over, as PDF and as Word: what is not known never prints as none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document

from casebook.base.i18n import Translator
from casebook.base.resources import resource
from casebook.domain.dossier.composition import TextParagraph
from casebook.packs.base.entry import refuse
from casebook.packs.base.reading_log import read_log
from casebook.services.library import country, country_sheet, statistic
from tests.pdf.read import texts


@pytest.mark.parametrize("code", ["CY", "TH", "INT"])
def test_a_sheet_prints_how_each_thing_is_known_and_no_address_of_a_copy(code: str, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    country_sheet.put(country.sheet(code), out, Translator())
    text = " ".join(" ".join(texts(out)).split())
    assert "Country data version 2026.12.02" in text
    assert [host for host in read_log(resource("packs"), refuse).copies if host in text] == []
    if code == "CY":
        assert "in force 2020" in text
        assert "not looked for nothing read" in text
        assert "An NGO gives 2020." in text
        assert "0 days" not in text


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_no_note_of_a_chinese_sheet_is_left_in_english(language: str) -> None:
    words = Translator(language)
    mark = words("“{text}” (in English, as compiled)", text="").rpartition("（")[2]
    left = [
        row.id for row in country.rows() if mark in repr(country_sheet.blocks(country.sheet(row.id), words))
    ]
    assert left == []


def test_the_life_of_a_treaty_stands_in_brackets_after_its_title() -> None:
    blocks = country_sheet.composition(country.sheet("ES"), Translator()).parts[0].blocks
    lines = ["".join(span.text for span in each.line) for each in blocks if isinstance(each, TextParagraph)]
    treaty = next(line for line in lines if line.startswith("Treaty on Extradition"))
    assert " (signed 14 November 2005; " in treaty
    assert "; in force 4 April 2007). Grounds for refusal" in treaty


def test_the_word_file_says_the_same(tmp_path: Path) -> None:
    shown = country.sheet("PE")
    out = tmp_path / "sheet.docx"
    country_sheet.put(shown, out, Translator(), "docx")
    word = Document(io.BytesIO(out.read_bytes()))
    text = "\n".join(each.text for each in word.paragraphs)
    blocks = country_sheet.composition(shown, Translator()).parts[0].blocks
    paragraphs = [block for block in blocks if isinstance(block, TextParagraph)]
    assert paragraphs
    for paragraph in paragraphs:
        assert "".join(span.text for span in paragraph.line) in text


def test_a_plot_in_a_dossier_keeps_every_year_and_every_source(tmp_path: Path) -> None:
    drawn = statistic.drawn()
    measure = drawn.figures[0].measure
    out = tmp_path / "plot.pdf"
    statistic.put(drawn, out, Translator(), (measure,))
    text = " ".join(" ".join(texts(out)).split())
    for number in ("12,362", "12,000 (nearly)", "15,362", "108,071", "176,239 (preliminary)"):
        assert number in text
    assert "Figures for 2012 disagree." in text
    assert "the source itself was not read" in text


def test_every_plot_of_the_library_is_set(tmp_path: Path) -> None:
    drawn = statistic.drawn()
    statistic.put(drawn, tmp_path / "all.pdf", Translator())
    text = " ".join(" ".join(texts(tmp_path / "all.pdf")).split())
    assert [figure.measure for figure in drawn.figures if figure.measure not in text] == []
