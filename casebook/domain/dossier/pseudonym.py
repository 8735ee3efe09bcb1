"""Names that must not be read in a copy, every way they may be written, and the labels that stand for them.

Names are never split by the program where they are kept or shown. Here they are, on purpose: a copy in which
a given name or a surname alone could still be read would protect nobody, so too much is covered rather than
too little.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from casebook.domain.base.entity import entity

_BETWEEN = r"[\s\-\u2010-\u2015'\u2019\u00b7\u02bc.,\u0300-\u036f\u00ad\u0f0b-\u0f0d\u30fb]"
"""What may stand between the parts of a name, or where a line breaks within it."""
_ACCENTS = r"[\u0300-\u036f\u00ad]"
_FAR = re.compile(r"[^\x00-\x7f]")
_NO_SIGN = re.compile(r"[\W_]+")
_LONG_LETTERS = 6
_GRAM = 3
_MIN_LETTERS = 2
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_TITLES = "先生|女士|小姐|太太|某|氏|同志|老师|老師"
_APOSTROPHES = "'\u2019\u02bc"
_MIN_GIVEN = 2
_MAX_SIGNS = 4
"""A surname of two signs and a given name of two; what is longer is not split."""
_PLACES = re.compile(
    r"(?<!\w)(?<!mr )(?<!ms )(?<!mrs )(?<!mr\. )(?<!ms\. )(hong)(?:\r\n|\s){1,2}(kong)(?:ers?)?(?!\w)"
)
"""Places in whose name a part of a person's name may stand, on folded text; each word is a group."""


@entity
class Pseudonym:
    """The label that stands for a person in every copy of a case.

    Attributes:
        person_id: whom it stands for; a person, or a contact close to one.
        label: such as "Person A"; the same in every copy.
    """

    id: str
    case_id: str
    person_id: str
    label: str


@entity
class Hidden:
    """What must not be read, and what stands in its place.

    Attributes:
        form: a name or number as it may be written.
        label: printed instead.
        is_name: parts of it betray the person too; a paper's number is taken whole.
    """

    form: str
    label: str
    is_name: bool = True


@entity
class TextHit:
    """A place in a text.

    Attributes:
        start, end: of the characters, as a slice.
        label: what stands for them.
    """

    start: int
    end: int
    label: str


class Pseudonymiser:
    """Finds hidden names in texts and puts their labels there.

    Args:
        hidden: all that must not be read; each is looked for in every way it may be written.
    """

    def __init__(self, hidden: Iterable[Hidden]) -> None:
        looked_for: dict[str, tuple[str, str]] = {}
        for one in hidden:
            for likely, pattern in _patterns(one):
                looked_for.setdefault(pattern, (likely, one.label))
        self._looked_for: dict[str, list[tuple[int, str, str, str]]] = {}
        longest_first = sorted(looked_for.items(), key=lambda pair: -len(pair[0]))
        for rank, (pattern, (likely, label)) in enumerate(longest_first):
            self._looked_for.setdefault(likely[:_GRAM], []).append((rank, likely, label, pattern))

    def find(self, text: str) -> list[TextHit]:
        """Every place of a hidden name, from left to right, without overlaps, the longest at each."""
        folded = _folded(text)
        squeezed = _squeezed(folded)
        hits: list[TextHit] = []
        # A few letters are looked for first: far faster than trying each pattern on each page.
        begun = (ones for gram, ones in self._looked_for.items() if gram in squeezed)
        likely_ones = sorted(one for ones in begun for one in ones)
        for _, likely, label, pattern in likely_ones:
            if likely in squeezed:
                hits += [_hit(place, label) for place in re.finditer(pattern, folded)]
        return list(_apart(_beside_places(hits, folded)))

    def apply(self, text: str) -> str:
        """The text with a label in place of each name."""
        pieces: list[str] = []
        at = 0
        for hit in self.find(text):
            pieces += [text[at : hit.start], hit.label]
            at = hit.end
        return "".join((*pieces, text[at:]))

    def hides(self, text: str) -> bool:
        """Whether anything in it must not be read."""
        return bool(self.find(text))


def _hit(place: re.Match[str], label: str) -> TextHit:
    return TextHit(start=place.start(), end=place.end(), label=label)


def _beside_places(hits: list[TextHit], folded: str) -> list[TextHit]:
    """Without hits that are one word of a place.

    SECURITY: a name that reaches beyond the place is hidden, and one that has all of its words.
    """
    for place in _PLACES.finditer(folded) if hits else ():
        words = {place.span(at) for at in range(1, (place.lastindex or 0) + 1)}
        within = {(hit.start, hit.end) for hit in hits} & words
        if within != words:
            hits = [hit for hit in hits if (hit.start, hit.end) not in within]
    return hits


def _apart(found: Iterable[TextHit]) -> Iterator[TextHit]:
    end = 0
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            yield hit
            end = hit.end


def _folded(text: str) -> str:
    """Without case and accents, as long as before: each letter becomes one letter."""
    plain = text if text.isascii() else _FAR.sub(lambda letter: _base(letter[0]), text)
    return plain.lower()


def _base(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[:1].casefold()
    return base if len(base) == 1 else letter


def _squeezed(folded: str) -> str:
    """Letters, digits and signs of writing alone."""
    return _NO_SIGN.sub("", folded)


def _patterns(one: Hidden) -> Iterator[tuple[str, str]]:
    """What to look for before a pattern is tried, and the pattern, both on folded text."""
    form = _folded(unicodedata.normalize("NFC", one.form).strip())
    if len(_squeezed(form)) < _MIN_LETTERS:
        return
    if _HAN.search(form):
        yield from _of_han([sign for sign in form if sign.isalnum()], is_name=one.is_name)
        return
    parts = _parts(form) if one.is_name else [form]
    for order in (parts, parts[::-1], [*parts[1:], parts[0]]) if len(parts) > 1 else (parts,):
        yield _spaced(order)
    if one.is_name:
        yield from (_spaced([part]) for part in parts if len(part) >= _MIN_LETTERS)


def _parts(form: str) -> list[str]:
    """The words of a name: letters with their marks, whatever the script; an apostrophe parts nothing."""
    joined = "".join(
        letter if letter in _APOSTROPHES or unicodedata.category(letter)[0] in "LMN" else " "
        for letter in form
    )
    return joined.split() or [form]


def _of_han(signs: list[str], *, is_name: bool) -> Iterator[tuple[str, str]]:
    yield _run(signs)
    if is_name and len(signs) <= _MAX_SIGNS:
        if len(signs) > _MIN_GIVEN:
            yield _run(signs[1:])
        yield signs[0], f"{re.escape(signs[0])}(?={_TITLES})"


def _run(signs: list[str]) -> tuple[str, str]:
    return "".join(signs), f"{_BETWEEN}*".join(map(re.escape, signs))


def _spaced(parts: list[str]) -> tuple[str, str]:
    """Parts with what may stand between them; a long one may also be broken anywhere."""
    inner = (
        (f"{_BETWEEN}?" if len(part) >= _LONG_LETTERS else f"{_ACCENTS}*").join(map(re.escape, part))
        for part in parts
    )
    return _squeezed("".join(parts)), rf"(?<!\w){f'{_BETWEEN}*'.join(inner)}{_ACCENTS}*(?!\w)"
