"""Identity documents that a text states and nobody recorded are hidden wherever it says their numbers."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.text_paper import stated_papers

_WORDS = Translator("en")
_LABEL = "[identity document number]"


def replacer_of(*texts: str) -> NameReplacer:
    """What finds the numbers that these texts state."""
    return NameReplacer(stated_papers(texts, _WORDS))


@pytest.mark.parametrize(
    ("said", "copied"),
    [
        ("Ms T, passport E12345678.", f"Ms T, passport {_LABEL}."),
        ("身份证号码653101199105012347;", f"身份证号码{_LABEL};"),
        ("passport E12345678; E-12345678 was taken", f"passport {_LABEL}; {_LABEL} was taken"),
        ("HKID K123456(7)", f"HKID {_LABEL}"),
        (
            "P<CHNTURSUN<<AYGUL<<<<<<<<<<<<<<<<<<<<<<<<<<\nE123456784CHN9105017F2505045<<<<<<<<<<<<<<02",
            f"{_LABEL}\n{_LABEL}",
        ),
    ],
)
def test_a_stated_document_is_replaced(said: str, copied: str) -> None:
    replacer = replacer_of(said)
    assert replacer.apply(said) == copied
    assert {hit.kind for hit in replacer.find(said)} == {"paper"}


def test_the_number_is_hidden_in_other_texts_too() -> None:
    replacer = replacer_of("passport no. E12345678")
    assert replacer.apply("the officer kept E12345678") == f"the officer kept {_LABEL}"
    assert replacer.hides("E 12345678")


@pytest.mark.parametrize(
    "innocent", ["invoice 12345678", "Case 1234567/2019, page 123456", "call +357 99 123456", "ABC << DEF"]
)
def test_other_numbers_stay(innocent: str) -> None:
    assert replacer_of(innocent).apply(innocent) == innocent
