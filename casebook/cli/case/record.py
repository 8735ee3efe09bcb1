"""``list``, ``show``, ``add``, ``edit``, ``remove``, ``restore`` and ``history`` for the nouns of a case."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.cli.base.answer import answer, pairs, table
from casebook.cli.base.noun import NOUNS, kind_of
from casebook.cli.base.session import reading, unlocked
from casebook.cli.base.typed import values
from casebook.cli.case.history import changes
from casebook.domain.base.field import hints, read
from casebook.domain.case.case import Case, Standing
from casebook.domain.person.relation import Relation
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.person import conflict, duplicate, person, role


def create(
    *, vault: Path, reference: str, jurisdiction: str, title: str, passphrase_file: Path | None, json: bool
) -> None:
    with unlocked(vault, passphrase_file) as session:
        opened = case.open_case(session, reference=reference, title=title, jurisdiction=jurisdiction)
    answer(opened, f"Opened {opened.reference}.", json_wanted=json)


def join(
    *,
    vault: Path,
    record_id: str,
    case_name: str,
    standing: str,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    standing_read: Standing = read(Standing, standing, "standing")
    with unlocked(vault, passphrase_file) as session:
        joined = person.join(session, record_id, case.named(session, case_name).id, standing_read)
    answer(joined, f"They are {standing} in {joined.reference}.", json_wanted=json)


def conflicts(*, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        conflicts_found = conflict.of_case(session, case.named(session, record_id).id)
    rows = [
        [
            one.asked,
            one.matched,
            one.noun,
            "; ".join(f"{part.reference}: {part.standing}" for part in one.parts),
        ]
        for one in conflicts_found
    ]
    words = (
        table(["asked", "known as", "what", "elsewhere"], rows) if rows else "Nobody is known from elsewhere."
    )
    answer({"rows": conflicts_found}, words, json_wanted=json)


def list_(*, noun: str, vault: Path, of_case: str, passphrase_file: Path | None, json: bool) -> None:
    heads = NOUNS[noun].heads
    with reading(vault, passphrase_file) as session:
        rows = _rows(session, noun, of_case)

    def words() -> str:
        cells = [[_short(getattr(row, head)) for head in heads] for row in rows]
        columns = [head.replace("_", " ") for head in heads]
        return table(columns, cells) if rows else f"No {NOUNS[noun].many} yet."

    answer({"rows": rows}, words, json_wanted=json)


def show(*, noun: str, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        shown = record.find(session, kind_of(noun), _id(session, noun, record_id))
    answer(shown, pairs(asdict(shown)), json_wanted=json)


def add(
    *,
    noun: str,
    vault: Path,
    document: str,
    in_case: str,
    set_: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    kind = kind_of(noun)
    fields = values(kind, document, set_)
    if in_case and "case_id" not in hints(kind):
        raise InvalidInput(
            Message("A {noun} is not kept in one case.", noun=noun),
            field="case",
            remedy="Leave --case out; see person join.",
        )
    with unlocked(vault, passphrase_file) as session:
        if in_case:
            fields = {"case_id": case.named(session, in_case).id, **fields}
        added = form.create(session, kind, fields)
        alike = duplicate.like(session, added)
    for one in alike:
        sys.stderr.write(f"Possible duplicate: {one.noun} {one.id} has the {one.reason}.\n")
    answer(added, f"Added the {noun} {added.id}.", json_wanted=json)


def edit(
    *,
    noun: str,
    vault: Path,
    record_id: str,
    document: str,
    set_: tuple[str, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    kind = kind_of(noun)
    fields = values(kind, document, set_)
    with unlocked(vault, passphrase_file) as session:
        changed = form.edit(session, kind, _id(session, noun, record_id), fields)
    answer(changed, f"Changed the {noun} {changed.id}.", json_wanted=json)


def remove(*, noun: str, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        id_ = _id(session, noun, record_id)
        record.move_to_bin(session, kind_of(noun), id_)
    answer({"id": id_, "removed": True}, "Moved to bin.", json_wanted=json)


def restore(*, noun: str, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with unlocked(vault, passphrase_file) as session:
        record.restore(session, kind_of(noun), record_id)
    answer({"id": record_id, "restored": True}, "Restored.", json_wanted=json)


def history_(*, noun: str, vault: Path, record_id: str, passphrase_file: Path | None, json: bool) -> None:
    with reading(vault, passphrase_file) as session:
        changes(session, _id(session, noun, record_id), json_wanted=json)


def _id(session: Session, noun: str, typed: str) -> str:
    """The id that was typed; of a case, the reference may be."""
    return case.named(session, typed).id if noun == "case" else typed


def _rows(session: Session, noun: str, of_case: str) -> list[Any]:
    if noun == "case":
        return case.rows(session)
    kind = kind_of(noun)
    if not of_case:
        return person.rows(session) if noun == "person" else record.every(session, kind)
    own_case = case.named(session, of_case)
    of_noun: dict[str, Callable[[], list[Any]]] = {
        "person": lambda: [row for row in person.rows(session) if row.id in _people(own_case)],
        "relation": lambda: [
            one for one in record.every(session, Relation) if one.person_id in _people(own_case)
        ],
        "contact": lambda: role.contacts_of(session, own_case.id),
    }
    return of_noun.get(noun, partial(record.of_case, session, kind, own_case.id))()


def _people(of: Case) -> set[str]:
    return {party.person_id for party in of.parties}


def _short(value: object) -> str:
    """A cell that fits a line."""
    if isinstance(value, tuple):
        return f"{len(value)}" if value and not isinstance(value[0], str) else ", ".join(value)
    text = str(getattr(value, "words", "") or getattr(value, "edtf", "" if value is None else value))
    return text if len(text) <= 48 else text[:47] + "…"  # noqa: PLR2004 - a third of a wide terminal
