"""Headers and footers of workbooks."""

from __future__ import annotations

import io

import openpyxl
import pytest

from casebook.formats.office import read_package
from casebook.formats.printed.page_headers import header_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('&L&"Arial,Bold"&12Lin && Wei&CPage &P of &N&R&D', ["Lin & Wei"]),
        ("&C&KFF0000Secret&K01+000, page &P+1", ["Secret, page"]),
        ("&C第 &P 页，共 &N 页&R&F&A&Z&T&G", []),
        ("&L&B&I&UInternal&U&I&B\nGroup 9", ["Internal", "Group 9"]),
        ("&L&14 2026&R", ["2026"]),
    ],
)
def test_codes_of_a_header_are_no_words(text: str, lines: list[str]) -> None:
    assert list(header_lines(text)) == lines


def test_headers_of_the_sheets_of_a_workbook_are_a_page_once() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for title in ("B", "C", "Hidden"):
        book.create_sheet(title)
    for sheet in book.worksheets:
        sheet["A1"] = "Kashgar"
        sheet.oddHeader.center.text = "Office of <Li> && Wei"
        sheet.firstFooter.left.text = f"First of {sheet.title}"
        sheet.evenFooter.left.text = "Not in force"
    book["B"].HeaderFooter.differentFirst = True
    book["Hidden"].sheet_state = "hidden"
    book["Hidden"].oddHeader.center.text = "Of a hidden sheet"
    book.save(out)
    read = read_package(out.getvalue())
    assert read.titles == ("Sheet", "B", "C", "")
    assert read.pages[-1] == "Office of <Li> & Wei\nFirst of B"
