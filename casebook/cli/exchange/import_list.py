"""``import-people``, ``-contacts``, ``-events``, ``-tasks``, ``-facts``: other people's lists, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.cli.base.answer import answer, table
from casebook.cli.base.progress import Counter
from casebook.cli.base.session import unlocked
from casebook.cli.evidence.intake import BAD_INPUT
from casebook.domain.base.field import read
from casebook.domain.base.grid import Grid
from casebook.domain.case.event import Event, EventKind
from casebook.domain.exchange.import_plan import WRITTEN, Decision, Fate, ImportPlan, PlannedRow
from casebook.domain.exchange.list_import import Listed
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.evidence.intake_source import from_paths
from casebook.services.exchange import import_list, list_reading


def list_(
    *,
    noun: Listed,
    vault: Path,
    file: Path,
    maps: tuple[str, ...],
    decides: tuple[str, ...],
    encoding: str,
    head_row: int,
    dry_run: bool,
    passphrase_file: Path | None,
    json: bool,
    case_name: str,
    zone: str,
    kinds: Sequence[str],
) -> int:
    entered = _kinds(kinds)
    if zone:
        entered[0] = {**entered.get(0, {}), "zone": zone}
    request = ImportRequest(
        maps,
        decides,
        is_dry=dry_run,
        json_wanted=json,
        entered=entered,
    )
    with unlocked(vault, passphrase_file) as session:
        case_id = case.named(session, case_name).id if case_name else ""
        return _imported(session, noun, _read(file, encoding, head_row, is_dry=dry_run), request, case_id)


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What the command line asked of an import.

    Attributes:
        maps: what columns mean, as ``COLUMN=FIELD``.
        decides: what becomes of rows, as ``LINE=new``.
        entered: line -> field -> what is entered for its row; under 0 for rows that say nothing of it.
    """

    maps: tuple[str, ...]
    decides: tuple[str, ...]
    is_dry: bool
    json_wanted: bool
    entered: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


def _imported(session: Session, noun: Listed, grid: Grid, request: ImportRequest, case_id: str) -> int:
    """Import the rows of a list as records of a noun; returns the exit code."""
    mapping = _mapping(noun, grid, request.maps)
    import_plan = import_list.plan(
        session,
        noun,
        grid,
        mapping,
        case_id,
        decisions=_decisions(request.decides),
        entered=request.entered,
    )
    return _finish(session, import_plan, grid, mapping, request)


def _kinds(kinds: Sequence[str]) -> dict[int, Mapping[str, str]]:
    """The types of single events by line, and under 0 that of all events that state none.

    Raises:
        InvalidInput: there is no such type.
    """
    by_line: dict[int, Mapping[str, str]] = {}
    for one in kinds:
        line, _, stated = one.rpartition("=")
        if line and not line.isdecimal():
            raise InvalidInput(
                "A type names no line.", field="kind", remedy="Write it as hearing or as 12=hearing."
            )
        by_line[int(line or 0)] = {"kind": read(EventKind, stated, "kind")}
    return by_line


def _decisions(decides: Sequence[str]) -> dict[int, Decision]:
    """What becomes of rows, by line.

    Raises:
        InvalidInput: one is not written as ``LINE=new``, ``LINE=same`` or ``LINE=skip``.
    """
    decisions: dict[int, Decision] = {}
    for one in decides:
        line, _, decision = one.partition("=")
        if not line.isdecimal():
            raise InvalidInput(
                "A decision names no line.",
                field="decide",
                remedy="Write it as 12=new, 12=change, 12=same or 12=skip.",
            )
        decisions[int(line)] = read(Decision, decision, "decide")
    return decisions


def _read(file: Path, encoding: str, head_row: int, *, is_dry: bool) -> Grid:
    """Return the list in a file. A dry run may use the likeliest encoding; nothing is written by a guess.

    Raises:
        InvalidInput: the file does not state its encoding, and none was chosen.
    """
    grid = run_in_line(
        list_reading.read_list(
            from_paths([file])[0], encoding=encoding, head_line=head_row, progress=Counter()
        )
    )
    if grid.is_guessed and not is_dry:
        candidates = [reading.encoding for reading in grid.readings] or [grid.encoding]
        raise InvalidInput(
            "The file does not state its encoding and is not UTF-8. Nothing was imported.",
            field="encoding",
            remedy=Message(
                "Choose one with --encoding: {candidates}. With --dry-run you can check how the names read.",
                candidates=", ".join(candidates),
            ),
        )
    return grid


