"""Fills in any form by the types of its entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from casebook.ui.widgets.forms.entry import ChoiceEntry, Entry, NumberEntry, TickEntry
from casebook.ui.widgets.forms.entry_date import DateEntry, DayEntry, TimeEntry
from casebook.ui.widgets.forms.entry_find import KnownEntry, RecordEntry
from casebook.ui.widgets.forms.entry_numbers import NumbersEntry
from casebook.ui.widgets.forms.entry_parts import ListEntry, PartEntry
from casebook.ui.widgets.forms.entry_ticks import TicksEntry
from casebook.ui.widgets.forms.form import Form
from tests import any_value


def fill_in(within: QWidget, chance: Random) -> bool:
    """Fill in every form in view and send it; whether one was taken."""
    forms = [form for form in within.findChildren(Form) if form.isVisible()]
    for form in forms:
        fill(form, chance)
        form.submit()
    return any(not form.is_refused and not form.fields.first_wrong() for form in forms)


def fill(form: Form, chance: Random) -> None:
    """Fill in a form."""
    for entry in form.entries.values():
        entry.set_raw(_raw(entry, chance))
        entry.changed.emit()


def _raw(entry: Entry, chance: Random) -> Any:  # noqa: ANN401 - as a draft holds it
    """Return possible content of an entry, by its class or its nearest base class."""
    return next(_RAW[kind] for kind in type(entry).__mro__ if kind in _RAW)(entry, chance)


def _listed(lines: QListWidget) -> list[str]:
    return [str(lines.item(at).data(Qt.ItemDataRole.UserRole) or "") for at in range(lines.count())]


def _offered(entry: RecordEntry) -> list[str]:
    entry.look()
    lines = entry.findChild(QListWidget)
    return _listed(lines) if lines is not None else []


def _several(texts: Sequence[str], chance: Random) -> list[str]:
    return chance.sample(list(texts), k=min(len(texts), chance.randint(0, 3)))


def _parts(entry: ListEntry, chance: Random) -> list[Any]:
    """Return the content of its entries, without parts of which nothing is filled in: none is kept."""
    raw = [_raw(entry.sample, chance) for _ in range(chance.randint(0, 2))]
    return [one for one in raw if not isinstance(one, dict) or _is_filled(one)]


def _is_filled(raw: object) -> bool:
    parts = raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else None
    return bool(raw) if parts is None else any(map(_is_filled, parts))


_RAW: Mapping[type[Any], Callable[[Any, Random], Any]] = {
    PartEntry: lambda entry, chance: {key: _raw(each, chance) for key, each in entry.entries.items()},
    ListEntry: _parts,
    ChoiceEntry: lambda entry, chance: entry.box.itemData(chance.randrange(max(entry.box.count(), 1))),
    TickEntry: lambda _, chance: chance.random() < any_value.OFTEN,
    TicksEntry: lambda entry, chance: _several(_listed(entry.list), chance),
    RecordEntry: lambda entry, chance: chance.choice(["", *_offered(entry)]),
    KnownEntry: lambda _, chance: chance.choice(any_value.KNOWN_WORDS),
    DayEntry: lambda _, chance: chance.choice(["", *any_value.DAYS]),
    DateEntry: lambda _, chance: any_value.dates(chance),
    TimeEntry: lambda _, chance: chance.choice(("", "0:00", "23:59", "24:00", "9", "14.30", "½:00")),
    NumberEntry: lambda _, chance: chance.choice((str(any_value.numbers(chance)), "²")),
    NumbersEntry: lambda _, chance: ",".join(_several(list(map(str, any_value.NUMBERS)), chance)),
    Entry: lambda _, chance: any_value.texts(chance),
}
