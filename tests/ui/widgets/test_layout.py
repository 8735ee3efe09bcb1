"""What scrolls ends where its words end."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.ui.widgets.details import Details

_SENTENCE = "No reliance is possible where conditions cannot be looked into by anybody independent. "


def test_a_pane_of_many_paragraphs_has_nothing_empty_at_its_end(qtbot: QtBot) -> None:
    pane = Details("Assurance")
    qtbot.addWidget(pane)
    pane.resize(420, 500)
    pane.begin("Assurance")
    for number in range(40):
        pane.note(f"{number}. A question which is long enough to be broken", _SENTENCE * 2)
    pane.end()
    pane.grab()
    QApplication.processEvents()
    inside = pane.body.parentWidget()
    assert inside is not None
    assert inside.height() == pane.body.heightForWidth(inside.width())
