from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casebook.base.errors import Cancelled
from casebook.base.i18n import PSEUDO_LANGUAGE, Translator
from casebook.base.message import NO_MESSAGE, Message
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.widgets.controls.progress import ProgressStrip


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def strip(page: QWidget) -> ProgressStrip:
    made = ProgressStrip("Interpretation", "Cancel", page)
    made.hide()
    return made


def test_a_strip_shows_a_task_from_its_beginning_to_its_end(strip: ProgressStrip) -> None:
    for _ in range(2):  # a strip may follow one task after another
        task = BackgroundTask()
        strip.follow(task, Translator("en"))
        assert not strip.isHidden(), "shown before the first step"
        assert (strip.bar.minimum(), strip.bar.maximum()) == (0, 0), "busy until something is known"
        task(4, 4, Message("Interpretation"))
        assert (strip.bar.value(), strip.bar.maximum()) == (4, 4)
        task.ended.emit()
        assert strip.isHidden()


def test_cancel_stops_the_task_that_is_followed_and_no_earlier_one(strip: ProgressStrip) -> None:
    earlier, task = BackgroundTask(), BackgroundTask()
    strip.follow(earlier, Translator("en"))
    earlier.ended.emit()
    strip.follow(task, Translator("en"))
    strip.findChildren(QPushButton)[0].click()
    earlier(1, 2, NO_MESSAGE)
    with pytest.raises(Cancelled):
        task(1, 2, NO_MESSAGE)


def test_the_step_is_shown_in_the_language_of_the_window(strip: ProgressStrip) -> None:
    task, words = BackgroundTask(), Translator(PSEUDO_LANGUAGE)
    strip.follow(task, words)
    task(1, 1, Message("Interpretation"))
    assert strip.step.text() == words("Interpretation")
