"""Births of a table are shown for a decision, whoever was born: the head says what the dates are."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.days.birth_column import births_in_columns


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in births_in_columns(text)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "姓名 护照号码 出生 备注\n弟弟 c8xk4m9ru 89年5月 走\n妹妹 E48210937 92年8月 走",
            ["89年5月", "92年8月"],
        ),
        ("姓名\t出生日期\n弟弟\t一九八九年五月\n妹妹\t1992", ["一九八九年五月", "1992"]),
        ("Name Passport Date of birth\nbrother c7xk4m9ru 5/89\naunt E4471902 1961", ["5/89", "1961"]),
        ("Relation Born Lives in\nSister May 89 Berlin\nUncle 3.61 Turin", ["May 89", "3.61"]),
        ("Name DOB Sex\nBrother 05/1989 M", ["05/1989"]),
        ("Nom Née le Passeport\nSoeur 05.89 oui", ["05.89"]),
        ("Name Geburtsdatum\nBruder Mai 89", ["Mai 89"]),
        ("称谓,姓名,出生年月\n叔叔,赵国民,90.4\n妹夫,,1961年", ["90.4", "1961年"]),
        ("称谓|姓名|出生|备注|\n妹夫|王海波|90.4|走|\n叔叔||1961|2019年走|", ["90.4", "1961"]),
        ('Name,Home,DOB\nHe Min,"Block 9, Haidai",Apr 1990\nLi,no,5.7.63', ["Apr 1990", "5.7.63"]),
        ("Seq Name Sex DOB Bags\n041 OKAFOR F 12MAR91 1/18", ["12MAR91"]),
        ("Name Issued Born\nBrother 2019 5/89", ["2019", "5/89"]),
        ("Name Se\nx Born\nZhao\nMing\n37078\n17\n138\n5320\nFlat 3\nUncle M April 1990", ["April 1990"]),
        ("Name Birth\nBrother\nlives with us\n5/89\nSister\n6/91", ["5/89", "6/91"]),
    ],
)
def test_a_date_under_a_head_for_births_is_found(text: str, dates: list[str]) -> None:
    assert found(text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "Name Place of birth Arrived\nBrother Kashgar 5/89",
        "姓名 出生地 备注\n弟弟 喀什 89年5月走",
        "Name Birth certificate Issued\nBrother yes 5/89",
        "he was born there\nand left in 2019",
        "Her sister was born before the family moved.\nThey came in 2019.",
        "Name Born\n" + "The committee met and found that nobody had answered it\n" * 4 + "July 2019 Paris",
        "Name Left\nBrother 5/89",
        "Name Born\nThe committee met in 2019 and found that nobody had answered.",
    ],
)
def test_no_date_is_a_birth_of_another_head_or_behind_the_table(text: str) -> None:
    assert found(text) == []
