"""What stands under the pointer stays there while a part above it grows or shrinks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from casebook.ui.widgets.layout.flow import areas_around


def unmoved_below(part: QWidget) -> AbstractContextManager[None]:
    """Let a part of a form grow or shrink, and scroll the form so that nothing moves under the pointer.

    While the keyboard is in the part, nothing is scrolled: what is being typed stays in view.
    """
    held = QApplication.focusWidget()
    area = next(areas_around(part), None)
    if area is None or (held is not None and part.isAncestorOf(held)):
        return nullcontext()
    return unmoved_under_pointer(area)


@contextmanager
def unmoved_under_pointer(within: QWidget) -> Iterator[None]:
    """Change what a scrolled part shows, and scroll so that nothing moves under the pointer.

    Args:
        within: the scroll area, or what holds one.
    """
    scroll = within if isinstance(within, QScrollArea) else within.findChild(QScrollArea)
    inside = scroll.widget() if scroll is not None else None
    at = inside.childAt(inside.mapFromGlobal(QCursor.pos())) if inside is not None else None
    if scroll is None or at is None:
        yield
        return
    before = at.mapTo(scroll, QPoint()).y()
    yield

    def follow() -> None:
        if isValid(at) and isValid(scroll) and scroll.isAncestorOf(at):
            bar = scroll.verticalScrollBar()
            bar.setValue(bar.value() + at.mapTo(scroll, QPoint()).y() - before)

    QTimer.singleShot(0, scroll, follow)  # once the layout has taken in the change
