"""The audit chain in words: what was done, which field, and its values as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.store.registry import tables

_UNREAD = frozenset({"id", "calendar", "key", "fingerprint", "numbers", "rows", "working"})
_TITLES = {
    "about_id": "About",
    "acts": "Key dates",
    "adverse_ids": "Adverse authorities",
    "agent": "Carried out by",
    "areas": "Redactions",
    "attachment_id": "File",
    "assurances_assessment": "Assessment of assurances",
    "begins": "Starts",
    "birth_place": "Place of birth",
    "born": "Date of birth",
    "burden": "Burden of proof",
    "built_at": "Built on",
    "challenged_id": "Challenged decision",
    "china_party": "Chinese party",
    "closed_on": "Date closed",
    "closing": "Outcome",
    "compiler": "Compiled by",
    "conflict": "Conflicting accounts",
    "copy_kind": "Type of copy",
    "custody": "Chain of custody",
    "details": "Other identifying details",
    "done_on": "Completed on",
    "cite_use": "How it may be cited",
    "doubt": "Reason for doubt",
    "ended_why": "Reason for ending",
    "engine": "OCR engine",
    "exhibit_mark": "Exhibit no.",
    "for_whom": "Recipient",
    "forum": "Court or body",
    "forum_notes": "Other countries",
    "forums": "Countries",
    "form": "Form of the application",
    "how_read": "How it was read",
    "from_version": "Previous version",
    "is_seen": "Source read",
    "issued": "Date of issue",
    "kind": "Type",
    "moves": "Date changes",
    "next_id": "Next proceeding",
    "noun": "Record type",
    "other_id": "Other person",
    "owner": "Person responsible",
    "person_ids": "People",
    "profile_id": "Court profile",
    "points": "Points of the State",
    "pack": "Reference data",
    "papers": "Identity documents",
    "read_at": "Read on",
    "read_again_on": "Second reading",
    "reading_level": "How it was read",
    "quote": "Quotation",
    "quote_state": "Quotation check",
    "references_at": "Position of references",
    "remind_days": "Reminders (days before)",
    "replaces_id": "Replaced declaration",
    "responsible": "Person responsible",
    "seen_fields": "Fields read",
    "taken_from": "Copied from",
    "taken_on": "Imported on",
    "title_original": "Original title",
    "to_version": "New version",
    "why": "Reason",
    "zone": "Time zone",
    "on": "Date",
    "at": "Time",
    "ask": "Action required",
    "csl_type": "Citation type",
    "is_adverse": "Adverse",
    "prc_article": "Article of PRC law",
    "op_ed_check": "Checked against opinion pieces",
    "sha256": "SHA-256",
    "size_bytes": "Size",
    "source_ids": "Authorities",
    "standard": "Standard of proof",
    "url": "Address",
    "hooks": "Articles relied on",
    "original_at": "Location of the original",
    "other_is_in": "Where the other person lives",
    "terms": "Search terms",
    "test": "What must be shown",
    "upper": "Upper value",
    "verify": "Still to be verified",
    "ecli": "ECLI",
    "entries": "Field values",
    "read_backs": "Read back",
    "traits": "Properties of the file",
    "translation_language": "Language of the translation",
}
"""Titles of fields whose name in the code is not descriptive."""
_OF_NOUN = {("contact", "body"): "Firm, court or organisation"}
_MAX_SHOWN = 2000
"""Characters of a value; a text of many pages is not read here."""
_VERBS = {
    "add": gettext_noop("Added"),
    "change": gettext_noop("Changed"),
    "remove": gettext_noop("Moved to bin"),
    "restore": gettext_noop("Restored"),
    "purge": gettext_noop("Deleted permanently"),
    "take-in": gettext_noop("Imported"),
    "number": gettext_noop("Numbered"),
    "save-copy": gettext_noop("Copy saved outside the casebook"),
    "import": gettext_noop("Imported"),
    "attach": gettext_noop("Finding added"),
    "put": gettext_noop("Added to collection"),
    "take": gettext_noop("Imported"),
    "take-out": gettext_noop("Removed from a collection"),
    "take-back-import": gettext_noop("Import undone"),
    "update": gettext_noop("Updated"),
    "accept": gettext_noop("Accepted as found"),
    "new-keys": gettext_noop("Encrypted with new keys"),
    "undo": gettext_noop("Undone"),
    "redo": gettext_noop("Redone"),
    "pack": gettext_noop("Packed for a journey"),
    "home": gettext_noop("Brought home"),
    "answers": gettext_noop("Answers recorded"),
    "answers-undo": gettext_noop("Undone"),
    "after-removal": gettext_noop("Changed"),
    "confirm": gettext_noop("Confirmed"),
    "copy": gettext_noop("Imported"),
    "fetch": gettext_noop("Fetched from the team"),
    "link-letter": gettext_noop("Linked to a letter"),
    "make": gettext_noop("Added"),
    "name": gettext_noop("Renamed"),
    "propose": gettext_noop("Code name assigned"),
    "release": gettext_noop("Release pack made"),
    "rename": gettext_noop("Renamed"),
    "reopen": gettext_noop("Reopened"),
    "settle": gettext_noop("Two versions resolved"),
    "settle.undo": gettext_noop("Undone"),
    "sign": gettext_noop("Signature recorded"),
    "transcribe": gettext_noop("Transcribed"),
    "withhold": gettext_noop("Withheld"),
}
"""What was done, by what follows the noun in the name of an action."""


def verb(action: str, words: Translator) -> str:
    """What was done, by the name of an action ("fact.change")."""
    kind, _, done = action.partition(".")
    return words(_VERBS.get("add" if kind == "sample" else done, _VERBS["change"]))


def field(name: str, words: Translator, noun: str = "") -> str:
    """A field of a record; of a noun as its form calls it, where nouns call a field of one name otherwise.

    >>> field("date_of_birth", Translator())
    'Date of birth'
    >>> field("contact_id", Translator()), field("exhibit_ids", Translator())
    ('Contact', 'Exhibits')
    """
    return words(_OF_NOUN.get((noun, name)) or _text(name))


def field_texts() -> frozenset[str]:
    """What the fields of every noun are called, as the catalogues hold them."""
    named = {part.name for entity_table in tables() for part in fields(entity_table.kind)}
    return frozenset(_text(name) for name in named if not is_unread(name) or _names_records(name))


def _text(name: str) -> str:
    plain = name.removeprefix("is_").removeprefix("has_")
    plain = f"{plain.removesuffix('_ids')}s" if plain.endswith("_ids") else plain.removesuffix("_id")
    plain = plain.replace("_", " ")
    return _TITLES.get(name, plain.capitalize())


def is_unread(name: str) -> bool:
    """Return whether a field is not displayed: references, hashes, and the calculation of a deadline."""
    return name in _UNREAD or _names_records(name) or name.startswith("sha256")


def _names_records(name: str) -> bool:
    return name.endswith(("_id", "_ids"))


def value(content: object) -> str:
    """Return a value as display text, nested values in sequence.

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
