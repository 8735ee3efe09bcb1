from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.packs.base.reader import read_pack
from casebook.packs.check import check_all
from tests.packs.written import RULE, SOURCE, UNVERIFIED, change, pack

SHIPPED = {
    "topics": 32,
    "sources": 381,
    "findings": 708,
    "statistics": 70,
    "arguments": 36,
    "argument-authorities": 247,
    "authorities-not-read": 72,
    "routes": 18,
    "profiles": 23,
    "format-rules": 234,
    "profile-gaps": 14,
    "profile-readers": 11,
    "instruments": 147,
    "clauses": 182,
    "countries": 130,
    "decisions": 71,
    "incidents": 77,
    "claims": 10,
    "cooperation-notes": 35,
    "fates": 10,
    "decisions-with-history": 71,
    "calendars": 45,
    "counting-methods": 56,
    "deadline-rules": 309,
    "task-templates": 4,
    "unverified-rules": 65,
    "worked-examples": 500,
    "examples-stated-by-source": 4,
    "offences": 141,
    "amendments": 15,
    "interpretations": 27,
    "sentencing-rules": 19,
    "texts-read": 18,
    "limitation-steps": 4,
    "limitation-rules": 15,
    "custody-paths": 3,
    "lawyer-rules": 10,
    "jurisdiction-heads": 17,
    "procedure-rules": 10,
    "offence-versions": 185,
    "bands": 414,
    "thresholds": 185,
    "custody-stages": 19,
    "exposure-examples": 6,
    "dossier-templates": 6,
    "certificates": 3,
    "client-papers": 5,
    "client-paper-lines": 175,
    "arrest-states": 26,
    "arrest-facts": 132,
    "arrest-notes": 8,
    "interim-routes": 10,
    "arrest-words": 13,
    "arrest-advice": 20,
    "registers": 18,
    "matching-advice": 5,
    "synonyms": 35,
    "request-routes": 37,
    "required-papers": 170,
    "paper-authorities": 13,
    "paper-checks": 60,
    "paper-examples": 12,
}
KINDS = {
    "topics": "topic",
    "sources": "source",
    "findings": "finding",
    "statistics": "statistic",
    "arguments": "argument",
    "routes": "route",
    "profiles": "profile",
    "profile-gaps": "gap",
    "profile-readers": "profile-reader",
    "instruments": "instrument",
    "clauses": "clause",
    "countries": "country",
    "decisions": "decision",
    "incidents": "incident",
    "claims": "claim",
    "cooperation-notes": "cooperation-note",
    "fates": "fate",
    "calendars": "calendar",
    "counting-methods": "method",
    "deadline-rules": "rule",
    "task-templates": "template",
    "unverified-rules": "unverified",
    "offences": "offence",
    "amendments": "amendment",
    "interpretations": "interpretation",
    "sentencing-rules": "general",
    "texts-read": "reading",
    "limitation-steps": "step",
    "limitation-rules": "limitation-rule",
    "custody-stages": "stage",
    "custody-paths": "path",
    "lawyer-rules": "lawyer",
    "jurisdiction-heads": "jurisdiction",
    "procedure-rules": "procedure",
    "exposure-examples": "example",
    "dossier-templates": "dossier",
    "certificates": "certificate",
    "client-paper-lines": "line",
    "arrest-states": "arrest-state",
    "arrest-facts": "arrest-fact",
    "interim-routes": "interim-route",
    "arrest-words": "arrest-words",
    "arrest-advice": "arrest-advice",
    "registers": "register",
    "matching-advice": "matching-advice",
    "synonyms": "synonym",
    "request-routes": "request-route",
    "required-papers": "required-paper",
    "paper-authorities": "paper-authority",
    "paper-checks": "paper-check",
    "paper-examples": "paper-example",
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
    notes = counted.pop("asylum-note") + counted.pop("consular-note")
    assert notes == SHIPPED["arrest-notes"]
    assert counted == {KINDS[kind]: number for kind, number in SHIPPED.items() if kind in KINDS}
    dated = [head for head in heads if not head.version.isdecimal()]
    assert [head.id for head in heads if head not in dated] == ["declaration"]  # its papers bear no other day
    assert all(head.version.replace(".", "-") >= head.compiled_on.isoformat() for head in dated), "not bumped"


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
        Problem(where="stray.toml", what=Message("is a file that no reader recognises")),
    )


