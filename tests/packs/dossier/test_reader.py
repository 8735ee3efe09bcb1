"""The pack on readers: three languages, no level above what was read, a court profile for each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.deadline.deadlines import read_deadlines
from casebook.packs.dossier.profile import read_profiles
from casebook.packs.dossier.reader import FILE, read_readers, unmatched_readers
from tests.packs.written import change

_CHINESE = re.compile(r"[一-鿿]")


def test_every_statement_has_a_place_and_three_languages() -> None:
    pack = read_readers()
    profiles = {profile.id for profile in read_profiles().profiles}
    assert len(pack.facts) == 11
    assert all(fact.pinpoint and _CHINESE.search(fact.text.zh_hans) for fact in pack.facts)
    assert all(_CHINESE.search(fact.text.zh_hant) for fact in pack.facts)
    assert list(unmatched_readers(pack, profiles, read_deadlines().rules)) == []


def test_nothing_is_said_of_a_reader_whom_no_source_names() -> None:
    """No source says who passes a paper to the bureau or the press."""
    named = {fact.reader for fact in read_readers().facts}
    assert named == {"court", "other-side", "public", "requesting-state"}


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('read = "article"', 'read = "unread"', "reading_level"),
        ('reading_level = "document"', 'reading_level = "secondary"', "reading_level"),
        ('reader = "other-side"', 'reader = "us"', "reader"),
        ('reader = "other-side"', 'reader = "spy"', "reader"),
        ('pinpoint = "r 1"\n', "", "pinpoint"),
        ('zh-Hant = "須送達對方。"\n', "", "zh-Hant"),
    ],
)
def test_a_statement_that_claims_or_lacks_too_much_is_named(
    packs: Path, old: str, new: str, field: str
) -> None:
    change(packs / FILE, old, new)
    with pytest.raises(PackInvalid) as raised:
        read_readers(packs)
    assert raised.value.field.endswith(field)


def test_a_statement_on_no_profile_or_rule_is_a_problem(packs: Path) -> None:
    change(packs / FILE, 'reading_level = "document"', 'rule = "xx-none"\nreading_level = "document"')
    wheres = [problem.where for problem in unmatched_readers(read_readers(packs), set(), {})]
    assert [where.rpartition(" ")[2] for where in wheres] == ["profile", "rule"]
