"""Whom a finding speaks of: by group, place and time, over the shipped library and in small."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.domain.library.finding import Finding
from casebook.domain.library.profile_match import IDENTITIES, Misfit, misfit, profile_of
from casebook.domain.person.person import Person
from casebook.packs.library.library import read_library

PRINTER = Person(id="p", ethnicity="Han", nationalities=("CN",), birth_place="Fujian", topics=("rsdl",))
UYGHUR = replace(PRINTER, ethnicity="Uyghur", birth_place="Kashgar, Xinjiang")
KAZAKH = replace(PRINTER, ethnicity="Kazakh", topics=("uyghurs-xinjiang",))
SAID = Finding(
    id="f",
    source_id="s",
    topic_id="t",
    statement="So it is.",
    strength="reported",
    period="2022",
    scope="China",
    groups=("criminal suspects",),
)


@pytest.mark.parametrize(
    ("person", "finding", "reason"),
    [
        (PRINTER, SAID, None),
        (PRINTER, replace(SAID, groups=("Uyghurs", "persons facing removal")), "group"),
        (PRINTER, replace(SAID, groups=("lawyers",)), "group"),
        (PRINTER, replace(SAID, groups=("lawyers", "criminal suspects")), None),
        (PRINTER, replace(SAID, scope="Xinjiang"), "place"),
        (PRINTER, replace(SAID, scope="China; Xinjiang"), None),
        (PRINTER, replace(SAID, scope="Hong Kong; abroad"), "place"),
        (PRINTER, replace(SAID, period="2008-2011"), "time"),
        (PRINTER, replace(SAID, period="from 2008"), None),
        (PRINTER, replace(SAID, period="2008", strength="law text"), None),
        (PRINTER, replace(SAID, groups=("Uyghurs",), is_adverse=True), None),
        (PRINTER, replace(SAID, groups=("Uyghurs",), scope="Xinjiang", kind="standard"), None),
        (UYGHUR, replace(SAID, groups=("Uyghurs",), scope="Xinjiang"), None),
        (replace(PRINTER, topics=("hong-kong-nsl",)), replace(SAID, scope="Hong Kong"), None),
        (KAZAKH, replace(SAID, groups=("Uyghurs",), scope="Xinjiang"), "group"),
        (KAZAKH, replace(SAID, groups=("Uyghurs", "Kazakhs"), scope="Xinjiang"), None),
        (KAZAKH, replace(SAID, groups=("other Muslims",), scope="Xinjiang"), None),
        (replace(KAZAKH, ethnicity=""), replace(SAID, groups=("Uyghurs",), scope="Xinjiang"), None),
    ],
)
def test_a_finding_fits_by_group_place_and_time(
    person: Person, finding: Finding, reason: Misfit | None
) -> None:
    assert misfit(finding, profile_of([person], 2016), is_decision=False) == reason


@pytest.mark.parametrize("is_adverse", [False, True])
def test_what_was_decided_does_not_age_whichever_way_it_points(*, is_adverse: bool) -> None:
    old = replace(SAID, period="2009-2011", strength="treaty body concern", is_adverse=is_adverse)
    assert misfit(old, profile_of([PRINTER], 2016), is_decision=True) is None


def test_the_holdings_of_a_decision_are_offered_to_those_they_speak_of() -> None:
    library = read_library()
    decisions = {source.id for source in library.sources if source.is_decision}
    believer = profile_of([replace(PRINTER, religion="Falun Gong")], 2016)
    uyghur = profile_of([UYGHUR], 2016)
    held = {each.id: each for each in library.findings if each.source_id in decisions}
    assert misfit(held["kcr-violation"], believer, is_decision=True) is None
    views = [each for each in held.values() if each.id.startswith("israil-")]
    assert len(views) == 8
    assert [each.id for each in views if misfit(each, uyghur, is_decision=True)] == []


def test_a_group_that_no_field_of_a_record_tells_passes_nobody_over() -> None:
    held = {each.id: each for each in read_library().findings}
    printer = profile_of([PRINTER], 2016)
    assert misfit(held["ac-asylum"], printer, is_decision=False) is None
    assert misfit(held["dd-140"], printer, is_decision=False) == "group"


@pytest.mark.parametrize(
    ("person", "group"),
    [
        (replace(PRINTER, ethnicity="维吾尔族"), "Uyghurs"),
        (replace(PRINTER, religion="法輪功"), "Falun Gong"),
        (replace(PRINTER, religion="Protestant"), "Christians"),
        (replace(PRINTER, nationalities=("TW",)), "Taiwan nationals"),
        (replace(PRINTER, nationalities=("CN", "Sweden")), "foreign nationals"),
        (replace(PRINTER, topics=("human-rights-lawyers-709",)), "lawyers"),
    ],
)
def test_a_profile_is_read_from_the_record_in_any_script(person: Person, group: str) -> None:
    assert group in profile_of([person], 2016).groups
    assert group not in profile_of([PRINTER], 2016).groups


def test_no_fact_on_xinjiang_or_another_group_stands_for_a_han_printer() -> None:
    profile = profile_of([PRINTER], 2016)
    fitting = [each for each in read_library().findings if misfit(each, profile, is_decision=False) is None]
    facts = [each for each in fitting if not each.is_adverse and each.kind != "standard"]
    assert len(facts) > 100
    assert [
        each.id
        for each in facts
        if each.scope == "Xinjiang" or (IDENTITIES - {"minors", "undocumented migrants"}) & set(each.groups)
    ] == []
    uyghur = profile_of([UYGHUR], 2016)
    assert any(misfit(each, uyghur, is_decision=False) is None for each in read_library().findings)
