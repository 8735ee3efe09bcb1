"""An arrow and a tick can be seen in every look."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from casebook.ui.widgets.entry import TickEntry
from casebook.ui.widgets.table_menu import TickMenu


def test_a_ticked_box_shows_a_tick_in_it(qtbot: QtBot) -> None:
    entry = TickEntry("Stands")
    qtbot.addWidget(entry)
    entry.tell(told=True)
    picture = entry.tick.grab().toImage()
    box = {picture.pixelColor(x, y).name() for x in range(3, 13) for y in range(5, picture.height() - 5)}
    assert "#ffffff" in box


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
