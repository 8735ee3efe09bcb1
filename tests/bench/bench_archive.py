"""Archives opened inside a casebook, against the same files imported from a folder."""

from __future__ import annotations

import zipfile
from pathlib import Path

import py7zr

from tests.bench.opened import imported_whole, new_casebook
from tests.bench.ratio import Ratio, scratch, timed

FILES, ROUNDS = 200, 1
PASSWORD = "four invented words here"


def measure() -> list[Ratio]:
    """A ZIP archive, and one of 7z with a password."""
    with scratch("archive") as folder, new_casebook(folder) as session:
        loose = _files(folder / "loose")
        packed, locked = _zip(folder / "packed.zip", loose), _seven_zip(folder / "locked.7z", loose)
        return [
            timed(
                f"import of a ZIP of {FILES} files",
                1.0,
                ROUNDS,
                lambda: imported_whole(session, [packed]),
                lambda: imported_whole(session, loose),
            ),
            timed(
                f"import of a locked 7z of {FILES} files",
                1.5,
                ROUNDS,
                lambda: imported_whole(session, [locked], [PASSWORD]),
                lambda: imported_whole(session, loose),
            ),
        ]


def _files(folder: Path) -> list[Path]:
    """Notes, no two alike: what one process reads in a row, so that opening the archive counts."""
    folder.mkdir()
    files = [folder / f"{number:03}.txt" for number in range(FILES)]
    for number, file in enumerate(files):
        file.write_bytes(b"Note %d\n" % number * 50)
    return files


def _zip(path: Path, files: list[Path]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.name)
    return path


def _seven_zip(path: Path, files: list[Path]) -> Path:
    with py7zr.SevenZipFile(path, "w", password=PASSWORD) as archive:
        for file in files:
            archive.write(file, file.name)
    return path
