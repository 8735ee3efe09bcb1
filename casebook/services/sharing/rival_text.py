"""Versions of one field in words: what they are of, what each says, why one of them is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.sharing.choice import ShownBecause
from casebook.domain.sharing.merge import is_fixed
from casebook.domain.sharing.rival import Rival, RivalVersion
from casebook.domain.sharing.version import BINNED
from casebook.services.base import history_text

ValueText = Callable[[str, str, object], str]
"""Returns the text of a value by noun, field and value, as JSON has it."""
_BECAUSE: Mapping[ShownBecause, Message] = {
    "later": Message("shown: it is the later one"),
    "stricter": Message("shown: it is the stricter one"),
    "earlier-day": Message("shown: its date is the earlier one"),
    "withdrawn": Message("shown: a withdrawal stands"),
    "stated": Message("shown"),
    "first": Message("shown: it was here first"),
}
_NEWER = Message("of a newer version of Casebook")
_UNSAID = Message("Details that are not displayed differ.")
_MAX_NAMES = 3


def plain_text(_noun: str, _field: str, value: object) -> str:
    """Return the text of a value where no language words its codes."""
    return history_text.value(value)


def title_of(rival: Rival, words: Translator) -> str:
    """Return what has several versions, as forms name it."""
    if rival.kind == "unknown":
        return words("A field of a newer version of Casebook")
    if rival.key == BINNED:
        return words("Bin")
    if rival.kind != "block":
        return history_text.field(rival.names[0], words, rival.noun)
    if rival.key == "=counting":
        return words("Calculation of the deadline")
    names = [name for name in _differing(rival) if not history_text.is_unread(name)]
    return words.list_of(
        history_text.field(name, words, rival.noun) for name in (names or rival.names)[:_MAX_NAMES]
    )


def because(rival: Rival, version: RivalVersion, words: Translator) -> str:
    """Return that a version is shown and why; "" for the others."""
    return words(_BECAUSE[rival.because]) if version.is_shown else ""


def text_of(rival: Rival, version: RivalVersion, words: Translator, text: ValueText = plain_text) -> str:
    """Return what a version says, a field of a block a line."""
    if not version.is_readable:
        return words(_NEWER)
    if rival.key == BINNED:
        return _bin_text(rival, version, words)
    if rival.kind == "block":
        lines = [words.labelled(*pair) for pair in _pairs(rival, version, words, text)]
        return "\n".join(lines) or words(_UNSAID)
    return _value_text(rival, rival.names[0], version.content, words, text)


def counted_twice(rival: Rival, words: Translator) -> str:
    """Return the days of a deadline that was counted twice, with who counted each; "" for anything else."""
    if not rival.counted_days:
        return ""
    days = (
        words.bracketed(_day(version, words), words.list_of(_whence(version, words)))
        for version in sorted(rival.versions, key=lambda one: str(one.content.get("due_on") or "9"))
    )
    return words("Counted twice: {days}", days=words.list_of(days))


def _day(version: RivalVersion, words: Translator) -> str:
    due_on = version.content.get("due_on")
    return words.format_date(date.fromisoformat(due_on)) if due_on else words("no date")


def _whence(version: RivalVersion, words: Translator) -> Iterator[str]:
    yield words(version.who)
    if pack := _rules_version(version.content):
        yield words("rules {version}", version=pack)


def _rules_version(content: Mapping[str, Any]) -> str:
    working = content.get("working") or {}
    return str((working.get("basis") or {}).get("pack") or "")


def _bin_text(rival: Rival, version: RivalVersion, words: Translator) -> str:
    if version.content is not None:
        return words("in the bin")
    return words("changed afterwards") if rival.kind == "changed-in-bin" else words("not in the bin")


def _differing(rival: Rival) -> list[str]:
    """Return the fields of a block in which its versions differ."""
    readable = [version.content for version in rival.versions if version.is_readable]
    return [
        name for name in rival.names if any(one.get(name) != readable[0].get(name) for one in readable[1:])
    ]


def _pairs(
    rival: Rival, version: RivalVersion, words: Translator, text: ValueText
) -> Iterator[tuple[str, str]]:
    for name in _differing(rival):
        if name == "working":
            if pack := _rules_version(version.content):
                yield words("Version of the rules"), pack
        elif not history_text.is_unread(name) or _is_titled(rival, name) or is_fixed(rival.key):
            shown = _value_text(rival, name, version.content.get(name), words, text)
            yield history_text.field(name, words, rival.noun), shown


def _is_titled(rival: Rival, name: str) -> bool:
    """Return whether a version names a record by its ID in this field, of which the title is known."""
    values = [version.content.get(name) for version in rival.versions if version.is_readable]
    return any(isinstance(value, str) and value in rival.titles for value in values)


def _value_text(rival: Rival, name: str, value: Any, words: Translator, text: ValueText) -> str:  # noqa: ANN401 - any JSON
    if value in ("", None, [], {}):
        return words("empty")
    if isinstance(value, str) and value in rival.titles:
        return rival.titles[value]
    if isinstance(value, list) and value and all(one in rival.titles for one in value):
        return words.series_of(rival.titles[one] for one in value)
    return text(rival.noun, name, value)
