"""Templates of letters: whole Word files, and any text as the paragraphs of one."""

from __future__ import annotations

from contextlib import suppress

from casebook.formats.fault import Damaged, OversizedFile, PasswordProtected
from casebook.formats.letter_template import fill
from tests.formats.word_templates import word_file


def letter_template(data: bytes) -> None:
    """Examine and fill; text that no Word file can hold is left out."""
    text = data.decode("utf-8", "replace")
    lines = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text).splitlines()
    template = data if data.startswith(b"PK") else word_file(*lines)
    with suppress(Damaged, OversizedFile, PasswordProtected):
        report, letter = fill(template, {"facts": [{"date": "1 May", "text": "a"}], "client.name": "b"})
        assert bool(letter) is not bool(report.faults)
