"""The ledger of outcomes: those of our cases, and those that others reported, with numbers of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, get_args

from casebook.domain.base.entity import entity
from casebook.domain.case.case import Case
from casebook.domain.case.outcome import (
    AssuranceResult,
    AssuranceSubject,
    EndKind,
    Outcome,
)
from casebook.domain.case.outcome_hiding import keys_of
from casebook.domain.case.outcome_pair import is_half, other_halves
from casebook.domain.case.outcome_whole import exceeded_whole
from casebook.domain.case.packed_outcome import PackedOutcome, whole
from casebook.domain.exchange.cell_suppression import WHOLE, Population, Unit, suppressed
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.domain.exchange.report import THRESHOLD
from casebook.domain.library.instrument import Instrument
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.store.exchange import outcome_pack as stored
from casebook.store.registry import table_for
from casebook.store.sharing import handover

LedgerOrigin = Literal["own", "others", "uncompared"]
"""`others`: a pack of a signer whose card was compared; `uncompared`: nobody knows who signed it."""
Standing = Literal["", "fallen", "not-taken"]
"""`fallen`: the newest pack of the signer lacks the row; `not-taken`: its row was not taken."""
UNSTATED = "not-stated"


@entity
class LedgerRow:
    """A line of the ledger.

    Attributes:
        id: of the outcome, or of pack and row.
        row: what it says, without names.
        outcome: the record; None of numbers that leave, and of what others reported.
        reference: of its case, or "".
        name: of the person, or "".
        pack: the pack it came with; None of our own.
        doubled_by: how many other signers report the same, perhaps of the same people.
        standing: why the row stands though the newest pack of its signer does not give it; "" of others.
        is_half: whether it says kept or breached of an assurance of which its author does not say the other.
        earlier: the pack of its signer that gave the highest number of it before, where that was higher.
        earlier_people: that number, else 0.
        ended_people: how many people rows of its author say to have ended so, where it counts more; else 0.
    """

    id: str
    row: PackedOutcome
    outcome: Outcome | None = None
    reference: str = ""
    name: str = ""
    pack: OutcomePack | None = None
    doubled_by: int = 0
    standing: Standing = ""
    is_half: bool = False
    earlier: OutcomePack | None = None
    earlier_people: int = 0
    ended_people: int = 0

    @property
    def origin(self) -> LedgerOrigin:
        """Return whose it is."""
        if self.pack is None:
            return "own"
        return "others" if self.pack.was_compared else "uncompared"


@entity
class LedgerQuery:
    """Which lines are wanted; an empty field asks for all.

    Attributes:
        state: ISO 3166 code of the requesting State.
        result: an assurance came to this.
        origin: whose.
    """

    state: str = ""
    ended: EndKind | Literal[""] = ""
    result: AssuranceResult | Literal[""] = ""
    about: AssuranceSubject | Literal[""] = ""
    origin: LedgerOrigin | Literal[""] = ""

    def takes(self, one: LedgerRow) -> bool:
        """Return whether a line is wanted."""
        row = one.row
        return (
            self.state in {"", row.requesting}
            and self.ended in {"", row.ended}
            and self.origin in {"", one.origin}
            and (not (self.result or self.about) or any(map(self._is_asked, row.assurances)))
        )

    def _is_asked(self, assurance: object) -> bool:
        about, result = getattr(assurance, "about", ""), getattr(assurance, "result", "")
        return self.about in {"", about} and self.result in {"", result}


@entity
class LedgerTable:
    """Numbers by two categories.

    Attributes:
        counts: people, or assurances.
        origin: whose; those of our own are hidden where they are small.
        rows, columns: the categories there are, in order.
        values: the number of each cell by row and column, "" for the totals; None where it is hidden, or
            where rows that left do not state it: none, or too few.
    """

    counts: Literal["people", "assurances"]
    origin: LedgerOrigin
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Mapping[tuple[str, str], int | None]


def ledger(session: Session, query: LedgerQuery | None = None) -> list[LedgerRow]:
    """Return the lines of the ledger, our own first, each by day, newest first."""
    lines = [*own_rows(session), *reported_rows(session)]
    return sorted(
        sorted(narrowed(lines, query), key=lambda one: one.row.on, reverse=True),
        key=lambda one: get_args(LedgerOrigin).index(one.origin),
    )


def own_rows(session: Session, case_id: str = "") -> list[LedgerRow]:
    """Return a line for each outcome of our cases, or of one."""
    with session.store.reading() as connection:
        table = table_for(Outcome)
        outcomes = table.of_case(connection, case_id) if case_id else table.all(connection)
        people = table_for(Person).some(connection, {one.person_id for one in outcomes})
        cases = table_for(Case).some(connection, {one.case_id for one in outcomes})
    return [
        LedgerRow(
            id=one.id,
            row=whole(one),
            outcome=one,
            reference=cases[one.case_id].reference if one.case_id in cases else "",
            name=people[one.person_id].leading_name if one.person_id in people else "",
        )
        for one in outcomes
    ]


def narrowed(lines: Iterable[LedgerRow], query: LedgerQuery | None) -> list[LedgerRow]:
    """Return the lines that are wanted; who asks for kept or breached gets the other half, too."""
    listed = list(lines)
    wanted = [one for one in listed if query is None or query.takes(one)]
    ids = {one.id for one in wanted}
    return [
        one
        for one in listed
        if one.id in ids or (one.row.part == "assurance" and other_halves(one.row, _of_author(wanted, one)))
    ]


def _of_author(lines: Iterable[LedgerRow], line: LedgerRow) -> list[PackedOutcome]:
    """Return what the author of a row says in rows that left."""
    signer = line.pack.signer if line.pack else ""
    return [
        one.row
        for one in lines
        if one.row.part != "whole" and (one.pack.signer if one.pack else "") == signer
    ]


def reported_rows(session: Session) -> list[LedgerRow]:
    """Return a line for each row that others reported, as its signer reported it last."""
    return standing_rows(received(session))


def standing_rows(packs: Iterable[OutcomePack]) -> list[LedgerRow]:
    """Return of each signer every row as the latest pack with it has it.

    A row that a later pack lacks stays: most often too few agree by now, and without it the rest would say
    what is not so.
    """
    by_signer: dict[str, list[OutcomePack]] = {}
    for pack in sorted(packs, key=lambda one: one.order):
        by_signer.setdefault(pack.signer, []).append(pack)
    lines = [line for of_signer in by_signer.values() for line in _standing(of_signer)]
    signers = Counter(line.row.key for line in lines)
    return [replace(line, doubled_by=signers[line.row.key] - 1) for line in lines]


def _standing(packs: Sequence[OutcomePack]) -> list[LedgerRow]:
    """Return the rows of one signer; the device is the same, and so is whether its card was compared."""
    newest = packs[-1]
    latest = {
        row.key: (row, replace(pack, was_compared=newest.was_compared)) for pack in packs for row in pack.rows
    }
    rows = [row for row, _ in latest.values()]
    most: dict[str, tuple[int, OutcomePack]] = {}
    for pack in packs:
        for row in pack.rows:
            if row.people > max(latest[row.key][0].people, most[row.key][0] if row.key in most else 0):
                most[row.key] = (row.people, pack)
    why: Mapping[bool, Standing] = {True: "not-taken", False: "fallen"}
    return [
        LedgerRow(
            id=f"{pack.id}/{row.key}",
            row=row,
            pack=pack,
            standing="" if pack.id == newest.id else why[row.key in newest.declined],
            is_half=is_half(row, rows),
            earlier=most[row.key][1] if row.key in most else None,
            earlier_people=most[row.key][0] if row.key in most else 0,
            ended_people=exceeded_whole(row, rows),
        )
        for row, pack in latest.values()
    ]


def given(session: Session) -> list[OutcomePack]:
    """Return the packs that were written here, newest first."""
    return [one for one in packs(session) if one.kind == "given"]


def received(session: Session) -> list[OutcomePack]:
    """Return the packs that were imported, newest first."""
    return [one for one in packs(session) if one.kind == "received"]


def packs(session: Session) -> list[OutcomePack]:
    """Return the register: packs written here and imported, newest first.

    A card may be compared after the import: the packs of its device follow it.
    """
    with session.store.reading() as connection:
        compared = {one.device for one in handover.cards(connection) if one.is_compared}
        return [
            replace(one, was_compared=one.was_compared or one.signer in compared)
            for one in stored.packs(connection)
        ]


def own_keys(session: Session) -> frozenset[str]:
    """Return the keys of all rows in which something of our outcomes may stand."""
    return frozenset(key for one in record.every(session, Outcome) for key in keys_of(one))


def is_of_registry(session: Session, instrument_id: str) -> bool:
    """Return whether the registry of treaties has an ID."""
    with session.store.reading() as connection:
        return table_for(Instrument).some(connection, {instrument_id}) != {}


def tables(lines: Iterable[LedgerRow], threshold: int = THRESHOLD) -> tuple[LedgerTable, ...]:
    """Return the numbers of lines: people by State and end, assurances by subject and result.

    Rows that left are numbers already, and no pack states a zero.

    Args:
        lines: of the ledger.
        threshold: of outcomes of our own numbers from 1 to below this are hidden, and what would give them
            away.
    """
    listed = list(lines)
    counted: list[LedgerTable] = []
    for origin in get_args(LedgerOrigin):
        of_origin = [one for one in listed if one.origin == origin]
        least = threshold if any(one.outcome for one in of_origin) else 0
        counted += [
            _table("people", origin, [unit for one in of_origin for unit in _people(one)], least),
            _table("assurances", origin, [unit for one in of_origin for unit in _assurances(one)], least),
        ]
    return tuple(table for table in counted if table.rows)


def _people(line: LedgerRow) -> list[Unit]:
    if line.row.part not in {"whole", "end"}:
        return []
    categories = {"row": line.row.requesting or UNSTATED, "column": line.row.ended}
    return [Unit(categories=categories, case_ids=frozenset([_case(line)]), amount=line.row.people)]


def _assurances(line: LedgerRow) -> list[Unit]:
    return [
        Unit(
            categories={"row": one.about, "column": one.result},
            case_ids=frozenset([_case(line)]),
            amount=line.row.people,
        )
        for one in line.row.assurances
    ]


def _case(line: LedgerRow) -> str:
    return line.outcome.case_id if line.outcome else line.id


_HALVES: frozenset[str] = frozenset({"kept", "breached"})
_ORDER: Sequence[str] = (*get_args(AssuranceSubject), *get_args(AssuranceResult), *get_args(EndKind))


def _table(
    counts: Literal["people", "assurances"], origin: LedgerOrigin, units: Sequence[Unit], threshold: int
) -> LedgerTable:
    cells = suppressed(Population(chains=(("row", "column"),), units=tuple(units)), threshold)
    rows, columns = ({one.categories[name] for one in units} for name in ("row", "column"))
    have_left = not threshold
    if have_left and columns & _HALVES:
        columns |= _HALVES  # "kept" without a column for "breached" would read as if there were none
    values = {}
    for row in (*rows, ""):
        for column in (*columns, ""):
            pairs = [("row", row)] * bool(row) + [("column", column)] * bool(column)
            number = cells.shown(frozenset(pairs) if pairs else WHOLE)
            values[row, column] = None if have_left and number == 0 else number
    rows_in_order, columns_in_order = (tuple(sorted(names, key=_place)) for names in (rows, columns))
    return LedgerTable(
        counts=counts, origin=origin, rows=rows_in_order, columns=columns_in_order, values=values
    )


def _place(category: str) -> tuple[int, str]:
    return (_ORDER.index(category) if category in _ORDER else len(_ORDER), category)
