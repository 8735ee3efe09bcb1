"""What the records of a case give to the fields of a letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.base.entity import entity
from casebook.domain.base.searched_form import SearchedForms
from casebook.domain.case.assurance import Assurance
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event, EventKind, upcoming
from casebook.domain.case.fact import Fact
from casebook.domain.case.fact_order import in_order
from casebook.domain.case.ground import Ground
from casebook.domain.case.incident import Incident
from casebook.domain.case.outcome import Outcome
from casebook.domain.case.proceeding import Proceeding, chosen_from
from casebook.domain.dossier.letter import LetterKind
from casebook.domain.dossier.letters.letter_file import Values
from casebook.domain.evidence.document import Document, by_mark
from casebook.domain.evidence.statement import Statement
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.language.protection.protection_claim import ClaimTeller, claim_teller
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier.letters.allegation import alleged, rested_on
from casebook.services.dossier.letters.case_course import course_of, with_course
from casebook.services.dossier.letters.letter_counsel import counsel_values
from casebook.services.dossier.letters.letter_grounds import before, ground_rows, harms_of
from casebook.services.dossier.letters.letter_outcome import outcome_lists, outcome_values
from casebook.services.dossier.letters.letter_statement import statement_paragraphs, statement_values
from casebook.services.dossier.letters.letter_text import joined_text, proofs, spoken, with_article
from casebook.services.evidence.document import papers
from casebook.services.library import library
from casebook.services.library.library_query import Cited
from casebook.services.person import person, role
from casebook.services.person.in_china import in_china_of
from casebook.services.person.role import CaseRole


@entity
class LetterRecords:
    """The records of a case that letters draw on.

    Attributes:
        roles: of contacts in the case; those not to be used are left out.
        documents: exhibits that are not privileged.
        papers: every document of the case by its ID, privilege extended to what belongs to a privileged one.
        enclosed: exhibits chosen to go with the letter; no other is named in it.
        statement: the client's own, where there is one and no other, or None.
        cited: the findings that the grounds rest on, by ID.
        in_china: relatives, sources and persons of the case who count as in China.
        people: everybody of the case.
        outcomes: what became of the clients.
        today: the day of the letter.
        searched_forms: how names are looked for, once somebody asked; those of the session.
    """

    case: Case
    clients: tuple[Person, ...]
    proceedings: tuple[Proceeding, ...]
    events: tuple[Event, ...]
    facts: tuple[Fact, ...]
    grounds: tuple[Ground, ...]
    assurances: tuple[Assurance, ...]
    incidents: tuple[Incident, ...]
    roles: tuple[CaseRole, ...]
    documents: tuple[Document, ...]
    today: date
    papers: Mapping[str, Document]
    enclosed: tuple[Document, ...] = ()
    statement: Statement | None = None
    cited: Mapping[str, Cited] = field(default_factory=dict)
    in_china: tuple[Person, ...] = ()
    people: tuple[Person, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    searched_forms: SearchedForms = field(default_factory=SearchedForms)


def records_of(session: Session, case_id: str) -> LetterRecords:
    """Gather the records of a case.

    Raises:
        NotFound: there is no such case.
    """
    case = record.find(session, Case, case_id)
    known = papers(session, case_id)
    statements = [
        one for one in record.of_case(session, Statement, case_id) if one.person_id in case.client_ids
    ]
    listed = [one for one in known.values() if one.exhibit_mark and not one.is_privileged]
    grounds = tuple(record.of_case(session, Ground, case_id))
    clients = tuple(person.clients_of(session, case))
    return LetterRecords(
        case=case,
        clients=clients,
        in_china=in_china_of(session, clients, case),
        people=tuple(person.of_case(session, case)),
        outcomes=tuple(
            one for one in record.of_case(session, Outcome, case_id) if one.person_id in case.client_ids
        ),
        proceedings=tuple(record.of_case(session, Proceeding, case_id)),
        events=tuple(record.of_case(session, Event, case_id)),
        facts=tuple(record.of_case(session, Fact, case_id)),
        grounds=grounds,
        cited=library.cited(session, _findings_of(grounds)),
        assurances=tuple(record.of_case(session, Assurance, case_id)),
        incidents=tuple(record.of_case(session, Incident, case_id)),
        roles=tuple(one for one in role.of_case(session, case_id) if one.vetting != "do-not-use"),
        documents=tuple(sorted(listed, key=by_mark)),
        today=session.clock().date(),
        papers=known,
        statement=statements[0] if len(statements) == 1 else None,
        searched_forms=session.searched_forms,
    )


def teller_of(records: LetterRecords) -> ClaimTeller:
    """Return what says of a text of the case whether it tells of a claim to protection."""
    people = (*records.clients, *records.in_china, *records.people)
    contacts = (one.contact for one in records.roles)
    return claim_teller(records.proceedings, people, contacts, records.searched_forms)


def proceeding_for(records: LetterRecords, kind: LetterKind, proceeding_id: str) -> Proceeding | None:
    """Return the proceeding chosen, else the likeliest: of the kind, still running, the latest.

    An expert is instructed in an asylum proceeding only where that is chosen or there is no other.

    Raises:
        InvalidInput: the one chosen is none of the case.
    """
    if proceeding_id:
        return chosen_from(records.proceedings, proceeding_id)
    wanted = kind.proceeding or ("extradition", "removal", "asylum")
    ranked = [one for name in wanted for one in records.proceedings if one.kind == name]
    if kind.reader == "expert":  # a report states its instructions to whoever reads it
        ranked = [one for one in ranked if one.kind != "asylum"] or ranked
    running = [one for one in ranked if not one.outcome]
    first = next(iter(running or ranked), None)
    same = [one for one in running or ranked if first and one.kind == first.kind]
    return same[-1] if same else None


def addressee_for(records: LetterRecords, kind: LetterKind, contact_id: str) -> Contact | None:
    """Return the contact chosen, else the only one with the role that the kind names; None for a body.

    Where several have that role, or none, nobody is guessed: a letter to the wrong person cannot be recalled.

    Raises:
        InvalidInput: the one chosen has no role in the case, is not to be used, or has no role in which the
            letter is signed.
    """
    contacts = {one.contact.id: one.contact for one in records.roles}
    if contact_id:
        if contact_id not in contacts:
            raise InvalidInput(
                "This contact has no role in the case, or must not be used.",
                field="contact",
                remedy="Add a role for the contact to the case.",
            )
        _require_maker(records, kind, contact_id)
        return contacts[contact_id]
    fitting = {
        one.contact.id: one.contact
        for one in records.roles
        if kind.to
        and one.role.kind == kind.to
        and not (one.role.ends and one.role.ends.latest_on < records.today)
    }
    return next(iter(fitting.values())) if len(fitting) == 1 and not kind.addressee else None


def _require_maker(records: LetterRecords, kind: LetterKind, contact_id: str) -> None:
    roles = {one.role.kind for one in records.roles if one.contact.id == contact_id}
    if kind.makers and roles.isdisjoint(kind.makers):
        raise InvalidInput(
            "This contact does not interpret or translate in the case.",
            field="contact",
            remedy="Choose an interpreter or translator of the case, or add that role.",
        )


def values_of(
    records: LetterRecords,
    kind: LetterKind,
    words: Translator,
    proceeding: Proceeding | None,
    addressee: Contact | None,
) -> Values:
    """Every field by its name, and every list; "" for what is not recorded."""
    return {
        **_lists(records, kind, words),
        **_client(records, words),
        **counsel_values(records.roles, words),
        **_addressee(records, kind, addressee, proceeding, words),
        **_proceeding(records, proceeding, words),
        **_days(records, words),
        **outcome_values(records.outcomes, words),
        **statement_values(
            records.statement, {one.contact.id: one.contact.name for one in records.roles}, words
        ),
        "case.reference": records.case.reference,
        "case.country": words.territory_name(records.case.jurisdiction.partition("-")[0]),
        "letter.date": words.format_date(records.today),
        "letter.title": kind.title,
    }


def _client(records: LetterRecords, words: Translator) -> dict[str, str]:
    clients = records.clients
    first = clients[0] if clients else Person(id="")
    papers = (f"{paper.kind} {paper.number}".strip() for one in clients for paper in one.papers)
    return {
        "client.name": _listed(one.leading_name for one in clients),
        "client.other_names": _listed((name for one in clients for name in one.other_names), "; "),
        "client.spellings": _listed((name for one in clients for name in _spellings(one)), "; "),
        "client.born": in_words(replace(first.born, words=""), words) if first.born else "",
        "client.birth_place": first.birth_place,
        "client.nationality": _listed(_country(code, words) for code in first.nationalities),
        "client.languages": spoken(first.languages, words),
        "client.papers": _listed(papers, "; "),
        "client.whereabouts": first.whereabouts,
        "client.health": first.health,
        "client.vulnerability": first.vulnerability,
    }


def _spellings(client: Person) -> Iterator[str]:
    """Yield every other name and spelling of a client, pen names as such."""
    for name in client.names:
        if name.text != client.leading_name:
            yield f"{name.text} (pen name)" if name.kind == "pen-name" else name.text


def _country(code: str, words: Translator) -> str:
    """A nationality by its code, or as it was stated."""
    return words.territory_name(code) if len(code) == len("CN") and code.isupper() else code


def _addressee(
    records: LetterRecords,
    kind: LetterKind,
    contact: Contact | None,
    proceeding: Proceeding | None,
    words: Translator,
) -> dict[str, str]:
    if contact:
        return {
            "addressee.name": contact.name,
            "addressee.body": contact.body if contact.body != contact.name else "",
            "addressee.languages": spoken(contact.languages, words),
        }
    if kind.reader == "client" and not kind.addressee:
        return {"addressee.name": _listed(one.leading_name for one in records.clients), "addressee.body": ""}
    court = proceeding.forum if proceeding and kind.reader == "court" else ""
    return {"addressee.name": kind.addressee or court, "addressee.body": ""}


def _proceeding(records: LetterRecords, proceeding: Proceeding | None, words: Translator) -> dict[str, str]:
    states = (one.requested_by for one in (proceeding, *records.proceedings) if one and one.requested_by)
    values = {"case.requesting_state": with_article(next(iter(states), ""))}
    if proceeding is None:
        return values
    stage = proceeding.current_stage
    return values | {
        "proceeding.court": proceeding.forum,
        "proceeding.court_in_text": with_article(proceeding.forum),
        "proceeding.number": proceeding.number,
        "proceeding.kind": words(proceeding.kind.replace("-", " ")),
        "proceeding.offence": proceeding.offence,
        "proceeding.article": proceeding.prc_article,
        "proceeding.stage": stage.title if stage else "",
    }


def _days(records: LetterRecords, words: Translator) -> dict[str, str]:
    ended = [
        (stage.ends, one.outcome or stage.outcome)
        for one in records.proceedings
        if one.kind != "asylum"
        for stage in one.stages
        if stage.ends and (one.outcome or stage.outcome)
    ]
    last = max(ended, key=lambda one: one[0].latest_on, default=None)
    begun = [one.stages[0].begins for one in records.proceedings if one.kind == "extradition" and one.stages]
    arrest = _first(records, "arrest") or min(begun, key=lambda on: on.earliest_on, default=None)
    days = {
        "arrest.date": arrest,
        "request.date": _first(records, "request-received"),
        "decision.date": last[0] if last else None,
        "hearing.date": _next(records, "hearing"),
        "removal.date": _next(records, "removal-date"),
    }
    values = {name: in_words(day, words) if day else "" for name, day in days.items()}
    return values | {
        "decision.title": last[1] if last else "",
        "decision.exhibit": _enclosed_decision(records, last[0]) if last else "",
    }


def _enclosed_decision(records: LetterRecords, on: StatedDate) -> str:
    """Return the enclosed court paper of the day of a decision: it is not enclosed a second time."""
    papers = (one for one in records.enclosed if one.kind == "court-paper" and one.dated)
    return next((f"exhibit {one.exhibit_mark}" for one in papers if one.dated == on), "")


def _first(records: LetterRecords, kind: EventKind) -> StatedDate | None:
    return next((one.on for one in records.events if one.kind == kind and one.status == "happened"), None)


def _next(records: LetterRecords, kind: EventKind) -> StatedDate | None:
    of_kind = (one for one in records.events if one.kind == kind)
    coming = (one.on for one in upcoming(of_kind, records.today))
    return next((on for on in coming if not on.is_unknown), None)


def _lists(records: LetterRecords, kind: LetterKind, words: Translator) -> dict[str, list[dict[str, str]]]:
    marks = {one.id: one.exhibit_mark for one in records.enclosed}
    harms = harms_of(kind, records.grounds)
    examined = alleged(records.facts, records.grounds, records.papers)
    harmful = rested_on(harms)
    dated = in_order(records.facts, [one.id for one in sorted(records.papers.values(), key=by_mark)])
    course = course_of(records.events, records.proceedings, records.today)
    stages = [stage for one in records.proceedings for stage in one.stages]
    days = {step.on for step in course} | {day for one in stages for day in (one.begins, one.ends) if day}
    stated = [fact for fact in dated if not harmful or fact.id in harmful or fact.on in days]
    names = {one.id: one.leading_name for one in records.clients}
    return {
        **outcome_lists(records.outcomes, names, marks, words),
        "facts": [_proved(fact, marks, words) for fact in dated],
        "harm_facts": with_course([(fact.on, _proved(fact, marks, words)) for fact in stated], course, words),
        "allegations": [_fact(fact, words) for fact in dated if fact.id in examined],
        "grounds": _grounds(records, kind, before(kind, records.grounds)),
        "harms": _grounds(records, kind, harms),
        "paragraphs": statement_paragraphs(records.statement, records.facts, marks, records.papers),
        "exhibits": [_exhibit(one, words) for one in records.enclosed],
        "assurances": [
            {"date": in_words(one.given_on, words), "by": one.given_by, "text": joined_text(one.text)}
            for one in records.assurances
        ],
        "incidents": [{"date": in_words(one.on, words), "text": one.what} for one in records.incidents],
        "proceedings": [
            {
                "kind": words(one.kind.replace("-", " ")),
                "court": one.forum,
                "number": one.number,
                "outcome": one.outcome,
            }
            for one in records.proceedings
        ],
    }


def _exhibit(one: Document, words: Translator) -> dict[str, str]:
    dated = in_words(one.dated, words) if one.dated else ""
    return {"mark": one.exhibit_mark, "title": one.title, "date": dated}


def _fact(fact: Fact, words: Translator) -> dict[str, str]:
    return {"date": in_words(fact.on, words), "text": fact.statement.removesuffix(".")}


def _proved(fact: Fact, marks: Mapping[str, str], words: Translator) -> dict[str, str]:
    return {**_fact(fact, words), "proof": _listed(proofs(fact.pinpoints, marks), "; ")}


def _findings_of(grounds: Iterable[Ground]) -> set[str]:
    return {one for ground in grounds for proof in ground.proofs for one in proof.finding_ids}


def _grounds(records: LetterRecords, kind: LetterKind, grounds: Iterable[Ground]) -> list[dict[str, str]]:
    return ground_rows(grounds, kind, records.enclosed, records.proceedings, records.cited, records.facts)


def _listed(texts: Iterable[str], sign: str = ", ") -> str:
    return sign.join(dict.fromkeys(text for text in texts if text))
