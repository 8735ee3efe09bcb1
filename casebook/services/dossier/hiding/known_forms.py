"""How what is known of a person may be written in a copy, kind by kind, and what stands in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from itertools import chain

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.build import Births
from casebook.domain.dossier.identifying import FactKind, KnownFact
from casebook.domain.dossier.pseudonym import Hidden
from casebook.language.hanzi import has_han, simplified, traditional
from casebook.language.mandarin import run_together
from casebook.language.place import divisions, place_spellings
from casebook.language.syllable import syllables

LABELS: Mapping[FactKind, str] = {
    "birth-place": gettext_noop("[place of birth]"),
    "place": gettext_noop("[place]"),
    "channel": gettext_noop("[contact details]"),
    "safe-contact": gettext_noop("[contact details]"),
    "paper": gettext_noop("[identity document number]"),
    "workplace": gettext_noop("[place of work]"),
    "work": gettext_noop("[title of a work]"),
    "other": gettext_noop("[withheld]"),
    "case-number": gettext_noop("[case number]"),
}
"""What stands in the place of a fact; dates have labels of their own."""
_LANGUAGES = ("en", "zh-Hans", "fr", "de", "ru")
"""In which dates are looked for beside the language of the copy."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}(?!-?\d)")
_SEGMENT = re.compile(r"[^,;:.()，。；：（）、]+")
_SENTENCE = re.compile(r"[^.;。；]+")
_NUMBERED = re.compile(r"[A-Za-z]{0,4}\d+\s?[/\-]\s?\d+")
_MAIL = re.compile(r"[\w.+\-]+@[\w.\-]+\w")
_PHONE = re.compile(r"\+?\d[\d\s()./\-]{5,}\d")
_HANDLE = re.compile(r"(?<!\w)@\w{3,}")
_NUMBERED_PLACE = re.compile(r"\w+\s+(?:\d{1,3}[a-z]?|[A-Z])\b|\b\d{1,3}[a-z]?\s+\w+")
"""Such as "wing B", "room 4" or "12 Ledra Street"."""
_NUMERALS = "〇一二三四五六七八九"
_FEWEST_WORDS = 4
_LONGEST_READ = 6
_MIN_LOCAL = 5
_NO_PLACES = """
at in near outside inside with place reception home house flat centre center detention prison exit office the
a an from since until care camp border city town village township county prefecture province region district
street airport wing as he she they it not no his her their moved court supreme high service bureau police
ministry authority tribunal
"""
"""Words that begin what is said of a place, with a capital, and name none."""


def hidden_facts(facts: Iterable[KnownFact], words: Translator, births: Births = "year") -> Iterator[Hidden]:
    """What a copy must not say of these facts, names excepted, and what stands in the place of each."""
    for fact in facts:
        if isinstance(fact.value, str):
            label = words(LABELS[fact.kind]) if fact.kind in LABELS else ""
            forms = dict.fromkeys(form.strip() for form in _forms(fact.kind, fact.value, words))
            yield from (_fact(form, label, fact.kind) for form in forms if label and form)
        elif fact.kind == "birth-date":
            yield from _birth(fact.value, words, births)
        else:
            for day in _days(fact.value):
                label = words.format_month(day)
                yield from (_fact(form, label, fact.kind) for form in day_forms(day, words))
                yield from _yearless(day, words.month_name(day), fact.kind, words)


def initials(name: str, label: str) -> Iterator[Hidden]:
    """The initials of a name in Latin letters: of its words and of its syllables, either name first."""
    words = [word for word in re.split(r"[\s\-]+", name) if word[:1].isascii() and word[:1].isalpha()]
    if len(words) < 2 or len(words) != len(re.split(r"[\s\-]+", name.strip())):  # noqa: PLR2004 - two names
        return
    spelt = [[syllable[0] for syllable in syllables(word)] or [word[0]] for word in words]
    rows = {"".join(word[0] for word in order) for order in (words, words[::-1])}
    rows |= {"".join(chain.from_iterable(order)) for order in (spelt, [*spelt[1:], spelt[0]])}
    yield from (_fact(row.upper(), label, "initials") for row in sorted(rows))
    for one, other in ((words[0], words[-1]), (words[-1], words[0])):
        yield Hidden(form=f"{one[0]}. {other}", label=label, is_name=False, kind="initials")


