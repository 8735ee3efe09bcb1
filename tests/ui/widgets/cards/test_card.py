"""Lines of a card: their texts wrap, and what opens something takes as many lines as it may."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from casebook.ui.widgets.cards.card import CardLine, Opening

TITLE = "Application to the European Court: limit of four months from the final decision"
NARROW = 220


def test_what_opens_takes_a_second_line_before_it_is_cut(qtbot: QtBot) -> None:
    one, two, whole = (Opening(TITLE, lambda: None, lines=lines) for lines in (1, 2, 4))
    for opening in (one, two, whole):
        qtbot.addWidget(opening)
        opening.resize(NARROW, 40)
        opening.show()
    assert "…" in one.text()
    assert "\n" not in one.text()
    assert two.text().count("\n") == 1
    assert two.text().split("\n")[1].count("…") == 1
    assert whole.text().replace("\n", " ") == TITLE
    whole.resize(1000, 40)
    assert whole.text() == TITLE
    assert two.sizeHint().height() > one.sizeHint().height()


def test_texts_of_a_line_wrap(qtbot: QtBot) -> None:
    line = CardLine(TITLE, TITLE)
    qtbot.addWidget(line)
    line.resize(NARROW, 200)
    line.show()
    title, beneath = line.findChildren(QLabel)
    assert (title.text(), beneath.text()) == (TITLE, TITLE)
    assert title.heightForWidth(NARROW) > title.fontMetrics().lineSpacing() * 2
