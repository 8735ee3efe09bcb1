"""The order of names in a language, and the letters by which a Chinese choice is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from PySide6.QtCore import QCollator, QCollatorSortKey, QLocale
from PySide6.QtWidgets import QApplication

from casebook.base.stopwatch import seconds


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


class SpelledSearch:
    """Finds Chinese titles by Latin letters typed in one go; Qt finds none."""

    def __init__(self) -> None:
        self._typed, self._typed_at = "", 0.0

    def find(self, letter: str, titles: Sequence[str], current: int) -> int:
        """Return the place of the next title whose pinyin, or its initials, begin with what was typed, or -1.

        Args:
            letter: typed now; one typed again by itself goes on to the next title.
            titles: all of them; one that cannot be chosen is "".
            current: the place where the search begins.
        """
        now = seconds() * 1000
        is_going_on = now - self._typed_at < QApplication.keyboardInputInterval()
        letter = letter.lower()
        wanted = self._typed + letter if is_going_on and self._typed != letter else letter
        self._typed, self._typed_at = wanted, now
        first = max(0, current + (len(wanted) == 1))
        places = (*range(first, len(titles)), *range(min(first, len(titles))))
        return next(
            (at for at in places if any(key.startswith(wanted) for key in pinyin_keys(titles[at]))), -1
        )
