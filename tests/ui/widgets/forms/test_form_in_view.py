"""A form in a low window: its buttons and what is being typed stay in view."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.errors import Refused
from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.services.base.session import Session
from casebook.ui.widgets.forms.entry import TextEntry
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.flow import Scrolled
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


@pytest.mark.parametrize("height", [320, 420])
def test_a_card_that_grows_by_a_refusal_keeps_its_button_in_view(qtbot: QtBot, height: int) -> None:
    page, words = Scrolled("Team"), Translator()
    qtbot.addWidget(page)
    fields = [Field(key=key, title=key, makes=TextEntry, is_wide=True) for key in ("a", "b", "c", "d")]
    form = Form("Welcome", fields, words, keep="Save welcome…", is_card=True)
    page.body.addWidget(form)
    page.body.addStretch(1)
    page.resize(500, height)
    page.show()
    form.begin()
    save = next(one for one in form.findChildren(QPushButton) if one.text() == "Save welcome…")
    for field in ("c", ""):
        form.refuse(Refused("What would go along is protected. " * 6, field=field))
        qtbot.waitUntil(lambda: is_in_view(save))
    page.verticalScrollBar().setValue(0)
    form.refuse(Refused("What would go along is protected. " * 6, field="c"))
    qtbot.waitUntil(lambda: is_in_view(save))
    assert is_in_view(form.entries["c"])


def test_the_whole_reason_below_a_field_is_scrolled_into_view(qtbot: QtBot) -> None:
    parts = [(str(one), f"it lacks part {one}") for one in range(5)]
    fields = [
        Field(key="paper", title="Code of the paper", makes=TextEntry),
        Field(key="without", title="Without", makes=lambda name: TicksEntry(name, parts, ""), is_wide=True),
    ]
    form = Form("Record signature", fields, Translator())
    qtbot.addWidget(form)
    form.resize(500, 330)
    form.begin()
    settle()
    form.refuse(Refused("Look at what it is without. " * 8, field="without"))
    (reason,) = (one for one in form.findChildren(QLabel) if one.text().startswith("Look at"))
    qtbot.waitUntil(lambda: is_in_view(reason))


@pytest.mark.parametrize("height", [560, 657, 757])
@pytest.mark.parametrize("language", ["en", "zh", "zh-Hant"])
@pytest.mark.parametrize("page", ["cases", "people", "library"])
def test_no_field_of_a_form_is_squeezed(
    sample: Session, opened: Opened, page: str, language: str, height: int
) -> None:
    workspace = opened(sample, language)
    workspace.window().resize(1024, height)
    open_page(workspace, page)
    workspace.run_action("new")
    settle()
    (form,) = (form for form in workspace.findChildren(Form) if form.isVisible())
    for entry in form.entries.values():
        assert entry.height() >= entry.minimumSizeHint().height()
        inner = entry.focused_first
        assert inner.height() >= inner.minimumSizeHint().height()
