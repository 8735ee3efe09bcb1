"""Estimates the guesses for a passphrase: zxcvbn with the words of this program and its users.

Sources: zxcvbn 4.5 for the method; resources/words/NOTICE.txt for the Chinese lists. Why and how much is in
docs/decisions/0030-passphrases.md.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType

from casebook.base.message import gettext_noop
from casebook.base.resources import resource

ESTIMATED_CHARACTERS = 72
"""Maximum number of characters estimated: the work grows with the square of the length."""
OFFICE_WORDS = (
    *("casebook", "passphrase", "password", "vault", "recovery", "keyfile", "office", "lawyer", "lawfirm"),
    *("law", "legal", "attorney", "advocate", "solicitor", "barrister", "client", "case", "court", "judge"),
    *("justice", "asylum", "refugee", "refugees", "human", "rights", "humanrights", "evidence", "exhibit"),
    *("dossier", "deadline", "hearing", "appeal", "tribunal", "witness", "secret", "sample", "invented"),
    *("anjuan", "anjuanku", "anjian", "lvshi", "lushi", "lvsuo", "fayuan", "faguan", "bihu", "nanmin"),
    *("renquan", "zhengju", "mima", "bangongshi", "weiquan", "susong", "zhongguo", "beijing", "shanghai"),
    *(
        "xinjiang",
        "xizang",
        "xianggang",
        "taiwan",
        "uyghur",
        "uighur",
        "tibet",
        "hongkong",
        "china",
        "freedom",
    ),
)
"""Words an attacker of this program tries first, besides the name of the casebook."""
_SUBSTITUTES = {"a": ["4", "@"], "e": ["3"], "i": ["1", "!"], "o": ["0"], "s": ["$", "5"], "t": ["7"]}
"""Substitutes for letters. zxcvbn's own table gives up to 576 variants of a text (ten seconds), this one 8.
"""
_SEPARATORS = " -_.,'。、·"
_TONES = "12345"
_REASONS = {
    "verses": gettext_noop("It contains well-known verses or sayings."),
    "pinyin": gettext_noop("It consists of common Chinese words."),
    "office": gettext_noop("It contains words that an attacker tries first."),
    "user_inputs": gettext_noop("It contains words that an attacker tries first."),
}


def estimate(passphrase: str, known_words: Iterable[str]) -> tuple[float, str, tuple[str, ...]]:
    """Return log2 of the guesses, the weakness and a suggestion, both in English.

    Args:
        passphrase: in NFKC, not empty.
        known_words: words an attacker would try first, such as the vault's name.
    """
    zxcvbn = _library()
    words = [part for word in known_words for part in (*re.split(r"\W+|_", word), _squeezed(word)) if part]
    estimates = (zxcvbn.zxcvbn(form[:ESTIMATED_CHARACTERS], user_inputs=words) for form in _forms(passphrase))
    least = min(estimates, key=lambda result: result["guesses"])
    lists = {match.get("dictionary_name", "") for match in least["sequence"]}
    reason = next((text for name, text in _REASONS.items() if name in lists), "")
    warning = str(least["feedback"]["warning"] or reason)
    hints = tuple(str(hint) for hint in least["feedback"]["suggestions"])
    return math.log2(max(1, least["guesses"])), warning, hints


def _forms(passphrase: str) -> Iterator[str]:
    """Yield the passphrase, and its forms as an attacker familiar with pinyin and verses guesses it."""
    yield passphrase
    squeezed = _squeezed(passphrase)
    if squeezed and squeezed != passphrase:
        yield squeezed
    toneless = squeezed.translate(dict.fromkeys(map(ord, _TONES)))
    if toneless != squeezed and _is_numbered(squeezed):
        yield toneless


def _squeezed(text: str) -> str:
    """Return a text in lower case without separators and accents: ``Nǚ hái`` is ``nvhai``."""
    apart = unicodedata.normalize("NFD", text.lower()).replace("u\u0308", "v")
    return "".join(
        mark for mark in apart if mark not in _SEPARATORS and not unicodedata.category(mark).startswith("M")
    )


def _is_numbered(text: str) -> bool:
    """Return whether it is pinyin syllables with tone numbers, such as ``chuang2qian2``."""
    for tone in _TONES:
        text = text.replace(tone, " ")
    return all(syllable in _pinyin() for syllable in text.split())


@cache
def _library() -> ModuleType:
    """Return the library with additional word lists."""
    import zxcvbn
    from zxcvbn import matching

    matching.L33T_TABLE.clear()
    matching.L33T_TABLE.update(_SUBSTITUTES)
    matching.add_frequency_lists({"verses": _verses(), "pinyin": list(_pinyin()), "office": OFFICE_WORDS})
    library: ModuleType = zxcvbn
    return library


@cache
def _pinyin() -> dict[str, None]:
    """Return Chinese words in pinyin, the most common first."""
    return dict.fromkeys(resource("words", "pinyin.txt").read_text(encoding="ascii").split())


def _verses() -> list[str]:
    """Return each verse, two of them, and all following ones up to the limit; in pinyin and characters."""
    runs: dict[str, None] = {}
    for name in ("verses-pinyin.txt", "verses.txt"):
        for line in resource("words", name).read_text(encoding="utf-8").splitlines():
            verses = [] if line.startswith("#") else line.split()
            for at in range(len(verses)):
                runs |= dict.fromkeys(
                    "".join(verses[at:end])[:ESTIMATED_CHARACTERS] for end in range(at + 1, len(verses) + 1)
                )
    return list(runs)
