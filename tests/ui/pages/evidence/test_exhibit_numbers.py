"""All exhibits numbered at the window, seen beforehand and undone as one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence import exhibit_numbering
from casebook.ui.pages.evidence.exhibit_numbers import ExhibitNumbers
from tests.ui.driver import field, message_of, open_page, part, press, problem_of, settle

Opened = Callable[..., Any]
CTRL = Qt.KeyboardModifier.ControlModifier


def test_all_exhibits_get_numbers_seen_beforehand(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="A-1", title="", jurisdiction="CY")
    papers = [
        Document(
            id=f"d{at}",
            case_id=case.id,
            title=f"Paper {at}",
            kind="other",
            attachment_id="",
            sha256="",
            size_bytes=1,
            media_type="text/plain",
        )
        for at in range(3)
    ]
    record.add(blank, *papers)
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab="evidence")
    press(page, "Number exhibits…")
    settle()
    pane = part(page, ExhibitNumbers)
    line = field(pane, "Pattern")
    assert line.hasFocus()
    QTest.keyClick(line, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(line, "ABC")
    assert pane.preview.text() == ""
    QTest.keyClick(line, Qt.Key.Key_S, CTRL)
    assert "one place for the number" in problem_of(pane.form.fields.boxes["pattern"])
    QTest.keyClicks(line, "-#")
    assert pane.preview.text().splitlines() == [
        "3 documents get a number",
        "ABC-1 · Paper 0",
        "ABC-2 · Paper 1",
        "ABC-3 · Paper 2",
    ]
    QTest.keyClick(line, Qt.Key.Key_S, CTRL)
    settle()
    assert message_of(workspace) == "3 exhibits numbered"
    marks = [one.exhibit_mark for one in record.every(blank, Document)]
    assert sorted(marks) == ["ABC-1", "ABC-2", "ABC-3"]
    assert exhibit_numbering.first_pattern(blank) == "ABC-#"
    QTest.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    settle()
    assert [one.exhibit_mark for one in record.every(blank, Document)] == ["", "", ""]
