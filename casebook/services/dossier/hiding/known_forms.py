"""The forms in which identifying facts may be written, by kind, and their replacements in a copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from itertools import chain

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.base.date import StatedDate, year_in_words
from casebook.domain.dossier.build import Births
from casebook.domain.dossier.hiding.channel_pattern import is_address
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_search import Shape
from casebook.domain.dossier.hiding.number_pattern import MIN_TELLING
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.language.cyrillic import declined
from casebook.language.hanzi import has_han, simplified, traditional
from casebook.language.mandarin import run_together
from casebook.language.ordinary import english_words
from casebook.language.place import divisions, place_spellings
from casebook.language.street import (
    chinese_street,
    house_forms,
    numbered_streets,
    proper_part,
    street_spellings,
)
from casebook.language.syllable import syllables
from casebook.services.dossier.hiding.channel_forms import channel_forms, forms_in_note, is_as_written
from casebook.services.dossier.hiding.date_forms import (
    day_forms,
    day_without_year,
    month_forms,
    short_day_forms,
    yearless_forms,
)
from casebook.services.dossier.hiding.employer import employer_names, employer_shapes
from casebook.services.dossier.hiding.inflected_name import inflected_places

LABELS: Mapping[FactKind, str] = {
    "contact": gettext_noop("[organisation]"),
    "age": gettext_noop("[age]"),
    "birth-place": gettext_noop("[place of birth]"),
    "place": gettext_noop("[place]"),
    "channel": gettext_noop("[contact details]"),
    "safe-contact": gettext_noop("[contact details]"),
    "paper": gettext_noop("[identity document number]"),
    "perhaps-paper": gettext_noop("[identity document number]"),
    "workplace": gettext_noop("[place of work]"),
    "work": gettext_noop("[title of a work]"),
    "other": gettext_noop("[withheld]"),
    "case-number": gettext_noop("[case number]"),
}
"""Replacements by kind of fact; dates have their own."""
_DIGRAPH = re.compile(r"[zcs]h", re.IGNORECASE)
"""Two letters that pinyin writes for one sound at the beginning of a syllable."""
_MAX_YEARS = 110
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}(?!-?\d)")
_SEGMENT = re.compile(r"[^,;:.()，。；：（）、]+")
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r"[^.;。；]+")
_CLAUSE = re.compile(r"[^.,;:。；，、]+")
_CALENDAR = re.compile(r"\s(?:by|in|on|of|according to|after) \w+(?: \w+){0,1} calendar\b.*$")
_MIN_SIGNS = 4
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_MIN_IN_NUMBER = 7
"""Signs of a case number that may also lose its zeros: "1/6" could be anything."""
_NUMBERED = re.compile(r"[A-Za-z]{0,4}\d+\s?[/\-]\s?\d+")
_NUMBERED_PLACE = re.compile(r"\w+\s+(?:\d{1,3}[a-z]?|[A-Z])\b|\b\d{1,3}[a-z]?\s+\w+")
"""Such as "wing B", "room 4" or "12 Ledra Street"."""
_MIN_WORDS, _MIN_FIGURES = 4, 4
_CHECK_CHARACTER = re.compile(r"\s?[(\uff08]\w[)\uff09]$")
"""At the end of a number of Hong Kong: "K123456(7)"."""
_FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)(\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<=[/\-])(\d\d)(?!\d)$")
_ARTICLE = re.compile(r"(?:the|an?|le|la|les|der|die|das)\s+", re.IGNORECASE)
_LONGEST_READ = 6
_MIN_LOCAL = 5
_NO_PLACES = """
at in near outside inside with place reception home house flat centre center detention prison exit office the
a an from since until care camp border city town village township county prefecture province region district
street airport wing as he she they it not no his her their moved court supreme high service bureau police
ministry authority tribunal removal repatriation deportation return pre-removal immigration migration asylum
refugee refugees foreigners holding custody remand transit temporary closed open secure women men children
family shelter hostel hotel apartment flat room block ward cell floor compound facility institution labour
labor training education re-education juvenile military hospital clinic school university mosque church shop
friend relative parents living staying held lives currently unknown
"""
"""Capitalised words in a description of a place that are not place names."""


def hidden_facts(facts: Iterable[KnownFact], words: Translator, births: Births = "year") -> Iterator[Hidden]:
    """The forms of these facts to replace in a copy, without names, each with its replacement."""
    for fact in facts:
        if isinstance(fact.value, str):
            label = words(LABELS[fact.kind]) if fact.kind in LABELS else ""
            stated = (form.strip() for form in _forms(fact.kind, fact.value, words))
            forms = dict.fromkeys(filter(None, stated))
            one = _fact("", label, fact.kind)
            is_place = fact.kind in {"place", "birth-place"}
            is_channel = fact.kind in {"channel", "safe-contact"}
            if fact.kind == "contact":  # the name of an organisation is made of the words of any text
                one = replace(one, shape="nickname")
            for form in forms if label else ():
                shape: Shape = "as-written" if is_channel and is_as_written(form) else one.shape
                inflected = inflected_places(form) if is_place else ()
                yield replace(one, form=form, inflected=inflected, shape=shape)
            if fact.kind in {"workplace", "contact"}:
                short = dict.fromkeys(chain.from_iterable(map(_in_scripts, employer_names(fact.value))))
                for form in short:
                    # A romanised word may begin another's name: a customer must not become the shop.
                    other = words(LABELS["contact"]) if has_han(fact.value) and form.isascii() else label
                    yield replace(_fact(form, other, fact.kind), shape="nickname")
                yield from employer_shapes(fact.value, _fact("", label, fact.kind))
        elif fact.kind == "birth-date":
            yield from _birth(fact.value, words, births)
        else:
            for day in _days(fact.value):
                label = words.format_month(day)
                yield from (_fact(form, label, fact.kind) for form in day_forms(day, words))
                yield replace(_fact(f"{day}", label, fact.kind), shape="written-day")
                yield from _yearless(day, words.month_name(day), fact.kind, words)
            for day in day_without_year(fact.value):
                yield from _yearless(day, words.month_name(day), fact.kind, words)


def channels(words: Translator) -> Hidden:
    """Every email address, telephone number and house in a street, recorded or not."""
    return replace(_fact("", words(LABELS["channel"]), "channel"), shape="any-channel")


def numbers(words: Translator) -> Hidden:
    """Every number of an account, a card or a device, and every place by its coordinates, recorded or not."""
    return replace(_fact("", words(LABELS["other"]), "other"), shape="any-number")


def partial_days(words: Translator) -> tuple[Hidden, ...]:
    """Every day that is stated without its month, or with it as bare numbers, recorded or not."""
    kinds: tuple[FactKind, ...] = ("date", "birth-date")
    return tuple(replace(_fact("", words("[date]"), kind), shape="partial-day") for kind in kinds)


def ages(births: Iterable[KnownFact], dates: Iterable[KnownFact], words: Translator) -> Iterator[Hidden]:
    """People's ages in years on the dates of a case, and a year later.

    Args:
        births: facts of persons; dates of birth count.
        dates: facts of the case; dates count.
        words: the language of the copy.
    """
    of_case = {year for fact in dates if fact.kind == "date" for year in _years(fact.value)}
    latest = max(of_case, default=0)
    born = {year for fact in births if fact.kind == "birth-date" for year in _years(fact.value)}
    # Whoever is 34 in a year was 33 before the birthday.
    known = {on - year for on in (*of_case, *(day - 1 for day in of_case), latest + 1) for year in born}
    for years in sorted(known):
        if 0 < years < _MAX_YEARS:
            yield replace(_fact(str(years), words(LABELS["age"]), "age"), shape="age")


def _years(value: str | StatedDate | date | datetime) -> list[int]:
    written = value.edtf if isinstance(value, StatedDate) else str(value)
    return [int(year) for year in _YEAR.findall(written)]


def initials(name: str, label: str) -> Iterator[Hidden]:
    """The initials of a name in Latin letters: of its words and of its syllables, either name first."""
    words = [word for word in re.split(r"[\s\-]+", name) if word[:1].isascii() and word[:1].isalpha()]
    if len(words) < 2 or len(words) != len(re.split(r"[\s\-]+", name.strip())):  # noqa: PLR2004 - two names
        return
    spelt = [[syllable[0] for syllable in syllables(word)] or [word[0]] for word in words]
    rows = {"".join(word[0] for word in order) for order in (words, words[::-1])}
    rows |= {"".join(chain.from_iterable(order)) for order in (spelt, [*spelt[1:], spelt[0]])}
    rows |= {words[0][0], words[-1][0]}
    yield from (_fact(row.upper(), label, "initials") for row in sorted(rows))
    for one, other in ((words[0], words[-1]), (words[-1], words[0])):
        yield _fact(f"{one[0]}. {other}", label, "initials")
    for family, given in ((words[0], words[1:]), (words[-1], words[:-1])):
        yield from (_fact(form, label, "initials") for form in _given_initials(family, given))


def _given_initials(family: str, given: Sequence[str]) -> Iterator[str]:
    """A family name with the initials of a given name of several words or syllables, before and behind it."""
    parts = given if len(given) > 1 else syllables(given[0])
    yield from _digraph_initials(family, parts[0] if parts else "")
    if len(parts) > 1:
        row = ".".join(part[0].upper() for part in parts)
        yield from (f"{row}. {family}", f"{family} {row}.", f"{row[0]}. {family}")


def _digraph_initials(family: str, given: str) -> Iterator[str]:
    """Initials of two letters, as pinyin spells one sound: "L.Zh." of Lin Zhiyuan."""
    begun, of_family = _DIGRAPH.match(given), _DIGRAPH.match(family)
    if begun or of_family:
        one = (of_family[0] if of_family else family[0]).capitalize()
        other = (begun[0] if begun else given[:1]).capitalize()
        yield from (f"{one}.{other}.", f"{one}. {other}.", f"{other}.{one}.") if other else ()


def _fact(form: str, label: str, kind: FactKind) -> Hidden:
    return Hidden(form=form, label=label, is_name=False, kind=kind)


def _forms(kind: FactKind, text: str, words: Translator) -> Iterator[str]:
    match kind:
        case "birth-place" | "place":
            yield from house_forms(text)
            for name in (*_places(text, words), *numbered_streets(text)):
                yield from (name, *street_spellings(name), *filter(None, map(proper_part, name.split())))
                yield from chain.from_iterable(map(_in_scripts, place_spellings(name)))
                yield from chain.from_iterable(map(declined, (name, *place_spellings(name))))
        case "channel":
            yield from channel_forms(text)
        case "safe-contact":
            yield from forms_in_note(text)
            yield from (part for part in _SENTENCE.findall(text) if len(part.split()) >= _MIN_WORDS)
        case "case-number":
            yield from _of_case_number(text)
        case "paper" | "perhaps-paper":
            yield from _of_paper(text)
        case "work":
            yield from _of_work(text)
        case _:
            yield from _in_scripts(text)


def _of_paper(number: str) -> Iterator[str]:
    """The number of a document, also without a check character in brackets, and without letters before it."""
    yield from _in_scripts(number)
    bare = _CHECK_CHARACTER.sub("", number.strip())
    last = re.split(r"[\s\-/]+", bare)[-1]
    for part in dict.fromkeys((bare, last)):
        if len(part) >= _MIN_LOCAL and sum(map(str.isdigit, part)) >= _MIN_FIGURES:
            yield part
    yield from _telling_figures(bare)
    yield from _telling_parts(number)


def _telling_parts(number: str) -> Iterator[str]:
    """The words of a number with figures that are long enough to tell alone: "A-0129" of "OFFICE A-0129"."""
    words = (word.strip(".,;:()[]") for word in number.split())
    yield from (word for word in words if len(word) >= _MIN_LOCAL and re.search(r"\d", word))


def _telling_figures(number: str) -> Iterator[str]:
    """The longest row of figures of a number, if nothing else is likely to have it."""
    longest = max(re.findall(r"\d+", folded(number)), key=len, default="")
    yield from (longest,) if len(longest) >= MIN_TELLING else ()


def _of_work(title: str) -> Iterator[str]:
    """A title, with and without its article."""
    yield from _in_scripts(title)
    bare = _ARTICLE.sub("", title.strip())
    yield from (bare,) if len(bare.split()) > 1 else ()


def _of_case_number(number: str) -> Iterator[str]:
    """A case number, without its prefix, without zeros before its parts, and as read aloud."""
    yield number
    yield from _telling_parts(number)
    bare = _ZEROS.sub("", number)
    yield from (bare,) if bare != number and len(bare) >= _MIN_IN_NUMBER else ()
    for figures in _telling_figures(number):
        yield from (number.partition(figures)[0] + figures, figures)  # "W189 2288114" of "W189 2288114-1"
    for other in (_FULL_YEAR.sub(r"\1", number), _SHORT_YEAR.sub(r"20\1", number)):
        if other != number and len([*filter(str.isalnum, other)]) > _MIN_SIGNS:
            yield other
    for part in _NUMBERED.findall(number):
        serial, year = re.split(r"\s?[/\-]\s?", part)
        serial = serial.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        yield part
        if len(serial + year) >= _MIN_SIGNS:  # "1 of 26" is the number of a page
            yield f"{serial} of {year}"


def _places(text: str, words: Translator) -> Iterator[str]:
    """Place names in a text: runs of capitalised words, and words in scripts without capitals."""
    known = _not_places(words.language)
    for segment in filter(_LETTER.search, _SEGMENT.findall(text)):
        if not re.search(r"[A-Za-z\u00c0-\u024f]", segment):
            parts = divisions(segment.strip()) if has_han(segment) else ()
            yield from chain.from_iterable(map(_in_scripts, (segment, *parts, *chinese_street(segment))))
            continue
        for run in re.findall(r"[^\W\d_][\w'’\-]*(?:[ ][^\W\d_][\w'’\-]*)*", segment):
            yield from _capital_runs(run.split(), known)
        is_street = is_address(segment.strip()) and any(street_spellings(segment))  # "rue de la Gare"
        if (is_street or _NUMBERED_PLACE.search(segment)) and not re.search(r"\d{4}", segment):
            yield segment


def _capital_runs(parts: list[str], known: frozenset[str]) -> Iterator[str]:
    run: list[str] = []
    for part in (*parts, ""):
        if part[:1].isupper() and len(part) > 1 and part.casefold() not in known:
            run.append(part)
        elif run:
            if not (part and _is_word(run)):  # "Removal centre": a word that says what it is
                yield " ".join(run)
            run = []


def _is_word(run: Sequence[str]) -> bool:
    """Return whether one word with a capital is a word of English and no known place."""
    return len(run) == 1 and run[0].casefold() in english_words() and not place_spellings(run[0])


def _in_scripts(text: str) -> Iterator[str]:
    """A text; in Chinese also in simplified and traditional characters and, if short, romanised."""
    stated = text.strip()
    yield stated
    if has_han(stated):
        yield simplified(stated)
        yield from traditional(stated)
        if len(stated) <= _LONGEST_READ and all(map(has_han, stated)):
            yield run_together(stated)


@cache
def _not_places(language: str) -> frozenset[str]:
    """Capitalised words that are not places to hide: countries, languages, months, sentence starts."""
    known = set(_NO_PLACES.split())
    for words in (Translator("en"), Translator(language)):
        titles = (*words.territories().values(), *words.languages().values())
        known |= {part.casefold() for title in titles for part in re.findall(r"[\w'’\-]+", str(title))}
        known |= {words.format_month(date(2024, month, 1)).split()[0].casefold() for month in range(1, 13)}
    return frozenset(known)


def _birth(value: StatedDate | date | datetime, words: Translator, births: Births) -> Iterator[Hidden]:
    """A date of birth in all its forms, with its months, and the text it was recorded in."""
    for day in _days(value):
        label = born_in(day.year, words, births)
        forms = (*day_forms(day, words), *short_day_forms(day), *month_forms(day, words))
        yield from (_fact(form, label, "birth-date") for form in dict.fromkeys(forms))
        yield replace(_fact(f"{day}", label, "birth-date"), shape="written-day")
        yield replace(_fact(f"{day}", label, "birth-date"), shape="written-month")
        yield replace(_fact(f"{day}", label, "birth-date"), shape="written-birthday")
        yield replace(_fact(f"{day}", words("[date]"), "birth-date"), shape="birth-month")
        yield from _yearless(day, words("[date]"), "birth-date", words)
        unsigned = (form.rstrip("日号號") for form in yearless_forms(day, words) if form[-1] in "日号號")
        for form in dict.fromkeys(unsigned):
            yield replace(_fact(form, words("[date]"), "birth-date"), shape="yearless")
        number = _fact(f"{day:%Y%m%d}", words(LABELS["paper"]), "paper")
        yield replace(number, shape="resident-number")
    for day in day_without_year(value):
        yield from _yearless(day, words("[date]"), "birth-date", words)
    if isinstance(value, StatedDate):
        label = born_in(value.earliest_on.year, words, births)
        read = (_read_day(f"{month}-01") for month in _MONTH.findall(value.edtf))
        for month in filter(None, read):  # or a season
            yield from (_fact(form, label, "birth-date") for form in month_forms(month, words))
            yield replace(_fact(f"{month}", label, "birth-date"), shape="written-month")
            yield replace(_fact(f"{month}", words("[date]"), "birth-date"), shape="birth-month")
        yield from (_fact(form, words("[date]"), "birth-date") for form in _recorded_words(value.words))


def _recorded_words(recorded: str) -> Iterator[str]:
    """The parts of the recorded text of a date, without the name of the calendar."""
    for part in _CLAUSE.findall(recorded):
        for words in dict.fromkeys((part.strip(), _CALENDAR.sub("", part).strip())):
            if len(words.split()) >= _MIN_WORDS or (has_han(words) and len(words) >= _MIN_WORDS):
                yield words


def born_in(year: int, words: Translator, births: Births) -> str:
    """The year or decade of birth as printed in a copy."""
    return year_in_words(year, words) if births == "year" else words("{decade}s", decade=year // 10 * 10)


def _days(value: StatedDate | date | datetime) -> list[date]:
    """The exact days of a date; none for a month, a year or an unknown date."""
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


def _yearless(day: date, label: str, kind: FactKind, words: Translator) -> Iterator[Hidden]:
    for form in yearless_forms(day, words):
        yield replace(_fact(form, label, kind), shape="yearless")
    yield replace(_fact(f"{day}", label, kind), shape="written-yearless")
