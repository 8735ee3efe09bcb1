"""The names of a person as they are filled in; the script is detected from the letters where not chosen."""

from __future__ import annotations

import unicodedata

from casebook.domain.base.name import Name, NameKind, Romanisation, Script
from casebook.language.hanzi import has_han, simplified
from casebook.ui.pages.base.field_factories import FieldFactory, Make
from casebook.ui.pages.person.name_forms import NamesEntry
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.forms.field import Field

_LETTERS: dict[str, Script] = {
    "ARABIC": "Arab",
    "TIBETAN": "Tibt",
    "CYRILLIC": "Cyrl",
    "MONGOLIAN": "Mong",
    "LATIN": "Latn",
}
_LANGUAGES: dict[str, str] = {
    "Hans": "zh-Hans",
    "Hant": "zh-Hant",
    "pinyin": "zh-Latn-pinyin",
    "wade-giles": "zh-Latn-wadegile",
    "hong-kong": "yue-Latn",
    "uly": "ug-Latn",
    "wylie": "bo-Latn",
}
"""BCP 47 tags of what a script or a romanisation tells."""


def names_maker(makers: FieldFactory, wording: Wording) -> Make:
    """Makes the entry for all names of a person."""
    words = makers.words
    fields = (
        Field(key="text", title=words("Name"), makes=makers.text("Lin Zhiyuan · 林志远"), is_required=True),
        # A legal name, as lists that are taken in and the command line have it: one kind for every script
        # of every name would be asked for, and the answer is nearly always this.
        Field(key="kind", title=words("Type"), makes=makers.choice(wording.name_kind)),
        Field(
            key="script",
            title=words("Script"),
            makes=makers.choice({"": words("detected from its characters"), **wording.script}),
        ),
        Field(
            key="romanisation",
            title=words("Romanisation system"),
            makes=makers.choice({"": "", **wording.romanisation}),
        ),
        Field(key="stands_in", title=words("Appears in"), makes=makers.text(words("passport"))),
    )
    part = makers.part(fields, made_name)
    return lambda name: NamesEntry(name, lambda: part(name), makers.context, wording)


def made_name(
    *, text: str, kind: NameKind, script: Script | str, romanisation: Romanisation, stands_in: str
) -> Name:
    """A name of what was filled in."""
    actual_script: Script = script or script_of(text)  # type: ignore[assignment]
    return Name(
        text=text,
        kind=kind,
        script=actual_script,
        language=_LANGUAGES.get(romanisation or actual_script, ""),
        romanisation=romanisation,
        stands_in=stands_in,
    )


def script_of(text: str) -> Script:
    """The script of the first letter that tells one; Zyyy where none does.

    >>> script_of("ئالىم"), script_of("བསྟན་འཛིན"), script_of("林志远"), script_of("林志遠"), script_of("2")
    ('Arab', 'Tibt', 'Hans', 'Hant', 'Zyyy')
    """
    if has_han(text):
        return "Hans" if simplified(text) == text else "Hant"
    for letter in text:
        script = _LETTERS.get(unicodedata.name(letter, "").partition(" ")[0])
        if script:
            return script
    return "Zyyy"
