"""``list`` and ``show`` for the nouns of a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated, Any

import typer

from casebook.cli.answer import answer, pairs, table
from casebook.cli.key import Json, KeyFile, Vault, unlocked
from casebook.domain.case import Case
from casebook.domain.contact import Contact
from casebook.domain.document import Document
from casebook.domain.event import Event
from casebook.domain.fact import Fact
from casebook.domain.person import Person
from casebook.domain.proceeding import Proceeding
from casebook.services import case, person, record, role
from casebook.services.session import Session

OfCase = Annotated[str, typer.Option("--case", help="Only those of this case (id or reference).")]

Reference = Annotated[str, typer.Option("--reference", help="The office's own number.", show_default=False)]
Country = Annotated[
    str, typer.Option("--jurisdiction", help="Country it runs in, such as CY.", show_default=False)
]
Title = Annotated[str, typer.Option("--title", help="A neutral title that names nobody.")]

NOUNS: dict[str, tuple[type[Any], str, tuple[str, ...]]] = {
    "case": (
        Case,
        "cases",
        ("reference", "client", "jurisdiction", "stage", "next_hearing_on", "id"),
    ),
    "person": (Person, "persons", ("name", "names", "born", "nationalities", "cases", "id")),
    "document": (Document, "documents", ("exhibit_mark", "title", "dated", "language", "page_count", "id")),
    "proceeding": (Proceeding, "proceedings", ("kind", "forum", "number", "outcome", "id")),
    "event": (Event, "events", ("on", "kind", "title", "place", "id")),
    "fact": (Fact, "facts", ("on", "statement", "status", "id")),
    "contact": (Contact, "contacts", ("name", "kind", "body", "vetting", "id")),
}


def add_to(app: typer.Typer) -> None:
    """Give the program a group for each noun."""
    for noun, (kind, many, heads) in NOUNS.items():
        group = typer.Typer(help=f"List and show {many}.", no_args_is_help=True)
        group.command(
            "list", help=f"The {many} in the vault.", epilog=f"Example: casebook {noun} list VAULT --json"
        )(_list_verb(kind, many, heads))
        group.command(
            "show", help="One of them, whole.", epilog=f"Example: casebook {noun} show VAULT ID --json"
        )(_show_verb(kind))
        if kind is Case:
            group.command(
                "create", epilog="Example: casebook case create VAULT --reference R-1 --jurisdiction CY"
            )(_create)
        app.add_typer(group, name=noun)


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
        told = case.open_case(session, reference=reference, title=title, jurisdiction=jurisdiction)
    answer(told, f"Opened {told.reference}.", json_wanted=json)


def _list_verb(kind: type[Any], many: str, heads: tuple[str, ...]) -> Callable[..., None]:
    def verb(vault: Vault, of_case: OfCase = "", passphrase_file: KeyFile = None, json: Json = False) -> None:
        with unlocked(vault, passphrase_file) as session:
            rows = _rows(session, kind, of_case)
        cells = [[_short(getattr(row, head)) for head in heads] for row in rows]
        words = table([head.replace("_", " ") for head in heads], cells) if rows else f"No {many} yet."
        answer({"rows": rows}, words, json_wanted=json)

    return verb


def _show_verb(kind: type[Any]) -> Callable[..., None]:
    def verb(vault: Vault, record_id: str, passphrase_file: KeyFile = None, json: Json = False) -> None:
        with unlocked(vault, passphrase_file) as session:
            told = case.named(session, record_id) if kind is Case else record.find(session, kind, record_id)
        answer(told, pairs(asdict(told)), json_wanted=json)

    return verb


def _rows(session: Session, kind: type[Any], of_case: str) -> list[Any]:
    if kind is Case:
        return list(case.page(session, most=1_000_000).rows)
    if not of_case:
        return person.rows(session) if kind is Person else record.every(session, kind)
    found = case.named(session, of_case)
    if kind is Person:
        wanted = {party.person_id for party in found.parties}
        return [row for row in person.rows(session) if row.id in wanted]
    if kind is Contact:
        return role.contacts_of(session, found.id)
    return record.of_case(session, kind, found.id)


def _short(value: object) -> str:
    """A cell that fits a line."""
    if isinstance(value, tuple):
        return f"{len(value)}" if value and not isinstance(value[0], str) else ", ".join(value)
    text = str(getattr(value, "edtf", "" if value is None else value))
    return text if len(text) <= 48 else text[:47] + "…"  # noqa: PLR2004 - a third of a wide terminal
