"""``redact list|add|suggest|decide|remove|review``: areas of a document that copies for others hide."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Annotated, get_args

import typer

from casebook.base.errors import InvalidInput, NotFound
from casebook.cli.base.answer import Counter, answer, table
from casebook.cli.base.choice import one_of
from casebook.cli.base.key import Json, KeyFile, Vault, reading, unlocked
from casebook.domain.dossier.filing import pages_named
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.redaction import Area, AreaState, RedactedCopy, Redaction, RedactionReason
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier import redaction
from casebook.services.dossier.redaction_search import Sought, suggest

REASONS: tuple[RedactionReason, ...] = get_args(RedactionReason)
COPIES: tuple[RedactedCopy, ...] = get_args(RedactedCopy)
DECISIONS: dict[str, AreaState] = {"accept": "accepted", "reject": "rejected"}

DocumentId = Annotated[
    str, typer.Argument(metavar="DOCUMENT", help="Id of the document.", show_default=False)
]
Page = Annotated[int, typer.Option("--page", min=1, help="Number of the page, from 1.", show_default=False)]
Edges = Annotated[
    str,
    typer.Option(
        "--area",
        metavar="LEFT,TOP,RIGHT,BOTTOM",
        help="In parts of the page as seen, from its upper left corner.",
        show_default=False,
    ),
]
Reason = Annotated[str, typer.Option("--reason", help=f"Stays in the vault: {', '.join(REASONS)}.")]
Copies = Annotated[
    list[str] | None,
    typer.Option("--copy", help=f"Hidden in: {', '.join(COPIES)}; both by itself; repeat it."),
]
Words = Annotated[
    str, typer.Argument(metavar="[-]", help="- reads words or names from standard input, each on a line.")
]
Spellings = Annotated[bool, typer.Option("--names", help="They are names: find every script and spelling.")]
Protected = Annotated[bool, typer.Option("--protected", help="Every name a pseudonymised copy would hide.")]
Decision = Annotated[
    str, typer.Argument(metavar="DECISION", help=f"{', '.join(DECISIONS)}.", show_default=False)
]
Numbers = Annotated[
    list[int] | None, typer.Argument(metavar="[NUMBER]...", help="Of areas, as listed; all by itself.")
]
OnPage = Annotated[int, typer.Option("--page", min=0, help="Only those of this page.")]
PageNumbers = Annotated[list[int], typer.Argument(metavar="PAGE...", help="Numbers of pages.")]
TakeBack = Annotated[bool, typer.Option("--take-back", help="They were not looked at after all.")]


def add_to(app: typer.Typer) -> None:
    """Give the program its group."""
    group = typer.Typer(help="Areas of documents that copies for others hide.", no_args_is_help=True)
    for name, verb, example in (
        ("list", list_, "VAULT DOCUMENT --json"),
        ("add", add, "VAULT DOCUMENT --page 2 --area 0.1,0.2,0.5,0.25 --reason privileged"),
        ("suggest", suggest_, "VAULT DOCUMENT - --names < names.txt"),
        ("decide", decide, "VAULT DOCUMENT accept 1 2"),
        ("remove", remove, "VAULT DOCUMENT 3"),
        ("review", review, "VAULT DOCUMENT 1 2"),
    ):
        group.command(name, epilog=f"Example: casebook redact {name} {example}")(verb)
    app.add_typer(group, name="redact")


def list_(vault: Vault, document_id: DocumentId, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """The areas of a document by number, and the pages a person has looked at."""
    with reading(vault, passphrase_file) as session:
        hidden_areas = redaction.of_document(session, record.find(session, Document, document_id))
    _tell(hidden_areas, json_wanted=json)


def add(  # noqa: PLR0913, PLR0917 - the options of a verb
    vault: Vault,
    document_id: DocumentId,
    page: Page,
    area: Edges,
    reason: Reason = "protected-person",
    copy: Copies = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Mark an area; it is accepted at once."""
    left, top, right, bottom = _edges(area)
    new_area = Area(
        page=page,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        reason=one_of(reason, REASONS, "reason"),
        copies=_copies(copy),
    )
    with unlocked(vault, passphrase_file) as session:
        hidden_areas = _changed(session, document_id, lambda was: was.having([new_area]))
    _tell(hidden_areas, json_wanted=json)


