"""The rest of a name next to a part of it: misspelled, romanised otherwise, declined or initials.

SECURITY: of "Ch'en Shulan" or "Lin Z.Y." no half may be left beside the label that stands for the other half.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from casebook.domain.dossier.hiding.latin_ending import is_inflected
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.plain_letters import folded, is_one_slip, squeezed

_LOOK_BACK = 40
_MIN_MISSPELT = 5
"""Minimum letters of a name for which a word with one wrong letter is a match."""
_MIN_BEGUN = 4
"""Minimum letters of a piece for which a longer word with this start is a match: "Tursun", "Tursunjan"."""
_MIN_INITIALS = 2
_MAX_WORDS = 3
_WORD = r"[^\W\d_]+(?:['\u2019\u02bb\u02bc][^\W\d_]+)*"
_MISSPELT_AFTER = re.compile(r"[\s,\-]{1,2}([^\W\d_]+)")
_MISSPELT_BEFORE = re.compile(r"([^\W\d_]+)[\s,\-]{1,2}$")
_WORD_AFTER = re.compile(rf"[ \n\u00a0\-\u2010\u2011]({_WORD})")
_WORD_BEFORE = re.compile(rf"(?<![\w.])({_WORD})[ \n\u00a0\-\u2010\u2011]$")
_SYLLABLE = r"[^\W\d_]{1,6}[\u0300-\u030c]?"
_PAIR = rf"({_SYLLABLE}[\s,'\u2019\u02bc\-\u2010\u2011]{{1,2}}{_SYLLABLE})"
_PAIR_AFTER = re.compile(rf"[\s,(\uff08\-]{{1,2}}{_PAIR}(?![^\W\d_])")
_PAIR_BEFORE = re.compile(rf"(?<![^\W\d_]){_PAIR}[\s,\-]{{1,2}}$")
_INITIALS_AFTER = re.compile(r"[ ,\u00a0]{1,2}((?:[^\W\d_]\.[ \-]?){1,3})(?![^\W\d_]{2})")
_INITIALS_BEFORE = re.compile(r"(?<!\w)((?:[^\W\d_]h?\.[ \-\u00a0]?){1,3})$")
_LETTERED = re.compile(r"\b(?:exhibit|annex|appendix|section|part|item|table|plan)\s$", re.IGNORECASE)
"""What a letter numbers before a name."""
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_FAMILY_AFTER = re.compile(rf"[ \u00a0,]?({_HAN.pattern}{{1,2}})(?!{_HAN.pattern})")
_FAMILY_BRACKETED = re.compile(rf"\s?[(\uff08]({_HAN.pattern}{{1,2}})[)\uff09]")
_FAMILY_BEFORE = re.compile(rf"(?<!{_HAN.pattern})({_HAN.pattern}{{1,2}})[ \u00a0,]?$")
_PIECE = re.compile(r"[^\W\d_]+")
_PATRONYMIC = frozenset({"kizi", "ulu", "uli", "okli"})
"""Central Asian words for "son of" and "daughter of", as `sounds` spells them."""
_DOTTED = rf"{_HAN.pattern}{{1,8}}"
_DOT = r"\s?[\u00b7\u2027\u30fb]\s?"
"""Parts the words of a foreign name in Chinese, and nothing else."""
_STROKE = r"[\-\u2010\u2011]"
_PATRONYMIC_WORD = (
    r"[^\W\d_]{2,}(?:ов|ев)(?:ич|н)[а-я]{1,3}|[^\W\d_]{2,}(?:ови[чц]|еви[чц])"
    r"|[^\W\d_]{2,}(?:[қк]ыз|[ұу]л|о[ғг]л)ы"
    r"|[^\W\d_]{2,}(?:[oe]vna|[oe]vny|[oe]v[iy](?:ch|c|tch|tsch)|[qk]y?iz[iy]|[qk]yzy)|[^\W\d_]{3,}(?:uly|ogl[yu])"
)
"""Words of Central Asia and Russia for whose child somebody is, folded."""
_ATTACHED_AFTER = re.compile(
    rf"(?:{_DOT}{_DOTTED}|(?<=[^\W\d_]){_STROKE}(?P<joined>[^\W\d_]{{2,}})"
    rf"|[ \u00a0\n](?P<child>{_PATRONYMIC_WORD}))"
    r"(?![^\W\d_]*[a-z\u0400-\u052f])",
    re.IGNORECASE,
)
_ATTACHED_BEFORE = re.compile(rf"(?:{_DOTTED}{_DOT}|(?<![\w\-])(?P<joined>[^\W\d_]{{2,}}){_STROKE})$")
_SURNAME_ENDINGS = tuple(
    map(re.compile, ("(?:ov|ev|in)(?:a|oi|u|im|e|na|ni|noi)?$", "i[sz]i$", "ki[sz]i$", "ul[iu]$"))
)
_LATIN = str.maketrans(
    dict(
        zip(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            (
                *("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r"),
                *("s", "t", "u", "f", "kh", "ts", "ch", "sh", "sh", "", "i", "", "e", "iu", "ia"),
            ),
            strict=True,
        )
    )
)
_SOUNDS = (
    (re.compile("dzh|zh|ch|dj|j"), "j"),
    (re.compile("sh|hs|x"), "s"),
    (re.compile("kh|gh|[gq]"), "k"),
    (re.compile("[y\u0131]"), "i"),
    (re.compile("w"), "v"),
    (re.compile("ou|ue"), "u"),
    (re.compile("oe"), "o"),
    (re.compile("(?<=.)h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Spellings of one sound in the romanisations of one language, normalised in this order."""


