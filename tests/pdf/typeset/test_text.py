from __future__ import annotations

import pytest

from casebook.domain.dossier.composition import Line, ReferenceTarget, Span
from casebook.pdf.typeset.page_style import PART, USUAL
from casebook.pdf.typeset.text import LineWords, words

TO = ReferenceTarget(anchor="exhibit:e1", page=2)

BODY = USUAL.body


def said(line: Line | str, **more: object) -> list[list[str]]:
    spans = (Span(line),) if isinstance(line, str) else line
    lines = words(spans, BODY, page_of=lambda target: str(60 + target.page), **more)  # type: ignore[arg-type]
    return [_parts(set_line) for set_line in lines]


def _parts(line: LineWords) -> list[str]:
    return ["".join(piece.text for piece in word.pieces) for word in line.words]


def test_blanks_count_once_and_none_leads() -> None:
    assert said(" one \t two  ") == [["one", "two"]]


def test_a_forced_break_begins_another_line() -> None:
    assert said((Span("a\nb "), Span("c"))) == [["a"], ["b", "c"]]


def test_a_page_is_put_where_it_is_asked_for() -> None:
    assert said((Span("see p. {page}.", to=TO),)) == [["see p. 62."]]
    assert said((Span("a set of {page}"),)) == [["a", "set", "of", "{page}"]]


def test_a_long_reference_may_be_broken_before_its_last_word() -> None:
    told = said((Span("the long covering note of the embassy, p. {page}", to=TO),))[0]
    assert told[-1] == "p. 62"
    assert len(told) == 8


def test_a_word_of_two_spans_is_one_word() -> None:
    (line,) = words((Span("in"), Span("side", emphasis="italic"), Span(".")), BODY)
    (word,) = line.words
    assert [piece.shaped.face.name for piece in word.pieces] == [
        "NotoSerif-Regular",
        "NotoSerif-Italic",
        "NotoSerif-Regular",
    ]


@pytest.mark.parametrize(
    ("emphasis", "face", "size_pt"),
    [
        ("plain", "NotoSerif-Regular", 12),
        ("italic", "NotoSerif-Italic", 12),
        ("bold", "NotoSerif-Bold", 12),
        ("quiet", "NotoSerif-Regular", 10.32),
    ],
)
def test_emphasis_is_a_face_or_a_size(emphasis: str, face: str, size_pt: float) -> None:
    (line,) = words((Span("word", emphasis=emphasis),), BODY)  # type: ignore[arg-type]
    (piece,) = line.words[0].pieces
    assert piece.shaped.face.name == face
    assert piece.size_pt == pytest.approx(size_pt)


def test_sizes_are_those_of_the_type_and_naskh_is_set_larger() -> None:
    (line,) = words((Span("a ئا"),), PART)
    assert [word.pieces[0].size_pt for word in line.words] == [19, pytest.approx(19 * 1.15)]


def test_a_span_in_another_language_has_its_own_cut() -> None:
    (line,) = words((Span("王", language="zh-Hant"), Span(" 王")), BODY, language="zh-Hans")
    names = [word.pieces[0].shaped.face.name for word in line.words]
    assert names == ["NotoSerifTC-Regular", "NotoSerifSC-Regular"]


def test_links_stay_with_their_words() -> None:
    (line,) = words((Span("see "), Span("there", to=TO)), BODY)
    assert [word.pieces[0].to for word in line.words] == [None, TO]


def test_a_line_that_runs_from_the_right_says_so() -> None:
    assert [told.base for told in words((Span("ئالىم\nAlim"),), BODY)] == [1, 0]
