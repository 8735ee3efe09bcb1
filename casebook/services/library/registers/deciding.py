"""What a person decides of a match: that it is the person, which makes a finding of it, or another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from casebook.base.errors import InvalidInput, Refused
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Account, Fact
from casebook.domain.exchange.registers.register_row import guessed, row_of
from casebook.domain.library.register_match import MatchState, RegisterMatch, check_register_match
from casebook.domain.library.registers.register import ABSENCE, OWN_LIST, PublicRegister
from casebook.domain.library.source import Source, SourceType
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation, whereabouts_of
from casebook.language.whereabouts import is_in_china
from casebook.packs.library.register import read_registers
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library.registers.register_words import reasons
from casebook.store.library import register_match as stored
from casebook.store.registry import table_for

_OFFICIAL = frozenset({"cecc-ppd", "dishonest", "interpol-public", "opensanctions-red", "hundred-red"})
"""Registers that a government or an international organisation publishes."""


@entity
class MatchRow:
    """A match in a list.

    Attributes:
        id: of the match.
        match: itself.
        name: of the person.
        cases: references of the cases whose party the person is, and their IDs.
        others: titles of other registers in which the person was confirmed.
        in_china: IDs of those of the cases for which the person counts as in China.
        lost_fact_ids: facts of a confirmation that are in the bin, or gone.
    """

    id: str
    match: RegisterMatch
    name: str
    cases: tuple[tuple[str, str], ...]
    others: tuple[str, ...]
    in_china: tuple[str, ...] = ()
    lost_fact_ids: tuple[str, ...] = ()


def rows(session: Session, state: MatchState | None = None) -> list[MatchRow]:
    """Return the matches outside the bin, those to be decided first, then by score."""
    with session.store.reading() as connection:
        matches = table_for(RegisterMatch).all(connection)
        people = table_for(Person).some(connection, {one.person_id for one in matches})
        cases = table_for(Case).all(connection)
        made = {fact_id for one in matches for fact_id in one.fact_ids}
        facts = set(table_for(Fact).some(connection, made))
    wanted = {one.person_id for one in matches if one.state == "open"}
    exposed = {case.id: _exposed(session, case, wanted & _parties(case)) for case in cases}
    by_person = _cases_by_person(cases)
    confirmed: dict[str, list[RegisterMatch]] = {}
    for one in matches:
        if one.state == "confirmed":
            confirmed.setdefault(one.person_id, []).append(one)
    listed = [
        MatchRow(
            id=one.id,
            match=one,
            name=people[one.person_id].leading_name if one.person_id in people else "",
            cases=tuple(by_person.get(one.person_id, ())),
            others=tuple(
                dict.fromkeys(
                    other.register_title
                    for other in confirmed.get(one.person_id, ())
                    if other.register_title != one.register_title
                )
            ),
            in_china=tuple(case_id for case_id, people_ in exposed.items() if one.person_id in people_),
            lost_fact_ids=tuple(fact_id for fact_id in one.fact_ids if fact_id not in facts),
        )
        for one in matches
        if state is None or one.state == state
    ]
    order = ("open", "confirmed", "dismissed")
    return sorted(listed, key=lambda row: (order.index(row.match.state), -row.match.score, row.id))


def names(session: Session, matches: Iterable[RegisterMatch]) -> dict[str, str]:
    """Return the names of the people whom matches may be about, by ID; kept or not."""
    with session.store.reading() as connection:
        people = table_for(Person).some(connection, {one.person_id for one in matches})
    return {id_: person.leading_name for id_, person in people.items()}


def counts(session: Session) -> dict[str, int]:
    """Return how many matches are in each state."""
    with session.store.reading() as connection:
        return stored.by_state(connection)


def register_of(match: RegisterMatch) -> PublicRegister | None:
    """Return the register of a match; None of a list of the office's own."""
    return next((one for one in read_registers().registers if one.id == match.register_id), None)


