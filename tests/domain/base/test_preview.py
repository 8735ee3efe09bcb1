from __future__ import annotations

from casebook.domain.base.preview import Box, PageSize, PageText

WIDE, HIGH = 10.0, 20.0


def laid(*lines: str) -> PageText:
    """Text with letters in a grid, 10 points wide and 20 high; line ends and spaces have no place."""
    edges: list[float] = []
    for row, line in enumerate(lines):
        for column, character in enumerate(line):
            left, top = column * WIDE, row * 30.0
            edges += [0.0] * 4 if character == " " else [left, top, left + WIDE, top + HIGH]
        edges += [0.0] * 4
    return PageText(text="".join(f"{line}\n" for line in lines), edges=edges)


def box(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(left_pt=left, top_pt=top, right_pt=right, bottom_pt=bottom)


def test_words_stand_where_their_letters_stand() -> None:
    words = list(laid("on two", "lines").words())
    assert [word.text for word in words] == ["on", "two", "lines"]
    assert words[1].box == box(30, 0, 60, 20)
    assert words[2].box == box(0, 30, 50, 50)


def test_a_text_is_found_whatever_its_case_and_width() -> None:
    assert laid("The STRASSE").find("straße") == [(box(40, 0, 110, 20),)]
    assert laid("ＡＢＣ").find("abc") == [(box(0, 0, 30, 20),)]
    assert laid("aa aa").find("aa") == [(box(0, 0, 20, 20),), (box(30, 0, 50, 20),)]


def test_a_text_is_found_over_the_end_of_a_line() -> None:
    assert laid("in the", "court").find("the  court") == [(box(30, 0, 60, 20), box(0, 30, 50, 50))]
    assert laid("林志", "远").find("林志远") == [(box(0, 0, 20, 20), box(0, 30, 10, 50))]
    assert laid("ad\u00ad", "journed").find("adjourned") == [(box(0, 0, 30, 20), box(0, 30, 70, 50))]


def test_nothing_is_found_where_nothing_is() -> None:
    text = laid("words")
    assert text.find("other") == text.find("") == text.find(" \n") == []
    assert PageText(text="  unplaced", edges=[0.0] * 40).find("unplaced") == []
    assert list(PageText(text="unplaced", edges=[0.0] * 32).words()) == []


def test_a_turned_line_is_one_box() -> None:
    up = PageText(text="ab", edges=[0, 10, 20, 20, 0, 0, 20, 10])
    assert up.find("ab") == [(box(0, 0, 20, 20),)]


def test_what_a_page_says_is_not_printed() -> None:
    assert "words" not in repr(laid("words"))
    assert repr(PageSize(width_pt=1, height_pt=1)) == "PageSize()"
