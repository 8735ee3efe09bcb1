"""Which words and figures of a file are found missing from the pages laid out of it."""

from __future__ import annotations

import pytest

from casebook.services.evidence.laid_out_words import lacks_figures


@pytest.mark.parametrize(
    ("read", "page"),
    [
        ("2019-03-14", "###"),
        ("123456789012", "1.2E+11"),
        ("+90 532 1234567", "+90 5"),
        ("1000003 1000003", "1000003"),
        ("1234.567", "1,234.57"),
    ],
)
def test_figures_that_are_cut_rounded_or_left_out_are_missed(read: str, page: str) -> None:
    assert lacks_figures([read], [page])


@pytest.mark.parametrize(
    ("read", "page"),
    [
        ("1234567.5", "1,234,567.50"),
        ("1234567", "12,34,567"),
        ("2019-03-14 22:30", "Thursday, 14 March 2019 22:30"),
        ("2019-03-04", "4.3.19"),
        ("0.30000000000000004", "0.3"),
        ("1\t2\t3\n1234\t567", "123\r\n1,234567"),
        ("5 ###", "5 ###"),
        ("+998901234567", "+99890\n1234567"),
    ],
)
def test_figures_written_in_another_way_are_found(read: str, page: str) -> None:
    assert not lacks_figures([read], [page])
