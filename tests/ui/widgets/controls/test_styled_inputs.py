"""An arrow and a tick can be seen in every look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.settings import Theme
from casebook.ui.kit import theme
from casebook.ui.widgets.controls.styled_inputs import ChoiceBox, TickBox
from casebook.ui.widgets.forms.entry import TickEntry
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.field_icon import FieldIcon
from casebook.ui.widgets.forms.search import SearchField
from casebook.ui.widgets.tables.table_menu import TickMenu
from tests.ui.contrast import contrast


def test_a_ticked_box_shows_a_tick_in_it(qtbot: QtBot) -> None:
    entry = TickEntry("Stands")
    qtbot.addWidget(entry)
    entry.set_raw(content=True)
    picture = entry.tick.grab().toImage()
    box = {picture.pixelColor(x, y).name() for x in range(3, 13) for y in range(5, picture.height() - 5)}
    assert "#ffffff" in box


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize(
    "words", ["telephone number, email address & handle", "电话号码、电子邮件地址或网络账号"]
)
def test_a_box_to_tick_breaks_its_words_where_the_room_ends(qtbot: QtBot, words: str) -> None:
    box = TickBox(words)
    qtbot.addWidget(box)
    one_line = box.sizeHint()
    narrow = theme.current().px(170)
    box.resize(narrow, one_line.height())
    box.grab()
    assert box.sizeHint().width() <= narrow < one_line.width()
    assert box.sizeHint().height() > one_line.height()
    assert "".join(box.text().split()) == "".join(words.replace("&", "&&").split())
    assert box.accessibleName() == words


def test_letters_find_a_chinese_choice_by_its_pinyin(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItems(["其他", "口译员", "客户", "Court", "卡片"])
    for keys, choice in (("kou", "口译员"), ("ky", "口译员"), ("kh", "客户"), ("co", "Court")):
        box.setCurrentIndex(0)
        QTest.qWait(QApplication.keyboardInputInterval() + 1)  # what is typed after a pause begins anew
        QTest.keyClicks(box, keys)
        assert box.currentText() == choice


def test_ctrl_s_in_a_choice_is_left_to_the_form(qtbot: QtBot) -> None:
    class Around(QWidget):
        keys = 0

        def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
            self.keys = event.key()

    around = Around()
    qtbot.addWidget(around)
    box = ChoiceBox()
    box.setParent(around)
    box.addItems(["Asserted", "Stated"])
    QTest.keyClick(box, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert (around.keys, box.currentText()) == (Qt.Key.Key_S, "Asserted")


def test_what_is_on_in_a_menu_has_a_tick_in_its_box(qtbot: QtBot) -> None:
    menu = TickMenu()
    qtbot.addWidget(menu)
    for text, is_on in (("Client", True), ("Title", False)):
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(is_on)
    menu.resize(menu.sizeHint())
    picture = menu.grab().toImage()
    ticked, plain = (
        [
            picture.pixelColor(x, y).lightness()
            for x in range(14, 22)
            for y in range(place.top() + 6, place.bottom() - 5)
        ]
        for place in map(menu.actionGeometry, menu.actions())
    )
    assert max(ticked) - min(ticked) > max(plain) - min(plain)


@pytest.mark.usefixtures("letters")
def test_a_list_to_choose_from_opens_with_all_its_rows(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItems(["Hearing", "Schedule", "Interim measures", "Commission", "Review"])
    box.show()
    box.showPopup()
    rows = box.view()
    last = rows.visualRect(rows.model().index(box.count() - 1, 0))
    assert rows.viewport().rect().contains(last)
    assert last.height() >= theme.current().px(26)
    box.hidePopup()


@pytest.mark.usefixtures("letters")
def test_an_icon_in_a_field_grows_with_the_letters_and_stands_before_them(qtbot: QtBot) -> None:
    field = SearchField("Search")
    qtbot.addWidget(field)
    field.resize(theme.current().px(200), field.sizeHint().height())
    field.grab()  # lays it out
    icon = field.findChild(FieldIcon)
    assert icon is not None
    drawn = icon.grab().toImage()
    shades = {drawn.pixelColor(x, x).name() for x in range(drawn.width())}
    assert icon.width() == theme.current().px(16)
    assert field.rect().contains(icon.geometry())
    assert field.textMargins().left() > icon.width()
    assert len(shades) > 1


def test_a_box_in_a_list_to_tick_is_seen_ticked_or_not(qtbot: QtBot, look: Theme) -> None:
    entry = TicksEntry("Topics", [("a", "Torture"), ("b", "Death penalty")], "Search")
    qtbot.addWidget(entry)
    entry.set_raw(["b"])
    entry.resize(300, 120)
    picture, colours = entry.list.grab().toImage(), theme.tokens()[look]
    plain, ticked = (
        {
            picture.pixelColor(x, y).name().upper()
            for x in range(theme.current().px(20))
            for y in range(place.top() + 1, place.bottom())
        }
        for place in (entry.list.visualItemRect(entry.list.item(row)) for row in range(2))
    )
    assert colours["edge"].upper() in plain
    assert contrast(colours["edge"], colours["panel"]) >= 3.0
    assert colours["accent"].upper() in ticked
    assert any(contrast(colour, colours["accent"]) >= 3.0 for colour in ticked - plain), "the tick"
