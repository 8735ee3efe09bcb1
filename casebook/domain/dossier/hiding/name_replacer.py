"""Replaces names, in all their spellings, by pseudonyms.

Names are never split by the program where they are kept or shown. Here they are, on purpose: a copy in which
a given name or a surname alone could still be read would protect nobody. A part that is also a word of the
language, or the name of somebody else beside it, is left as it is, and every replacement can be reviewed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from itertools import chain
from operator import itemgetter

from casebook.domain.dossier.hiding.broken_channel import BrokenChannels
from casebook.domain.dossier.hiding.days.birth_month import BirthMonths
from casebook.domain.dossier.hiding.days.date_lead import with_lead
from casebook.domain.dossier.hiding.days.day_pattern import matches, with_day
from casebook.domain.dossier.hiding.days.partial_day import partial_days
from casebook.domain.dossier.hiding.handle import (
    HANDLE,
    decoded,
    fills_handle,
    has_handle,
    trimmed,
    whole_handle,
    whole_word,
)
from casebook.domain.dossier.hiding.label import (
    OwnLabels,
    is_in_label,
    replaced,
    without_label,
    without_words,
)
from casebook.domain.dossier.hiding.machine_zone import zone_forms, zones
from casebook.domain.dossier.hiding.misread_name import MisreadNames
from casebook.domain.dossier.hiding.name_pattern import Hidden, lone_parts, searches_for
from casebook.domain.dossier.hiding.name_rest import NameRests, with_attached
from casebook.domain.dossier.hiding.name_search import NameSearch, Strength, compiled
from casebook.domain.dossier.hiding.neighbour import are_initials, beside_places, holds
from casebook.domain.dossier.hiding.plain_letters import folded, squeezed, toneless, unmasked
from casebook.domain.dossier.hiding.public_passage import PublicPassages
from casebook.domain.dossier.hiding.readings.coded_text import CODE_BEGINS
from casebook.domain.dossier.hiding.readings.text_reading import other_readings
from casebook.domain.dossier.hiding.text_hit import (
    LOOK_BACK,
    KeptText,
    TextHit,
    apart,
    by_lines,
    kept_at,
    places_of_cells,
    with_bracket,
    with_neighbours,
    with_tilde,
)

_GRAM = 3
_MAX_LATEST = 64
"""Texts whose hits are kept, so that a second question about the same page costs nothing."""
_DEPENDENT = {
    "inflected",
    "ordinary",
    "title",
    "day",
    "initial",
    "nickname",
    "syllables",
    "pair",
    "unsure",
    "street",
}
"""Where the result depends on the text around, which a finished page joins differently."""
_COMPLETE = frozenset({"whole", "date", "day", "short-number", "unsure", "street"})
"""Characters that no name contains, so that adjoining text does not belong to it."""
_PERSONAL = frozenset({"name", "relative"})
_OWN_NUMBER = re.compile(r"(?:^|\n|\bexhibit|\u8bc1\u7269|\u8b49\u7269)\s*$", re.IGNORECASE)
"""Before the number of a heading, page or exhibit, which may look like a case number."""
_HAN_DAY_ENDS = "\u5e74\u6708\u65e5\u53f7\u865f"
"""What ends a day in Chinese: figures behind it are the hour."""
_LETTERS_ON_LINES = re.compile(r"[^\W\d_]\s*\n")


class NameReplacer:
    """Finds hidden forms in texts and replaces them with labels.

    Args:
        hidden: all that must not be read; each is looked for in every way it may be written.
        kept: replacements that were refused.
        public: titles and citations of public law, in which nothing but a whole name is replaced.
        published: statements of public texts, in which days that no record of the case has stay.
    """

    def __init__(
        self,
        hidden: Iterable[Hidden],
        kept: Iterable[KeptText] = (),
        public: Iterable[str] = (),
        published: Iterable[str] = (),
    ) -> None:
        hidden = tuple(hidden)
        self._birth_months = _birth_months(hidden)
        self._public, self._published = PublicPassages(public), PublicPassages(published)
        self._whole: set[str] = set()
        self._partial = {one.kind: one.label for one in hidden if one.shape == "partial-day"}
        self._signs: dict[str, Hidden] = {}
        self._any_zone = next((one for one in hidden if one.shape == "any-zone"), None)
        for one in hidden:
            if one.is_name and one.shape == "stated":
                self._whole.add(squeezed(folded(one.form)))
                self._signs = {**dict.fromkeys(lone_parts(one), one), **self._signs}
        self._kept = frozenset(kept)
        self._labels = OwnLabels(one.label for one in hidden)
        self._latest: dict[str, list[TextHit]] = {}
        self._finished: NameReplacer | None = None
        self._looked_for: dict[str, list[tuple[int, NameSearch, Hidden]]] = {}
        longest_first = sorted(_looked_for(hidden), key=lambda pair: -len(pair[0].pattern))
        for rank, (pattern, one) in enumerate(longest_first):
            self._looked_for.setdefault(pattern.letters[:_GRAM], []).append((rank, pattern, one))
        self._in_handles = tuple(
            (pattern.letters, one)
            for pattern, one in longest_first
            if pattern.strength in {"whole", "part"} and fills_handle(pattern.letters)
        )
        self._misread = MisreadNames(
            (pattern.letters, one) for pattern, one in longest_first if pattern.strength in {"whole", "part"}
        )
        self._forms = {one.letters for one, _ in longest_first if one.strength != "inflected"}
        self._rests = NameRests(one for _, one in longest_first)
        self._broken = BrokenChannels(longest_first)
        self._in_zones = tuple(zone_forms(one for _, one in longest_first))

    def of_finished(self) -> NameReplacer:
        """Return the same for text in which the labels stand, and a line may end within one."""
        if self._finished is None:
            other = copy(self)
            other._labels, other._latest = self._labels.of_finished(), {}  # noqa: SLF001 - of its own class
            self._finished = other
        return self._finished

    def find(self, text: str, place: str = "") -> list[TextHit]:
        """Return every hidden place from left to right, without overlaps, the longest at each.

        Args:
            text: it.
            place: where it stands, for replacements that were refused there; "" passes over none.
        """
        return [hit for hit, is_kept in self._decided(text, place) if not is_kept]

    def refused_in(self, text: str, place: str) -> Iterator[str]:
        """Yield what stays in a text because its replacement was refused in this place.

        Each comes with the word on either side, where that stays too.
        """
        decided = self._decided(text, place) if self._kept and place else []
        replaced_hits = [hit for hit, is_kept in decided if not is_kept]
        for hit, is_kept in decided:
            if is_kept:
                start, end = with_neighbours(text, hit)
                start = max((one.end for one in replaced_hits if start < one.end <= hit.start), default=start)
                end = min((one.start for one in replaced_hits if hit.end <= one.start < end), default=end)
                yield text[start:end]

    def was_refused(self, text: str, hit: TextHit) -> bool:
        """Return whether the same words were refused anywhere."""
        letters = squeezed(folded(text[hit.start : hit.end]))
        return any(letters.endswith(one.text) or one.text.endswith(letters) for one in self._kept)

    def _decided(self, text: str, place: str) -> list[tuple[TextHit, bool]]:
        found = self._every(text)
        passed = self._in_public(text, found)
        return [*self._led(text, [hit for hit in found if hit not in passed], place)]

    def _led(self, text: str, hits: Iterable[TextHit], place: str) -> Iterator[tuple[TextHit, bool]]:
        """Yield the hits, each day with what goes with it before it, and whether they were rejected."""
        end = 0
        for hit in hits:
            whole = hit
            if hit.kind in {"date", "birth-date"}:
                start, label = with_lead(text, hit.start, hit.label)
                whole = replace(hit, start=start, label=label) if start >= end else hit
            end = hit.end
            yield whole, self._is_kept(text, hit, place) or self._is_kept(text, whole, place)

    def passed_over(self, text: str) -> list[TextHit]:
        """Return what would be replaced and stays because it stands in a title or citation of public law."""
        return self._in_public(text, self._every(text))

    def public_places(self, text: str, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return where a text has titles, citations or statements of public law around some of its places."""
        parts = [text[start:end] for start, end in places]
        return [*self._public.holding(text, parts), *self._published.holding(text, parts)]

    def _in_public(self, text: str, hits: Sequence[TextHit]) -> list[TextHit]:
        parts = [hit for hit in hits if squeezed(folded(text[hit.start : hit.end])) not in self._whole]
        days = [hit for hit in parts if hit.kind == "date" and not hit.is_certain]
        return [*_within(self._public, text, parts), *_within(self._published, text, days)]

    def _every(self, text: str) -> list[TextHit]:
        if text not in self._latest:  # a build asks about each page several times
            written = self._as_written(text)
            hits = apart([*written, *self._otherwise(text, written), *self._in_cells(text)], text)
            self._latest[text] = [*chain.from_iterable(by_lines(text, hit, self._is_form) for hit in hits)]
            if len(self._latest) > _MAX_LATEST:
                del self._latest[next(iter(self._latest))]
        return self._latest[text]

    def _otherwise(self, text: str, written: Sequence[TextHit]) -> Iterator[TextHit]:
        """Yield the hits in the other readings of a text, where these differ from it."""
        ends = {hit.end for hit in written}
        labels = self._labels.within(text)
        for reading in other_readings(text):
            for start, end, sign in reading.lone_signs() if self._signs else ():
                if sign in self._signs and text[start] in CODE_BEGINS:
                    yield TextHit(start=start, end=end, label=self._signs[sign].label, kind="name")
            for first, last in reading.windows():
                for hit in self._as_written(reading.text[first:last]):
                    start, end = whole_word(text, *reading.printed(first + hit.start, first + hit.end))
                    # A line that begins behind a name goes on with another word, not with the name.
                    is_other = reading.goes_on(text, start, end, ends) and not self._is_form(text[start:end])
                    is_other |= reading.is_guess and is_in_label((start, start), labels)
                    if reading.touches_change(start, end) and not is_other:
                        yield replace(hit, start=start, end=end)

    def _in_cells(self, text: str) -> Iterator[TextHit]:
        """Yield the hits in each cell of a sheet by itself: its neighbours do not belong to it."""
        for cell, starts in places_of_cells(text).items():
            for hit in self._as_written(cell):
                yield from (replace(hit, start=at + hit.start, end=at + hit.end) for at in starts)

    def _is_form(self, written: str) -> bool:
        """Return whether a text is a form of a name as it was derived, without an ending or more words."""
        return squeezed(folded(written)) in self._forms

    def _as_written(self, text: str) -> Sequence[TextHit]:
        plain, labels = folded(text), self._labels.within(text)
        hits = self._found(text, plain, labels)
        if not text.isascii() and (bare := unmasked(text)) != plain:
            hits += self._found(text, bare, labels)
        if (bare := toneless(plain)) != plain:
            hits += self._found(text, bare, labels)
        others = chain(
            self._handles(text), self._zones(text), self._partial_days(without_words(text, labels))
        )
        hits += (*others, *self._misreadings(text), *self._broken.find(text, hits))
        months = self._birth_months.within(text, without_words(plain, labels), hits)
        return beside_places(months, plain)

    def apply(self, text: str, place: str = "") -> str:
        """Return the text with labels in place of names; further names of one in brackets are left out."""
        return replaced(text, self.find(text, place))

    def hides(self, text: str) -> bool:
        """Return whether a text contains anything hidden, whatever surrounds it.

        A finished page joins what stood apart, so that a word of the language may look like a name there.
        """
        return any(hit.is_certain for hit in self.find(text))

    def _found(self, text: str, plain: str, labels: Sequence[tuple[int, int]]) -> list[TextHit]:
        hits: list[TextHit] = []
        for _, pattern, one in self._begun(squeezed(plain)):
            hits += (
                without_label(self._hit(text, place, pattern.strength, one), place.span(), labels)
                for place in matches(compiled(pattern.pattern), plain, overlaps=pattern.strength == "date")
                if pattern.allows(text, place.span())
                and not is_in_label(place.span(), labels)
                and holds(pattern.strength, text, plain, place.span())
                and (one.kind != "initials" or are_initials(text, *place.span()))
            )
        return hits

    def _begun(self, letters: str) -> list[tuple[int, NameSearch, Hidden]]:
        """Return what a text with these letters may contain, by rank."""
        # A few letters are looked for first: far faster than trying each pattern on each page.
        begun = (ones for gram, ones in self._looked_for.items() if gram in letters)
        likely = (one for ones in begun for one in ones if one[1].letters in letters)
        return sorted(likely, key=itemgetter(0))

    def _hit(self, text: str, place: re.Match[str], strength: Strength, one: Hidden) -> TextHit:
        hit = _hit(text, place, strength, one)
        start, end = hit.start, hit.end
        if strength not in _COMPLETE or one.kind == "initials":
            start, end = self._rests.with_rest(text, start, end, one)
        if one.kind in _PERSONAL and strength not in {"ordinary", "title", "initial"}:
            start, end = with_attached(text, start, end)
        return hit if (start, end) == (hit.start, hit.end) else replace(hit, start=start, end=end)

    def _handles(self, text: str) -> Iterator[TextHit]:
        """Yield handles, hashtags, addresses and links containing a hidden form, as a whole."""
        if not has_handle(text):
            return
        for word in HANDLE.finditer(text):
            if not has_handle(word[0]):
                continue
            plain = unmasked(decoded(word[0]))
            letters = squeezed(plain)
            one = next((one for form, one in self._in_handles if form in letters), None) or next(
                (one for _, sought, one in self._begun(letters) if _is_day_in(plain, sought)), None
            )
            if one:
                start, end = trimmed(text, *word.span())
                yield TextHit(start=start, end=end, label=one.label, kind=one.kind)

    def _zones(self, text: str) -> Iterator[TextHit]:
        """Yield machine-readable zones as a whole: any, or with a hidden name, number or birthday."""
        for start, end in zones(text):
            letters = squeezed(folded(text[start:end]))
            known = next((one for form, one in self._in_zones if form in letters), None)
            if one := known or self._any_zone:
                yield TextHit(
                    start=start, end=end, label=one.label, kind=one.kind, is_certain=known is not None
                )

    def _misreadings(self, text: str) -> Iterator[TextHit]:
        """Yield names in which text recognition took letters for others."""
        for start, end, one in self._misread.find(text):
            if one.is_name:
                yield TextHit(start=start, end=end, label=one.label, kind=one.kind, is_certain=False)

    def _partial_days(self, text: str) -> Iterator[TextHit]:
        """Yield days stated in part, whoever recorded them."""
        for start, end, kind in partial_days(text) if self._partial else ():
            if kind in self._partial:
                yield TextHit(start=start, end=end, label=self._partial[kind], kind=kind, is_certain=False)

    def _is_kept(self, text: str, hit: TextHit, place: str) -> bool:
        """Return whether someone rejected it here, between these neighbours."""
        if not (self._kept and place):
            return False
        here = kept_at(text, hit, place)
        return any(one.is_at(here) for one in self._kept)