def suggest_(  # noqa: PLR0913, PLR0917 - the options of a verb
    vault: Vault,
    document_id: DocumentId,
    words: Words = "",
    names: Spellings = False,
    protected: Protected = False,
    reason: Reason = "protected-person",
    copy: Copies = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Suggest an area for every place where words or names stand, to be accepted or rejected."""
    if words not in {"", "-"}:
        raise InvalidInput(
            "Words are not taken from the arguments.", field="words", remedy="Write - and pipe them in."
        )
    sought = Sought(
        words=sys.stdin.read() if words else "",
        has_spellings=names,
        has_protected=protected,
        reason=one_of(reason, REASONS, "reason"),
        copies=_copies(copy),
    )
    with unlocked(vault, passphrase_file) as session:
        document = record.find(session, Document, document_id)
        run_in_line(suggest(session, document, sought, progress=Counter()))
        hidden_areas = redaction.of_document(session, document)
    _tell(hidden_areas, json_wanted=json)


def decide(
    vault: Vault,
    document_id: DocumentId,
    decision: Decision,
    number: Numbers = None,
    page: OnPage = 0,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Accept or reject what was suggested: areas by number, those of a page, or all that wait."""
    state = DECISIONS[one_of(decision, tuple(DECISIONS), "decision")]

    def decided(was: Redaction) -> Redaction:
        meant = _numbered(was, number) if number else was.undecided
        return was.decided([area for area in meant if page in {0, area.page}], state)

    with unlocked(vault, passphrase_file) as session:
        hidden_areas = _changed(session, document_id, decided)
    _tell(hidden_areas, json_wanted=json)


def remove(
    vault: Vault,
    document_id: DocumentId,
    number: Numbers = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Take areas away, by number or all of them."""
    with unlocked(vault, passphrase_file) as session:
        hidden_areas = _changed(session, document_id, lambda was: was.without(_numbered(was, number)))
    _tell(hidden_areas, json_wanted=json)


def review(
    vault: Vault,
    document_id: DocumentId,
    page: PageNumbers,
    take_back: TakeBack = False,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Note that pages no program can read were looked at and betray nobody beside the areas."""
    with unlocked(vault, passphrase_file) as session:
        document = record.find(session, Document, document_id)
        hidden_areas = redaction.review(session, document, page, betray_nobody=not take_back)
    _tell(hidden_areas, json_wanted=json)


def _changed(session: Session, document_id: str, change: Callable[[Redaction], Redaction]) -> Redaction:
    was = redaction.of_document(session, record.find(session, Document, document_id))
    return redaction.keep(session, change(was), was)


def _numbered(was: Redaction, numbers: Sequence[int] | None) -> tuple[Area, ...]:
    for number in numbers or ():
        if not 1 <= number <= len(was.areas):
            raise NotFound(f"There is no area {number}.", field="number", remedy="redact list numbers them.")
    return tuple(was.areas[number - 1] for number in numbers) if numbers else was.areas


def _edges(edges: str) -> tuple[float, float, float, float]:
    try:
        left, top, right, bottom = (float(edge) for edge in edges.split(","))
    except ValueError as error:
        raise InvalidInput(
            "An area is four numbers.", field="area", remedy="Left, top, right, bottom: 0.1,0.2,0.5,0.25."
        ) from error
    return left, top, right, bottom


def _copies(names: Sequence[str] | None) -> tuple[RedactedCopy, ...]:
    return tuple(one_of(copy, COPIES, "copy") for copy in names or COPIES)


def _tell(hidden_areas: Redaction, *, json_wanted: bool) -> None:
    rows = [{"number": number} | asdict(area) for number, area in enumerate(hidden_areas.areas, start=1)]
    cells = [
        [
            row["number"],
            row["page"],
            ", ".join(f"{row[edge]:.3f}" for edge in ("left", "top", "right", "bottom")),
            row["state"],
            row["reason"],
            ", ".join(row["copies"]),
        ]
        for row in rows
    ]
    words = table(["number", "page", "area", "state", "reason", "copies"], cells) if rows else "No areas."
    if hidden_areas.reviewed:
        words += f"\nPages looked at: {pages_named(hidden_areas.reviewed)}."
    answer({"rows": rows, "reviewed": hidden_areas.reviewed}, words, json_wanted=json_wanted)
