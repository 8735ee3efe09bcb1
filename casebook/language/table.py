"""The tables of names that ship with the program: tab-parted lines under a head, comments before."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from casebook.base.resources import resource


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The lines of a table by the names of its columns.

    Args:
        name: of the file in ``resources/names``, without its ending.
    """
    text = resource("names", f"{name}.tsv").read_text(encoding="utf-8")
    head, *lines = [
        line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")
    ]
    return tuple(dict(zip(head, line, strict=True)) for line in lines)


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, the commonest first."""
    return tuple(part for part in cell.split("|") if part)