def sounds(word: str) -> str:
    """Return the phonetic key of a Latin or Cyrillic word, without case.

    >>> sounds("Ch'en"), sounds("Чень"), sounds("Турсунжана")
    ('jen', 'jen', 'tursunjana')
    """
    heard = squeezed(folded(word)).translate(_LATIN)
    for pattern, sound in _SOUNDS:
        heard = pattern.sub(sound, heard)
    return heard


class NameRests:
    """The pieces of each name, by its label."""

    def __init__(self, hidden: Iterable[Hidden]) -> None:
        self._families: defaultdict[str, set[str]] = defaultdict(set)
        self._sounds: defaultdict[str, set[str]] = defaultdict(set)
        self._pieces: defaultdict[str, set[str]] = defaultdict(set)
        self._initials: defaultdict[str, set[str]] = defaultdict(set)
        self._syllables: defaultdict[str, set[str]] = defaultdict(set)
        for one in hidden:
            if one.shape == "syllables":
                self._sounds[one.label].update(map(sounds, one.form.split()))
                self._syllables[one.label].add(squeezed(folded(one.form)))
            if one.is_name and one.shape == "stated":
                if _HAN.match(one.form):
                    self._families[one.label].add(folded(one.form[: one.family]))
                for piece in _PIECE.findall(folded(one.form.replace("'", "").replace("\u2019", ""))):
                    if piece < "\u0530":  # Latin, Greek and Cyrillic letters
                        self._sounds[one.label].add(sounds(piece))
                        self._pieces[one.label].add(piece)
                        self._initials[one.label].add(piece[0])

    def with_rest(self, text: str, start: int, end: int, one: Hidden) -> tuple[int, int]:
        """Return the place of a part of a name, extended by adjoining text that belongs to it."""
        if (misspelt := _with_misspelt(text, start, end, one)) != (start, end):
            return misspelt
        if one.is_name:
            for _ in range(_MAX_WORDS):
                after = _WORD_AFTER.match(text, end)
                if not (after and self._is_piece(after[1], one.label, is_after=True)):
                    break
                end = after.end()
            for _ in range(_MAX_WORDS):
                before = _WORD_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
                if not (before and self._is_piece(before[1], one.label)):
                    break
                start = before.start()
            start, end = self._with_syllables(text, start, end, one.label)
            start, end = self._with_family(text, start, end, one.label)
        return self._with_initials(text, start, end, one)

    def _with_syllables(self, text: str, start: int, end: int, label: str) -> tuple[int, int]:
        """Return it with the syllables of the rest beside it, also in small letters."""
        known = self._syllables[label]
        after = _PAIR_AFTER.match(text, end) if known else None
        if after and squeezed(folded(after[1])) in known:
            end = after.end()
        before = _PAIR_BEFORE.search(text, max(0, start - _LOOK_BACK), start) if known else None
        if before and squeezed(folded(before[1])) in known:
            start = before.start()
        return start, end

    def _with_family(self, text: str, start: int, end: int, label: str) -> tuple[int, int]:
        """Return it with the family name in Chinese beside it, as in "Zhiyuan \u6797"."""
        known = self._families[label]
        after = _FAMILY_AFTER.match(text, end)
        if after and folded(after[1]) in known and not _HAN.match(text, end - 1):
            end = after.end()
        bracketed = _FAMILY_BRACKETED.match(text, end)
        if bracketed and folded(bracketed[1]) in known:
            end = bracketed.end()
        before = _FAMILY_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
        if before and folded(before[1]) in known and not _HAN.match(text, start):
            start = before.start()
        return start, end

    def _with_initials(self, text: str, start: int, end: int, one: Hidden) -> tuple[int, int]:
        """Return it with initials before or after; before a whole name a single one may number a heading."""
        known = self._initials[one.label]
        after = _INITIALS_AFTER.match(text, end)
        if after and one.is_name and _are_initials(after[1], known):
            end = after.end(1) - (len(after[1]) - len(after[1].rstrip()))
        before = _INITIALS_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
        if before and _are_initials(before[1], known):
            is_whole = bool(re.search(r"\w\W+\w", text[start:end]))
            is_number = is_whole or _LETTERED.search(text, max(0, start - _LOOK_BACK), before.start())
            is_heading = is_number and len(squeezed(before[1])) == 1 and one.kind != "initials"
            start = start if is_heading else before.start()
        return start, end

    def _is_piece(self, word: str, label: str, *, is_after: bool = False) -> bool:
        heard = sounds(word)
        if is_after and heard in _PATRONYMIC:
            return True
        if word[:1] == word[:1].lower() or len(heard) < _MIN_INITIALS:
            return False
        return any(_is_alike(heard, piece) for piece in self._sounds[label]) or any(
            is_inflected(folded(word), piece) for piece in self._pieces[label]
        )


