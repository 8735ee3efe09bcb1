"""Workbooks the tests read."""

from __future__ import annotations

import io
import zipfile

import openpyxl


def with_empty_rows(count: int) -> bytes:
    """A workbook with a heading and one row that hold something, and so many below that hold nothing."""
    book, written = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    sheet.append(["Name"])
    sheet.append(["Lin Zhiyuan"])
    book.save(written)
    swollen = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                empty = "".join(f'<row r="{row}"/>' for row in range(3, count + 3)).encode()
                data = data.replace(b"</sheetData>", empty + b"</sheetData>")
            new.writestr(name, data)
    return swollen.getvalue()


def with_sheets(**sheets: list[list[str]]) -> bytes:
    """A workbook with these sheets in order, each with its rows."""
    book, written = openpyxl.Workbook(write_only=True), io.BytesIO()
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(written)
    return written.getvalue()
