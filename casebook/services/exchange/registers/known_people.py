"""The people of a casebook as registers are compared with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from casebook.domain.base.date import StatedDate
from casebook.domain.case.case import Case, Standing
from casebook.domain.case.fact import Fact
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.domain.request.compared_paper import ComparedPaper
from casebook.language.fold import letters
from casebook.language.hanzi import has_han, simplified
from casebook.language.match import SpellingForm, forms
from casebook.language.place import divisions, place_spellings
from casebook.services.base import record
from casebook.services.base.session import Session

_BETWEEN_PLACES = re.compile(r"[,;，；、/|·]|\s-\s")
_TOO_WIDE = frozenset(map(letters, ("China", "PRC", "中国", "中华人民共和国", "People's Republic of China")))
_MIN_PLACE = 2
_WORD_OF_PLACE = re.compile(
    r"\b(?:province|city|county|prefecture|district|region|town|township|village|autonomous)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, repr=False)
class KnownPerson:
    """A person with what a row can agree with.

    Attributes:
        id: of the person.
        case_ids: the cases whose party the person is, or of whose party a relative.
        standings: the roles in them; "relative" of one who is only related to a party.
        names: as stated.
        forms: every form of each name.
        born: as stated, or None.
        sex: as stated, or "".
        places: folded names of places, in every spelling known.
        days: exact days of facts and incidents of the cases.
        charges: what the requesting State alleges, as worded, and its article.
        numbers: of identity documents, without signs.
        stated_births: other days of birth, as confirmed papers of the State give them.
    """

    id: str
    case_ids: tuple[str, ...]
    standings: tuple[Standing, ...]
    names: tuple[str, ...]
    forms: tuple[tuple[str, SpellingForm], ...]
    born: StatedDate | None
    sex: str
    places: Mapping[str, str]
    days: frozenset[date]
    charges: tuple[str, ...]
    numbers: frozenset[str]
    stated_births: tuple[StatedDate, ...] = ()


@dataclass(slots=True, repr=False)
class _OfCases:
    """What the cases say of their parties."""

    standings: dict[str, list[tuple[str, Standing]]] = field(default_factory=dict)
    days: dict[str, set[date]] = field(default_factory=dict)
    charges: dict[str, list[str]] = field(default_factory=dict)
    births: dict[str, list[StatedDate]] = field(default_factory=dict)


def known_people(session: Session, case_id: str = "") -> list[KnownPerson]:
    """Return everybody outside the bin whom registers are compared with.

    Args:
        session: the open vault.
        case_id: only those of this case and their relatives, or "" for all.
    """
    of_cases = _of_cases(session)
    people = [
        person
        for person in record.every(session, Person)
        if not case_id or any(case == case_id for case, _ in of_cases.standings.get(person.id, ()))
    ]
    return [_known(person, of_cases) for person in people]


def _known(person: Person, of_cases: _OfCases) -> KnownPerson:
    standings = of_cases.standings.get(person.id, [])
    case_ids = tuple(dict.fromkeys(case for case, _ in standings))
    names = tuple(dict.fromkeys(name.text for name in person.names if name.text.strip()))
    stated = (person.birth_place, person.whereabouts, *_detailed(person))
    return KnownPerson(
        id=person.id,
        case_ids=case_ids,
        standings=tuple(dict.fromkeys(standing for _, standing in standings)),
        names=names,
        forms=tuple((name, form) for name in names for form in forms(name)),
        born=person.born if person.born and not person.born.is_unknown else None,
        sex=person.sex,
        places={key: text for text in stated if text for key in places_in(text)},
        days=frozenset(day for case in case_ids for day in of_cases.days.get(case, ())),
        charges=tuple(dict.fromkeys(one for case in case_ids for one in of_cases.charges.get(case, ()))),
        numbers=frozenset(filter(None, (plain_number(paper.number) for paper in person.papers))),
        stated_births=tuple(
            dict.fromkeys(
                day
                for case, standing in standings
                if standing == "client"
                for day in of_cases.births.get(case, ())
            )
        ),
    )


def _detailed(person: Person) -> Iterator[str]:
    yield from (detail.text for detail in person.details if detail.kind == "place")


def _of_cases(session: Session) -> _OfCases:
    of_cases = _OfCases()
    for case in record.every(session, Case):
        for party in case.parties:
            of_cases.standings.setdefault(party.person_id, []).append((case.id, party.standing))
    for relation in record.every(session, Relation):
        for one, other in (
            (relation.person_id, relation.other_id),
            (relation.other_id, relation.person_id),
        ):
            for case_id, standing in tuple(of_cases.standings.get(one, ())):
                if standing == "client" and other not in of_cases.standings:
                    of_cases.standings.setdefault(other, []).append((case_id, "relative"))
    _add_alleged(session, of_cases)
    return of_cases


def _add_alleged(session: Session, of_cases: _OfCases) -> None:
    """Add days of facts and incidents, charges, and births as papers of the State give them."""
    dated: Sequence[Fact | Incident] = (
        *record.every(session, Fact),
        *record.every(session, Incident),
    )
    for happened in dated:
        if happened.on.is_exact:
            of_cases.days.setdefault(happened.case_id, set()).add(happened.on.earliest_on)
    for proceeding in record.every(session, Proceeding):
        alleged = filter(None, (proceeding.offence, proceeding.prc_article))
        of_cases.charges.setdefault(proceeding.case_id, []).extend(alleged)
    for paper in record.every(session, ComparedPaper):
        if paper.side == "state":
            of_cases.births.setdefault(paper.case_id, []).extend(_births(paper))


def _births(paper: ComparedPaper) -> Iterator[StatedDate]:
    yield from (one.on for one in paper.confirmed if one.kind == "birth" and one.on and one.on.is_exact)


def places_in(text: str) -> Iterator[str]:
    """Yield the folded names of the places in a text, in every spelling known, without whole countries.

    >>> "kashgar" in set(places_in("新疆喀什地区疏附县")), sorted(places_in("Henan Province, China"))[:1]
    (True, ['henan'])
    """
    for part in _BETWEEN_PLACES.split(text):
        plain = " ".join(_WORD_OF_PLACE.sub(" ", part).split())
        named: Iterable[str] = (*divisions(plain), plain) if has_han(plain) else (plain,)
        for name in named:
            for spelling in (name, *place_spellings(name)):
                key = letters(simplified(spelling))
                if len(key) >= _MIN_PLACE and key not in _TOO_WIDE:
                    yield key


def plain_number(number: str) -> str:
    """Return a number of an identity document without spaces and hyphens, in capitals.

    >>> plain_number("g 1234-567x")
    'G1234567X'
    """
    return re.sub(r"[\s\-./]", "", number).upper()
