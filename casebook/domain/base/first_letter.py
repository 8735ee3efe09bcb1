"""Regular expressions of many words, which the `re` module searches for by their first letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping


def branches_by_first_letter(patterns: Mapping[str, str], *, is_word: bool = False) -> Iterator[str]:
    r"""Yield a branch for each first letter of words; where all begin with a letter, `re` leaps to these.

    Args:
        patterns: by the word that each is of, whose first letter it begins with or leaves open.
        is_word: neither a letter nor a digit may adjoin a word.

    >>> list(branches_by_first_letter({"lin": "lin", "lu": "lu", "an": "a-?n"}))
    ['a(?:-?n)', 'l(?:in|u)']
    >>> list(branches_by_first_letter({"lin": "lin"}, is_word=True))
    ['l(?<!\\wl)(?:in)(?!\\w)']
    """
    by_first: dict[str, list[str]] = {}
    for word, pattern in patterns.items():
        by_first.setdefault(re.escape(word[0]), []).append(pattern.removeprefix(re.escape(word[0])))
    for first, rests in sorted(by_first.items()):
        branch = f"(?:{'|'.join(rests)})"
        yield rf"{first}(?<!\w{first}){branch}(?!\w)" if is_word else f"{first}{branch}"
