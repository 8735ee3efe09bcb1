"""The order of names in a language: letters by alphabet, Chinese characters by pinyin or by strokes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCollator, QCollatorSortKey, QLocale


@cache
def sort_key(language: str) -> Callable[[str], QCollatorSortKey]:
    """Return the function that gives the place of a name among names in this language, such as "zh-Hans"."""
    return QCollator(QLocale(language)).sortKey
