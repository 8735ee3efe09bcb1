"""Headers and footers of workbooks."""

from __future__ import annotations

import io
import zipfile

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


HEADERS = """<headerFooter{}><oddHeader>&amp;COffice of &lt;Li&gt; &amp;&amp; Wei</oddHeader>
<evenHeader>&amp;CEven</evenHeader><firstFooter>&amp;LFirst of {}</firstFooter></headerFooter></worksheet>"""


def test_headers_of_the_sheets_of_a_workbook_are_a_page_once() -> None:
    book, written, out = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    for title in ("B", "Hidden"):
        book.create_sheet(title)["A1"] = "Kashgar"
    book["Hidden"].sheet_state = "hidden"
    book.save(written)
    stated = {"sheet1": HEADERS.format("", "A"), "sheet2": HEADERS.format(' differentFirst="1"', "B")}
    stated["sheet3"] = HEADERS.format(' differentFirst="1"', "a hidden sheet")
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            said = stated.get(name.rpartition("/")[2].removesuffix(".xml"), "</worksheet>")
            new.writestr(name, old.read(name).replace(b"</worksheet>", said.encode()))
    read = read_package(out.getvalue())
    assert read.titles == ("Sheet", "B", "")
    assert read.pages[-1] == "Office of <Li> & Wei\nFirst of B"
