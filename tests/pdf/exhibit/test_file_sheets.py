"""Pages set from the content of files: nothing is lost, and what stands where never changes."""

from __future__ import annotations

import pypdfium2
import pytest

from casebook.domain.evidence.set_file import SetFile, SetSection
from casebook.pdf.exhibit.file_sheets import set_file
from casebook.pdf.typeset.fonts.substitution import settable

LETTER = SetFile(
    title="Email",
    remark="Text only.",
    particulars=(("From:", "Registry <registry@court.example>"), ("Subject:", "Hearing")),
    sections=(SetSection(text="Dear all,\n\nthe hearing is on Monday.\n> quoted\n"),),
    notes=("Set by Casebook.",),
)


def text_of(file: SetFile) -> str:
    data, count = set_file(file)
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == count
        return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")


def bottom_of(file: SetFile, words: str) -> float:
    """The baseline region of words on the first page, in points from the lower edge."""
    with pypdfium2.PdfDocument(set_file(file)[0]) as document:
        page = document[0].get_textpage()
        index, _ = page.search(words).get_next()
        return float(page.get_charbox(index)[1])


def test_what_stands_where_does_not_change() -> None:
    """Areas somebody marked lie on these pages: another layout would uncover what they cover."""
    places = [bottom_of(LETTER, words) for words in ("Registry", "Monday", "quoted")]
    assert places == pytest.approx([712.4, 640.6, 623.6], abs=0.1)


def test_a_table_of_few_columns_is_set_as_one_and_a_wide_one_row_by_row() -> None:
    rows = (("Name", "Born"), ("Ali Reza", "1990"), ("", ""), ("Wen",))
    wide = tuple(f"cell {number}" for number in range(9))
    text = text_of(SetFile(title="Sheet", sections=(SetSection(rows=rows), SetSection(rows=(wide,)))))
    assert "Ali Reza 1990" in text
    assert "Wen" in text
    assert "A1: cell 0 | B1: cell 1" in text


def test_a_value_of_a_wide_row_stands_with_column_and_row_and_no_guess() -> None:
    first = ("Zhang San", "Urumqi", "male", "teacher", "detained", "camp", "x", "y", "z")
    last = ("Li Si", "", "male", "", "", "", "", "", "end", "more")
    text = text_of(SetFile(title="Sheet", sections=(SetSection(rows=(first, ("",), last)),)))
    assert "A1: Zhang San | B1: Urumqi" in text
    assert "A3: Li Si | C3: male | I3: end | J3: more" in text
    assert "Zhang San: Li Si" not in text


def test_columns_that_no_row_fills_take_no_room() -> None:
    row = ("", "Li", *("",) * 20, "1980")
    text = text_of(SetFile(title="Sheet", sections=(SetSection(rows=(row,)),)))
    assert "Li 1980" in text


def test_a_line_without_a_space_and_hundreds_of_lines_are_set_whole() -> None:
    lines = "\n".join(f"line {number}" for number in range(300))
    text = text_of(SetFile(title="Text", sections=(SetSection(text="x" * 2000 + "\n" + lines),)))
    assert text.count("x") >= 2000
    assert "line 299" in text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("ok \N{GRINNING FACE}", "ok [grinning face]"),
        ("\N{THUMBS UP SIGN}\ufe0f!", "[thumbs up sign]!"),
        ("한", "[hangul syllable han]"),
        ("\U000f0000", "[U+F0000]"),
        ("a\x00\x07b\u2028c", "ab\nc"),
        ("مرحبا 王志遠 བོད་ Ελ", "مرحبا 王志遠 བོད་ Ελ"),
        ("\ud800", ""),
    ],
)
def test_every_text_can_be_set(said: str, shown: str) -> None:
    assert settable(said) == shown
    assert set_file(SetFile(title="Text", sections=(SetSection(text=said),)))[1] == 1


@pytest.mark.parametrize("row", ["June 2015|" + "word " * 60 + "|", "June 2015\n\u2003" + "word " * 60 + "|"])
def test_what_is_too_long_for_a_line_of_a_row_goes_on_indented(row: str) -> None:
    """At the margin it could be read as another row."""
    file = SetFile(title="Text", sections=(SetSection(text=f"{row}\nJuly 2015|", has_rows=True),))
    with pypdfium2.PdfDocument(set_file(file)[0]) as document:
        page = document[0].get_textpage()
        boxes = [page.get_rect(at) for at in range(page.count_rects())]
        lefts = {page.get_text_bounded(*box).strip()[:4]: round(box[0]) for box in boxes}
    margin = lefts["June"]
    assert lefts["July"] == margin
    assert lefts["word"] > margin + 5


def test_text_without_tables_goes_on_at_the_margin() -> None:
    sections = (SetSection(text="a | b " + "word " * 60),)
    with pypdfium2.PdfDocument(set_file(SetFile(title="Text", sections=sections))[0]) as document:
        page = document[0].get_textpage()
        lefts = {round(page.get_rect(at)[0]) for at in range(page.count_rects())}
    assert len(lefts) == 1
