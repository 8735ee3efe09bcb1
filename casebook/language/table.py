"""The tables of names that ship with the program: tab-parted lines under a head, comments before.

The last comment states the SHA-256 of the table's name and of what follows: a table that was cut, changed or
put in the place of another is never searched, for records would be stored without the spellings by which they
are found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache

from casebook.base.errors import DamagedSource
from casebook.base.message import Message
from casebook.base.resources import resource

SEAL = b"# SHA-256 of the name and what follows: "
"""Before the digest, in hexadecimal; packaging/name_tables.py writes the line."""
TABLES = (
    *("common-words", "day-words", "hangul", "identity-words", "kazakh", "nationalities", "one-to-many"),
    *("ordinary-words", "places", "protection-words", "readings", "surnames", "tibetan", "uyghur"),
    *("uyghur-arabic", "wade-giles"),
)
"""Every table, as its file is called in ``resources/names`` without ".tsv"."""


@cache
def require_whole() -> None:
    """Read every table, before a vault is touched; what was whole once is not read again.

    Raises:
        NotFound: one is missing.
        DamagedSource: one is not as it was shipped.
    """
    for name in TABLES:
        content(name)


def content(name: str) -> bytes:
    """The head of a table and its lines, verified; each line ends in a line feed.

    Args:
        name: of the file in ``resources/names``, without its ending.

    Raises:
        NotFound: it is missing.
        DamagedSource: it is not as it was shipped.
    """
    data = resource("names", f"{name}.tsv").read_bytes().replace(b"\r\n", b"\n")
    _, _, sealed = data.partition(SEAL)
    digest, _, lines = sealed.partition(b"\n")
    if digest != digest_of(name, lines).encode():
        path = f"names/{name}.tsv"
        raise DamagedSource(
            Message("The program's own file {path} is damaged.", path=path),
            field=path,
            remedy="Reinstall Casebook.",
        )
    return lines


def digest_of(name: str, lines: bytes) -> str:
    """Return the SHA-256 of a table, in hexadecimal: of its name, a line feed, and its head and lines.

    Args:
        name: of the file in ``resources/names``, without its ending.
        lines: each ends in a line feed.

    >>> digest_of("places", b"latin") == digest_of("surnames", b"latin")
    False
    """
    return hashlib.sha256(f"{name}\n".encode() + lines).hexdigest()


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The lines of a table by the names of its columns.

    Args:
        name: of the file in ``resources/names``, without its ending.

    Raises:
        NotFound: it is missing.
        DamagedSource: it is not as it was shipped.
    """
    head, *lines = [line.split("\t") for line in content(name).decode().splitlines() if line.strip()]
    return tuple(dict(zip(head, line, strict=True)) for line in lines)


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, the commonest first."""
    return tuple(part for part in cell.split("|") if part)
