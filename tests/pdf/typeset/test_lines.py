from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.domain.dossier.composition import Line, ReferenceTarget, Span
from casebook.pdf.typeset.lines import SetLine, Setting, set_lines
from casebook.pdf.typeset.page_style import USUAL
from casebook.pdf.typeset.text import words
from tests.pdf.setting import PROSE, TIBETAN_NAME, UYGHUR_NAME

MEASURE = 450.0


def set_text(text: str | Line, setting: Setting = "justified", width_pt: float = MEASURE) -> list[SetLine]:
    line = (Span(text),) if isinstance(text, str) else text
    return set_lines(words(line, USUAL.body, page_of=lambda _: "61"), width_pt, setting)


def said(line: SetLine) -> str:
    return "".join(one.piece.text + (" " if one.is_spaced else "") for one in line.placed)


def test_a_measure_holds_about_75_characters() -> None:
    lines = [len(said(line)) for line in set_text(PROSE * 3)[:-1]]
    assert 70 <= sum(lines) / len(lines) <= 85


def test_justified_lines_end_at_the_measure_and_the_last_does_not() -> None:
    *full, last = set_text(PROSE)
    assert [round(line.width_pt, 3) for line in full] == [MEASURE] * len(full)
    assert last.width_pt < MEASURE


def test_gaps_stay_even_enough() -> None:
    for line in set_text(PROSE * 2)[:-1]:
        ends = [one.x_pt + one.piece.width_pt for one in line.placed]
        starts = [one.x_pt for one in line.placed]
        gaps = [start - end for end, start in zip(ends, starts[1:], strict=False)]
        assert max(gaps) < 2.5 * USUAL.body.size_pt * 0.26


@given(st.text("abc -王志ئا ་བ/", max_size=120), st.sampled_from(["justified", "ragged", "centred"]))
def test_no_line_is_wider_than_its_measure_and_nothing_is_lost(text: str, setting: Setting) -> None:
    lines = set_text(text, setting, 60)
    assert all(line.width_pt <= 60.01 for line in lines)
    inked = "".join("".join(one.piece.text for one in line.placed) for line in lines)
    assert sorted(inked.replace(" ", "")) == sorted(text.replace(" ", ""))


def test_a_long_address_is_cut_inside_the_measure() -> None:
    lines = set_text("https://example.org/" + "a" * 300, "ragged", 200)
    assert len(lines) > 5
    assert max(line.width_pt for line in lines) <= 200


def test_forced_lines_end_where_they_are_told_to() -> None:
    assert [said(line) for line in set_text("One\ntwo words\n\nthree")] == ["One", "two words", "", "three"]


def test_a_reference_keeps_its_words_together() -> None:
    to = ReferenceTarget(anchor="exhibit:e1")
    line = tuple(Span(f"exhibit {n}, p. {{page}}; ", to=to) for n in range(9))
    lines = [said(one).strip() for one in set_text(line, "ragged", 130)]
    assert lines[0] == "exhibit 0, p. 61;"
    assert all(one.startswith("exhibit ") for one in lines)


def test_a_reference_too_wide_for_its_cell_ends_after_its_comma() -> None:
    to = ReferenceTarget(anchor="exhibit:e1")
    line = (Span("exhibit 15, pp. {page}", to=to), Span("–"), Span("{page}", to=to))
    assert [said(one).strip() for one in set_text(line, "ragged", 100)] == ["exhibit 15,", "pp. 61–61"]


def test_uyghur_begins_at_the_right_of_a_paragraph_and_left_of_a_cell() -> None:
    (line,) = set_text(UYGHUR_NAME)
    last = line.placed[-1]
    assert last.x_pt + last.piece.width_pt == pytest.approx(MEASURE)
    assert [one.piece.text for one in line.placed] == ["قادىر", "ئالىم"]
    (cell,) = set_text(UYGHUR_NAME, "ragged")
    assert cell.placed[0].x_pt == 0


def test_mixed_lines_read_from_the_left_with_the_name_turned() -> None:
    (line,) = set_text(f"Mr {UYGHUR_NAME} said")
    assert [one.piece.text for one in line.placed] == ["Mr", "قادىر", "ئالىم", "said"]
    assert [one.x_pt for one in line.placed] == sorted(one.x_pt for one in line.placed)


def test_centred_lines_stand_in_the_middle() -> None:
    (line,) = set_text("middle", "centred")
    assert line.placed[0].x_pt == pytest.approx((MEASURE - line.width_pt) / 2)


def test_a_centred_title_leaves_no_word_alone() -> None:
    lines = set_text(
        "Request for extradition with annexes and the note of the Embassy in Nicosia", "centred", 180
    )
    assert min(line.width_pt for line in lines) > 90


def test_chinese_fills_the_line_without_spaces() -> None:
    lines = set_text("被告人王志远男一九七九年五月三日出生汉族原系某公司职员" * 3)
    assert lines[0].width_pt == pytest.approx(MEASURE)
    assert not any(one.is_spaced for line in lines for one in line.placed)


def test_tall_stacks_are_measured() -> None:
    (line,) = set_text(TIBETAN_NAME)
    assert line.bottom_pt < -USUAL.body.leading_pt * 0.25


def test_accents_are_composed_and_chinese_compatibility_characters_kept() -> None:
    (line,) = set_text("Jose\u0301 \uf91d")
    assert said(line) == "José \uf91d"


def test_lines_of_a_paragraph_are_broken_together() -> None:
    lines = set_text(PROSE * 2, "ragged", 200)
    widths = [line.width_pt for line in lines[:-1]]
    greedy_worst = max(abs(a - b) for a, b in pairwise(widths))
    assert greedy_worst < 60