RULES = "deadline-rules/xx.toml"
METHODS = "counting-methods/xx.toml"
PLANTED = {
    "an example the engine answers otherwise": (
        (RULES, "due = 2026-03-12", "due = 2026-03-13"),
        "rule xx-appeal · example 1: due is 2026-03-12, the example says 2026-03-13",
    ),
    "a title with another number": (
        (RULES, 'title = "Appeal"', 'title = "Appeal: one month"'),
        "rule xx-appeal: its title states 1 month, but its period is 10 days",
    ),
    "a method without the section that counts": (
        (METHODS, 'days = "Invented."', 'days = "Not used."'),
        "rule xx-appeal: its method xx-method has no section on days",
    ),
    "a method read in no section": (
        (METHODS, 'citation = "Act s. 1"', 'citation = "An act"'),
        "method xx-method: does not state the section that was read",
    ),
    "a source that was not read": (
        (RULES, 'seen = true\nas_of = "2026-01-02"', 'seen = false\nas_of = "2026-01-02"'),
        "rule xx-appeal: its text was not read, so its confidence cannot be high",
    ),
    "a review date before the reading": (
        (RULES, "review_by = 2027-01-02", "review_by = 2026-01-03"),
        "rule xx-appeal: its review date is not later than the day it was read",
    ),
    "an extension beyond a ceiling that is not calculated": (
        (RULES, 'extendable = "no"', 'extendable = "yes: up to 20 days"'),
        "rule xx-appeal: names a ceiling of extensions (20) that is not calculated",
    ),
    "an extension on general knowledge": (
        (RULES, 'extendable = "no"', 'extendable = "yes: by the court (general knowledge)"'),
        "rule xx-appeal: allows an extension on a text that was not read",
    ),
    "a ceiling of extensions that nobody allows": (
        (RULES, 'extendable = "no"', 'extendable = "no"\nextension_ceiling = "20 days"'),
        "rule xx-appeal: has a ceiling of extensions, and its words allow none",
    ),
    "days for service on general knowledge": (
        (METHODS, 'why = "two days', 'why = "general knowledge: two days'),
        "method xx-method: adds days for service by post on a text that was not read",
    ),
    "a shorter time in the notes": (
        (RULES, 'title = "Appeal"', 'title = "Appeal"\nalternatives = "Seven days if accelerated."'),
        "rule xx-appeal: names Seven days, which is shorter, and still gives a safe date",
    ),
    "a shorter time without a number": (
        (RULES, 'title = "Appeal"', 'title = "Appeal"\nalternatives = "It may be shorter."'),
        "rule xx-appeal: says that a shorter time may apply, and still gives a safe date",
    ),
    "another period that a treaty may fix": (
        (RULES, 'title = "Appeal"', 'title = "Appeal"\nnotes = "A treaty may fix another period: not read."'),
        "rule xx-appeal: says that a shorter time may apply, and still gives a safe date",
    ),
    "an earlier day that only the words diarise": (
        (
            RULES,
            'title = "Appeal"',
            (
                'title = "Appeal"\nalternatives = "In detention diarise day 5."\n'
                'reading = [{ id = "detained", words = "In detention.", period = "5 days" }]'
            ),
        ),
        "rule xx-appeal: names an earlier diary date that no competing interpretation gives",
    ),
    "a decision upheld on appeal, cited plainly": (
        ("sources.toml", 'author = "A Body"', 'author = "A Body"\nhistory = "Upheld by a court in 2022."'),
        "sources.toml · source report-2020 · cite_use: must not be plain, as another decision upheld it",
    ),
    "reasoning of the compilers as a later history": (
        (
            "sources.toml",
            'author = "A Body"',
            'author = "A Body"\ncite_use = "with-history"\nhistory = "A later case relieves him of proof."',
        ),
        "sources.toml · source report-2020 · history: is a remark for the office and not what became of it",
    ),
    "what was not read, as a rule": (
        (RULES, 'id = "xx-gap"', 'id = "xx-appeal"'),
        "rule xx-appeal: is listed as not read, and as a rule with a period",
    ),
    "texts out of order": (
        (
            RULES,
            "[[rule.example]]",
            '[[rule.earlier]]\ndecided_before = 2019-01-01\nperiod = "1 day"\nwords = "A"\n[[rule.example]]',
        ),
        "rule xx-appeal: its earlier texts are not in order, the oldest first",
    ),
}
"""A fault of each kind, planted in a folder without any, and how the check names it."""


