"""A list of tick boxes shows what is ticked, and where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.ui.kit import theme
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.search import SearchField
from tests.ui.driver import part

_INSIDE = range(6, 13)
"""Columns within a box, whose ground is the accent where it is ticked."""


def _colours(entry: TicksEntry, key: str, within: range | None = None) -> set[str]:
    """The colours of the line of a key, as it is drawn."""
    picture: QImage = entry.list.viewport().grab().toImage()
    keys = [entry.list.item(place).text() for place in range(entry.list.count())]
    line = entry.list.visualItemRect(entry.list.item(keys.index(key)))
    return {
        QColor(picture.pixel(x, y)).name()
        for x in within or range(line.left(), line.right())
        for y in range(line.top() + 4, line.bottom() - 4)
    }


def _shown(qtbot: QtBot) -> TicksEntry:
    entry = TicksEntry("Topics", (("a", "a"), ("b", "b")), "Search")
    qtbot.addWidget(entry)
    entry.set_raw(["b"])
    entry.show()
    qtbot.waitExposed(entry)
    return entry


def test_a_ticked_line_has_a_tick(qtbot: QtBot) -> None:
    tick = theme.current().colour("on-accent").name()
    entry = _shown(qtbot)
    entry.list.clearFocus()
    assert tick in _colours(entry, "b", within=_INSIDE)


def test_the_line_with_the_focus_has_a_frame(qtbot: QtBot) -> None:
    entry = _shown(qtbot)
    entry.list.clearFocus()
    before = _colours(entry, "b")
    entry.activateWindow()
    entry.list.setFocus()
    qtbot.waitUntil(entry.list.hasFocus)
    QApplication.processEvents()
    assert _colours(entry, "b") != before


def test_its_lines_fill_it_whatever_their_script(qtbot: QtBot) -> None:
    names = ["བཀྲ་ཤིས་སྒྲོལ་མ", "Zhaxi Zhuoma", "扎西卓玛", "Tashi Dolma"]
    entry = TicksEntry("Forms", [(name, name) for name in names], "Search")
    qtbot.addWidget(entry)
    lines = sum(entry.list.sizeHintForRow(at) for at in range(entry.list.count()))
    assert lines <= entry.list.height() < lines + entry.list.sizeHintForRow(1)


def test_a_search_finds_a_chinese_line_by_its_pinyin(qtbot: QtBot) -> None:
    titles = ["死刑", "土耳其", *(f"其他{number}" for number in range(9))]
    entry = TicksEntry("Topics", [(title, title) for title in titles], "Search")
    qtbot.addWidget(entry)
    part(entry, SearchField).asked.emit("sixing")
    shown = [entry.list.item(at) for at in range(entry.list.count())]
    assert [item.text() for item in shown if not item.isHidden()] == ["死刑"]


def test_a_key_ticked_twice_is_held_once(qtbot: QtBot) -> None:
    entry = _shown(qtbot)
    entry.set_raw([*entry.raw, "b", "b"])
    assert entry.read() == ("b",)


def test_a_click_on_the_words_ticks_and_one_on_the_box_ticks_once(qtbot: QtBot) -> None:
    entry = _shown(qtbot)
    first = entry.list.visualItemRect(entry.list.item(0))
    for place in (
        QPoint(first.left() + 60, first.center().y()),
        QPoint(first.left() + 9, first.center().y()),
    ):
        before = "a" in entry.raw
        QTest.mouseClick(entry.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert ("a" in entry.raw) is not before


def test_the_frame_of_the_focus_leaves_the_words_and_the_box_alone(qtbot: QtBot) -> None:
    entry = _shown(qtbot)
    words, line = entry.list.fontMetrics().height(), entry.list.visualItemRect(entry.list.item(0))
    assert line.height() >= words + theme.current().px(8)
    assert line.height() >= theme.current().px(28)


def test_a_long_list_cuts_no_line_at_its_end(qtbot: QtBot) -> None:
    entry = TicksEntry("Topics", [(str(at), f"Topic {at}") for at in range(30)], "Search")
    qtbot.addWidget(entry)
    entry.show()
    qtbot.waitExposed(entry)
    entry.list.setCurrentRow(0)
    height = entry.list.viewport().height()
    ends = [entry.list.visualItemRect(entry.list.item(at)).bottom() for at in range(30)]
    last = max(end for end in ends if end < height)
    assert height - 1 - last < theme.current().px(3)
