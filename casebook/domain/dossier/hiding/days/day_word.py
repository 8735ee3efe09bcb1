"""Days of a month written out in words, in the languages of case documents, and how such days are joined.

"vom vierten bis sechsten März", "du quatre au 6 mars", "с четвёртого по шестое марта", "March the fourth".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from casebook.domain.dossier.hiding.days.day_pattern import ORDINALS
from casebook.domain.dossier.hiding.plain_letters import folded

_WORD = re.compile(r"(?<!\w)(?:[^\W\d_]+|\d{1,2})")
_LOOK_BACK, _LOOK_AHEAD = 120, 30
"""Signs before the name of a month, and from its end on, among which the day and the year stand."""
_TENS = (20, 30)
_GERMAN = """
erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt
siebzehnt achtzehnt neunzehnt zwanzigst einundzwanzigst zweiundzwanzigst dreiundzwanzigst vierundzwanzigst
fünfundzwanzigst sechsundzwanzigst siebenundzwanzigst achtundzwanzigst neunundzwanzigst dreißigst
einunddreißigst
"""
_FRENCH = """
premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept
dix-huit dix-neuf vingt
"""
_FRENCH_ONES = "un deux trois quatre cinq six sept huit neuf"
_SPANISH = """
uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete
dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete
veintiocho veintinueve treinta
"""
_ITALIAN = """
primo due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici
diciassette diciotto diciannove venti ventuno ventidue ventitré ventiquattro venticinque ventisei ventisette
ventotto ventinove trenta trentuno
"""
_PORTUGUESE = """
um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito
dezenove vinte
"""
_PORTUGUESE_ONES = "um dois três quatro cinco seis sete oito nove"
_PORTUGUESE_ALSO = {14: "catorze", 16: "dezasseis", 17: "dezassete", 19: "dezanove"}
_RUSSIAN = """
перв втор треть четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат
шестнадцат семнадцат восемнадцат девятнадцат двадцат
"""
_RUSSIAN_TENS = ("двадцать", "тридцать")
_GERMAN_ENDINGS = ("e", "en", "er", "em", "es")
_RUSSIAN_ENDINGS = ("ое", "ого", "ому", "ым", "ом", "е", "его", "ему", "им", "ем")
_ARTICLE = (
    r"(?:the|am|vom|zum|zur|der|den|dem|le|la|du|au|el|del|al|il|lo|l['\u2019]|o|ao|um|dia|el dia|il giorno"
    r"|no|на|с|по)\s?"
)
_JOINED = (
    r"(?:\s?[\-\u2010-\u2015~/,]\s?"
    r"|,?\s(?:to|until|till|through|and|or|bis|und|oder|au|et|ou|al|y|e|o|u|a|ate|ao|до|по|и|или)\s"
    rf"(?:to\s|bis\s|also\s|{_ARTICLE})?)"
)
"""Between the first and the last day of a row or range, folded, with the article of the next."""
_OF = r"(?:\s(?:day\s)?(?:of\s|de\s|di\s|do\s|del\s)?(?:the\s)?(?:month of\s|mes de\s|mois de\s|mese di\s)?)"


@cache
def day_numbers() -> dict[str, int]:
    """Return the day of the month that each word stands for, folded.

    >>> [day_numbers()[folded(one)] for one in ("fünften", "vingt et un", "veintiún", "шестое", "treize")]
    [5, 21, 21, 6, 13]
    """
    return {folded(word): number for word, number in _words()}


def _words() -> Iterator[tuple[str, int]]:
    for number, word in enumerate(ORDINALS.split(), start=1):
        yield from ((word, number), (word.replace("-", " "), number))
    for number, stem in enumerate(_GERMAN.split(), start=1):
        yield from ((f"{stem}{ending}", number) for ending in _GERMAN_ENDINGS)
    for number, word in enumerate(_FRENCH.split(), start=1):
        yield from ((word, number), (word.replace("-", " "), number))
    for tens, ten, last in ((20, "vingt", 9), (30, "trente", 1)):
        yield ten, tens
        for one, word in enumerate(_FRENCH_ONES.split()[:last], start=1):
            yield from ((f"{ten}{sign}{word}", tens + one) for sign in (" et ", "-et-", "-", " "))
    yield from chain(_listed(_SPANISH), _listed(_ITALIAN), _listed(_PORTUGUESE))
    also = {
        "primero": 1,
        "veintiun": 21,
        "treinta y uno": 31,
        "treinta y un": 31,
        "primeiro": 1,
        "trinta": 30,
    }
    yield from also.items()
    yield from ((word, number) for number, word in _PORTUGUESE_ALSO.items())
    for one, word in enumerate(_PORTUGUESE_ONES.split(), start=1):
        yield f"vinte e {word}", 20 + one
    yield "trinta e um", 31
    yield from _in_russian()


def _listed(words: str) -> Iterator[tuple[str, int]]:
    yield from ((word, number) for number, word in enumerate(words.split(), start=1))


def _in_russian() -> Iterator[tuple[str, int]]:
    stems = _RUSSIAN.split()
    for ending in _RUSSIAN_ENDINGS:
        yield from ((f"{stem}{ending}", number) for number, stem in enumerate(stems, start=1))
        yield f"тридцат{ending}", 30
        for tens, ten in zip(_TENS, _RUSSIAN_TENS, strict=True):
            yield from ((f"{ten} {stem}{ending}", tens + one) for one, stem in enumerate(stems[:9], start=1))


def word_days(plain: str, months: str, year: str) -> Iterator[re.Match[str]]:
    """Yield the days of a text in words with their month, the last of a row or range as ``day``.

    The other days of a row, in words or figures, stand in ``more``.

    Args:
        plain: the text, folded.
        months: finds the name of a month, folded.
        year: finds what stands behind, such as a year or that none does.
    """
    name, before, behind = _patterns(months, year)
    end = 0
    for place in name.finditer(plain):
        # The patterns are slow on a whole text: they are tried where a day may begin.
        for word in _WORD.finditer(plain, max(end, place.start() - _LOOK_BACK), place.start()):
            if word.start() >= end and (word[0].isdigit() or word[0] in _parts()):
                tried = (one.match(plain, word.start(), place.end() + _LOOK_AHEAD) for one in before)
                if stated := next(filter(None, tried), None):
                    yield stated
                    end = stated.end()
        if stated := behind.match(plain, place.start()):
            yield stated


@cache
def _patterns(months: str, year: str) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """Return what finds a month, a day in words before it, and one behind it."""
    words, ordinals = _one_of(day_numbers()), _one_of(ORDINALS.split())
    figures = r"(?<![\d.,/\-])(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th|er|\.|\u00ba|o|-?(?:го|е|й))?"
    row, month = rf"(?:(?:{words}|{figures}){_JOINED})", rf"(?P<month>{months})\.?(?!\w)"
    begins = r"(?<!\w)(?=[^\W_])"
    before = (
        rf"{begins}(?P<more>{row}{{1,6}}?)??(?P<day>{words}){_OF}{month}{year}",
        rf"{begins}(?P<more>{row}{{0,6}}?{words}{_JOINED})(?P<day>{figures}){_OF}{month}{year}",
    )
    more = rf"(?P<more>(?:{_JOINED}{ordinals})+)?"
    behind = rf"(?!may\ssecond(?!\w)){month}\s(?:the\s)?(?P<day>{ordinals}){more}{year}"
    name = re.compile(rf"(?<!\w)(?:{months})(?!\w)")
    return name, tuple(map(re.compile, before)), re.compile(behind)


@cache
def _parts() -> frozenset[str]:
    return frozenset(re.split(r"[\s\-]", word)[0] for word in day_numbers())


def _one_of(words: Iterable[str]) -> str:
    """Return what finds one of these words whole, the longest first."""
    found = "|".join(sorted({_spaced(word) for word in words}, key=len, reverse=True))
    return rf"(?:(?<!\w)(?:{found})(?!\w))"


def _spaced(word: str) -> str:
    return r"[\s\-]".join(folded(word).replace("-", " ").split())
