"""The translation door: every word a person reads goes through here, with its language explicit.

Catalogues are ``resources/translations/<tag>.po``, compiled beside it by ``make translations``. English is
the language of the source. ``en-XA`` is the pseudo-language of tests: accented, a third longer, bracketed.
"""

from __future__ import annotations

import gettext
import re
from functools import cache
from typing import TYPE_CHECKING

from casebook.base.errors import NotFound
from casebook.base.resources import resource

if TYPE_CHECKING:  # the lock screen says no dates
    from collections.abc import Iterable
    from datetime import date, datetime

SOURCE_LANGUAGE = "en"
PSEUDO_LANGUAGE = "en-XA"
WINDOW_LANGUAGES = ("en", "zh-Hans", "zh-Hant")
"""What the window can be in; its catalogues are complete."""
_TRADITIONAL = frozenset({"Hant", "TW", "HK", "MO"})
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,8}")
"""Of no more parts than a file name has room for."""
_BRACES = re.compile(r"\{(\d+)\}")
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
    """The language of the window for somebody who reads these languages, the dearest first.

    >>> window_language(["de-DE", "zh-HK", "en"]), window_language(["zh-CN"]), window_language(["ug-Arab-CN"])
    ('zh-Hant', 'zh-Hans', 'en')
    """
    for tag in tags:
        language, *rest = tag.replace("_", "-").split("-")
        if language == "zh":
            return _chinese(rest)
        if language == SOURCE_LANGUAGE:
            return SOURCE_LANGUAGE
    return SOURCE_LANGUAGE


def _chinese(rest: Iterable[str]) -> str:
    """The writing of Chinese by what a tag says after it.

    Where it names neither script nor place it is simplified: CLDR's likely subtags, "zh" to "zh_Hans_CN".
    """
    return "zh-Hant" if _TRADITIONAL.intersection(rest) and "Hans" not in rest else "zh-Hans"


class Translator:
    """The texts of one language.

    Call it with an English text and the values for its braces::

        words = Words("en"); words("{count} pages", count=3)  ->  "3 pages"

    Args:
        language: BCP 47 tag; what is not formed like one names no catalogue, and is shown in English.
    """

    def __init__(self, language: str = SOURCE_LANGUAGE) -> None:
        self.language = language if _TAG.fullmatch(language) else SOURCE_LANGUAGE
        self._catalogue = _catalogue(self.language)

    def __call__(self, text: str, /, **values: object) -> str:
        """The text in this language, its braces filled."""
        if self.language == PSEUDO_LANGUAGE:
            message = _pseudo(text)
        else:
            message = self._catalogue.gettext(text) if text else ""
            if message == text and not values and self.language != SOURCE_LANGUAGE:
                return self._built(text)
        return message.format(**values) if values else message

    def _built(self, text: str) -> str:
        """A text built before it came here, as of an error: known again by what stands around its parts."""
        for pattern, message in _builds(self.language):
            if parts := pattern.fullmatch(text):
                translated = (self._catalogue.gettext(part) if part else "" for part in parts.groups())
                return message.format(*translated)
        return text

    def anew(self, text: str) -> str:
        """A text without braces that was shown in any language of the window, in this one.

        >>> Translator("zh-Hant").anew("New fact"), Translator("en").anew("新建事实")
        ('新建事實', 'New fact')
        """
        languages = (self.language, *WINDOW_LANGUAGES)
        language = next((each for each in languages if text in _sources(each)), "")
        return text if language in {"", self.language} else self._catalogue.gettext(_sources(language)[text])

    def count(self, one: str, many: str, number: int) -> str:
        """The text for a number, with ``{number}`` filled, by the plural rule of the language."""
        if self.language == PSEUDO_LANGUAGE:
            return _pseudo(one if number == 1 else many).format(number=number)
        return self._catalogue.ngettext(one, many, number).format(number=number)

    @property
    def is_chinese(self) -> bool:
        """Whether it is Chinese, whose dates run from the year to the day and whose words have no spaces."""
        return self.language.startswith("zh")

    def day(self, on: date) -> str:
        """A calendar date in words: "2 March 2026"."""
        from babel.dates import format_date

        return str(format_date(on, "long", locale=self._locale()))

    def month(self, on: date) -> str:
        """The month of a date in words: "March 2026"."""
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMMM", on, locale=self._locale()))

    def moment(self, at: datetime) -> str:
        """An instant in words with its zone: "2 March 2026, 14:30 UTC+2"."""
        return f"{self.day(at)}{' ' if self.is_chinese else ', '}{at:%H:%M} {_offset(at)}"

    def number(self, number: int) -> str:
        """A whole number as the language groups its figures: "12,500"."""
        from babel.numbers import format_decimal

        return str(format_decimal(number, locale=self._locale()))

    def language_name(self, tag: str) -> str:
        """A language by its BCP 47 tag in words ("Uyghur"); what is no tag stays as it stands."""
        from babel import Locale, UnknownLocaleError

        try:
            return Locale.parse(tag, sep="-").get_display_name(self._locale()) or tag
        except (UnknownLocaleError, ValueError):
            return tag

    def territory_name(self, code: str) -> str:
        """A country by its ISO 3166 code in words ("Cyprus"); what is no code stays as it stands."""
        from babel import Locale

        return str(Locale.parse(self._locale()).territories.get(code, code))

    def territories(self) -> dict[str, str]:
        """Every country in words by its ISO 3166 code."""
        from babel import Locale

        names = Locale.parse(self._locale()).territories
        return {code: str(name) for code, name in names.items() if len(code) == 2 and code.isalpha()}  # noqa: PLR2004

    def languages(self) -> dict[str, str]:
        """Every language in words by its BCP 47 tag, the scripts of Chinese apart."""
        from babel import Locale

        names = Locale.parse(self._locale()).languages
        return {code.replace("_", "-"): str(name) for code, name in names.items()}

    def _locale(self) -> str:
        """The locale for Babel; English where the language is not known to it."""
        is_english = self.language in {"en", PSEUDO_LANGUAGE} or not is_language(self.language)
        return "en_GB" if is_english else self.language.replace("-", "_")


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
def _catalogue(language: str) -> gettext.NullTranslations:
    """That of a tag, or of its language where the tag says more ("de-AT"); of Chinese by its writing."""
    main, *rest = language.split("-")
    for tag in (language, _chinese(rest) if main == "zh" else main):
        try:
            with resource("translations", f"{tag.replace('-', '_')}.mo").open("rb") as file:
                return gettext.GNUTranslations(file)
        except NotFound:
            continue
    return gettext.NullTranslations()


@cache
def _sources(language: str) -> dict[str, str]:
    """What each text of a language stands for in the source."""
    is_source = language == SOURCE_LANGUAGE
    sources: dict[str, str] = {}
    for text, message in getattr(_catalogue("zh-Hans" if is_source else language), "_catalog", {}).items():
        if isinstance(text, str) and text:
            sources.setdefault(text if is_source else message, text)
    return sources


@cache
def _builds(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The messages with numbered braces: a pattern for the English beside the text, the longest first."""
    messages = {
        text: message
        for text, message in getattr(_catalogue(language), "_catalog", {}).items()
        if isinstance(text, str) and _BRACES.search(text)
    }
    return tuple(
        (re.compile("(.*?)".join(re.escape(part) for part in _BRACES.split(text)[::2]), re.DOTALL), message)
        for text, message in sorted(messages.items(), key=lambda pair: -len(pair[0]))
    )
