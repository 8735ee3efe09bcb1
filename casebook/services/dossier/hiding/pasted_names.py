"""Whom the lines of a message name as their writer, without the full stamp of an export: "Selim Demir: come".

A line of a diary looks the same: "Arrest: three men". So the words before the colon decide: usual labels are
no names, words of a language are listed, and others are a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from casebook.domain.dossier.hiding.account import SERVICES
from casebook.domain.dossier.hiding.courtesy_title import FUNCTION_WORDS, TITLES
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.language.hanzi import has_han, simplified
from casebook.language.ordinary import is_common_word
from casebook.language.sound_alike import family_signs
from casebook.language.spoken_word import is_label, is_spoken_word
from casebook.language.syllable import syllables

Reading = Literal["name", "perhaps", "none"]
_MAX_WORDS, _MAX_HAN, _MAX_TRANSCRIBED, _SIGNS_OF_WORDS = 4, 4, 12, 3
_CAPITALS = 3
"""Letters of an abbreviation in capitals: "NB", "FAQ"."""
_WORD = re.compile(r"[^\W\d_]+")
_STAMP = (
    r"[\[(\u3010]?(?:\d{1,4}[./\-\u5e74]\s?\d{1,2}[./\-\u6708]\s?\d{1,4}\u65e5?)?,?\s?"
    r"(?:[\u4e0a\u4e0b\u4e2d]\u5348|\u51cc\u6668|\u665a\u4e0a)?\s?"
    r"(?:\d{1,2}[:.\uff1a]\d\d(?:[:.]\d\d)?\s?(?:[ap]\.?m\.?)?)?[\])\u3011]?"
)
"""A date, a time of day, or both."""
_SIGNS = r"[\s>~*_\u2022\u00b7\u2013\-\u200e\u200f]*"
_MARKS = rf"{_SIGNS}(?:(?=[\[(\u3010]?\d){_STAMP}[,:]?{_SIGNS})?"
_MARKED = re.compile(_MARKS)
_NAME = r"[^\W\d_](?:[^\W\d_]|['\u2019\-. \u00b7()\uff08\uff09~\u3000])*"
_VERB = (
    r"(?:said|says|wrote|writes|asked|answered|replied|sagte|schrieb|(?:a )?(?:\u00e9crit|dit)"
    r"|escribi\xf3|dijo|ha scritto|disse|escreveu|yazd\u0131|yazdi|dedi|написала?|сказала?|жазды|деді)"
)
_WROTE = re.compile(rf"\s{_VERB}$|[\u5199\u5beb]?[\u8bf4\u8aaa\u9053\u95ee\u554f]$", re.IGNORECASE)
_LINE = re.compile(rf"{_MARKS}(?P<name>{_NAME})\s?[:\uff1a](?!//)")
_FORWARDED = re.compile(
    rf"{_MARKS}[\[(\u3010]?(?:forwarded (?:message )?from|weitergeleitet von|transf\xe9r\xe9 de|reenviado de"
    r"|inoltrato da|encaminhado de|iletilen|переслано от"
    r"|(?:\u8f6c\u53d1|\u8f49\u767c)\u81ea?)"
    rf"\s?[:\uff1a]?\s?(?P<name>{_NAME})[\])\u3011]?\s*:?$",
    re.IGNORECASE,
)
_BEFORE_STAMP = re.compile(rf"{_MARKS}(?P<name>{_NAME}),?\s(?=[\[(\u3010]?\d){_STAMP}:?\s*$", re.IGNORECASE)
"""As Telegram and WeChat copy a message: its writer and the time, and the words in the next line."""
_OF_NAME = re.compile(
    r"(?:(?:first |last |full )?name|from|to|von|an|nom|pr\xe9nom|de|\xe0|nombre|para|nome|da|ad\u0131|isim"
    r"|kimden|kime|имя|от|кому|\u59d3\u540d|\u53d1\u4ef6\u4eba|\u6536\u4ef6\u4eba)"
    rf"\s?[:\uff1a]\s?(?P<name>{_NAME})$",
    re.IGNORECASE,
)
"""A label before a name that fills its line."""


def names_in_lines(text: str) -> Iterator[tuple[str, Reading]]:
    r"""Yield what stands in the place of a writer in the lines of a message, and what it is taken for.

    Args:
        text: of a message, with its line breaks.

    >>> [*names_in_lines("Selim Demirtash: come\nAddress: Berlin\nmy friend Selim: no\n王丽：好")]
    [('Selim Demirtash', 'name'), ('my friend Selim', 'perhaps'), ('王丽', 'name')]
    """
    for line in text.split("\n"):
        for pattern in (_FORWARDED, _BEFORE_STAMP, _OF_NAME, _LINE):
            if place := pattern.match(line):
                name = _WROTE.sub("", place["name"].strip()).strip(" ,-\u2013~")
                reading = reading_of(name)
                if reading != "none":
                    yield name, reading
                break


def behind_stamp(line: str) -> str:
    """Return what a line says behind a date or a time of day, or "" if it begins with none.

    >>> behind_stamp("12/03/2026, 14:14 - Deniz added Kerem"), behind_stamp("Deniz added Kerem")
    ('Deniz added Kerem', '')
    """
    marks = _MARKED.match(line)
    return line[marks.end() :] if marks and any(map(str.isdigit, marks[0])) else ""


@cache
def reading_of(words: str, *, is_stamped: bool = False) -> Reading:
    """Return whether words in the place of a writer are a name, may be one, or are none.

    Args:
        words: as they stand there.
        is_stamped: whether the line has the stamp of an export, so that they are no part of a sentence.

    >>> [reading_of(one) for one in ("Burak Çetin", "see", "Arrest", "NB", "张三", "我们")]
    ['name', 'none', 'perhaps', 'none', 'name', 'none']
    """
    parts = _WORD.findall(words)
    is_letter = len(parts) == 1 and len(parts[0]) == 1
    if not parts or is_letter or is_label(words) or all(map(_says_nothing, parts)):
        return "none"
    if has_han(words):
        return _of_han(parts, _MAX_TRANSCRIBED if is_stamped else _MAX_HAN)
    capitals = all(part[0] != part[0].lower() or part.lower() == part.upper() for part in parts)
    ordinary = [_is_ordinary(part) for part in parts]
    if len(parts) > _MAX_WORDS:
        return "none" if all(ordinary) else "perhaps"
    if len(parts) == 1 and parts[0].isupper() and len(parts[0]) <= _CAPITALS:
        return "perhaps"
    if not any(ordinary) or (capitals and not all(ordinary)):
        return "name"
    return "perhaps" if capitals or not all(ordinary) else "none"


def _of_han(parts: list[str], longest: int) -> Reading:
    signs = "".join(parts)
    if all(map(is_spoken_word, parts)):
        may_be_name = simplified(signs)[0] in family_signs() and len(signs) <= _SIGNS_OF_WORDS
        return "perhaps" if may_be_name else "none"
    return "name" if len(signs) <= longest or len(parts) > 1 else "perhaps"


def _says_nothing(word: str) -> bool:
    return folded(word) in FUNCTION_WORDS or word.casefold() in SERVICES


def _is_ordinary(word: str) -> bool:
    if folded(word) in FUNCTION_WORDS | TITLES:
        return True
    # A syllable of Chinese is a word of many languages: "Li Na".
    return is_common_word(word) if len(syllables(word)) == 1 else is_spoken_word(word)
