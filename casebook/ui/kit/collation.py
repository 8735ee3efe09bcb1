"""The order of names in a language, and the letters by which a Chinese choice is found."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCollator, QCollatorSortKey, QLocale


@cache
def sort_key(language: str) -> Callable[[str], QCollatorSortKey]:
    """Return the function that gives the place of a name among names in this language, such as "zh-Hans"."""
    return QCollator(QLocale(language)).sortKey


@cache
def pinyin_keys(text: str) -> tuple[str, ...]:
    """Return the pinyin of a text that begins with a Chinese character, and its initials; () for others.

    >>> pinyin_keys("口译员"), pinyin_keys("Court")
    (('kouyiyuan', 'kyy'), ())
    """
    if not text or not "\u4e00" <= text[0] <= "\u9fff":
        return ()
    from casebook.language.hanzi import simplified
    from casebook.language.readings import plain  # a table that few windows need

    syllables = [one.lower() for one in plain(simplified(text))]
    return "".join(syllables), "".join(one[:1] for one in syllables)
