"""What a pseudonymised copy must leave: numbers that look like days or telephones, and words like titles."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer

HIDDEN = (
    Hidden(form="20260304", label="March 2026", is_name=False, kind="date", shape="found-day"),
    Hidden(form="20260304", label="March 2026", is_name=False, kind="date"),
    Hidden(form="19840110", label="1984", is_name=False, kind="birth-date"),
    Hidden(form="99123456", label="[contact details]", is_name=False, kind="channel"),
    Hidden(form="林志远", label="Person A", is_name=True),
)


@pytest.mark.parametrize(
    "text",
    [
        "invoice 20260304",
        "Invoice No. 20260304",
        "Rechnung Nr. 20260304",
        "发票号码：20260304",
        "99123456 yuan",
        "EUR 99123456",
        "RMB99123456",
        "¥99123456",
        "€ 99123456",
        "99123456.00 EUR",
        "99123456元",
        "林总数不多",
        "林总部在此",
        "林处决了",
    ],
)
def test_no_number_of_another_kind_and_no_longer_word_is_replaced(text: str) -> None:
    assert NameReplacer(HIDDEN).apply(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("on 20260304 he came", "in March 2026 he came"),
        ("file IMG_20260304", "file March 2026"),
        ("No. 19840110", "No. 1984"),
        ("call 99123456", "call [contact details]"),
        ("99123456, 20 yuan", "[contact details], 20 yuan"),
        ("林总来了", "Person A总来了"),
        ("林处说", "Person A处说"),
    ],
)
def test_what_names_somebody_is_replaced_beside_them(text: str, shown: str) -> None:
    assert NameReplacer(HIDDEN).apply(text) == shown
