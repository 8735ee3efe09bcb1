"""The ledger of outcomes: those of our cases, and those that others reported, with numbers of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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

LedgerOrigin = Literal["own", "others", "uncompared"]
"""`others`: a pack of a signer whose card was compared; `uncompared`: nobody knows who signed it."""
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
    """

    id: str
    row: PackedOutcome
    outcome: Outcome | None = None
    reference: str = ""
    name: str = ""
    pack: OutcomePack | None = None
    doubled_by: int = 0

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
        values: the number of each cell by row and column, "" for the totals; None where it is hidden.
    """

    counts: Literal["people", "assurances"]
    origin: LedgerOrigin
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Mapping[tuple[str, str], int | None]


def ledger(session: Session, query: LedgerQuery | None = None) -> list[LedgerRow]:
    """Return the lines of the ledger, our own first, each by day, newest first."""
    lines = [*own_rows(session), *reported_rows(session)]
    wanted = [one for one in lines if query is None or query.takes(one)]
    return sorted(
        sorted(wanted, key=lambda one: one.row.on, reverse=True),
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


def reported_rows(session: Session) -> list[LedgerRow]:
    """Return a line for each row that others reported, of each signer those of the latest pack."""
    latest: dict[str, OutcomePack] = {}
    for pack in sorted(received(session), key=lambda one: (one.made_on, one.at)):
        latest[pack.signer] = pack
    signers = Counter(row.key for pack in latest.values() for row in pack.rows)
    return [
        LedgerRow(id=f"{pack.id}/{row.key}", row=row, pack=pack, doubled_by=signers[row.key] - 1)
        for pack in latest.values()
        for row in pack.rows
    ]


def given(session: Session) -> list[OutcomePack]:
    """Return the packs that were written here, newest first."""
    return [one for one in packs(session) if one.kind == "given"]


def received(session: Session) -> list[OutcomePack]:
    """Return the packs that were imported, newest first."""
    return [one for one in packs(session) if one.kind == "received"]


def packs(session: Session) -> list[OutcomePack]:
    """Return the register: packs written here and imported, newest first."""
    with session.store.reading() as connection:
        return stored.packs(connection)


def own_keys(session: Session) -> frozenset[str]:
    """Return the keys of all rows in which something of our outcomes may stand."""
    return frozenset(key for one in record.every(session, Outcome) for key in keys_of(one))


def is_of_registry(session: Session, instrument_id: str) -> bool:
    """Return whether the registry of treaties has an ID."""
    with session.store.reading() as connection:
        return table_for(Instrument).some(connection, {instrument_id}) != {}


def tables(lines: Iterable[LedgerRow], threshold: int = THRESHOLD) -> tuple[LedgerTable, ...]:
    """Return the numbers of lines: people by State and end, assurances by subject and result.

    Args:
        lines: of the ledger.
        threshold: of outcomes of our own numbers from 1 to below this are hidden, and what would give them
            away. Rows that leave are numbers already.
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


_ORDER: Sequence[str] = (*get_args(AssuranceSubject), *get_args(AssuranceResult), *get_args(EndKind))


def _table(
    counts: Literal["people", "assurances"], origin: LedgerOrigin, units: Sequence[Unit], threshold: int
) -> LedgerTable:
    cells = suppressed(Population(chains=(("row", "column"),), units=tuple(units)), threshold)
    rows, columns = (
        tuple(sorted({one.categories[name] for one in units}, key=_place)) for name in ("row", "column")
    )
    values = {}
    for row in (*rows, ""):
        for column in (*columns, ""):
            pairs = [("row", row)] * bool(row) + [("column", column)] * bool(column)
            values[row, column] = cells.shown(frozenset(pairs) if pairs else WHOLE)
    return LedgerTable(counts=counts, origin=origin, rows=rows, columns=columns, values=values)


def _place(category: str) -> tuple[int, str]:
    return (_ORDER.index(category) if category in _ORDER else len(_ORDER), category)
