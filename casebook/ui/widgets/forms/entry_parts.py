"""Lists within a record: names, identity documents, accounts, steps, each a small form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casebook.base.i18n import Translator
from casebook.ui.kit.drawing import contained
from casebook.ui.kit.plain import set_tip
from casebook.ui.kit.shortcuts import is_pressed
from casebook.ui.widgets.controls.parts import button
from casebook.ui.widgets.forms.entry import ChoiceEntry, Entry, RawValue, Value
from casebook.ui.widgets.forms.field import Field, FieldGrid
from casebook.ui.widgets.layout.layout import column, empty_out, frame, line
from casebook.ui.widgets.layout.tab_order import tab_before
from casebook.ui.widgets.layout.wrapping import Wrapping

P_co = TypeVar("P_co", covariant=True)
_CARRIED = "carried"
_Line = tuple[Entry, QWidget]
"""An entry of a list and its box."""


class PartMaker(Protocol[P_co]):
    """Makes a part from its values by field key; usually the class of the part."""

    def __call__(self, *args: Value, **values: Value) -> P_co:
        """Return the part.

        Raises:
            InvalidInput: it does not take these values.
        """
        ...


class _PartGrid(FieldGrid):
    """The fields of a part; Return in an empty one is left to the list, which may end with it."""

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move on to the next field on Return once the part holds something."""
        if is_pressed(event, "next-field") and not any(_holds(each) for each in self.entries.values()):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PartEntry(Entry):
    """Several fields of one part, such as a name with its script.

    Args:
        name: what a screen reader says.
        fields: the fields, whose keys are the part's.
        make: makes the part from its values.
        words: the language its problems are shown in.
        values: the values of a part by field; its attributes by default.
        carried: what of a part has no field and is not to be lost, in JSON; `make` gets it as `carried`, None
            for a new part.
    """

    def __init__(
        self,
        name: str,
        fields: Sequence[Field],
        make: PartMaker[Value],
        words: Translator,
        values: Callable[[Value], Mapping[str, Value]] | None = None,
        carried: Callable[[Value], RawValue] | None = None,
    ) -> None:
        super().__init__(name)
        self._make, self._values, self._carried = make, values, carried
        self._load: RawValue = None
        self._grid = _PartGrid(fields, name, words, self)
        self._grid.changed.connect(self.changed)
        column(self, gap=0).addWidget(self._grid)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """Return the entries by key."""
        return self._grid.entries

    @property
    def raw(self) -> RawValue:
        """Return the content of each field."""
        content = {key: entry.raw for key, entry in self.entries.items()}
        return content if self._load is None else {**content, _CARRIED: self._load}

    def set_raw(self, content: RawValue) -> None:
        """Set the content of each field."""
        self._load = (content or {}).get(_CARRIED)
        for key, entry in self.entries.items():
            entry.set_raw((content or {}).get(key, entry.to_raw(None)))

    def read(self) -> Value:
        """Return the part.

        Raises:
            InvalidInput: a field cannot be read or is missing.
        """
        values = self._grid.read()
        return self._make(**values) if self._carried is None else self._make(**values, carried=self._load)

    def to_raw(self, value: Value) -> dict[str, RawValue]:
        """Return the part as typed."""
        if value is None:
            return {}
        values = self._values(value) if self._values else {key: getattr(value, key) for key in self.entries}
        content = {key: entry.to_raw(values[key]) for key, entry in self.entries.items()}
        return {**content, _CARRIED: self._carried(value)} if self._carried else content

    def display_text(self, content: RawValue) -> str:
        """Return the part in one line."""
        texts = (
            entry.display_text(content.get(key, ""))
            for key, entry in self.entries.items()
            if content.get(key)
        )
        return " · ".join(texts)

    @property
    def first_wrong(self) -> Entry | None:
        """Return the first field with a problem."""
        box = self._grid.first_wrong()
        return box.entry if box else None

    def mark(self, *, is_wrong: bool) -> None:
        """Mark the invalid field, or all if none reports a problem."""
        _mark(self, self.first_wrong, is_wrong=is_wrong)

    def take_focus(self) -> None:
        """Focus the first or the invalid field."""
        (self.first_wrong or next(iter(self.entries.values()))).take_focus()


