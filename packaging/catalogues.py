"""Compiles resources/translations/*.po to the .mo files the program reads, where they are missing or older.

Compiled catalogues are built, never committed: by every target of the Makefile, by the tests, and by
`packaging/build_hook.py` when Casebook is installed or made into a wheel.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "translations"


def main() -> int:
    """Compile what is out of date."""
    compile_stale()
    return 0


def compile_stale(folder: Path = FOLDER) -> list[Path]:
    """Compile each catalogue that has no compiled file as new as it is; gives what was written.

    Raises:
        ValueError: a catalogue is broken.
    """
    return [_compiled_beside(path) for path in sorted(folder.glob("*.po")) if _is_stale(path)]


def read(path: Path) -> Catalog:
    """A catalogue as it is kept.

    Raises:
        ValueError: it is broken.
    """
    with path.open("rb") as file:
        return read_po(file, locale=path.stem, abort_invalid=True)


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as the program reads it, the same every time."""
    catalogue.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def _is_stale(path: Path) -> bool:
    beside = path.with_suffix(".mo")
    return not beside.exists() or beside.stat().st_mtime_ns < path.stat().st_mtime_ns


def _compiled_beside(path: Path) -> Path:
    beside = path.with_suffix(".mo")
    part = beside.with_suffix(f".{os.getpid()}.part")  # tests compile in several processes at once
    part.write_bytes(compiled(read(path)))
    part.replace(beside)
    return beside


if __name__ == "__main__":
    sys.exit(main())
