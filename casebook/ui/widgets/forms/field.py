"""Fields with titles, help and problems, in as many columns as fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QGridLayout, QWidget

from casebook.base.errors import CasebookError, InvalidInput
from casebook.base.i18n import Translator
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.widgets.controls.elided import Elided
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.entry import Entry, TextEntry, TickEntry, Value
from casebook.ui.widgets.layout.layout import column, line
from casebook.ui.widgets.layout.tab_order import takes_tab

_MIN_WIDTH_PX = 142
_CLOSING_MS = 1_500
"""How long the place of a problem stays open after it was mended."""
_MISSING = "This field is required."
"""What is said of an empty field that must not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form.

    Attributes:
        key: the attribute of the record it fills.
        title: stands above it.
        makes: makes its entry, given its title.
        help: quiet words below it.
        is_required: it must not stay empty.
        is_wide: it takes the whole line.
        group: a heading that begins with this field, or "".
        check: raises `InvalidInput` for a value that cannot be meant, such as a birth still to come.
    """

    key: str
    title: str
    makes: Callable[[str], Entry]
    help: str = ""
    is_required: bool = False
    is_wide: bool = False
    group: str = ""
    check: Callable[[Value], None] | None = None


class FieldBox(QWidget):
    """One field: title, entry, help and problem.

    Args:
        field: what it is.
        parent: what it stands in.
        has_title: the title is seen; screen readers say it either way.
    """

    def __init__(self, field: Field, parent: QWidget | None = None, *, has_title: bool = True) -> None:
        super().__init__(parent)
        self.field = field
        self.entry = field.makes(field.title)
        self._body = column(self, gap=4)
        self._heading: Elided | None = None
        self._short = Elided("", "problem-small")
        self._short.hide()
        if not isinstance(self.entry, TickEntry):
            title = f"{field.title} *" if field.is_required else field.title
            heading = self._heading = Elided(title, "small")
            heading.setBuddy(self.entry.focused_first)  # on Linux that alone names a choice
            above = line(gap=8)
            above.addWidget(heading)
            above.addWidget(self._short)
            above.addStretch(1)
            self._body.addLayout(above)
            if not has_title:
                heading.hide()
        self._body.addWidget(self.entry)
        if field.help:
            self._body.addWidget(label(field.help, "small", wraps=True))
            if (below := self.entry.below) is not None:
                self._body.addWidget(below)
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        self._closing = QTimer(self, singleShot=True, interval=_CLOSING_MS)
        self._closing.timeout.connect(self._close_gap)
        self.entry.changed.connect(self._take_back)
        self._body.addWidget(self._problem)
        self._body.addStretch(1)

    def add_below(self, widget: QWidget) -> None:
        """Add a widget below the entry, such as the version of another window."""
        self._body.insertWidget(self._body.count() - 1, widget)

    def read(self) -> Value:
        """Return the value entered.

        Raises:
            InvalidInput: it cannot be read, or is missing and required.
        """
        value = self.entry.read()
        if self.field.is_required and not value:
            raise InvalidInput("This field is required.", field=self.field.key)
        if self.field.check is not None and value:
            self.field.check(value)
        return value

    def show_problem(self, words: str, in_short: str = "", *, moves: bool = True) -> None:
        """Show a problem beside the field until it is changed; "" for none.

        One that fits stands beside the title, where it takes no height: nothing moves under a click.

        Args:
            words: what is wrong.
            in_short: stands beside the title where the words do not fit; "" for nothing.
            moves: words that do not fit stand below the field and move what follows; otherwise they are cut.
        """
        if in_short and not self._has_room_for(words) and self._has_room_for(in_short):
            words = in_short
        if not words and self._problem.isHidden() and not self.is_wrong:
            return
        self._closing.stop()
        is_short = bool(words) and self._has_room_for(words)
        is_beside = moves or is_short
        is_below = bool(words) and moves and not is_short
        has_line = bool(words) and self.entry.tell("" if is_beside else words, is_below=is_below)
        is_in_entry = has_line and not is_beside
        self._problem.setMinimumHeight(0)
        self._short.setVisible(is_short or (bool(words) and not moves and not is_in_entry))
        self._problem.setVisible(is_below)
        self._say(words)

    @property
    def is_wrong(self) -> bool:
        """Return whether a problem is shown."""
        return bool(self.entry.property("wrong"))

    @property
    def problem(self) -> QWidget:
        """Return the innermost entry with a problem, what says it below the field, or else the field."""
        entry = self.entry
        while (inner := entry.first_wrong) is not None:
            entry = inner
        if entry is not self.entry:
            return entry
        return self if self._problem.isHidden() else self._problem

    def _has_room_for(self, words: str) -> bool:
        heading = self._heading
        if heading is None or heading.isHidden() or not self.isVisible():
            return False
        self._short.ensurePolished()
        needed = self._short.fontMetrics().horizontalAdvance(words) + heading.sizeHint().width()
        return needed + 2 * theme.current().px(8) <= self.width()

    def _take_back(self) -> None:
        """Say no longer what was wrong; its place closes later: nothing moves under a click."""
        if not self._problem.isHidden():
            self._problem.setMinimumHeight(self._problem.height())
            self._closing.start()
        if self.is_wrong:
            self._short.hide()
            self._say("")

    def _close_gap(self) -> None:
        """Close the place of a problem that was mended, unless a button of the mouse is held down."""
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._closing.start()
        elif not self._problem.text():
            self._problem.setMinimumHeight(0)
            self._problem.hide()

    def _say(self, words: str) -> None:
        for shown in (self._problem, self._short):
            shown.setText("" if shown.isHidden() else words)
        self.entry.mark(is_wrong=bool(words))
        self.entry.setAccessibleDescription(words)


class FieldGrid(QWidget):
    """Fields side by side where they fit, otherwise one below the other.

    Attributes:
        changed: something was typed or chosen.
    """

    changed = Signal()

    def __init__(
        self, fields: Sequence[Field], name: str, words: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._words = words
        self.boxes = {field.key: FieldBox(field, self) for field in fields}
        self._headings = {field.key: label(field.group, "strong") for field in fields if field.group}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        look = theme.current()
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(10))
        self._across = 0
        for key, box in self.boxes.items():
            box.entry.changed.connect(self.changed)
            if isinstance(box.entry, TextEntry):
                box.entry.edit.editingFinished.connect(partial(self._look, key))
        self._arrange(1)

    @property
    def entries(self) -> dict[str, Entry]:
        """The entries by key."""
        return {key: box.entry for key, box in self.boxes.items()}

    def read(self) -> dict[str, Value]:
        """Return the values by key; problems are shown beside their fields.

        Raises:
            InvalidInput: the first that cannot be read.
        """
        values: dict[str, Value] = {}
        first: InvalidInput | None = None
        for key, box in self.boxes.items():
            try:
                values[key] = box.read()
                box.show_problem("")
            except InvalidInput as problem:
                self.refuse(key, problem)
                first = first or problem
        if first is not None:
            raise first
        return values

    def refuse(self, key: str, problem: CasebookError, *, moves: bool = True) -> None:
        """Show a problem beside a field; where it must move nothing, cut to the room there is."""
        texts = (self._words(part) for part in (problem.title, problem.remedy) if part)
        is_missing = problem.title.msgid == _MISSING
        in_short = self._words("required") if is_missing else ""
        self.boxes[key].show_problem(" ".join(texts), in_short, moves=moves)

    def _look(self, key: str) -> None:
        """Tell what cannot be read once its field is left; a click that left it finds what it is aimed at.

        Left by a key, all of it is shown.
        """
        box = self.boxes[key]
        if not box.entry.raw or not box.isVisible():
            return
        try:
            box.read()
        except InvalidInput as problem:
            if not box.is_wrong:
                is_click = QApplication.mouseButtons() != Qt.MouseButton.NoButton
                self.refuse(key, problem, moves=not is_click)

    @property
    def wrong_titles(self) -> list[str]:
        """Return the titles of the fields with a problem."""
        return [box.field.title for box in self.boxes.values() if box.is_wrong]

    def first_wrong(self) -> FieldBox | None:
        """Return the first field with a problem."""
        return next((box for box in self.boxes.values() if box.is_wrong), None)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move on to the next field on Return; behind the last one whoever holds the fields goes on."""
        following = (
            _field_behind(self.window().focusWidget(), self) if is_pressed(event, "next-field") else None
        )
        if following is None:
            super().keyPressEvent(event)
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def minimumSizeHint(self) -> QSize:
        """Return the width of one column, and the height of its wrapped lines."""
        grid = self._grid  # it has a height for a width only where one of its lines wraps
        wraps = grid.hasHeightForWidth()
        height = grid.totalHeightForWidth(self.width()) if wraps else grid.totalMinimumSize().height()
        return QSize(theme.current().px(120), max(height, 0))

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Recalculate the columns."""
        super().resizeEvent(event)
        self._arrange(max(1, min(3, self.width() // theme.current().px(_MIN_WIDTH_PX))))
        self.updateGeometry()

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        for at in range(3):
            self._grid.setColumnStretch(at, 1 if at < across else 0)
        self._across = across
        row, at = 0, 0
        for key, box in self.boxes.items():
            heading = self._headings.get(key)
            if at and (box.field.is_wide or heading):
                row, at = row + 1, 0
            if heading:
                self._grid.addWidget(heading, row, 0, 1, across)
                row += 1
            self._grid.addWidget(box, row, at, 1, across if box.field.is_wide else 1)
            at = 0 if box.field.is_wide else (at + 1) % across
            row += 0 if at else 1


def _field_behind(focused: QWidget | None, grid: QWidget) -> QWidget | None:
    """Return the next field of a grid in the order of Tab, or None behind the last; buttons are skipped."""
    following = focused.nextInFocusChain() if focused else None
    while following is not None and following is not focused:
        if following.isVisible() and following.isEnabled() and takes_tab(following):
            if not grid.isAncestorOf(following):
                return None
            if not isinstance(following, QAbstractButton) or isinstance(following, QCheckBox):
                return following
        following = following.nextInFocusChain()
    return None
