"""Suggestions of other forms of a name, which a user selects; none is filled in automatically.

Each stays a transliteration by the program until somebody says what sort of name it is.
"""

from __future__ import annotations

from casebook.base.errors import InvalidInput
from casebook.domain.base.entity import entity
from casebook.domain.base.name import Name, Romanisation, Script
from casebook.language.spelling import System, spellings

__all__ = ["Suggestion", "System", "suggest"]

_WRITTEN: dict[System, tuple[Script, str, Romanisation]] = {
    "simplified": ("Hans", "zh-Hans", ""),
    "traditional": ("Hant", "zh-Hant", ""),
    "pinyin": ("Latn", "zh-Latn-pinyin", "pinyin"),
    "pinyin-with-tones": ("Latn", "zh-Latn-pinyin", "pinyin"),
    "passport-pinyin": ("Latn", "zh-Latn-pinyin", "pinyin"),
    "wade-giles": ("Latn", "zh-Latn-wadegile", "wade-giles"),
    "taiwan-passport": ("Latn", "zh-Latn-wadegile", "wade-giles"),
    "hong-kong": ("Latn", "yue-Latn", "hong-kong"),
    "uly": ("Latn", "ug-Latn", "uly"),
    "latin": ("Latn", "", ""),
    "uyghur-arabic": ("Arab", "ug-Arab", ""),
    "uyghur-cyrillic": ("Cyrl", "ug-Cyrl", ""),
    "cyrillic": ("Cyrl", "", ""),
    "through-chinese": ("Latn", "zh-Latn-pinyin", "pinyin"),
    "chinese-rendering": ("Hans", "zh-Hans", ""),
    "tibetan": ("Tibt", "bo", ""),
    "wylie": ("Latn", "bo-Latn", "wylie"),
}
"""Script, language and romanisation of a form. None means "as in passport": only a document can show that."""


@entity
class Suggestion:
    """A possible form of a name.

    Attributes:
        name: as it would be kept.
        system: how it follows from what was given.
        is_likeliest: the first of its system; others are as spelt less often, or may be another name.
    """

    name: Name
    system: System
    is_likeliest: bool


def suggest(text: str) -> list[Suggestion]:
    """Return other possible forms of a name, the most likely first, without the given one.

    Raises:
        InvalidInput: nothing was given.
    """
    if not text.strip():
        raise InvalidInput(
            "There is no name to derive other forms from.", field="name", remedy="Enter it in any script."
        )
    return [
        Suggestion(
            name=_name(form.text, *_WRITTEN[form.system]), system=form.system, is_likeliest=form.is_first
        )
        for form in spellings(text)
        if form.system in _WRITTEN
    ]


def _name(text: str, script: Script, language: str, romanisation: Romanisation) -> Name:
    return Name(
        text=text, script=script, language=language, kind="transliteration", romanisation=romanisation
    )
