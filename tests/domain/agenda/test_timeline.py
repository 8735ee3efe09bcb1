from __future__ import annotations

from datetime import date

from casebook.domain.agenda.timeline import ticks


def test_long_spans_are_told_by_quarters_and_years() -> None:
    assert ticks(date(2026, 1, 15), date(2026, 4, 2)) == [
        date(2026, 2, 1),
        date(2026, 3, 1),
        date(2026, 4, 1),
    ]
    assert ticks(date(2024, 2, 1), date(2025, 12, 1))[:2] == [date(2024, 4, 1), date(2024, 7, 1)]
    assert ticks(date(2000, 2, 1), date(2008, 1, 1))[0] == date(2001, 1, 1)


def test_the_whole_calendar_is_told_by_centuries() -> None:
    assert ticks(date.min, date.max)[:2] == [date(100, 1, 1), date(200, 1, 1)]
    assert ticks(date(1900, 1, 2), date(2000, 1, 1)) == [date(year, 1, 1) for year in range(1910, 2001, 10)]
