"""The table of words that make a number one of an identity document or of another thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain
from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.language.table import rows, several

WordKind = Literal["document", "beside", "number", "link", "other", "perhaps", "account", "plate"]
_UNPARTED = r"\u0e00-\u0fff\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3"
"""Scripts whose words nothing parts; Korean as it is folded, by the first letters of its syllables."""
_IS_UNPARTED = re.compile(f"[{_UNPARTED}]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
LETTER = rf"[^\W\d_{_UNPARTED}]"
"""A letter of a script that parts its words."""
_NO_LETTER_BEFORE = rf"(?<!{LETTER})(?<!\d)"
WORD_OR_PAIR = re.compile(rf"{LETTER}+|[{_UNPARTED}]{{1,2}}")
"""A word, or two signs of a script without words."""
_MAX_PIECES = 4096
_JOINING = " -,(\uff08"
_KEY = 3
"""Signs of a word by which it is looked up."""
_SIGNS = str.maketrans({"\u2116": "#", "\xb0": "o", "\xba": "o", "\u2019": "'"})


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


def marks(text: str, plain: str, kinds: Iterable[WordKind]) -> Iterator[PaperWord]:
    """Yield the words of some kinds in a text, also those that begin within another, from left to right.

    Args:
        text: as written.
        plain: the same as `plain_text` returns it.
        kinds: of which words.
    """
    # A few letters tell nearly every place where none begins: far faster than each pattern at each place.
    wanted = tuple(kinds)
    begun = _begun(wanted)
    for place in _starts(wanted).finditer(plain):
        at = place.start()
        groups = begun.get(plain[at : at + 3]) or begun.get(plain[at : at + 2]) or begun.get(plain[at], ())
        for kind, of in groups:
            word = _words(kind, of).match(plain, at)
            if word and _CAPITALS[of](written := text[at : word.end()]):
                hangul = _HANGUL.search(written)
                if not hangul or written in _hangul(kind):
                    yield PaperWord(start=at, end=word.end(), kind=kind, is_exact=of > 0)


def marks_apart(text: str, plain: str, kinds: Iterable[WordKind]) -> list[PaperWord]:
    """Return the same without overlaps, those with a card or ID directly behind them as one.

    Args:
        text: as written.
        plain: the same as `plain_text` returns it.
        kinds: of which words.
    """
    return [*_whole(_apart(marks(text, plain, kinds)), plain)]


@cache
def alone(kind: WordKind) -> re.Pattern[str]:
    """Return what finds the words of a kind in a plain text, whatever their capitals."""
    return _pattern(_forms(kind))


@lru_cache(maxsize=_MAX_PIECES)
def words_between(piece: str) -> int:
    """Count the words of a piece of plain text, without those for numbers and documents and links."""
    passed: tuple[WordKind, ...] = ("number", "link", "document", "beside")
    for kind in passed if re.search(r"\w", piece) else ():
        piece = alone(kind).sub(" ", piece)
    piece = re.sub(rf"{LETTER}*\d[\w]*", " ", piece)
    return sum(len(word) > 1 for word in WORD_OR_PAIR.findall(piece))


def _whole(marked: Iterable[PaperWord], plain: str) -> Iterator[PaperWord]:
    """Yield the words with a card or ID directly behind them as one: "user ID", "refugee permit (card"."""
    last: PaperWord | None = None
    for mark in marked:
        is_joined = mark.kind == "beside" and last and not plain[last.end : mark.start].strip(_JOINING)
        if last and is_joined:
            last = replace(last, end=mark.end)
        else:
            yield from (last,) if last else ()
            last = mark
    yield from (last,) if last else ()


def _apart(marked: Iterable[PaperWord]) -> list[PaperWord]:
    """Return marks without overlaps from left to right: the longest, a document before another thing."""
    order = {"document": 0, "beside": 1, "perhaps": 2, "other": 3}
    kept: list[PaperWord] = []
    for mark in sorted(marked, key=lambda mark: (mark.start - mark.end, order[mark.kind], not mark.is_exact)):
        part = [at for at, one in enumerate(kept) if one.start < mark.start < one.end < mark.end]
        if part and {mark.kind, kept[part[0]].kind} == {"document"}:
            kept[part[0]] = replace(kept[part[0]], end=mark.end)
        if all(mark.end <= one.start or one.end <= mark.start for one in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


def _forms(kind: WordKind) -> tuple[str, ...]:
    of_kind = (row for row in rows("identity-words") if row["kind"] == kind)
    return tuple(dict.fromkeys(form for row in of_kind for form in several(row["words"])))


@cache
def _hangul(kind: WordKind) -> frozenset[str]:
    return frozenset(filter(_HANGUL.search, _forms(kind)))


_Group = tuple[WordKind, int]
"""A kind of words, and which capitals they must have."""


@cache
def _begun(kinds: tuple[WordKind, ...]) -> Mapping[str, tuple[_Group, ...]]:
    """Return which words begin with one to three signs, as many as are certain and `_KEY` at most."""
    begun: dict[str, set[_Group]] = {}
    for kind in kinds:
        for form in _forms(kind):
            bare = _spelt(form).lstrip("*")
            certain = next((at for at, sign in enumerate(bare) if not sign.isalnum()), len(bare))
            key = bare[: max(1, min(certain, _KEY))]
            begun.setdefault(key, set()).add((kind, _capitals(form)))
    shorter = {key: (key[:length] for length in range(1, len(key))) for key in begun}
    return {
        key: tuple(sorted(groups.union(*(begun.get(one, ()) for one in shorter[key]))))
        for key, groups in begun.items()
    }


@cache
def _starts(kinds: tuple[WordKind, ...]) -> re.Pattern[str]:
    """Return what finds where a word may begin: at the beginning of one in the text, or within it."""
    bounded: set[str] = set()
    others: set[str] = set()
    for form in chain.from_iterable(map(_forms, kinds)):
        spelt = _spelt(form)
        (bounded if _is_bounded(spelt) else others).add(re.escape(spelt.strip("*")[0]))
    within = f"|[{''.join(sorted(others))}]" if others else ""
    return re.compile(rf"{_NO_LETTER_BEFORE}[{''.join(sorted(bounded))}]{within}")


@cache
def _words(kind: WordKind, capitals: int) -> re.Pattern[str]:
    return _pattern(form for form in _forms(kind) if _capitals(form) == capitals)


def _capitals(form: str) -> int:
    """Return 0 for a word in small letters, 1 for one in capitals, 2 for one with some."""
    return 0 if form == form.lower() else 1 if form == form.upper() else 2


def _is_any(_: str) -> bool:
    return True


def _is_titled(written: str) -> bool:
    return written[:1].isupper()


_CAPITALS: tuple[Callable[[str], bool], ...] = (_is_any, str.isupper, _is_titled)
"""Whether a place has the capitals that words must have, by `_capitals`."""


def _spelt(form: str) -> str:
    return plain_text(unicodedata.normalize("NFC", form))


def _is_bounded(spelt: str) -> bool:
    """Return whether a word of the table begins where one of the text does."""
    bare = spelt.strip("*")
    return not (_IS_UNPARTED.search(bare) or spelt.startswith("*") or not bare[0].isalnum())


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern of many words: their limits are looked for once, then their first letters.

    To compile what makes a letter takes milliseconds each time that it stands in the pattern.
    """
    by_limits: dict[tuple[str, str], dict[str, list[str]]] = {}
    for form in sorted({*forms}, key=lambda form: (-len(form), form)):
        spelt = _spelt(form)
        bare = spelt.strip("*")
        is_open = bool(_IS_UNPARTED.search(bare))
        start = _NO_LETTER_BEFORE if _is_bounded(spelt) else ""
        end = rf"{LETTER}*" if spelt.endswith("*") else ""
        if not end and not is_open and bare[-1].isalnum():
            end = rf"(?!{LETTER})"
        inner = re.escape(bare).replace(r"\*", rf"{LETTER}*").replace(r"\ ", r"[ \-]{1,2}")
        by_limits.setdefault((start, end), {}).setdefault(bare[0], []).append(inner)
    groups = (
        f"{start}(?:{'|'.join(_group(first, words) for first, words in by_first.items())}){end}"
        for (start, end), by_first in by_limits.items()
    )
    return re.compile("|".join(groups))


def _group(first: str, words: list[str]) -> str:
    rests = "|".join(word.removeprefix(re.escape(first)) for word in words)
    return f"{re.escape(first)}(?:{rests})"
