"""Entries of a form: nothing is changed by passing over them, and what stands in them can be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QHelpEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QPushButton,
    QScrollArea,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.country_code import names_of
from casebook.domain.case.case import jurisdiction_code
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.forms.entry import ChoiceEntry, LongEntry, TextEntry
from casebook.ui.widgets.forms.entry_find import Found, KnownEntry, RecordEntry
from casebook.ui.widgets.forms.entry_parts import ListEntry
from casebook.ui.widgets.layout.flow import Scrolled
from tests.ui import driver
from tests.ui.driver import is_in_view, part, press, words_in_view

_STATES = (("shown", "shown"), ("arguable", "arguable"), ("missing", "no proof of it was found anywhere yet"))
_SENTENCE = "The register took month and day of one calendar for those of the other."


def test_a_form_scrolled_past_a_choice_does_not_change_it(qtbot: QtBot) -> None:
    entry = ChoiceEntry("Proof status", _STATES)
    qtbot.addWidget(entry)
    entry.set_raw("arguable")
    entry.box.setFocus()
    place, nothing = QPointF(4, 4), QPoint()
    wheel = QWheelEvent(
        place,
        place,
        nothing,
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )
    QApplication.sendEvent(entry.box, wheel)
    assert entry.raw == "arguable"
    assert not wheel.isAccepted()


def test_a_choice_that_does_not_fit_is_told_whole_under_the_pointer(qtbot: QtBot) -> None:
    entry = ChoiceEntry("Proof status", _STATES)
    qtbot.addWidget(entry)
    entry.resize(120, 32)
    entry.set_raw("missing")
    entry.grab()
    asked = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(4, 4), entry.box.mapToGlobal(QPoint(4, 4)))
    QApplication.sendEvent(entry.box, asked)
    assert QToolTip.text() == _STATES[2][1]
    QToolTip.hideText()


def test_a_paragraph_is_as_high_as_its_lines_and_shows_the_first(qtbot: QtBot) -> None:
    entry = LongEntry("Response")
    qtbot.addWidget(entry)
    entry.resize(420, 60)
    entry.set_raw(" ".join([_SENTENCE] * 3))
    entry.show()
    line = entry.edit.fontMetrics().lineSpacing()
    assert entry.edit.height() > 4 * line
    assert entry.edit.verticalScrollBar().maximum() == 0
    entry.set_raw("\n\n".join([_SENTENCE] * 20))
    entry.grab()
    assert entry.edit.firstVisibleBlock().blockNumber() == 0
    QApplication.sendEvent(entry.edit, QFocusEvent(QFocusEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert entry.edit.cursorRect().bottom() <= entry.edit.viewport().height()


def test_enter_presses_a_button(qtbot: QtBot) -> None:
    pressed: list[str] = []
    made = button("Add fact", lambda: pressed.append("once"), role="link")
    qtbot.addWidget(made)
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert pressed == ["once"]


def test_enter_that_is_held_presses_no_button_it_comes_to(qtbot: QtBot) -> None:
    """Held a moment too long in a form, it would press what the keyboard is led to next."""
    pressed: list[str] = []
    pressed_button = button("Move to bin", lambda: pressed.append("once"))
    qtbot.addWidget(pressed_button)
    held = QKeyEvent(
        QKeyEvent.Type.KeyPress,
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.NoModifier,
        "\r",
        True,  # noqa: FBT003 - Qt's signature
    )
    QApplication.sendEvent(pressed_button, held)
    assert pressed == []
    assert held.isAccepted(), "nothing around it takes it for its own"


class _Library:
    """One finding, found by any word."""

    def find(self, asked: str, then: Callable[[Found], None]) -> None:
        then([("f1", _SENTENCE)] if asked in _SENTENCE else [])

    def title(self, record_id: str, then: Callable[[str], None]) -> None:
        then(_SENTENCE if record_id == "f1" else "")


def test_a_record_whose_words_do_not_fit_is_told_whole_under_the_pointer(qtbot: QtBot) -> None:
    entry = RecordEntry("Finding", _Library(), Translator())
    qtbot.addWidget(entry)
    entry.set_raw("f1")
    assert entry.edit.toolTip() == _SENTENCE
    entry.look()
    assert part(entry, QListWidget).item(0).toolTip() == _SENTENCE


def test_a_long_title_is_read_whole_where_it_is_chosen(qtbot: QtBot) -> None:
    entry = RecordEntry("Finding", _Library(), Translator())
    qtbot.addWidget(entry)
    entry.resize(300, 40)
    entry.show()
    entry.look()
    lines = part(entry, QListWidget)
    assert lines.item(0).sizeHint().height() >= 2 * lines.fontMetrics().lineSpacing()
    entry.set_raw("f1")
    assert _SENTENCE in words_in_view(entry)


def test_a_record_whose_title_is_still_read_is_chosen_already(qtbot: QtBot) -> None:
    class Slow(_Library):
        def title(self, record_id: str, then: Callable[[str], None]) -> None:
            """Answer later."""

    entry = RecordEntry("Finding", Slow(), Translator())
    qtbot.addWidget(entry)
    entry.set_raw("f1")
    assert entry.raw == "f1", "else its form would count as touched once the title arrives"
    entry.set_raw("?elephant")
    assert entry.raw == "?elephant"


def test_what_was_taken_out_of_a_list_is_put_back_where_it_stood(qtbot: QtBot) -> None:
    entry = ListEntry("Findings", lambda: TextEntry("Finding"), "Add finding", Translator())
    qtbot.addWidget(entry)
    entry.show()
    entry.set_raw(["one", "two", "three"])
    taking = [made for made in entry.findChildren(QPushButton) if made.accessibleName() == "Remove"]
    back = driver.button(entry, "Restore")
    assert not back.isVisible()
    for gone in taking[:2]:
        QTest.keyClick(gone, Qt.Key.Key_Return)
    assert entry.raw == ["three"]
    assert back.toolTip() == "two"
    QTest.keyClick(back, Qt.Key.Key_Return)
    assert entry.raw == ["two", "three"]
    QTest.keyClick(back, Qt.Key.Key_Return)
    assert entry.raw == ["one", "two", "three"]
    assert not back.isVisible()


def test_a_list_told_anew_forgets_what_was_taken_out_of_it(qtbot: QtBot) -> None:
    entry = ListEntry("Findings", lambda: TextEntry("Finding"), "Add finding", Translator())
    qtbot.addWidget(entry)
    entry.show()
    entry.set_raw(["one"])
    press(entry, "Remove")
    assert is_in_view(entry, "Restore")
    entry.set_raw(["four"])
    assert not is_in_view(entry, "Restore")


def test_a_search_for_a_record_says_when_nothing_fits(qtbot: QtBot) -> None:
    entry = RecordEntry("Finding", _Library(), Translator())
    qtbot.addWidget(entry)
    entry.show()
    entry.edit.setFocus()
    QTest.keyClicks(entry.edit, "elephant")
    entry.look()
    assert part(entry, QListWidget).item(0).text() == "No matches"
    QTest.keyClick(entry.edit, Qt.Key.Key_Return)
    assert entry.raw == "?elephant", "and nothing of it is taken"
    QTest.keyClick(entry.edit, Qt.Key.Key_Down)
    QTest.keyClick(entry.edit, Qt.Key.Key_Down)
    QTest.keyClick(entry.edit, Qt.Key.Key_Return)
    assert entry.raw == "?elephant", "not with the arrow keys either"
    with pytest.raises(InvalidInput):
        entry.read()


def test_return_takes_what_fits_the_text_and_nothing_offered_for_another(qtbot: QtBot) -> None:
    class Later(_Library):
        answers: ClassVar[list[Callable[[], None]]] = []

        def find(self, asked: str, then: Callable[[Found], None]) -> None:
            self.answers.append(lambda: then([(asked, f"Contact {asked}")]))

    finding = Later()
    entry = RecordEntry("Contact", finding, Translator())
    qtbot.addWidget(entry)
    entry.show()
    with qtbot.waitActive(entry):
        entry.activateWindow()
    entry.edit.setFocus()
    QTest.keyClicks(entry.edit, "gu")
    entry.look()
    finding.answers.pop()()
    QTest.keyClicks(entry.edit, "stav")
    QTest.keyClick(entry.edit, Qt.Key.Key_Return)
    assert entry.raw == "?gustav", "the list was that of “gu”"
    finding.answers.pop()()
    QTest.keyClick(entry.edit, Qt.Key.Key_Return)
    assert entry.raw == "gustav"


def test_matches_at_the_lower_edge_are_scrolled_into_view(qtbot: QtBot) -> None:
    entry = RecordEntry("Finding", _Library(), Translator())
    form, page = Scrolled("Form"), Scrolled("Page")
    qtbot.addWidget(page)
    for scrolled, inside in ((form, entry), (page, form)):
        above = QWidget()
        above.setMinimumHeight(400)
        scrolled.body.addWidget(above)
        scrolled.body.addWidget(inside)
    form.setMinimumHeight(300)
    page.resize(400, 200)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    entry.edit.setFocus()
    QTest.keyClicks(entry.edit, "calendar")
    entry.look()
    driver.settle()
    offered = part(entry, QListWidget)
    assert offered.isVisible()
    assert offered.visibleRegion().boundingRect() == offered.rect()


@pytest.mark.parametrize(
    ("typed", "first"),
    [("UK", "United Kingdom"), ("gb", "United Kingdom"), ("Engl", "United Kingdom"), ("Ukr", "Ukraine")],
)
def test_a_country_is_suggested_by_code_and_alias_a_whole_one_first(
    qtbot: QtBot, typed: str, first: str
) -> None:
    known = Translator().territories()
    entry = KnownEntry("Country", known, aliases_of=names_of, code=jurisdiction_code)
    qtbot.addWidget(entry)
    entry.set_raw(typed)
    entry.look()
    entry.setFocus()
    offered = part(entry, QListWidget)
    assert offered.item(0).text() == first
    offered.itemClicked.emit(offered.item(0))
    assert known[entry.read()] == first


@pytest.mark.parametrize(
    ("language", "typed", "code"),
    [
        ("en", "塞浦", "CY"),
        ("en", "賽普", "CY"),
        ("en", "中", "CN"),
        ("en", "cote", "CI"),
        ("zh-Hans", "Swit", "CH"),
        ("zh-Hans", "賽普勒斯", "CY"),
        ("zh-Hans", "CYP", "CY"),
        ("zh-Hant", "美国", "US"),
        ("zh-Hant", "saipu", "CY"),
    ],
)
def test_a_country_is_suggested_by_its_name_in_another_language(
    qtbot: QtBot, language: str, typed: str, code: str
) -> None:
    known = Translator(language).territories()
    entry = KnownEntry("Country", known, aliases_of=names_of, code=jurisdiction_code)
    qtbot.addWidget(entry)
    entry.set_raw(typed)
    entry.look()
    assert part(entry, QListWidget).item(0).text() == known[code]


@pytest.mark.parametrize(
    ("typed", "left"), [("United K", "United Kingdom"), ("United", "United"), ("Atlantis", "Atlantis")]
)
def test_the_beginning_of_one_country_alone_is_completed_when_it_is_left(
    qtbot: QtBot, typed: str, left: str
) -> None:
    entry = KnownEntry("Country", Translator().territories(), aliases_of=names_of, code=jurisdiction_code)
    qtbot.addWidget(entry)
    entry.set_raw(typed)
    entry.edit.editingFinished.emit()
    assert entry.raw == left


def test_what_may_be_any_text_is_never_completed(qtbot: QtBot) -> None:
    entry = KnownEntry("Court or body", {"1": "Westminster Magistrates' Court"})
    qtbot.addWidget(entry)
    entry.set_raw("Westminster")
    entry.edit.editingFinished.emit()
    assert entry.raw == "Westminster"


def test_a_country_that_is_none_is_not_read(qtbot: QtBot) -> None:
    entry = KnownEntry("Country", {"CY": "Cyprus"}, aliases_of=names_of, code=jurisdiction_code)
    qtbot.addWidget(entry)
    entry.set_raw("England")
    assert entry.read() == "GB"
    entry.set_raw("Atlantis")
    with pytest.raises(InvalidInput):
        entry.read()
    entry.set_raw(entry.to_raw("UK"))  # as it was saved by an earlier version
    assert entry.raw == "UK"


def test_control_characters_that_were_pasted_are_not_read(qtbot: QtBot) -> None:
    line, text = TextEntry("Title"), LongEntry("Note")
    for entry in (line, text):
        qtbot.addWidget(entry)
        QGuiApplication.clipboard().setText("one\x0btwo\x82\x00\u202e")
        entry.edit.paste()
    assert (line.raw, text.raw) == ("one two", "one\ntwo")


def test_a_list_of_suggestions_is_scrolled_into_view_whole(qtbot: QtBot) -> None:
    inside, area = QWidget(), QScrollArea()
    entry = KnownEntry("Country", Translator().territories(), aliases_of=names_of)
    whole = QVBoxLayout(inside)
    whole.addSpacing(160)
    whole.addWidget(entry)
    whole.addSpacing(400)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.resize(300, 260)
    qtbot.addWidget(area)
    area.show()
    with qtbot.waitActive(area):
        area.activateWindow()
    entry.edit.setFocus()
    entry.set_raw("united")
    entry.look()
    offered = part(entry, QListWidget)
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() > 0)
    top, bottom = (
        offered.mapTo(area.viewport(), at).y()
        for at in (offered.rect().topLeft(), offered.rect().bottomLeft())
    )
    assert 0 <= top < bottom < area.viewport().height()
