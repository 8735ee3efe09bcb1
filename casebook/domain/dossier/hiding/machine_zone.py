"""The machine-readable zone of a passport or identity card: names and numbers without spaces.

Source: ICAO Doc 9303 part 3 (8th edition, 2021): capital letters, figures and the filler "<"; a date is
YYMMDD before a check digit; lines of 30, 36 or 44 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casebook.domain.dossier.hiding.name_pattern import MIN_LETTERS, Hidden
from casebook.domain.dossier.hiding.plain_letters import folded, squeezed

_MIN_CHARACTERS = 20
"""Minimum characters of a line, some of which a scan or copy may have lost."""
_FILLER = "<\u00ab\u2039\uff1c"
"""The filler, and its usual OCR results."""
_RUN = re.compile(rf"[A-Z0-9{_FILLER}]+(?: [A-Z0-9{_FILLER}]+)*")
_FILLED = re.compile(rf"[{_FILLER}]{{2}}|[{_FILLER}]$|^[A-Z][A-Z{_FILLER}][A-Z]{{3}}[A-Z]+[{_FILLER}]")
_DATED = re.compile(r"[A-Z]{3}\d{7}[MFX]\d{7}")
_DAY = re.compile(r"\d{8}")
_MIN_LETTERS = 5
"""Minimum letters of a part of a name to search for: a zone joins a country to a family name."""


def zones(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every line of a machine-readable zone.

    >>> list(zones("P<CHNOUYANG<<MINGZHE<<<<<<<<"))
    [(0, 28)]
    """
    for run in _RUN.finditer(text):
        line = run[0].replace(" ", "")
        if len(line) >= _MIN_CHARACTERS and (_FILLED.search(line) or _DATED.search(line)):
            yield run.span()


def zone_forms(hidden: Iterable[Hidden]) -> Iterator[tuple[str, Hidden]]:
    """Yield the forms to search for in a zone, letters and digits only: names, numbers, YYMMDD dates."""
    for one in hidden:
        letters = squeezed(folded(one.form))
        if one.is_name and letters.isascii():
            yield from ((word, one) for word in (letters, *_words(one.form)) if len(word) >= _MIN_LETTERS)
        elif one.kind == "paper" and len(letters) > MIN_LETTERS:
            yield letters, one
        elif one.kind == "birth-date" and _DAY.fullmatch(one.form):
            yield letters[2:], one


def _words(form: str) -> Iterator[str]:
    for word in form.split():
        yield squeezed(folded(word))
