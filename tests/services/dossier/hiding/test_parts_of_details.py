"""Parts of details beside words that say what they are, and what only looks like them."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.known_forms import channels, hidden_facts
from casebook.services.dossier.hiding.protected_names import name_forms
from casebook.services.dossier.hiding.text_account import stated_accounts

_WORDS = Translator("en")
_FACTS = [KnownFact(kind="case-number", value=one) for one in ("A-0129", "Application SPECIMEN 41/2026")]


def shown(text: str) -> str:
    """A text as a copy prints it."""
    hidden = [*hidden_facts(_FACTS, _WORDS), channels(_WORDS), Hidden(form="Lin Zhiyuan", label="Person A")]
    return NameReplacer([*hidden, *stated_accounts([text], _WORDS)]).apply(text)


@pytest.mark.parametrize(
    ("before", "part"),
    [
        *((word, "0129") for word in ("file", "Akte", "Az.", "dossier n°", "No.", "档案号", "дело", "αρ.")),
        *(("", part) for part in ("A-0129", "41/2026")),
        *(("application", part) for part in ("0041/2026", "41/26", "41-2026")),
        ("No", "41/26"),
    ],
)
def test_a_part_of_a_case_number_behind_a_word_for_one_is_hidden(before: str, part: str) -> None:
    assert shown(f"See {before} {part} there.") == f"See {before} [case number] there."


@pytest.mark.parametrize(
    "text",
    ["22 445 566", "0171 2345678", "99 123 456", "22445566"],
)
@pytest.mark.parametrize("word", ["call", "Mobil", "ring", "Tel.", "llamar", "звоните", "请拨打"])
def test_a_telephone_number_behind_a_word_for_one_is_hidden(word: str, text: str) -> None:
    assert shown(f"{word} {text} now") == f"{word} [contact details] now"


@pytest.mark.parametrize(
    "address",
    [
        "Ledras 12, flat 4",
        "flat 302, block B",
        "PO Box 1234",
        "Lane 6 no. 4",
        "No. 4, Lane 6",
        "Building 3, Unit 2",
        "Haus 3, Wohnung 12",
        "корпус 2, кв. 14",
    ],
)
def test_an_address_without_a_word_for_its_street_is_hidden(address: str) -> None:
    assert shown(f"He lives there: {address}.") == "He lives there: [contact details]."


@pytest.mark.parametrize("name", ["l i n Zhiyuan", "L.i.n Zhiyuan", "L-I-N Zhiyuan", "Zhiyuan L i n"])
def test_a_surname_with_its_letters_parted_goes_with_the_given_name(name: str) -> None:
    assert shown(f"Then {name} spoke.") == "Then Person A spoke."


@pytest.mark.parametrize(
    "text",
    [
        "exhibit no. 129, page 129 and 129 people; Law No. 129",
        "call 12 witnesses on 12 05 2026",
        "call 1860000 yuan",
        "Room 4 was cold, page 2",
        "Section 3, unit of 4; a house a day",
        "file 41, in 2026",
    ],
)
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize("apostrophe", ["'", "\u2019"])
def test_a_genitive_is_no_name_of_its_own(apostrophe: str) -> None:
    people = NameReplacer(name_forms(["Shen Yulan", "Yulans"], "Person B"))
    shown_text = people.apply(f"Shen Yulan{apostrophe}s sister came")
    assert shown_text == f"Person B{apostrophe}s sister came"