def are_named_syllables(written: str) -> bool:
    """Return whether syllables look like a name: each begins with a capital or one bears a tone.

    >>> are_named_syllables("Ruo Xi"), are_named_syllables("ruò xī"), are_named_syllables("an ran")
    (True, True, False)
    """
    if re.search(r"[^\W\d_][1-5\u0300-\u030c]", unicodedata.normalize("NFD", written)):
        return True
    is_one_word = written[0].isupper() and not re.search(r"[\s,]", written)
    return is_one_word or all(word[0].isupper() for word in _PIECE.findall(written))


def with_attached(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of a name with words joined to it by a dot or hyphen, and with a patronymic behind it.

    SECURITY: whoever writes a forename otherwise than it is recorded leaves it beside the label of the rest.
    """
    for _ in range(_MAX_WORDS):
        after = _ATTACHED_AFTER.match(text, end)
        if not after or _is_small(after["joined"] or after["child"] or ""):
            break
        end = after.end()
    for _ in range(_MAX_WORDS):
        before = _ATTACHED_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
        if not before or _is_small(before["joined"] or ""):
            break
        start = before.start()
    return start, end


def _is_small(word: str) -> bool:
    return bool(word) and word[0] == word[0].lower()


def _is_alike(heard: str, piece: str) -> bool:
    shorter = min(len(heard), len(piece))
    stems, others = ({ending.sub("", one) for ending in _SURNAME_ENDINGS} for one in (heard, piece))
    if any(len(stem) >= _MIN_BEGUN for stem in stems & others):
        return True
    return heard == piece or (shorter >= _MIN_BEGUN and (heard.startswith(piece) or piece.startswith(heard)))


def _are_initials(written: str, known: set[str]) -> bool:
    letters = [one[0] for one in re.findall(r"[^\W\d_]h?", written)]  # "Zh." is an initial in pinyin
    return all(letter != letter.lower() and folded(letter) in known for letter in letters)


def _with_misspelt(text: str, start: int, end: int, one: Hidden) -> tuple[int, int]:
    """Return a part of a name with an adjoining word that matches the rest except for one letter.

    SECURITY: a clerk's "Lin Zhiyan" names the bearer of "Lin Zhiyuan" as well as the name itself.
    """
    whole, here = squeezed(folded(one.form)), squeezed(folded(text[start:end]))
    rest = whole.removeprefix(here) if whole.startswith(here) else whole.removesuffix(here)
    if rest == whole or len(rest) < _MIN_MISSPELT:
        return start, end
    after = _MISSPELT_AFTER.match(text, end)
    if after and _is_slip(after[1], rest):
        return start, after.end()
    before = _MISSPELT_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
    return (before.start(), end) if before and _is_slip(before[1], rest) else (start, end)


def _is_slip(written: str, rest: str) -> bool:
    return written[:1] != written[:1].lower() and is_one_slip(folded(written), rest)
