"""An arrow and a tick can be seen in every look."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from casebook.ui.widgets.entry import TickEntry


def test_a_ticked_box_shows_a_tick_in_it(qtbot: QtBot) -> None:
    entry = TickEntry("Stands")
    qtbot.addWidget(entry)
    entry.tell(told=True)
    picture = entry.tick.grab().toImage()
    box = {picture.pixelColor(x, y).name() for x in range(3, 13) for y in range(5, picture.height() - 5)}
    assert "#ffffff" in box
