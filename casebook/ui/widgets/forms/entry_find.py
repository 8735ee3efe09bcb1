"""Entries with suggestions: a country, a language, a record of the vault."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QRect, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.language.fold import without_script
from casebook.ui.kit import theme
from casebook.ui.kit.callback import while_there
from casebook.ui.kit.collation import pinyin_keys
from casebook.ui.kit.drawing import contained_reply
from casebook.ui.kit.plain import set_tip
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.widgets.controls.parts import label
from casebook.ui.widgets.forms.entry import RawValue, TextEntry, Value
from casebook.ui.widgets.forms.field_icon import FieldIcon
from casebook.ui.widgets.layout.flow import keep_whole_in_view

Found = Sequence[tuple[str, str]]
"""Records by ID, each with its text."""
_PAUSE_MS, _MAX_SHOWN = 150, 6
_MAX_LINES, _BESIDE_WORDS = 3, 28
"""Lines of a suggestion, and what stands beside its words in design units."""
_MAX_IN_FIELD = 36
"""Signs of a title that a field shows in a narrow window; a longer one is repeated in full below it."""


class SuggestingEntry(TextEntry):
    """A line with suggestions below: arrows choose, Enter accepts, Escape closes.

    Args:
        name: what a screen reader says.
        hint: shown while it is empty.
        nothing: said in place of the list where nothing fits, or "" to leave it away.
    """

    def __init__(self, name: str, hint: str, nothing: str = "") -> None:
        super().__init__(name, hint)
        self._nothing = nothing
        self._offered = QListWidget()
        self._offered.setAccessibleName(name)
        self._offered.setProperty("role", "offered")
        self._offered.setWordWrap(True)
        self._offered.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._offered.itemClicked.connect(self._pick)
        self._offered.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._offered)
        self.edit.installEventFilter(self)
        self._offered.installEventFilter(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self._is_outdated = False
        self.edit.textEdited.connect(self._type_on)

    def _type_on(self, _: str) -> None:
        self._is_outdated = True
        self._pause.start()

    def look(self) -> None:
        """Search for suggestions; answer with `offer`."""

    def take(self, key: str, words: str) -> None:
        """Handle an accepted suggestion."""

    def offer(self, suggestions: Found) -> None:
        """Show these suggestions below the line."""
        self._is_outdated = False
        self._offered.clear()
        if not suggestions and self._nothing and self.edit.text().strip():
            nothing = QListWidgetItem(self._nothing, self._offered)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
        for key, words in suggestions[:_MAX_SHOWN]:
            item = QListWidgetItem(words, self._offered)
            set_tip(item, words)
            item.setData(Qt.ItemDataRole.UserRole, key)
        lines = self._offered.count()
        height = sum(self._fit(self._offered.item(at)) for at in range(lines))
        self._offered.setFixedHeight(height + theme.current().px(6))
        self._offered.setCurrentRow(0 if suggestions else -1)
        self._offered.setVisible(bool(lines) and self.edit.hasFocus())

    def _fit(self, item: QListWidgetItem) -> int:
        """Give a suggestion as many lines as its words need, up to a few; returns their height."""
        metrics, width = self._offered.fontMetrics(), self.edit.width() - theme.current().px(_BESIDE_WORDS)
        room = QRect(0, 0, max(width, 1), metrics.lineSpacing() * _MAX_LINES)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text()).height()
        padding = self._offered.sizeHintForRow(self._offered.row(item)) - metrics.height()
        height = min(needed, room.height()) + max(padding, 0)
        item.setSizeHint(QSize(1, height))
        return height

    @contained_reply
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the keys of the list; it closes when the focus leaves."""
        if watched is self._offered:
            if event.type() in {QEvent.Type.Show, QEvent.Type.Resize, QEvent.Type.Move}:
                QTimer.singleShot(0, self, self._keep_list_in_view)  # once what it lies in has grown
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            self._offered.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if is_pressed(event, "save"):
                self._offered.hide()  # what was typed is kept, and the form saves
                return False
            return self._press(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _keep_list_in_view(self) -> None:
        if self._offered.isVisible():
            keep_whole_in_view(self._offered)

    def _press(self, key: Qt.Key) -> bool:
        if not self._offered.isVisible():
            if key == Qt.Key.Key_Down:
                self.look()
            return key == Qt.Key.Key_Down
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key, 0)
        if step:
            self._step(step)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            return self._accept()
        elif key == Qt.Key.Key_Escape:
            self._offered.hide()
        return bool(step) or key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}

    def _accept(self) -> bool:
        """Take the selected line, never one of a list for what was typed before; whether there is a list."""
        if self._is_outdated:
            self._pause.stop()
            self.look()
        if not self._is_outdated and self._offered.isVisible():
            self._pick(self._offered.currentItem())
            return True
        return self._is_outdated

    def _step(self, step: int) -> None:
        """Select the next acceptable line, skipping the one that reports no match."""
        row = max(0, min(self._offered.currentRow() + step, self._offered.count() - 1))
        if self._offered.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
            self._offered.setCurrentRow(row)

    def _pick(self, item: QListWidgetItem | None) -> None:
        self._pause.stop()
        self._offered.hide()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.take(str(item.data(Qt.ItemDataRole.UserRole)), item.text())
            self.changed.emit()