def _mapping(noun: Listed, grid: Grid, maps: Sequence[str]) -> Mapping[int, str]:
    """Return the meaning of each column: as given, else by its heading.

    Raises:
        InvalidInput: there is no such column.
    """
    columns: dict[int, str] = {}
    for one in maps:
        column, _, field = one.rpartition("=")
        places = [place for place, heading in enumerate(grid.head) if column in {heading, str(place + 1)}]
        if not places:
            raise InvalidInput(
                "There is no such column.",
                field="map",
                remedy=Message("Valid values: {known}.", known=", ".join(grid.head)),
            )
        columns[places[0]] = field
    return import_list.suggest(noun, grid) | columns


def _finish(
    session: Session,
    import_plan: ImportPlan,
    grid: Grid,
    mapping: Mapping[int, str],
    request: ImportRequest,
) -> int:
    """Carry out a plan and print the outcome of each row; returns the exit code."""
    written = 0 if request.is_dry else import_list.carry_out(session, import_plan)
    rows = [_row(row, is_dry=request.is_dry) for row in import_plan.rows]
    document = {
        "rows": rows,
        "new": import_plan.count("new"),
        "changed": import_plan.count("changed"),
        "cancelled": import_plan.count("cancelled"),
        "to_decide": import_plan.count("ask"),
        "duplicates": import_plan.count("duplicate"),
        "skipped": import_plan.count("skipped"),
        "refused": import_plan.count("refused"),
        "written": written,
        "import": import_plan.id if written else "",
        "head_line": grid.head_line,
        "lines_above": grid.above,
        "columns_left_out": list(import_list.left_out(import_plan.noun, grid, mapping)),
        "encoding": grid.encoding,
        "encoding_is_guessed": grid.is_guessed,
        "encodings": [reading.encoding for reading in grid.readings],
        "sheet": grid.sheet,
        "other_sheets": list(grid.other_sheets),
    }
    words = table(
        ["line", "outcome", "title", "why"],
        [[row.line, row.fate, row.title, row.why] for row in import_plan.rows],
    )
    outcome = "nothing written" if request.is_dry else f"{written} written"
    answer(
        document,
        f"{words}\n{_counts(import_plan)}; {outcome}.{_unread(import_plan.noun, grid, mapping)}",
        json_wanted=request.json_wanted,
    )
    return BAD_INPUT if import_plan.count("refused") or import_plan.count("ask") else 0


def _row(row: PlannedRow, *, is_dry: bool) -> dict[str, object]:
    return {
        "line": row.line,
        "outcome": row.fate,
        "title": row.title,
        "why": row.why,
        "id": row.record.id if row.record and not is_dry and row.fate in WRITTEN else "",
        "known": row.known_id,
        **({"kind": row.record.kind} if isinstance(row.record, Event) else {}),
    }


def _counts(import_plan: ImportPlan) -> str:
    counts = [f"{import_plan.count('new')} new"]
    changes: tuple[Fate, ...] = ("changed", "cancelled")
    counts += [f"{import_plan.count(fate)} {fate}" for fate in changes if import_plan.count(fate)]
    counts += [f"{import_plan.count('ask')} to decide"] if import_plan.count("ask") else []
    counts += [f"{import_plan.count('duplicate')} already present"]
    counts += [f"{import_plan.count('skipped')} skipped"] if import_plan.count("skipped") else []
    return ", ".join((*counts, f"{import_plan.count('refused')} rejected"))


def _unread(noun: Listed, grid: Grid, mapping: Mapping[int, str]) -> str:
    """Return what was not read, or not for certain."""
    text = ""
    if grid.above:
        text += f"\nThe headings are in line {grid.head_line}. Choose others with --head-row."
    if left_out := import_list.left_out(noun, grid, mapping):
        text += f"\nColumns not imported: {', '.join(left_out)}."
    if grid.is_guessed:
        text += f"\nThe encoding was guessed as {grid.encoding.upper()}. Choose it with --encoding."
    if len(grid.readings) > 1:
        fitting = "; ".join(f"{one.encoding} ({one.sample})" for one in grid.readings)
        text += f"\nThe file can be read as {fitting}."
    if grid.other_sheets:
        text += f"\nSheet imported: {grid.sheet}. Not imported: {', '.join(grid.other_sheets)}."
    return text
