"""Whether the text around a place makes what stands there a name, a number or a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casebook.domain.dossier.hiding.channel_pattern import is_address
from casebook.domain.dossier.hiding.courtesy_title import FUNCTION_WORDS
from casebook.domain.dossier.hiding.han_nickname import stands_as_name
from casebook.domain.dossier.hiding.name_rest import are_named_syllables
from casebook.domain.dossier.hiding.name_search import Strength
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.domain.dossier.hiding.surname_sign import (
    behind_article,
    has_ordinary_sense,
    is_signed,
)
from casebook.domain.dossier.hiding.text_hit import LOOK_BACK, WORD_AFTER, WORD_BEFORE, TextHit

_TITLE = re.compile(
    r"(?:^|[^\w])(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|mme|mlle|monsieur|madame|herr|frau|se\w?or|sra?"
    r"|господин\w{0,2}|госпож\w{1,2}|г-н\w?|г-ж\w|гражданин\w?|гражданк\w{1,2}|гр|товарищ\w?|пан\w?|пани"
    r"|κ|κα|κας|κος|κου|κο|κυριου|κυριος|κυριο|κυριας|κυρια)"
    r"\.?\s+$"
)
_OF_PASSENGER = re.compile(r"[A-Z]/[A-Z]+ (?:MRS?|MS|MISS|MSTR|DR)\s+$")
"""A title behind the name of a passenger, as airlines list them; a lone letter next to it is a sex."""
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_LETTER = re.compile(r"(?<![^\W\d_])[a-z](?![^\W\d_]|\.)")
_APOSTROPHE_BEFORE = re.compile(r"[^\W\d_]['\u2019]$")
_SENTENCE_ENDS = re.compile(r"[.!?:\n\u2022\u3002]")
_SENTENCE_OPENS = re.compile(
    r"(?:he|she|they|it|we|i|his|her|the|this|that|in|on|at|a|an|when|after|as|but|and|then)\b"
)
"""Capitalised words that begin a sentence and are no name after an initial."""
_NOT_JOINED = re.compile(r"(?<![\-\u2010\u2011])\b\w+")
"""Words, except those a hyphen joins to the one before."""
_ADDRESSES = frozenset({"ge", "jie", "di", "mei", "zai", "je", "gor", "goh", "jai", "suk", "yi"})
"""Behind a given name, as to a brother or sister; in small letters, too."""
_DOUBLED_LETTERS = 3
"""Of a syllable said twice that needs no capital: "mama" is a word."""
_YEAR = r"(?:19|20)\d\d"
_YEAR_BEFORE = re.compile(rf"{_YEAR}\s?年\s?$")
_YEAR_AFTER = re.compile(rf"\W{{0,3}}(?:del?\s)?{_YEAR}(?!\d)")
_SIGN_AFTER = re.compile(r"_|\d{2}(?!\d?[.,/\-]\d)")
_ORDINARY_MONTHS = re.compile(r"(?<![^\W\d_])(?:may|march)(?![^\W\d_])")
"""English months that are also ordinary words, and are months only with a capital."""

_JOURNAL = re.compile(
    r"(?<!\w)(?:oj|abl\.?|jo|do|gu|ue)(?: eu)? [lc] ?\d{1,4}[a-z]?(?:,| of| vom| du| del)\s$"
)
"""Before the day of an official journal, folded: "OJ L 180, 29.6.2013, p. 60"."""
_NUMBER_CODE = re.compile(
    r"(?:TIN|SIN|NIN|PIN|PAN|CIN|LP|HC|NIE)(?: (?:no|number|nr)\.?)?[ :#.]{1,3}(?=[A-Z]?\d{4})"
)
"""What names the number behind it, not a person: "TIN 60123456Q"."""
_PLACES = re.compile(
    r"(?<!\w)(?<!mr )(?<!ms )(?<!mrs )(?<!mr\. )(?<!ms\. )(hong)(?:\r\n|\s){1,2}(kong)(?:ers?)?(?!\w)"
)
"""Place names that contain a part of a person's name, on folded text; each word is a group."""
_ACROSS_COLUMNS = re.compile(
    r"(?<!\w)(hong) [^\n]{1,60}\n(?:(?!hong)[^\n]){0,24}?(?<!\w)(kong)(?:ers?)?(?!\w)"
)
"""The same on a page of columns, where what stands beside the end of its first line comes between."""


