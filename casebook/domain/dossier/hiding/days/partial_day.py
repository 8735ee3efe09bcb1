"""Days that a text states in part: by their ordinal alone, or in bare numbers.

"the evening of the 3rd" beside the month, and "the clerk put 12 and 8" beside a passport, say the day as well
as a date does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.domain.dossier.hiding.fact_kind import FactKind

_NUMBER = r"(?<![\d.,/\-])(?:0?[1-9]|[12]\d|3[01])"
_TIME = r"(?:morning|forenoon|afternoon|evening|night|noon|midnight|dawn|dusk|eve|day)"
_ORDINAL = r"the\s(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)(?!\w)"
_ORDINAL_DAY = re.compile(
    rf"(?<!\w){_TIME}\s(?:of|on)\s(?P<day>{_ORDINAL})|(?<!\w)(?P<before>{_ORDINAL})\sat\s(?:\d|{_TIME})"
    rf"|(?<!\w)(?:on|since|until|till|by|before|after|from)\s(?P<alone>{_ORDINAL})"
    rf"(?=\s*(?:[.,;:!?)\u2014\u2013\u201d\u2019]|\Z)|\s(?:of\sth(?:is|at)|to|we|I|they|he|she|it|when|in\sthe)\b)"
    r"|(?<![\d\u6708])(?P<han>\d{1,2}[日号號])(?=的?(?:早|晚|上午|下午|中午|凌晨|夜|清晨|傍晚|当天|當天|那天))"
    r"|(?<!\w)ay[ıi]n[ıi]n\s(?P<turkish>(?:[1-9]|[12]\d|3[01])['\u2019]?[a-zıüöçşğ]{1,6})(?!\w)",
    re.IGNORECASE,
)
_OPEN, _CLOSE = "[\"'\u201c\u2018\u00ab\u201e\u300c\u300e]", "[\"'\u201d\u2019\u00bb\u201c\u300d\u300f]"
_QUOTED = rf"{_OPEN}\s?{_NUMBER}\s?{_CLOSE}"
_AND = r"\s{0,2}(?:,|;|/|、|and|und|et|y|e|then|for\sthe\sday,?|和|与|與|及)\s{0,2}(?:then\s|the\s)?"
_BARE = re.compile(rf"(?P<quoted>{_QUOTED}{_AND}{_QUOTED})|(?P<plain>{_NUMBER}{_AND}{_NUMBER}(?![\d.%/\-:]))")
_NUMBERED = re.compile(
    r"(?:(?<![^\W\d_])(?:art(?:icle|\.)|sections?|paras?\.?|paragraphs?|pp?\.|pages?|exhibits?|ex\.|chapters?"
    r"|clauses?|n(?:os?|rs?|umbers?)\.?|n[°º]|rules?|annex(?:es)?|items?|ages?|rooms?|cases?|files?|ref(?:erence|\.)?"
    r"|flat|akte|aktenzeichen|az\.|dossier|affaire|expediente|fascicolo|seite|s\.|dosya|дело|υπόθεση)"
    r"|[§#№第条條页頁案])s?:?\s*$",
    re.IGNORECASE,
)
_OF_BIRTH = re.compile(
    r"\b(?:born|birth\w*|née?)\b|geburt|geboren|naissance|nacimiento|nascita|γέννησ|рожден|出生|生日|生于|生於"
    r"|\bgeb\.|\bd\.?o\.?b\b|do[gğ]um|do[gğ]du|туған|cumpleaños|compleanno|anniversaire|\bnat[oa]\b|\bnacid[oa]s?\b",
    re.IGNORECASE,
)
NO_UNIT = r"(?!\s?(?:%|k?g\b|[ck]?m\b|h\b|hours?|Uhr\b|million|mio|[克斤米]))"
"""Behind figures that are a date, and no measure."""
_DAY, _MONTH = "(?:0?[1-9]|[12]\\d|3[01])", "(?:0?[1-9]|1[0-2])"
_IN_FIGURES = re.compile(
    rf"(?<![\d.,/\-])(?:{_DAY}[./\-]{_MONTH}|{_MONTH}[./\-]{_DAY})(?![./\-]?\d|\.\s?(?:19|20)\d\d)"
    rf"{NO_UNIT}",
    re.IGNORECASE,
)
"""A day and its month in figures, in either order, without a year."""
_RUN_TOGETHER = re.compile(
    r"(?<![\d.,/\-])(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?!19|20)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]))"
    r"(?![./\-]?\d|\s?(?:g\b|克))",
    re.IGNORECASE,
)
"""The same without a sign between them, which is no year."""
_BORN_DIRECTLY = re.compile(
    rf"(?:{_OF_BIRTH.pattern})(?:日期)?[\s:：]{{0,3}}(?:是|为|為|is|on)?\s?$", re.IGNORECASE
)
_SENTENCE = re.compile(r"[!?\n。；;]|(?<![\d.]{2})\.\s+(?=[A-ZÀ-ÞΑ-ΩА-Я])")
_OF_RECORD = re.compile(
    r"\b(?:passports?|register|registry|registration|certificate|identity|clerk|hukou)\b|(?<!\d)(?:19|20)\d\d(?!\d)"
    r"|ausweis|passeport|pasaporte|διαβατήρι|паспорт|护照|護照|户口|戶口|身份证|身份證",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\.?[ \t]{1,4}(?=[A-ZÀ-ÞΑ-ΩА-Я])(?!(?:Geburt|Birth|Born|Né))")
_NEAR, _VERY_NEAR, _BESIDE = 120, 40, 30


def partial_days(text: str) -> Iterator[tuple[int, int, FactKind]]:
    """Yield slices of a text that state a day without its month, or day and month as two bare numbers.

    >>> text = "The evening of the 3rd. The clerk put “12” and “8”, so my passport says 1983."
    >>> [text[start:end] for start, end, _ in partial_days(text)]
    ['the 3rd', '“12” and “8”']
    """
    for place in _ORDINAL_DAY.finditer(text):
        yield *place.span(place.lastgroup or 0), "date"
    for place in _IN_FIGURES.finditer(text):
        if _is_beside_birth(text, *place.span()) and not begins_paragraph(text, place):
            yield *place.span(), "birth-date"
    for place in _RUN_TOGETHER.finditer(text):
        if _BORN_DIRECTLY.search(text, max(0, place.start() - _BESIDE), place.start()):
            yield *place.span(), "birth-date"
    for place in _BARE.finditer(text):
        if _is_birthday(text, place):
            yield *place.span(), "birth-date"


def begins_paragraph(text: str, place: re.Match[str]) -> bool:
    """Return whether figures are the number of a paragraph: "1.2 Name at birth", where no day is meant."""
    is_first = place.start() == 0 or text[place.start() - 1] == "\n"
    return is_first and "." in place[0] and _PARAGRAPH.match(text, place.end()) is not None


def is_numbered(text: str, start: int) -> bool:
    """Return whether what stands before a place of a text makes it the number of a page or file.

    >>> is_numbered("born there, case 3/87", 17), is_numbered("born in Torino 3/87", 15)
    (True, False)
    """
    return _NUMBERED.search(text, max(0, start - _VERY_NEAR), start) is not None


def _is_beside_birth(text: str, start: int, end: int) -> bool:
    """Return whether a word of a birth stands beside a day, in its sentence."""
    if is_numbered(text, start):
        return False
    before = _SENTENCE.split(text[max(0, start - _BESIDE) : start])[-1]
    after = _SENTENCE.split(text[end : end + _BESIDE])[0]
    return bool(_OF_BIRTH.search(before) or _OF_BIRTH.search(after))


def _is_birthday(text: str, place: re.Match[str]) -> bool:
    """Return whether two numbers stand beside words of a birth, or quoted beside a paper or year."""
    start, end = place.span()
    if is_numbered(text, start):
        return False
    near, very_near = (text[max(0, start - far) : end + far] for far in (_NEAR, _VERY_NEAR))
    if place["quoted"]:
        return bool(_OF_BIRTH.search(near) or _OF_RECORD.search(near))
    return bool(_OF_BIRTH.search(very_near))
