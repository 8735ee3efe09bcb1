"""``import-people``, ``import-contacts`` and ``import-events``: lists of others, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from casebook.base.errors import InvalidInput
from casebook.cli.base.answer import Counter, answer, table
from casebook.cli.base.key import Json, KeyFile, Vault, unlocked
from casebook.cli.evidence.intake import BAD_INPUT, CaseName
from casebook.domain.base.grid import Grid
from casebook.domain.exchange.import_plan import ImportPlan, Listed
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.evidence.intake_source import from_paths
from casebook.services.exchange import import_list

ListFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="CSV, XLSX, vCard or iCalendar.", show_default=False)
]
Maps = Annotated[
    list[str],
    typer.Option(
        "--map",
        metavar="COLUMN=FIELD",
        help="What a column means; COLUMN is its heading or number. Repeat it.",
    ),
]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would become of each row; write nothing.")]
Zone = Annotated[
    str, typer.Option("--zone", metavar="ZONE", help="Of the times that state none, such as Asia/Nicosia.")
]
_ALL_IN = "Exit code 3 says that a row was refused; the others are in."


def add_to(app: typer.Typer) -> None:
    """Give the program its verbs."""
    people = f"Example: casebook import-people VAULT list.csv --map 'Full name=name' --dry-run. {_ALL_IN}"
    contacts = f"Example: casebook import-contacts VAULT phone.vcf --json. {_ALL_IN}"
    events = f"Example: casebook import-events VAULT LIN-2026-003 court.ics --zone Asia/Nicosia. {_ALL_IN}"
    app.command("import-people", epilog=people)(_people)
    app.command("import-contacts", epilog=contacts)(_contacts)
    app.command("import-events", epilog=events)(_events)


def _people(
    vault: Vault,
    file: ListFile,
    maps: Maps = [],  # noqa: B006 - typer's way to an option given several times
    dry_run: Dry = False,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Take persons out of a list."""
    with unlocked(vault, passphrase_file) as session:
        grid = _read(file)
        made = import_list.plan(session, "person", grid, _mapping("person", grid, maps))
        _finish(session, made, is_dry=dry_run, json_wanted=json)


def _contacts(
    vault: Vault,
    file: ListFile,
    maps: Maps = [],  # noqa: B006 - typer's way to an option given several times
    dry_run: Dry = False,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Take contacts out of a list or of contact cards."""
    with unlocked(vault, passphrase_file) as session:
        grid = _read(file)
        made = import_list.plan(session, "contact", grid, _mapping("contact", grid, maps))
        _finish(session, made, is_dry=dry_run, json_wanted=json)


def _events(  # noqa: PLR0913, PLR0917 - typer reads the options off the signature
    vault: Vault,
    case_name: CaseName,
    file: ListFile,
    maps: Maps = [],  # noqa: B006 - typer's way to an option given several times
    zone: Zone = "",
    dry_run: Dry = False,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Take hearings and other events of a case out of a calendar or list."""
    with unlocked(vault, passphrase_file) as session:
        case_id, grid = case.named(session, case_name).id, _read(file)
        mapping = _mapping("event", grid, maps)
        import_plan = import_list.plan(
            session, "event", grid, mapping, case_id, unsaid={"zone": zone} if zone else {}
        )
        _finish(session, import_plan, is_dry=dry_run, json_wanted=json)


def _read(file: Path) -> Grid:
    return run_in_line(import_list.read_list(from_paths([file])[0], progress=Counter()))


def _mapping(noun: Listed, grid: Grid, maps: Sequence[str]) -> Mapping[int, str]:
    """What each column means: as told, the others by their headings.

    Raises:
        InvalidInput: there is no such column.
    """
    columns: dict[int, str] = {}
    for one in maps:
        column, _, field = one.rpartition("=")
        places = [place for place, heading in enumerate(grid.head) if column in {heading, str(place + 1)}]
        if not places:
            raise InvalidInput(
                "There is no such column.", field="map", remedy=f"Known are: {', '.join(grid.head)}."
            )
        columns[places[0]] = field
    return import_list.suggest(noun, grid) | columns


def _finish(session: Session, import_plan: ImportPlan, *, is_dry: bool, json_wanted: bool) -> None:
    written = 0 if is_dry else import_list.carry_out(session, import_plan)
    rows = [
        {
            "line": row.line,
            "outcome": row.fate,
            "title": row.title,
            "why": row.why,
            "id": row.record.id if row.record and not is_dry else "",
        }
        for row in import_plan.rows
    ]
    document = {
        "rows": rows,
        "new": import_plan.count("new"),
        "duplicates": import_plan.count("duplicate"),
        "refused": import_plan.count("refused"),
        "written": written,
    }
    words = table(
        ["line", "outcome", "title", "why"],
        [[row.line, row.fate, row.title, row.why] for row in import_plan.rows],
    )
    summary = f"{document['new']} new, {document['duplicates']} there already, {document['refused']} refused"
    answer(
        document,
        f"{words}\n{summary}; {'nothing written' if is_dry else f'{written} written'}.",
        json_wanted=json_wanted,
    )
    if import_plan.count("refused"):
        raise typer.Exit(BAD_INPUT)
