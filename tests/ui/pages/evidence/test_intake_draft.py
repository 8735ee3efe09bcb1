"""The draft of an import is called by what it is, and opens its form at once; the files are chosen again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.intake_source import from_bytes
from casebook.ui.pages.evidence import intake as intakes
from casebook.ui.pages.evidence.intake import IntakePane
from casebook.ui.shell.draft_bar import DraftBar
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import field, message_of, open_page, part, press, settle


@pytest.mark.parametrize("number", [1, 2])
def test_the_draft_of_an_import_has_a_name_without_a_number(
    opened: Callable[..., Any], blank: Session, number: int
) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    pane = part(open_page(opened(blank), "case", id=case.id, tab="evidence"), IntakePane)
    pane.offer(case.id, [from_bytes(f"{place}.txt", b"said") for place in range(number)])
    assert part(pane, Form).property("draft") == "Import files"


def test_one_press_of_continue_opens_the_form_of_an_import(
    opened: Callable[..., Any], blank: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    workspace = opened(blank)
    pane = part(open_page(workspace, "case", id=case.id, tab="evidence"), IntakePane)
    pane.offer(case.id, [from_bytes("1.txt", b"said")])
    line = field(pane, "Received from")
    line.setFocus()
    line.setText("The court")
    workspace.context.about_to_lock.emit()
    again = opened(blank)
    settle()
    press(part(again, DraftBar), "Continue")
    settle()
    pane = part(again.page, IntakePane)
    assert field(pane, "Received from").text() == "The court"
    assert message_of(again) == "Choose the files again. What you entered is kept."
    letter = tmp_path / "letter.txt"
    letter.write_text("She was held.")
    monkeypatch.setattr(intakes, "pick_files", lambda *_, **__: [letter])
    press(pane, "Choose files…")
    settle()
    (document,) = record.of_case(blank, Document, case.id)
    assert "The court" in document.custody[0].why
