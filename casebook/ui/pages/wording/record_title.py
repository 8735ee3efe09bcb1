"""Titles of records in the language of the window, where they are made of codes."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.ui.pages.wording.values import Wording

_PARTS = " · "
"""Between the parts of a title that the database makes of several fields."""


def record_title(words: Translator, noun: str, title: str) -> str:
    """Return the title of a record in words: codes, days and countries in it are put into the language.

    Args:
        words: of the window.
        noun: of the record.
        title: as the database makes it.
    """
    first, *others = title.split(_PARTS)
    if noun == "proceeding":
        first = Wording(words).proceeding_kind.get(first, first)
    elif noun == "outcome":
        first, others = words(first), [Wording(words).country(one) for one in others]
    else:
        return words.day_or_text(title)
    return _PARTS.join((first, *others))
