from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.exposure.amount import parse_quantity


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1860000 CNY", "1860000", "CNY"),
        ("1,860,000 yuan", "1860000", "CNY"),
        ("1 860 000 元", "1860000", "CNY"),
        ("186万元", "1860000", "CNY"),
        ("１８６万元", "1860000", "CNY"),
        ("1.5亿元", "150000000", "CNY"),
        ("RMB 1860000", "1860000", "CNY"),
        ("12.50 CNY", "12.50", "CNY"),
        ("500 copies", "500", "copies"),
        ("1 person", "1", "persons"),
    ],
)
def test_amounts_as_people_write_them(text: str, number: str, unit: str) -> None:
    quantity = parse_quantity(text)
    assert (quantity.number, quantity.unit) == (number, unit)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("1860000", "has no currency and no unit"),
        ("1.860 CNY", "more than one number"),
        ("1.860.000 CNY", "more than one number"),
        ("18,60,000 CNY", "more than one number"),
        ("500 USD", "another currency (USD)"),
        ("€500", "another currency (€)"),
        ("¥500", "in yuan or in yen"),
        ("30 cats", "is not a unit"),
        ("50 g", "amounts of drugs are not computed"),
        ("0.5 kg", "amounts of drugs are not computed"),
        ("50克", "amounts of drugs are not computed"),
        ("0 CNY", "must be above 0"),
        ("-5 CNY", "is not an amount"),
        ("2.5 copies", "must be above 0, and a whole number"),
        ("much money", "is not an amount"),
        ("", "is not an amount"),
    ],
)
def test_what_is_no_amount_says_so_with_a_remedy(text: str, what: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_quantity(text)
    assert any(part in str(caught.value.title) for part in what.split("|"))
    assert caught.value.remedy
