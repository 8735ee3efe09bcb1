"""What Qt calls never hands it an exception."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

import casebook
from casebook.ui.kit.drawing import contained_reply

_DRAWING = {"paint", "data", "paintSection"}
_ASKING = {"event", "eventFilter", "helpEvent", "editorEvent"}
"""Overrides that answer whether the event was taken."""


def _open_to_qt(path: Path) -> Iterator[str]:
    for kind in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for function in kind.body if isinstance(kind, ast.ClassDef) else ():
            if not isinstance(function, ast.FunctionDef):
                continue
            decorators = set(map(ast.unparse, function.decorator_list))
            is_asked = function.name in _ASKING
            is_handed = not is_asked and (function.name in _DRAWING or function.name.endswith("Event"))
            is_missed = is_handed and "contained" not in decorators
            if is_missed or (is_asked and "contained_reply" not in decorators):
                yield f"{path.name}:{function.name}"


def test_every_event_that_qt_hands_to_the_window_is_contained() -> None:
    paths = (Path(casebook.__file__).parent / "ui").rglob("*.py")
    assert [name for path in paths for name in _open_to_qt(path)] == []


class _Failing(QObject):
    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's signature
        raise ZeroDivisionError


class _Watched(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.seen: list[QEvent.Type] = []

    def event(self, event: QEvent) -> bool:
        self.seen.append(event.type())
        return True


def test_a_filter_with_a_bug_lets_the_event_by(qtbot: QtBot, owner: QObject) -> None:
    watched = _Watched(owner)
    watched.installEventFilter(_Failing(owner))
    watched.seen.clear()
    with qtbot.captureExceptions() as raised:
        QCoreApplication.sendEvent(watched, QEvent(QEvent.Type.User))
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert watched.seen == [QEvent.Type.User]
