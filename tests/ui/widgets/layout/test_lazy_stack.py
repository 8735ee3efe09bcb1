"""A page nobody comes to is never made; one that was come to is made once."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from casebook.ui.widgets.layout.lazy_stack import LazyStack


def test_a_page_is_made_once_when_it_is_first_come_to(qtbot: QtBot) -> None:
    pages: list[str] = []

    def making(key: str) -> QWidget:
        pages.append(key)
        return QLabel(key)

    stack = LazyStack({key: lambda key=key: making(key) for key in ("first", "second", "third")})  # type: ignore[misc]
    qtbot.addWidget(stack)
    assert pages == []
    for key in ("first", "second", "first"):
        stack.show_page(key)
        assert stack.currentWidget() is stack.page(key)
    assert pages == ["first", "second"]
    assert [stack.is_made(key) for key in ("first", "second", "third")] == [True, True, False]
