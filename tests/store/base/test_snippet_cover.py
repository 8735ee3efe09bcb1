"""Names are covered before an excerpt is cut: no half of one stands at the cut."""

from __future__ import annotations

import pytest

from casebook.store.base.snippet import around


def covered(text: str) -> str:
    return text.replace("Wen Shuyan", "Heron").replace("wen_shuyan79@example.org", "Heron")


@pytest.mark.parametrize("reach", range(0, 80, 3))
def test_no_piece_of_a_name_stands_at_the_cut(reach: int) -> None:
    name = "Wen Shuyan, wen_shuyan79@example.org"
    text = f"{'a ' * 300}{name} {'b' * reach} fish {'c' * reach} {name}{' d' * 300}"
    shown = around(text, "fish", covered)
    assert "fish" in shown
    left = shown.replace("Heron", "").lower()
    assert not any(piece in left for piece in ("wen", "shu", "yan", "example", "@", "79"))


def test_the_match_may_be_the_name_itself() -> None:
    text = f"{'a ' * 300}of Wen Shuyan, a lawyer{' d' * 300}"
    assert "of Heron, a lawyer" in around(text, "shuyan", covered)
