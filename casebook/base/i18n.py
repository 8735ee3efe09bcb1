"""Translation of all texts shown to users, with an explicit language.

English is the language of the source; the others have catalogues. ``en-XA`` is the pseudo-language of tests:
accented, a third longer, bracketed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from casebook.base.catalogue import UnusableCatalogue, catalogue_of, chinese_script
from casebook.base.message import Message, Value

if TYPE_CHECKING:  # the lock screen says no dates
    from collections.abc import Iterable
    from datetime import date, datetime

SOURCE_LANGUAGE = "en"
PSEUDO_LANGUAGE = "en-XA"
WINDOW_LANGUAGES = ("en", "zh-Hans", "zh-Hant")
"""What the window can be in; its catalogues are complete."""
LANGUAGE_NAMES = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
"""Each in its own name, so that its readers recognise it in any language."""
_NO_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)
"""Regions of CLDR that are no country: unions, parts of countries kept apart for the post, test locales."""
_MAX_SUBTAGS, _MAX_SUBTAG = 8, 8
"""No more than a file name has room for."""
_ISO_DAY = 10
"""Characters of a calendar date."""
_PSEUDO = str.maketrans("aeiouncAEIOUNC", "áéíóúñçÁÉÍÓÚÑÇ")


@cache
def is_language(tag: str) -> bool:
    """Whether dates and names can be put in words for a BCP 47 tag."""
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def window_language(tags: Iterable[str]) -> str:
    """Return the window language for a list of preferred languages, the most preferred first.

    >>> window_language(["de-DE", "zh-HK", "en"]), window_language(["zh-CN"]), window_language(["ug-Arab-CN"])
    ('zh-Hant', 'zh-Hans', 'en')
    """
    for tag in tags:
        language, *rest = tag.replace("_", "-").split("-")
        if language == "zh":
            return chinese_script(rest)
        if language == SOURCE_LANGUAGE:
            return SOURCE_LANGUAGE
    return SOURCE_LANGUAGE


def _is_tag(language: str) -> bool:
    """Whether a text is formed like a BCP 47 tag."""
    main, *rest = language.split("-")
    is_main = main.isalpha() and len(main) in {2, 3}
    fits = len(rest) <= _MAX_SUBTAGS and all(part.isalnum() and len(part) <= _MAX_SUBTAG for part in rest)
    return language.isascii() and is_main and fits


_AMERICAN = {
    "artefact": "artifact",
    "behaviour": "behavior",
    "centre": "center",
    "centres": "centers",
    "defence": "defense",
    "defences": "defenses",
    "enquiries": "inquiries",
    "enquiry": "inquiry",
    "favour": "favor",
    "honour": "honor",
    "honoured": "honored",
    "judgement": "judgment",
    "labour": "labor",
    "licence": "license",
    "licences": "licenses",
    "neighbour": "neighbor",
    "neighbours": "neighbors",
    "offence": "offense",
    "offences": "offenses",
    "organisation": "organization",
    "organisations": "organizations",
    "programme": "program",
    "programmes": "programs",
    "recognise": "recognize",
    "recognised": "recognized",
    "recognises": "recognizes",
}
"""British and American spelling of words that the program and its library print."""
_BRITISH = re.compile(rf"“[^”]*”|{{[^{{}}]*}}|\b(?:{'|'.join(_AMERICAN)})\b", re.IGNORECASE)
"""Such a word; a quotation and the name of a placeholder are skipped whole."""


def _american(text: str) -> str:
    """Return an English text in American spelling; quotations and names keep theirs."""

    def spelled(match: re.Match[str]) -> str:
        word = match[0]
        known = _AMERICAN.get(word.casefold(), word)
        if word[0].islower():
            return known
        is_start = match.start() == 0 and word[1:].islower()
        return known.capitalize() if is_start and word.casefold() in _AMERICAN else word

    return _BRITISH.sub(spelled, text)


class Translator:
    """The texts of one language.

    Call it with an English text and the values for its braces::

        words = Translator("en"); words("{count} pages", count=3)  ->  "3 pages"

    Args:
        language: BCP 47 tag; what is not formed like one names no catalogue, and is shown in English.

    Attributes:
        is_chinese: whether dates go from year to day, and words have no spaces between them.
    """

    def __init__(self, language: str = SOURCE_LANGUAGE) -> None:
        self.language = language if _is_tag(language) else SOURCE_LANGUAGE
        self.is_chinese = self.language.startswith("zh")
        self._catalogue = catalogue_of(self.language)

    @property
    def notice(self) -> str:
        """Why texts are in English although another language is set; empty where they need not be."""
        return self._catalogue.notice if isinstance(self._catalogue, UnusableCatalogue) else ""

    def __call__(self, text: Message | str, /, **values: object) -> str:
        """The text in this language, its braces filled.

        Args:
            text: a message with its values, or an English text.
            values: for the braces of a text; a tuple is printed as a list of the language.
        """
        if isinstance(text, Message):
            return text.fill(self._form(text), self._value)
        translated = self._translated(text)
        lists = {name: self._value(value) for name, value in values.items() if isinstance(value, tuple)}
        return translated.format(**(values | lists)) if values else translated

    def _translated(self, text: str) -> str:
        if not text:
            return ""  # a catalogue would answer with its header
        if self.language == PSEUDO_LANGUAGE:
            return _pseudo(text)
        return self.spelled(self._catalogue.gettext(text))

    def spelled(self, text: str) -> str:
        """Return an English text of the program or of its library in the spelling of this language."""
        return _american(text) if self.language == "en-US" else text

    def _form(self, message: Message) -> str:
        """A message in this language, its braces still open."""
        if not message.many:
            return self._translated(message.msgid)
        if self.language == PSEUDO_LANGUAGE:
            return _pseudo(message.msgid if message.number == 1 else message.many)
        return self.spelled(self._catalogue.ngettext(message.msgid, message.many, message.number))

    def _value(self, value: Value) -> str:
        """Return the value of a placeholder in this language's format."""
        if isinstance(value, Message):
            return self(value)
        if isinstance(value, tuple):
            return self.list_of(map(self._value, value))
        return str(value) if isinstance(value, str | int | float) else self.format_date(value)

    def list_of(self, texts: Iterable[str]) -> str:
        """Return texts as a list of the language."""
        return ("、" if self.is_chinese else ", ").join(texts)

    def series_of(self, texts: Iterable[str]) -> str:
        """Return texts that are phrases or contain commas, such as reasons, parted as the language does."""
        return ("；" if self.is_chinese else "; ").join(texts)

    def sentences(self, texts: Iterable[str]) -> str:
        """Return sentences in this language one after another; Chinese ones have no space between them."""
        return ("" if self.is_chinese else " ").join(filter(None, texts))

    def labelled(self, title: str, text: str) -> str:
        """Return a text behind its title and a colon."""
        return f"{title}{'：' if self.is_chinese else ': '}{text}"

    def bracketed(self, text: str, aside: str) -> str:
        """Return a text with another in brackets behind it."""
        return f"{text}（{aside}）" if self.is_chinese else f"{text} ({aside})"

    def count(self, one: str, many: str, number: int) -> str:
        """The text for a number, with ``{number}`` filled, by the plural rule of the language."""
        return self(Message.plural(one, many, number))

    def format_date(self, on: date) -> str:
        """A calendar date in words: "2 March 2026".

        In French the first of a month is "1er" (Imprimerie nationale, Lexique des règles typographiques);
        CLDR writes "1".
        """
        written = _long_date(on, self._locale())
        return f"1er{written[1:]}" if on.day == 1 and self.language.startswith("fr") else written

    def day_or_text(self, text: str) -> str:
        """Return a text that is a calendar date of ISO 8601 in words, any other unchanged.

        >>> Translator("en").day_or_text("2026-03-02"), Translator("en").day_or_text("2026")
        ('2 March 2026', '2026')
        """
        from datetime import date

        try:
            return self.format_date(date.fromisoformat(text)) if len(text) == _ISO_DAY else text
        except ValueError:
            return text

    def format_day(self, on: date) -> str:
        """The day and month of a date without its year: "10 January"."""
        from babel.dates import format_skeleton

        return str(format_skeleton("MMMMd", on, locale=self._locale()))

    def format_month(self, on: date) -> str:
        """The month of a date in words: "March 2026"."""
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMMM", on, locale=self._locale()))

    def month_name(self, on: date) -> str:
        """The month of a date without its year, as in a date: "March"."""
        from babel.dates import format_date

        return str(format_date(on, "MMMM", locale=self._locale()))

    def days_in_words(self, on: date) -> tuple[str, ...]:
        """A day and its month, without the year, in the ways the language writes them in words."""
        from babel.dates import format_date

        patterns = ("d MMMM", "MMMM d", "d MMM", "MMM d")
        return tuple(str(format_date(on, pattern, locale=self._locale())) for pattern in patterns)

    def dates_in_words(self, on: date) -> tuple[str, ...]:
        """A calendar date in the ways the language writes it in words, a short month among them."""
        from babel.dates import format_date

        patterns = ("long", "medium", "d MMMM y", "MMMM d y", "d MMM y", "MMM d y")
        return tuple(str(format_date(on, pattern, locale=self._locale())) for pattern in patterns)

    def format_datetime(self, at: datetime) -> str:
        """An instant in words with its zone: "2 March 2026, 14:30 UTC+2"."""
        return f"{self.format_date(at)}{' ' if self.is_chinese else ', '}{at:%H:%M} {_offset(at)}"

    def number(self, number: float) -> str:
        """A number as the language groups its figures: "12,500", "1.2"."""
        from babel.numbers import format_decimal

        return str(format_decimal(number, locale=self._locale()))

    def language_name(self, tag: str) -> str:
        """Return the name of a language by its BCP 47 tag ("Uyghur"), or an invalid tag unchanged."""
        from babel import Locale, UnknownLocaleError

        try:
            return Locale.parse(tag, sep="-").get_display_name(self._locale()) or tag
        except (UnknownLocaleError, ValueError):
            return tag

    def spoken_language(self, tag: str) -> str:
        """Return the name of a language as it is spoken, whatever it is written in ("Chinese")."""
        return self.language_name(tag.partition("-")[0])

    def territory_name(self, code: str) -> str:
        """Return the name of a country by its ISO 3166 code ("Cyprus"), or an invalid code unchanged."""
        return _territory(code, self._locale())

    def territories(self) -> dict[str, str]:
        """Every country in words by its ISO 3166 code."""
        from babel import Locale

        names = Locale.parse(self._locale()).territories
        return {
            code: str(name)
            for code, name in names.items()
            if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES  # noqa: PLR2004
        }

    def languages(self) -> dict[str, str]:
        """Every language in words by its BCP 47 tag, the scripts of Chinese apart."""
        from babel import Locale

        names = Locale.parse(self._locale()).languages
        return {code.replace("_", "-"): str(name) for code, name in names.items()}

    def zone_cities(self) -> dict[str, str]:
        """The cities after which the tz database names its zones, by zone, where the language has a name."""
        from babel import Locale

        zones = Locale.parse(self._locale()).time_zones
        return {zone: str(names["city"]) for zone, names in zones.items() if "/" in zone and "city" in names}

    def _locale(self) -> str:
        """The locale for Babel; English where the language is not known to it."""
        is_english = self.language in {"en", PSEUDO_LANGUAGE} or not is_language(self.language)
        return "en_GB" if is_english else self.language.replace("-", "_")


