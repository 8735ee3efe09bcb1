"""What a person at the window does and sees: the page in view, its words, its buttons, its rows.

Tests speak to a page through what stands on it, so that its insides may change.
"""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QStackedWidget,
    QWidget,
)

from casebook.ui.kit.page_context import Location
from casebook.ui.models.rows import R, Rows
from casebook.ui.shell.errors import MessageBar
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.layout.card import Opening
from casebook.ui.widgets.layout.chip import Chip
from casebook.ui.widgets.layout.lazy_stack import LazyStack

T = TypeVar("T", bound=QWidget)

LAYOUT_ROUNDS = 5
"""How often events are handled until every layout has found its size."""


def shown_in(page: QWidget) -> Any:  # noqa: ANN401 - each page has parts of its own
    """What a page of several tabs or views shows now."""
    stacks = page.findChildren(QStackedWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert stacks, f"{type(page).__name__} has one view only"
    tabs = [stack for stack in stacks if isinstance(stack, LazyStack)]
    return (tabs or stacks)[-1].currentWidget()


def open_page(workspace: Workspace, page: str, **place: str) -> Any:  # noqa: ANN401 - as above
    """Go to a page and return what it shows: the tab where it has tabs.

    Args:
        workspace: of the open vault.
        page: its key, as in `Location`.
        place: the rest of the `Location`: ``id``, ``tab``, ``within``.
    """
    workspace.go(Location(page=page, **place))
    return shown_in(workspace.page) if place.get("tab") else workspace.page


def text_of(within: QWidget) -> str:
    """The words of every label, chip and card that opens something, a line for each."""
    drop_deleted()
    labels = [label.text() for label in within.findChildren(QLabel)]
    read_out = [*within.findChildren(Chip), *within.findChildren(Opening)]
    return "\n".join([*labels, *(widget.accessibleName() for widget in read_out)])


def part(within: QWidget, kind: type[T]) -> T:
    """The part of a kind: the pane of a page, the message bar of a window; the one in view of several."""
    parts = within.findChildren(kind)
    assert parts, f"no {kind.__name__} stands in {type(within).__name__}"
    return next((candidate for candidate in parts if candidate.isVisible()), parts[0])


def message_of(workspace: QWidget) -> str:
    """The title of the message that was shown last."""
    return _labelled(part(workspace, MessageBar), "strong").text()


def problem_of(box: QWidget) -> str:
    """What is said to be wrong with a field, "" where nothing is."""
    problem = _labelled(box, "problem")
    return problem.text() if problem.isVisible() else ""


def _labelled(within: QWidget, role: str) -> QLabel:
    return next(label for label in within.findChildren(QLabel) if label.property("role") == role)


def shown_rows(rows: Rows[R]) -> list[R]:
    """The records of the lines in view, from the top."""
    records = (rows.row_at(rows.index(line, 0)) for line in range(rows.rowCount()))
    return [record for record in records if record is not None]


def button(within: QWidget, name: str) -> QAbstractButton:
    """The button that bears this text, or is read out as this, last among those in view.

    Raises:
        LookupError: none does.
    """
    named = [
        candidate
        for candidate in within.findChildren(QAbstractButton)
        if name in {candidate.text().strip(), candidate.accessibleName()}
    ]
    if not named:
        raise LookupError(f"no button is called {name!r}")
    return next((candidate for candidate in reversed(named) if candidate.isVisible()), named[-1])


def press(within: QWidget, name: str) -> None:
    """Press a button."""
    button(within, name).click()


def row_texts(view: QAbstractItemView) -> list[list[str]]:
    """The rows of a table as they are shown, the texts of their cells from the left."""
    model, root = view.model(), view.rootIndex()
    return [
        [str(model.index(row, column, root).data() or "") for column in range(model.columnCount(root))]
        for row in range(model.rowCount(root))
    ]


def settle() -> None:
    """Let layouts find their sizes."""
    for _ in range(LAYOUT_ROUNDS):
        QApplication.processEvents()


def drop_deleted() -> None:
    """Delete what the window has let go of: its words are read no more."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
