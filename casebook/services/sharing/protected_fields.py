"""What of a case stays at home unless a person ticks it, one by one: whereabouts, health, privileged papers.

It is the same for a casebook that travels and for what is handed to others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.case.note import Note
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.privilege import with_privilege
from casebook.domain.sharing.merge import key_of
from casebook.domain.sharing.version import RecordVersion, list_of
from casebook.services.base.session import Session
from casebook.store.registry import table_for, table_named
from casebook.store.sharing.case_content import all_of_cases

DOCUMENTS, NOTES, DECLARATIONS = "privileged-documents", "privileged-notes", "declarations"
TEAM, CODE_NAMES = "team", "code-names"


@entity
class ProtectedKind:
    """Something that stays unless it is ticked.

    Attributes:
        title: in words.
        fields: noun and name of the fields it is in; none where whole records stay.
        emptied: those of them without which a record cannot be: their text is emptied instead. Under one
            stamp the longer of "" and a name stands, so that the name at home does when they are joined.
    """

    title: str
    fields: tuple[tuple[str, str], ...] = ()
    emptied: frozenset[tuple[str, str]] = frozenset()


PROTECTED: Mapping[str, ProtectedKind] = {
    "whereabouts": ProtectedKind(
        title=gettext_noop("whereabouts, of relatives too"),
        fields=(("person", "whereabouts"), ("relation", "other_is_in")),
    ),
    "health": ProtectedKind(title=gettext_noop("health"), fields=(("person", "health"),)),
    "vulnerability": ProtectedKind(
        title=gettext_noop("vulnerability"), fields=(("person", "vulnerability"),)
    ),
    "safe-contact": ProtectedKind(
        title=gettext_noop("safe way of contact"), fields=(("person", "safe_contact"),)
    ),
    "details": ProtectedKind(title=gettext_noop("identifying details"), fields=(("person", "details"),)),
    "pressure": ProtectedKind(
        title=gettext_noop("pressure on relatives"), fields=(("relation", "pressure"),)
    ),
    TEAM: ProtectedKind(
        title=gettext_noop("who works on the case"),
        fields=(
            ("case", "team"),
            ("task", "owner"),
            ("note", "written_by"),
            ("deadline", "responsible"),
            ("role", "vetted_by"),
            ("contact", "vetted_by"),
            ("statement", "recorded_by"),
            ("document", "custody"),
            ("rebuttal", "who"),
            ("register-match", "decided_by"),
        ),
        emptied=frozenset({("rebuttal", "who")}),
    ),
    CODE_NAMES: ProtectedKind(
        title=gettext_noop("code names, which open pseudonymised copies"),
        fields=(("person", "code_name"), ("contact", "code_name"), ("case", "code_name")),
    ),
    DOCUMENTS: ProtectedKind(title=gettext_noop("privileged documents, and their parts and copies")),
    NOTES: ProtectedKind(title=gettext_noop("privileged notes")),
    DECLARATIONS: ProtectedKind(title=gettext_noop("sealed declarations")),
}
"""By the word it is ticked by, for all records; ``person/ID/health`` or ``document/ID`` ticks one of them."""
WORD_OF: Mapping[tuple[str, str], str] = {
    of: word for word, kind in PROTECTED.items() for of in kind.fields
} | {("document", ""): DOCUMENTS, ("note", ""): NOTES, ("declaration", ""): DECLARATIONS}
"""The word of what is protected, by noun and field; whole records have the field ""."""
_OF_RECORDS = ("document", "note", "declaration")


def count_by_word(protected: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Return how often each word of `PROTECTED` stands for these nouns and fields, in its order."""
    counts = Counter(WORD_OF.get(of) for of in protected)
    return {word: counts[word] for word in PROTECTED if counts[word]}


