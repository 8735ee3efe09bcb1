"""Patterns that find a hidden form in folded text: whole names in every order, or single parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from casebook.domain.base.entity import entity
from casebook.domain.dossier.hiding.channel_pattern import (
    ANYWHERE,
    CHANNELS,
    LINK,
    MAIL,
    NUMBERS,
    QUARTERS,
    STREETS,
    resident_number,
)
from casebook.domain.dossier.hiding.days.age_pattern import age_patterns
from casebook.domain.dossier.hiding.days.clock_time import NO_HOUR
from casebook.domain.dossier.hiding.days.day_pattern import (
    written_days,
    written_months,
    written_months_after_year,
    written_yearless,
)
from casebook.domain.dossier.hiding.days.number_row import number_rows
from casebook.domain.dossier.hiding.days.time_name import is_time_name
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.han_nickname import OPENS_NAME
from casebook.domain.dossier.hiding.latin_ending import inflected
from casebook.domain.dossier.hiding.name_search import NameSearch, Shape, Strength
from casebook.domain.dossier.hiding.number_pattern import (
    behind_search,
    case_number_searches,
    plain_search,
    trade_search,
    written_search,
)
from casebook.domain.dossier.hiding.plain_letters import (
    ACCENTS,
    APOSTROPHES,
    BETWEEN,
    CASED,
    HAMZA_SEAT,
    LETTER,
    LETTER_OR_DIGIT,
    LONG_LETTERS,
    PARTED,
    chunks,
    folded,
    squeezed,
)
from casebook.domain.dossier.hiding.short_name import (
    OFFICE_TITLES,
    TIBETAN,
    TITLES_AFTER,
    beside_its_own,
    by_syllables,
    initials_pair,
    tibetan_names,
    with_initial,
)

MIN_LETTERS = 2
_NOT_SEARCHED = frozenset({"pasted-sender", "pasted-writer", "perhaps-name", "any-zone", "birth-month"})
_SHORT_PART = 5
"""Parts with fewer letters look like ordinary words apart from their capital."""
_NO_SENTENCE = r"(?!\.\s)"  # behind a part that is found alone
_BROKEN = rf"(?:[\-\u2010\u2011]\s{{1,2}}|{BETWEEN}{{1,2}})?"
"""Where a line breaks within a word, after the hyphen of the break."""
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_HANGUL = re.compile("[\u1100-\u11ff\uac00-\ud7a3]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_ENDING_LETTERS = 4
"""Minimum letters of a name in Arabic script that takes Uyghur endings without a separator."""
_UYGHUR_ENDING = "[\u0600-\u06ff]{0,4}"
_GREEK = re.compile("[\u0370-\u03ff]")
_GREEK_ENDING = "(?:\u03c3|\u03bf\u03c5|\u03bf\u03c3|\u03b1|\u03b1\u03c3)?"
"""Endings of Chinese names in Greek, which are rarely declined."""
_SUFFIXES = r"[\-\u2010\u2011]?(?:jan|zhan|gul|la|ya|ia|sha|[cs]?h?ka|im|ken|bek|tay)"
"""Suffixes of address in Uyghur, Tibetan, Kazakh and Russian: "Ablimitjan", "Tsering-la", "Aigulya"."""
_CASE_ENDING = "[\u0400-\u052f]{0,3}"
"""Case endings of names in Russian and related languages; soft endings are dropped first."""
_SOFT = "ьйаяоеиы"
_MIN_GIVEN = 2
_MIN_BEFORE_S = 4
_MAX_SIGNS = 4
"""A surname and a given name of two characters each; longer names are not split."""
_SIGNS_BETWEEN = rf"(?:{BETWEEN}*|[^\w\s\u3001\u3002,;:!?\uff01\uff0c\uff1a\uff1b\uff1f]{{0,3}})"
"""Whatever parts the signs of a whole Chinese name within a sentence, such as asterisks or brackets."""
_LISTED = r"[\u3001,\uff0c]\s?"
_SLASHED = rf"(?:{BETWEEN}*|[*/|~\uff0a\uff0f\uff5c\uff5e]{{1,2}})"
_MASK = "[\u67d0x\u00d7*\uff0a\uff38\u25a1\u25cb\u25cf\u25a0\u53e3]"
"""Put in the place of a sign of a Chinese name: \u67d0, x, an asterisk, a circle or square."""
_PLACEHOLDER = "[x\u00d7*\uff0a\uff38\u25a1\u25cb\u25cf\u25a0\u3007]"
"""The same behind the beginning of a name, where the others may be words: "\u8d75X"."""
_COUNTING = r"\d\u3007\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341"
"""Digits and Chinese numerals."""


@entity
class Hidden:
    """A text to hide, and its label.

    Attributes:
        form: as it may be written.
        label: printed instead.
        is_name: parts of it betray the person too; what is no name is taken whole.
        kind: of what it is.
        ordinary: parts of the name that are words of the language, folded; alone they need a capital. Of
            shape "beside-trade" the words for a trade, of "behind-words" those before it.
        inflected: parts that take any ending, folded, each with the words of the language that begin so.
        shape: what the form is.
        family: how many signs of a Chinese name are the family name.
        is_word: whether the whole name is a word of the language, which needs a capital.
        within: keys of the exhibits in which alone it is hidden; nothing for everywhere.
    """

    form: str
    label: str
    is_name: bool = True
    kind: FactKind = "name"
    ordinary: frozenset[str] = frozenset()
    inflected: tuple[tuple[str, frozenset[str]], ...] = ()
    shape: Shape = "stated"
    family: int = 1
    is_word: bool = False
    within: frozenset[str] = frozenset()


def searches_for(hidden: Hidden) -> Iterator[NameSearch]:
    """Yield every pattern that finds a form; none for a single letter, but a family name in Chinese."""
    if hidden.shape in _NOT_SEARCHED:
        return
    if hidden.shape == "as-written":
        yield written_search(unicodedata.normalize("NFC", hidden.form))
        return
    yield from _uninflected(hidden)
    for part, others in hidden.inflected:
        yield from inflected(part, others)


def _uninflected(hidden: Hidden) -> Iterator[NameSearch]:
    form = folded(unicodedata.normalize("NFC", hidden.form).strip())
    if hidden.kind == "initials" and len(squeezed(form)) == 1:
        yield _initial(form)
    elif hidden.shape in {"any-channel", "any-number", "age", "found-day"}:
        yield from _unstated(form, hidden.shape)
    elif hidden.shape.startswith("written"):
        yield from _written(date.fromisoformat(form), hidden)
    elif len(squeezed(form)) < MIN_LETTERS:
        yield from _parts_of_han([*squeezed(form)], 1) if _HAN.match(form) and hidden.is_name else ()
    elif hidden.shape != "stated":
        yield _shaped(form, hidden.shape, hidden.ordinary)
    elif hidden.kind == "initials" and form.isalpha():
        yield from _initials(form)
    elif _HAN.search(form):
        yield from _chinese(form, hidden)
    elif hidden.is_name:
        yield from tibetan_names(form) if TIBETAN.search(form) else _named(chunks(form), hidden)
    elif hidden.kind == "case-number":
        yield from case_number_searches(form)
    else:
        yield plain_search(form, is_date=hidden.kind.endswith("date"), is_birth=hidden.kind == "birth-date")


def lone_parts(hidden: Hidden) -> Iterator[str]:
    """Yield the parts of a Chinese name that are one character: hidden where they stand alone in code."""
    signs = "".join(sign for sign in hidden.form if sign.isalnum())
    if len(signs) <= _MAX_SIGNS and all(map(_HAN.match, signs)):
        yield from (one for one in (signs[: hidden.family], signs[hidden.family :]) if len(one) == 1)


def _unstated(form: str, shape: Shape) -> Iterator[NameSearch]:
    if shape == "age":
        yield from (NameSearch(letters=key, pattern=one) for key, one in age_patterns(int(form)))
    elif shape == "any-number":
        yield from (NameSearch(letters="", pattern=one, strength="unsure") for one in NUMBERS)
    elif shape == "found-day":
        yield replace(plain_search(form, is_date=True), strength="unsure")
    else:
        yield from (NameSearch(letters="", pattern=one) for one in (MAIL, LINK))
        yield from (NameSearch(letters="", pattern=one, strength="unsure") for one in ANYWHERE)
        yield from (NameSearch(letters="", pattern=one, strength="nickname") for one in CHANNELS)
        yield from (NameSearch(letters="", pattern=one, strength="street") for one in STREETS)
        yield from (NameSearch(letters="mah", pattern=one, strength="street") for one in QUARTERS)


def _written(day: date, hidden: Hidden) -> Iterator[NameSearch]:
    strength: Strength = "day" if hidden.shape == "written-yearless" else "date"
    match hidden.shape:
        case "written-birthday":
            yield from number_rows(day)
            return
        case "written-day":
            ways = written_days(day, is_short=hidden.kind == "birth-date")
        case "written-month":
            ways = written_months(day)
            # In a copy the year that stands for a birthday may have a month behind it: "1998. July was hot".
            for letters, way in written_months_after_year(day):
                yield NameSearch(letters=letters, pattern=way, strength="unsure")
        case _:
            ways = written_yearless(day)
    yield from (NameSearch(letters=letters, pattern=way, strength=strength) for letters, way in ways)


def _shaped(form: str, shape: Shape, ordinary: Collection[str]) -> NameSearch:
    match shape:
        case "beside-trade":
            return trade_search(form, ordinary, is_time=is_time_name(form))
        case "yearless" | "behind-words":
            return _yearless(form) if shape == "yearless" else behind_search(form, ordinary)
        case "resident-number":
            return NameSearch(letters=form[2:], pattern=resident_number(form))
        case "syllables":
            return by_syllables(form)
        case "domain":
            name = "[-_]?".join(re.findall(r"[^\W_]+", form))
            web = rf"(?<![^\W_])(?:https?://)?(?:[\w\-]+\.)*{name}(?:\.[a-z\d\-]{{2,}})+(?:/[\w./\-]*)?"
            return NameSearch(letters=squeezed(form), pattern=rf"{web}|[@#]{name}(?!\w)", strength="unsure")
        case _:
            between = "" if form[:1] * 2 == form else f"{BETWEEN}*"  # "Zhe, Zhe-ge" is nobody said twice
            one = _run([*filter(str.isalnum, form)], between) if _HAN.search(form) else plain_search(form)
            if one.letters != squeezed("".join(_HAN.findall(form))) and _HAN.search(form):  # "\u963fYan"
                one = replace(one, pattern=rf"(?<!{LETTER}){one.pattern}(?!{LETTER})")
            if not between or len({*form.split()}) < len(form.split()):
                one = replace(one, pattern=one.pattern.replace(PARTED, "[ \\-]"))  # "Yan, Yan" is two calls
            return replace(one, strength="nickname")


def _named(words: list[list[str]], hidden: Hidden) -> Iterator[NameSearch]:
    searches = _name(words, hidden.ordinary)
    yield from (replace(one, strength="capital") for one in searches) if hidden.is_word else searches
    yield from beside_its_own(words, hidden.ordinary, folded(hidden.label))


def _name(words: list[list[str]], ordinary: frozenset[str]) -> Iterator[NameSearch]:
    if len(words) == 1:
        yield _alone(words[0], ordinary, is_whole=True)
        return
    for order in (words, words[::-1], [*words[1:], words[0]]):
        yield _whole([piece for chunk in order for piece in chunk])
    is_syllabic = len(words) > _MIN_GIVEN and all(len("".join(chunk)) <= LONG_LETTERS for chunk in words)
    if is_syllabic:
        for given in (words[1:], words[:-1]):
            yield _alone([piece for chunk in given for piece in chunk], ordinary, is_whole=False)
    for at, chunk in enumerate(words):
        one = _alone(chunk, ordinary, is_whole=False)
        if is_syllabic and at > 0:
            one = replace(one, strength="title")
        if len(one.letters) >= MIN_LETTERS:
            yield one
    yield from with_initial(words[0], words[1:])
    yield from with_initial(words[-1], words[:-1])


def _whole(pieces: Sequence[str]) -> NameSearch:
    letters = squeezed("".join(pieces))
    ends = _CASE_ENDING if _CYRILLIC.search(letters) else f"{ACCENTS}*"
    long = (f"{_piece(piece)}{_NO_SENTENCE if len(piece) >= _SHORT_PART else ''}" for piece in pieces[:-1])
    pattern = f"{BETWEEN}*".join((*long, _piece(pieces[-1])))
    left, right = f"(?<!{LETTER})", f"(?!{LETTER})"
    if CASED.match(letters) and len(letters) >= _SHORT_PART and not _CYRILLIC.search(letters):
        ends = _GREEK_ENDING if _GREEK.match(letters) else f"{ACCENTS}*(?:s|{_SUFFIXES})?"  # a family
    elif _ARABIC.search(letters) and len(letters) >= _ENDING_LETTERS:
        ends = _UYGHUR_ENDING
    if _HANGUL.search(letters):
        right = ""  # particles follow a name unparted
    if _CYRILLIC.search(letters):
        stem = _stem(pieces[0])  # any piece may be declined
        letters = stem if len(stem) >= MIN_LETTERS else pieces[0]
    return NameSearch(letters=letters, pattern=f"{left}{pattern}{ends}{right}")


def _alone(pieces: Sequence[str], ordinary: frozenset[str], *, is_whole: bool) -> NameSearch:
    letters = squeezed("".join(pieces))
    one = replace(_whole(pieces), strength=_strength(letters, ordinary, is_whole=is_whole))
    if one.strength == "capital" and len(letters) >= _MIN_BEFORE_S and letters.isascii():
        right = f"(?!{LETTER})"  # of a family, or a genitive: "Zhaos Schwester"
        one = replace(one, pattern=f"{one.pattern.removesuffix(right)}(?:s(?!\\w))?{right}")
    return one


def _strength(letters: str, ordinary: frozenset[str], *, is_whole: bool) -> Strength:
    """Return the strength of a part: short declined Cyrillic ones need a title, being like many words."""
    if letters in ordinary:
        return "ordinary"
    if CASED.match(letters) and len(letters) < _SHORT_PART:
        return "title" if _CYRILLIC.match(letters) else "capital"
    return "whole" if is_whole else "part"


def _stem(letters: str) -> str:
    """Return the letters common to all declined forms."""
    return letters.rstrip(_SOFT) if _CYRILLIC.search(letters) else letters


def _piece(piece: str) -> str:
    if _CYRILLIC.search(piece):
        stem = piece.rstrip(_SOFT)
        return re.escape(stem) + (_CASE_ENDING if len(stem) >= MIN_LETTERS else re.escape(piece[len(stem) :]))
    between = _BROKEN if len(piece) >= LONG_LETTERS else f"{ACCENTS}*"
    if _ARABIC.search(piece):
        return f"{HAMZA_SEAT}?" + between.join(
            f"{HAMZA_SEAT}?" if letter == HAMZA_SEAT else re.escape(letter) for letter in piece
        )
    return between.join(
        f"[{APOSTROPHES}]?" if letter in APOSTROPHES else re.escape(letter) for letter in piece
    )


def _chinese(form: str, hidden: Hidden) -> Iterator[NameSearch]:
    """Yield a Chinese form as a whole; a name also by words split at a dot, or by family and given name."""
    signs = [sign for sign in form if sign.isalnum()]
    if not hidden.is_name:
        yield _run(signs, f"{BETWEEN}*{PARTED}")  # the number of a case has brackets
        return
    if len(signs) > _MIN_GIVEN:
        yield replace(
            one := _run(signs, _SIGNS_BETWEEN), pattern=f"{one.pattern}|{_run(signs, _LISTED).pattern}"
        )
    else:
        yield _run(signs)
    words = re.split(r"[\s\u00b7\u2022\u30fb.]+", form.strip())
    if len(words) > 1 and len(signs) > _MAX_SIGNS:
        yield from (_run(list(word)) for word in words if len(word) >= MIN_LETTERS and _HAN.search(word))
    elif len(signs) <= _MAX_SIGNS:
        yield from _parts_of_han(signs, hidden.family)


def _parts_of_han(signs: list[str], family: int) -> Iterator[NameSearch]:
    """Yield given and family name; four characters may be two words of two, as in Tibetan names."""
    cuts = {family, *((_MIN_GIVEN,) if len(signs) == _MAX_SIGNS else ())}
    for cut in sorted(cuts):
        parts = (signs[:cut], signs[cut:])
        yield from (
            replace(_run(part), strength="nickname" if part[:1] * 2 == part else "whole")
            for part in parts
            if MIN_LETTERS <= len(part) < len(signs)
        )
    if len(signs) > family:
        yield _run([*signs[family:], *signs[:family]], f"{ACCENTS}*")  # as a Western form has it
    name, letters = "".join(map(re.escape, signs[:family])), "".join(signs[:family])
    yield NameSearch(letters=letters, pattern=rf"{name}\s?{_MASK}{{1,2}}{re.escape(signs[-1])}")
    ends = f"{_PLACEHOLDER}(?!{LETTER_OR_DIGIT})"
    given = "|".join(map(re.escape, signs[family:-1]))
    yield NameSearch(letters=letters, pattern=rf"{name}\s?(?:{given})?{ends}" if given else f"{name}{ends}")
    yield NameSearch(letters=letters, pattern=rf"{name}(?:某某|{_MASK}{{2}}|(?={TITLES_AFTER}))")
    yield NameSearch(letters=letters, pattern=rf"{OPENS_NAME}{name}(?={OFFICE_TITLES})")


def _run(signs: list[str], between: str = _SLASHED) -> NameSearch:
    return NameSearch(letters="".join(signs), pattern=between.join(map(re.escape, signs)))


def _initial(letter: str) -> NameSearch:
    """Return a single initial after a title, as in "Mr L."."""
    return NameSearch(
        letters=letter,
        pattern=rf"(?<!{LETTER_OR_DIGIT}){letter}(?:\.|(?!{LETTER_OR_DIGIT}))",
        strength="initial",
    )


def _initials(form: str) -> Iterator[NameSearch]:
    """Yield initials with full stops, with or without spaces; three or more also without stops."""
    letters = squeezed(form)
    dotted = r"\.[\s\-]?".join(map(re.escape, letters))
    yield NameSearch(
        letters=letters, pattern=rf"(?<!{LETTER_OR_DIGIT})(?<!\.){dotted}\.", strength="initials"
    )
    if len(letters) > _MIN_GIVEN:
        yield NameSearch(
            letters=letters,
            pattern=rf"(?<!{LETTER}){re.escape(letters)}(?!{LETTER})",
            strength="initials",
        )
    elif len(letters) == _MIN_GIVEN:
        pair = initials_pair(letters, f"(?!{LETTER_OR_DIGIT})")
        yield NameSearch(letters=letters, pattern=pair, strength="pair")


def _yearless(form: str) -> NameSearch:
    """Return a day and month not within a longer number: "12月14日" contains "2月14日"."""
    if _HAN.search(form):
        one = _run([sign for sign in form if sign.isalnum()])
        behind = "" if form[-1] in "日号號" else f"(?![{_COUNTING}]){NO_HOUR}"
        edged = f"(?<![{_COUNTING}]){one.pattern}{behind}"
        return NameSearch(letters=one.letters, pattern=edged, strength="day")
    return replace(plain_search(form, is_date=True), strength="day")