def said(packs: Path) -> list[str]:
    return [f"{problem.where}: {problem.what!s}" for problem in check_all(packs).problems]


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_fault_is_named(packs: Path, kind: str) -> None:
    (file, old, new), wanted = PLANTED[kind]
    change(packs / file, old, new)
    assert said(packs) == [wanted]


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        ("", "", ["rule xx-second: applies to the same matter and dates as the rule xx-appeal"]),
        (
            "review_by",
            "valid_from = 2026-01-01\nreview_by",
            ["rule xx-second: applies to the same matter and dates as the rule xx-appeal"],
        ),
        ('title = "Appeal"', 'title = "Another"', []),
        (
            'status = "active"',
            'status = "superseded"',
            [
                "rule xx-second: applies to the same matter and dates as the rule xx-appeal",
                "rule xx-appeal: relies on a text that the rule xx-second marks as superseded",
            ],
        ),
    ],
)
def test_two_rules_for_one_matter_on_the_same_days_are_named(
    packs: Path, old: str, new: str, problems: list[str]
) -> None:
    second = RULE.replace("xx-appeal", "xx-second").replace(old, new, 1 if old else 0)
    text = pack("xx", "rule = 2, unverified = 1", RULE + second + UNVERIFIED)
    (packs / RULES).write_text(text, encoding="utf-8")
    assert said(packs) == problems


def test_rules_that_follow_each_other_do_not_overlap(packs: Path) -> None:
    first = RULE.replace("review_by", "valid_to = 2026-05-31\nreview_by")
    second = RULE.replace("xx-appeal", "xx-second").replace("review_by", "valid_from = 2026-06-01\nreview_by")
    second = second.replace("2026-03-02", "2026-06-02").replace("2026-03-12", "2026-06-12")
    text = pack("xx", "rule = 2, unverified = 1", first + second + UNVERIFIED)
    (packs / RULES).write_text(text, encoding="utf-8")
    assert said(packs) == []


def test_a_finding_on_a_replaced_edition_says_for_which_time(packs: Path) -> None:
    newer = SOURCE.replace('"report-2020"', '"report-2024"\nreplaces = "report-2020"')
    newer = newer.replace("A Report", "A Newer Report").replace("/report", "/newer")
    text = pack("sources", "source = 2", SOURCE + newer)
    (packs / "sources.toml").write_text(text, encoding="utf-8")
    wanted = "rests on report-2020, which report-2024 replaced, without saying since or until when"
    assert said(packs) == [f"finding report-ban: {wanted}"]
    change(packs / "findings.toml", 'period = "2019"', 'period = "2019 until 2024"')
    assert said(packs) == []


def test_histories_and_arguments_are_counted_where_a_pack_holds_them(packs: Path) -> None:
    assert check_all(packs).counts["decisions-with-history"] == 0
    (packs / "arguments.toml").write_text('[[argument]]\nid = "a"\n', encoding="utf-8")
    assert check_all(packs).counts["arguments"] == 1


def test_printed_notes_say_nothing_of_how_the_packs_were_made() -> None:
    internal = re.compile(
        r"CORRECT(ED|S)\b|(?i:corrected (20|at the)|(first|second) (audit|reading)|audit 20|stored copies)"
    )
    reading_day = re.compile(r"\b(read|checked|audited|confirmed|changed|set)\b[^.;()]{0,20}\b2026-1[12]\b")
    for path in sorted(resource("packs").rglob("*.toml")):
        for text in printed_texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            assert not internal.search(text), (path.name, text)
            assert not reading_day.search(text), (path.name, text)


def printed_texts(value: object) -> Iterator[str]:
    """Every text of an entry but those of its examples, which only tests read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from printed_texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name != "example":
                yield from printed_texts(item)
