"""A selection of findings goes into a ground in one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from casebook.domain.case.ground import Ground, Proof
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import message_of, open_page, part, pick, press, settle

Opened = Callable[..., Any]


def test_selected_findings_go_into_a_ground_as_one_step(opened: Opened, stocked: Session) -> None:
    case = open_case(stocked, reference="R-1", title="Removal", jurisdiction="CY")
    ground = Ground(
        id="g1", case_id=case.id, kind="ill-treatment", title="Torture", proofs=(Proof(element="Risk"),)
    )
    record.add(stocked, ground)
    workspace = opened(stocked)
    page = open_page(workspace, "library", tab="findings")
    two = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    page.table.choose(page.rows.row_at(page.rows.index(0, 0)).id)
    page.table.selectionModel().select(page.rows.index(1, 0), two)
    ids = set(page.table.selected_ids)
    assert len(ids) == 2
    page.row_menu.aboutToShow.emit()
    pick(page.row_menu, "Use 2 findings for a ground…")
    form = part(page, Form, "Use 2 findings for a ground")
    press(form, "Add")
    settle()
    assert message_of(workspace) == "2 findings added to the ground"
    (proof,) = record.find(stocked, Ground, "g1").proofs
    assert {*proof.finding_ids, *proof.adverse_ids} == ids
    QTest.keyClick(workspace.window(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert record.find(stocked, Ground, "g1") == ground
