from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.case.proceeding import Proceeding, check_proceeding


def test_a_type_of_outcome_needs_an_outcome() -> None:
    ended = Proceeding(
        id="1", case_id="c", kind="asylum", forum="Asylum Service", outcome_kind="protection-granted"
    )
    with pytest.raises(InvalidInput) as refused:
        check_proceeding(ended)
    assert refused.value.field == "outcome"
