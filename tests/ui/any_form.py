"""Filling in any form by what its entries are, as somebody might who reads no help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from casebook.ui.widgets.forms.entry import ChoiceEntry, Entry, NumberEntry, TextEntry, TickEntry, WordsEntry
from casebook.ui.widgets.forms.entry_date import DateEntry, DayEntry, TimeEntry
from casebook.ui.widgets.forms.entry_find import KnownEntry, RecordEntry
from casebook.ui.widgets.forms.entry_numbers import NumbersEntry
from casebook.ui.widgets.forms.entry_parts import ListEntry, PartEntry
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.form import Form
from tests import any_value

Draw = Callable[[st.SearchStrategy[Any]], Any]


def fill_in(within: QWidget, draw: Draw) -> bool:
    """Fill in every form in view and send it; whether one was taken."""
    forms = [form for form in within.findChildren(Form) if form.isVisible()]
    for form in forms:
        for entry in form.entries.values():
            entry.set_raw(draw(_raw(entry)))
            entry.changed.emit()
        form.submit()
    return any(not form.is_refused and not form.fields.first_wrong() for form in forms)


def _raw(entry: Entry) -> st.SearchStrategy[Any]:
    """What may stand in an entry: by its own class, or by the nearest it descends from."""
    for kind in type(entry).__mro__:
        if kind in _RAW:
            return _RAW[kind](entry)
    raise TypeError(f"no values for {type(entry).__name__}")


def _parts(entry: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - of the kind named below
    return st.fixed_dictionaries({key: _raw(each) for key, each in entry.entries.items()})


def _offered(entry: Any) -> list[str]:  # noqa: ANN401 - of the kind named below
    entry.look()
    listed = entry.findChild(QListWidget)
    return [listed.item(at).data(Qt.ItemDataRole.UserRole) or "" for at in range(listed.count())]


_RAW: Mapping[type[Any], Callable[[Any], st.SearchStrategy[Any]]] = {
    PartEntry: _parts,
    ListEntry: lambda entry: st.lists(_raw(entry.sample), max_size=2),
    ChoiceEntry: lambda entry: st.sampled_from(
        [entry.box.itemData(at) for at in range(entry.box.count())] or [""]
    ),
    TickEntry: lambda _: st.booleans(),
    TicksEntry: lambda entry: st.lists(
        st.sampled_from(
            [entry.list.item(at).data(Qt.ItemDataRole.UserRole) for at in range(entry.list.count())] or [""]
        ),
        unique=True,
        max_size=3,
    ),
    RecordEntry: lambda entry: st.sampled_from(["", *_offered(entry)]),
    KnownEntry: lambda _: st.sampled_from(any_value.KNOWN_WORDS),
    DayEntry: lambda _: st.sampled_from(("", *any_value.DAYS)),
    DateEntry: lambda _: any_value.dates(),
    TimeEntry: lambda _: st.sampled_from(("", "0:00", "23:59", "24:00", "9", "14.30", "½:00")),
    NumberEntry: lambda _: any_value.numbers().map(str) | st.just("²"),
    NumbersEntry: lambda _: st.lists(any_value.numbers().map(str), max_size=3).map(",".join),
    WordsEntry: lambda _: any_value.texts(),
    TextEntry: lambda _: any_value.texts(),
    Entry: lambda _: any_value.texts(),
}
