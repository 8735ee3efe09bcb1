"""A form in a low window: its buttons and what is being typed stay in view."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casebook.domain.case.case import Case
from casebook.services.base.session import Session
from casebook.ui.widgets.forms.form import Form
from tests.sampled import sampled
from tests.ui.conftest import Opened
from tests.ui.driver import open_page, settle

SIZES = ((1280, 757), (1024, 657))
"""Windows on screens of 1280x800 and 1024x700, without their title bar."""


def is_in_view(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def begun(sample: Session, case: Case, opened: Opened, tab: str, size: tuple[int, int]) -> Form:
    workspace = opened(sample)
    window = workspace.window()
    window.resize(*size)
    window.show()
    open_page(workspace, "case", id=case.id, tab=tab)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    (form,) = (form for form in window.findChildren(Form) if form.isVisible())
    return form


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tab", sampled(("events", "people", "grounds", "assurances", "incidents"), kept=2))
def test_the_buttons_of_a_form_are_in_view(
    sample: Session, sample_case: Case, opened: Opened, tab: str, size: tuple[int, int]
) -> None:
    form = begun(sample, sample_case, opened, tab, size)
    save = next(button for button in form.findChildren(QPushButton) if button.text() == "Save")
    assert is_in_view(save)


def test_a_name_just_added_is_scrolled_into_view(
    sample: Session, sample_case: Case, opened: Opened, qtbot: QtBot
) -> None:
    form = begun(sample, sample_case, opened, "people", SIZES[1])
    add = next(button for button in form.findChildren(QPushButton) if "Add name" in button.text())
    for _ in range(3):
        add.click()
        field = QApplication.focusWidget()
        assert field is not None
        qtbot.waitUntil(partial(is_in_view, field))