def _fact(form: str, label: str, kind: FactKind) -> Hidden:
    return Hidden(form=form, label=label, is_name=False, kind=kind)


def _forms(kind: FactKind, text: str, words: Translator) -> Iterator[str]:
    match kind:
        case "birth-place" | "place":
            for name in _places(text, words):
                yield name
                yield from chain.from_iterable(map(_in_scripts, place_spellings(name)))
        case "channel":
            yield from _channel(text)
        case "safe-contact":
            yield from chain.from_iterable(map(_channel, _channels(text)))
            yield from (part for part in _SENTENCE.findall(text) if len(part.split()) >= _FEWEST_WORDS)
        case "case-number":
            yield text
            yield from _NUMBERED.findall(text)
        case _:
            yield from _in_scripts(text)


def _channels(text: str) -> Iterator[str]:
    for pattern in (_MAIL, _PHONE, _HANDLE):
        yield from pattern.findall(text)


def _channel(address: str) -> Iterator[str]:
    """An address as it is, and what betrays it where the rest is left out."""
    yield address
    if _MAIL.fullmatch(address.strip()):
        local = address.partition("@")[0].strip()
        yield from (local,) if len(local) >= _MIN_LOCAL else ()
    elif address.strip().startswith("@"):
        yield address.strip()[1:]


def _places(text: str, words: Translator) -> Iterator[str]:
    """The names of places in a text: runs of words with a capital, and what stands in a script without."""
    known = _not_places(words.language)
    for segment in _SEGMENT.findall(text):
        if not re.search(r"[A-Za-z\u00c0-\u024f]", segment):
            parts = divisions(segment.strip()) if has_han(segment) else ()
            yield from chain.from_iterable(map(_in_scripts, (segment, *parts)))
            continue
        for run in re.findall(r"[^\W\d_][\w'’\-]*(?:[ ][^\W\d_][\w'’\-]*)*", segment):
            yield from _capital_runs(run.split(), known)
        if _NUMBERED_PLACE.search(segment) and not re.search(r"\d{4}", segment):
            yield segment


def _capital_runs(parts: list[str], known: frozenset[str]) -> Iterator[str]:
    run: list[str] = []
    for part in (*parts, ""):
        if part[:1].isupper() and len(part) > 1 and part.casefold() not in known:
            run.append(part)
        elif run:
            yield " ".join(run)
            run = []


def _in_scripts(text: str) -> Iterator[str]:
    """A text as it is; in Chinese also in both kinds of characters and, where it is short, as it is read."""
    stated = text.strip()
    yield stated
    if has_han(stated):
        yield simplified(stated)
        yield from traditional(stated)
        if len(stated) <= _LONGEST_READ and all(map(has_han, stated)):
            yield run_together(stated)


@cache
def _not_places(language: str) -> frozenset[str]:
    """Words with a capital that name no place: countries, languages, months, and how a sentence begins."""
    known = set(_NO_PLACES.split())
    for words in (Translator("en"), Translator(language)):
        titles = (*words.territories().values(), *words.languages().values())
        known |= {part.casefold() for title in titles for part in re.findall(r"[\w'’\-]+", str(title))}
        known |= {words.format_month(date(2024, month, 1)).split()[0].casefold() for month in range(1, 13)}
    return frozenset(known)


def _birth(value: StatedDate | date | datetime, words: Translator, births: Births) -> Iterator[Hidden]:
    years = [day.year for day in _days(value)]
    stated = value.earliest_on.year if isinstance(value, StatedDate) else value.year
    for year, day in zip(years, _days(value), strict=True):
        yield from (_fact(form, born_in(year, words, births), "birth-date") for form in day_forms(day, words))
        yield from _yearless(day, words("[date]"), "birth-date", words)
    if isinstance(value, StatedDate):
        label = born_in(stated, words, births)
        months = filter(
            None, (_read_day(f"{month}-01") for month in _MONTH.findall(value.edtf))
        )  # or a season
        forms = [form for month in months for form in _month_forms(month, words)]
        forms += [part for part in _SENTENCE.findall(value.words) if len(part.split()) >= _FEWEST_WORDS]
        yield from (_fact(form, label, "birth-date") for form in forms)


