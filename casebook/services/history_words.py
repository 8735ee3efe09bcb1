"""The record of changes in words: what was done, which field, and its values as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.i18n import Words

_MOST_SHOWN = 2000
"""Characters of a value; a text of many pages is not read here."""


def verb(action: str, words: Words) -> str:
    """What was done, by the name of an action ("fact.change")."""
    kind, _, done = action.partition(".")
    done = "add" if kind == "sample" else done
    told = {
        "add": words("Added"),
        "change": words("Changed"),
        "remove": words("Put in the bin"),
        "restore": words("Restored"),
        "purge": words("Removed for good"),
        "take-in": words("Taken in"),
        "save-copy": words("Copy saved outside"),
        "import": words("Imported"),
        "attach": words("Finding attached"),
        "put": words("Put into a collection"),
        "take": words("Taken in"),
        "take-out": words("Taken out of a collection"),
        "update": words("Updated"),
    }
    return told.get(done, done.replace("-", " ").capitalize())


def field(name: str) -> str:
    """A field of a record.

    >>> field("date_of_birth")
    'Date of birth'
    """
    return name.replace("_", " ").capitalize()


def is_unread(name: str) -> bool:
    """Whether nobody reads a field as a value: ties to records, and the working that stands on a deadline."""
    return name in {"id", "working"} or name.endswith(("_id", "_ids"))


def value(told: object) -> str:
    """A value as a person reads it; what lies within it one after the other.

    >>> value({"edtf": "2026-03", "words": ""})
    '2026-03'
    """
    if isinstance(told, Mapping):
        return ", ".join(text for text in map(value, told.values()) if text)
    if isinstance(told, list | tuple):
        return "; ".join(text for text in map(value, told) if text)
    if isinstance(told, bool):
        return "✓" if told else "–"
    text = "" if told is None else str(told)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]} …"
