"""A birthday by the lunar calendar says the day of a birth beside its year."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.days.lunar_day import lunar_days


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("婆婆，农历二月二十生日", ["二月二十"]),
        ("我的生日是阴历八月十八，妈妈的是二月二十", ["八月十八", "二月二十"]),
        ("農曆正月初一出生", ["正月初一"]),
        ("阴历2月20日", []),
        ("甲子年八月十八日生", ["甲子年八月十八日"]),
        (
            "Mum's birthday by the lunar calendar is the 20th of the second month",
            ["20th of the second month"],
        ),
        ("In the lunar calendar it is the eighth month, 18th day", ["eighth month, 18th day"]),
        ("辛亥年革命；五月三日；八月十八日开庭", []),
        ("on the 20th of the month", []),
    ],
)
def test_days_of_the_lunar_calendar_are_found(said: str, found: list[str]) -> None:
    assert [said[start:end] for start, end in lunar_days(said)] == found
