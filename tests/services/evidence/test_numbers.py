"""Sheets of Numbers as evidence: found by their titles and values, and never printed with gaps."""

from __future__ import annotations

import io
import zipfile

import pytest

from casebook.base.progress import silent
from casebook.domain.evidence.intake import IntakeRow, Receipt
from casebook.formats.media_type import ZIP
from casebook.services.base import search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.file_pages import FileReceipt, NoPages, read, readers
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_bytes

_NAMES = (
    'xmlns:ls="http://developer.apple.com/namespaces/ls" xmlns:sf="http://developer.apple.com/namespaces/sf"'
)
DAY = '<sf:d sf:cell-date="276048000"/><sf:n sf:v="-97.400000000000006"/>'
RECEIPT = FileReceipt(name="", size_bytes=10, sha256="", exhibits={})


def sheet(cells: str) -> bytes:
    """A document of Numbers '09."""
    table = (
        '<sf:tabular-model sf:name="Debts"><sf:grid sf:numcols="3"><sf:datasource>'
        f"{cells}</sf:datasource></sf:grid></sf:tabular-model>"
    )
    within = f'<ls:workspace ls:workspace-name="Second sheet">{table}</ls:workspace>'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("index.xml", f"<ls:document {_NAMES}>{within}</ls:document>")
        package.writestr("buildVersionHistory.plist", "x")
    return written.getvalue()


def taken(session: Session, data: bytes, *passwords: str) -> IntakeRow:
    case = open_case(session, reference="R-1", title="", jurisdiction="CY")
    offers = [from_bytes("debts.numbers", data)]
    (row,) = run_in_line(take_in(session, case.id, offers, Receipt(), passwords=passwords))
    return row


@pytest.mark.process
@pytest.mark.parametrize("words", ["Second sheet", "Debts", "2009-10-01", "-97.4"])
def test_a_sheet_is_found_by_its_title_and_its_values(session: Session, words: str) -> None:
    row = taken(session, sheet(DAY))
    assert row.remarks == ()
    assert row.document
    assert [hit.id for hit in search.find(session, words)] == [row.document.id]


@pytest.mark.process
def test_a_sheet_with_a_cell_that_is_not_read_has_no_pages(session: Session) -> None:
    data = sheet(f"{DAY}<sf:grouping/>")
    (remark,) = taken(session, data).remarks
    assert "cells, such as numbers or dates, could not be read" in str(remark)
    with readers(silent) as reading, pytest.raises(NoPages) as caught:
        read(reading, ZIP, lambda: io.BytesIO(data), RECEIPT)
    assert str(caught.value) == "has tables of which some cells could not be read."


@pytest.mark.process
@pytest.mark.parametrize("passwords", [(), ("secret",)])
def test_a_locked_sheet_is_not_called_damaged(session: Session, passwords: tuple[str, ...]) -> None:
    data = bytearray(sheet(DAY))
    at = data.index(b"PK\x01\x02") + 10
    data[at : at + 2] = (0x636B).to_bytes(2, "little")
    row = taken(session, bytes(data), *passwords)
    assert row.outcome == "refused"
    assert "password" in str(row.remarks[0])
    assert "must be saved without its password in its own program first" in str(row.remedy)
