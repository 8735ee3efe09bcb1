"""Values in the history as migrations made them in the rows: entries are sealed as they were written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

Values = dict[str, object]
_MIGRATIONS = Path(__file__).parent.parent / "migrations"


def as_today(noun: str, values: Values) -> Values:
    """Return the values of a record with nested fields named and coded as now; missing ones are empty."""
    for name, former_names in _read("renamed_values").get(noun, {}).items():
        for part in _parts(values, name):
            for former, today in former_names.items():
                part.setdefault(today, part.pop(former, None) or "")
    recode(noun, values)
    if noun == "declaration" and (day := values.get("withdrawn_on")):
        earlier = _earlier_withdrawal(str(day), str(values.get("withdrawal") or ""))
        values["withdrawals"] = [*_parts(values, "withdrawals"), earlier]
    return values


def _earlier_withdrawal(day: str, note: str) -> dict[str, object]:
    """Return a withdrawal as the script 0046 made it of two fields of a declaration."""
    return {
        "id": "earlier",
        "on": day,
        "heard_by": "",
        "place": "?",
        "freedom": "not-known",
        "note": note if note.strip() else "?",
        "entered_at": f"{day}T00:00:00+00:00",
    }


def recode(noun: str, values: Values) -> bool:
    """Give nested values that were a text in one language their codes; return whether any were.

    The first recoding whose former values fit is applied; what was written since has its field already.
    """
    is_changed = False
    for name, recodings in _read("recoded_values").get(noun, {}).items():
        for part in _parts(values, name):
            fitting = (today for former, today in recodings if former.items() <= part.items())
            if (today := next(fitting, None)) and not today.keys() <= part.keys():
                part.update(today)
                is_changed = True
    return is_changed


def _parts(values: Values, name: str) -> Iterator[dict[str, object]]:
    parts = values.get(name)
    yield from parts if isinstance(parts, list) else ()


@cache
def _read(file: str) -> Mapping[str, Mapping[str, Any]]:
    """Return what migrations changed in nested values: by noun and field, the former and the current."""
    changes: dict[str, dict[str, Any]] = json.loads(
        (_MIGRATIONS / f"{file}.json").read_text(encoding="utf-8")
    )
    return changes
