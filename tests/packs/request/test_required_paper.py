from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.domain.request.paper_check import PaperCheck
from casebook.domain.request.request_route import PaperAuthority, RequestRoute, RequiredPaper
from casebook.packs.check import check_all
from casebook.packs.request.paper_check import read_paper_checks
from casebook.packs.request.required_paper import ALLOWED, read_required_papers
from tests.packs.written import change


def test_every_entry_says_how_it_was_read_and_never_better() -> None:
    papers = read_required_papers()
    checks, _ = read_paper_checks()
    entries: tuple[RequestRoute | RequiredPaper | PaperAuthority | PaperCheck, ...] = (
        *papers.routes,
        *papers.papers,
        *papers.authorities,
        *checks,
    )
    for entry in entries:
        assert entry.reading_level in ALLOWED[entry.read], entry.id
        assert bool(entry.reported_in) >= (entry.reading_level == "secondary"), entry.id


def test_a_level_above_the_finer_word_is_refused(packs: Path) -> None:
    change(packs / "required-papers.toml", 'read = "summary"', 'read = "unread"')
    with pytest.raises(PackInvalid):
        read_required_papers(packs)


def add_limit(path: Path, fields: str) -> None:
    """Give the route a limit on provisional arrest."""
    limit = f'confidence = "high"\n\n[[request-route.limit]]\nkind = "provisional"\n{fields}\n'
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('confidence = "high"\n', limit, 1), encoding="utf-8")


def test_a_paper_of_no_route_and_a_rule_that_is_not_there_are_named(packs: Path) -> None:
    change(packs / "required-papers.toml", 'route = "xx-law"', 'route = "yy-law"')
    add_limit(packs / "required-papers.toml", 'rules = ["gone"]')
    found = [str(problem.what) for problem in check_all(packs).problems]
    assert found == [
        "names the route yy-law, which is not there",
        "names the rule gone, which is not there",
    ]


@pytest.mark.parametrize(("written", "problems"), [("10 days; 5 more", 0), ("45 days", 1)])
def test_a_limit_has_the_period_of_its_rule(packs: Path, written: str, problems: int) -> None:
    add_limit(packs / "required-papers.toml", f'period = "{written}"\nrules = ["xx-appeal"]')
    found = [str(problem.what) for problem in check_all(packs).problems]
    assert found == ["is not that of the rule xx-appeal: write a limit for each"] * problems


def test_no_check_calls_a_paper_forged(packs: Path) -> None:
    change(packs / "prc-papers.toml", "Often a slip of typing.", "Surely forged.")
    with pytest.raises(PackInvalid):
        read_paper_checks(packs)


def test_an_invented_number_is_tried_on_the_program(packs: Path) -> None:
    change(packs / "prc-papers.toml", "valid = true", "valid = false")
    (problem,) = check_all(packs).problems
    assert problem.where == "prc-papers.toml · paper-example ex-1"


def test_the_rules_of_sweden_and_the_netherlands_are_tied() -> None:
    limits = {one.id: one.limits for one in read_required_papers().routes}
    rule_ids = [rule_id for limit in limits["se-1957"] for rule_id in limit.rule_ids]
    assert "se-extradition-provisional-40" in rule_ids
    assert limits["nl-uw"][0].rule_ids == ("nl-extradition-provisional-20",)
    (model,) = limits["cy-97"]
    assert (model.period, model.rule_ids) == ("", ()), "the treaty's own figure was not read"
    assert "European Convention art. 16" in model.how


def test_what_is_printed_stresses_nothing_and_is_silent_on_reading() -> None:
    papers = read_required_papers()
    printed = [part for one in papers.papers for part in (one.what, one.form, one.article)]
    printed += [one.title for one in papers.routes]
    stressed = re.compile(r"\b(?!(?:US|USC|PRC|IRG|IRSG|MPS|SPC|SPP)\b)[A-Z]{2,}\b")
    assert [text for text in printed if stressed.search(text)] == []
    assert [text for text in printed if re.search(r"\bread\b", text)] == []
    assert [one.id for one in papers.papers if one.article[0].isdigit() and "USC" not in one.article] == []
