"""The answer of a command: one JSON document for scripts, or text for people."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from casebook.base.message import Message
from casebook.cli.base import progress
from casebook.cli.base.text_table import text_table

if TYPE_CHECKING:
    from casebook.domain.dossier.filing_problem import FilingProblem

Cell = object
_MISLEADING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Characters that command a terminal or turn the direction of what follows, other than tabs and line breaks.

SECURITY: names in other people's files reach the terminal.
"""


def as_json(value: object) -> str:
    """Return a value as JSON: nouns by their fields, dates in ISO 8601, control characters escaped."""
    text = json.dumps(value, ensure_ascii=False, default=_plain, indent=2)
    return _MISLEADING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _plain(value: object) -> Any:  # noqa: ANN401 - json wants what it can write
    if isinstance(value, Message):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(type(value).__name__)


def say(words: str) -> None:
    """Print text to standard output, after removing a progress bar still shown."""
    progress.stop()
    sys.stdout.write(words + "\n")


def answer(document: object, words: str | Callable[[], str], *, json_wanted: bool) -> None:
    """Print the answer of a command: the JSON document, or the text, created only if needed."""
    if json_wanted:
        say(as_json(document))
    else:
        say(words if isinstance(words, str) else words())


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its words: "1 file was taken", "2 files were taken"."""
    return f"{number} {one if number == 1 else many}"


def table(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return rows as text in columns, fitted to the terminal; what would command it is made visible."""
    cells = [[_shown(cell) for cell in row] for row in rows]
    return text_table(head, cells, max(80, get_terminal_size((140, 24)).columns))


def _shown(cell: Cell) -> str:
    """Return a cell as text: a moment to the minute, with its offset from UTC."""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return "" if cell is None else visible(str(cell))


def shortened(text: str, *, most: int = 40) -> str:
    """Return a text of at most so many letters for a list, with a mark where there are more."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def visible(text: str) -> str:
    """Return a text with what would command a terminal, or turn its direction, made visible."""
    return _MISLEADING.sub(lambda sign: f"⟨U+{ord(sign[0]):04X}⟩", text)


def pairs(values: dict[str, object]) -> str:
    """Return a record as label and value, line by line, without empty values."""
    return "\n".join(
        f"{label}: {value if isinstance(value, str | int) else as_json(value)}"
        for label, value in values.items()
        if value not in ("", None, (), [])
    )


def with_problems(words: str, problems: Sequence[FilingProblem]) -> str:
    """Return the text of an answer with a line for each problem; page 0 is the file as a whole."""
    return "\n".join((words, *map(_line, problems)))


def _line(problem: FilingProblem) -> str:
    page = f"page {problem.page}" if problem.page else ""
    where = ", ".join(part for part in (problem.file, page) if part)
    return f"{where}: {problem.what!s} {problem.mend!s}" if where else f"{problem.what!s} {problem.mend!s}"
