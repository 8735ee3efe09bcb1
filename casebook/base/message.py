"""A text a person will read, kept apart from the language it is read in.

Errors, problems, remarks and progress are made far from the window, in threads and processes that know no
language. They carry a `Message`: the English text with named braces and the values for them. Whoever shows it
has `casebook.base.i18n` put it into the person's language, once; ``str()`` gives English, for the command
line and for logs.

`packaging/translations.py` collects what is handed literally to `Message`, `Message.plural`, `gettext_noop`
and `ngettext_noop`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, Self, TypeAlias

if TYPE_CHECKING:  # the lock screen says no dates
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

Value: TypeAlias = "str | int | float | date | Message | tuple[Value, ...]"
"""A placeholder value; a tuple becomes a comma-separated list. Errors never contain a person's name."""


def gettext_noop(text: str) -> str:
    """Mark a text that is kept as data here and translated where it is shown; it is given back unchanged."""
    return text


def in_sequence(sentences: Iterable[Message]) -> Message:
    """Return sentences one after another as one text; nothing for none.

    >>> str(in_sequence((Message("One."), Message("Two."))))
    'One. Two.'
    """
    held = list(sentences)
    if len(held) < 2:  # noqa: PLR2004 - one stands alone
        return held[0] if held else NO_MESSAGE
    return Message("{sentence} {following}", sentence=held[0], following=in_sequence(held[1:]))


def ngettext_noop(one: str, many: str) -> tuple[str, str]:
    """Mark a counted text that is kept as data here, both forms; for `Message.plural` or a translator."""
    return one, many


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Message:
    """A text with placeholder values: ``Message("There is no time zone {name}.", name=name)``.

    Compared by value. Without a text it is empty, and false.

    Attributes:
        msgid: the English text, with a named brace for each value; for a counted text the form for one.
        many: the form for several of a counted text, else "".
        values: what the braces stand for, by name.
    """

    msgid: str
    many: str
    values: tuple[tuple[str, Value], ...]

    def __init__(self, msgid: str, many: str = "", /, **values: Value) -> None:
        object.__setattr__(self, "msgid", msgid)
        object.__setattr__(self, "many", many)
        object.__setattr__(self, "values", tuple(sorted(values.items())))

    @classmethod
    def plural(cls, one: str, many: str, /, number: int, **values: Value) -> Self:
        """A counted text: the form for one, the form for several, both with ``{number}``."""
        return cls(one, many, number=number, **values)

    def as_text(self) -> str:
        """The message as one text that `from_text` reads back, to be kept in a record."""
        return (
            json.dumps(_data_of(self), ensure_ascii=False, default=json_value) if self.values else self.msgid
        )

    @classmethod
    def from_text(cls, text: str) -> Message:
        """Return the message saved by `as_text`; any other text is a message without placeholders."""
        try:
            return cls.from_data(json.loads(text))
        except ValueError:
            return cls(text)

    @classmethod
    def from_data(cls, data: object) -> Message:
        """A message from what `dataclasses.asdict` and `json_value` make of one, read back from JSON.

        Raises:
            ValueError: it is anything else, or its braces are not plain names.
        """
        if not isinstance(data, dict) or data.keys() != {"msgid", "many", "values"}:
            raise ValueError("no message")
        texts, pairs = (data["msgid"], data["many"]), data["values"]
        if not all(isinstance(text, str) and is_well_formed(text) for text in texts):
            raise ValueError("no text of a message")
        if not isinstance(pairs, list) or not all(map(_is_pair, pairs)):
            raise ValueError("no values of a message")
        return cls(*texts, **{name: _value_of(value) for name, value in pairs})

    @property
    def number(self) -> int:
        """What decides between the forms of a counted text; 1 for any other."""
        number = dict(self.values).get("number") if self.many else 1
        return number if isinstance(number, int) else 1

    def __bool__(self) -> bool:
        return bool(self.msgid)

    def __str__(self) -> str:
        text = self.many if self.many and self.number != 1 else self.msgid
        return self.fill(text, _plain)

    def __format__(self, spec: str) -> str:
        raise TypeError("a message is put into a language first, by a translator or by str()")

    def __repr__(self) -> str:
        return f"Message({self.msgid!r})"  # reprs end in logs: values stay out of them

    def fill(self, text: str, shown: Callable[[Value], str]) -> str:
        """A text of this message with its braces filled.

        Args:
            text: the message in some language.
            shown: a value in that language.

        A translation with a brace this message has no value for falls back on the English text.
        """
        if not self.values:
            return text
        values = {name: shown(value) for name, value in self.values}
        try:
            return text.format(**values)
        except (LookupError, ValueError, AttributeError):
            return self.msgid.format(**values) if text not in {self.msgid, self.many} else text


NO_MESSAGE = Message("")


def as_message(text: Message | str) -> Message:
    """A literal of the source as a message; a message as it is."""
    return text if isinstance(text, Message) else Message(text)


def is_well_formed(text: str) -> bool:
    """Return whether all placeholders of a text are plain names, as in the program's own messages.

    SECURITY: asked of a text from a process that is not believed: ``{a.__class__}`` reaches into values.
    """
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return False
    return all(name is None or (name.isidentifier() and not spec and not how) for _, name, spec, how in parts)


def json_value(value: object) -> dict[str, str]:
    """What JSON has instead of a date in a message, ``{"date": "2026-03-02"}``: a `default` for `json.dumps`.

    Raises:
        TypeError: it is no date.
    """
    from datetime import date

    if not isinstance(value, date):
        raise TypeError(f"no JSON for a {type(value).__name__}")
    return {"date": value.isoformat()}


def _is_pair(data: object) -> bool:
    return isinstance(data, list) and len(data) == len(("name", "value")) and isinstance(data[0], str)


def _data_of(value: Value) -> object:
    """Return what `dataclasses.asdict` makes of a value, a tenth of whose time this takes."""
    if isinstance(value, Message):
        pairs = [(name, _data_of(part)) for name, part in value.values]
        return {"msgid": value.msgid, "many": value.many, "values": pairs}
    return tuple(map(_data_of, value)) if isinstance(value, tuple) else value


def _value_of(data: object) -> Value:
    if isinstance(data, str | int | float):
        return data
    if isinstance(data, dict) and data.keys() == {"date"} and isinstance(data["date"], str):
        from datetime import date

        return date.fromisoformat(data["date"])
    return tuple(map(_value_of, data)) if isinstance(data, list) else Message.from_data(data)


def phrases(messages: Sequence[Message]) -> Message:
    """Several phrases as one message, with semicolons between them; empty for none."""
    *before, last = messages or (Message(""),)
    for phrase in reversed(before):
        last = Message("{first}; {rest}", first=phrase, rest=last)
    return last


def _plain(value: Value) -> str:
    return ", ".join(map(_plain, value)) if isinstance(value, tuple) else str(value)
