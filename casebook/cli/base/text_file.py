"""Text files that options name."""

from __future__ import annotations

from pathlib import Path

from casebook.base.errors import InvalidInput


def text_of(file: Path, refusal: InvalidInput, *, encoding: str = "utf-8", max_characters: int = -1) -> str:
    """Return the text of a file.

    Args:
        file: named by a person.
        refusal: what to say where it cannot be read, is not in the encoding or too long.
        encoding: of the file.
        max_characters: it may have; -1 for any number.

    Raises:
        InvalidInput: the refusal.
    """
    try:
        with file.open(encoding=encoding) as stream:
            text = stream.read(max_characters)
            is_long = bool(stream.read(1))
    except (OSError, UnicodeDecodeError) as error:
        raise refusal from error
    if is_long:
        raise refusal
    return text
