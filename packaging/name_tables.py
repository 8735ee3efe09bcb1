"""State in each table of resources/names the digest of its name and lines: the program knows it is whole.

Run it after a table was changed by hand: ``python packaging/name_tables.py``. `make tables` does so as well.
"""

from __future__ import annotations

from pathlib import Path

from casebook.language.table import SEAL, TABLES, digest_of

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "names"


def sealed(name: str, text: str) -> str:
    """A table with the digest of its name and of what follows its comments in the last of them."""
    lines = text.splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    comments = [line for line in lines[:first] if not line.startswith(SEAL.decode())]
    body = "".join(lines[first:])
    digest = digest_of(name, body.encode())
    return "".join((*comments, f"{SEAL.decode()}{digest}\n", body))


def seal() -> None:
    """Write the digests of all tables."""
    for name in TABLES:
        path = FOLDER / f"{name}.tsv"
        path.write_text(sealed(name, path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    seal()
