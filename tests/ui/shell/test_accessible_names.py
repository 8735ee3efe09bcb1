"""What a screen reader is given: each control has a name and a role, and in a form no two are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QWidget

from casebook.domain.case.case import Case
from casebook.services.base.session import Session
from casebook.ui.pages.base.records import Records
from casebook.ui.pages.case.case_list import CaseList
from casebook.ui.widgets.forms.form import Form
from tests.ui.conftest import Opened
from tests.ui.driver import settle, shown_in
from tests.ui.places import places

_LISTS = {QAccessible.Role.Table, QAccessible.Role.Tree, QAccessible.Role.List}
"""Their cells are read out by their texts."""
_NO_CONTROLS = {QAccessible.Role.NoRole, QAccessible.Role.Border}
Spoken = tuple[tuple[str, ...], QAccessible.Role, str]


def _controls(shown: QAccessibleInterface, context: tuple[str, ...] = ()) -> Iterator[Spoken]:
    """Each control in view that takes the focus: the names around it, its role and its own name."""
    for at in range(shown.childCount()):
        child = shown.child(at)
        if child.state().invisible:
            continue
        name, role = _name_of(child), child.role()
        if child.state().focusable and role != QAccessible.Role.StaticText:
            yield context, role, name
        if role not in _LISTS:
            yield from _controls(child, (*context, name) if name else context)


def _name_of(shown: QAccessibleInterface) -> str:
    """The name of a control; on Linux Qt gives a choice its value for one, and its label beside it."""
    if shown.role() == QAccessible.Role.ComboBox:
        return str(shown.object().property("accessibleName"))
    return shown.text(QAccessible.Text.Name)


def _spoken(within: QWidget) -> list[Spoken]:
    return list(_controls(QAccessible.queryAccessibleInterface(within)))


def _begin_form(page: Any) -> Form:  # noqa: ANN401 - a page with an editor
    """A new record, with two parts in each of its lists."""
    page.start_new()
    form = page.editor.form
    assert isinstance(form, Form)
    for link in form.findChildren(QAbstractButton):
        if link.property("role") == "link":
            for _ in range(2):
                link.click()
    settle()
    return form


def dumb(workspace: QWidget) -> list[Spoken]:
    """The controls in view without a name or a role; `test_hidden_names` asks on every page of a window."""
    return [each for each in _spoken(workspace) if not each[2].strip() or each[1] in _NO_CONTROLS]


@pytest.mark.proof
def test_every_control_has_a_name_and_a_role(opened: Opened, sample: Session, sample_case: Case) -> None:
    workspace = opened(sample)
    for place in places(sample_case.id):
        workspace.go(place)
        settle()
        assert dumb(workspace) == [], place


@pytest.mark.proof
def test_no_two_controls_of_a_form_sound_alike(opened: Opened, sample: Session, sample_case: Case) -> None:
    workspace = opened(sample)
    forms = 0
    for place in places(sample_case.id):
        workspace.go(place)
        page: Any = shown_in(workspace.page) if place.page == "case" else workspace.page
        if isinstance(page, (Records, CaseList)):
            spoken = _spoken(_begin_form(page))
            assert all(name.strip() for _, _, name in spoken), place
            assert [each for each, count in Counter(spoken).items() if count > 1] == [], place
            page.editor.leave()
            forms += 1
    assert forms > 10
