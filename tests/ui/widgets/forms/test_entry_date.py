"""The date field: what was understood stands below it, two days are two buttons, a calendar opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.base.day_typed import DayReference, Toward
from casebook.ui.widgets.forms.day_picker import DayPicker
from casebook.ui.widgets.forms.entry import TextEntry
from casebook.ui.widgets.forms.entry_date import DateEntry, DayEntry, TimeEntry
from casebook.ui.widgets.forms.field import Field, FieldGrid
from tests.ui.driver import press, settle, words_in_view

_REFERENCE = DayReference(today=date(2026, 11, 28))


def _entry(qtbot: QtBot, kind: type[DateEntry] = DayEntry, language: str = "en") -> DateEntry:
    entry = kind("Served on", Translator(language), lambda: _REFERENCE)
    qtbot.addWidget(entry)
    entry.show()
    entry.activateWindow()
    entry.take_focus()
    return entry


def test_what_was_understood_stands_below_with_its_weekday(qtbot: QtBot) -> None:
    entry = _entry(qtbot)
    QTest.keyClicks(entry.edit, "+14")
    assert "Sat 12 Dec 2026" in words_in_view(entry)
    assert entry.read() == date(2026, 12, 12)


def test_today_is_kept_as_the_day_on_which_it_was_typed(qtbot: QtBot) -> None:
    entry = _entry(qtbot)
    QTest.keyClicks(entry.edit, "tomorrow")
    assert entry.raw == "2026-11-29"
    QTest.keyClick(entry.edit, Qt.Key.Key_Return)
    assert entry.edit.text() == "2026-11-29"


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_two_days_are_two_buttons(qtbot: QtBot, language: str) -> None:
    entry = _entry(qtbot, DateEntry, language)
    QTest.keyClicks(entry.edit, "3/2/1988")
    settle()
    press(entry, {"en": "Wed 2 Mar 1988", "zh-Hans": "1988年3月2日 周三"}[language])
    stated = entry.read()
    assert stated is not None
    assert entry.raw == "1988-03-02"
    assert "two different days" not in words_in_view(entry)


def test_a_day_of_a_paper_keeps_no_year_that_the_paper_does_not_state(qtbot: QtBot) -> None:
    reference = replace(_REFERENCE, toward="nowhere")
    entry = DateEntry("Day", Translator("en"), lambda: reference)
    qtbot.addWidget(entry)
    entry.show()
    entry.take_focus()
    QTest.keyClicks(entry.edit, "10 January")
    assert entry.read() == StatedDate(edtf="XXXX-01-10")
    assert "2027" not in words_in_view(entry)
    entry.edit.setText("01-10")
    settle()
    press(entry, "10 January, year not stated")
    assert entry.edit.text() == "10 January"
    assert entry.read() == StatedDate(edtf="XXXX-01-10")
    entry.edit.setText("10 January 2026")
    assert entry.read() == StatedDate(edtf="2026-01-10")


@pytest.mark.parametrize(
    ("language", "shown", "in_full"),
    [
        ("en", "10 May", "10 May, year not stated"),
        ("zh-Hans", "5月10日", "5月10日（未载年份）"),
        ("zh-Hant", "5月10日", "5月10日（未載年份）"),
        ("el", "10 Μαΐου", "10 Μαΐου, χωρίς έτος"),
    ],
)
@pytest.mark.parametrize("toward", ["nowhere", "past", "future", ""])
def test_a_day_without_year_is_shown_in_words(
    qtbot: QtBot, language: str, shown: str, in_full: str, toward: Toward
) -> None:
    stated = StatedDate(edtf="XXXX-05-10")
    reference = DayReference(today=date(2026, 11, 28), toward=toward)
    entry = DateEntry("Served on", Translator(language), lambda: reference)
    qtbot.addWidget(entry)
    entry.show()
    entry.set_raw(entry.to_raw(stated))
    assert entry.edit.text() == (shown if toward == "nowhere" else in_full)
    assert entry.raw == entry.to_raw(stated), "nothing has changed yet"
    assert in_full in words_in_view(entry)
    assert entry.read() == stated
    entry.edit.setText("XXXX-05-10")
    entry.edit.editingFinished.emit()
    assert entry.edit.text() == (shown if toward == "nowhere" else in_full)
    assert entry.read() == stated
    with_words = replace(stated, words="the tenth")
    entry.set_raw(entry.to_raw(with_words))
    assert entry.read() == with_words


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        (StatedDate(edtf="XXXX", words="yesterdy"), "yesterdy"),
        (StatedDate(edtf="2016~", words="around New Year 2016 (lunar)"), "around New Year 2016 (lunar)"),
        (StatedDate(edtf="XXXX", words="yesterday"), "XXXX (“yesterday”)"),
    ],
)
def test_words_that_are_no_date_stand_in_the_field_as_they_were_typed(
    qtbot: QtBot, stated: StatedDate, shown: str
) -> None:
    """Words that would be read as a day now stay beside what they meant."""
    entry = _entry(qtbot, DateEntry)
    entry.set_raw(entry.to_raw(stated))
    assert entry.edit.text() == shown
    assert entry.read() == stated


def test_an_impossible_day_is_told_while_it_is_typed(qtbot: QtBot) -> None:
    entry = _entry(qtbot)
    QTest.keyClicks(entry.edit, "30.2.2026")
    assert "This date does not exist" in words_in_view(entry)


def test_the_calendar_is_worked_by_keyboard_and_gives_the_focus_back(qtbot: QtBot) -> None:
    entry = _entry(qtbot)
    QTest.keyClick(entry.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    picker = _picker()
    view = picker.month.focusProxy() or picker.month
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(QApplication.focusWidget() or view, key)
    QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Return)
    assert entry.raw == "2026-12-06"
    assert entry.focusWidget() is entry.edit
    QTest.keyClick(entry.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(QApplication.focusWidget() or _picker(), Qt.Key.Key_Escape)
    assert entry.raw == "2026-12-06"
    assert entry.focusWidget() is entry.edit
    assert not [
        each for each in QApplication.topLevelWidgets() if isinstance(each, DayPicker) and each.isVisible()
    ]


def _picker() -> DayPicker:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, DayPicker) and each.isVisible()
    )


def test_a_time_is_read_in_local_forms(qtbot: QtBot) -> None:
    entry = TimeEntry("Time", Translator())
    qtbot.addWidget(entry)
    entry.show()
    QTest.keyClicks(entry.edit, "10am")
    assert "10:00" in words_in_view(entry)
    assert entry.read() == time(10)
    QTest.keyClick(entry.edit, Qt.Key.Key_Return)
    assert entry.edit.text() == "10:00"


def test_a_narrow_field_shows_whole_examples(qtbot: QtBot) -> None:
    entry = _entry(qtbot, DateEntry)
    for width, examples in ((600, "2026-03-02 · 2016-05 · 2016~ · ../2016"), (190, "2016~ · ../2016")):
        entry.resize(width, entry.height())
        settle()
        assert entry.edit.placeholderText() == examples


def test_help_of_a_date_stands_level_with_that_of_the_field_beside(qtbot: QtBot) -> None:
    day = Field(key="day", title="Day", makes=_unshown, help="Help of the day")
    text = Field(key="text", title="Text", makes=TextEntry, help="Help of the text")
    fields = FieldGrid([day, text], "Form", Translator())
    qtbot.addWidget(fields)
    fields.resize(600, 200)
    fields.show()
    settle()
    tops = {
        one.mapTo(fields, one.contentsRect().topLeft()).y()
        for one in fields.findChildren(QLabel)
        if one.text().startswith("Help of")
    }
    assert len(tops) == 1


def _unshown(name: str) -> DayEntry:
    return DayEntry(name, Translator(), lambda: _REFERENCE)
