"""The values of a case that a field of a form can take, by key.

Names are never split into family and given name, which no record says: a form that wants both is given the
first or last word, chosen by whoever points at the field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.proceeding import Proceeding, chains, chosen_from, only_running
from casebook.domain.dossier.official_form import DayFormat
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import IdentityDocument, Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.person import person, role

Value = str | StatedDate | date | None
_HAN = frozenset({"Hans", "Hant"})
_EMAIL = frozenset({"e-mail", "email", "mail"})
_TELEPHONE = frozenset({"telephone", "phone", "mobile", "tel"})
_ADDRESS = frozenset({"address", "post", "postal address"})
_FORMATS: Mapping[DayFormat, str] = {
    "iso": "%Y-%m-%d",
    "day-first": "%d/%m/%Y",
    "month-first": "%m/%d/%Y",
    "day": "%d",
    "month": "%m",
    "year": "%Y",
}


@entity
class FormSubject:
    """What a form is filled in from.

    Attributes:
        client: the first client of the case, or None.
        proceeding: the one chosen, or the only one running that is no asylum claim, or None.
        proceedings: of the case, each before its appeals.
        counsel, interpreter: the first contact with that role, or None.
        today: the day.
        words: of the form's language.
    """

    case: Case
    client: Person | None
    proceeding: Proceeding | None
    proceedings: tuple[Proceeding, ...]
    counsel: Contact | None
    interpreter: Contact | None
    today: date
    words: Translator


def subject_of(session: Session, case_id: str, language: str, proceeding_id: str = "") -> FormSubject:
    """Return what a form is filled in from.

    Raises:
        NotFound: there is no such case.
        InvalidInput: the proceeding chosen is none of the case.
    """
    case = record.find(session, Case, case_id)
    clients = person.clients_of(session, case)
    ordered = chains(record.of_case(session, Proceeding, case_id))
    proceedings = tuple(one for chain in ordered for one in chain)
    contacts = {part.role.kind: part.contact for part in reversed(role.of_case(session, case_id))}
    return FormSubject(
        case=case,
        client=clients[0] if clients else None,
        proceeding=chosen_from(proceedings, proceeding_id) if proceeding_id else only_running(proceedings),
        proceedings=proceedings,
        counsel=contacts.get("counsel"),
        interpreter=contacts.get("interpreter"),
        today=session.clock().date(),
        words=Translator(language),
    )


def value_of(subject: FormSubject, key: str, day_format: DayFormat = "") -> str:
    """Return a value as text, or "" where it is not recorded or there is no such key.

    A date that is not known to the day has no digits to write: it stands in words, or not at all where a
    form wants one of its parts.
    """
    known = SOURCES.get(key)
    value = known[1](subject) if known else None
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, StatedDate):
        if not day_format:
            return in_words(value, subject.words)
        if not value.is_exact:
            return ""
        value = value.earliest_on
    return value.strftime(_FORMATS[day_format]) if day_format else subject.words.format_date(value)


def is_day(key: str) -> bool:
    """Return whether a value is a date."""
    return key in _DAYS


def _of_client(get: Callable[[Person, Translator], Value]) -> Callable[[FormSubject], Value]:
    return lambda subject: get(subject.client, subject.words) if subject.client else None


def _of_proceeding(get: Callable[[Proceeding], Value]) -> Callable[[FormSubject], Value]:
    return lambda subject: get(subject.proceeding) if subject.proceeding else None


def _of_paper(get: Callable[[IdentityDocument], Value]) -> Callable[[FormSubject], Value]:
    return _of_client(lambda client, _: get(client.papers[0]) if client.papers else None)


def _of_contact(
    which: Callable[[FormSubject], Contact | None], get: Callable[[Contact], Value]
) -> Callable[[FormSubject], Value]:
    def value(subject: FormSubject) -> Value:
        contact = which(subject)
        return get(contact) if contact else None

    return value


def _counsel(get: Callable[[Contact], Value]) -> Callable[[FormSubject], Value]:
    return _of_contact(lambda subject: subject.counsel, get)


def _channel(contact: Contact, kinds: Iterable[str]) -> str:
    wanted = set(kinds)
    return next((one.address for one in contact.channels if one.kind.strip().casefold() in wanted), "")


def _chinese(client: Person) -> str:
    return next((name.text for name in client.names if name.script in _HAN), "")


def _joined(names: Iterable[str]) -> str:
    return ", ".join(filter(None, names))


SOURCES: Mapping[str, tuple[Message, Callable[[FormSubject], Value]]] = {
    "client.name": (Message("Client: name"), _of_client(lambda client, _: client.leading_name)),
    "client.name.first-word": (
        Message("Client: first word of the name"),
        _of_client(lambda client, _: client.leading_name.partition(" ")[0]),
    ),
    "client.name.after-first-word": (
        Message("Client: name without its first word"),
        _of_client(lambda client, _: client.leading_name.partition(" ")[2]),
    ),
    "client.name.last-word": (
        Message("Client: last word of the name"),
        _of_client(lambda client, _: client.leading_name.rpartition(" ")[2]),
    ),
    "client.name.before-last-word": (
        Message("Client: name without its last word"),
        _of_client(lambda client, _: client.leading_name.rpartition(" ")[0]),
    ),
    "client.name.chinese": (
        Message("Client: name in Chinese"),
        _of_client(lambda client, _: _chinese(client)),
    ),
    "client.other-names": (
        Message("Client: other names"),
        _of_client(
            lambda client, _: _joined(name.text for name in client.names if name.text != client.leading_name)
        ),
    ),
    "client.born": (Message("Client: date of birth"), _of_client(lambda client, _: client.born)),
    "client.birth-place": (
        Message("Client: place of birth"),
        _of_client(lambda client, _: client.birth_place),
    ),
    "client.nationality": (
        Message("Client: nationality"),
        _of_client(lambda client, words: _joined(map(words.territory_name, client.nationalities))),
    ),
    "client.ethnicity": (Message("Client: ethnicity"), _of_client(lambda client, _: client.ethnicity)),
    "client.religion": (Message("Client: religion"), _of_client(lambda client, _: client.religion)),
    "client.languages": (
        Message("Client: languages"),
        _of_client(lambda client, words: _joined(map(words.language_name, client.languages))),
    ),
    "client.whereabouts": (Message("Client: whereabouts"), _of_client(lambda client, _: client.whereabouts)),
    "client.paper.kind": (Message("Client: identity document, type"), _of_paper(lambda paper: paper.kind)),
    "client.paper.number": (
        Message("Client: identity document, number"),
        _of_paper(lambda paper: paper.number),
    ),
    "client.paper.issuer": (
        Message("Client: identity document, issued by"),
        _of_paper(lambda paper: paper.issuer),
    ),
    "client.paper.expires": (
        Message("Client: identity document, valid until"),
        _of_paper(lambda paper: paper.expires),
    ),
    "proceeding.forum": (Message("Proceeding: court or body"), _of_proceeding(lambda one: one.forum)),
    "proceeding.number": (Message("Proceeding: number"), _of_proceeding(lambda one: one.number)),
    "proceeding.requested-by": (
        Message("Proceeding: requested by"),
        _of_proceeding(lambda one: one.requested_by),
    ),
    "proceeding.offence": (Message("Proceeding: alleged offence"), _of_proceeding(lambda one: one.offence)),
    "counsel.name": (Message("Counsel: name"), _counsel(lambda contact: contact.name)),
    "counsel.body": (Message("Counsel: firm"), _counsel(lambda contact: contact.body)),
    "counsel.email": (Message("Counsel: email"), _counsel(lambda contact: _channel(contact, _EMAIL))),
    "counsel.telephone": (
        Message("Counsel: telephone"),
        _counsel(lambda contact: _channel(contact, _TELEPHONE)),
    ),
    "counsel.address": (Message("Counsel: address"), _counsel(lambda contact: _channel(contact, _ADDRESS))),
    "interpreter.name": (
        Message("Interpreter: name"),
        _of_contact(lambda subject: subject.interpreter, lambda contact: contact.name),
    ),
    "case.reference": (Message("Case: reference"), lambda subject: subject.case.reference),
    "case.country": (
        Message("Case: country"),
        lambda subject: subject.words.territory_name(subject.case.jurisdiction.partition("-")[0]),
    ),
    "today": (Message("Today"), lambda subject: subject.today),
}
"""Title and value by key; the keys are kept in casebooks and never change their meaning."""
_DAYS = frozenset({"client.born", "client.paper.expires", "today"})
