"""Pages kept in memory: bounded, the last shown stay, and none after lock."""

from __future__ import annotations

from casebook.services.base.kept_pages import KeptPages
from casebook.services.base.session import Session


def test_those_shown_longest_ago_give_way() -> None:
    kept = KeptPages(most_bytes=10)
    kept.keep(("a",), b"aaaa")
    kept.keep(("b",), b"bbbb")
    assert kept.get(("a",)) == b"aaaa"
    kept.keep(("c",), b"cccc")
    assert [kept.get((name,)) for name in "abc"] == [b"aaaa", None, b"cccc"]


def test_one_that_is_too_large_is_not_kept() -> None:
    kept = KeptPages(most_bytes=3)
    kept.keep(("a",), b"aaaa")
    assert kept.get(("a",)) is None


def test_none_is_kept_after_lock(session: Session) -> None:
    session.kept_pages.keep(("a",), b"aaaa")
    session.lock()
    session.kept_pages.keep(("b",), b"bbbb")
    assert [session.kept_pages.get((name,)) for name in "ab"] == [None, None]