def require_kinds(ticked: Iterable[str]) -> frozenset[str]:
    """Return what was ticked.

    Raises:
        InvalidInput: one is none of `PROTECTED`, nor of a record.
    """
    words = frozenset(ticked)
    if not all(word in PROTECTED or _is_key(word) for word in words):
        raise InvalidInput(
            "This is no protected field.",
            field="include",
            remedy=Message("Choose from {names}.", names=tuple(PROTECTED)),
        )
    return words


def records_kept_back(session: Session, case_ids: Iterable[str], ticked: Collection[str]) -> frozenset[str]:
    """Return the IDs of the records of cases that stay whole.

    Args:
        session: the open vault.
        case_ids: of the cases.
        ticked: what goes nevertheless.
    """
    whole = {"document": DOCUMENTS, "note": NOTES, "declaration": DECLARATIONS}
    return frozenset(
        record_id
        for noun, record_id in privileged_of_cases(session, case_ids)
        if whole[noun] not in ticked and f"{noun}/{record_id}" not in ticked
    )


def privileged_of_cases(session: Session, case_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return noun and ID of privileged documents and notes of cases and of declarations, also in the bin.

    All documents of the cases are looked at, also where some of them go: the parts and copies of a privileged
    one share its privilege, wherever that one is.
    """
    wanted = list(case_ids)
    with session.store.reading() as connection:
        documents = with_privilege(all_of_cases(connection, table_for(Document), wanted)).values()
        notes = all_of_cases(connection, table_for(Note), wanted)
        declarations = all_of_cases(connection, table_for(Declaration), wanted)
    privileged = [("document", one.id) for one in documents if one.is_privileged]
    privileged += [("note", one.id) for one in notes if one.is_privileged]
    return privileged + [("declaration", one.id) for one in declarations]


def drop_fields(versions: Iterable[RecordVersion], ticked: Collection[str]) -> list[tuple[str, str, str]]:
    """Take the protected fields away from records; returns noun, ID and field of those that held something.

    Args:
        versions: of the records, which are changed.
        ticked: what goes nevertheless.
    """
    withheld = {one for word, kind in PROTECTED.items() if word not in ticked for one in kind.fields}
    emptied = frozenset[tuple[str, str]]().union(*(kind.emptied for kind in PROTECTED.values()))
    dropped: list[tuple[str, str, str]] = []
    for version in versions:
        for name in sorted(name for noun, name in withheld if noun == version.noun):
            if f"{version.noun}/{version.id}/{name}" in ticked:
                continue
            held = (one for key, one in version.entries.items() if name in {key, list_of(key)})
            if any(any(register.values()) for register in held):
                dropped.append((version.noun, version.id, name))
            if (version.noun, name) in emptied:
                _empty(version, name)
            else:
                withhold(version, name)
    return dropped


def fields_of_people() -> dict[str, tuple[str, ...]]:
    """Return the fields that protect somebody, by noun: all of `PROTECTED` but those of the office itself."""
    by_noun: dict[str, tuple[str, ...]] = {}
    for word, kind in PROTECTED.items():
        for noun, name in kind.fields if word not in {TEAM, CODE_NAMES} else ():
            by_noun[noun] = (*by_noun.get(noun, ()), name)
    return by_noun


def withhold(version: RecordVersion, name: str) -> None:
    """Take a field out of a record, with all that stood in it before."""
    keys = {name}
    rule = table_named(version.noun).merge.get(name)
    if rule and rule.block:
        keys.add(key_of(name, rule))
    for key in list(version.entries):
        if key in keys or list_of(key) == name:
            del version.entries[key]
    version.spent = {(key, stamp) for key, stamp in version.spent if key not in keys and list_of(key) != name}


def _empty(version: RecordVersion, name: str) -> None:
    """Empty a field of a record, which keeps when it was written."""
    version.entries[name] = dict.fromkeys(version.entries.get(name, {}), "")


def _is_key(word: str) -> bool:
    """Return whether this ticks one record or one of its fields."""
    noun, _, rest = word.partition("/")
    record_id, _, name = rest.partition("/")
    if not name:
        return noun in _OF_RECORDS and bool(record_id)
    return (noun, name) in WORD_OF