class ListEntry(Entry):
    """A list of entries of one kind, which can be moved up, removed and restored.

    Args:
        name: what a screen reader says.
        make: makes an empty entry.
        add_title: the words of the button that adds one.

    Attributes:
        sample: an empty entry of its kind, never shown.
        foot: the line of that button, and of the one that puts back what was taken out last.
    """

    def __init__(self, name: str, make: Callable[[], Entry], add_title: str, words: Translator) -> None:
        super().__init__(name)
        self._make, self._words = make, words
        self.sample = make()
        self.sample.setParent(self)
        self.sample.hide()
        self._lines: list[_Line] = []
        self._out: list[tuple[int, _Line]] = []
        self._whole = column(self, gap=8)
        self._body = column(gap=8)
        self._whole.addLayout(self._body)
        self._add = button(add_title, lambda: self.add(None).take_focus(), role="link", meaning="add")
        self._back = button(words("Restore"), self._put_back, role="link", meaning="back")
        self._offer_back()
        self.foot = Wrapping(self._add, self._back, gap=4)
        self._whole.addWidget(self.foot)

    @property
    def lines(self) -> list[Entry]:
        """Return the entries in order."""
        return [entry for entry, _ in self._lines]

    @property
    def raw(self) -> RawValue:
        """Return the content of each entry."""
        return [entry.raw for entry in self.lines if entry.raw and not is_blank(entry)]

    def set_raw(self, content: RawValue) -> None:
        """Set the number and content of the entries; the keyboard stays among them, as with a draft."""
        is_held = self._holder() is not None
        self._lines = []
        empty_out(self._body)
        for _, (_, box) in self._out:
            box.deleteLater()
        self._out = []
        self._offer_back()
        for each in content or ():
            self._append(each)
        if is_held:
            self.take_focus()

    def _holder(self) -> Entry | None:
        """Return the entry in which the keyboard is."""
        focused: QWidget | None = self.window().focusWidget()
        holds = (entry for entry, box in self._lines if focused is not None and box.isAncestorOf(focused))
        return next(holds, None)

    def add(self, content: RawValue) -> Entry:
        """Add an entry."""
        made = self._append(content)
        self.changed.emit()
        return made

    @contained
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on within the list on Return, where it does so; else whoever holds the list goes on."""
        entry = self._holder()
        if entry is None or not is_pressed(event, "next-field") or not self.go_on(entry):
            super().keyPressEvent(event)

    def go_on(self, entry: Entry) -> bool:  # noqa: ARG002 - where it goes on may depend on the entry
        """Go on from an entry to the next one; returns False where the next field is outside the list."""
        return False

    def read(self) -> tuple[Value, ...]:
        """Return the values, without empty entries.

        Raises:
            InvalidInput: one of them cannot be read.
        """
        return tuple(entry.read() for entry in self.lines if not is_blank(entry))

    def to_raw(self, value: Value) -> list[RawValue]:
        """Return each value as typed."""
        return [self.sample.to_raw(each) for each in value or ()]

    def display_text(self, content: RawValue) -> str:
        """Return each value on a line of its own."""
        return "\n".join(self.sample.display_text(each) for each in content) or "—"

    @property
    def first_wrong(self) -> Entry | None:
        """Return the first entry with a problem in a field."""
        return next((each for each in self.lines if each.first_wrong), None)

    def mark(self, *, is_wrong: bool) -> None:
        """Mark the invalid field, or all if none reports a problem."""
        _mark(self, self.first_wrong, is_wrong=is_wrong)

    def take_focus(self) -> None:
        """Focus the first or the invalid entry, or the add button."""
        if self._lines:
            (self.first_wrong or self.lines[0]).take_focus()
        else:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, content: RawValue) -> Entry:
        entry = self._make()
        if content is not None:
            entry.set_raw(content)
        entry.changed.connect(self.changed)
        box = frame("note") if isinstance(entry, PartEntry) else frame("plain")
        inside = line(box, gap=4, margins=(8, 10) if isinstance(entry, PartEntry) else (0,))
        self._body.addWidget(box)
        inside.addWidget(entry, 1)
        inside.addLayout(self._tools(entry), 0)
        self._lines.append((entry, box))
        self._name_lines()
        tab_before(self._add, box)
        return entry

    def _name_lines(self) -> None:
        """Name each line by its number, so that a screen reader tells the fields of two lines apart."""
        for number, (_, box) in enumerate(self._lines, start=1):
            box.setAccessibleName(f"{self.name} {number}")

    def _tools(self, entry: Entry) -> QHBoxLayout:
        tools = line(gap=0)
        top = Qt.AlignmentFlag.AlignTop
        up = button("", lambda: self._lift(entry), role="tool", meaning="up", name=self._words("Move up"))
        drop_button = button(
            "", lambda: self._drop(entry), role="tool", meaning="close", name=self._words("Remove")
        )
        tools.addWidget(up, 0, top)
        tools.addWidget(drop_button, 0, top)
        return tools

    def _place(self, entry: Entry) -> int:
        return next(at for at, (each, _) in enumerate(self._lines) if each is entry)

    def _lift(self, entry: Entry) -> None:
        at = self._place(entry)
        if at:
            self._move(at, at - 1)
            self.changed.emit()

    def _move(self, at: int, to: int) -> None:
        """Move a line from one place to another."""
        self._lines.insert(to, self._lines.pop(at))
        box = self._lines[to][1]
        self._body.removeWidget(box)
        self._body.insertWidget(to, box)
        for _, each in self._lines:
            tab_before(self._add, each)
        self._name_lines()

    def _drop(self, entry: Entry) -> None:
        at = self._place(entry)
        dropped_line = self._lines.pop(at)
        self._body.removeWidget(dropped_line[1])
        dropped_line[1].hide()
        self._name_lines()
        if is_blank(entry):
            dropped_line[1].deleteLater()
        else:
            self._out.append((at, dropped_line))
            self._offer_back()
        self.changed.emit()
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_back(self) -> None:
        """Restore the last removed entry at its place."""
        at, back = self._out.pop()
        at = min(at, len(self._lines))
        self._lines.insert(at, back)
        self._body.insertWidget(at, back[1])
        back[1].show()
        self._name_lines()
        for _, each in self._lines:
            tab_before(self._add, each)
        self.changed.emit()
        back[0].take_focus()
        self._offer_back()

    def _offer_back(self) -> None:
        self._back.setEnabled(bool(self._out))
        self._back.setVisible(bool(self._out))
        if self._out:
            entry = self._out[-1][1][0]
            set_tip(self._back, entry.display_text(entry.raw))


def _mark(entry: Entry, wrong: Entry | None, *, is_wrong: bool) -> None:
    """Mark a compound entry as a whole if none of its fields reports a problem."""
    if wrong is None:
        Entry.mark(entry, is_wrong=is_wrong)
    else:
        entry.setProperty("wrong", is_wrong)


def is_blank(entry: Entry) -> bool:
    """Return whether nothing was typed or chosen; a choice at its first value is not chosen."""
    if isinstance(entry, PartEntry):
        return not any(_holds(each) for each in entry.entries.values())
    return not entry.raw


def _holds(entry: Entry) -> bool:
    return entry.is_chosen if isinstance(entry, ChoiceEntry) else bool(entry.raw)
