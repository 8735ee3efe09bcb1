"""The bytes of a template that a person chose, within bounds."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import DiskProblem, FileMissing, Refused
from casebook.formats.letter_template import MAX_TEMPLATE_BYTES
from casebook.host.protocol.picker_protocol import OpenedFile


def bytes_of(file: Path | OpenedFile) -> bytes:
    """The bytes of a file, no more than a template may have.

    Raises:
        NotFound: there is no such file.
        Refused: it is too large.
        DiskProblem: it cannot be read.
    """
    try:
        with file.open("rb") if isinstance(file, Path) else file.open() as stream:
            data = stream.read(MAX_TEMPLATE_BYTES + 1)
    except FileNotFoundError as error:
        raise FileMissing("There is no such file.", field="file") from error
    except OSError as error:
        raise DiskProblem("The file could not be read.", field="file") from error
    if len(data) > MAX_TEMPLATE_BYTES:
        raise Refused(
            "The template is too large.",
            field="file",
            remedy="Use a template of up to 4 MB, without pictures.",
        )
    return data
