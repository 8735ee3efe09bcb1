"""The table of words that tell of a claim to protection, as patterns for folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from casebook.domain.dossier.hiding.plain_letters import LETTER_OR_DIGIT, folded
from casebook.language.table import rows, several

WordKind = Literal["claim", "protection", "other", "turn", "grant", "name", "step", "published", "person"]
_UNPARTED = re.compile("[\u0f00-\u0fff\u2e80-\u9fff\uac00-\ud7a3]")
"""Scripts whose words nothing parts: a form in them is found within any other signs."""
_BETWEEN = r"[ \-\u00ad\u2010-\u2015'\u2019.,]{1,2}"
"""What parts two words that stand in a form beside each other."""
_WORDS = r"(?:[^\s,;:()]+ ){0,2}(?:\w{1,5}['\u2019])?"
_SIGNS = r"[^，。；：、\s]{0,4}"
"""What may stand in a gap; short, for a longer one might hold the claim that a name or turn then hides."""
_HYPHEN = r"[\-\u2010-\u2015]"


@cache
def pattern(*kinds: WordKind) -> re.Pattern[str]:
    """Return what finds the words of these kinds in `folded` text with one space between two words."""
    of_kinds = (row for row in rows("protection-words") if row["kind"] in kinds)
    return _pattern(form for row in of_kinds for form in several(row["words"]))


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern of many forms: the limits of words are looked for once, then the first letters.

    >>> rights = _pattern(["protection of … rights/dignity"])
    >>> bool(rights.search("the protection of all human rights")), bool(rights.search("protection of him"))
    (True, False)
    >>> [bool(_pattern(["asyl*"]).search(word)) for word in ("asylant", "nurasyl", "asyl登记")]
    [True, False, True]
    """
    by_limits: dict[tuple[str, str], dict[str, list[str]]] = {}
    for form in sorted({*forms}, key=lambda form: (-len(form), form)):
        is_open = bool(_UNPARTED.search(form))
        start = "" if is_open or form.startswith("*") else rf"(?<!{LETTER_OR_DIGIT})"
        end = "" if is_open or form.endswith("*") else rf"(?!{LETTER_OR_DIGIT})"
        by_first = by_limits.setdefault((start, end), {})
        for first, rest in _signs(form) if is_open else _words(form.lstrip("*")):
            by_first.setdefault(first, []).append(rest)
    groups = (f"{start}{_by_first(by_first)}{end}" for (start, end), by_first in by_limits.items())
    return re.compile("|".join(groups))


def _by_first(by_first: dict[str, list[str]]) -> str:
    branches = (f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items())
    return f"(?:{'|'.join(branches)})"


def _signs(form: str) -> Iterator[tuple[str, str]]:
    """Yield the first sign of a form of a script without spaces, and the rest, which a line end may part."""
    parts = [folded("".join(part.split())) for part in form.split("…")]
    whole = _SIGNS.join(r"\s?".join(map(re.escape, part)) for part in parts)
    yield parts[0][0], whole[len(re.escape(parts[0][0])) :]


def _words(form: str) -> Iterator[tuple[str, str]]:
    """Yield the first letter of each alternative of the first word, and the rest."""
    first, *others = form.split()
    rest, gap = "", _BETWEEN
    for word in others:
        rest += f" {_WORDS}" if word == "…" else gap + _alternatives(word)
        gap = "" if word == "…" else _BETWEEN
    for one in first.split("/"):
        letters = _letters(one)
        yield folded(one[0]), letters[len(re.escape(folded(one[0]))) :] + rest


def _alternatives(word: str) -> str:
    each = list(map(_letters, word.split("/")))
    return each[0] if len(each) == 1 else f"(?:{'|'.join(each)})"


def _letters(word: str) -> str:
    """Return a word as a regular expression; `*` is any further letters."""
    return re.escape(folded(word)).replace(r"\*", r"\w*").replace(r"\-", _HYPHEN)