def holds(strength: Strength, text: str, plain: str, span: tuple[int, int]) -> bool:
    """Return whether the surrounding text makes it a place of the name; see `Strength`."""
    start, end = span
    written = text[start:end]
    match strength:
        case "whole" | "part" | "date" | "short-number" | "unsure":
            return strength != "unsure" or not _JOURNAL.search(plain[max(0, start - LOOK_BACK) : start])
        case "initials" | "pair":
            return written.upper() == written
        case "day":
            return _is_of_no_year(text, start, end)
        case "street":
            return is_address(written)
        case "nickname":
            # "Institute for Names": a small word within the name of an office needs no capital.
            words = _NOT_JOINED.findall(written)
            if len(words) > 1 and words[-1] in _ADDRESSES:
                words = words[:-1]
            half = written[: len(written) // 2]
            is_doubled = len(half) >= _DOUBLED_LETTERS and folded(written) == folded(half) * 2  # "yanyan"
            is_named = is_doubled or not any(
                word[:1].islower() and (at in {0, len(words) - 1} or folded(word) not in FUNCTION_WORDS)
                for at, word in enumerate(words)
            )
            return is_named and stands_as_name(text, start, end) and not has_ordinary_sense(plain, start, end)
        case _:
            return _holds_by_neighbours(strength, text, plain, span)


def _holds_by_neighbours(strength: Strength, text: str, plain: str, span: tuple[int, int]) -> bool:
    """Return the same for a part that needs a title, a capital or no other name beside it."""
    start, end = span
    if strength == "inflected":
        return _has_capital(text[start:end])
    if strength == "syllables":
        return are_named_syllables(text[start:end])
    if _TITLE.search(plain[max(0, start - LOOK_BACK) : start]):
        before = text[max(0, start - LOOK_BACK) : start]
        return strength != "initial" or (_ends_name(text, end) and not _OF_PASSENGER.search(before))
    if strength == "capital" and (_is_joined_by_sign(text, start, end) or _NUMBER_CODE.match(text, start)):
        return _is_joined_by_sign(text, start, end)
    if strength in {"title", "initial"} or _is_joined(text, start, end) or not _has_capital(text[start:end]):
        return False
    is_name = strength == "capital" or is_signed(text, plain, span) or _stands_alone(text, start, end)
    return is_name and not has_ordinary_sense(plain, start, end)


def are_initials(text: str, start: int, end: int) -> bool:
    """Return whether letters beside a name may be initials: no end of a word, as in "don't do" or a cell.

    A narrow cell has the end of a word on a line of its own, perhaps beside a name: "aun", "t Do".
    """
    small = _SMALL_LETTER.search(text, start, end)
    if small is None:
        return True
    if small.start() == start and _APOSTROPHE_BEFORE.search(text[max(0, start - 2) : start]):
        return False
    return not any(len(word) > 1 and _has_capital(word) for word in _WORD.findall(text[start:end]))


def _is_of_no_year(text: str, start: int, end: int) -> bool:
    """Return whether a day and month have no year; with the date's year the whole form is found."""
    return not (
        _YEAR_BEFORE.search(text[max(0, start - LOOK_BACK) : start])
        or _YEAR_AFTER.match(text[end : end + LOOK_BACK])
        or _ORDINARY_MONTHS.search(text[start:end])
    )


def _ends_name(text: str, end: int) -> bool:
    """Return whether no other name follows an initial, unlike in "Mr L. Chen"."""
    following = WORD_AFTER.match(text[end : end + LOOK_BACK])
    if not following or following[1].strip() or not _has_capital(following[2]):
        return True
    return bool(_SENTENCE_OPENS.match(folded(following[2])))


def _has_capital(written: str) -> bool:
    return written[:1] != written[:1].lower()


def _is_joined(text: str, start: int, end: int) -> bool:
    """Return whether a dash joins it to another word, as in "Sung Wei-yuan"."""
    return bool(
        re.search(r"\w[\-\u2010\u2011]$", text[max(0, start - 2) : start])
        or re.match(r"[\-\u2010\u2011]\w", text[end : end + 2])
    )


def _is_joined_by_sign(text: str, start: int, end: int) -> bool:
    """Return whether signs join it to more, so that it needs no capital: "wong_notes", "pema98"."""
    return text[max(0, start - 1) : start] == "_" or bool(_SIGN_AFTER.match(text, end))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether a capital marks a name: mid-sentence, not after a number or next to another name."""
    before, after = text[max(0, start - LOOK_BACK) : start], text[end : end + LOOK_BACK]
    last = WORD_BEFORE.search(before)
    if last is None or _SENTENCE_ENDS.search(last[2]) or last[1][0].isdigit() or _has_capital(last[1]):
        return False
    if behind_article(folded(before)):
        return False
    following = WORD_AFTER.match(after)
    return not (following and following[1].isspace() and _has_capital(following[2]))


def words_of_places(plain: str) -> Iterator[set[tuple[int, int]]]:
    """Yield the words of each such place in a folded text, as slices.

    >>> list(words_of_places("in hong kong")) == [{(3, 7), (8, 12)}]
    True
    """
    for place in _PLACES.finditer(plain):
        yield {place.span(at) for at in range(1, (place.lastindex or 0) + 1)}


def beside_places(hits: Sequence[TextHit], plain: str) -> Sequence[TextHit]:
    """Return the hits without those that are one word of a place.

    SECURITY: a name that reaches beyond the place is hidden, and one that has all of its words.
    """
    for words in words_of_places(plain) if hits else ():
        within = {(hit.start, hit.end) for hit in hits} & words
        if within != words:
            hits = [hit for hit in hits if (hit.start, hit.end) not in within]
    return hits


def words_across_columns(plain: str) -> set[tuple[int, int]]:
    r"""Return the words of places on two lines in the folded text of a finished page, as slices.

    >>> words_across_columns("left for hong disputed\n2022 kong and") == {(9, 13), (28, 32)}
    True
    """
    return {place.span(at) for place in _ACROSS_COLUMNS.finditer(plain) for at in (1, 2)}
