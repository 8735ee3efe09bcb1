"""Cases of a parametrised test of which the tests run the first, and the proofs all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from _pytest.mark import ParameterSet


def sampled(cases: Sequence[object], kept: int = 1) -> list[ParameterSet]:
    """Return cases for `parametrize`, all but the first marked as proofs.

    Args:
        cases: values, or tuples of them where a case has several.
        kept: how many of them the tests run; for cases that differ in what they show, not in what they start.
    """
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=_marks(number >= kept))
        for number, case in enumerate(cases)
    ]


def _marks(is_proof: bool) -> tuple[pytest.MarkDecorator, ...]:  # noqa: FBT001 - one choice
    return (pytest.mark.proof,) if is_proof else ()
