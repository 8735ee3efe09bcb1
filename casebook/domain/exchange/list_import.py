"""An import of a list: which file, when, and which records it wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Standing

Listed = Literal["person", "contact", "event", "task"]
"""What the rows of a list can be."""


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
    """

    line: int
    noun: str
    record: str
    is_new: bool = True
    standing: Standing | None = None


@entity
class ListImport:
    """An import.

    Attributes:
        listed: what the rows were.
        case_id: the case they were imported into, or "".
        file_name: with invisible and reversing characters written out.
        sha256: of the file, hex.
        form: the format: csv, xlsx, vcard or icalendar.
        imported_at: when it was written, UTC.
        row_count: rows of the file, those that could not be read included.
        refused_count: how many of them were rejected.
        rows: what was written, in the order of the file.
        undone_at: when it was undone, or None.
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
