"""The content of a file that is no pages, as it is set on pages for an exhibit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SetSection:
    """A stretch of the file, such as a sheet of a workbook.

    Attributes:
        title: above it, or "".
        text: its lines.
        rows: in place of the text: a table of at least one column, whose first is column A.
    """

    title: str = ""
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SetFile:
    """A file as it is set.

    Attributes:
        title: what kind of file it is, in words; names nobody.
        remark: what the pages do not show, in one line; or "".
        particulars: label and value, such as sender and subject.
        sections: what it says.
        attached: a line for each file attached to it, under `attached_title`.
        notes: how the pages were made, at the end.
    """

    title: str
    remark: str = ""
    particulars: tuple[tuple[str, str], ...] = ()
    sections: tuple[SetSection, ...] = ()
    attached_title: str = ""
    attached: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
