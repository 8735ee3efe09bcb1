"""Text files that options name."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import InvalidInput


def text_of(file: Path, refusal: InvalidInput, *, encoding: str = "utf-8") -> str:
    """Return the text of a file.

    Args:
        file: named by a person.
        refusal: what to say where it cannot be read or is not in the encoding.
        encoding: of the file.

    Raises:
        InvalidInput: the refusal.
    """
    try:
        return file.read_text(encoding=encoding)
    except (OSError, UnicodeDecodeError) as error:
        raise refusal from error
