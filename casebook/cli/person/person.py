"""``person join``, and lists of people: of the vault, or with a role in one case."""

from __future__ import annotations

from pathlib import Path

from casebook.cli.base.answer import answer
from casebook.cli.base.session import reading, unlocked
from casebook.cli.case.record import answer_rows, tagged
from casebook.domain.base.field import read
from casebook.domain.case.case import Standing
from casebook.domain.person.contact import Contact
from casebook.domain.person.relation import Relation
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.person import person, role


def join(
    *,
    vault: Path,
    record_id: str,
    case_name: str,
    standing: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    kind: Standing = read(Standing, standing, "standing")
    with unlocked(vault, passphrase_file) as session:
        joined = person.join(session, record_id, case.named(session, case_name).id, kind)
    answer(joined, f"They are {standing} in {joined.reference}.", json_wanted=json)


def list_persons(
    *,
    noun: str,
    vault: Path,
    of_case: str,
    tags: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with reading(vault, passphrase_file) as session:
        rows = person.rows(session)
        if of_case:
            parties = _parties(session, of_case)
            rows = [row for row in rows if row.id in parties]
    answer_rows(noun, tagged(rows, tags), is_filtered=bool(of_case or tags), json_wanted=json)


def list_relations(*, noun: str, vault: Path, of_case: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        rows = record.every(session, Relation)
        if of_case:
            parties = _parties(session, of_case)
            rows = [row for row in rows if row.person_id in parties]
    answer_rows(noun, rows, is_filtered=bool(of_case), json_wanted=json)


def list_contacts(
    *,
    noun: str,
    vault: Path,
    of_case: str,
    tags: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    with reading(vault, passphrase_file) as session:
        if of_case:
            rows = role.contacts_of(session, case.named(session, of_case).id)
        else:
            rows = record.every(session, Contact)
    answer_rows(noun, tagged(rows, tags), is_filtered=bool(of_case or tags), json_wanted=json)


def _parties(session: Session, of_case: str) -> set[str]:
    """Return the IDs of the persons with a role in a case."""
    return {party.person_id for party in case.named(session, of_case).parties}
