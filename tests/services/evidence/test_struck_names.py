"""Words that are struck through in a copy that hides names."""

from __future__ import annotations

import re

import pytest

from casebook.base.i18n import Translator
from casebook.services.evidence.struck_names import as_shown


def shown(text: str) -> str:
    return re.sub(r"Zhangtest(?:\s+San)?", "Person A", text)


def english() -> Translator:
    return Translator("en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He did [struck: not] sign. Mr Zhangtest\n[struck: San] came.",
            "He did [struck: not] sign. Mr Person A came.\n[struck in part]",
        ),
        (
            "Zhang[struck: tes]t [struck: S]an did [struck: not] sign\n[struck: x] y",
            "Person A did [struck: not] sign [struck in part]\n[struck: x] y",
        ),
        ("[struck: Zhangtest San] did [struck: not] sign", "[struck: Person A] did [struck: not] sign"),
        ("He did [struck: not] sign.", "He did [struck: not] sign."),
        ("[struck: Zh]angtest\nSan did [struck: not]", "Person A did [struck: not]\n[struck in part]"),
    ],
)
def test_only_marks_within_a_name_give_way(text: str, expected: str) -> None:
    assert as_shown(shown, english(), text) == expected