def _looked_for(hidden: Iterable[Hidden]) -> Iterable[tuple[NameSearch, Hidden]]:
    """Return each search once: of the first whom it names, or of another one who needs no title before it."""
    looked_for: dict[tuple[str, str], tuple[NameSearch, Hidden]] = {}
    for one in hidden:
        for search in searches_for(one):
            known, first = looked_for.setdefault((search.pattern, search.written), (search, one))
            if known.strength == "title" != search.strength and one.label != first.label:
                looked_for[search.pattern, search.written] = search, one
    return looked_for.values()


def _birth_months(hidden: Iterable[Hidden]) -> BirthMonths:
    births = (one for one in hidden if one.shape == "birth-month")
    return BirthMonths((date.fromisoformat(one.form), one.label) for one in births)


def _within(passages: PublicPassages, text: str, hits: Sequence[TextHit]) -> Iterator[TextHit]:
    """Yield the hits that lie within one of some passages."""
    places = passages.holding(text, (text[hit.start : hit.end] for hit in hits))
    yield from (hit for hit in hits if any(start <= hit.start and hit.end <= end for start, end in places))


def _hit(text: str, place: re.Match[str], strength: Strength, one: Hidden) -> TextHit:
    start, end = with_bracket(text, *place.span())
    if one.kind == "contact":
        start = with_tilde(text, start)
    if one.kind == "birth-date":
        start, end = with_day(text, start, end)
    is_han_day = one.kind in {"date", "birth-date"} and text[end - 1] in _HAN_DAY_ENDS
    if not is_han_day and (text[start - 1 : start] + text[end : end + 1]).strip(" \n").replace("\u3002", ""):
        start, end = whole_handle(text, start, end)
    # A finished page joins the end of one cell, a figure or letter, to a month or name that begins the next.
    is_joined = one.kind in {"date", "birth-date"} and "\n" in text[start:end]
    is_joined |= one.kind == "initials" and _LETTERS_ON_LINES.search(text[start:end]) is not None
    is_own = strength == "short-number" and _OWN_NUMBER.search(text[max(0, start - LOOK_BACK) : start])
    return TextHit(
        start=start,
        end=end,
        label=one.label,
        kind=one.kind,
        is_certain=strength not in _DEPENDENT and not is_joined and not is_own,
    )


def _is_day_in(plain: str, one: NameSearch) -> bool:
    """Return whether a folded text contains a day with the name of its month."""
    return one.strength == "date" and bool(compiled(one.pattern).search(plain))
