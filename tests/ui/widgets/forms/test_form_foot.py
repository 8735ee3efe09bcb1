"""The foot of a form: what it says beside its buttons, and when a first Escape counts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casebook.base.errors import Refused
from casebook.base.i18n import Translator
from casebook.ui.widgets.forms.entry import TextEntry
from casebook.ui.widgets.forms.field import Field
from casebook.ui.widgets.forms.form import ASKED_MS, Form
from casebook.ui.widgets.layout.flow import Scrolled
from tests.ui.driver import button, settle, words_in_view

_WARNING = "Not saved. Press Esc again to discard what you entered."


def typed(qtbot: QtBot, *, is_card: bool = False) -> Form:
    form = Form(
        "New",
        (Field(key="name", title="Name", makes=TextEntry),),
        Translator("en"),
        has_another=True,
        is_card=is_card,
    )
    if not is_card:  # what lies in a page goes with it
        qtbot.addWidget(form)
    form.resize(640 if is_card else 330, 480)
    form.begin()
    form.set_values({"name": "Lin"})
    return form


def warning(form: Form) -> QLabel | None:
    return next((one for one in form.findChildren(QLabel) if one.text() == _WARNING), None)


@pytest.mark.parametrize("is_card", [False, True])
def test_warning_of_a_narrow_form_has_its_whole_width(qtbot: QtBot, *, is_card: bool) -> None:
    form = typed(qtbot, is_card=is_card)
    form.resize(330, 480)
    form.give_up()
    settle()
    shown = warning(form)
    assert shown is not None
    assert shown.width() > form.width() * 0.8


def test_escape_asks_again_once_its_form_was_left(qtbot: QtBot) -> None:
    form = typed(qtbot)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    form.hide()
    form.show()
    assert warning(form) is None
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()


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


def test_escape_asks_again_after_a_save_that_was_refused(qtbot: QtBot) -> None:
    form = typed(qtbot)
    form.kept.connect(lambda _: form.refuse(Refused("It is there already.")))
    QTest.keyClick(form, Qt.Key.Key_Escape)
    form.submit()
    assert warning(form) is None
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()


@pytest.mark.parametrize("is_card", [False, True])
def test_a_second_click_on_cancel_finds_it_where_it_was(qtbot: QtBot, *, is_card: bool) -> None:
    form, page = typed(qtbot, is_card=is_card), Scrolled("Page")
    qtbot.addWidget(page)
    if is_card:
        page.body.addWidget(form)
        page.body.addStretch(1)
        page.resize(660, 480)
        page.show()
    settle()
    cancel = button(form, "Cancel")
    before = cancel.mapTo(form, QPoint())
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    settle()
    assert "Press Cancel again" in words_in_view(form)
    assert cancel.mapTo(form, QPoint()) == before
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not form.isVisible()


def test_return_saves_a_form_of_one_field_and_no_other(qtbot: QtBot) -> None:
    form = typed(qtbot)
    sent: list[object] = []
    form.kept.connect(sent.append)
    QTest.keyClick(form.entries["name"].focused_first, Qt.Key.Key_Return)
    assert sent == [{"name": "Lin"}]
    fields = [Field(key=key, title=key, makes=TextEntry) for key in ("name", "place")]
    longer = Form("New", fields, Translator())
    qtbot.addWidget(longer)
    longer.kept.connect(sent.append)
    longer.begin()
    settle()
    for entry in longer.entries.values():
        QTest.keyClick(entry.focused_first, Qt.Key.Key_Return)
    assert len(sent) == 1
    assert longer.focusWidget() is button(longer, "Save")


def test_each_field_with_a_problem_is_named_beside_save(qtbot: QtBot) -> None:
    fields = [
        Field(key=key, title=title, makes=TextEntry, is_required=True)
        for key, title in (("born", "Date of birth"), ("place", "Place"), ("on", "Served on"))
    ]
    form = Form("New", fields, Translator(), is_card=True)
    qtbot.addWidget(form)
    form.begin()
    form.set_values({"place": "Nicosia"})
    form.submit()
    settle()
    assert "Not saved: check “Date of birth”, “Served on”." in words_in_view(form)
