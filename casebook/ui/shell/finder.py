"""The search field: results drop down below it; arrows choose, Enter opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QTreeView, QWidget

from casebook.base.i18n import Translator
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained, contained_reply
from casebook.ui.models.tree import Branch, Tree
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.search import SearchField
from casebook.ui.widgets.layout.layout import column
from casebook.ui.widgets.tables.cell import LINE_HEIGHT, Cell

_MAX_LINES = 10
_WIDTH = 460


@dataclass(frozen=True, slots=True)
class Target:
    """The target of a result: one of the kinds below."""


@dataclass(frozen=True, slots=True)
class PageTarget(Target):
    """A page of the window or a tab of one, as in `Location`; a tab of a case without `id` is of none yet."""

    page: str
    tab: str = ""
    id: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True)
class ActionTarget(Target):
    """An action of the program, by its key."""

    action: str


@dataclass(frozen=True, slots=True)
class RecordTarget(Target):
    """A record; `case_id` is "" for one that belongs to no case, `words` are those by which it was found."""

    noun: str
    id: str
    case_id: str = ""
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class QueryTarget(Target):
    """Another search."""

    query: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A search result and its target."""

    branch: Branch
    target: Target


class Finder(SearchField):
    """The field at the top of the window.

    Attributes:
        wanted: words to look for; answer with `show_found`.
        picked: where the line a person picked leads.
    """

    wanted = Signal(str)
    picked = Signal(Target)

    def __init__(self, words: Translator, window: QWidget) -> None:
        super().__init__(words("Search everything    Ctrl+K"), words("Search everything"))
        self._words = words
        self._popup = _Popup(words, window, self._pick)
        self._lines: tuple[FoundLine, ...] = ()
        self.asked.connect(self._look)
        self.left.connect(self._leave)
        self.installEventFilter(self)

    def show_found(self, lines: Sequence[FoundLine]) -> None:
        """Show the results."""
        if _focused(self) is not self and not self._popup.isVisible():
            return
        self._lines = tuple(lines)
        self._popup.show_lines([line.branch for line in lines], self)

    def close_popup(self) -> None:
        """Close the list of results."""
        self._popup.hide()

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the list when the focus moves anywhere else."""
        if event.type() == QEvent.Type.FocusOut and not self._popup.isAncestorOf(_focused(self)):
            self._popup.hide()
        return super().eventFilter(watched, event)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list with arrows while the field keeps the focus; open with Enter."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self._popup.isVisible():
            self._popup.move_by(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._popup.isVisible():
            self._pick(self._popup.current)
        else:
            super().keyPressEvent(event)

    def _look(self, asked: str) -> None:
        if asked:
            self.wanted.emit(asked)
        else:
            self._popup.hide()

    def _leave(self, _: int) -> None:
        self._popup.hide()
        self.clearFocus()

    def _pick(self, at: int) -> None:
        if not 0 <= at < len(self._lines):
            return
        target = self._lines[at].target
        if isinstance(target, QueryTarget):
            self.setText(target.query)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._ask()
        else:
            self._popup.hide()
            self.clear()
            self.clearFocus()
            self.picked.emit(target)


def _focused(widget: QWidget) -> QWidget:
    focused: QWidget | None = widget.window().focusWidget()
    return focused if focused is not None else widget.window()


class _Popup(QFrame):
    """The list below the field: a child widget, so that it needs no window of its own."""

    def __init__(self, words: Translator, window: QWidget, pick: Callable[[int], None]) -> None:
        super().__init__(window)
        self.setProperty("role", "popup")
        self._window = window
        whole = column(self, gap=0, margins=(6,))
        self._tree = Tree(words("Search results"), self)
        self._list = QTreeView()
        self._list.setAccessibleName(words("Search results"))
        self._list.setModel(self._tree)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setIndentation(0)
        self._list.setUniformRowHeights(True)
        self._list.setMouseTracking(True)
        self._list.setItemDelegate(Cell(self._list, has_lines=False))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.clicked.connect(lambda index: pick(index.row()))
        whole.addWidget(self._list)
        self._nothing = label(words("Nothing found. Try part of a name, or pinyin without tones."), "quiet")
        self._nothing.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(self._nothing)
        self.hide()

    @property
    def current(self) -> int:
        """Return the line that Enter would open, or -1."""
        return self._list.currentIndex().row()

    def show_lines(self, branches: Sequence[Branch], field: QWidget) -> None:
        """Show these lines below the field."""
        self._tree.show_branches(branches)
        self._list.setVisible(bool(branches))
        self._nothing.setVisible(not branches)
        self._list.setCurrentIndex(self._tree.index(0, 0))
        px = theme.current().px
        width = min(max(field.width(), px(_WIDTH)), self._window.width() - px(24))
        lines = min(max(len(branches), 1), _MAX_LINES)
        self.resize(width, lines * px(LINE_HEIGHT) + 2 * px(6) + px(6))
        corner = field.mapTo(self._window, QPoint(0, field.height() + px(4)))
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            corner.setX(corner.x() + field.width() - width)
        self.move(max(corner.x(), px(12)), corner.y())
        self.show()
        self.raise_()

    def move_by(self, step: int) -> None:
        """Select the next or previous line."""
        index = self._tree.index(self._list.currentIndex().row() + step, 0)
        if index.isValid():
            self._list.setCurrentIndex(index)
