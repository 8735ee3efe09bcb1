"""Rows of a register compared with people: by name in every script, then by what else both say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from casebook.domain.base.date import StatedDate
from casebook.domain.exchange.registers.register_row import RegisterEntry
from casebook.domain.library.registers.agreement import (
    NEAR_YEARS,
    Agreement,
    AgreementKind,
    RowDifference,
    is_listed,
    is_spelling_alone,
)
from casebook.domain.request.particular_likeness import LUNAR_DAYS
from casebook.language.fold import words
from casebook.language.hanzi import has_han, simplified
from casebook.language.match import NameQuery, SpellingForm, forms, near_keys
from casebook.services.exchange.cell_words import sex_of
from casebook.services.exchange.registers.known_people import KnownPerson, places_in, plain_number

_MIN_ALIKE = 0.88
"""Below, two spellings in Latin letters are not alike enough for a register."""
_MAX_NEAR = 12
"""Names with an error that are looked at for a row, those that share most keys first."""
_YEARS_APART = 1
"""Births this far apart may be of one person: ages are counted in two ways, calendars differ."""
_MAX_LINES = 10
"""Lines that are named of the rows with a date that could not be read."""
_NEAR = "nm"
"""The keys of whole names, by their beginning and end."""
_MASK = re.compile(r"[*＊xX#]{2,}")
_ARTICLE = re.compile(r"\d{2,3}")
_MIN_CHARGE = 4
_MIN_MASKED = 6
_HAN: frozenset[str] = frozenset({"as-stated", "simplified", "traditional"})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Candidate:
    """A person whom a row may be about."""

    person: KnownPerson
    row: RegisterEntry
    agreements: tuple[Agreement, ...]
    differences: tuple[RowDifference, ...]


@dataclass(slots=True, repr=False)
class ComparisonCount:
    """What was compared and is not shown.

    Attributes:
        unnamed: rows without a name.
        spelled: pairs that agree in a spelling of the name alone, which is never a match.
        born_otherwise: pairs with the same name and another birth or sex.
        alike: IDs of the people of those pairs.
        unread_dates: rows with a date that could not be read; `unread_lines`, where the first of them begin.
    """

    unnamed: int = 0
    spelled: int = 0
    born_otherwise: int = 0
    alike: set[str] = field(default_factory=set)
    unread_dates: int = 0
    unread_lines: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, repr=False)
class _RowWords:
    """What the words of a row mean, worked out once for all people of its name.

    Attributes:
        sex: as stated, or "".
        places: each as written, with its folded names.
    """

    sex: str
    places: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, row: RegisterEntry) -> Self:
        """Return it of a row."""
        return cls(sex_of(row.sex), tuple((text, tuple(places_in(text))) for text in row.places))


@dataclass(slots=True, repr=False)
class PeopleIndex:
    """People by the keys of their names; built once for a register.

    Args:
        people: those to compare with.
    """

    people: Sequence[KnownPerson]
    count: ComparisonCount = field(default_factory=ComparisonCount)
    _forms: list[tuple[int, str, SpellingForm]] = field(default_factory=list)
    _written: dict[str, list[int]] = field(default_factory=dict)
    _near: dict[str, list[int]] = field(default_factory=dict)
    _without_han: set[int] = field(default_factory=set)
    _numbers: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for at, person in enumerate(self.people):
            if not any(has_han(name) for name in person.names):
                self._without_han.add(at)
            for name, form in person.forms:
                self._know(at, name, form)
            for number in person.numbers:
                self._numbers.setdefault(number, []).append(at)

    def _know(self, at: int, name: str, form: SpellingForm) -> None:
        place = len(self._forms)
        self._forms.append((at, name, form))
        self._written.setdefault(_plain(form.folded), []).append(place)
        for key in near_keys(form) if form.folded.isascii() else ():
            if key[0] in _NEAR:
                self._near.setdefault(key, []).append(place)

    def candidates(self, row: RegisterEntry) -> Iterator[Candidate]:
        """Yield the people whom a row may be about and who are to be shown."""
        if row.has_unread_date:
            self.count.unread_dates += 1
            self.count.unread_lines += [row.line] if len(self.count.unread_lines) < _MAX_LINES else []
        if not row.names and not row.numbers:
            self.count.unnamed += 1
            return
        met = self._met(row)
        if not met:
            return
        row_words = _RowWords.of(row)
        for at, named in met.items():
            person = self.people[at]
            agreements = (*_number(row, person), *named, *_rest(row, row_words, person))
            kinds = [one.kind for one in agreements]
            differences = tuple(
                one
                for one in _differences(row, row_words, person)
                if one.kind != "born" or not {"born-stated", "born-calendar"} & set(kinds)
            )
            is_near = [one.kind for one in differences] == ["born"] and _is_near(row, person)
            if is_listed(kinds, len(differences), is_near=is_near):
                yield Candidate(person=person, row=row, agreements=agreements, differences=differences)
            elif differences:
                self.count.born_otherwise += 1
                self.count.alike.add(person.id)
            elif is_spelling_alone(kinds):
                self.count.spelled += 1
                self.count.alike.add(person.id)

    def _met(self, row: RegisterEntry) -> dict[int, tuple[Agreement, ...]]:
        """Return by person how names agree, the best way alone."""
        best: dict[int, tuple[int, Agreement]] = {}
        for name in row.names:
            for at, kind, ours in self._named(name):
                rank = _RANKS.index(kind)
                if at not in best or rank < best[at][0]:
                    best[at] = (rank, Agreement(kind=kind, row=name, ours=ours))
        met: dict[int, tuple[Agreement, ...]] = {at: (agreement,) for at, (_, agreement) in best.items()}
        for number in row.numbers:
            for at in self._numbers.get(plain_number(number), ()):
                met.setdefault(at, ())
        return met

    def _named(self, name: str) -> Iterator[tuple[int, AgreementKind, str]]:
        """Yield the people with this name, how it agrees, and the name of theirs that does."""
        is_met = False
        for way in _ways(name):
            for place in self._written.get(way, ()):
                is_met = True
                at, ours, form = self._forms[place]
                yield at, _kind(name, ours, form), ours
        if has_han(name):
            yield from self._spelled(name)
        elif not is_met and name.isascii():
            yield from self._alike(name)

    def _spelled(self, name: str) -> Iterator[tuple[int, AgreementKind, str]]:
        """Yield the people known by no Chinese characters whose name is a spelling of these."""
        for spelling in forms(name) if self._without_han else ():
            for place in self._written.get(_plain(spelling.folded), ()):
                at, ours, _ = self._forms[place]
                if at in self._without_han and not has_han(spelling.folded):
                    yield at, "name-spelling", ours

    def _alike(self, name: str) -> Iterator[tuple[int, AgreementKind, str]]:
        """Yield the people with a name in Latin letters that differs by an error."""
        query = NameQuery(name)
        shared = Counter(place for key in query.near if key[0] in _NEAR for place in self._near.get(key, ()))
        held = [self._forms[place] for place, _ in shared.most_common(_MAX_NEAR)]
        for at, likeness in query.scores([form for _, _, form in held]).items() if held else ():
            person, ours, form = held[at]
            if likeness >= _MIN_ALIKE and form.system == "as-stated":
                yield person, "name-alike", ours


_RANKS: tuple[AgreementKind, ...] = (
    "name-characters",
    "name-script",
    "name-latin",
    "name-spelling",
    "name-alike",
)
"""Ways in which names agree, the best first."""


def _plain(folded: str) -> str:
    return folded.replace(" ", "")


def _ways(name: str) -> list[str]:
    """Return a name as keys have it: its words as written, the last one first, the first one last."""
    parts = words(simplified(name)) if has_han(name) else words(name)
    ways = (parts, parts[-1:] + parts[:-1], parts[1:] + parts[:1])
    return list(dict.fromkeys("".join(way) for way in ways if way))


def _kind(name: str, ours: str, form: SpellingForm) -> AgreementKind:
    """Return how a name of a row agrees with a form of ours that is written alike."""
    if has_han(name):
        return "name-characters" if has_han(ours) and form.system in _HAN else "name-spelling"
    if form.system != "as-stated":
        return "name-spelling"
    return "name-latin" if name.isascii() else "name-script"


def _number(row: RegisterEntry, person: KnownPerson) -> Iterator[Agreement]:
    for number in row.numbers:
        for ours in person.numbers:
            if _is_number(plain_number(number), ours):
                yield Agreement(kind="number", row=number, ours=ours)
                return


def _is_number(stated: str, ours: str) -> bool:
    """Return whether a number is ours; digits may be masked, as courts publish them."""
    if not _MASK.search(stated):
        return stated == ours
    begin, end = _MASK.split(stated, maxsplit=1)
    is_long = len(begin) + len(end) >= _MIN_MASKED
    return is_long and len(stated) == len(ours) and ours.startswith(begin) and ours.endswith(end)


def _rest(row: RegisterEntry, row_words: _RowWords, person: KnownPerson) -> Iterator[Agreement]:
    """Yield what else agrees."""
    yield from _birth(row, person)
    if row_words.sex and row_words.sex == person.sex:
        yield Agreement(kind="sex", row=row.sex, ours=person.sex)
    for text, keys in row_words.places if person.places else ():
        met = next((key for key in keys if key in person.places), None)
        if met:
            yield Agreement(kind="place", row=text, ours=person.places[met])
            break
    if row.detained_on and row.detained_on.is_exact and row.detained_on.earliest_on in person.days:
        day = row.detained_on.earliest_on.isoformat()
        yield Agreement(kind="detained", row=day, ours=day)
    for text in row.charges:
        ours = next((one for one in person.charges if _is_charge(text, one)), "")
        if ours:
            yield Agreement(kind="charge", row=text, ours=ours)
            break


def _birth(row: RegisterEntry, person: KnownPerson) -> Iterator[Agreement]:
    years, born = row.birth_years, person.born
    if years is None or born is None:
        return
    ours = born.edtf
    if row.born and row.born.is_exact and born.is_exact and row.born.earliest_on == born.earliest_on:
        yield Agreement(kind="born-day", row=row.born.edtf, ours=ours)
        return
    if row.born and row.born.is_exact:
        yield from _noted_otherwise(row.born, person)
    if years[0] <= born.latest_on.year and born.earliest_on.year <= years[1]:
        stated = row.born.edtf if row.born else f"{years[0]}/{years[1]}"
        yield Agreement(kind="born-year" if row.born else "born-age", row=stated, ours=ours)


def _noted_otherwise(stated: StatedDate, person: KnownPerson) -> Iterator[Agreement]:
    """Yield how another day may be ours: as a paper of the State has it, or by another calendar."""
    if any(stated.earliest_on == day.earliest_on for day in person.stated_births):
        yield Agreement(kind="born-stated", row=stated.edtf, ours=stated.edtf)
    elif person.born is not None and person.born.is_exact:
        apart = abs((stated.earliest_on - person.born.earliest_on).days)
        if apart <= LUNAR_DAYS:
            yield Agreement(kind="born-calendar", row=stated.edtf, ours=person.born.edtf)


def _differences(row: RegisterEntry, row_words: _RowWords, person: KnownPerson) -> Iterator[RowDifference]:
    years, born = row.birth_years, person.born
    if years and born:
        is_before = years[1] + _YEARS_APART < born.earliest_on.year
        is_after = born.latest_on.year + _YEARS_APART < years[0]
        if is_before or is_after:
            stated = row.born.edtf if row.born else f"{years[0]}/{years[1]}"
            yield RowDifference(kind="born", row=stated, ours=born.edtf)
    if row_words.sex and person.sex and row_words.sex != person.sex:
        yield RowDifference(kind="sex", row=row.sex, ours=person.sex)


def _is_near(row: RegisterEntry, person: KnownPerson) -> bool:
    """Return whether two births that differ may be one that somebody noted wrongly."""
    years, born = row.birth_years, person.born
    if years is None or born is None:
        return False
    is_near = born.earliest_on.year - years[1] <= NEAR_YEARS and years[0] - born.latest_on.year <= NEAR_YEARS
    return is_near or (years[0] == years[1] and _is_misread(years[0], born.earliest_on.year))


def _is_misread(year: int, ours: int) -> bool:
    """Return whether two years differ in one of their last two figures, or in the order of these."""
    first, second = str(year), str(ours)
    if len(first) != len(second) or first[:2] != second[:2]:
        return False
    return first[2] == second[2] or first[3] == second[3] or first[2:] == second[:1:-1]


def _is_charge(stated: str, ours: str) -> bool:
    """Return whether a charge is that of ours: the same article, or one within the other's words."""
    articles = set(_ARTICLE.findall(stated)) & set(_ARTICLE.findall(ours))
    if articles:
        return True
    first, second = (simplified(text).casefold().strip() for text in (stated, ours))
    shorter, longer = sorted((first, second), key=len)
    least = 2 if has_han(shorter) else _MIN_CHARGE
    return len(shorter) >= least and shorter in longer
