"""Windows kept out of screenshots: asked of the system for each, and never said where it refuses.

Only Windows does it; wine refuses each window, and Linux has nothing to ask.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from casebook.host.desktop.screen_capture import open_windows
from casebook.ui.kit.screen_capture import keep_out


def test_each_open_window_is_found(application: QApplication, qtbot: QtBot) -> None:
    windows = [QLabel("a"), QLabel("b")]
    for each in windows:
        qtbot.addWidget(each)
        each.show()
    shown = {int(each.winId()) for each in windows} if application.platformName() == "windows" else set()
    assert shown <= set(open_windows())
    assert bool(open_windows()) is bool(shown)


def test_a_refusal_leaves_all_as_it_was(qtbot: QtBot) -> None:
    window = QLabel("a")
    qtbot.addWidget(window)
    window.show()
    assert not keep_out(is_excluded=True)
    assert keep_out(is_excluded=False)
    later = QLabel("b")
    qtbot.addWidget(later)
    later.show()
    assert later.isVisible()
