"""Names of files that leave a casebook: none names a person or contact of it.

A file name is shown by mail programs, court portals, printers and lists of recent files, long after the file
is gone. Authorities and embassies are no persons; of organisations the whole name is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from casebook.base.errors import InvalidInput
from casebook.domain.base.file_name import stem_of
from casebook.domain.dossier.hiding.courtesy_title import bare_name
from casebook.domain.dossier.hiding.readings.text_reading import camel_parted
from casebook.domain.person.contact import Contact, ContactKind
from casebook.domain.person.person import Person
from casebook.language.fold import words
from casebook.language.hanzi import has_han, simplified
from casebook.language.mandarin import parted
from casebook.language.ordinary import ordinary_words
from casebook.services.base.session import Session
from casebook.store.base import name_key
from casebook.store.person import person as people
from casebook.store.registry import table_for

_BODIES: frozenset[ContactKind] = frozenset({"authority", "embassy"})
_ANY_BODY: frozenset[ContactKind] = _BODIES | {"ngo"}
_MIN_LETTERS, _MIN_SIGNS = 4, 2
"""Of a part of a name that is looked for alone: Latin letters, and Chinese signs."""
_MAX_WORDS, _MAX_HITS = 3, 5
_CAPITAL = re.compile(r"\b(?![a-z])[^\W\d_][\w'’]*(?:[\-‐][\w'’]+)*")
_JOINT = re.compile(r"[\d_]+")
"""Where words of a file name meet that are joined by figures or low lines."""


def require_neutral(session: Session, name: str) -> None:
    """Refuse a file name with the name of someone in the vault, in any spelling that search finds.

    Args:
        session: the open vault.
        name: of the file, without folders.

    Raises:
        InvalidInput: it has one; the message does not repeat it.
    """
    stem = simplified(stem_of(name))
    parts = words(camel_parted(_JOINT.sub(" ", stem)))
    with session.store.reading() as connection:
        contacts = table_for(Contact).all(connection)
        names = [name for _, name in people.names(connection)]
    bodies = {one.id for one in contacts if one.kind in _BODIES}
    of_contacts = [
        name for one in contacts if one.kind not in _ANY_BODY for name in (one.name, *one.other_names)
    ]
    if any(_is_in(name, stem, frozenset(parts)) for name in of_contacts):
        raise InvalidInput(
            "The file name has a word of the name of a contact in this casebook.",
            field="out",
            remedy="Enter a neutral file name, such as the type of document.",
        )
    is_named = any(_is_in(name, stem, frozenset(parts)) for name in names)
    if is_named or any(_is_spelt(session, span, bodies) for span in _spans(parts)):
        raise InvalidInput(
            "The file name names someone in this casebook.",
            field="out",
            remedy="Enter a neutral file name, such as the type of document.",
        )


def _is_in(name: str, stem: str, parts: frozenset[str]) -> bool:
    """Return whether a part of a recorded name stands in a file name as a word of its own."""
    if has_han(name):
        return any(len(part) >= _MIN_SIGNS and part in stem for part in (simplified(name), parted(name)[1]))
    bare = bare_name(name)
    stated = " ".join(_CAPITAL.findall(bare)) or bare  # "counsel for the family" describes somebody
    telling = (part for part in words(stated) if len(part) >= _MIN_LETTERS)
    return any(part in parts and part not in ordinary_words() for part in telling)


def _spans(parts: list[str]) -> Iterator[str]:
    """Yield words that follow one another, up to three, where they could be a name."""
    for count in range(1, _MAX_WORDS + 1):
        for at in range(len(parts) - count + 1):
            span = " ".join(parts[at : at + count])
            if (len(span) >= _MIN_LETTERS or has_han(span)) and span not in ordinary_words():
                yield span


def _is_spelt(session: Session, span: str, bodies: Collection[str]) -> bool:
    """Return whether it is a whole name of a person or contact, however it is spelt."""
    nouns = {table_for(Person).noun, table_for(Contact).noun}
    with session.store.reading() as connection:
        hits = name_key.find(connection, span, most=_MAX_HITS)
    return any(
        match.score >= name_key.SAME and row.noun in nouns and row.record_id not in bodies
        for row, match in hits
    )
