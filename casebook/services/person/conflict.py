"""The conflict check: whether anyone in a case is known elsewhere by any name or alias."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.role import Role
from casebook.language.fold import without_script
from casebook.services.base.session import Session
from casebook.services.person import similar_names
from casebook.services.person.similar_names import Likely
from casebook.store.case import case as cases
from casebook.store.person import person as people
from casebook.store.registry import table_for


@entity
class KnownRole:
    """What someone is in a case: the role of a person or contact."""

    case_id: str
    reference: str
    standing: str


@entity
class Encounter:
    """A person or contact of the vault.

    Attributes:
        asked: the name that was looked for.
        matched: the name that answers it.
        noun: ``person`` or ``contact``.
        record_id: whose name that is.
        parts: what they are in which cases; the case asked about is left out.
    """

    asked: str
    matched: str
    noun: str
    record_id: str
    parts: tuple[KnownRole, ...]


@entity
class SimilarPerson:
    """Someone with a name similar to one entered, and their roles in cases."""

    likely: Likely
    parts: tuple[KnownRole, ...]


@entity
class _Known:
    """A name of a person or contact of the vault."""

    noun: str
    record_id: str
    name: str


@entity
class _Everybody:
    """Everyone in the vault: by the key of each name, and their roles by case and ID."""

    known: Mapping[str, Sequence[_Known]]
    parts: Mapping[str, Sequence[KnownRole]]


def key(name: str) -> str:
    """Return a name normalised for comparison: no case, diacritics, spaces or signs; simplified characters.

    >>> key("LÍN Zhì-yuǎn") == key("Lin Zhiyuan")
    True
    """
    return "".join(filter(str.isalnum, without_script(name)))


def names_of(record: Person | Contact) -> tuple[str, ...]:
    """Return all names of a person or contact."""
    if isinstance(record, Person):
        return tuple(name.text for name in record.names)
    return (record.name, *record.other_names)


def of_names(session: Session, names: Sequence[str]) -> list[Encounter]:
    """Return everyone in the vault with any of these names, to be checked before accepting a case."""
    return [*_encounters(session, _everybody(session), names, set(), "")]


def of_team(session: Session, text: str) -> list[Encounter]:
    """Return everyone with a name in a comma-separated team list."""
    names = (name.strip() for name in text.replace("，", ",").split(","))
    return of_names(session, [name for name in names if name])


def similar_people(
    session: Session, names: Sequence[str], *, but: str = "", most: int = 4
) -> list[SimilarPerson]:
    """Return everyone in the vault who may have one of these names, and their roles in cases.

    Args:
        session: the open vault.
        names: every name of the one who is entered.
        but: id of the record being changed, or "".
        most: so many at most.
    """
    candidates = similar_names.find(session, names, but=but)[:most]
    known = {one.record_id: one.parts for one in of_names(session, names)} if candidates else {}
    return [SimilarPerson(likely=likely, parts=known.get(likely.id, ())) for likely in candidates]


def of_record(
    session: Session, kind: type[Person | Contact], record_id: str, case_id: str
) -> list[Encounter]:
    """Return the roles of a person or contact in other cases, and everyone else with the same name.

    Raises:
        NotFound: there is no such record.
    """
    with session.store.reading() as connection:
        record = table_for(kind).find(connection, record_id)
    return [*_encounters(session, _everybody(session), names_of(record), {record_id}, case_id)]


def of_case(session: Session, case_id: str) -> list[Encounter]:
    """Return everyone of a case, its parties, contacts and team, who is known elsewhere.

    Somebody who has no part but in this case is no encounter; two records with one name are.

    Raises:
        NotFound: there is no such case.
    """
    with session.store.reading() as connection:
        case = table_for(Case).find(connection, case_id)
        parties = table_for(Person).some(connection, {party.person_id for party in case.parties})
        roles = table_for(Role).of_case(connection, case_id)
        contacts = table_for(Contact).some(connection, {role.contact_id for role in roles})
    everybody, encounters = _everybody(session), list[Encounter]()
    own: list[Person | Contact] = [*parties.values(), *contacts.values()]
    for record in own:
        encounters += _encounters(session, everybody, names_of(record), {record.id}, case_id)
    encounters += _encounters(session, everybody, case.team, set(contacts), case_id)
    distinct = {(one.noun, one.record_id, one.matched): one for one in encounters}
    return list(distinct.values())


def _encounters(
    session: Session, everybody: _Everybody, names: Sequence[str], own: set[str], case_id: str
) -> Iterator[Encounter]:
    seen: set[str] = set()
    for name in names:
        for one in _bearers(session, everybody, name) if key(name) else ():
            parts = everybody.parts.get(one.record_id, ())
            elsewhere = tuple(part for part in parts if part.case_id != case_id)
            if one.record_id in seen or (one.record_id in own and not elsewhere):
                continue
            seen.add(one.record_id)
            yield Encounter(
                asked=name, matched=one.name, noun=one.noun, record_id=one.record_id, parts=elsewhere
            )


def _bearers(session: Session, everybody: _Everybody, name: str) -> Iterator[_Known]:
    """Yield everyone with a name: spelled the same, then in another script or spelling."""
    yield from everybody.known.get(key(name), ())
    for one in similar_names.find(session, [name]):
        yield _Known(noun=one.noun, record_id=one.id, name=one.form_of)


def _everybody(session: Session) -> _Everybody:
    return _Everybody(known=_known(session), parts=_parts(session))


def _known(session: Session) -> Mapping[str, list[_Known]]:
    """Return everyone in the vault by the key of each name."""
    with session.store.reading() as connection:
        borne = [("person", person_id, name) for person_id, name in people.names(connection)]
        for contact in table_for(Contact).all(connection):
            borne += [("contact", contact.id, name) for name in names_of(contact)]
    known: dict[str, list[_Known]] = defaultdict(list)
    for noun, record_id, name in borne:
        known[key(name)].append(_Known(noun=noun, record_id=record_id, name=name))
    return known


def _parts(session: Session) -> Mapping[str, list[KnownRole]]:
    """Return everyone's roles by case."""
    with session.store.reading() as connection:
        parties = cases.parties(connection)
        roles = table_for(Role).all(connection)
        references = cases.references(connection, (role.case_id for role in roles))
    parts: dict[str, list[KnownRole]] = defaultdict(list)
    for person_id, case_id, reference, standing in parties:
        parts[person_id].append(KnownRole(case_id=case_id, reference=reference, standing=standing))
    for role in roles:
        if role.case_id in references:
            reference = references[role.case_id]
            parts[role.contact_id].append(
                KnownRole(case_id=role.case_id, reference=reference, standing=role.kind)
            )
    return parts
