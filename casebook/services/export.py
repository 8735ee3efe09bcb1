"""How a file leaves the vault: whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import DiskProblem, InvalidInput


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A file to write and read back, which takes its name only when the block ends well.

    It grows beside its target under a name of its own, is flushed to the disk, then renamed; a failure or a
    cancel leaves nothing.

    Raises:
        InvalidInput: the folder is not there or the target is a folder.
        DiskProblem: the disk refuses.
    """
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise InvalidInput(
            "The file cannot be written there.", field="out", remedy="Name a file in a folder that exists."
        )
    growing = path.with_name(f".{path.name}.part")
    try:
        with growing.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        growing.replace(path)
    except OSError as error:
        raise DiskProblem("The file could not be written.", field="out") from error
    finally:
        growing.unlink(missing_ok=True)
