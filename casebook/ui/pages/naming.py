"""The names of a new person: one field for each way of writing, the script told by the letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from casebook.base.i18n import Words
from casebook.domain.name import Name, Script
from casebook.ui.widgets.form import Field

_KNOWN: dict[str, tuple[Script, str]] = {
    "latin": ("Latn", ""),
    "hans": ("Hans", "zh-Hans"),
    "hant": ("Hant", "zh-Hant"),
}
_LETTERS: dict[str, Script] = {
    "ARABIC": "Arab",
    "TIBETAN": "Tibt",
    "CYRILLIC": "Cyrl",
    "MONGOLIAN": "Mong",
    "LATIN": "Latn",
}


def name_fields(words: Words) -> tuple[Field, ...]:
    """The fields of a form for a new person."""
    return (
        Field(key="latin", title=words("Name in Latin letters"), hint="Lin Zhiyuan", width=22),
        Field(key="hans", title=words("In simplified Chinese"), hint="林志远", width=16),
        Field(key="hant", title=words("In traditional Chinese"), hint="林志遠", width=16),
        Field(key="other", title=words("In Uyghur, Tibetan or Cyrillic"), width=18),
    )


def names_of(values: Mapping[str, str]) -> tuple[Name, ...]:
    """The names that were filled in, each with its script."""
    names = [
        Name(text=values[key], script=script, language=language)
        for key, (script, language) in _KNOWN.items()
        if values.get(key)
    ]
    if values.get("other"):
        names.append(Name(text=values["other"], script=script_of(values["other"])))
    return tuple(names)


def script_of(text: str) -> Script:
    """The script of the first letter that tells one; Zyyy where none does.

    >>> script_of("ئالىم"), script_of("བསྟན་འཛིན"), script_of("2")
    ('Arab', 'Tibt', 'Zyyy')
    """
    for letter in text:
        script = _LETTERS.get(unicodedata.name(letter, "").partition(" ")[0])
        if script:
            return script
    return "Zyyy"
