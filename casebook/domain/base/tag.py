"""Tags: short words of an office's own on its records, for its own lists and in no paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.entity import entity

MAX_LETTERS = 40
MAX_TAGS = 20
_BETWEEN = re.compile("[,，;；、\n]")
"""What stands between tags in a line, in Latin and in Chinese."""


class Tagged(Protocol):
    """A record with tags."""

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags, in the order in which they were added."""
        ...


def tag_key(tag: str) -> str:
    """Return a tag as it is compared: without case and width, and with single spaces.

    >>> tag_key(" Urgent  NOW")
    'urgent now'
    """
    return " ".join(unicodedata.normalize("NFKC", tag).casefold().split())


def tags_in(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the tags of a line, each once, and spelled as those that are known.

    >>> tags_in("urgent,  to  translate、URGENT", ["Urgent"])
    ('Urgent', 'to translate')
    """
    spelled = {tag_key(tag): tag for tag in known}
    by_key: dict[str, str] = {}
    for part in _BETWEEN.split(text):
        if part.strip():
            by_key.setdefault(tag_key(part), " ".join(part.split()))
    return tuple(spelled.get(key, tag) for key, tag in by_key.items())


def check_tags(record: Tagged) -> None:
    """Reject tags that are no short words, that stand twice, or that are too many.

    Raises:
        InvalidInput: they are.
    """
    tags = record.tags
    for tag in tags:
        check_tag(tag)
    if len({tag_key(tag) for tag in tags}) < len(tags):
        raise InvalidInput("A tag is listed twice.", field="tags", remedy="Remove one of the two.")
    if len(tags) > MAX_TAGS:
        raise InvalidInput(
            Message("A record takes at most {most} tags.", most=MAX_TAGS),
            field="tags",
            remedy="Remove some of them.",
        )


def check_tag(tag: str) -> None:
    """Reject what is no tag.

    Raises:
        InvalidInput: it is no short word or phrase.
    """
    if tags_in(tag) != (tag,) or len(tag) > MAX_LETTERS or not tag.isprintable():
        raise InvalidInput(
            Message("A tag is a word or short phrase of at most {most} characters.", most=MAX_LETTERS),
            field="tags",
            remedy="Shorten it, and leave out commas, semicolons and line breaks.",
        )


@entity
class TagEdit:
    """Tags that are added to records and removed from them; what else they have stays.

    Attributes:
        added: put at the end, where a record does not have them yet.
        removed: taken away, in whatever case they are written.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def applied(self, tags: Iterable[str]) -> tuple[str, ...]:
        """Return the tags of a record after it.

        >>> TagEdit(added=("new",), removed=("Old",)).applied(("old", "kept"))
        ('kept', 'new')
        """
        gone = {tag_key(tag) for tag in self.removed}
        by_key: dict[str, str] = {}
        for tag in (*(tag for tag in tags if tag_key(tag) not in gone), *self.added):
            by_key.setdefault(tag_key(tag), tag)
        return tuple(by_key.values())


@entity
class TagCount:
    """A tag in use.

    Attributes:
        tag: as it is written most often.
        number: of records outside the bin that have it.
    """

    tag: str
    number: int
