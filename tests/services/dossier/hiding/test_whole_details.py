"""A telephone, an address or a day that a copy replaces is replaced whole."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.known_forms import channels, partial_days

_WORDS = Translator("en")
_LABEL = "[contact details]"


def copied(said: str) -> str:
    """A text as a copy has it."""
    return NameReplacer((channels(_WORDS), *partial_days(_WORDS))).apply(said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("电话13905551237", f"电话{_LABEL}"),
        ("电话13905551237，手机13981000005号", f"电话{_LABEL}，手机{_LABEL}号"),
        ("Tel 0660/555 12 35 44", f"Tel {_LABEL}"),
        ("Tel. 0660/5551235.", f"Tel. {_LABEL}."),
        ("He called 0991 2345678.", f"He called {_LABEL}."),
        ("улица Абая, дом 15, квартира 7", _LABEL),
        ("улица Абая, 15, кв. 7", _LABEL),
        ("mayıs ayının 3'ünde doğdu", "mayıs ayının [date] doğdu"),
        ("mayıs ayının 3’ünde doğdu", "mayıs ayının [date] doğdu"),
    ],
)
def test_a_detail_is_replaced_whole(said: str, expected: str) -> None:
    assert copied(said) == expected


@pytest.mark.parametrize(
    "said",
    ["Zahl 0660/2019 12 35 44", "file 013905551237", "1390555123", "ayının sonunda 35", "Law 0123/20"],
)
def test_what_is_none_stays(said: str) -> None:
    assert copied(said) == said
