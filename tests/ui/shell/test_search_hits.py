"""Lines of search results: what stands beside a title."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.services.base.search import SearchHit
from casebook.ui.kit.page_context import Location
from casebook.ui.shell.finder import ActionTarget, PageTarget
from casebook.ui.shell.search_hits import found_lines


@pytest.mark.parametrize(
    ("title", "snippet", "beside"),
    [
        (
            "t",
            "t The statement that he wrote, and isn't dated",
            "The statement that he wrote, and isn't dated",
        ),
        ("Letter", "Letter · Letters of the court…", "Letters of the court"),
        ("林", "林 林志远的信", "林志远的信"),
    ],
)
def test_an_excerpt_keeps_letters_that_are_like_the_title(title: str, snippet: str, beside: str) -> None:
    hit = SearchHit(noun="document", id="d", title=title, snippet=snippet, case_id="c", page=1)
    (line,) = found_lines("zzz", [hit], Translator(), {})
    assert line.branch.beside.endswith(f" · {beside}")


@pytest.mark.parametrize(
    ("language", "typed"),
    [("en", "first 48"), ("zh-Hans", "first 48"), ("zh-Hans", "最初48"), ("zh-Hant", "48")],
)
def test_the_first_48_hours_are_found_in_any_window(language: str, typed: str) -> None:
    (line, *_) = found_lines(typed, [], Translator(language), {})
    assert line.target == PageTarget(page="library", tab="first-hours")


@pytest.mark.parametrize(
    ("typed", "tab"),
    [("exposure", "exposure"), ("request", "request-test"), ("papers", "papers"), ("look", "look")],
)
def test_the_tabs_of_a_case_are_found_while_it_is_shown(typed: str, tab: str) -> None:
    words = Translator()
    targets = [line.target for line in found_lines(typed, [], words, {}, Location(page="case", id="c"))]
    assert PageTarget(page="case", tab=tab, id="c") in targets
    assert not any(
        line.target == PageTarget(page="case", tab=tab) for line in found_lines(typed, [], words, {})
    )


def test_an_action_is_found_by_its_english_name_in_a_chinese_window() -> None:
    targets = [line.target for line in found_lines("lock", [], Translator("zh-Hant"), {})]
    assert ActionTarget(action="lock") in targets
