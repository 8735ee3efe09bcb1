"""Lines of search results: what stands beside a title."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.services.base.search import SearchHit
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