def born_in(year: int, words: Translator, births: Births) -> str:
    """The year of birth, or its decade, as a copy says it."""
    return str(year) if births == "year" else words("{decade}s", decade=year // 10 * 10)


def _days(value: StatedDate | date | datetime) -> list[date]:
    """The single days a date names; none where it is a month, a year or unknown."""
    if isinstance(value, datetime):
        return [value.date()]
    if isinstance(value, date):
        return [value]
    written = _DAY.findall(f"{value.edtf} {value.words}")
    return [day for day in map(_read_day, dict.fromkeys(written)) if day]


def _read_day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def day_forms(day: date, words: Translator) -> tuple[str, ...]:
    """A day as people write it, in words and in figures; what stands between its parts does not matter."""
    forms: dict[str, None] = {}
    for language in dict.fromkeys((*_LANGUAGES, words.language)):
        forms |= dict.fromkeys(_worded(day, language))
    year, month, number = day.year, day.month, day.day
    for order in ((year, month, number), (number, month, year), (month, number, year)):
        forms[" ".join(map(str, order))] = None
        forms[" ".join(f"{part:02d}" for part in order)] = None
    forms[f"{day:%Y%m%d}"] = None
    for written in _days_of_month(day):
        forms |= dict.fromkeys((f"{year}年{written}", f"{_by_numeral(year)}年{written}"))
    return tuple(forms)


def _yearless(day: date, label: str, kind: FactKind, words: Translator) -> Iterator[Hidden]:
    """A day and its month without the year, the month in words: figures alone could be anything."""
    forms = dict.fromkeys(_days_of_month(day))
    for language in dict.fromkeys((*_LANGUAGES, words.language)):
        if not language.startswith("zh"):
            forms |= dict.fromkeys(Translator(language).days_in_words(day))
    month, number = f"{day:%B}", _ordinal(day.day)
    forms |= dict.fromkeys((f"{number} {month}", f"{month} {number}", f"{number} of {month}"))
    for form in forms:
        yield Hidden(form=form, label=label, is_name=False, kind=kind, is_yearless=True)


def _days_of_month(day: date) -> Iterator[str]:
    """A day and its month in Chinese, in figures and numerals, as written and as spoken."""
    for month, number in (
        (f"{day.month}", f"{day.day}"),
        (f"{day.month:02d}", f"{day.day:02d}"),
        (_counted(day.month), _counted(day.day)),
    ):
        yield from (f"{month}月{number}{sign}" for sign in "日号號")


def _worded(day: date, language: str) -> Iterator[str]:
    yield from Translator(language).dates_in_words(day)
    if language == "en":
        month, number = f"{day:%B}", _ordinal(day.day)
        yield from (f"{number} {month} {day.year}", f"{month} {number} {day.year}")
        yield f"{number} of {month} {day.year}"


def _ordinal(number: int) -> str:
    """A day of the month in English.

    >>> _ordinal(1), _ordinal(12), _ordinal(23)
    ('1st', '12th', '23rd')
    """
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number not in {11, 12, 13} else 0, "th")
    return f"{number}{ending}"


def _month_forms(month: date, words: Translator) -> Iterator[str]:
    for language in dict.fromkeys((*_LANGUAGES, words.language)):
        yield Translator(language).format_month(month)
    yield from (f"{month:%Y-%m}", f"{month.year}年{month.month}月")


def _by_numeral(year: int) -> str:
    return "".join(_NUMERALS[int(figure)] for figure in str(year))


def _counted(number: int) -> str:
    """A number up to 99 in Chinese numerals.

    >>> _counted(8), _counted(10), _counted(21)
    ('八', '十', '二十一')
    """
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return f"{ten}{_NUMERALS[ones] if ones else ''}"
