"""Casebooks that exchange what they know hold the same in the end, whatever came when."""

from __future__ import annotations

import pytest

from tests.store.sharing.random_history import content, run


@pytest.mark.parametrize("seed", range(12))
def test_all_hold_the_same_in_the_end(seed: int) -> None:
    first, *others = run(seed)
    expected = dict(content(first))
    for other in others:
        for name, value in content(other):
            assert value == expected[name], name
    for book in (first, *others):
        book.store.verify_audit()
        assert book.store.differences() == []
        book.store.close()
