"""The table of months and days of the week."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import run

import name_tables
import pytest

from casebook.base.month_names import Width, month_names, weekday_number

TABLE = Path(__file__).resolve().parents[2] / "resources" / "names" / "day-words.tsv"


def test_the_table_is_what_the_babel_that_is_installed_says() -> None:
    assert TABLE.read_text(encoding="utf-8") == name_tables.day_words(), "Run make tables."


@pytest.mark.parametrize(
    ("language", "width", "number", "name"),
    [
        ("kk", "abbreviated", 1, "қаң."),
        ("tt", "abbreviated", 5, "май"),
        ("de", "abbreviated", 3, "Mrz"),
        ("en", "abbreviated", 9, "Sept"),
        ("ug", "wide", 10, "öktebir"),
    ],
)
def test_a_month_is_named_in_its_own_language_alone(
    language: str, width: Width, number: int, name: str
) -> None:
    names = month_names(number, width, (language,))
    assert name in names
    assert "yan" not in names


def test_the_names_of_days_load_no_babel() -> None:
    asked = (
        "from casebook.base.month_names import *; import sys; weekday_number('mardi'), month_names(1, 'wide')"
    )
    done = run([sys.executable, "-c", f"{asked}; sys.exit('babel' in sys.modules)"], check=False)
    assert done.returncode == 0
    assert weekday_number("вт") == 1
