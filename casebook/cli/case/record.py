"""``list``, ``show``, ``add``, ``edit``, ``remove``, ``restore`` and ``history`` for the nouns of a case."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Annotated, Any

import typer

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import answer, pairs, table
from casebook.cli.base.key import Json, KeyFile, Vault, reading, unlocked
from casebook.cli.base.noun import NOUNS, Noun
from casebook.cli.base.typed import Document as FromInput
from casebook.cli.base.typed import Set, values
from casebook.cli.case.history import changes
from casebook.domain.base.field import hints, read
from casebook.domain.case.case import Case, Standing
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.person import conflict, duplicate, person, role

OfCase = Annotated[str, typer.Option("--case", help="Only those of this case (id or reference).")]
CaseName = Annotated[
    str, typer.Argument(metavar="CASE", help="Id or reference of the case.", show_default=False)
]
StandingIn = Annotated[str, typer.Option("--standing", help="Such as client, dependant, relative, witness.")]
InCase = Annotated[str, typer.Option("--case", help="The case it belongs to (id or reference).")]
RecordId = Annotated[
    str, typer.Argument(metavar="ID", help="Its id; a case also by reference.", show_default=False)
]

Reference = Annotated[str, typer.Option("--reference", help="The office's own number.", show_default=False)]
Country = Annotated[
    str, typer.Option("--jurisdiction", help="Country it runs in, such as CY.", show_default=False)
]
Title = Annotated[str, typer.Option("--title", help="A neutral title that names nobody.")]


def add_to(app: typer.Typer) -> None:
    """Give the program a group for each noun."""
    for name, noun in NOUNS.items():
        group = typer.Typer(help=f"Work on {noun.many}.", no_args_is_help=True)
        for verb, help_, example, verb_function in _verbs(name, noun):
            group.command(
                verb, help=help_, epilog=f"Example: casebook {name} {verb} VAULT {example}".rstrip()
            )(verb_function)
        if noun.kind is Case:
            group.command(
                "create", epilog="Example: casebook case create VAULT --reference R-1 --jurisdiction CY"
            )(_create)
            group.command("conflicts", epilog="Example: casebook case conflicts VAULT LIN-2026-003 --json")(
                _conflicts
            )
        if noun.kind is Person:
            group.command("join", epilog="Example: casebook person join VAULT ID R-1 --standing relative")(
                _join
            )
        app.add_typer(group, name=name)


def _verbs(name: str, noun: Noun) -> list[tuple[str, str, str, Callable[..., None]]]:
    verbs = [
        ("list", f"The {noun.many} in the vault.", "--json", _list_verb(noun)),
        ("show", "One of them, whole.", "ID --json", _show_verb(noun)),
        ("add", f"A new {name}.", noun.example, _add_verb(name, noun)),
        ("edit", "New values for some of its fields.", "ID - < fields.json", _edit_verb(name, noun)),
        ("remove", "Put it in the bin, from where it can come back.", "ID", _move_verb(noun, "removed")),
        ("restore", "Bring it back from the bin.", "ID", _move_verb(noun, "restored")),
        ("history", "What was changed in it, when and by whom.", "ID --json", _history_verb(noun)),
    ]
    return [one for one in verbs if one[0] != "add" or noun.kind is not Document]


def _create(
    vault: Vault,
    reference: Reference,
    jurisdiction: Country,
    title: Title = "",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Open a new case."""
    with unlocked(vault, passphrase_file) as session:
        new_case = case.open_case(session, reference=reference, title=title, jurisdiction=jurisdiction)
    answer(new_case, f"Opened {new_case.reference}.", json_wanted=json)


