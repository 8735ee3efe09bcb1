from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.dossier.composition import (
    Block,
    DossierPart,
    Heading,
    ReferenceTarget,
    Span,
    TextParagraph,
)
from casebook.domain.dossier.text_numbering import TextNumbering
from casebook.pdf.typeset.fonts.fonts import Uncovered
from casebook.pdf.typeset.page_style import USUAL
from casebook.pdf.typeset.section import part_boxes
from casebook.pdf.typeset.text_setter import TextSetter, kept, line_boxes, placed
from tests.pdf.setting import PROSE

HAND = TextSetter(width_pt=450, language="en")


@pytest.mark.parametrize("count", range(1, 7))
def test_a_paragraph_may_be_parted_two_lines_from_its_ends_only(count: int) -> None:
    set_ = line_boxes(HAND.lines(PROSE * 2, USUAL.body)[:count], USUAL.body)
    free = [at for at, line_box in enumerate(set_[:-1], start=1) if not line_box.keeps_next]
    assert free == list(range(2, count - 1))


def test_what_is_kept_keeps_all() -> None:
    free = line_boxes(HAND.lines(PROSE * 2, USUAL.body), USUAL.body)
    assert not all(line_box.keeps_next for line_box in free)
    assert [line_box.keeps_next for line_box in kept(free)] == [True] * len(free)


def test_a_text_too_long_for_its_line_ends_in_dots() -> None:
    line = HAND.one_line(PROSE, USUAL.body, 200)
    assert line.width_pt <= 200
    assert line.placed[-1].piece.text == "…"
    assert HAND.one_line("short", USUAL.body).placed[-1].piece.text == "short"


def test_only_what_names_a_page_is_set_again() -> None:
    first, second = (HAND.with_page_numbers(lambda _, page=page: page) for page in ("7", "8"))  # type: ignore[misc]
    plain, dated = (Span("word"),), (Span("p. {page}", to=ReferenceTarget(anchor="a")),)
    assert first.lines(plain, USUAL.body) is second.lines(plain, USUAL.body)
    assert first.lines(dated, USUAL.body) is not second.lines(dated, USUAL.body)
    assert second.lines(dated, USUAL.body)[0].placed[0].piece.text == "p. 8"


def test_without_a_bundle_there_is_no_page() -> None:
    assert HAND.page(ReferenceTarget(anchor="a")) == "0"


def test_a_missing_character_is_told_with_its_place() -> None:
    with pytest.raises(InvalidInput) as caught, placed(Message("cover")):
        raise Uncovered("\ue000")
    assert str(caught.value.title) == "The built-in fonts do not contain the character U+E000 (cover)."
    assert caught.value.field == "cover"


@pytest.mark.parametrize(
    ("block", "place"),
    [
        (TextParagraph(line=(Span("\ue000"),), is_numbered=True), "paragraph 2"),
        (TextParagraph(line=(Span("\ue000"),)), "under heading A.1"),
    ],
)
def test_the_place_of_a_missing_character_is_counted_as_a_person_does(block: Block, place: str) -> None:
    before = (Heading(text="Facts", anchor=""), TextParagraph(line=(Span("One."),), is_numbered=True))
    part = DossierPart(title="Part", anchor="p", blocks=(*before, block))
    with pytest.raises(InvalidInput) as caught:
        list(part_boxes(HAND, part, TextNumbering()))
    assert str(caught.value.title).endswith(f"(section A, {place}).")


def test_korean_has_a_remedy_of_its_own() -> None:
    with pytest.raises(InvalidInput) as caught, placed(Message("cover")):
        raise Uncovered("\uadf8")
    assert "build a Word file" in str(caught.value.remedy)


def test_a_marked_sentence_in_a_cell_stands_at_the_right() -> None:
    setter = TextSetter(width_pt=200, language="en")
    (name,), (sentence,) = (setter.lines(text, USUAL.table) for text in ("ئالىم", "\u200fئالىم"))
    assert name.placed[0].x_pt == 0
    last = sentence.placed[-1]
    assert round(last.x_pt + last.piece.width_pt) == 200


def test_a_running_head_that_is_too_long_keeps_the_number_of_the_file() -> None:
    setter = TextSetter(width_pt=300, language="en")
    head = "Respondent's pre-hearing brief and exhibits in support of the form · File No. A SPECIMEN-417"
    line = setter.one_line(head, USUAL.table)
    set_text = "".join(one.piece.text for one in line.placed)
    assert set_text == "Respondent'spre-hearingbrief·FileNo.ASPECIMEN-417", "a title, and no dots"
