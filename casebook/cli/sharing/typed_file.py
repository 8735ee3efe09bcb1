"""What commands on sharing read from small files or standard input, so that no name stands in arguments."""

from __future__ import annotations

import sys
from pathlib import Path

from casebook.base.errors import CasebookError, InvalidInput
from casebook.cli.base.text_file import text_of

_MAX_CHARACTERS = (1 << 16) - 1
_MAX_BYTES = 1 << 18


def words_of(file: Path, field: str) -> str:
    """Return the text of a small file, or of standard input for ``-``.

    Raises:
        InvalidInput: it cannot be read, or is no such text.
    """
    if str(file) == "-":
        return sys.stdin.read(_MAX_CHARACTERS)
    refusal = InvalidInput(
        "The file cannot be read.", field=field, remedy="It must be a small text file in UTF-8."
    )
    return text_of(file, refusal, encoding="utf-8-sig", max_characters=_MAX_CHARACTERS)


def bytes_of(file: Path, missing: CasebookError) -> bytes:
    """Return the bytes of a small file, or of standard input for ``-``; of a longer one the beginning.

    Raises:
        CasebookError: `missing`, where it cannot be read.
    """
    if str(file) == "-":
        return sys.stdin.buffer.read(_MAX_BYTES)
    try:
        with file.open("rb") as opened:
            return opened.read(_MAX_BYTES)
    except OSError as error:
        raise missing from error
