"""What encryption and the layers above it cost: opening a vault, and the first page of its cases."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from casebook.base.ids import seeded_ids
from casebook.crypto.kdf import MIN_MEMORY_KIB, KdfCost
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case, Party
from casebook.domain.case.event import Event
from casebook.domain.case.proceeding import Proceeding, Stage
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.case import case
from casebook.services.vault import vault
from tests.bench.ratio import Ratio, scratch, timed

CASES = 10_000
CHEAP = KdfCost(memory_kib=MIN_MEMORY_KIB, passes=1, lanes=1)
PHRASE = "seven invented words stand here for tests"
ROWS_A_SECOND = 20_000


def measure() -> list[Ratio]:
    """Opening apart from key derivation, and a page of cases against the bare rows."""
    with scratch("vault") as folder:
        path = folder / "measured.casebook"
        session, code = vault.create(path, PHRASE, cost=CHEAP)
        with session:
            raw_key = session.vault.database_key
        small = _opening("opening a new vault", 2.0, path, code, raw_key)
        with open_session(path, code) as session:
            _fill(session)
        large = _opening("opening 10,000 cases", 2.0, path, code, raw_key)
        with open_session(path, code) as session:
            return [small, large, _history(session), _case_list(session)]


def _opening(name: str, bar: float, path: Path, code: str, raw_key: bytes) -> Ratio:
    """By its recovery code, which needs no key derivation to speak of.

    In a new vault the few milliseconds that do not grow with it weigh most: the new header, flushed to the
    disk twice, and the engine. They are few enough for the same bar.
    """
    database = path / "case.db"
    size = f"{database.stat().st_size / 1e6:.0f} MB"
    return timed(f"{name} ({size})", bar, 31, lambda: open_session(path, code).lock, _raw(database, raw_key))


def _raw(database: Path, raw_key: bytes) -> Callable[[], Callable[[], None]]:
    from sqlcipher3 import dbapi2 as driver

    def work() -> Callable[[], None]:
        with database.open("rb") as file:
            hashlib.file_digest(file, "sha256")
        link = driver.connect(str(database))
        link.execute(f"PRAGMA key = \"x'{raw_key.hex()}'\"")
        link.execute("SELECT count(*) FROM sqlite_master").fetchone()
        close: Callable[[], None] = link.close
        return close

    return work


def _history(session: Session) -> Ratio:
    """What keeps a person from writing after a power cut, against 20,000 history rows a second."""
    rows, start = session.store.audit_head()[0], time.process_time()
    assert session.store.differences() == []
    rate = rows / (time.process_time() - start)
    detail = f"{rate:,.0f} history rows a second of work, {rows:,} rows"
    return Ratio("records against their history (inner)", ROWS_A_SECOND / rate, 1.0, detail)


def _case_list(session: Session) -> Ratio:
    """The list of cases against the same statements, sent to the driver and fetched as tuples.

    The bar leaves room for making 10,000 rows with their dates.
    """
    from sqlalchemy import event

    statements: list[tuple[str, Any]] = []

    def listen(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:  # noqa: ANN401
        statements.append((statement, parameters))

    event.listen(session.store.engine, "before_cursor_execute", listen)
    case.rows(session)
    event.remove(session.store.engine, "before_cursor_execute", listen)
    link = session.store.engine.raw_connection().driver_connection
    assert link is not None

    def bare() -> None:
        for statement, parameters in statements:
            link.execute(statement, parameters).fetchall()
        link.execute("ROLLBACK")  # the first statement was a BEGIN

    return timed("list of 10,000 cases", 8.0, 25, lambda: case.rows(session), bare)


def _fill(session: Session) -> None:
    ids = seeded_ids(1)
    batch: list[Entity] = []
    for number in range(CASES):
        batch += _one(number, ids)
    record.add(session, *batch)


def _one(number: int, ids: Callable[[], str]) -> Iterator[Entity]:
    day = date(2020, 1, 1) + timedelta(days=number % 2000)
    person_id, case_id = ids(), ids()
    latin = Name(text=f"Ceshi Person {number}", script="Latn")
    han = Name(text=f"测试{chr(0x4E00 + number)}", script="Hans")
    yield Person(id=person_id, names=(latin, han), nationalities=("CN",))
    yield Case(
        id=case_id,
        reference=f"M-{number:05}",
        title="Extradition to the PRC requested",
        jurisdiction="CY",
        opened_on=day,
        parties=(Party(person_id=person_id),),
    )
    stages = (Stage(title="District Court", begins=StatedDate(edtf=day.isoformat())),)
    yield Proceeding(id=ids(), case_id=case_id, kind="extradition", forum="District Court", stages=stages)
    hearing_on = StatedDate(edtf=(date(2027, 1, 1) + timedelta(days=number % 300)).isoformat())
    yield Event(id=ids(), case_id=case_id, kind="hearing", title="Hearing", on=hearing_on, status="planned")
