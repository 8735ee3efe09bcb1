"""Appointments, contacts, tasks and notes of Outlook: what they state besides the text, by name.

Source: [MS-OXMSG], section 2.2.3 (named properties); [MS-OXOCAL], [MS-OXOCNTC], [MS-OXOTASK].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import UUID

from casebook.base.message import gettext_noop

_APPOINTMENT = UUID("00062002-0000-0000-c000-000000000046")
_TASK = UUID("00062003-0000-0000-c000-000000000046")
_CONTACT = UUID("00062004-0000-0000-c000-000000000046")
_KINDS = {
    "IPM.APPOINTMENT": gettext_noop("Appointment"),
    "IPM.SCHEDULE.MEETING": gettext_noop("Meeting request"),
    "IPM.CONTACT": gettext_noop("Contact"),
    "IPM.DISTLIST": gettext_noop("Contact group"),
    "IPM.TASK": gettext_noop("Task"),
    "IPM.STICKYNOTE": gettext_noop("Note"),
    "IPM.ACTIVITY": gettext_noop("Journal entry"),
}
"""By the beginning of the class of a message, in capitals; what is not there is mail."""
_START, _END, _DUE, _DONE = (
    *(gettext_noop("Start"), gettext_noop("End")),
    *(gettext_noop("Due"), gettext_noop("Completed")),
)
_WORK, _HOME, _MOBILE, _OTHER = (
    *(gettext_noop("Telephone (work)"), gettext_noop("Telephone (home)")),
    *(gettext_noop("Telephone (mobile)"), gettext_noop("Telephone (other)")),
)
_NAMED = (
    *((_START, _APPOINTMENT, 0x820D), (_END, _APPOINTMENT, 0x820E)),
    *((gettext_noop("Time zone"), _APPOINTMENT, 0x8234), (gettext_noop("Place"), _APPOINTMENT, 0x8208)),
    *((gettext_noop("Repetition"), _APPOINTMENT, 0x8232), (gettext_noop("Attendees"), _APPOINTMENT, 0x8238)),
    *((_START, _TASK, 0x8104), (_DUE, _TASK, 0x8105), (_DONE, _TASK, 0x810F)),
    (gettext_noop("Owner"), _TASK, 0x811F),
    *((gettext_noop("Email address"), _CONTACT, lid) for lid in (0x8083, 0x8093, 0x80A3)),
    (gettext_noop("Home address"), _CONTACT, 0x801A),
    (gettext_noop("Work address"), _CONTACT, 0x801B),
    (gettext_noop("Other address"), _CONTACT, 0x801C),
    *((gettext_noop("Messenger"), _CONTACT, 0x8062), (gettext_noop("Website"), _CONTACT, 0x802B)),
    (gettext_noop("Date of birth"), _CONTACT, 0x80DE),
)
_TAGGED = (
    *((gettext_noop("Name"), 0x3001), (gettext_noop("Nickname"), 0x3A4F), (gettext_noop("Company"), 0x3A16)),
    *((gettext_noop("Department"), 0x3A18), (gettext_noop("Position"), 0x3A17)),
    *((_WORK, 0x3A08), (_WORK, 0x3A1B), (_HOME, 0x3A09), (_HOME, 0x3A2F), (_MOBILE, 0x3A1C)),
    *((_OTHER, 0x3A1F), *((gettext_noop("Fax"), tag) for tag in (0x3A23, 0x3A24, 0x3A25))),
    *(
        (gettext_noop("Postal address"), 0x3A15),
        *((gettext_noop("Website"), tag) for tag in (0x3A50, 0x3A51)),
    ),
    (gettext_noop("Spouse"), 0x3A48),
)
"""Of a contact, with the tag of its property."""
_DAYS = frozenset({(_TASK, 0x8104), (_TASK, 0x8105), (_TASK, 0x810F), (_CONTACT, 0x80DE)})
"""Days without a time of day, kept as midnight."""
_ENTRY = struct.Struct("<IHH")
ITEM = "Item"
"""The name of the field that says what an item is."""
_DAY = len("2026-03-02")
_OWN_SETS = 3
"""Sets of names before those that the file lists. Source: [MS-OXMSG], section 2.2.3.1.2."""
_MAX_NAMES = 5_000
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


class Properties(Protocol):
    """The properties of a message: each "" where there is none."""

    def moment(self, tag: int) -> str:
        """A time in ISO 8601, in UTC."""
        ...

    def text(self, tag: int) -> str:
        """A text."""
        ...


def file_time(data: bytes) -> str:
    """A FILETIME, which counts tenths of microseconds, in ISO 8601 and UTC; "" where it is none.

    Source: [MS-DTYP], section 2.3.3.
    """
    ticks = int.from_bytes(data, "little")
    try:
        return (_EPOCH + timedelta(microseconds=ticks // 10)).isoformat(timespec="seconds") if ticks else ""
    except OverflowError:
        return ""


def item_kind(message_class: str) -> str:
    """What a message is by its class, where it is no mail; else "".

    >>> item_kind("IPM.Appointment"), item_kind("IPM.Contact.Own"), item_kind("IPM.Note.SMIME")
    ('Appointment', 'Contact', '')
    """
    stated = message_class.strip().upper()
    return next((kind for key, kind in _KINDS.items() if f"{stated}.".startswith(f"{key}.")), "")


def item_fields(
    properties: Properties, kind: str, tags: Mapping[tuple[UUID, int], int]
) -> tuple[tuple[str, str], ...]:
    """The kind of an item and what it states, each once, in a fixed order.

    Args:
        properties: of the item.
        kind: as `item_kind` has it.
        tags: as `named_tags` has them.
    """
    stated = [(label, _value(properties, tag)) for label, tag in (_TAGGED if kind == "Contact" else ())]
    for label, names, number in _NAMED:
        value = _value(properties, tags[names, number]) if (names, number) in tags else ""
        stated.append((label, value[:_DAY] if (names, number) in _DAYS else value))
    return ((ITEM, kind), *dict.fromkeys(pair for pair in stated if pair[1]))


def _value(properties: Properties, tag: int) -> str:
    return " ".join((properties.moment(tag) or properties.text(tag)).split())


def named_tags(entries: bytes, sets: bytes) -> dict[tuple[UUID, int], int]:
    """The tags of properties that a file names by a set and a number.

    Args:
        entries: the stream of entries.
        sets: the stream of the sets.
    """
    return dict(_named(entries[: _MAX_NAMES * _ENTRY.size], sets))


def _named(entries: bytes, sets: bytes) -> Iterator[tuple[tuple[UUID, int], int]]:
    for number, place, index in _ENTRY.iter_unpack(entries[: len(entries) // _ENTRY.size * _ENTRY.size]):
        at = ((place >> 1) - _OWN_SETS) * 16
        if not place & 1 and 0 <= at <= len(sets) - 16:  # else it is named by a text, or of a set of Outlook
            yield (UUID(bytes_le=sets[at : at + 16]), number), 0x8000 + index
