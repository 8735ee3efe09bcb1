from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.base.reader import read_pack
from casebook.packs.library.library import read_library
from casebook.packs.library.statistic import read_statistics
from tests.packs.written import change

FILE = "statistics.toml"


def test_a_figure_keeps_its_year_its_range_and_its_limit(packs: Path) -> None:
    (statistic,) = read_statistics(read_pack(packs / FILE))
    assert (statistic.on.edtf, statistic.value, statistic.upper, statistic.note) == (
        "2019",
        12,
        40.5,
        "about",
    )


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('on = "2019"\n', "", "on"),
        ('on = "2019"', 'on = "XXXX"', "on"),
        ("value = 12", 'value = "12"', "value"),
        ("value = 12\n", "", "value"),
        ("value = 12", "value = -1", "value"),
        ("value = 12", "value = inf", "value"),
        ("value = 12", "value = nan", "value"),
        ("value = 12", f"value = 1{'0' * 400}", "value"),
        ("upper = 40.5", "upper = -1", "upper"),
        ("value = 12", "value = 50", "upper"),
    ],
)
def test_a_figure_without_year_or_number_is_refused(packs: Path, old: str, new: str, field: str) -> None:
    change(packs / FILE, old, new)
    with pytest.raises(PackInvalid) as caught:
        read_statistics(read_pack(packs / FILE))
    assert caught.value.field == f"{FILE} · statistic report-ban-1 · {field}"


def test_a_figure_of_no_finding_is_refused(packs: Path) -> None:
    change(packs / FILE, 'finding = "report-ban"', 'finding = "none"')
    with pytest.raises(PackInvalid, match="names the finding none"):
        read_library(packs)


def test_every_shipped_figure_stands_in_the_words_of_its_finding() -> None:
    library = read_library()
    statements = {finding.id: finding.statement.replace(",", "") for finding in library.findings}
    lost = [
        statistic.id
        for statistic in library.statistics
        for value in (statistic.value, statistic.upper)
        if value is not None and not _stands(value, statements[statistic.finding_id])
    ]
    assert lost == []


def _stands(value: float, statement: str) -> bool:
    number = f"{value:g}" if value < 1000 else f"{value:.0f}"
    spelled = {"50": "Fifty", "1000000": "one million", "9": "nine"}
    return number in statement or spelled.get(number, number) in statement
