"""Files packed into one ZIP, the same each time: to be carried out of the program, not to be filed."""

from __future__ import annotations

from collections.abc import Iterable
from os import SEEK_END
from shutil import copyfileobj
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_THEN = (1980, 1, 1, 0, 0, 0)
_PART_BYTES = 1 << 20


def pack_files(out: BinaryIO, files: Iterable[tuple[str, BinaryIO]]) -> None:
    """Write a ZIP of named files, as they are and without times.

    Args:
        out: written from where it stands.
        files: name, and what is read from its start.
    """
    with ZipFile(out, "w", ZIP_STORED) as package:
        for name, data in files:
            entry = ZipInfo(name, _THEN)
            entry.file_size = data.seek(0, SEEK_END)
            data.seek(0)
            with package.open(entry, "w") as stored:
                copyfileobj(data, stored, _PART_BYTES)
