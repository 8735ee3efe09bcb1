"""The catalogues of translated texts.

They are ``resources/translations/<tag>.po``, compiled beside it by `packaging/catalogues.py`.
"""

from __future__ import annotations

import gettext
import logging
import struct
from functools import cache
from typing import TYPE_CHECKING

from casebook.base.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_CATALOGUED = frozenset({"zh", "fr", "es", "de", "el"})
"""Languages that ship with a catalogue, of the window or of dossiers alone."""
_TRADITIONAL = frozenset({"Hant", "TW", "HK", "MO"})
_LOG = logging.getLogger("casebook.i18n")


def chinese_script(rest: Iterable[str]) -> str:
    """Return the script of Chinese from the rest of a tag.

    Where it names neither script nor place it is simplified: CLDR's likely subtags, "zh" to "zh_Hans_CN".
    """
    return "zh-Hant" if _TRADITIONAL.intersection(rest) and "Hans" not in rest else "zh-Hans"


class _Untranslated(gettext.NullTranslations):
    """The fallback for missing translations: English, logged once a language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def gettext(self, message: str) -> str:
        _note_untranslated(self._language)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class UnusableCatalogue(gettext.NullTranslations):
    """Stands for a catalogue that is missing or damaged.

    Attributes:
        notice: what is wrong, in English, the language that remains.
    """

    def __init__(self, notice: str) -> None:
        super().__init__()
        self.notice = notice


@cache
def _note_untranslated(language: str) -> None:
    _LOG.info("Some texts are not translated into %s and are shown in English.", language)


@cache
def catalogue_of(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language, as `load_catalogue` loads it from the program's own."""
    return load_catalogue(language, resource("translations"))


def load_catalogue(language: str, folder: Path) -> gettext.NullTranslations:
    """Return the catalogue of a tag, or of its language ("de-AT"); Chinese by its script.

    One that is missing or damaged is logged, and its texts are in English.
    """
    main, *rest = language.split("-")
    for tag in dict.fromkeys((language, chinese_script(rest) if main == "zh" else main)):
        try:
            with (folder / f"{tag.replace('-', '_')}.mo").open("rb") as file:
                catalogue = gettext.GNUTranslations(file)
        except FileNotFoundError:
            continue
        except (OSError, ValueError, LookupError, struct.error):
            return _unusable("The catalogue of {language} is damaged: its texts are shown in English.", tag)
        catalogue.add_fallback(_Untranslated(tag))
        return catalogue
    if main in _CATALOGUED:
        return _unusable("The catalogue of {language} is missing: its texts are shown in English.", language)
    return gettext.NullTranslations()


def _unusable(text: str, language: str) -> gettext.NullTranslations:
    catalogue = UnusableCatalogue(text.format(language=language))
    _LOG.warning("%s", catalogue.notice)
    return catalogue


@cache
def catalogued_texts() -> tuple[str, ...]:
    """Every text of the program in English and in each language with a catalogue."""
    from babel.messages.mofile import read_mo

    texts: list[str] = []
    for path in sorted(resource("translations").glob("*.mo")):
        with path.open("rb") as file:
            for message in filter(lambda one: one.id, read_mo(file)):
                texts += (form for one in (message.id, message.string) for form in _forms_of(one))
    return tuple(dict.fromkeys(texts))


def _forms_of(text: str | Iterable[str] | None) -> Iterable[str]:
    return (text,) if isinstance(text, str) else text or ()