def _join(
    vault: Vault,
    record_id: RecordId,
    case_name: CaseName,
    standing: StandingIn = "client",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Give a person a standing in a case."""
    chosen_standing: Standing = read(Standing, standing, "standing")
    with unlocked(vault, passphrase_file) as session:
        joined = person.join(session, record_id, case.named(session, case_name).id, chosen_standing)
    answer(joined, f"They are {standing} in {joined.reference}.", json_wanted=json)


def _conflicts(
    vault: Vault, record_id: RecordId, passphrase_file: KeyFile = None, json: Json = False
) -> None:
    """Who of a case is known in the vault from elsewhere, by any name or alias."""
    with reading(vault, passphrase_file) as session:
        conflicts = conflict.of_case(session, case.named(session, record_id).id)
    rows = [
        [
            one.asked,
            one.matched,
            one.noun,
            "; ".join(f"{part.reference}: {part.standing}" for part in one.parts),
        ]
        for one in conflicts
    ]
    words = (
        table(["asked", "known as", "what", "elsewhere"], rows) if rows else "Nobody is known from elsewhere."
    )
    answer({"rows": conflicts}, words, json_wanted=json)


def _list_verb(noun: Noun) -> Callable[..., None]:
    def verb(vault: Vault, of_case: OfCase = "", passphrase_file: KeyFile = None, json: Json = False) -> None:
        with reading(vault, passphrase_file) as session:
            rows = _rows(session, noun.kind, of_case)
        cells = [[_short(getattr(row, head)) for head in noun.heads] for row in rows]
        heads = [head.replace("_", " ") for head in noun.heads]
        answer({"rows": rows}, table(heads, cells) if rows else f"No {noun.many} yet.", json_wanted=json)

    return verb


def _show_verb(noun: Noun) -> Callable[..., None]:
    def verb(vault: Vault, record_id: RecordId, passphrase_file: KeyFile = None, json: Json = False) -> None:
        with reading(vault, passphrase_file) as session:
            entry = record.find(session, noun.kind, _id(session, noun, record_id))
        answer(entry, pairs(asdict(entry)), json_wanted=json)

    return verb


def _add_verb(name: str, noun: Noun) -> Callable[..., None]:
    def verb(
        vault: Vault,
        document: FromInput = "",
        in_case: InCase = "",
        set_: Set = None,
        passphrase_file: KeyFile = None,
        json: Json = False,
    ) -> None:
        fields = values(noun.kind, document, set_)
        if in_case and "case_id" not in hints(noun.kind):
            raise InvalidInput(
                f"A {name} is not kept in one case.",
                field="case",
                remedy="Leave --case out; see person join.",
            )
        with unlocked(vault, passphrase_file) as session:
            if in_case:
                fields = {"case_id": case.named(session, in_case).id, **fields}
            entry = form.create(session, noun.kind, fields)
            alike = duplicate.like(session, entry)
        for one in alike:
            sys.stderr.write(f"It may be there already: {one.noun} {one.id} has the {one.reason}.\n")
        answer(entry, f"Added the {name} {entry.id}.", json_wanted=json)

    return verb


def _edit_verb(name: str, noun: Noun) -> Callable[..., None]:
    def verb(
        vault: Vault,
        record_id: RecordId,
        document: FromInput = "",
        set_: Set = None,
        passphrase_file: KeyFile = None,
        json: Json = False,
    ) -> None:
        fields = values(noun.kind, document, set_)
        with unlocked(vault, passphrase_file) as session:
            made = form.edit(session, noun.kind, _id(session, noun, record_id), fields)
        answer(made, f"Changed the {name} {made.id}.", json_wanted=json)

    return verb


def _move_verb(noun: Noun, done: str) -> Callable[..., None]:
    def verb(vault: Vault, record_id: RecordId, passphrase_file: KeyFile = None, json: Json = False) -> None:
        with unlocked(vault, passphrase_file) as session:
            if done == "removed":
                one = _id(session, noun, record_id)
                record.put_in_bin(session, noun.kind, one)
            else:
                one = record_id
                record.restore(session, noun.kind, one)
        answer({"id": one, done: True}, f"It is {done}.", json_wanted=json)

    return verb


def _history_verb(noun: Noun) -> Callable[..., None]:
    def verb(vault: Vault, record_id: RecordId, passphrase_file: KeyFile = None, json: Json = False) -> None:
        with reading(vault, passphrase_file) as session:
            changes(session, _id(session, noun, record_id), json_wanted=json)

    return verb


def _id(session: Session, noun: Noun, name_or_id: str) -> str:
    return case.named(session, name_or_id).id if noun.kind is Case else name_or_id


def _rows(session: Session, kind: type[Any], of_case: str) -> list[Any]:
    if kind is Case:
        return case.rows(session)
    if not of_case:
        return person.rows(session) if kind is Person else record.every(session, kind)
    own_case = case.named(session, of_case)
    of_kind: dict[type[Any], Callable[[], list[Any]]] = {
        Person: lambda: [row for row in person.rows(session) if row.id in _people(own_case)],
        Relation: lambda: [
            relation
            for relation in record.every(session, Relation)
            if relation.person_id in _people(own_case)
        ],
        Contact: lambda: role.contacts_of(session, own_case.id),
    }
    return of_kind.get(kind, partial(record.of_case, session, kind, own_case.id))()


def _people(of: Case) -> set[str]:
    return {party.person_id for party in of.parties}


def _short(value: object) -> str:
    """A cell that fits a line."""
    if isinstance(value, tuple):
        return f"{len(value)}" if value and not isinstance(value[0], str) else ", ".join(value)
    text = str(getattr(value, "words", "") or getattr(value, "edtf", "" if value is None else value))
    return text if len(text) <= 48 else text[:47] + "…"  # noqa: PLR2004 - a third of a wide terminal
