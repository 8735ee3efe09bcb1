"""The sidebar with the pages and Lock; icons only in a narrow window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from casebook.base.i18n import Translator
from casebook.ui.kit import theme
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.icons import icon
from casebook.ui.kit.plain import set_tip
from casebook.ui.shell.draft_id import entry_of, written_in
from casebook.ui.widgets.controls.parts import button, label
from casebook.ui.widgets.layout.layout import column

_WIDE, _NARROW = 188, 58
_MIN_ENTRY = 24
"""Of an entry: lower ones are hard to hit."""
_MARK = "  •"
"""Beside the name of a page on which a draft waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SidebarEntry:
    """An entry of the sidebar; those of the upper part have a number as shortcut."""

    page: str
    title: str
    meaning: str
    keys: str = ""


class Sidebar(QFrame):
    """Entries from top to bottom, with up and down keys.

    Attributes:
        chosen: key of the page wanted.
        locking: Lock was pressed.
    """

    chosen = Signal(str)
    locking = Signal()

    def __init__(
        self,
        words: Translator,
        entries: Sequence[SidebarEntry],
        below: Sequence[SidebarEntry] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self._entries: dict[str, tuple[SidebarEntry, QPushButton]] = {}
        self._words, self._drafts = words, dict[str, str]()
        whole = self._scrolled()
        self._brand = label(words("Casebook"), "brand")
        self._brand.setContentsMargins(theme.current().px(9), theme.current().px(2), 0, 0)
        whole.addWidget(self._brand)
        whole.addSpacing(theme.current().px(8))
        for place, entry in enumerate(entries, start=1):
            whole.addWidget(self._entry(entry, f"Alt+{place % 10}"))
        whole.addStretch(1)
        for entry in below:
            whole.addWidget(self._entry(entry, entry.keys))
        lock = SidebarEntry(page="lock", title=words("Lock"), meaning="lock")
        self._lock = self._button(lock.title, lock.meaning, "Ctrl+L")
        self._lock.clicked.connect(lambda _=False: self.locking.emit())
        self._foot.addWidget(self._lock)
        self._is_narrow = False
        self.set_narrow(is_narrow=False)

    def _scrolled(self) -> QVBoxLayout:
        """Return the entries in a scroll area, for large text and low windows; Lock stays beneath it."""
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        whole = column(self, gap=0)
        whole.addWidget(scroll, 1)
        self._foot = column(gap=0)
        whole.addLayout(self._foot)
        self._scroll = scroll
        self._body = column(inside, gap=0, margins=(10, 10))
        return self._body

    def show_page(self, page: str) -> None:
        """Mark the entry of a page as current."""
        page = entry_of(page)
        for key, (_, entry_button) in self._entries.items():
            entry_button.setChecked(key == page)
            if key == page:
                self._scroll.ensureWidgetVisible(entry_button)

    def show_drafts(self, draft_ids: Sequence[str]) -> None:
        """Mark the entries of pages on which these drafts wait."""
        forms: dict[str, list[str]] = {}
        for place, name in map(written_in, draft_ids):
            forms.setdefault(entry_of(place.page), []).append(self._words(name.partition("/")[0]))
        self._drafts = {
            page: self._words("Unsaved draft: {form}", form=self._words.list_of(dict.fromkeys(names)))
            for page, names in forms.items()
        }
        self._name_entries()

    def entry(self, page: str) -> QWidget:
        """Return the entry of a page."""
        return self._entries[page][1]

    def points_elsewhere(self, focused: QWidget | None) -> bool:
        """Return whether the focus is on an entry of another page than the one in view."""
        return any(entry is focused and not entry.isChecked() for _, entry in self._entries.values())

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Show icons only, or icons and text."""
        self._is_narrow = is_narrow
        self.setFixedWidth(theme.current().px(_NARROW if is_narrow else _WIDE))
        side = theme.current().px(4 if is_narrow else 10)
        edge = theme.current().px(10)
        self._body.setContentsMargins(side, edge, side, 0)
        self._foot.setContentsMargins(side, 0, side, edge)
        self._brand.setVisible(not is_narrow)
        self._lock.setText("" if is_narrow else f" {self._lock.accessibleName()}")
        self._name_entries()

    def _name_entries(self) -> None:
        """Set the texts of the entries, with a mark and a description where a draft waits."""
        for page, (_, entry_button) in self._entries.items():
            note, mark = self._drafts.get(page, ""), _MARK if page in self._drafts else ""
            entry_button.setText(mark if self._is_narrow else f" {entry_button.accessibleName()}{mark}")
            entry_button.setAccessibleDescription(note)
            tip = str(entry_button.property("usual-tip"))
            set_tip(entry_button, f"{tip}\n{note}" if note else tip)

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between entries with up and down."""
        if event.key() == Qt.Key.Key_Down:
            self.focusNextPrevChild(True)  # noqa: FBT003 - Qt's signature
        elif event.key() == Qt.Key.Key_Up:
            self.focusNextPrevChild(False)  # noqa: FBT003 - Qt's signature
        else:
            super().keyPressEvent(event)

    @contained
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the entries closer together where a low window would cut the last."""
        super().resizeEvent(event)
        px = theme.current().px
        entries = [entry for _, entry in self._entries.values()] + [self._lock]
        usual = self._lock.sizeHint().height()
        around = self._brand.sizeHint().height() + px(8) + 2 * px(10)
        room = max((self.height() - around) // len(entries), px(_MIN_ENTRY))
        for entry in entries:
            entry.setFixedHeight(min(usual, room))

    def _entry(self, entry: SidebarEntry, keys: str) -> QPushButton:
        entry_button = self._button(entry.title, entry.meaning, keys)
        entry_button.setCheckable(True)
        entry_button.clicked.connect(lambda _=False: self.chosen.emit(entry.page))
        self._entries[entry.page] = (entry, entry_button)
        return entry_button

    def _button(self, title: str, meaning: str, keys: str) -> QPushButton:
        side_button = button(title, role="side")
        side_button.setIcon(icon(meaning, "quiet", checked="accent"))
        side_button.setIconSize(QSize(theme.current().px(18), theme.current().px(18)))
        tip = f"{title} ({keys})" if keys else title
        side_button.setProperty("usual-tip", tip)
        set_tip(side_button, tip)
        return side_button
