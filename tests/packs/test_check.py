from __future__ import annotations

from pathlib import Path

from casebook.base.errors import Problem
from casebook.base.resources import resource
from casebook.packs.check import check_all
from casebook.packs.reader import read_pack
from tests.packs.written import change


def test_what_ships_has_no_problem_and_loses_nothing() -> None:
    report = check_all()
    assert report.problems == ()
    assert report.counts == {"topics": 32, "sources": 269, "findings": 691}


def test_every_shipped_pack_counts_itself() -> None:
    counts = check_all().counts
    for name, entries in counts.items():
        assert sum(read_pack(resource("packs", f"{name}.toml")).head.counts.values()) == entries


def test_every_problem_is_collected_in_one_reading(packs: Path) -> None:
    change(packs / "findings.toml", 'strength = "reported"', 'strength = "certain"')
    change(packs / "sources.toml", 'author = "A Body"\n', "")
    (packs / "stray.toml").write_text("", encoding="utf-8")
    assert check_all(packs).problems == (
        Problem(where="sources.toml · source report-2020 · author", what="is missing"),
        Problem(
            where="findings.toml · finding report-ban · strength",
            what="must be one of: court finding, law text, treaty body concern, reported, statistic",
        ),
        Problem(where="stray.toml", what="is a file no reader knows"),
    )
