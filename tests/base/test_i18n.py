from __future__ import annotations

from datetime import datetime

import pytest

from casebook.base.i18n import Words


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-01-10T06:40:00+02:00", "10 January 2026, 06:40 UTC+2"),
        ("2026-01-10T04:40:00+00:00", "10 January 2026, 04:40 UTC"),
        ("2026-01-10T10:10:00+05:30", "10 January 2026, 10:10 UTC+5:30"),
        ("2026-01-10T01:10:00-03:30", "10 January 2026, 01:10 UTC−3:30"),
    ],
)
def test_an_instant_says_its_zone(at: str, told: str) -> None:
    assert Words("en").moment(datetime.fromisoformat(at)) == told