class KnownEntry(SuggestingEntry):
    """A word with a code, such as a country; unknown text is kept as stated.

    Args:
        name: what a screen reader says.
        known: code -> words.
        hint: shown while it is empty.
        aliases_of: what else a code is found by, the code among it; a whole one comes first.
        code: makes a code of what is typed and is not one of the words; may refuse it.
        doubt: what is said below the line of a text that is kept although nobody knows it, or "".
        is_doubtful: whether that is to be said of a text.
    """

    def __init__(
        self,
        name: str,
        known: Mapping[str, str],
        hint: str = "",
        *,
        aliases_of: Callable[[str], Sequence[str]] = lambda _: (),
        code: Callable[[str], str] = str,
        doubt: str = "",
        is_doubtful: Callable[[str], bool] = lambda _: False,
    ) -> None:
        super().__init__(name, hint)
        self._aliases_of, self._code, self._is_doubtful = aliases_of, code, is_doubtful
        self._codes: dict[str, str] = {}
        self._doubt = label(doubt, "small", wraps=True)
        self._doubt.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._doubt)
        self.edit.textChanged.connect(lambda _: self._doubt.hide())
        self.edit.editingFinished.connect(self._finish)
        self.know(known)

    def set_raw(self, content: RawValue) -> None:
        """Set the text."""
        super().set_raw(content)
        self._say_doubt()

    def _finish(self) -> None:
        """Complete the beginning of one known word alone, where it would be refused as it is."""
        begun = str(self.raw).casefold()
        meant = [words for words in self._known.values() if begun and words.casefold().startswith(begun)]
        try:
            self.read()
        except InvalidInput:
            if len(meant) == 1:
                self.set_raw(meant[0])
        self._say_doubt()

    def _say_doubt(self) -> None:
        text = str(self.raw)
        self._doubt.setVisible(text.casefold() not in self._codes and self._is_doubtful(text))

    def know(self, known: Mapping[str, str]) -> None:
        """Offer these from now on; what was typed stays."""
        self._known = known
        self._codes = {words.casefold(): code for code, words in known.items()}
        self._sought: dict[str, tuple[str, list[str]]] = {}

    def look(self) -> None:
        """Suggest exact matches, then prefixes, then other matches."""
        search_text = str(self.raw).casefold()
        if not search_text or search_text in self._codes:
            self.offer(())
            return
        if not self._sought:  # at the first search: most forms are filled in without one
            self._sought = {code: self._folded(code, words) for code, words in self._known.items()}
        begun = without_script(search_text)
        ranked = sorted(
            (rank, words, code)
            for code, words in self._known.items()
            if (rank := self._rank(*self._sought[code], begun)) is not None
        )
        self.offer([(code, words) for _, words, code in ranked])

    def _folded(self, code: str, words: str) -> tuple[str, list[str]]:
        """Return the words of a code and what else it is found by, as texts are compared."""
        aliases = [*map(without_script, self._aliases_of(code)), *pinyin_keys(words)]
        return without_script(words), aliases

    @staticmethod
    def _rank(words: str, aliases: Sequence[str], search_text: str) -> tuple[int, int] | None:
        """Return how well a code fits: a whole alias, the words from their start, a short alias, within."""
        if search_text in aliases:
            return 0, 0
        begun = [len(alias) for alias in aliases if alias.startswith(search_text)]
        if words.startswith(search_text):
            return 1, 0
        if begun:
            return 1, min(begun)
        return (2, 0) if search_text in words else None

    def take(self, key: str, words: str) -> None:  # noqa: ARG002 - the code follows from the words
        """Insert the text of the suggestion."""
        self.set_raw(words)

    def read(self) -> str:
        """Return the code, or the value made from the text.

        Raises:
            InvalidInput: no code can be made of them.
        """
        text = str(self.raw)
        return self._codes.get(text.casefold()) or (self._code(text) if text else "")

    def to_raw(self, value: Value) -> str:
        """Return the text of a code."""
        return self._known.get(str(value or ""), str(value or ""))


