"""One change of a field of many records: which field, when, and which records."""

from __future__ import annotations

from datetime import datetime

from casebook.domain.base.entity import entity


@entity
class EditedRecord:
    """A record that was changed.

    It holds no value: those are in the history of the record, and go with it when it is deleted for good.

    Attributes:
        noun: of the record.
        record: its id; kept when the record is gone.
        is_undone: it was given back what it had.
    """

    noun: str
    record: str
    is_undone: bool = False


@entity
class BulkEdit:
    """A change of many records.

    Attributes:
        field: that was changed, by its name.
        changed_at: when it was written, UTC.
        rows: what was changed.
        case_id: the case of all of them, or "".
        undone_at: when the last of it was undone, or None.
    """

    id: str
    field: str
    changed_at: datetime
    rows: tuple[EditedRecord, ...] = ()
    case_id: str = ""
    undone_at: datetime | None = None

    @property
    def nouns(self) -> tuple[str, ...]:
        """Return the nouns of the records, each once."""
        return tuple(dict.fromkeys(row.noun for row in self.rows))

    @property
    def undone_count(self) -> int:
        """Return how many records were given back what they had."""
        return sum(row.is_undone for row in self.rows)
