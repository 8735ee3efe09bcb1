"""A file that a person chose, opened with errors that name it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from casebook.base.errors import DiskProblem, FileMissing
from casebook.base.message import Message
from casebook.host.protocol.picker_protocol import OpenedFile


@contextmanager
def opened(file: Path | OpenedFile, field: str = "") -> Iterator[BinaryIO]:
    """Open a file for reading.

    Args:
        file: on the disk, or handed over by the picker.
        field: beside which an error stands; by default it bears the name of the file.

    Raises:
        NotFound: there is no such file.
        DiskProblem: it cannot be read.
    """
    try:
        with file.open("rb") as stream:
            yield stream
    except FileNotFoundError as error:
        raise FileMissing(
            Message("The file {name} was not found.", name=file.name), field=field or file.name
        ) from error
    except OSError as error:
        raise DiskProblem(
            Message("The file {name} cannot be read.", name=file.name), field=field or file.name
        ) from error
