"""The transcript of a recording, typed in the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casebook.domain.evidence.intake import Receipt
from casebook.services.base import search
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.intake import take_in
from casebook.services.evidence.intake_source import from_paths
from casebook.ui.widgets.forms.form import Form
from tests.paths import KINDS_OF_FILES
from tests.ui.driver import open_page, part, press
from tests.ui.pages.filled import fill, save

Opened = Callable[..., Any]


def test_a_transcript_is_typed_found_and_undone(opened: Opened, blank: Session) -> None:
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    run_in_line(take_in(blank, case.id, from_paths([KINDS_OF_FILES / "sound.mp3"]), Receipt()))
    workspace = opened(blank)
    evidence = open_page(workspace, "case", id=case.id, tab="evidence")
    press(evidence, "Recording and transcript…")
    save(fill(part(evidence, Form), transcript="0:01:12 They spoke of the quince tree."))
    assert search.find(blank, "quince tree")
    assert evidence.editor.form is None
    press(workspace, "Undo")
    assert search.find(blank, "quince tree") == []
