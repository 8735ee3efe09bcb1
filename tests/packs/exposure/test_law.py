from __future__ import annotations

from pathlib import Path

import pytest

from casebook.packs.check import check_all
from casebook.packs.exposure.law import read_exposure, run_examples
from tests.packs.written import change

OFFENCES = "prc-offences.toml"
PLANTED = {
    "an example the engine answers otherwise": (
        "lapses = 2010-05-05",
        "lapses = 2010-05-06",
        "lapses is 2010-05-05, the example says 2010-05-06",
    ),
    "a period that is not that of the maximum": (
        "limitation_years = 5\n\n",
        "limitation_years = 10\n\n",
        "has a band whose period of limitation is not that of its maximum",
    ),
    "a figure of a band that is not there": (
        "band = 1\nmeasure",
        "band = 2\nmeasure",
        "has a figure of a band that the text of 1997-10-01 does not have",
    ),
    "a text that does not begin with its amendment": (
        "in_force = 1997-10-01",
        "in_force = 1997-10-02",
        "has a text that does not begin with its amendment: text of 1997",
    ),
    "a figure without a unit": ('unit = "CNY"\n', "", "must be there for a number, and only then"),
    "a year in a title that nobody read": (
        'title = "An interpretation"\n',
        'title = "An interpretation, 2000"\nday_seen = false\n',
        "names a year, and neither its day nor its number was read",
    ),
    "an interpretation that is not there": (
        'interpretation = "si-1"',
        'interpretation = "si-2"',
        "names the interpretation si-2, which is not there",
    ),
    "a text better read than what was read": (
        'what = "The law"\nreading_level = "document"',
        'what = "The law"\nreading_level = "none"',
        "has a text whose reading level differs from that of what was read",
    ),
    "a finding the library does not have": (
        'political = "common"',
        'political = "common"\nfindings = ["gone"]',
        "names gone, which is not in the library",
    ),
}


def test_every_worked_example_is_answered_as_it_says() -> None:
    packs = read_exposure()
    assert len(packs.examples) == 6
    assert list(run_examples(packs)) == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_of_criminal_law_is_named(packs: Path, name: str) -> None:
    old, new, what = PLANTED[name]
    change(packs / OFFENCES, old, new)
    assert what in [str(problem.what) for problem in check_all(packs).problems]


def test_no_text_says_where_a_copy_was_read() -> None:
    law = read_exposure().law
    words = " ".join(text.what for text in law.texts.values()).lower()
    assert "mirror" not in words
    assert "repository" not in words