class RecordFinder(Protocol):
    """The source of records of an entry; both methods answer later, in the UI thread."""

    def find(self, asked: str, then: Callable[[Found], None]) -> None:
        """Find records that match the text; the most likely for ""."""
        ...

    def title(self, record_id: str, then: Callable[[str], None]) -> None:
        """Look up the title of a record."""
        ...


class RecordEntry(SuggestingEntry):
    """One record of the vault, found by its title; the arrow key opens the list."""

    def __init__(self, name: str, finding: RecordFinder, words: Translator) -> None:
        super().__init__(name, words("Type to search"), words("No matches"))
        self._words, self._finding = words, finding
        self._id, self._title = "", ""
        FieldIcon(self.edit, "search")
        self._in_full = label("", "small", wraps=True)  # a finding is longer than any field
        self._in_full.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._in_full)

    @property
    def raw(self) -> RawValue:
        """Return the ID of the record; unmatched text begins with a question mark."""
        typed = self.edit.text().strip()
        if typed == self._title:
            return self._id  # also while its title is being read
        return f"?{typed}" if typed else ""

    def set_raw(self, content: RawValue) -> None:
        """Choose a record by its ID."""
        text = str(content or "")
        self._id = "" if text.startswith("?") else text
        self._show(text.removeprefix("?") if text.startswith("?") else "")
        if not self._id:
            self._title = ""
        else:
            wanted = self._id
            content = while_there(self, lambda title: self._show(title) if self._id == wanted else None)
            self._finding.title(wanted, content)

    def read(self) -> str:
        """Return the ID, or "".

        Raises:
            InvalidInput: words were typed that name no record.
        """
        text = str(self.raw)
        if text.startswith("?"):
            raise InvalidInput("Nothing chosen", field=self.name, remedy="Choose one from the list below.")
        return text

    def display_text(self, content: RawValue) -> str:
        """Return the title of a record if known."""
        return self._title if content == self._id else self._words("another record") if content else "—"

    def _show(self, title: str) -> None:
        self._title = title
        with QSignalBlocker(self.edit):
            self.edit.setText(title)
            set_tip(self.edit, title)  # a finding is longer than any field
            self.edit.setCursorPosition(0)
        self._in_full.setText(title)
        self._in_full.setVisible(len(title) > _MAX_IN_FIELD)

    def look(self) -> None:
        """Search for matching records."""
        search_text = self.edit.text().strip()

        def show(found: Found) -> None:
            if search_text == self.edit.text().strip():
                self.offer(found)

        self._finding.find(search_text, while_there(self, show))

    def take(self, key: str, words: str) -> None:
        """Choose a record."""
        self._id = key
        self._show(words)
