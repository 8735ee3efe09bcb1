from __future__ import annotations

from pathlib import Path

import pytest

from casebook.packs.check import check_all
from casebook.packs.library.synonym import read_synonyms
from tests.packs.written import change


def test_a_synonym_names_the_entries_that_state_it(packs: Path) -> None:
    (synonym,) = read_synonyms(packs)
    assert synonym.terms == ("exit ban", "限制出境")
    assert synonym.stated_in == ("topic:exit-bans",)


@pytest.mark.parametrize(
    ("terms", "problem"),
    [
        ('["exit ban", "禁足"]', "has a term that no entry named contains"),
        ('["exit ban", "Exit Ban"]', "has a term of another entry"),
    ],
)
def test_a_term_without_a_source_or_named_twice_is_reported(packs: Path, terms: str, problem: str) -> None:
    change(packs / "synonyms.toml", '["exit ban", "限制出境"]', terms)
    (reported,) = check_all(packs).problems
    assert (reported.where, str(reported.what)) == ("synonyms.toml · synonym ban", problem)
