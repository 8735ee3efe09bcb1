"""What the compared papers of a case say of its people: names as papers misspell them, numbers, days.

SECURITY: a copy hides the names on record. A warrant that misspells one by a letter says it all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casebook.domain.case.case import Case
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.person.person import Person
from casebook.domain.request.compared_paper import ComparedPaper, PaperParticular, ParticularKind
from casebook.language.match import NameQuery, forms
from casebook.services.base import record
from casebook.services.base.session import Session

FACTS: Mapping[ParticularKind, FactKind | None] = {
    "name": "name",
    "sex": None,
    "birth": "birth-date",
    "nationality": None,
    "passport": "paper",
    "citizen-number": "paper",
    "credit-code": "paper",
    "address": "place",
    "act": "date",
    "article": None,
    "amount": None,
    "count": None,
    "authority": None,
    "number": "case-number",
    "court-number": "case-number",
    "interpol-number": "case-number",
    "issued": "date",
    "arrest": "date",
}
"""What each kind of particular identifies; None where a copy may say it."""


def names_in_papers(session: Session, case: Case, people: Sequence[Person]) -> dict[str, tuple[str, ...]]:
    """Return the names that papers give, by the ID of the client who is likest; the first where none is.

    Args:
        session: the open vault.
        case: of the papers.
        people: its clients.
    """
    names: dict[str, tuple[str, ...]] = {}
    for one in _particulars(session, case):
        if one.kind == "name" and people:
            person = max(people, key=lambda person, text=one.text: _likeness(text, person))  # type: ignore[misc]
            names[person.id] = (*names.get(person.id, ()), one.text)
    return names


def facts_in_papers(session: Session, case: Case) -> Iterator[KnownFact]:
    """Yield numbers, addresses and days as the papers of a case have them."""
    for one in _particulars(session, case):
        kind = FACTS[one.kind]
        if kind is None or kind == "name":
            continue
        if one.on is not None:
            yield KnownFact(kind=kind, value=one.on)
        else:
            yield KnownFact(kind=kind, value=one.text)


def _particulars(session: Session, case: Case) -> Iterable[PaperParticular]:
    return (one for paper in record.of_case(session, ComparedPaper, case.id) for one in paper.particulars)


def _likeness(text: str, person: Person) -> float:
    query = NameQuery(text)
    return max((query.best(forms(name.text)).score for name in person.names), default=0.0)
