"""Makes a report of numbers from the records of the casebook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import Entity
from casebook.domain.case.case import Case
from casebook.domain.case.incident import Incident
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.case.time_note import TimeNote
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.exchange.cell_suppression import Population
from casebook.domain.exchange.report import (
    Counted,
    NumberReport,
    ReportRequest,
    ReportTable,
    check_request,
    report_tables,
)
from casebook.domain.library.finding import Finding
from casebook.domain.library.public_incident import PublicIncident
from casebook.domain.library.source import Source
from casebook.domain.library.topic import Topic
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.exchange.reports import report_cases, report_topics
from casebook.services.exchange.reports.report_cases import CaseCounting, is_between, is_open_between

E = TypeVar("E", bound=Entity)
_READING, _COUNTING = Message("reading records"), Message("counting")


async def make(session: Session, request: ReportRequest, progress: Progress = silent) -> NumberReport:
    """Return a report.

    Args:
        session: the open vault.
        request: what it covers.
        progress: shown while records are read and counted.

    Raises:
        InvalidInput: the period ends before it begins, or the threshold is out of its range.
        Cancelled: the person asked to stop.
    """
    check_request(request)
    tables = _of_funders if request.profile == "funders" else _of_un_body
    return await tables(session, request, progress)


class _Reader:
    """Reads the records of one noun after another, with progress."""

    def __init__(self, session: Session, progress: Progress, steps: int) -> None:
        self._session, self._progress, self._steps, self._done = session, progress, steps, 0

    async def every(self, kind: type[E]) -> list[E]:
        """Return every record of a noun outside the bin."""
        self._progress(self._done, self._steps, _READING)
        self._done += 1
        return await on_vault(lambda: record.every(self._session, kind))

    async def tables(self, count: Callable[[], tuple[ReportTable, ...]]) -> tuple[ReportTable, ...]:
        """Return the tables that a function counts."""
        self._progress(self._done, self._steps, _COUNTING)
        tables = await off_thread(count)
        self._progress(self._steps, self._steps, _COUNTING)
        return tables


async def _of_funders(session: Session, request: ReportRequest, progress: Progress) -> NumberReport:
    read = _Reader(session, progress, 6)
    span = (request.first_on, request.last_on)
    today = session.clock().date()
    cases = [one for one in await read.every(Case) if is_open_between(one, *span)]
    case_ids = {one.id for one in cases}
    counting = CaseCounting(
        cases=cases,
        proceedings=[one for one in await read.every(Proceeding) if one.case_id in case_ids],
        people={one.id: one for one in await read.every(Person)},
        deadlines=[one for one in await read.every(Deadline) if is_between(one.due_on, *span)],
        time_notes=[one for one in await read.every(TimeNote) if is_between(one.on, *span)],
        by_on=_by_on(request, today),
    )

    def count() -> tuple[ReportTable, ...]:
        populations: tuple[tuple[Counted, Population], ...] = (
            ("cases", report_cases.cases(counting)),
            ("people", report_cases.people(counting)),
            ("deadlines", report_cases.deadlines(counting)),
            ("work", report_cases.work(counting)),
            ("interpreters", report_cases.interpreters(counting)),
        )
        return tuple(
            table
            for counts, population in populations
            for table in report_tables(counts, population, request.threshold, report_cases.ORDERS)
        )

    return NumberReport(
        request=request, made_on=today, by_on=counting.by_on, tables=await read.tables(count), topics={}
    )


async def _of_un_body(session: Session, request: ReportRequest, progress: Progress) -> NumberReport:
    read = _Reader(session, progress, 6)
    today = session.clock().date()
    span = (request.first_on, request.last_on, _by_on(request, today))
    recorded, public = await read.every(Incident), await read.every(PublicIncident)
    findings = await read.every(Finding)
    sources = {one.id: one for one in await read.every(Source)}
    titles = {one.id: one.title for one in await read.every(Topic)}

    def count() -> tuple[ReportTable, ...]:
        populations: tuple[tuple[Counted, Population], ...] = (
            ("incidents", report_topics.incidents(recorded, *span)),
            ("reported", report_topics.reported(public, *span)),
            ("findings", report_topics.findings(findings, sources, *span)),
        )
        return tuple(
            table
            for counts, population in populations
            for table in report_tables(counts, population, request.threshold, report_topics.orders(span[2]))
        )

    return NumberReport(
        request=request, made_on=today, by_on=span[2], tables=await read.tables(count), topics=titles
    )


def _by_on(request: ReportRequest, today: date) -> date:
    """Return the last day of the period, or today if it goes on."""
    return min(request.last_on, today) if request.last_on else today
