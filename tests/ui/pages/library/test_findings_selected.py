"""A selection of findings goes into a ground or a case in one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from casebook.domain.case.ground import Ground, Proof
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import choose, message_of, open_page, part, pick, press, problem_of, settle

Opened = Callable[..., Any]


def _two_selected(workspace: Workspace) -> tuple[Any, set[str]]:
    """The findings with two of them selected, and their IDs."""
    page = open_page(workspace, "library", tab="findings")
    two = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    page.table.choose(page.rows.row_at(page.rows.index(0, 0)).id)
    page.table.selectionModel().select(page.rows.index(1, 0), two)
    ids = set(page.table.selected_ids)
    assert len(ids) == 2
    return page, ids


def test_selected_findings_begin_a_ground_of_a_case(opened: Opened, stocked: Session) -> None:
    case = open_case(stocked, reference="R-1", title="Removal", jurisdiction="CY")
    other = open_case(stocked, reference="R-2", title="Removal", jurisdiction="CY")
    workspace = opened(stocked)
    page, ids = _two_selected(workspace)
    page.row_menu.aboutToShow.emit()
    pick(page.row_menu, "Add 2 findings to a case…")
    settle()
    form = part(page, Form, "Add 2 findings to a case")
    press(form, "Add ground")
    settle()
    assert record.every(stocked, Ground) == []
    assert problem_of(form.fields.boxes["case"]) == "This field is required."
    choose(form, "Case", "R-1")
    choose(form, "Type", "Persecution")
    press(form, "Add ground")
    settle()
    assert message_of(workspace) == "2 findings added to the case"
    (ground,) = record.of_case(stocked, Ground, case.id)
    assert (ground.title, ground.kind) == ("Persecution", "persecution")
    (proof,) = ground.proofs
    assert {*proof.finding_ids, *proof.adverse_ids} == ids
    assert record.of_case(stocked, Ground, other.id) == []
    QTest.keyClick(workspace.window(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert record.every(stocked, Ground) == []
    QTest.keyClick(workspace.window(), Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert record.every(stocked, Ground) == [ground]


def test_selected_findings_go_into_a_ground_as_one_step(opened: Opened, stocked: Session) -> None:
    case = open_case(stocked, reference="R-1", title="Removal", jurisdiction="CY")
    ground = Ground(
        id="g1", case_id=case.id, kind="ill-treatment", title="Torture", proofs=(Proof(element="Risk"),)
    )
    record.add(stocked, ground)
    workspace = opened(stocked)
    page, ids = _two_selected(workspace)
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
