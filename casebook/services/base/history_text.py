"""The record of changes in words: what was done, which field, and its values as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from casebook.base.i18n import Translator
from casebook.store.registry import TABLES

_UNREAD = frozenset({"id", "key", "fingerprint", "working"})
_TITLES = {
    "on": "Date",
    "at": "Time",
    "ask": "What is to be done",
    "csl_type": "Kind in citations",
    "is_adverse": "Points the other way",
    "prc_article": "Article of PRC law",
    "op_ed_check": "Checked against opinion pieces",
    "size_bytes": "Size",
    "url": "Address",
    "hooks": "Articles it hangs on",
    "original_at": "Where the original is",
    "other_is_in": "Where the other lives",
    "terms": "Terms searched for",
    "upper": "Upper value",
    "verify": "Still to be verified",
    "ecli": "ECLI",
}
"""Fields whose name in the program does not say what it is."""
_MAX_SHOWN = 2000
"""Characters of a value; a text of many pages is not read here."""


def verb(action: str, words: Translator) -> str:
    """What was done, by the name of an action ("fact.change")."""
    kind, _, done = action.partition(".")
    done = "add" if kind == "sample" else done
    verbs = {
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
    return verbs.get(done, done.replace("-", " ").capitalize())


def field(name: str, words: Translator) -> str:
    """A field of a record.

    >>> field("date_of_birth", Translator())
    'Date of birth'
    """
    return words(_text(name))


def field_texts() -> frozenset[str]:
    """What the fields of every noun are called, as the catalogues hold them."""
    named = {part.name for shelf in TABLES for part in fields(shelf.kind)}
    return frozenset(_text(name) for name in named if not is_unread(name))


def _text(name: str) -> str:
    plain = name.removeprefix("is_").removeprefix("has_").replace("_", " ")
    return _TITLES.get(name, plain.capitalize())


def is_unread(name: str) -> bool:
    """Whether nobody reads a field as a value: ties to records, sums, and the working of a deadline."""
    return name in _UNREAD or name.endswith(("_id", "_ids")) or name.startswith("sha256")


def value(content: object) -> str:
    """A value as a person reads it; what lies within it one after the other.

    >>> value({"edtf": "2026-03", "words": ""})
    '2026-03'
    """
    if isinstance(content, Mapping):
        within = (each for name, each in content.items() if not is_unread(name))
        return ", ".join(text for text in map(value, within) if text)
    if isinstance(content, list | tuple):
        return "; ".join(text for text in map(value, content) if text)
    if isinstance(content, bool):
        return "✓" if content else "–"
    text = "" if content is None else str(content)
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]} …"
