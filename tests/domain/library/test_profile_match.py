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
    ],
)
def test_a_finding_fits_by_group_place_and_time(
    person: Person, finding: Finding, reason: Misfit | None
) -> None:
    assert misfit(finding, profile_of([person], 2016)) == reason


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
    fitting = [each for each in read_library().findings if misfit(each, profile) is None]
    facts = [each for each in fitting if not each.is_adverse and each.kind != "standard"]
    assert len(facts) > 100
    assert [each.id for each in facts if each.scope == "Xinjiang" or IDENTITIES & set(each.groups)] == []
    assert any(misfit(each, profile_of([UYGHUR], 2016)) is None for each in read_library().findings)
