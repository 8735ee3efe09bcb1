"""The table of words that make a number one of an identity document or of another thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.language.table import rows, several

WordKind = Literal["document", "beside", "number", "link", "other"]
_UNPARTED = r"\u0e00-\u0fff\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3"
"""Scripts whose words nothing parts; Korean as it is folded, by the first letters of its syllables."""
_IS_UNPARTED = re.compile(f"[{_UNPARTED}]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
LETTER = rf"[^\W\d_{_UNPARTED}]"
"""A letter of a script that parts its words."""
WORD_OR_PAIR = re.compile(rf"{LETTER}+|[{_UNPARTED}]{{1,2}}")
"""A word, or two signs of a script without words."""
_SIGNS = str.maketrans({"\u2116": "#", "\xb0": "o", "\xba": "o"})


@entity
class PaperWord:
    """A word of the table in a text.

    Attributes:
        start, end: as a slice.
        kind: of the word.
        is_exact: whether it stands there with capitals that it must have.
    """

    start: int
    end: int
    kind: WordKind
    is_exact: bool = False


def plain_text(text: str) -> str:
    """Return a text folded, with one space for each blank and its signs for "number" spelt out.

    >>> plain_text("Passeport N° 12")
    'passeport no 12'
    """
    return re.sub(r"\s", " ", folded(text.translate(_SIGNS)))


def marks(text: str, plain: str, kind: WordKind) -> Iterator[PaperWord]:
    """Yield the words of a kind in a text, also those that begin within another.

    Args:
        text: as written.
        plain: the same as `plain_text` returns it.
        kind: of which words.
    """
    hangul = _hangul(kind)
    for pattern, is_written, is_exact in _patterns(kind):
        for place in pattern.finditer(plain):
            written = text[slice(*place.span(1))]
            if is_written(written) and (not _HANGUL.search(written) or written in hangul):
                yield PaperWord(start=place.start(), end=place.end(1), kind=kind, is_exact=is_exact)


@cache
def alone(kind: WordKind) -> re.Pattern[str]:
    """Return what finds the words of a kind in a plain text, whatever their capitals."""
    return _pattern(_forms(kind))


def _forms(kind: WordKind) -> tuple[str, ...]:
    of_kind = (row for row in rows("identity-words") if row["kind"] == kind)
    return tuple(dict.fromkeys(form for row in of_kind for form in several(row["words"])))


@cache
def _hangul(kind: WordKind) -> frozenset[str]:
    return frozenset(filter(_HANGUL.search, _forms(kind)))


@cache
def _patterns(kind: WordKind) -> tuple[tuple[re.Pattern[str], Callable[[str], bool], bool], ...]:
    forms = _forms(kind)
    small = [form for form in forms if form == form.lower()]
    large = [form for form in forms if form != form.lower() and form == form.upper()]
    titled = [form for form in forms if form not in {*small, *large}]
    each = ((small, _is_any, False), (large, str.isupper, True), (titled, _is_titled, True))
    return tuple(
        (re.compile(f"(?=({_pattern(some).pattern}))"), is_written, is_exact)
        for some, is_written, is_exact in each
        if some
    )


def _is_any(_: str) -> bool:
    return True


def _is_titled(written: str) -> bool:
    return written[:1].isupper()


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern of many words: their limits are looked for once, then their first letters."""
    by_limits: dict[tuple[str, str], dict[str, list[str]]] = {}
    for form in sorted({*forms}, key=lambda form: (-len(form), form)):
        spelt = plain_text(unicodedata.normalize("NFC", form))
        bare = spelt.strip("*")
        is_open = bool(_IS_UNPARTED.search(bare))
        start = "" if is_open or spelt.startswith("*") or not bare[0].isalnum() else rf"(?<!{LETTER})(?<!\d)"
        end = "" if is_open or spelt.endswith("*") or not bare[-1].isalnum() else rf"(?!{LETTER})"
        inner = re.escape(spelt.lstrip("*")).replace(r"\*", rf"{LETTER}*").replace(r"\ ", r"[ \-]{1,2}")
        by_limits.setdefault((start, end), {}).setdefault(bare[0], []).append(inner)
    groups = (
        f"{start}(?:{'|'.join(_group(first, words) for first, words in by_first.items())}){end}"
        for (start, end), by_first in by_limits.items()
    )
    return re.compile("|".join(groups))


def _group(first: str, words: list[str]) -> str:
    rests = "|".join(word.removeprefix(re.escape(first)) for word in words)
    return f"{re.escape(first)}(?:{rests})"
