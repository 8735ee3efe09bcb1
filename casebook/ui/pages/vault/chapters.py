"""The chapters of the manual in the language of the window, in English where one is not translated.

A translated chapter has the blocks of the English one in the same order, so a section is found by its place.
"""

from __future__ import annotations

import re
from functools import cache

from casebook.base.errors import NotFound
from casebook.base.i18n import SOURCE_LANGUAGE, Translator
from casebook.base.resources import resource

CHAPTERS = (
    "first-day",
    "case",
    "names",
    "evidence",
    "deadlines",
    "library",
    "dossiers",
    "promises",
    "team",
    "parcels",
    "border",
    "rules",
)
"""The chapters in reading order: files of `resources/manual` without extension."""
_QUOTES = {"zh-Hans": "“{}”", "zh-Hant": "「{}」"}
_CODE = re.compile(r"(`[^`]*`|^ {4}.*$)", re.MULTILINE)
_BOLD = re.compile(r"(\*\*[^*]+\*\*)")
_EMPHASIS = re.compile(r"\*([^*\s](?:[^*]*[^*\s])?)\*")


@cache
def text_of(chapter: str, language: str = SOURCE_LANGUAGE) -> str:
    """Return a chapter as Markdown; its first line is the title.

    A chapter without a translation is English, with a line under the title that states this in the language.
    """
    translated = _kept(chapter, language)
    if translated:
        return _with_quotes(translated, language)
    english = _kept(chapter, SOURCE_LANGUAGE)
    return with_note(english, language) if language in _QUOTES else english


def with_note(english: str, language: str) -> str:
    """Return an English chapter with a line under its title which states that it is not translated."""
    title, _, rest = english.partition("\n")
    words = Translator(language)
    note = words("This chapter has not been translated yet. It is shown in English.")
    return f"{title}\n\n{note}\n{rest}"


def title_of(chapter: str, language: str = SOURCE_LANGUAGE) -> str:
    """Return the title of a chapter."""
    return text_of(chapter, language).partition("\n")[0].removeprefix("# ")


def section_in(chapter: str, section: str, language: str) -> str:
    """Return the heading in a language of a section by its English heading, or "" if there is none."""
    headings = _headings(chapter, SOURCE_LANGUAGE)
    place = headings.index(section) if section in headings else -1
    shown = _headings(chapter, language)
    return shown[place] if 0 <= place < len(shown) else ""


@cache
def plain_of(chapter: str, language: str = SOURCE_LANGUAGE) -> str:
    """Return the words of a chapter on one line without marks, case folded, to search them."""
    return " ".join(re.sub(r"[*`]", "", text_of(chapter, language)).split()).casefold()


def _headings(chapter: str, language: str) -> tuple[str, ...]:
    lines = text_of(chapter, language).splitlines()
    return tuple(line.removeprefix("## ") for line in lines if line.startswith("## "))


@cache
def _kept(chapter: str, language: str) -> str:
    """The chapter as it is kept in a language, or "" if it is not translated into it."""
    folder = () if language == SOURCE_LANGUAGE else (language,)
    if folder and language not in _QUOTES:
        return ""
    try:
        return resource("manual", *folder, f"{chapter}.md").read_text(encoding="utf-8")
    except NotFound:
        if not folder:
            raise
        return ""


def _with_quotes(text: str, language: str) -> str:
    """The text with quotation marks for emphasis where the language has no italics."""
    if language not in _QUOTES:
        return text
    quoted = _QUOTES[language].format(r"\1")
    parts = _CODE.split(text)
    for at in range(0, len(parts), 2):
        pieces = _BOLD.split(parts[at])
        pieces[::2] = (_EMPHASIS.sub(quoted, piece) for piece in pieces[::2])
        parts[at] = "".join(pieces)
    return "".join(parts)
