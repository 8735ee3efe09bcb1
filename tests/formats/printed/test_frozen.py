"""Office files as they are handed to LibreOffice: with what was stored, in cells that show it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from openpyxl import Workbook
from openpyxl.styles import Font

from casebook.formats.printed.frozen import frozen

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RTF_DATE = rb"{\rtf1 Signed on {\field{\*\fldinst { DATE \\@ \"d MMMM\"}}{\fldrslt 3 March}}.}"


def word_field(instruction: str, stored: str) -> str:
    """A paragraph with one field, as Word writes it."""
    run = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return (
        f"<w:p {W}>{run('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{run('separate')}"
        f"<w:r><w:t>{stored}</w:t></w:r>{run('end')}</w:p>"
    )


def letter_with(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.element.body.insert(0, parse_xml(paragraph))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def workbook_with(cells: Mapping[str, str | int], formulas: Mapping[str, str]) -> bytes:
    """A workbook with values in cells, of which some were calculated by a formula."""
    book = Workbook()
    sheet = book.worksheets[0]
    for place, value in cells.items():
        sheet[place] = value
    out = io.BytesIO()
    book.save(out)
    whole = io.BytesIO()
    with ZipFile(out) as old, ZipFile(whole, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode()
            for place, formula in formulas.items():
                data = re.sub(rf'(<c r="{place}"[^>]*>)', rf"\1<f>{formula}</f>", data)
            new.writestr(name, data)
    return whole.getvalue()


def sheet_with(rows: str, behind: str = "") -> bytes:
    """A workbook with one sheet of these rows, and what stands behind them."""
    whole = io.BytesIO()
    with ZipFile(io.BytesIO(workbook_with({}, {}))) as old, ZipFile(whole, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                data = re.sub(
                    r"<sheetData\s*/>|<sheetData>.*</sheetData>",
                    f"<sheetData>{rows}</sheetData>{behind}",
                    data,
                )
            new.writestr(name, data)
    return whole.getvalue()


def member(data: bytes | None, name: str) -> str:
    assert data is not None
    with ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


@pytest.mark.parametrize(
    "instruction", ["DATE \\@ &quot;d MMMM yyyy&quot;", " TIME ", "PRINTDATE", "FILENAME \\p"]
)
def test_a_field_is_the_text_last_stored_for_it(instruction: str) -> None:
    xml = member(frozen(letter_with(word_field(instruction, "3 March 2019"))), "word/document.xml")
    assert "3 March 2019" in xml
    assert "fldChar" not in xml
    assert "instrText" not in xml


def test_a_field_in_the_instruction_of_another_prints_nothing() -> None:
    run = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code, text = "<w:r><w:instrText>{}</w:instrText></w:r>".format, "<w:r><w:t>{}</w:t></w:r>".format
    inner = f"{run('begin')}{code('DATE')}{run('separate')}{text('INNER')}{run('end')}"
    outer = f"<w:p {W}>{run('begin')}{code('IF ')}{inner}{run('separate')}{text('Stored')}{run('end')}</w:p>"
    xml = member(frozen(letter_with(outer)), "word/document.xml")
    assert "Stored" in xml
    assert "INNER" not in xml


def test_numbers_of_pages_stay_fields() -> None:
    xml = member(frozen(letter_with(word_field("PAGE", "1"))), "word/document.xml")
    assert "instrText" in xml


@pytest.mark.parametrize("name", ["AUTONUM", "AUTONUMLGL", "AUTONUMOUT"])
def test_numbers_of_paragraphs_stay_fields_unless_stored(name: str) -> None:
    """Word stores no text for most: without the field the paragraphs would have no numbers."""
    run = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f"<w:r><w:instrText> {name} \\* Arabic </w:instrText></w:r>"
    bare = f"<w:p {W}>{run('begin')}{code}{run('end')}</w:p>"
    simple = f'<w:p {W}><w:fldSimple w:instr=" {name} "/></w:p>'
    assert name in member(frozen(letter_with(bare)), "word/document.xml")
    assert name in member(frozen(letter_with(simple)), "word/document.xml")
    stored = member(frozen(letter_with(word_field(name, "7."))), "word/document.xml")
    assert "7." in stored
    assert name not in stored


def test_a_formula_gives_way_to_the_value_stored() -> None:
    book = workbook_with({"A1": 43527, "A2": 43528, "B1": "x"}, {"A1": "TODAY()", "A2": "A1+1"})
    xml = member(frozen(book), "xl/worksheets/sheet1.xml")
    assert "<f>" not in xml
    assert "43527" in xml
    assert "43528" in xml


@pytest.mark.parametrize("value", ["", "<v></v>", "<v/>"])
def test_a_formula_without_a_stored_value_is_its_own_text(value: str) -> None:
    """It is never calculated: that would print the day of today, or what follows from a blank."""
    book = sheet_with(f'<row r="1"><c r="A1" t="n"><f>B1&amp;TODAY()</f>{value}</c></row>')
    xml = member(frozen(book), "xl/worksheets/sheet1.xml")
    assert "<f>" not in xml
    assert ">=B1&amp;TODAY()<" in xml


def test_a_formula_that_gave_an_empty_text_prints_nothing() -> None:
    xml = member(
        frozen(sheet_with('<row r="1"><c r="A1" t="str"><f>"x"</f><v></v></c></row>')),
        "xl/worksheets/sheet1.xml",
    )
    assert "<f>" not in xml
    assert "=&quot;" not in xml
    assert "<is>" not in xml


def test_a_formula_of_an_open_spreadsheet_without_a_value_is_text() -> None:
    out = io.BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", '<table:table-cell table:formula="of:=TODAY()"/>')
    xml = member(frozen(out.getvalue()), "content.xml")
    assert xml == '<table:table-cell office:value-type="string" office:string-value="=TODAY()"/>'


def test_columns_are_as_wide_as_their_cells_and_lines_break() -> None:
    book = workbook_with({"A1": "They came at night and took my brother away", "B1": "Kashgar"}, {})
    stored = frozen(book)
    widths = re.findall(r'<col min="(\d)"[^>]*width="([\d.]+)"', member(stored, "xl/worksheets/sheet1.xml"))
    assert float(dict(widths)["1"]) > len("They came at night and took my brother away")
    assert 'wrapText="1"' in member(stored, "xl/styles.xml")


def heights(data: bytes | None) -> dict[str, float]:
    """The stated heights of the rows, in points, by their numbers."""
    rows = re.findall(
        r'<row r="(\d+)" ht="([\d.]+)" customHeight="1"', member(data, "xl/worksheets/sheet1.xml")
    )
    return {number: float(height) for number, height in rows}


def tall_cell(lines: int, height: str) -> bytes:
    """A workbook with a cell of so many lines, merged with the one below; the third row is not merged."""
    text = "&#10;".join(["He did not."] * lines)
    row = f'<row r="{{}}"{height}>{{}}</row>'.format
    cell = f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>'
    rows = row(1, cell) + row(2, "") + row(3, '<c r="A3"><v>1</v></c>')
    return sheet_with(rows, '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>')


def test_rows_keep_their_height_where_a_cell_is_merged_downwards() -> None:
    """No program makes rows higher for such a cell: its last line would stand on the next row."""
    assert heights(frozen(tall_cell(3, ' ht="30" customHeight="1"'))) == {"1": 30, "2": 30}


@pytest.mark.parametrize("height", ["", ' ht="12" customHeight="1"'])
def test_rows_too_low_for_a_cell_merged_downwards_become_higher(height: str) -> None:
    found = heights(frozen(tall_cell(6, height)))
    assert found.get("1", 15) + found["2"] >= 6 * 15
    assert "3" not in found


def test_a_cell_merged_downwards_makes_its_column_wide_enough() -> None:
    book = sheet_with(
        '<row r="1"><c r="A1"><v>123456789012</v></c></row>',
        '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>',
    )
    assert '<col min="1" max="1" width="18.50"' in member(frozen(book), "xl/worksheets/sheet1.xml")


def test_a_column_is_wider_for_large_type() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = 123456789012
    sheet["A1"].font = Font(size=22)
    out = io.BytesIO()
    book.save(out)
    assert 'width="34.50"' in member(frozen(out.getvalue()), "xl/worksheets/sheet1.xml")


def test_an_open_document_keeps_the_date_that_was_stored() -> None:
    out = io.BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", '<text:p><text:date text:date-value="2019">2019</text:date></text:p>')
    assert member(frozen(out.getvalue()), "content.xml") == "<text:p><text:span>2019</text:span></text:p>"


@pytest.mark.parametrize(("file", "is_kept"), [(RTF_DATE, False), (rb"{\rtf1 The DATE is \chpgn 3.}", True)])
def test_rich_text_with_a_date_of_the_day_is_not_laid_out(file: bytes, *, is_kept: bool) -> None:
    assert (frozen(file) is not None) == is_kept
