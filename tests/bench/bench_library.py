"""The library searched against the raw index query, in English and Chinese, and matched to a client."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from sqlalchemy import text

from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.packs.library.library import read_library
from casebook.services.base import record
from casebook.services.base.session import Session, start_session
from casebook.services.case import case
from casebook.services.library import client_match, library
from casebook.services.library.packs import packs
from casebook.store.base import search
from casebook.vault import FLOOR_COST, create_vault
from tests.bench.ratio import Ratio, scratch

QUERIES, BAR_MS = 200, 50.0
RAW = text(
    "SELECT s.record_id FROM search JOIN searched AS s ON s.id = search.rowid"
    " WHERE search MATCH :query ORDER BY rank"
)


def measure() -> list[Ratio]:
    """200 queries: the time of ours over that of the index alone, and the 95th percentile over its bar."""
    with scratch("library") as folder:
        session = _filled(folder / "office.casebook")
        queries = _queries()
        ours, raw = [], []
        for number, query in enumerate([queries[0], *queries]):
            taken = _ms(lambda query=query: library.matching(session, query))
            floor = _ms(lambda query=query: _raw(session, query))
            if number:
                ours.append(taken)
                raw.append(floor)
        matched = _matched(session)
        session.close()
    p95 = statistics.quantiles(ours, n=20)[-1]
    return [
        Ratio(
            "library search",
            statistics.median(ours) / statistics.median(raw),
            2.0,
            f"{statistics.median(ours):.2f} ms against {statistics.median(raw):.2f} ms, {QUERIES} queries",
        ),
        Ratio("library search, 95th of 100", p95 / BAR_MS, 1.0, f"{p95:.1f} ms of {BAR_MS:.0f} ms"),
        Ratio("library matched to a client", matched / BAR_MS, 1.0, f"{matched:.1f} ms of {BAR_MS:.0f} ms"),
    ]


def _filled(path: Path) -> Session:
    vault, _ = create_vault(path, "seven invented words stand here for tests", cost=FLOOR_COST)
    session = start_session(vault)
    packs.copy_in(session)
    return session


def _matched(session: Session) -> float:
    """The median time to match the whole library to the client of a case, from the vault."""
    client = Person(id="p", names=(Name(text="Invented", script="Latn"),), ethnicity="Han", topics=("rsdl",))
    record.add(session, client)
    opened = case.open_case(session, reference="R-1", title="Removal", jurisdiction="CY")
    record.change(session, opened.with_party("p", "client"), seen=opened)
    return statistics.median(_ms(lambda: client_match.of_case(session, opened.id)) for _ in range(20))


def _queries() -> list[str]:
    """Half of it words of findings, half of it Chinese of titles and terms; the same each time."""
    library_index = read_library()
    english = [" ".join(finding.statement.split()[2:4]) for finding in library_index.findings]
    chinese = [source.title_original[:4] for source in library_index.sources if source.language == "zh"]
    chinese += [term for topic in library_index.topics for term in topic.terms]
    half = QUERIES // 2
    return [query for pair in zip(english[:half], (chinese * half)[:half], strict=True) for query in pair]


def _raw(session: Session, query: str) -> object:
    asked = " ".join(f'"{word}"*' for word in search.as_indexed(query).split())
    with session.store.reading() as connection:
        return connection.execute(RAW, {"query": asked}).fetchall()


def _ms(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - start) * 1000
