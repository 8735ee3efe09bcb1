from __future__ import annotations

from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from casebook.base.resources import resource
from casebook.pdf.page import stamp
from casebook.pdf.page.frame import MM_PT, Frame
from casebook.pdf.page.stamp import SPOTS, Spot, place_stamp

A4 = Frame(0, 0, 595.28, 841.89, 0, 1)


def test_what_is_known_of_the_digits_is_so() -> None:
    font = TTFont(resource("fonts", "PageNumber-Regular.ttf"))
    glyphs = font.getBestCmap()
    assert {chr(code) for code in glyphs} == set("-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    codes = range(ord(stamp._FIRST), ord(stamp._LAST) + 1)
    assert tuple(font["hmtx"][glyphs[code]][0] if code in glyphs else 0 for code in codes) == stamp.WIDTHS
    assert font["head"].unitsPerEm == 1000
    head = font["head"]
    assert (head.xMin, head.yMin, head.xMax, head.yMax) == stamp._BOUNDS
    digits = [font["glyf"][glyphs[code]] for code in range(ord("0"), ord("9") + 1)]
    tallest = max(digit.yMax for digit in digits) - min(digit.yMin for digit in digits)
    assert tallest / 1000 == stamp._HEIGHT


def test_a_number_stands_in_the_middle_10_mm_up() -> None:
    at = place_stamp(A4, "57")
    assert at.base == 10 * MM_PT
    assert at.left + at.width_pt / 2 == 595.28 / 2
    assert at.size_pt == 10


def test_a_number_gives_way_to_the_sides() -> None:
    right, left = place_stamp(A4, "57", "right"), place_stamp(A4, "57", "left")
    assert left.left == 12 * MM_PT
    assert right.left + right.width_pt == 595.28 - 12 * MM_PT


@given(
    width=st.floats(8, 3000),
    height=st.floats(8, 3000),
    number=st.from_regex(r"[1-9][0-9]{0,4}[A-Z]{0,2}", fullmatch=True),
    turn=st.sampled_from([0, 90, 180, 270]),
    unit=st.floats(0.5, 4),
    spot=st.sampled_from(SPOTS),
)
def test_a_number_is_inside_every_page(
    width: float, height: float, number: str, turn: int, unit: float, spot: Spot
) -> None:
    frame = Frame(100, 200, 100 + width, 200 + height, turn, unit)
    at = place_stamp(frame, number, spot)
    assert at.left >= 0
    assert at.left + at.width_pt <= frame.width_pt + 0.01
    assert at.base >= 0
    assert at.base + at.size_pt * stamp._HEIGHT <= frame.height_pt
