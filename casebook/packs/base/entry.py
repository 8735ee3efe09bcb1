"""One entry of a pack: its fields read by type, every field accounted for, every defect named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NoReturn, TypeVar

from casebook.base.errors import InvalidInput, PackInvalid
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate

Choice = TypeVar("Choice")
OnDefect = Callable[[PackInvalid], None]
"""What happens to a defect: `refuse` raises it, a check collects it and reads on."""

NO_DATE = date.min
_MAX_NUMBER = 1e15
"""TOML has infinity, no number, and whole numbers that no float can hold."""


def refuse(defect: PackInvalid) -> NoReturn:
    """Raise the defect: for packs that are about to be used.

    Raises:
        PackInvalid: always.
    """
    raise defect


class PackEntry:
    """A table of a pack file.

    Each reader takes a field by type and marks it as read; `close` then names the fields nobody asked for.
    A reader without a default asks for a field that must be there. Where defects are collected rather than
    raised, a reader gives a stand-in of the right type, so that one reading finds every defect.

    Attributes:
        file: name of the pack file, for messages.
        name: what the entry is called in messages: its kind and id; "" for the file as a whole.
    """

    __slots__ = ("_on_defect", "_read", "_values", "file", "name")

    def __init__(
        self, values: Mapping[str, object], *, file: str, name: str = "", on_defect: OnDefect = refuse
    ) -> None:
        self._values = values
        self._read: set[str] = set()
        self._on_defect = on_defect
        self.file = file
        self.name = name

    def text(self, field: str, *, default: str | None = None) -> str:
        """A text on one line or several, without blanks at its ends; "" only where that is the default."""
        value = self._take(field, has_default=default is not None)
        if value is None:
            return default or ""
        if not isinstance(value, str) or not value or value != value.strip():
            self.complain(
                field,
                "must be text, not empty, without spaces at either end; leave it out if it is not known",
            )
            return default or ""
        return value

    def texts(self, field: str, *, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts, none empty, none twice."""
        value = self._take(field, has_default=default is not None)
        if value is None:
            return default or ()
        if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
            self.complain(field, "must be a list of texts, none of them empty")
            return default or ()
        if len(set(value)) < len(value):
            self.complain(field, "contains the same text twice")
        return tuple(value)

    def day(self, field: str, *, default: date | None = None) -> date:
        """A calendar date, written without quotes: ``2026-11-24``."""
        value = self._take(field, has_default=default is not None)
        if value is None:
            return default or NO_DATE
        if not isinstance(value, date) or isinstance(value, datetime):
            self.complain(field, "must be a date without quotation marks, such as 2026-11-24")
            return default or NO_DATE
        return value

    def stated(self, field: str) -> StatedDate | None:
        """A date as exact as it is known, in EDTF; None where the field is left out."""
        edtf = self.text(field, default="")
        try:
            return StatedDate(edtf=edtf) if edtf else None
        except InvalidInput:
            self.complain(field, "is not an EDTF date, such as 2016, 2016-05, 2016-05-01 or 2016-05~")
            return None

    def choice(self, field: str, among: tuple[Choice, ...], *, default: Choice | None = None) -> Choice:
        """One of a closed list of words."""
        value = self._take(field, has_default=default is not None)
        if value is None:
            return among[0] if default is None else default
        for allowed in among:
            if allowed == value:
                return allowed
        self.complain(field, Message("must be one of: {allowed}", allowed=tuple(map(str, among))))
        return among[0]

    def choices(self, field: str, among: tuple[Choice, ...]) -> tuple[Choice, ...]:
        """Several of a closed list of words; none where the field is left out."""
        chosen = self.texts(field, default=())
        if not set(chosen) <= set(among):
            self.complain(field, Message("must contain only: {allowed}", allowed=tuple(map(str, among))))
        return tuple(allowed for text in chosen for allowed in among if allowed == text)

    def flag(self, field: str, *, default: bool | None = None) -> bool:
        """Yes or no."""
        value = self._take(field, has_default=default is not None)
        if value is None:
            return bool(default)
        if not isinstance(value, bool):
            self.complain(field, "must be true or false")
            return bool(default)
        return value

    def integer(self, field: str, *, default: int | None = None, least: int = 0) -> int:
        """A whole number of at least `least`."""
        value = self._take(field, has_default=default is not None)
        if value is None:
            return least if default is None else default
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            self.complain(field, Message("must be a whole number of at least {least}", least=least))
            return least if default is None else default
        return value

    def number(self, field: str) -> float:
        """A number of at least 0, whole or not."""
        value = self._take(field, has_default=False)
        if value is None:
            return 0.0
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _MAX_NUMBER:
            self.complain(field, "must be a number of at least 0")
            return 0.0
        return float(value)

    def value(self, field: str) -> object:
        """Return a field unchanged, for tables whose fields differ between entries, or None."""
        return self._take(field, has_default=True)

    def table(self, field: str) -> PackEntry:
        """A table inside this entry; empty where it is left out."""
        value = self._take(field, has_default=True)
        if value is not None and not isinstance(value, dict):
            self.complain(field, "must be a table")
        return self._inner(value if isinstance(value, dict) else {}, field)

    def tables(self, field: str) -> tuple[PackEntry, ...]:
        """A list of tables inside this entry, as ``[[field]]``; none where it is left out."""
        value = self._take(field, has_default=True)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            self.complain(field, "must be a list of tables")
            return ()
        return tuple(
            self._inner(table, f"{field} {table.get('id', number)}")
            for number, table in enumerate(value, start=1)
        )

    def holds_list(self, field: str) -> bool:
        """Whether a field is written as a list."""
        return isinstance(self._values.get(field), list)

    def unread(self) -> tuple[str, ...]:
        """Return the fields not read yet, in the order of the file."""
        return tuple(field for field in self._values if field not in self._read)

    def close(self) -> None:
        """Name every field that no reader asked for: a misspelt one must not be dropped in silence."""
        for field in self.unread():
            self.complain(field, "is not a field of this type of entry")

    def complain(self, field: str, what: Message | str) -> None:
        """Report a defect of a field ("" for the entry as a whole)."""
        self._on_defect(PackInvalid(what, file=self.file, entry=self.name, field=field))

    def _take(self, field: str, *, has_default: bool) -> object:
        self._read.add(field)
        value = self._values.get(field)
        if value is None and not has_default:
            self.complain(field, "is missing")
        return value

    def _inner(self, values: Mapping[str, object], name: str) -> PackEntry:
        whole = f"{self.name} · {name}" if self.name else name
        return PackEntry(values, file=self.file, name=whole, on_defect=self._on_defect)
