"""A text of a pack in every language in which the program's own pages are printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from casebook.domain.base.entity import entity

PageLanguage = Literal["en", "zh-Hans", "zh-Hant"]
PAGE_LANGUAGES: tuple[PageLanguage, ...] = ("en", "zh-Hans", "zh-Hant")


@entity
class TextByLanguage:
    """A text in every language of a page."""

    en: str
    zh_hans: str
    zh_hant: str

    def in_language(self, language: PageLanguage) -> str:
        """Return the text in a language."""
        texts: Mapping[PageLanguage, str] = {"en": self.en, "zh-Hans": self.zh_hans, "zh-Hant": self.zh_hant}
        return texts[language]


def page_language(tag: str) -> PageLanguage:
    """Return the language of a page for that of the window.

    >>> page_language("zh_Hant"), page_language("fr")
    ('zh-Hant', 'en')
    """
    plain = tag.replace("_", "-")
    return next((language for language in PAGE_LANGUAGES if plain.startswith(language)), "en")
