from __future__ import annotations

from datetime import UTC, datetime, timedelta

from casebook.domain.vault.retention import kept

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_few_backups_are_all_kept() -> None:
    moments = {START + timedelta(minutes=minute) for minute in range(10)}
    assert kept(moments) == moments
    assert kept([]) == set()


def test_a_year_of_daily_backups_thins_out() -> None:
    moments = [START - timedelta(days=day) for day in range(365)]
    chosen = kept(moments)
    assert set(moments[:10]) <= chosen
    ages = sorted((START - at).days for at in chosen)
    assert len(chosen) == 10 + 1 + 4  # one week and four months lie wholly before the last ten days
    assert 120 < ages[-1] < 190


def test_many_backups_in_a_day_leave_the_days_before() -> None:
    busy = [START + timedelta(minutes=minute) for minute in range(50)]
    before = [START - timedelta(days=day) for day in range(1, 10)]
    chosen = kept([*busy, *before])
    assert set(busy[-10:]) <= chosen
    assert set(before[:6]) <= chosen
    assert len([at for at in busy if at in chosen]) == 10
