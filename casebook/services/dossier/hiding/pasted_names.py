"""Whom the lines of a message name as their writer, without the full stamp of an export: "Selim Demir: come".

A line of a diary looks the same: "Arrest: three men". So the words before the colon decide: usual labels are
no names, words of a language are listed, and others are a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from casebook.domain.dossier.hiding.account import is_service
from casebook.domain.dossier.hiding.courtesy_title import FUNCTION_WORDS, TITLES
from casebook.domain.dossier.hiding.pasted_sender import LINE, MARKED, WRITER_LINES, WROTE
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.language.hanzi import has_han, simplified
from casebook.language.known_name import is_known_name
from casebook.language.ordinary import is_common_word
from casebook.language.sound_alike import family_signs
from casebook.language.spoken_word import is_german_word, is_label, is_spoken_word
from casebook.language.syllable import syllables

Reading = Literal["none", "perhaps", "writer", "name"]
"""Whether words are no name, may be one and are listed, are hidden where they stand as a writer, or
throughout their chat; the surest reading of the same words counts."""
_MAX_WORDS, _MAX_TRANSCRIBED, _SIGNS_OF_WORDS = 4, 12, 3
_CAPITALS = 3
"""Letters of an abbreviation in capitals: "NB", "FAQ"."""
_WORD = re.compile(r"[^\W\d_]+")


def names_in_lines(text: str) -> Iterator[tuple[str, Reading]]:
    r"""Yield what stands in the place of a writer in the lines of a message, and what it is taken for.

    Args:
        text: of a message, with its line breaks.

    >>> [*names_in_lines("Selim Demirtash: come\nAddress: Berlin\nmy friend Selim: no\n王丽：好")]
    [('Selim Demirtash', 'name'), ('my friend Selim', 'perhaps'), ('王丽', 'name')]
    """
    for line in text.split("\n"):
        for pattern in WRITER_LINES:
            if place := pattern.match(line):
                words = place["name"].strip()
                bare = WROTE.sub("", words)
                name = bare.strip(" ,-\u2013~")
                marks = line[: place.start("name")]
                is_marked = pattern is not LINE or bare != words or bool(re.search(r"[\d>]", marks))
                reading = reading_of(name, is_stamped=is_marked)
                if reading != "none":
                    yield name, reading
                break


def behind_stamp(line: str) -> str:
    """Return what a line says behind a date or a time of day, or "" if it begins with none.

    >>> behind_stamp("12/03/2026, 14:14 - Deniz added Kerem"), behind_stamp("Deniz added Kerem")
    ('Deniz added Kerem', '')
    """
    marks = MARKED.match(line)
    return line[marks.end() :] if marks and any(map(str.isdigit, marks[0])) else ""


@cache
def reading_of(words: str, *, is_stamped: bool = False) -> Reading:
    """Return whether words in the place of a writer are a name, may be one, or are none.

    Args:
        words: as they stand there.
        is_stamped: whether a stamp, a verb or a word such as "from" says that a writer stands there. Without
            one a single word is a name only by the tables, and several are if none is of a language.

    >>> [reading_of(one) for one in ("Burak Çetin", "see", "Arrest", "NB", "张三", "我们", "Folter", "Aygul")]
    ['writer', 'none', 'perhaps', 'none', 'name', 'none', 'perhaps', 'name']
    >>> reading_of("Folter", is_stamped=True)
    'writer'
    """
    parts = _WORD.findall(words)
    is_letter = len(parts) == 1 and len(parts[0]) == 1
    if not parts or is_letter or is_label(words) or all(map(_says_nothing, parts)):
        return "none"
    if has_han(words):
        return _of_han(parts, is_stamped=is_stamped)
    capitals = all(part[0] != part[0].lower() or part.lower() == part.upper() for part in parts)
    ordinary = [_is_ordinary(part) for part in parts]
    if len(parts) > _MAX_WORDS:
        return "none" if all(ordinary) else "perhaps"
    if len(parts) == 1 and parts[0].isupper() and len(parts[0]) <= _CAPITALS:
        return "perhaps"
    if not any(ordinary) or (capitals and not all(ordinary)):
        return _of_names(parts, ordinary, is_stamped=is_stamped)
    return "perhaps" if capitals or not all(ordinary) else "none"


def _of_names(parts: list[str], ordinary: list[bool], *, is_stamped: bool) -> Reading:
    """Return what words in capitals are of which not all are of a language."""
    if any(map(is_known_name, parts)):
        return "name"
    if len(parts) == 1:
        return "writer" if is_stamped else "perhaps"
    words = [part for part, is_word in zip(parts, ordinary, strict=True) if is_word]
    if is_stamped or all(folded(word) in TITLES for word in words):
        return "name"
    # Many Turkish and Russian names are words: "Burak Çetin". Labels are seldom in these languages.
    return "perhaps" if any(map(_makes_label, words)) else "writer"


def _makes_label(word: str) -> bool:
    return is_label(word) or is_common_word(word) or is_german_word(word)


def _of_han(parts: list[str], *, is_stamped: bool) -> Reading:
    signs = "".join(parts)
    if all(map(is_spoken_word, parts)):
        may_be_name = simplified(signs)[0] in family_signs() and len(signs) <= _SIGNS_OF_WORDS
        return "perhaps" if may_be_name else "none"
    if (len(parts) > 1 and not any(map(is_spoken_word, parts))) or is_known_name(signs):
        return "name"
    return "writer" if is_stamped and (len(signs) <= _MAX_TRANSCRIBED or len(parts) > 1) else "perhaps"


def _says_nothing(word: str) -> bool:
    return folded(word) in FUNCTION_WORDS or is_service(word)


def _is_ordinary(word: str) -> bool:
    if folded(word) in FUNCTION_WORDS | TITLES:
        return True
    # A syllable of Chinese is a word of many languages: "Li Na".
    return is_common_word(word) if len(syllables(word)) == 1 else is_spoken_word(word)
