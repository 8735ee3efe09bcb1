"""How alike two spellings of a name are, and the keys by which an index offers candidates.

Candidates come by exact keys and by keys with one letter left out (after W. Garbe's SymSpell): two spellings
with one typing error between them share one. How alike a candidate is, rapidfuzz measures by optimal string
alignment, which counts two letters exchanged as one error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook.language.fold import consonants, letters, sounds, words
from casebook.language.hanzi import has_han, simplified
from casebook.language.spelling import System, spellings

MIN_ALIKE = 0.76
"""Below, two spellings are not alike: one error in five letters is within, two are not."""
MIN_SCORE = 0.72
"""Minimum score of a suggested name, however derived."""
MAX_WORDS = 6
_WINDOW = 8
"""Letters at the beginning and end of a name in which errors are sought."""
_MIN_PART = 4
_MIN_CONSONANTS = 4
_ROTATED, _PART, _SKELETON, _DERIVED, _BOTH_DERIVED = 0.985, 0.9, 0.9, 0.999, 0.94
_BY_SOUND: set[System] = {"uly", "latin", "through-chinese", "as-stated"}
_BY_LETTER: set[System] = {"as-stated", "simplified", "chinese-rendering"}
_SHOWN_ONLY: set[System] = {"pinyin-with-tones"}
"""Falls together with the spelling without tones once folded."""

_EXAMPLES = ("张晓明", "Zhang Xiaoming", "مەھمۇت", "Ерлан", "ཚེ་རིང་སྒྲོལ་མ")
"""A name in each script."""


@dataclass(frozen=True, slots=True, repr=False)
class SpellingForm:
    """A spelling as the index keeps it.

    Attributes:
        text: as shown.
        system: how it came about.
        folded: its folded words, or its simplified characters.
    """

    text: str
    system: System
    folded: str


@dataclass(frozen=True, slots=True, repr=False)
class NameMatch:
    """The best match of a query among the forms of a name.

    Attributes:
        score: 1 for the same, 0 for nothing alike.
        at: place of the form.
    """

    score: float
    at: int


def forms(name: str) -> list[SpellingForm]:
    """The forms of a name that search compares, each folded form once."""
    by_folded: dict[str, SpellingForm] = {}
    for spelling in spellings(name):
        if spelling.system not in _SHOWN_ONLY:
            folded = _folded(spelling.text)
            by_folded.setdefault(folded, SpellingForm(spelling.text, spelling.system, folded))
    return [form for folded, form in by_folded.items() if folded]


def _folded(text: str) -> str:
    return " ".join(words(simplified(text))) if has_han(text) else " ".join(words(text))


def exact_keys(form: SpellingForm) -> Iterator[str]:
    """Yield keys of a form as written: the whole joined, and its parts."""
    yield "a" + form.folded.replace(" ", "")
    yield from ("b" + part for part in _parts(form.folded))


def near_keys(form: SpellingForm) -> Iterator[str]:
    """Keys of a form that survive an error."""
    whole = form.folded.replace(" ", "")
    if has_han(whole):
        if form.system in _BY_LETTER:
            yield from ("h" + key for key in _left_out(whole[:_WINDOW]))
        return
    run = sounds(whole)
    yield from ("n" + key for key in _left_out(run[:_WINDOW]))
    yield from ("m" + key for key in _left_out(run[-_WINDOW:]))
    for part in _parts(form.folded):
        yield from ("p" + key for key in _left_out(sounds(part)[:_WINDOW]))
    bare = consonants(whole)
    if form.system in _BY_SOUND and len(bare) >= _MIN_CONSONANTS:
        yield "c" + bare


def _left_out(run: str) -> Iterator[str]:
    yield run
    yield from dict.fromkeys(run[:at] + run[at + 1 :] for at in range(len(run)))


def _parts(folded: str) -> list[str]:
    """The first word where it is long enough to stand alone, and all that follows it."""
    first, _, rest = folded.partition(" ")
    after = rest.replace(" ", "")
    return [part for part in (first, after) if rest and len(part) >= _MIN_PART]


def load() -> None:
    """Load what the first comparison in any script would load, so that it takes no longer than the others."""
    for name in _EXAMPLES:
        NameQuery(name).scores(forms(name))


class NameQuery:
    """A query as a name: its own forms, each with its words in the orders people write them.

    Attributes:
        exact: keys for forms that are the same.
        near: keys for forms with an error.
    """

    def __init__(self, query: str) -> None:
        self._ways: list[tuple[str, float, bool]] = []
        self.exact: list[str] = []
        self.near: list[str] = []
        if not 0 < len(query.split()) <= MAX_WORDS or not letters(query):
            return
        for form in _asked_forms(query):
            is_derived = form.system != "as-stated"
            for at, way in enumerate(_orders(form.folded)):
                self._ways.append((way.replace(" ", ""), _ROTATED if at else 1.0, is_derived))
                self._seek(SpellingForm(form.text, form.system, way))

    def _seek(self, form: SpellingForm) -> None:
        whole = form.folded.replace(" ", "")
        self.exact += [key for key in ("a" + whole, "b" + whole) if len(whole) > 1 or has_han(whole)]
        keys = list(near_keys(SpellingForm(form.text, form.system, whole)))
        if not has_han(whole) and len(whole) >= _MIN_PART:
            keys += ["p" + key for key in _left_out(sounds(whole)[:_WINDOW])]
            self.near += keys
        elif has_han(whole) and len(whole) > 1:
            self.near += keys

    def best(self, stored: Sequence[SpellingForm]) -> NameMatch:
        """The form that is most like what was asked."""
        scores = self.scores(stored)
        at = max(scores, key=lambda place: scores[place], default=0)
        return NameMatch(scores.get(at, 0.0), at)

    def scores(self, stored: Sequence[SpellingForm]) -> dict[int, float]:
        """How like each of many forms is, by its place; those not alike are absent."""
        runs = [form.folded.replace(" ", "") for form in stored]
        parts = [(part, at) for at, form in enumerate(stored) for part in _parts(form.folded)]
        part_runs = [part for part, _ in parts]
        likeness: dict[int, float] = {}
        for way, weight, is_derived in self._ways:
            for alike, place in _alike(way, runs):
                _raise(likeness, place, alike * weight * _trust(stored[place].system, is_derived))
            for alike, place in _alike(way, part_runs):
                at = parts[place][1]
                _raise(likeness, at, alike * _PART * weight * _trust(stored[at].system, is_derived))
        if not likeness:
            self._by_sound(likeness, stored, runs)
        return {at: score for at, score in likeness.items() if score >= MIN_SCORE}

    def _by_sound(self, likeness: dict[int, float], stored: Sequence[SpellingForm], runs: list[str]) -> None:
        """Forms with the same consonants, as those have that came through Chinese."""
        from rapidfuzz.distance import OSA

        for way, weight, is_derived in self._ways:
            wanted = consonants(way) if way.isascii() else ""
            for at, form in enumerate(stored):
                is_sought = len(wanted) >= _MIN_CONSONANTS and form.system in _BY_SOUND
                if is_sought and consonants(runs[at]) == wanted:
                    alike = OSA.normalized_similarity(way, runs[at])
                    score = (_SKELETON + (1 - _SKELETON) * alike) * _PART * weight
                    _raise(likeness, at, score * _trust(form.system, is_derived))


def _alike(way: str, runs: list[str]) -> list[tuple[float, int]]:
    """How alike a run of letters is to others, for those alike enough, and their places."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(way, runs, scorer=OSA.normalized_similarity, score_cutoff=MIN_ALIKE, limit=None)
    return [(alike, at) for _, alike, at in found]


def _raise(found: dict[int, float], at: int, score: float) -> None:
    found[at] = max(score, found.get(at, 0.0))


def _asked_forms(query: str) -> list[SpellingForm]:
    """What is typed in Latin is sought as typed; other scripts also by what most likely follows from them."""
    if query.isascii():
        return [SpellingForm(query, "as-stated", _folded(query))]
    first: dict[System, SpellingForm] = {}
    for form in forms(query):
        first.setdefault(form.system, form)
    return [form for system, form in first.items() if system != "traditional"]


def _orders(folded: str) -> list[str]:
    """As written, the last word first, the first word last."""
    parts = folded.split()
    ways = (parts, parts[-1:] + parts[:-1], parts[1:] + parts[:1])
    return list(dict.fromkeys(" ".join(way) for way in ways))


def _trust(system: System, is_derived: bool) -> float:  # noqa: FBT001 - which side was derived
    if system == "as-stated":
        return _BOTH_DERIVED if is_derived else 1.0
    return _BOTH_DERIVED * _DERIVED if is_derived else _DERIVED
