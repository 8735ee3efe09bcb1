"""Lists of other people into records: read, mapped, looked at, and written only when the person agrees."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, BinaryIO

from casebook.base.errors import CasebookError, DamagedSource, InvalidInput, Refused
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import Entity
from casebook.domain.base.field import sound
from casebook.domain.base.grid import Grid, GridRow
from casebook.domain.exchange.import_plan import ImportField, ImportPlan, Listed, PlannedRow, suggested
from casebook.formats.fault import OversizedFile
from casebook.formats.media_type import HEAD_BYTES, PLAIN, ZIP, media_type
from casebook.host.protocol.extract_protocol import Family
from casebook.services.base.flow import off_thread
from casebook.services.base.session import Session
from casebook.services.evidence.intake_source import OfferedFile
from casebook.services.exchange import import_contact, import_event, import_person
from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker, LockedFile, NotRead

MAX_BYTES = 64 << 20
"""A list larger than that is a database of its own."""
_MAX_ROWS = 200_000
_NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_LIST = Message("Save it as CSV, XLSX, vCard or iCalendar.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """What is known of a noun that lists can hold.

    Attributes:
        fields: what its columns can mean.
        build: makes a record of the cells of a row by field, and says what is to be known of it.
        keys: what two records of the same thing have in common.
        standing: those that are there already.
    """

    fields: tuple[ImportField, ...]
    build: Callable[[Session, Mapping[str, str], str], tuple[Entity, Message]]
    keys: Callable[[Any], frozenset[str]]
    standing: Callable[[Session, str], Sequence[Entity]]
    title: Callable[[Any], str]


def _kind(module: Any) -> _Kind:  # noqa: ANN401 - one of the three modules of nouns
    return _Kind(
        fields=module.FIELDS,
        build=module.build,
        keys=module.keys,
        standing=module.standing,
        title=module.title,
    )


_KINDS: dict[Listed, _Kind] = {
    "person": _kind(import_person),
    "contact": _kind(import_contact),
    "event": _kind(import_event),
}


def fields_of(noun: Listed) -> tuple[ImportField, ...]:
    """What the columns of a list can mean."""
    return _KINDS[noun].fields


def suggest(noun: Listed, grid: Grid) -> dict[int, str]:
    """Which field each column is likely to mean."""
    return suggested(fields_of(noun), grid.head)


async def read_list(offer: OfferedFile, *, progress: Progress = silent) -> Grid:
    """The rows of a CSV, workbook, vCard or iCalendar file.

    Raises:
        DamagedSource: it is damaged, locked, or holds no list.
        InvalidInput: it is of another kind, or too large.
        Refused: it is a workbook and this computer cannot confine what reads it.
    """
    return await off_thread(partial(_read, offer, progress))


def plan(
    session: Session,
    noun: Listed,
    grid: Grid,
    mapping: Mapping[int, str],
    case_id: str = "",
    *,
    unsaid: Mapping[str, str] = _NOTHING,
) -> ImportPlan:
    """What would become of every row; nothing is written.

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
    seen = {key for record in kind.standing(session, case_id) for key in kind.keys(record)}
    rows = [
        PlannedRow(id=f"bad {bad.line}", line=bad.line, fate="refused", why=bad.why) for bad in grid.bad_rows
    ]
    for row in grid.rows:
        cells: dict[str, str] = {}
        for place, key in sorted(mapping.items()):
            cells[key] = "\n".join(part for part in (cells.get(key, ""), row.cells[place]) if part)
        values = dict(unsaid) | {key: cell for key, cell in cells.items() if cell}
        rows.append(_planned(session, kind, values, row, case_id, seen))
    return ImportPlan(noun=noun, rows=tuple(sorted(rows, key=lambda row: row.line)))


def carry_out(session: Session, agreed: ImportPlan) -> int:
    """Write the new records of a plan, all in one change; how many there are.

    Raises:
        DiskProblem: the disk refuses; nothing was written.
    """
    records = [row.record for row in agreed.rows if row.fate == "new" and row.record]
    if records:
        with session.store.write(f"{agreed.noun}.import") as transaction:
            for record in records:
                transaction.add(record)
    return len(records)


def take_back(session: Session, done: ImportPlan) -> int:
    """Put what a plan wrote in the bin, all in one change; how many there were."""
    records = [row.record for row in done.rows if row.fate == "new" and row.record]
    if records:
        with session.store.write(f"{done.noun}.take-back-import") as transaction:
            for record in records:
                transaction.move_to_bin(type(record), record.id)
    return len(records)


def _planned(
    session: Session, kind: _Kind, cells: Mapping[str, str], row: GridRow, case_id: str, seen: set[str]
) -> PlannedRow:
    shown = str(row.line)
    missing = next((field for field in kind.fields if field.is_needed and not cells.get(field.key)), None)
    if missing:
        why = Message("Missing: {field}.", field=Message(missing.title.lower()))
        return PlannedRow(id=shown, line=row.line, fate="refused", why=why)
    try:
        for key, cell in cells.items():
            sound(cell, key)
        record, why = kind.build(session, cells, case_id)
    except CasebookError as error:
        return PlannedRow(id=shown, line=row.line, fate="refused", why=error.message)
    keys, title = kind.keys(record), kind.title(record)
    if keys & seen:
        return PlannedRow(id=shown, line=row.line, fate="duplicate", title=title)
    seen |= keys
    if row.formulas:
        note = Message("Some values were worked out by a formula when the file was last saved.")
        why = Message("{first} {second}", first=why, second=note) if why else note
    return PlannedRow(id=shown, line=row.line, fate="new", title=title, why=why, record=record)


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


def _read(offer: OfferedFile, progress: Progress) -> Grid:
    with offer.open() as stream:
        head = stream.read(HEAD_BYTES)
        family, is_package = _family(head), media_type(head) == ZIP
        stream.seek(0)
        try:
            with ExtractWorker(family, progress) as extract_worker:
                return _checked(extract_worker.read(stream, Grid).answer)
        except NotRead as unread:
            if unread.why == "unconfined" and not is_package:
                return _in_process(family, stream)
            raise _unread(unread) from unread
        except DamagedFile as error:
            raise DamagedSource("The file is damaged or contains no list.", remedy=_NO_LIST) from error
        except LockedFile as error:
            raise DamagedSource(
                "The file is protected by a password.", remedy="Save it without a password."
            ) from error


def _in_process(family: Family, stream: BinaryIO) -> Grid:
    """SECURITY: where nothing can be confined, plain text alone is read here, by code without pointers."""
    from casebook.formats.calendar_grid import read_calendar_grid
    from casebook.formats.contact_file import read_contacts
    from casebook.formats.table import read_table

    readers = {Family.CALENDAR: read_calendar_grid, Family.CONTACTS: read_contacts, Family.TABLE: read_table}
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
    if kind == ZIP:
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
    """The list a reader tells of, if it can be so."""
    if len(grid.rows) > _MAX_ROWS or any(len(row.cells) != len(grid.head) for row in grid.rows):
        raise NotRead("failed")
    return grid