def confirm(
    session: Session,
    match_id: str,
    *,
    case_id: str = "",
    why: str = "",
    retrieved_on: date | None = None,
    with_fact: bool | None = None,
    words: Translator | None = None,
) -> RegisterMatch:
    """Decide that a row is about the person: it becomes a fact of the case, and its register a source.

    Args:
        session: the open vault.
        match_id: of the match.
        case_id: the case that it is a finding of; needed where the person has several.
        why: the reason, needed where fewer than three points agree.
        retrieved_on: the day the file was got, where it was not stated before.
        with_fact: make the fact, which names the person in the chronology; it must be stated of somebody who
            counts as in China, since filed copies print facts. None makes it of anybody else.
        words: the language of the fact; None for English.

    Raises:
        NotFound: there is no such match or case.
        Refused: somebody decided it before.
        InvalidInput: a reason or the case is missing, or `with_fact` is not stated of somebody in China.
    """
    seen = _open(session, match_id)
    words = words or Translator()
    case_id = _case_of(session, seen, case_id)
    if with_fact is None and case_id:
        _refuse_exposing(session, seen.person_id, record.find(session, Case, case_id))
    confirmed = replace(
        seen,
        state="confirmed",
        case_id=case_id,
        why=why.strip(),
        retrieved_on=retrieved_on or seen.retrieved_on,
        decided_on=session.clock().date(),
        decided_by=session.who,
    )
    check_register_match(confirmed)
    person = record.find(session, Person, seen.person_id)
    source = _source_of(session, confirmed)
    fact = _fact_of(session, confirmed, person, words) if case_id and with_fact is not False else None
    done = replace(confirmed, source_id=source.id, fact_ids=(fact.id,) if fact else ())
    with session.store.write("register-match.confirm") as transaction:
        if table_for(Source).some(transaction.connection, [source.id]).get(source.id) is None:
            transaction.add(source)
        if fact is not None:
            transaction.add(fact)
        record.replace_seen(transaction, seen, done)
    return done


def dismiss(session: Session, match_id: str, why: str = "") -> RegisterMatch:
    """Decide that a row is about another person; it is not shown again for this one.

    Raises:
        NotFound: there is no such match.
        Refused: somebody decided it before.
    """
    seen = _open(session, match_id)
    done = replace(
        seen,
        state="dismissed",
        why=why.strip(),
        decided_on=session.clock().date(),
        decided_by=session.who,
    )
    return record.change(session, done, seen=seen)


def reopen(session: Session, match_id: str) -> RegisterMatch:
    """Take a decision back; the fact that a confirmation made goes to the bin.

    Raises:
        NotFound: there is no such match.
    """
    seen = record.find(session, RegisterMatch, match_id)
    if seen.state == "open":
        return seen
    done = replace(
        seen, state="open", case_id="", why="", decided_on=None, decided_by="", source_id="", fact_ids=()
    )
    with session.store.write("register-match.reopen") as transaction:
        for fact_id in table_for(Fact).some(transaction.connection, seen.fact_ids):
            transaction.move_to_bin(Fact, fact_id)
        record.replace_seen(transaction, seen, done)
    return done


def _open(session: Session, match_id: str) -> RegisterMatch:
    seen = record.find(session, RegisterMatch, match_id)
    if seen.state != "open":
        raise Refused("This match was decided before.", remedy="Take the decision back first.")
    return seen


def _cases_by_person(cases: Sequence[Case]) -> dict[str, list[tuple[str, str]]]:
    """Return IDs and references of the cases of each party, those first whose client they are."""
    by_person: dict[str, list[tuple[str, str]]] = {}
    for case in cases:
        for person_id in case.client_ids:
            by_person.setdefault(person_id, []).append((case.id, case.reference))
    for case in cases:
        for person_id in _parties(case) - {*case.client_ids}:
            by_person.setdefault(person_id, []).append((case.id, case.reference))
    return by_person


def _parties(case: Case) -> set[str]:
    return {party.person_id for party in case.parties}


def _exposed(session: Session, case: Case, people: set[str]) -> set[str]:
    """Return those of some people, by ID, who are no clients of a case and count as in China."""
    other_ids = people - {*case.client_ids}
    if not other_ids:
        return set()
    with session.store.reading() as connection:
        others = table_for(Person).some(connection, other_ids)
    relations = record.every(session, Relation)
    return {id_ for id_, one in others.items() if is_in_china(whereabouts_of(one, relations))}


