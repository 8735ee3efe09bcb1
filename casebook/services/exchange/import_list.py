"""Import of lists from other sources: read, mapped, previewed, and written only after confirmation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, BinaryIO

from casebook.base.errors import CasebookError, Conflict, DamagedSource, InvalidInput, Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import Entity
from casebook.domain.base.field import sound
from casebook.domain.base.grid import Grid, GridRow
from casebook.domain.case.event import Event
from casebook.domain.exchange.import_plan import (
    WRITTEN,
    ImportField,
    ImportPlan,
    Listed,
    PlannedRow,
    joined,
    suggested,
)
from casebook.formats.encoding import ENCODINGS, is_utf16
from casebook.formats.fault import OversizedFile
from casebook.formats.media_type import HEAD_BYTES, PACKAGES, PLAIN, media_type
from casebook.host.protocol.extract_protocol import Family
from casebook.services.base.flow import off_thread
from casebook.services.base.session import Session
from casebook.services.evidence.intake_source import OfferedFile
from casebook.services.exchange import import_contact, import_event, import_person
from casebook.services.exchange.known_records import KnownRecords, Settled
from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker, LockedFile, NotRead
from casebook.store.registry import table_for
from casebook.store.transaction import Transaction

MAX_BYTES = 64 << 20
"""Maximum size of a list."""
_MAX_ROWS = 200_000
_NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_LIST = Message("Save it as CSV, XLSX, vCard or iCalendar.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """Import settings of a noun.

    Attributes:
        fields: what its columns can mean.
        build: makes a record of the cells of a row by field, and says what is to be known of it.
        standing: those that are there already, which settle what becomes of a record.
        superseded: what becomes, by place, of rows that the same list has again.
    """

    fields: tuple[ImportField, ...]
    build: Callable[[Session, Mapping[str, str], str], tuple[Entity, Message]]
    standing: Callable[[Session, str], KnownRecords[Any]]
    title: Callable[[Any], str]
    superseded: Callable[[Sequence[Mapping[str, str]]], Mapping[int, Settled[Any]]]


def _kind(module: Any) -> _Kind:  # noqa: ANN401 - one of the three modules of nouns
    return _Kind(
        fields=module.FIELDS,
        build=module.build,
        standing=module.standing,
        title=module.title,
        superseded=getattr(module, "superseded", lambda _: {}),
    )


_KINDS: dict[Listed, _Kind] = {
    "person": _kind(import_person),
    "contact": _kind(import_contact),
    "event": _kind(import_event),
}


def fields_of(noun: Listed) -> tuple[ImportField, ...]:
    """Return the fields to which columns can be mapped."""
    return _KINDS[noun].fields


def suggest(noun: Listed, grid: Grid) -> dict[int, str]:
    """Return the most likely field of each column."""
    return suggested(fields_of(noun), grid.head)


async def read_list(offer: OfferedFile, *, encoding: str = "", progress: Progress = silent) -> Grid:
    """Return the rows of a CSV, workbook, vCard or iCalendar file.

    Args:
        offer: the file.
        encoding: one of the `readings` of a list, or "" to find out.
        progress: asked whether to go on.

    Raises:
        DamagedSource: it is damaged, locked, or holds no list.
        InvalidInput: it is of another kind, or too large.
        Refused: it is a workbook and this computer cannot confine what reads it.
    """
    return await off_thread(partial(_read, offer, progress, encoding))


def plan(
    session: Session,
    noun: Listed,
    grid: Grid,
    mapping: Mapping[int, str],
    case_id: str = "",
    *,
    unsaid: Mapping[str, str] = _NOTHING,
) -> ImportPlan:
    """Return the outcome of every row without writing anything.

    Args:
        session: the open vault.
        noun: what the rows are.
        grid: the list.
        mapping: column -> key of the field it means; other columns are left out.
        case_id: the case of events, "" for others.
        unsaid: field -> what a row means that says nothing of it, such as the zone of all its times.

    Raises:
        InvalidInput: a column means something unknown, or a field that is needed has no column.
    """
    kind = _KINDS[noun]
    _require_mapping(kind.fields, grid, mapping)
    known = kind.standing(session, case_id)
    rows = [
        PlannedRow(id=f"bad {bad.line}", line=bad.line, fate="refused", title=bad.title, why=bad.why)
        for bad in grid.bad_rows
    ]
    values = [dict(unsaid) | _by_field(row, mapping) for row in grid.rows]
    superseded = kind.superseded(values)
    for place, (row, cells) in enumerate(zip(grid.rows, values, strict=True)):
        if one := superseded.get(place):
            title = cells.get("title", "")
            rows.append(PlannedRow(id=str(row.line), line=row.line, fate=one.fate, title=title, why=one.why))
        else:
            rows.append(_planned(session, kind, cells, row, case_id, known))
    return ImportPlan(noun=noun, rows=tuple(sorted(rows, key=lambda row: row.line)))


def carry_out(session: Session, agreed: ImportPlan) -> int:
    """Write the new and changed records of a plan in one change; returns their number.

    Raises:
        Conflict: a record was changed since the plan was made; nothing was written.
        DiskProblem: the disk refuses; nothing was written.
    """
    rows = _written(agreed)
    if rows:
        with session.store.write(f"{agreed.noun}.import") as transaction:
            for record, former in rows:
                if former is None:
                    transaction.add(record)
                elif not _replaced(session, transaction, former, record):
                    raise Conflict(
                        "A record of this list was changed in another window.",
                        remedy="Preview the rows again.",
                    )
    return len(rows)


def take_back(session: Session, done: ImportPlan) -> int:
    """Undo a plan in one change: move new records to the bin and restore the values of changed ones.

    Returns:
        How many records; one that was changed again since stays as it is.
    """
    rows, count = _written(done), 0
    if rows:
        with session.store.write(f"{done.noun}.take-back-import") as transaction:
            for record, former in rows:
                if former is None:
                    transaction.move_to_bin(type(record), record.id)
                count += former is None or _replaced(session, transaction, record, former)
    return count


def _written(plan: ImportPlan) -> list[tuple[Entity, Entity | None]]:
    return [(row.record, row.former) for row in plan.rows if row.fate in WRITTEN and row.record]


def _replaced(session: Session, transaction: Transaction, seen: Entity, new: Entity) -> bool:
    """Replace the values of a record unless it was changed after reading; deadlines follow their event."""
    there = table_for(type(seen)).some(transaction.connection, [seen.id]).get(seen.id)
    if there != seen:
        return False
    transaction.replace(new)
    if isinstance(new, Event):
        from casebook.services.base.deadline_recalculation import follow  # it loads the rules

        follow(transaction, new, session.clock())
    return True


def _by_field(row: GridRow, mapping: Mapping[int, str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for place, key in sorted(mapping.items()):
        cells[key] = "\n".join(part for part in (cells.get(key, ""), row.cells[place]) if part)
    return {key: cell for key, cell in cells.items() if cell}


def _planned(
    session: Session,
    kind: _Kind,
    cells: Mapping[str, str],
    row: GridRow,
    case_id: str,
    known: KnownRecords[Any],
) -> PlannedRow:
    shown, stated = str(row.line), cells.get("title", cells.get("name", ""))
    missing = next((field for field in kind.fields if field.is_needed and not cells.get(field.key)), None)
    if missing:
        why = Message("Missing: {field}.", field=Message(missing.title.lower()))
        return PlannedRow(id=shown, line=row.line, fate="refused", title=stated, why=why)
    try:
        for key, cell in cells.items():
            sound(cell, key)
        record, why = kind.build(session, cells, case_id)
    except CasebookError as error:
        return PlannedRow(id=shown, line=row.line, fate="refused", title=stated, why=error.message)
    settled = known.settle(record)
    notes = [note for note in (settled.why, *((why, row.note) if settled.record else ())) if note]
    if row.formulas and settled.record:
        notes.append(Message("Some values were calculated by a formula when the file was last saved."))
    return PlannedRow(
        id=shown,
        line=row.line,
        fate=settled.fate,
        title=kind.title(record),
        why=joined(notes),
        record=settled.record,
        former=settled.former,
    )


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
        if field.is_needed and field.key not in mapping.values():
            raise InvalidInput(
                Message("No column is assigned to “{field}”.", field=Message(field.title.lower())),
                field="map",
                remedy="Choose the column to use.",
            )


def _read(offer: OfferedFile, progress: Progress, encoding: str) -> Grid:
    if encoding and encoding not in ENCODINGS:
        raise InvalidInput(
            "There is no such encoding.",
            field="encoding",
            remedy=Message("Valid values: {known}.", known=", ".join(ENCODINGS)),
        )
    number = ENCODINGS.index(encoding) + 1 if encoding else 0
    with offer.open() as stream:
        head = stream.read(HEAD_BYTES)
        family, is_package = _family(head), media_type(head) in PACKAGES
        stream.seek(0)
        try:
            with ExtractWorker(family, progress, number) as extract_worker:
                return _checked(extract_worker.read(stream, Grid).answer)
        except NotRead as unread:
            if unread.why == "unconfined" and not is_package:
                return _in_process(family, stream, encoding)
            raise _unread(unread) from unread
        except DamagedFile as error:
            raise DamagedSource("The file is damaged or contains no list.", remedy=_NO_LIST) from error
        except LockedFile as error:
            raise DamagedSource(
                "The file is protected by a password.", remedy="Save it without a password."
            ) from error


def _in_process(family: Family, stream: BinaryIO, encoding: str) -> Grid:
    """Read plain text here. SECURITY: only where no confinement exists, by memory-safe code."""
    from casebook.formats.calendar_grid import read_calendar_grid
    from casebook.formats.contact_file import read_contacts
    from casebook.formats.table import read_table

    readers: dict[Family, Callable[[bytes], Grid]] = {
        Family.CALENDAR: lambda data: read_calendar_grid(data, encoding),
        Family.CONTACTS: lambda data: read_contacts(data, encoding),
        Family.TABLE: lambda data: read_table(data, encoding),
    }
    stream.seek(0)
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _unread(NotRead("large"))
    try:
        return readers[family](data)
    except OversizedFile as error:
        raise _unread(NotRead("large")) from error


def _family(head: bytes) -> Family:
    kind = media_type(head)
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").replace(b"\x00", b"")[:20].upper()
    if start.startswith(b"BEGIN:VCARD"):
        return Family.CONTACTS
    if start.startswith(b"BEGIN:VCALENDAR"):
        return Family.CALENDAR
    if kind in PACKAGES or is_utf16(head):
        return Family.TABLE
    if not kind.startswith("text/") and kind not in {PLAIN, "message/rfc822"}:
        raise InvalidInput("This file is not a list.", field="file", remedy=_NO_LIST)
    return Family.TABLE


def _unread(unread: NotRead) -> CasebookError:
    if unread.why == "large":
        return InvalidInput(
            "The list is too large, or becomes too large when unpacked.",
            field="file",
            remedy="Split it into several files.",
        )
    if unread.why == "unconfined":
        return Refused(
            "Spreadsheets cannot be read on this computer: it cannot isolate the process that reads them.",
            remedy="Save the list as CSV.",
        )
    return DamagedSource("The list could not be read.", remedy=_NO_LIST)


def _checked(grid: Grid) -> Grid:
    """Return the list reported by a reader after validation."""
    if len(grid.rows) > _MAX_ROWS or any(len(row.cells) != len(grid.head) for row in grid.rows):
        raise NotRead("failed")
    return grid
