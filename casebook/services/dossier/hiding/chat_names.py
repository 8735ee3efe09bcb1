"""Where a text may name those whom pasted lines or notices of a chat name: whole, or by one word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casebook.base.month_names import month_names
from casebook.domain.dossier.hiding.courtesy_title import FUNCTION_WORDS, TITLES
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.language.cyrillic import is_cyrillic
from casebook.language.hanzi import has_han
from casebook.language.ordinary import is_common_word
from casebook.language.place import place_spellings
from casebook.language.spoken_word import is_spoken_word

WORD = re.compile(r"[^\W\d_]+")
_MIN_LETTERS, _MIN_HAN, _MAX_HAN = 3, 2, 12
MAX_NAMES = 4
"""Words of most names; of a sentence only those with a capital are looked for alone."""
_SOFT = "ьйаяоеиы"
_HAN = "[\u3400-\u9fff]"
_EDGE = "[^\\W\\d_\u3400-\u9fff]"


def perhaps_patterns(forms: Iterable[str], recorded: Iterable[str] = ()) -> tuple[re.Pattern[str], ...]:
    """Return what finds forms that may be names, each in its group 1.

    A form is found in any case of letters, and so is each word of it that is none of the language. If all its
    words are of the language, it is found as it is written, and one such word only as the sender of a line.

    Args:
        forms: of chats.
        recorded: names of people that are words of a language, found in any case of letters.
    """
    anywhere, written, senders = dict.fromkeys(recorded), dict[str, None](), dict[str, None]()
    for form in forms:
        words = WORD.findall(form)
        if has_han(form):
            names = dict.fromkeys(one for one in (form, *words) if _may_be_han(one))
            anywhere |= names
            senders |= {} if names else {form: None}
        elif not all(_is_of_language(word) or is_spoken_word(word) for word in words):
            anywhere |= dict.fromkeys((form, *_alone(words)))
        elif len(words) > 1:
            written[form] = None
        else:
            senders[form] = None
    patterns = (
        _pattern(anywhere, flags=re.IGNORECASE),
        _pattern(written),
        _pattern(senders, behind=r"(?=\s?[:\uff1a])"),
    )
    return tuple(filter(None, patterns))


def _pattern(
    forms: Iterable[str], *, behind: str = "", flags: re.RegexFlag = re.NOFLAG
) -> re.Pattern[str] | None:
    ways = [r"\s{1,2}".join(map(_way, form.split())) for form in sorted(forms, key=len, reverse=True)]
    return re.compile(f"(?<!{_EDGE})({'|'.join(ways)})(?!{_EDGE}){behind}", flags) if ways else None


def _way(word: str) -> str:
    """A word of a form; one in Cyrillic letters with any ending, one Chinese sign beside no other."""
    if is_cyrillic(word) and len(word) > _MIN_LETTERS:
        return rf"{re.escape(word.rstrip(_SOFT))}[\u0400-\u04ff]{{0,3}}"
    return rf"(?<!{_HAN}){word}(?!{_HAN})" if len(word) == 1 and has_han(word) else re.escape(word)


def _alone(words: list[str]) -> Iterator[str]:
    """Yield the words of a form that may stand for it."""
    is_sentence = len(words) > MAX_NAMES
    for word in words:
        if len(word) >= _MIN_LETTERS and not _is_of_language(word) and not (is_sentence and word.islower()):
            yield word


def _is_of_language(word: str) -> bool:
    return (
        folded(word) in FUNCTION_WORDS | TITLES
        or is_common_word(word)
        or bool(place_spellings(word))
        or any(word in month_names(month, "wide") for month in range(1, 13))
    )


def _may_be_han(form: str) -> bool:
    return len(form) == 1 or (_MIN_HAN <= len(form) <= _MAX_HAN and not is_spoken_word(form))