def _refuse_exposing(session: Session, person_id: str, case: Case) -> None:
    """Refuse to name somebody in China in the chronology unasked.

    Raises:
        InvalidInput: the person counts as there.
    """
    if _exposed(session, case, {person_id}):
        raise InvalidInput(
            "The fact would name someone who counts as in China, and filed copies print facts. Nothing was "
            "decided.",
            field="fact",
            remedy="State whether the fact is to be made (--fact yes), or the match confirmed without one "
            "(--fact no). Read first what the person consented to.",
        )


def _case_of(session: Session, match: RegisterMatch, case_id: str) -> str:
    """Return the case of a confirmation.

    Raises:
        NotFound: there is no such case.
        InvalidInput: it is not a case of the person, or the person has several.
    """
    with session.store.reading() as connection:
        cases = [
            case
            for case in table_for(Case).all(connection)
            if any(party.person_id == match.person_id for party in case.parties)
        ]
    if case_id:
        record.find(session, Case, case_id)
        if cases and case_id not in {case.id for case in cases}:
            raise InvalidInput(
                "The person is not a party of this case.",
                field="case",
                remedy=Message("Choose from {names}.", names=tuple(case.reference for case in cases)),
            )
        return case_id
    if len(cases) > 1:
        raise InvalidInput(
            "The person is a party of several cases.",
            field="case",
            remedy=Message("Choose from {names}.", names=tuple(case.reference for case in cases)),
        )
    return cases[0].id if cases else ""


def _source_of(session: Session, match: RegisterMatch) -> Source:
    """Return the source of a register: that of an earlier confirmation, or a new one."""
    register = register_of(match)
    title = match.register_title
    held = [one for one in record.every(session, Source) if not one.pack and one.title == title]
    if held:
        return held[0]
    reliability = [register.reliability, register.caution] if register else []
    return Source(
        id=session.ids(),
        title=title,
        author=register.publisher if register else "",
        body=register.publisher if register else "",
        type=_type_of(register),
        url=register.url if register else "",
        reliability=" ".join((*filter(None, reliability), ABSENCE)),
        access=register.access if register else "",
        accessed_on=match.retrieved_on,
        reading_level="document",
        checked_on=session.clock().date(),
    )


def _type_of(register: PublicRegister | None) -> SourceType:
    if register is None or register.id == OWN_LIST:
        return "expert"
    return "government-report" if register.id in _OFFICIAL else "ngo-report"


def _fact_of(session: Session, match: RegisterMatch, person: Person, words: Translator) -> Fact:
    """Return the fact that a confirmed match is: what the register states, and how it was found."""
    copy_on = match.retrieved_on or match.matched_on
    number = words("record {key}", key=match.key) if match.key else words("line {line}", line=match.line)
    statement = words(
        "{register} ({number}; copy of {day}) lists a person who agrees with {name} in: "
        "{reasons}. Both were compared on {decided}.",
        register=match.register_title,
        number=number,
        day=words.format_date(copy_on),
        name=person.leading_name,
        reasons=reasons(match, words),
        decided=words.format_date(match.decided_on or match.matched_on),
    )
    meant = guessed(tuple(cell.column for cell in match.cells))
    stated = "; ".join(  # an address leads to the person in a copy that hides the name
        f"{cell.column}: {cell.text}" for cell in match.cells if meant.get(cell.column) != "link"
    )
    return Fact(
        id=session.ids(),
        case_id=match.case_id,
        statement=statement,
        on=_day_of(match) or StatedDate(edtf=copy_on.isoformat()),
        accounts=(Account(stated_by=match.register_title, words=stated),),
    )


def _day_of(match: RegisterMatch) -> StatedDate | None:
    """Return the day of detention that the row states, or None."""
    head = tuple(cell.column for cell in match.cells)
    row = row_of(match.line, head, tuple(cell.text for cell in match.cells), guessed(head))
    return row.detained_on
