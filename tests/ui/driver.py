"""What a person at the window does and sees: the page in view, its words, its buttons, its rows.

Tests speak to a page through what stands on it, so that its insides may change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from casebook.ui.kit.page_context import Location
from casebook.ui.models.rows import R, Rows
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.card_list import LineList
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.forms.entry import Entry
from casebook.ui.widgets.layout.lazy_stack import LazyStack
from tests.ui.names import in_view

T = TypeVar("T", bound=QWidget)
W = TypeVar("W", bound=QObject)

LAYOUT_ROUNDS = 8
"""How often events are handled until every layout has found its size."""
_WITHOUT_ISOLATES = dict.fromkeys((0x2068, 0x2069))
"""Marks of direction are not seen."""


def shown_in(page: QWidget) -> Any:  # noqa: ANN401 - each page has parts of its own
    """What a page of several tabs or views shows now."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    scrolled = [area.widget() for area in page.findChildren(QScrollArea, options=direct)]
    stacks = page.findChildren(QStackedWidget, options=direct)
    stacks += [within for within in scrolled if isinstance(within, LazyStack)]
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
    """The words of every label, chip, card that opens something and line of a list, a line for each."""
    drop_deleted()
    return "\n".join(text for _, text in _texts(within))


def words_in_view(within: QWidget) -> str:
    """Of these words those that can be seen now, once what was asked for has been laid out."""
    QApplication.processEvents()
    return "\n".join(text for widget, text in _texts(within) if widget.isVisible())


def _texts(within: QWidget) -> Iterator[tuple[QWidget, str]]:
    yield from ((label, label.text()) for label in within.findChildren(QLabel))
    for kind in (Chip, Opening):
        yield from ((widget, widget.accessibleName()) for widget in within.findChildren(kind))
    for shown in within.findChildren(LineList):
        yield from ((shown, line.spoken) for line in shown.lines.lines)


def part(within: QWidget, kind: type[T], name: str = "") -> T:
    """The part of a kind: the pane of a page, a form of this name; the one in view of several."""
    parts = [found for found in within.findChildren(kind) if not name or found.accessibleName() == name]
    assert parts, f"no {kind.__name__} {name} stands in {type(within).__name__}"
    return next((candidate for candidate in parts if candidate.isVisible()), parts[0])


def behind(within: QObject, kind: type[W]) -> W:
    """What works behind it and is never seen: a watch, a timer."""
    worker = within.findChild(kind)
    assert worker is not None, f"no {kind.__name__} works behind {type(within).__name__}"
    return worker


def message_of(workspace: QWidget) -> str:
    """The title of the message that was shown last."""
    return label_of(part(workspace, MessageBar), "strong").text()


def problem_of(box: QWidget) -> str:
    """Return the error message of a field or a screen, or ""."""
    roles = {"problem", "problem-small"}
    problems = [label for label in box.findChildren(QLabel) if label.property("role") in roles]
    return "\n".join(problem.text() for problem in problems if problem.isVisible())


def label_of(within: QWidget, role: str) -> QLabel:
    """The first label of a role of the style sheet: "title", "heading", "to-copy"."""
    return next(label for label in within.findChildren(QLabel) if label.property("role") == role)


def is_in_view(within: QWidget, name: str) -> bool:
    """Whether words, a button or a field of this name can be seen now."""
    return any(name in _names(widget) for widget in in_view(within, QWidget))


def _names(widget: QWidget) -> set[str]:
    text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
    return {words.translate(_WITHOUT_ISOLATES).strip() for words in (text, widget.accessibleName())}


def press_line(within: QWidget, title: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Go to the line of a card that begins so and press a key: Enter opens it, the space bar ticks it."""
    found = (
        (shown, at)
        for shown in within.findChildren(LineList)
        for at, line in enumerate(shown.lines.lines)
        if line.title.startswith(title)
    )
    shown, at = next(found)
    shown.setCurrentIndex(shown.lines.index(at, 0))
    QTest.keyClick(shown, key)


def shown_rows(rows: Rows[R]) -> list[R]:
    """The records of the lines in view, from the top."""
    records = (rows.row_at(rows.index(line, 0)) for line in range(rows.rowCount()))
    return [record for record in records if record is not None]


def narrow(page: Any, typed: str) -> None:  # noqa: ANN401 - each page has parts of its own
    """Type into the filter above a list."""
    page.filter.setText(typed)
    page.filter.asked.emit(typed)


def button(within: QWidget, name: str) -> QAbstractButton:
    """Return the last visible button with this text or accessible name.

    Raises:
        LookupError: none does.
    """
    return _called(within.findChildren(QAbstractButton), name)


def press(within: QWidget, name: str) -> None:
    """Press a button as a person can: it is switched on and, where its window is shown, in view."""
    if within.window().isVisible() and not button(within, name).isVisible():
        settle()  # it may have been added just now
    pressed = button(within, name)
    assert pressed.isEnabled(), f"{name!r} is switched off"
    assert pressed.isVisible() or not pressed.window().isVisible(), f"{name!r} is out of sight"
    pressed.click()


def field(within: QWidget, name: str) -> Any:  # noqa: ANN401 - a line, a paragraph or a choice
    """The field to type or choose in that is read out as this, last among those in view.

    Raises:
        LookupError: none is.
    """
    kinds = (QLineEdit, QPlainTextEdit, QComboBox)
    return _called([found for kind in kinds for found in within.findChildren(kind)], name)


def _called(candidates: Sequence[T], name: str) -> T:
    named = [candidate for candidate in candidates if name in _names(candidate)]
    if not named:
        raise LookupError(f"nothing is called {name!r}")
    return next((candidate for candidate in reversed(named) if candidate.isVisible()), named[-1])


def paste(within: QWidget, name: str, text: str) -> None:
    """Insert text into a line, replacing its content."""
    line = field(within, name)
    line.selectAll()
    line.insert(text)


def send(within: QWidget, name: str, text: str | None = None) -> None:
    """Press Enter in a line, after text was put into it."""
    if text is not None:
        paste(within, name, text)
    QTest.keyClick(field(within, name), Qt.Key.Key_Return)


def choose(within: QWidget, name: str, option: str) -> None:
    """Choose, as a person does, the option of a drop-down list that reads so."""
    box = field(within, name)
    at = box.findText(option)
    assert at >= 0, f"{name} offers {[box.itemText(row) for row in range(box.count())]}"
    box.setCurrentIndex(at)
    box.activated.emit(at)


def type_into(entry: Entry, text: str) -> None:
    """Replace the text of an entry as typing does, which it tells whoever listens."""
    edit = entry.focused_first
    assert isinstance(edit, (QLineEdit, QPlainTextEdit))
    edit.setText(text) if isinstance(edit, QLineEdit) else edit.setPlainText(text)


def pick(within: QWidget, name: str) -> None:
    """Take what a menu offers under this name."""
    actions = [action for action in within.findChildren(QAction) if action.text() == name]
    assert [action.isVisible() and action.isEnabled() for action in actions] == [True], name
    actions[0].trigger()


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
    """Delete widgets that the window has released, so that their texts are no longer read."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
