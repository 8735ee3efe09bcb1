"""The foot of a form: what it says beside its buttons, and when a first Escape counts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casebook.base.i18n import Translator
from casebook.ui.widgets.forms.entry import TextEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import ASKED_MS, Form
from tests.ui.driver import settle

_WARNING = "Not saved. Press Esc again to discard what you entered."


def typed(qtbot: QtBot) -> Form:
    form = Form(
        "New", (Field(key="name", title="Name", makes=TextEntry),), Translator("en"), has_another=True
    )
    qtbot.addWidget(form)
    form.resize(330, 480)
    form.begin()
    form.set_values({"name": "Lin"})
    return form


def warning(form: Form) -> QLabel | None:
    return next((one for one in form.findChildren(QLabel) if one.text() == _WARNING), None)


@pytest.mark.qt_log_ignore("does not support")
def test_warning_of_a_narrow_form_has_its_whole_width(qtbot: QtBot) -> None:
    form = typed(qtbot)
    form.give_up()
    settle()
    shown = warning(form)
    assert shown is not None
    assert shown.width() > form.width() * 0.8


@pytest.mark.qt_log_ignore("does not support")
def test_escape_asks_again_once_its_form_was_left(qtbot: QtBot) -> None:
    form = typed(qtbot)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    form.hide()
    form.show()
    assert warning(form) is None
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()


@pytest.mark.qt_log_ignore("does not support")
def test_escape_asks_again_after_a_while(qtbot: QtBot) -> None:
    form = typed(qtbot)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    (running,) = [timer for timer in form.findChildren(QTimer) if timer.isActive()]
    assert running.interval() == ASKED_MS
    running.timeout.emit()
    assert warning(form) is None
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()
