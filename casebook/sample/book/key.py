"""The words by which the sample's records name each other, and the ids those words become."""

from __future__ import annotations

from datetime import UTC, date, datetime

from casebook.base.ids import seeded_ids
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.packs.base.entry import PackEntry

NO_INSTANT = datetime.min.replace(tzinfo=UTC)


class Keys:
    """Every word in use, by noun; a record that names one that is not there is a defect."""

    def __init__(self, *roots: PackEntry) -> None:
        self._known: dict[str, set[str]] = {}
        self._tables: dict[str, tuple[PackEntry, ...]] = {}
        for root in roots:
            for noun in root.unread():
                self._tables[noun] = root.tables(noun)
                self._known[noun] = {str(entry.value("id")) for entry in self._tables[noun]}

    def entries(self, noun: str) -> tuple[PackEntry, ...]:
        """The entries of a noun, in the order they are written."""
        return self._tables.get(noun, ())

    def own(self, entry: PackEntry, noun: str) -> str:
        """The id of the record an entry describes."""
        return record_id(noun, entry.text("id"))

    def named(self, entry: PackEntry, field: str, noun: str, *, is_needed: bool = True) -> str:
        """The id of the record a field names; "" where it may be left out and is."""
        word = entry.text(field) if is_needed else entry.text(field, default="")
        return self.id_of(entry, field, noun, word) if word else ""

    def all_named(self, entry: PackEntry, field: str, noun: str) -> tuple[str, ...]:
        """The ids of the records a field names; none where it is left out."""
        return tuple(self.id_of(entry, field, noun, word) for word in entry.texts(field, default=()))

    def id_of(self, entry: PackEntry, field: str, noun: str, word: str) -> str:
        """The id of the record a word names."""
        if word not in self._known.get(noun, set()):
            entry.complain(
                field, Message("names the {noun} {word}, which is not there", noun=noun, word=word)
            )
        return record_id(noun, word)


def record_id(noun: str, word: str) -> str:
    """Return the ID of a sample record, identical in every run."""
    return seeded_ids(int.from_bytes(f"{noun}:{word}".encode()))()


def stated(entry: PackEntry, field: str) -> StatedDate | None:
    """A date as someone gave it, ``{ edtf = "...", words = "..." }``; None where it is left out."""
    table = entry.table(field)
    if not table.unread():
        return None
    words = table.text("words", default="")
    plain = table.stated("edtf")
    table.close()
    return StatedDate(edtf=plain.edtf, words=words) if plain else None


def must_state(entry: PackEntry, field: str) -> StatedDate:
    """A date that must be there; unknown is written ``XXXX``."""
    stated_date = stated(entry, field)
    if stated_date is None:
        entry.complain(field, "is missing")
        return StatedDate(edtf="XXXX")
    return stated_date


def instant(entry: PackEntry, field: str, *, is_needed: bool = True) -> datetime | None:
    """A moment with its offset, written without quotes: ``2026-01-10T06:40:00+02:00``."""
    value = entry.value(field)
    if value is None and not is_needed:
        return None
    if not isinstance(value, datetime) or value.tzinfo is None:
        entry.complain(field, "must be a moment with its offset, such as 2026-01-10T06:40:00+02:00")
        return NO_INSTANT if is_needed else None
    return value


def day(entry: PackEntry, field: str) -> date | None:
    """A calendar date; None where it is left out."""
    return entry.day(field) if field in entry.unread() else None
