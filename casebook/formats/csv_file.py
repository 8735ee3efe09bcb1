"""Tables as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_ACTING = ("=", "+", "-", "@", "\t", "\r")


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV: UTF-8 with its mark, so that spreadsheets read every script; lines as in RFC 4180.

    SECURITY: a cell that a spreadsheet would run as a formula begins with an apostrophe.
    Source: RFC 4180; OWASP, CSV Injection.
    """
    written = io.StringIO(newline="")
    sheet = csv.writer(written)
    sheet.writerow([_still(told) for told in headings])
    sheet.writerows([_still(told) for told in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _still(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_ACTING) else cell
