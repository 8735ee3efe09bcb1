"""The draft of an import is called by what it is, whatever the number of its files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence.intake_source import from_bytes
from casebook.ui.pages.evidence.intake import IntakePane
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import open_page, part


@pytest.mark.parametrize("number", [1, 2])
def test_the_draft_of_an_import_has_a_name_without_a_number(
    opened: Callable[..., Any], blank: Session, number: int
) -> None:
    case = open_case(blank, reference="R-1", title="", jurisdiction="CY")
    pane = part(open_page(opened(blank), "case", id=case.id, tab="evidence"), IntakePane)
    pane.offer(case.id, [from_bytes(f"{place}.txt", b"said") for place in range(number)])
    assert part(pane, Form).property("draft") == "Import files"
