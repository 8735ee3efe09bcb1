"""Import of lists from other sources: mapped, previewed, and written only after confirmation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from casebook.base.errors import CasebookError, Conflict, InvalidInput
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.entity import Entity
from casebook.domain.base.field import sound
from casebook.domain.base.grid import Grid, GridRow
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.exchange.column_heading import suggested
from casebook.domain.exchange.import_plan import (
    WRITTEN,
    Decision,
    ImportField,
    ImportPlan,
    PlannedRow,
    joined,
)
from casebook.domain.exchange.list_import import Listed, ListImport, WrittenRow, neutral_name
from casebook.domain.person.person import Person
from casebook.services.base.form import refuse_own_contradiction
from casebook.services.base.session import Session
from casebook.services.exchange import import_contact, import_event, import_fact, import_person, import_task
from casebook.services.exchange.cell_words import is_sum
from casebook.services.exchange.known_records import BuiltRow, KnownRecords, Likeness, Settled
from casebook.services.exchange.name_parts import with_whole_name
from casebook.services.exchange.row_cells import cells_by_field, completed, undecidable
from casebook.store.registry import table_for
from casebook.store.transaction import Transaction

_UNDECIDED: Mapping[int, Decision] = MappingProxyType({})
_AS_READ: Mapping[int, Mapping[str, str]] = MappingProxyType({})
_ENTRY = "entry"
"""The column that says whether an entry of a calendar is an event or a task."""
_TITLES = ("title", "name", "step", "statement")
"""The fields by which a row is shown before it is a record."""
_OTHER_ENTRY = {
    "task": Message("This is a task, not an event. Import it with the tasks."),
    "event": Message("This is an event, not a task. Import it with the events."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """Import settings of a noun.

    Attributes:
        fields: what its columns can mean.
        build: makes a record of the cells of a row by field.
        standing: those that are there already, which settle what becomes of a record beside all rows.
        likeness: finds those that may be there under another spelling.
        superseded: what becomes, by place, of rows that the same list has again.
        dropped: what becomes, by id, of records that a row, by place, implies to be no more.
    """

    fields: tuple[ImportField, ...]
    build: Callable[[Session, Mapping[str, str], str], BuiltRow[Any]]
    standing: Callable[[Session, str, Sequence[Mapping[str, str]]], KnownRecords[Any]]
    title: Callable[[Any], str]
    likeness: Callable[[Session], Likeness[Any] | None]
    superseded: Callable[[Sequence[Mapping[str, str]]], Mapping[int, Settled[Any]]]
    dropped: Callable[[Session, str, Sequence[Mapping[str, str]]], Mapping[str, tuple[int, Settled[Any]]]]


def _kind(module: Any) -> _Kind:  # noqa: ANN401 - one of the modules of nouns
    return _Kind(
        fields=module.FIELDS,
        build=module.build,
        standing=getattr(
            module, "standing_beside", lambda session, case_id, _: module.standing(session, case_id)
        ),
        title=module.title,
        likeness=getattr(module, "likeness", lambda _: None),
        superseded=getattr(module, "superseded", lambda _: {}),
        dropped=getattr(module, "dropped", lambda *_: {}),
    )


_KINDS: dict[Listed, _Kind] = {
    "person": _kind(import_person),
    "contact": _kind(import_contact),
    "event": _kind(import_event),
    "task": _kind(import_task),
    "fact": _kind(import_fact),
}


def fields_of(noun: Listed) -> tuple[ImportField, ...]:
    """Return the fields to which columns can be mapped."""
    return _KINDS[noun].fields


def suggest(noun: Listed, grid: Grid) -> dict[int, str]:
    """Return the most likely field of each column."""
    return suggested(fields_of(noun), grid.head)


def plan(
    session: Session,
    noun: Listed,
    grid: Grid,
    mapping: Mapping[int, str],
    case_id: str = "",
    *,
    decisions: Mapping[int, Decision] = _UNDECIDED,
    entered: Mapping[int, Mapping[str, str]] = _AS_READ,
) -> ImportPlan:
    """Return the outcome of every row without writing anything.

    Args:
        session: the open vault.
        noun: what the rows are.
        grid: the list.
        mapping: column -> key of the field it means; other columns are left out.
        case_id: the case of events, facts, tasks and roles, or "".
        decisions: line -> what somebody decided of its row.
        entered: line -> field -> what somebody entered for its row, such as the type of an event; under 0
            what a row means that says nothing of the field, such as the zone of all its times.

    Raises:
        InvalidInput: a column means something unknown, a field that is needed has no column, or a decision
            does not fit its row.
    """
    kind = _KINDS[noun]
    _require_mapping(kind.fields, grid, mapping)
    rows = [
        PlannedRow(id=f"bad {bad.line}", line=bad.line, fate="refused", title=bad.title, why=bad.why)
        for bad in grid.bad_rows
    ]
    read = cells_by_field(kind.fields, grid, mapping, session.clock().date())
    values = completed(grid, read, entered)
    planner = _Planner(session, noun, case_id, decisions, values)
    superseded = kind.superseded(values)
    for place, (row, cells, (_, notes)) in enumerate(zip(grid.rows, values, read, strict=True)):
        if settled := superseded.get(place):
            title = cells.get("title", "")
            rows.append(
                PlannedRow(id=str(row.line), line=row.line, fate=settled.fate, title=title, why=settled.why)
            )
        else:
            rows.append(planner.row(cells, row, notes))
    planner.require_decided()
    rows += _dropped(kind, grid, kind.dropped(session, case_id, values), rows)
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
    kind: _Kind, grid: Grid, dropped: Mapping[str, tuple[int, Settled[Any]]], rows: Iterable[PlannedRow]
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


class _Planner:
    """Plans the rows of a list one after another."""

    def __init__(
        self,
        session: Session,
        noun: Listed,
        case_id: str,
        decisions: Mapping[int, Decision],
        rows: Sequence[Mapping[str, str]],
    ) -> None:
        self._session, self._noun, self._case_id = session, noun, case_id
        self._kind = _KINDS[noun]
        self._known = self._kind.standing(session, case_id, rows)
        self._likeness = self._kind.likeness(session)
        self._decisions = dict(decisions)

    def row(self, cells: Mapping[str, str], row: GridRow, notes: Sequence[Message]) -> PlannedRow:
        """Return the outcome of a row."""
        cells = with_whole_name(cells)
        stated = next((cells[key] for key in _TITLES if key in cells), "")
        planned = PlannedRow(id=str(row.line), line=row.line, fate="refused", title=stated)
        if why := self._fault(cells):
            return replace(planned, why=why)
        if self._is_sum(stated, cells) and row.line not in self._decisions:
            return replace(planned, fate="skipped", why=_SUM, can_be_decided=True)
        try:
            for key, cell in cells.items():
                sound(cell, key)
            built = self._kind.build(self._session, cells, self._case_id)
            refuse_own_contradiction(built.record)
        except CasebookError as error:
            return replace(planned, why=error.message)
        settled = self._settled(built, row.line)
        is_noted = settled.record or (built.is_doubtful and settled.fate == "duplicate")
        notes = [settled.why, *((built.why, *notes, row.note) if is_noted else ())]
        if row.formulas and settled.record:
            notes.append(Message("Some values were calculated by a formula when the file was last saved."))
        return replace(
            planned,
            fate=settled.fate,
            title=self._kind.title(built.record),
            why=joined([note for note in notes if note]),
            record=settled.record,
            former=settled.former,
            beside=built.beside if settled.fate == "new" else (),
            known_id=settled.known_id,
            standing=built.standing,
            can_be_decided=True,
        )

    def require_decided(self) -> None:
        """Require that every decision was about a row that can be decided.

        Raises:
            InvalidInput: one was not.
        """
        if self._decisions:
            raise undecidable(min(self._decisions))

    def _is_sum(self, stated: str, cells: Mapping[str, str]) -> bool:
        """Whether a row is of a sum and of nobody: who has a date of birth or a document is somebody."""
        if self._noun not in {"person", "contact"} or not is_sum(stated):
            return False
        return not import_person.states_somebody(cells)

    def _fault(self, cells: Mapping[str, str]) -> Message:
        entry = cells.get(_ENTRY, "")
        if entry in _OTHER_ENTRY and entry != self._noun:
            return _OTHER_ENTRY[entry]
        missing = next((field for field in self._kind.fields if not _is_filled(field, cells)), None)
        return Message("Missing: {field}.", field=Message(missing.title)) if missing else NO_MESSAGE

    def _settled(self, built: BuiltRow[Any], line: int) -> Settled[Any]:
        settled = self._known.settle(built.record)
        if settled.fate == "new" and self._likeness:
            settled = self._likeness.alike(built.record, line) or settled
        decision = self._decisions.pop(line, "")
        if decision == "skip":
            return Settled(fate="skipped", why=_SKIPPED)
        if decision == "new":
            return Settled(fate="new", record=built.record)
        if decision == "same":
            if not settled.known_id:
                raise InvalidInput(
                    Message("No record is known that line {line} could be.", line=line), field="decide"
                )
            return Settled(fate="duplicate", known_id=settled.known_id)
        if built.is_doubtful and settled.fate == "new":
            return replace(settled, fate="ask")
        return settled


_SUM, _SKIPPED = Message("It is a number or a sum, not a name."), Message("You decided not to import it.")


def _is_filled(field: ImportField, cells: Mapping[str, str]) -> bool:
    """Whether a row, or a mapping, has what a needed field needs."""
    return not field.is_needed or any(cells.get(key) for key in (field.key, *field.instead))


def _require_mapping(fields: Sequence[ImportField], grid: Grid, mapping: Mapping[int, str]) -> None:
    known = {field.key: field for field in fields}
    for place, key in mapping.items():
        if key not in known or not 0 <= place < len(grid.head):
            raise InvalidInput(
                Message("There is no field “{key}”.", key=key),
                field="map",
                remedy=Message("Valid values: {known}.", known=", ".join(known)),
            )
    for field in fields:
        if not _is_filled(field, dict.fromkeys(mapping.values(), field.key)):
            raise InvalidInput(
                Message("No column is assigned to “{field}”.", field=Message(field.title)),
                field="map",
                remedy="Choose the column to use.",
            )
