"""A number beside a word for an identity document is found with all its parts, and no other number is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from casebook.language.identity.paper_number import PaperNumber, paper_numbers

_TABLE = Path(__file__).resolve().parents[2] / "data" / "names" / "identity-numbers.tsv"
_TRANSFERS = Path(__file__).resolve().parents[3] / "resources" / "sample" / "exhibits" / "transfers.toml"
_FOUND, _STAY = 150, 80


def _rows() -> list[tuple[str, str]]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith(("#", "language"))]
    return [
        (language, said.replace(r"\r", "\r").replace(r"\n", "\n").replace(r"\t", "\t"))
        for language, said in rows
    ]


_ROWS = _rows()


def marked(said: str, numbers: list[PaperNumber]) -> str:
    """A sentence with its numbers in braces, as the table has them."""
    for one in reversed(numbers):
        sign = "" if one.is_sure else "?"
        said = f"{said[: one.start]}{{{sign}{said[one.start : one.end]}}}{said[one.end :]}"
    return said


@pytest.mark.parametrize("said", [said for language, said in _ROWS if language != "none"])
def test_a_number_of_a_document_is_found_whole(said: str) -> None:
    bare = re.sub(r"\{\??|\}", "", said)
    assert marked(bare, [*paper_numbers(bare)]) == said


@pytest.mark.parametrize("said", [said for language, said in _ROWS if language == "none"])
def test_a_number_of_another_thing_is_none(said: str) -> None:
    assert marked(said, [*paper_numbers(said)]) == said


def test_the_table_has_enough_of_both() -> None:
    none = sum(language == "none" for language, _ in _ROWS)
    assert len(_ROWS) - none >= _FOUND
    assert none >= _STAY


def test_every_number_of_a_long_table_is_read() -> None:
    numbers = [f"{71000003 + 7 * at}" for at in range(400)]
    said = "\n".join(f"{one}\tinvoice 555;" for one in numbers)
    assert [said[one.start : one.end] for one in paper_numbers(said)] == numbers


def test_no_sum_of_a_schedule_of_transfers_is_one() -> None:
    rows = tomllib.loads(_TRANSFERS.read_text(encoding="utf-8"))["body"].splitlines()
    said = "\n".join(row.strip("| ").replace(" | ", " ") for row in rows if row)
    assert "180.00 214,300.00" in said
    assert marked(said, [*paper_numbers(said)]) == said


def test_no_score_of_a_letter_of_a_doctor_is_one() -> None:
    said = "Passport seen. BP 128/84, pulse 76, PHQ-9 19/27, PCL-5 58/80."
    assert [*paper_numbers(said)] == []


def test_no_sum_of_a_statement_without_commas_is_one() -> None:
    said = "Passport seen.\n11 Apr Transfer 10400.00      2558.13\n14 Apr Salary 13050.00 15608.13\n"
    assert [*paper_numbers(said)] == []
