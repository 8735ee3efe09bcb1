from __future__ import annotations

from collections import Counter
from pathlib import Path

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.packs.base.reader import read_pack
from casebook.packs.check import check_all
from tests.packs.written import change

SHIPPED = {
    "topics": 32,
    "sources": 381,
    "findings": 707,
    "statistics": 70,
    "profiles": 23,
    "format-rules": 234,
    "profile-gaps": 14,
    "instruments": 147,
    "clauses": 181,
    "countries": 130,
    "decisions": 71,
    "incidents": 77,
    "claims": 10,
    "calendars": 44,
    "counting-methods": 55,
    "deadline-rules": 307,
    "task-templates": 4,
    "unverified-rules": 65,
    "worked-examples": 453,
    "examples-stated-by-source": 4,
    "dossier-templates": 5,
    "certificates": 3,
}
KINDS = {
    "topics": "topic",
    "sources": "source",
    "findings": "finding",
    "statistics": "statistic",
    "profiles": "profile",
    "profile-gaps": "gap",
    "instruments": "instrument",
    "clauses": "clause",
    "countries": "country",
    "decisions": "decision",
    "incidents": "incident",
    "claims": "claim",
    "calendars": "calendar",
    "counting-methods": "method",
    "deadline-rules": "rule",
    "task-templates": "template",
    "unverified-rules": "unverified",
    "dossier-templates": "dossier",
    "certificates": "certificate",
}
"""The kinds that heads count, by their name in the report."""


def test_what_ships_has_no_problem_and_loses_nothing() -> None:
    report = check_all()
    assert report.problems == ()
    assert report.counts == SHIPPED


def test_every_shipped_pack_counts_itself() -> None:
    heads = [read_pack(path).head for path in sorted(resource("packs").rglob("*.toml"))]
    counted: Counter[str] = Counter()
    for head in heads:
        counted.update(head.counts)
    assert counted == {KINDS[kind]: number for kind, number in SHIPPED.items() if kind in KINDS}
    assert all(head.version.replace(".", "-") >= head.compiled_on.isoformat() for head in heads), "not bumped"


def test_packs_with_one_entry_of_each_kind_have_no_problem(packs: Path) -> None:
    assert check_all(packs).problems == ()


def test_the_address_of_a_copy_is_found_in_every_pack(packs: Path) -> None:
    for file, old in (
        ("profiles.toml", '"https://court.example/rules"'),
        ("instruments.toml", '"A treaty"'),
        ("decisions.toml", '"A Newspaper"'),
        ("incidents.toml", '"Relatives were visited."'),
        ("claims.toml", '"Only China did."'),
    ):
        change(packs / file, old, '"https://copies.example/1"')
    assert {str(problem.what) for problem in check_all(packs).problems} == {"names a site that holds copies"}
    assert len(check_all(packs).problems) == 5


def test_a_line_of_the_log_without_its_entry_is_found(packs: Path) -> None:
    with (packs / "reading-log.toml").open("a", encoding="utf-8") as file:
        file.write('[decisions]\ngone = "https://a.example"\n')
    assert [problem.where for problem in check_all(packs).problems] == ["reading-log.toml · decisions · gone"]


def test_every_problem_is_collected_in_one_reading(packs: Path) -> None:
    change(packs / "findings.toml", 'strength = "reported"', 'strength = "certain"')
    change(packs / "sources.toml", 'author = "A Body"\n', "")
    (packs / "stray.toml").write_text("", encoding="utf-8")
    assert check_all(packs).problems == (
        Problem(where="sources.toml · source report-2020 · author", what=Message("is missing")),
        Problem(
            where="findings.toml · finding report-ban · strength",
            what=Message(
                "must be one of: {allowed}",
                allowed=("court finding", "law text", "treaty body concern", "reported", "statistic"),
            ),
        ),
        Problem(where="stray.toml", what=Message("is a file no reader knows")),
    )
