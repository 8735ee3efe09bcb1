"""An import of a list: which file, when, and which records it wrote."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import PurePath
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Standing

Listed = Literal["person", "contact", "event", "task", "fact"]
"""What the rows of a list can be."""
_ENDING = re.compile(r"\.(?:csv|tsv|txt|xlsx|xlsm|xls|ods|numbers|vcf|vcard|ics)", re.IGNORECASE)


@entity
class WrittenRow:
    """What one row of a list wrote.

    It holds no values: those are in the history of the record, and go with it when it is deleted for good.

    Attributes:
        line: where the row begins in the file.
        noun: of the record.
        record: its id; kept when the record is gone.
        is_new: whether the row added it; otherwise it changed it.
        standing: the role in the case that the row gave the person, or None.
        is_undone: what it wrote was undone.
    """

    line: int
    noun: str
    record: str
    is_new: bool = True
    standing: Standing | None = None
    is_undone: bool = False


@entity
class ListImport:
    """An import.

    Attributes:
        listed: what the rows were.
        case_id: the case they were imported into, or "".
        file_name: a neutral name; see `neutral_name`.
        sha256: of the file, hex.
        form: the format: csv, xlsx, vcard or icalendar.
        imported_at: when it was written, UTC.
        row_count: rows of the file, those that could not be read included.
        refused_count: how many of them were rejected.
        rows: what was written, in the order of the file.
        undone_at: when the last of it was undone, or None.
    """

    id: str
    listed: Listed
    file_name: str
    sha256: str
    form: str
    imported_at: datetime
    row_count: int
    refused_count: int
    rows: tuple[WrittenRow, ...] = ()
    case_id: str = ""
    undone_at: datetime | None = None

    @property
    def written(self) -> frozenset[str]:
        """Return the records of the list that it wrote or gave a role, without what came beside them."""
        return frozenset(row.record for row in self.rows if row.noun == self.listed)

    @property
    def undone_count(self) -> int:
        """Return of how many of them all that was written was undone."""
        return len(self.written - {row.record for row in self.rows if not row.is_undone})


def neutral_name(file_name: str) -> str:
    """Return what an import keeps of the name of its file: nothing but how it ends.

    SECURITY: "List of Wang.csv" would outlive the import, its undoing and the purge of Wang, in the record of
    the import and in its history.

    >>> neutral_name("List of Wang.csv"), neutral_name("Wang")
    ('list.csv', 'list')
    """
    ending = PurePath(file_name).suffix
    return f"list{ending.lower()}" if _ENDING.fullmatch(ending) else "list"
