"""Text with words struck through as a copy shows it: a name that is struck in part is hidden, too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casebook.base.i18n import Translator
from casebook.formats.printed.struck_words import mark_count, without_marks


def as_shown(shown: Callable[[str], str], words: Translator, text: str) -> str:
    """Return a text as a copy shows it.

    Where a name is struck in part, the marks that touch it give way to a remark on its line, or behind the
    text where the name goes on in another line.

    Args:
        shown: puts labels in place of names.
        words: of the language of the copy.
        text: with marks around what is struck.
    """
    if shown is str or without_marks(text) == text:
        return shown(text)
    remark = words("struck in part")
    lines = [(line, _with_whole_names(line, shown)) for line in text.split("\n")]
    joined = "\n".join(whole for _, whole in lines)
    remarked = "\n".join(whole if whole == line else f"{whole} [{remark}]" for line, whole in lines)
    begun = joined if _parts_names(remarked, joined, f" [{remark}]", shown) else remarked
    whole = _with_whole_names(begun, shown)
    return shown(whole) if whole == remarked else f"{shown(whole)}\n[{remark}]"


def _parts_names(remarked: str, text: str, remark: str, shown: Callable[[str], str]) -> bool:
    """Whether remarks in a text part names."""
    if remarked == text:
        return False
    return shown(without_marks(remarked)).replace(remark, "") != shown(without_marks(text))


def _with_whole_names(text: str, shown: Callable[[str], str]) -> str:
    """The text without the marks within names."""
    if _is_whole(text, shown):
        return text
    marks = range(mark_count(text))
    within = frozenset(_within_names(text, shown, marks))
    joined = without_marks(text, within)
    return joined if _is_whole(joined, shown) else without_marks(text)


def _within_names(text: str, shown: Callable[[str], str], marks: Sequence[int]) -> Sequence[int]:
    """Those of these marks, by their places, that part a name."""
    others = frozenset(range(mark_count(text))).difference(marks)
    if not marks or _is_whole(without_marks(text, others), shown):
        return ()
    if len(marks) == 1:
        return marks
    half = len(marks) // 2
    return (*_within_names(text, shown, marks[:half]), *_within_names(text, shown, marks[half:]))


def _is_whole(text: str, shown: Callable[[str], str]) -> bool:
    """Whether the same is hidden of a text with its marks as without them."""
    return without_marks(shown(text)) == shown(without_marks(text))
