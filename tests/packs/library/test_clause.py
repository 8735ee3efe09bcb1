from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.base.reader import read_pack
from casebook.packs.library.clause import read_clauses
from tests.packs.written import change

FILE = "instruments.toml"


def test_a_clause_names_its_article_and_subject(packs: Path) -> None:
    (clause,) = read_clauses(read_pack(packs / FILE))
    assert (clause.instrument_id, clause.article, clause.subject) == (
        "prc-xx-extradition",
        "5",
        "nationality",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('article = "5"\n', ""),
        ('text = "Each side', 'text = "Summary, article not read: each side'),
    ],
)
def test_a_clause_says_when_only_a_summary_was_read(packs: Path, old: str, new: str) -> None:
    change(packs / FILE, old, new)
    with pytest.raises(PackInvalid, match="must be there, or the text begins with"):
        read_clauses(read_pack(packs / FILE))


def test_a_clause_says_it_once(packs: Path) -> None:
    once = "Summary, article not read: "
    change(packs / FILE, 'text = "Each side', f'text = "{once}{once}each side')
    change(packs / FILE, 'article = "5"\n', "")
    with pytest.raises(PackInvalid, match="twice"):
        read_clauses(read_pack(packs / FILE))
