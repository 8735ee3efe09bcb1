from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from casebook.base.clock import fixed_clock
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.vault.clock_check import ClockWatch, clock_doubt


def test_a_clock_that_runs_on_is_believed_and_a_set_one_is_reported_once() -> None:
    at: Iterator[datetime] = iter(
        datetime(2026, 3, 2, 9, minute, tzinfo=UTC) + timedelta(days=days)
        for minute, days in ((0, 0), (1, 0), (2, 3), (3, 3), (4, 0))
    )
    seconds = iter(float(60 * minute) for minute in range(5))
    watch = ClockWatch(lambda: next(at), lambda: next(seconds))
    assert watch.jump() is None
    assert watch.jump() == timedelta(days=3)
    assert watch.jump() is None
    assert watch.jump() == timedelta(days=-3)


def test_sleep_is_no_jump() -> None:
    at = iter((datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 2, 17, tzinfo=UTC)))
    seconds = iter((0.0, 8 * 3600.0))
    assert ClockWatch(lambda: next(at), lambda: next(seconds)).jump() is None


def test_a_clock_before_the_program_or_the_newest_record_is_doubted(session: Session) -> None:
    assert clock_doubt(session) == ""
    open_case(session, reference="R-1", title="", jurisdiction="CY")
    session.clock = fixed_clock(session.clock() - timedelta(days=2))
    assert "The computer's clock is earlier than the" in clock_doubt(session)
    session.clock = fixed_clock(datetime(1970, 1, 1, tzinfo=UTC))
    assert "The computer's clock is earlier than the" in clock_doubt(session)
