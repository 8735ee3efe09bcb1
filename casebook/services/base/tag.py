"""Tags across the office: counted, renamed, merged and removed, each in one write that is undone as one.

Each is a bulk edit with a record of itself: see `bulk_undo`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from casebook.base.errors import NotFound
from casebook.domain.base.bulk_edit import BulkEdit
from casebook.domain.base.tag import TagCount, TagEdit, check_tag, tag_key
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.case.task import Task
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.services.base import bulk_edit
from casebook.services.base.session import Session
from casebook.store.registry import table_for

TaggedRecord = Case | Person | Contact | Document | Event | Task
KINDS: tuple[type[TaggedRecord], ...] = (Case, Person, Contact, Document, Event, Task)
"""What people gather and look for by words of their own. A deadline has the tags of nothing: its rule and its
day say what it is, and the event it runs from can have some.
"""


def in_use(session: Session) -> list[TagCount]:
    """Return the tags of records outside the bin in their order, each in its most frequent spelling."""
    by_key: dict[str, dict[str, int]] = {}
    for tag, number in _counted(session):
        spellings = by_key.setdefault(tag_key(tag), {})
        spellings[tag] = spellings.get(tag, 0) + number
    return [
        TagCount(tag=max(sorted(spellings), key=spellings.__getitem__), number=sum(spellings.values()))
        for _, spellings in sorted(by_key.items())
    ]


def spelled(session: Session, tags: Iterable[str]) -> tuple[str, ...]:
    """Return tags as those in use are spelled; one that is new stays as it was typed."""
    known = {tag_key(count.tag): count.tag for count in in_use(session)}
    return tuple(known.get(tag_key(one), one) for one in tags)


def _counted(session: Session) -> list[tuple[str, int]]:
    from casebook.store.base import tag as tags

    with session.store.reading() as connection:
        return [pair for kind in KINDS for pair in tags.counted(connection, table_for(kind).table)]


def rename(session: Session, tag: str, new: str) -> BulkEdit:
    """Give a tag another name on every record outside the bin; each has it once, in this spelling.

    Raises:
        NotFound: no record has it.
        InvalidInput: the new one is no tag.
    """
    check_tag(new)
    return _replaced(session, "tag.rename", tag, new)


def remove(session: Session, tag: str) -> BulkEdit:
    """Take a tag from every record outside the bin.

    Raises:
        NotFound: no record has it.
    """
    return _replaced(session, "tag.remove", tag, "")


def _replaced(session: Session, action: str, tag: str, new: str) -> BulkEdit:
    from casebook.store.base import tag as tags

    keys = {tag_key(tag), tag_key(new)} - {""}
    spellings = [each for each, _ in _counted(session) if tag_key(each) in keys]
    if tag_key(tag) not in map(tag_key, spellings):
        raise NotFound("No record has this tag.", field="tag", remedy="Check the spelling of the tag.")
    changed: list[TaggedRecord] = []
    with session.store.write(action) as transaction:
        for kind in KINDS:
            table = table_for(kind)
            ids = tags.ids_with(transaction.connection, table.table, spellings)
            there = table.some(transaction.connection, ids).values()
            pairs = ((was, replace(was, tags=_with(was.tags, keys, new))) for was in there)
            others = [now for was, now in pairs if was != now]
            transaction.replace_all(others)
            changed += others
        return bulk_edit.noted(session, transaction, "tags", changed)


def _with(tags: tuple[str, ...], keys: Collection[str], new: str) -> tuple[str, ...]:
    """Return the tags with another in the place of some, or without them, each once."""
    others = (new if tag_key(tag) in keys else tag for tag in tags)
    return TagEdit(added=tuple(tag for tag in others if tag)).applied(())
