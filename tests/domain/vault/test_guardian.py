from __future__ import annotations

from datetime import date

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.vault.guardian import Guardian, GuardianSet, require_guardians

MADE = date(2026, 3, 1)
TWO = (Guardian(number=1, name="Ioanna"), Guardian(number=2, name="Marios", drilled_on=date(2026, 9, 1)))


def test_whoever_was_not_asked_for_a_year_is_due() -> None:
    known = GuardianSet(slot_id="a", fingerprint="1A2B", threshold=2, made_on=MADE, guardians=TWO)
    assert known.due(date(2027, 2, 28)) == ()
    assert known.due(date(2027, 3, 1)) == TWO[:1]
    assert known.due(date(2027, 9, 1)) == TWO


@pytest.mark.parametrize(
    ("names", "threshold", "field"),
    [
        (["Ioanna"], 2, "names"),
        ([f"Guardian {at}" for at in range(17)], 2, "names"),
        (["Ioanna", "Marios"], 1, "threshold"),
        (["Ioanna", "Marios"], 3, "threshold"),
        (["Ioanna", " "], 2, "names"),
        (["Ioanna", "x" * 81], 2, "names"),
        (["Ioanna", "ioanna "], 2, "names"),
        (["Ioanna", "\u200b\u2060"], 2, "names"),
        (["Jos\u00e9", "Jose\u0301"], 2, "names"),
        (["Ioanna", "Ioanna\u200b"], 2, "names"),
        (["Ioanna", "Marios\u2028Wenlan"], 2, "names"),
        (["Ioanna", "Marios\u000bWenlan"], 2, "names"),
    ],
)
def test_guardians_that_cannot_be_are_named_by_field(names: list[str], threshold: int, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        require_guardians(names, threshold)
    assert refused.value.field == field
