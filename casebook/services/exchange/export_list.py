"""Export of people and contacts as tables that can be imported again, and of contacts as vCards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.formats.contact_file import write_contacts
from casebook.formats.table import write_table
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import record
from casebook.services.base.export import put
from casebook.services.base.session import Session
from casebook.services.exchange import import_contact, import_person

CARDS, TABLE = ".vcf", ".csv"
_MANY = "; "


def save_table(target: Path | SaveTarget, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write any table as CSV that spreadsheets open; no cell is run as a formula.

    Raises:
        InvalidInput: the folder is not there.
        Refused: the target lies inside a vault.
        DiskProblem: the disk refuses.
    """
    _save(target, write_table(head, rows))


def save_people(session: Session, target: Path | SaveTarget) -> int:
    """Write all people as a table with the headings that import recognises; returns their number.

    Raises:
        InvalidInput: the folder is not there.
        Refused: the target lies inside a vault.
        DiskProblem: the disk refuses.
    """
    people = record.every(session, Person)
    fields = [field for field in import_person.FIELDS if field.key in _PERSON]
    head = [field.title for field in fields]
    save_table(target, head, ([_PERSON[field.key](one) for field in fields] for one in people))
    return len(people)


def save_contacts(session: Session, target: Path | SaveTarget) -> int:
    """Write all contacts, as vCards or as a table depending on the file extension; returns their number.

    Vetting stays here: whom the office trusts is nobody else's matter.

    Raises:
        InvalidInput: the name ends in neither, or the folder is not there.
        Refused: the target lies inside a vault.
        DiskProblem: the disk refuses.
    """
    contacts = record.every(session, Contact)
    ending = Path(target.name).suffix.lower()
    if ending == CARDS:
        _save(target, write_contacts(contacts))
    elif ending == TABLE:
        fields = [field for field in import_contact.FIELDS if field.key in _CONTACT]
        head = [field.title for field in fields]
        save_table(target, head, ([_CONTACT[field.key](one) for field in fields] for one in contacts))
    else:
        raise InvalidInput(
            "The file name does not end in .csv or .vcf.",
            field="out",
            remedy="Choose a file name ending in .csv or .vcf.",
        )
    return len(contacts)


def _save(target: Path | SaveTarget, data: bytes) -> None:
    put(data, target)


def _legal(person: Person) -> list[str]:
    return [name.text for name in person.names if name.kind != "alias"]


_PERSON: dict[str, Callable[[Person], str]] = {
    "name": lambda person: next(iter(_legal(person)), person.leading_name),
    "other_name": lambda person: _MANY.join(_legal(person)[1:]),
    "alias": lambda person: _MANY.join(name.text for name in person.names if name.kind == "alias"),
    "born": lambda person: (person.born.words or person.born.edtf) if person.born else "",
    "sex": lambda person: person.sex,
    "birth_place": lambda person: person.birth_place,
    "nationality": lambda person: _MANY.join(person.nationalities),
    "ethnicity": lambda person: person.ethnicity,
    "religion": lambda person: person.religion,
    "language": lambda person: _MANY.join(person.languages),
    "paper": lambda person: _MANY.join(paper.number for paper in person.papers if paper.number),
    "whereabouts": lambda person: person.whereabouts,
    "safe_contact": lambda person: person.safe_contact,
}


def _reached(contact: Contact, kind: str) -> str:
    between = "\n" if kind == "address" else _MANY
    return between.join(channel.address for channel in contact.channels if channel.kind.casefold() == kind)


_PLAIN = {"telephone", "fax", "e-mail", "signal", "website", "address"}
"""Channels with a column of their own."""
_CONTACT: dict[str, Callable[[Contact], str]] = {
    "name": lambda contact: contact.name,
    "body": lambda contact: contact.body,
    "position": lambda _: "",
    "kind": lambda contact: contact.kind,
    "telephone": lambda contact: _reached(contact, "telephone"),
    "email": lambda contact: _reached(contact, "e-mail"),
    "fax": lambda contact: _reached(contact, "fax"),
    "signal": lambda contact: _reached(contact, "signal"),
    "messenger": lambda contact: _MANY.join(
        f"{channel.kind}:{channel.address}"
        for channel in contact.channels
        if channel.kind.casefold() not in _PLAIN
    ),
    "website": lambda contact: _reached(contact, "website"),
    "address": lambda contact: _reached(contact, "address"),
    "language": lambda contact: _MANY.join(contact.languages),
    "other_name": lambda contact: _MANY.join(contact.other_names),
    "remarks": lambda contact: contact.remarks,
}
