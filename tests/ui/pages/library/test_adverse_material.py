"""The other side: adverse findings and authorities of a case, and the answer to each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from casebook.domain.case.case import Case
from casebook.domain.case.ground import Ground
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.library import packs, rebuttal
from casebook.ui.kit.page_context import Location
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.chip import Chip
from casebook.ui.widgets.layout.empty import Empty
from tests.ui.pages.filled import fill, save

Opened = Callable[..., Any]


@pytest.fixture
def opened_case(blank: Session) -> Case:
    packs.copy_in(blank)
    return case.open_case(blank, reference="R-1", title="Removal", jurisdiction="cy")


def _page(workspace: Any, case_id: str, within: str = "") -> Any:  # noqa: ANN401
    workspace.go(Location(page="case", id=case_id, tab="contrary", within=within))
    return workspace.page._stack.currentWidget()


def _words(within: QWidget) -> str:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    texts = [label.text() for label in within.findChildren(QLabel)]
    return "\n".join([*texts, *(chip.accessibleName() for chip in within.findChildren(Chip))])


def test_a_case_without_ground_and_dossier_is_told_what_belongs_here(
    opened: Opened, blank: Session, opened_case: Case
) -> None:
    page = _page(opened(blank), opened_case.id)
    assert page._stack.currentWidget().isVisible()
    assert isinstance(page._stack.currentWidget(), Empty)


def test_every_adverse_finding_and_authority_has_a_place_for_its_answer(
    opened: Opened, blank: Session, opened_case: Case
) -> None:
    sections = (Section(id="conditions", kind="country-conditions", topics=("diplomatic-assurances",)),)
    record.add(blank, Dossier(id="d1", case_id=opened_case.id, title="Hearing", sections=sections))
    record.add(blank, Ground(id="g1", case_id=opened_case.id, kind="specialty", title="Specialty"))
    page = _page(opened(blank), opened_case.id, "d1")
    rows = {row.id: row for row in page.rows._all}
    assert {row.met for row in rows.values()} == {"open"}
    for record_id in (page.rows._all[0].id, "nz-sc-kim-2022"):
        page.table.choose(record_id)
        button = next(
            made for made in page._pane.findChildren(QPushButton) if "Write the answer" in made.text()
        )
        button.click()
        form = next(made for made in page._pane.findChildren(Form) if made.isVisible())
        save(fill(form, text="It does not decide this case."))
        assert rebuttal.of_case(blank, opened_case.id)[record_id].text == "It does not decide this case."
        assert "answered" in _words(page._pane)
    assert page._summary.text() == f"Of {len(rows)}, {len(rows) - 2} want an answer."
    assert page.rows.total == len(rows)
    page._ask_about("g1")
    assert page._box.currentText() == "Ground: Specialty"
    assert {row.met for row in page.rows._all if row.id == "nz-sc-kim-2022"} == {"answered"}
