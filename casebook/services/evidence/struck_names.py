"""Text with words struck through as a copy shows it: a name that is struck in part is hidden, too."""

from __future__ import annotations

from collections.abc import Callable

from casebook.base.i18n import Translator
from casebook.formats.printed.struck_words import without_marks


def as_shown(shown: Callable[[str], str], words: Translator, text: str) -> str:
    """Return a text as a copy shows it.

    Where a name is struck in part, the marks of its line, if need be of the text, give way to a remark.

    Args:
        shown: puts labels in place of names.
        words: of the language of the copy.
        text: with marks around what is struck.
    """
    if shown is str or without_marks(text) == text:
        return shown(text)
    remark = words("struck in part")
    lines = [
        line if _is_whole(line, shown) else f"{without_marks(line)} [{remark}]" for line in text.split("\n")
    ]
    joined = "\n".join(lines)
    return shown(joined) if _is_whole(joined, shown) else f"{shown(without_marks(joined))}\n[{remark}]"


def _is_whole(text: str, shown: Callable[[str], str]) -> bool:
    """Whether the same is hidden of a text with its marks as without them."""
    return without_marks(shown(text)) == shown(without_marks(text))
