"""Import of lists from other sources: mapped, previewed, and written only after confirmation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from casebook.base.errors import Conflict, InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.entity import Entity
from casebook.domain.base.grid import Grid
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.exchange.column_heading import like, suggested
from casebook.domain.exchange.import_plan import (
    WRITTEN,
    Decision,
    ImportField,
    ImportPlan,
    PlannedRow,
)
from casebook.domain.exchange.list_import import Listed, ListImport, WrittenRow, neutral_name
from casebook.domain.person.person import Person
from casebook.services.base.session import Session
from casebook.services.exchange.calendar_version import superseded
from casebook.services.exchange.known_records import Settled
from casebook.services.exchange.row_cells import cells_by_field, completed
from casebook.services.exchange.row_planner import (
    ENTRY,
    KINDS,
    ListedKind,
    RowPlanner,
    is_filled,
    stated_title,
)
from casebook.services.exchange.state_words import off_words_in
from casebook.store.registry import table_for
from casebook.store.transaction import Transaction

_UNDECIDED: Mapping[int, Decision] = MappingProxyType({})
_AS_READ: Mapping[int, Mapping[str, str]] = MappingProxyType({})


def fields_of(noun: Listed) -> tuple[ImportField, ...]:
    """Return the fields to which columns can be mapped."""
    return KINDS[noun].fields


def suggest(noun: Listed, grid: Grid) -> dict[int, str]:
    """Return the most likely field of each column.

    A column that says of events that they are off has remarks; one more of days of the same heading may have
    those to which they were moved.
    """
    columns = [[row.cells[place] for row in grid.rows] for place in range(len(grid.head))]
    known = suggested(fields_of(noun), grid.head, columns)
    if noun != "event":
        return known
    days = [other for place, key in known.items() if key == "on" for other in like(grid.head, place)]
    known = {**dict.fromkeys(days, "off"), **known}
    further = [place for place in range(len(grid.head)) if place not in known]
    speaking = [place for place in further if any(off_words_in(row.cells[place]) for row in grid.rows)]
    return {**known, **dict.fromkeys(speaking, "remarks")}


def left_out(noun: Listed, grid: Grid, mapping: Mapping[int, str]) -> tuple[str, ...]:
    """Return the headings of columns that hold something and are not imported.

    Not those of rows that are other entries of a calendar: each of them says where it is to be imported.
    """
    entries = [place for place, key in mapping.items() if key == ENTRY]
    own = [row for row in grid.rows if all(row.cells[place] in {"", noun} for place in entries)]
    return replace(grid, rows=tuple(own)).left_out(mapping)


def plan(  # noqa: PLR0913 - all by name, and each its own choice
    session: Session,
    noun: Listed,
    grid: Grid,
    mapping: Mapping[int, str],
    case_id: str = "",
    *,
    decisions: Mapping[int, Decision] = _UNDECIDED,
    entered: Mapping[int, Mapping[str, str]] = _AS_READ,
    words: Translator | None = None,
) -> ImportPlan:
    """Return the outcome of every row without writing anything.

    Args:
        session: the open vault.
        noun: what the rows are.
        grid: the list.
        mapping: column -> key of the field it means; other columns are left out.
        case_id: the case of events, facts, tasks and roles, or "".
        decisions: line -> what somebody decided of its row.
        entered: line -> field -> what somebody entered for its row; under 0 for rows that say nothing of it.
        words: the language in which records name the columns of words that no field holds; None for English.

    Raises:
        InvalidInput: a column means something unknown, a field that is needed has no column, or a decision
            does not fit its row.
    """
    kind = KINDS[noun]
    _require_mapping(kind.fields, grid, mapping)
    rows = [
        PlannedRow(id=f"bad {bad.line}", line=bad.line, fate="refused", title=bad.title, why=bad.why)
        for bad in grid.bad_rows
    ]
    read = cells_by_field(kind.fields, grid, mapping, session.clock().date())
    values = completed(grid, read, entered)
    planner = RowPlanner(session, noun, case_id, decisions, values, words or Translator())
    twice = superseded(values)
    for place, (row, cells, (_, notes)) in enumerate(zip(grid.rows, values, read, strict=True)):
        if settled := twice.get(place):
            stated = PlannedRow(id=str(row.line), line=row.line, fate=settled.fate, why=settled.why)
            rows.append(replace(stated, title=stated_title(cells)))
        else:
            rows.append(planner.row(cells, row, notes))
    planner.require_decided()
    rows += _dropped(kind, grid, kind.dropped(session, case_id, values), rows)
    rows = kind.compared(session, case_id, rows)
    return ImportPlan(
        id=session.ids(),
        noun=noun,
        rows=tuple(sorted(rows, key=lambda row: row.line)),
        case_id=case_id,
        file_name=grid.file_name,
        sha256=grid.sha256,
        form=grid.form,
    )


def _dropped(
    kind: ListedKind, grid: Grid, dropped: Mapping[str, tuple[int, Settled[Any]]], rows: Iterable[PlannedRow]
) -> list[PlannedRow]:
    """The records that a list implies to be no more, each as a row of its own at the row that says so.

    One that a row of the list changes is still there.
    """
    changed = {row.former.id for row in rows if row.former}
    return [
        PlannedRow(
            id=f"dropped {known_id}",
            line=grid.rows[place].line,
            fate=settled.fate,
            title=kind.title(settled.former) if settled.former else "",
            why=settled.why,
            record=settled.record,
            former=settled.former,
            known_id=known_id,
        )
        for known_id, (place, settled) in dropped.items()
        if known_id not in changed
    ]


def carry_out(session: Session, agreed: ImportPlan) -> int:
    """Write the new and changed records of a plan in one change; returns their number.

    The import leaves a record of itself, by which it can be undone later.

    Raises:
        Conflict: a record was changed since the plan was made; nothing was written.
        DiskProblem: the disk refuses; nothing was written.
    """
    rows = [row for row in agreed.rows if row.fate in WRITTEN and row.record]
    joining = [row for row in agreed.rows if row.standing and _person_of(row)]
    if rows or joining:
        with session.store.write(f"{agreed.noun}.import") as transaction:
            written = [part for row in rows for part in _written(session, transaction, row)]
            written += _joined_case(transaction, agreed, joining)
            transaction.add(_record_of(session, agreed, tuple(written)))
    return agreed.written


def _person_of(row: PlannedRow) -> str:
    """The person who gets the role of a row: the new one, or the one who is there."""
    if row.fate in WRITTEN and row.record:
        return row.record.id
    return row.known_id if row.fate == "duplicate" else ""


def _written(session: Session, transaction: Transaction, row: PlannedRow) -> list[WrittenRow]:
    record = row.record
    if record is None:
        return []
    if row.former is None:
        transaction.add(record)
    elif not replaced(session, transaction, row.former, record):
        raise Conflict(
            "A record of this list was changed in another window.", remedy="Preview the rows again."
        )
    for other in row.beside:
        transaction.add(other)
    parts = [(record, row.former is None), *((other, True) for other in row.beside)]
    return [
        WrittenRow(line=row.line, noun=table_for(type(part)).noun, record=part.id, is_new=is_new)
        for part, is_new in parts
    ]


def _joined_case(
    transaction: Transaction, agreed: ImportPlan, joining: Sequence[PlannedRow]
) -> list[WrittenRow]:
    """Give the people of the rows their roles in the case; one who has a role there keeps it."""
    if not joining:
        return []
    case = table_for(Case).find(transaction.connection, agreed.case_id)
    known = {party.person_id for party in case.parties}
    # A row may be the same as one above it that was left out: then there is nobody to give a role.
    there = table_for(Person).some(transaction.connection, map(_person_of, joining))
    written = []
    for row in joining:
        person_id = _person_of(row)
        if row.standing and person_id in there and person_id not in known:
            known.add(person_id)
            case = case.with_party(person_id, row.standing)
            written.append(
                WrittenRow(
                    line=row.line, noun="person", record=person_id, is_new=False, standing=row.standing
                )
            )
    transaction.replace(case)
    return written


def _record_of(session: Session, agreed: ImportPlan, written: tuple[WrittenRow, ...]) -> ListImport:
    return ListImport(
        id=agreed.id,
        listed=agreed.noun,
        case_id=agreed.case_id,
        file_name=neutral_name(agreed.file_name),
        sha256=agreed.sha256,
        form=agreed.form,
        imported_at=session.clock(),
        row_count=len(agreed.rows),
        refused_count=agreed.count("refused"),
        rows=written,
    )


def replaced(session: Session, transaction: Transaction, seen: Entity, new: Entity) -> bool:
    """Replace the values of a record unless it was changed after reading; deadlines follow their event."""
    there = table_for(type(seen)).some(transaction.connection, [seen.id]).get(seen.id)
    if there != seen:
        return False
    transaction.replace(new)
    if isinstance(new, Event):
        from casebook.services.base.deadline_recalculation import follow  # it loads the rules

        follow(transaction, new, session.clock())
    return True


def _require_mapping(fields: Sequence[ImportField], grid: Grid, mapping: Mapping[int, str]) -> None:
    known = {field.key: field for field in fields}
    for place, key in mapping.items():
        if key not in known or not 0 <= place < len(grid.head):
            raise InvalidInput(
                Message("There is no field “{key}”.", key=key),
                field="map",
                remedy=Message("Valid values: {known}.", known=tuple(known)),
            )
    for field in fields:
        if not is_filled(field, dict.fromkeys(mapping.values(), field.key)):
            raise InvalidInput(
                Message("No column is assigned to “{field}”.", field=Message(field.title)),
                field="map",
                remedy="Choose the column to use.",
            )
