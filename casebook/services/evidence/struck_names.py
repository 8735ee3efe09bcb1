"""Text with words struck through as a copy shows it: a name that is struck in part is hidden, too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casebook.base.i18n import Translator
from casebook.formats.printed.struck_words import mark_places, without_marks

_LINES = 3
"""So many lines before and behind a mark, with its own, are looked at for a name that it parts."""


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
    marks = mark_places(text)
    if not marks or _is_whole(text, shown):
        return text
    within = frozenset(_within_names(text, shown, marks, range(len(marks))))
    joined = without_marks(text, within)
    return joined if _is_whole(joined, shown) else without_marks(text)


def _within_names(
    text: str, shown: Callable[[str], str], marks: Sequence[tuple[int, int]], own: range
) -> Sequence[int]:
    """The numbers of those of some neighbouring marks that part a name, in the lines around them."""
    start, end = _lines_around(text, marks[own[0]][0], marks[own[-1]][1])
    there = [number for number, (begins, _) in enumerate(marks) if start <= begins < end]
    others = {place for place, number in enumerate(there) if number not in own}
    if _is_whole(without_marks(text[start:end], others), shown):
        return ()
    if len(own) == 1:
        return own
    half = len(own) // 2
    return (
        *_within_names(text, shown, marks, own[:half]),
        *_within_names(text, shown, marks, own[half:]),
    )


def _lines_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the lines of a place, and those beside it in which a name may begin or end, begin and end."""
    for _ in range(_LINES):
        start = max(text.rfind("\n", 0, start), 0)
        end = text.find("\n", end + 1) if end < len(text) else end
        end = len(text) if end < 0 else end
    return start, end


def _is_whole(text: str, shown: Callable[[str], str]) -> bool:
    """Whether the same is hidden of a text with its marks as without them."""
    return without_marks(shown(text)) == shown(without_marks(text))
