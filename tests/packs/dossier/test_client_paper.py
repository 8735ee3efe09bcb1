"""Papers for clients: every line accounted for in each language, and drafts left out where unsure."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.language.hanzi import simplified
from casebook.packs.check import check_all
from casebook.packs.dossier.client_paper import LANGUAGES, read_client_papers
from tests.packs.written import change

PAPER = "client-papers/xx.toml"
FAULTS = {
    "a value that the English lacks": ("的问卷", "的问卷 {born}", "must have the values of the English text"),
    "a value no paper has": ("Questions for {client}", "Questions for {friend}", "must have the values"),
    "an option of no choice": ('of = "sex"', 'of = "age"', "an option belongs to no choice"),
    "a question without a field": ('field = "sex"\n', "", "belongs to a question or choice"),
    "a line without Chinese": ('zh-Hans = "性别"\n', "", "is missing"),
    "a paper without a title": ('kind = "title"', 'kind = "text"', "must contain a title"),
    "an unknown basis": ('field = "sex"', 'field = "sex"\nbasis = ["finding:x"]', "names no finding"),
}


def test_every_line_is_in_english_and_both_chinese_scripts() -> None:
    papers = read_client_papers()
    assert [paper.id for paper in papers] == ["intake", "consent", "authority", "proceeding", "declaration"]
    for line in (line for paper in papers for line in paper.lines):
        assert set(LANGUAGES[:3]) <= line.texts.keys()
        assert simplified(line.texts["zh-Hans"]) == line.texts["zh-Hans"], line.id


@pytest.mark.parametrize(("old", "new", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_a_paper_is_named(packs: Path, old: str, new: str, fault: str) -> None:
    change(packs / PAPER, old, new)
    assert any(fault in str(problem.what) for problem in check_all(packs).problems)