@lru_cache(maxsize=1024)
def _territory(code: str, locale: str) -> str:
    """Return the name of a country as CLDR writes it; a list has it in every row."""
    from babel import Locale

    return str(Locale.parse(locale).territories.get(code, code))


@lru_cache(maxsize=4096)
def _long_date(on: date, locale: str) -> str:
    """Return a date as CLDR writes it; a dossier writes those of the library many times over."""
    from babel.dates import format_date

    return str(format_date(on, "long", locale=locale))


def _offset(at: datetime) -> str:
    """How far a clock is from Universal Time: "UTC", "UTC+2", "UTC−3:30".

    WORKAROUND(babel 2.18: its short form of the offset, the letter O, comes out as "None")
    """
    offset = at.utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def _pseudo(text: str) -> str:
    parts = text.split("{")
    pseudo = parts[0].translate(_PSEUDO)
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        pseudo += "{" + name + "}" + rest.translate(_PSEUDO)
    return f"[{pseudo}{'~' * (len(text) * 2 // 5)}]"


@cache
def three_letter_territories() -> dict[str, str]:
    """Every country's ISO 3166 code of two letters by that of three; of a former country that of its heir."""
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    return {code: str(heirs[0]) for code, heirs in aliases.items() if len(code) == 3 and code.isalpha()}  # noqa: PLR2004
