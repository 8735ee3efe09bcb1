"""Casebooks that exchange what they know hold the same in the end, whatever came when."""

from __future__ import annotations

import pytest

from tests.store.sharing.random_history import content, run


@pytest.mark.parametrize("seed", range(6))
def test_all_hold_the_same_in_the_end(seed: int) -> None:
    first, *others = run(seed)
    expected = dict(content(first.store))
    for other in others:
        for name, value in content(other.store):
            assert value == expected[name], name
    for book in (first, *others):
        book.store.verify_audit()
        assert book.store.differences() == []


def test_no_text_is_lost_but_in_whose_place_somebody_wrote_who_saw_it() -> None:
    kept = 0
    for seed in range(4):
        books = run(seed, with_restores=False)
        notes = dict(content(books[0].store))["versions of note"]
        standing = {(record_id, one) for record_id, entries, _ in notes for one in entries["text"].values()}
        written = {one for book in books for one in book.written}
        assert written - standing <= {one for book in books for one in book.replaced}
        kept += len(written & standing)
    assert kept
