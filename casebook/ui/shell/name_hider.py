"""Covers every text of the window with code names while names are hidden: the one door to the screen.

It walks what is in view before each drawing, so that no page needs to think of it; what a page painted itself
asks `hidden_names.on_screen`. A field with a name in it is covered by a label: its content stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from casebook.base.i18n import Translator
from casebook.services.dossier.hiding.name_cover import NameCover
from casebook.ui.kit import hidden_names
from casebook.ui.kit.drawing import contained_reply
from casebook.ui.kit.hidden_names import STATED, Cover
from casebook.ui.kit.plain import PLAIN_TIP, set_tip
from casebook.ui.kit.shortcuts import SHORTCUTS, is_pressed, usual_keys
from casebook.ui.models.rows import BESIDE
from casebook.ui.shell.covered_field import CoveredFields

_TAG = re.compile(r"<[^>]*>")
_MAX_STATED = 4000
_ON_EVERY = ("toolTip", "accessibleName", "accessibleDescription", "windowTitle")
_SAID = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    BESIDE,
)
"""Where an item of a list has texts; what each states is kept beside them from the role STATED on."""


@dataclass(frozen=True, slots=True, repr=False)
class _Stated:
    """A text that was covered, and what it says."""

    owner: QObject
    name: str
    stated: str
    covered: str


class NameHider(QObject):
    """Hides names, and shows them while a key or button is held.

    Attributes:
        changed: names were hidden, are shown for as long as something is held, or are no longer hidden.
    """

    changed = Signal()

    def __init__(self, words: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._window = words, parent
        self._is_held = False
        self._stated: dict[tuple[int, str], _Stated] = {}
        self._fields = CoveredFields(
            words("Hold {key} to show names", key=usual_keys(SHORTCUTS["show-names"]))
        )

    @property
    def is_on(self) -> bool:
        """Return whether names are hidden, but for as long as something is held."""
        return hidden_names.kept() is not None

    @property
    def is_held(self) -> bool:
        """Return whether names are shown because something is held."""
        return self._is_held

    def turn_on(self, cover: NameCover) -> None:
        """Hide names from now on."""
        hidden_names.take(cover)
        self._is_held = False
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._hide()

    def turn_off(self) -> None:
        """Show names from now on."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._is_held = False
        self._show()
        hidden_names.take(None)
        self.changed.emit()

    def hold(self, *, is_held: bool) -> None:
        """Show names while something is held."""
        if not self.is_on or is_held == self._is_held:
            return
        self._is_held = is_held
        (self._show if is_held else self._hide)()

    def renew(self) -> None:
        """Cover what is in view again: who has which code name has changed."""
        if self.is_on and not self._is_held:
            self._uncover()
            self._hide()

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover a window before it is drawn, and hear the key that shows names while it is held."""
        kind = event.type()
        if kind in {QEvent.Type.UpdateRequest, QEvent.Type.Show}:
            if isinstance(watched, QWidget) and watched.isWindow() and hidden_names.is_hiding():
                self.cover_window(watched)
        elif kind in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease} and isinstance(event, QKeyEvent):
            if is_pressed(event, "show-names"):
                if not event.isAutoRepeat():
                    self.hold(is_held=kind == QEvent.Type.KeyPress)
                return True
        elif kind == QEvent.Type.ApplicationDeactivate:
            self.hold(is_held=False)  # the release of the key would go to another program
        return super().eventFilter(watched, event)

    def cover_window(self, window: QWidget) -> None:
        """Cover all texts of a window that are in view."""
        cover = hidden_names.on_screen
        for widget in _in_view(window):
            self._cover_widget(widget, cover)
        self._fields.place()
        if len(self._stated) > _MAX_STATED:
            self._stated = {key: kept for key, kept in self._stated.items() if isValid(kept.owner)}

    def _hide(self) -> None:
        hidden_names.hide(self._words("Names are hidden. Pages of documents are not shown."))
        self._draw_anew()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self.cover_window(window)
        self.changed.emit()

    def _show(self) -> None:
        hidden_names.show()
        self._uncover()
        self._draw_anew()
        self.changed.emit()

    def _uncover(self) -> None:
        self._fields.uncover()
        for one in self._stated.values():
            if isValid(one.owner) and one.name == "accessibleName":
                hidden_names.keep_name(one.owner, None)
            if isValid(one.owner) and one.owner.property(one.name) == one.covered:
                _write(one.owner, one.name, one.stated)
        self._stated.clear()
        for window in QApplication.topLevelWidgets():
            for listed in window.findChildren(QListWidget):
                _restore_items(listed)
            for box in window.findChildren(QComboBox):
                _restore_items(box)

    @staticmethod
    def _draw_anew() -> None:
        for window in QApplication.topLevelWidgets():
            for widget in window.findChildren(QWidget):
                show_anew = getattr(widget, "show_names_anew", None)
                if show_anew is not None:
                    show_anew()
                if isinstance(widget, QAbstractScrollArea):
                    widget.viewport().update()  # opaque: the window's update does not reach into it
            window.update()

    def _cover_widget(self, widget: QWidget, cover: Cover) -> None:
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            self._cover_rich(widget)
        for name in _texts(widget):
            self._cover_text(widget, name)
        if isinstance(widget, QListWidget | QComboBox):
            _cover_items(widget, cover)
        elif isinstance(widget, QMenu):
            for action in widget.actions():
                self._cover_text(action, "text")
        elif isinstance(widget, QLineEdit | QPlainTextEdit) and not _is_part(widget):
            self._fields.look_at(widget, cover)

    def _cover_rich(self, label: QLabel) -> None:
        """Cover a label with emphasis, which may part a name: if it names anyone, without emphasis."""
        stated = label.text()
        words = unescape(_TAG.sub("", stated))
        if (covered := hidden_names.on_screen(words)) != words:
            label.setText(escape(covered))
            self._stated[id(label), "text"] = _Stated(label, "text", stated, label.text())

    def _cover_text(self, owner: QObject, name: str) -> None:
        stated = owner.property(name)
        if not stated or (covered := hidden_names.on_screen(stated)) == stated:
            return
        _write(owner, name, covered)
        if name == "accessibleName":
            hidden_names.keep_name(owner, stated)
        self._stated[id(owner), name] = _Stated(owner, name, stated, owner.property(name))


def _in_view(window: QWidget) -> Iterator[QWidget]:
    """Yield a window and all widgets in view in it."""
    waiting = [window]
    while waiting:
        widget = waiting.pop()
        yield widget
        waiting += (child for child in widget.children() if isinstance(child, QWidget) and child.isVisible())


def _is_part(field: QWidget) -> bool:
    """Return whether a line belongs to a box or a field of numbers."""
    return isinstance(field.parentWidget(), QComboBox | QAbstractSpinBox)


def _texts(widget: QWidget) -> tuple[str, ...]:
    """Return the properties of a widget that are texts to be seen or read out."""
    if isinstance(widget, QLabel | QAbstractButton):
        return ("text", *_ON_EVERY)
    if isinstance(widget, QGroupBox):
        return ("title", *_ON_EVERY)
    return ("placeholderText", *_ON_EVERY) if isinstance(widget, QLineEdit) else _ON_EVERY


def _write(owner: QObject, name: str, text: str) -> None:
    """Set a text: by the class of the widget, which may cut it to its width; a tooltip as plain text."""
    if name == "text" and isinstance(owner, QLabel | QAbstractButton):
        owner.setText(text)
    elif name == "toolTip" and isinstance(owner, QWidget) and not text.startswith(PLAIN_TIP):
        set_tip(owner, text)
    else:
        owner.setProperty(name, text)


def _cover_items(widget: QListWidget | QComboBox, cover: Cover) -> None:
    model = widget.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        for at, role in enumerate(_SAID):
            stated = index.data(role)
            if isinstance(stated, str) and (covered := cover(stated)) != stated:
                model.setData(index, stated, STATED + at)
                model.setData(index, covered, role)


def _restore_items(widget: QListWidget | QComboBox) -> None:
    model = widget.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        for at, role in enumerate(_SAID):
            stated = index.data(STATED + at)
            if stated is not None:
                model.setData(index, stated, role)
                model.setData(index, None, STATED + at)
