"""Names in Latin letters with the endings of the language they stand in leave nothing readable."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.near_name import NearNames
from casebook.services.dossier.hiding.protected_names import name_forms

HIDDEN = (
    *name_forms(("Memtimin Qurban",), "A"),
    *name_forms(("Ayshem Tohti",), "B", "relative"),
    *name_forms(("Erkin Sadiq", "Marek Nazarow"), "C"),
    *name_forms(("Lin Zhiyuan", "林志远"), "D"),
    *name_forms(("Zhang Romana",), "E"),
)
REPLACER = NameReplacer(HIDDEN)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Memtiminni tutup ketti. Qurbangha pul berdi. Ayshemning öyi", "A tutup ketti. A pul berdi. B öyi"),
        ("Memtiminakam, Memtiminler, Tohtining, Sadiqqa, memtiminge", "A, A, B, C, A"),
        ("Mämtimin, Ayşem, Ayşemin, Qurbanın", "A, B, B, A"),
        ("Lina Zhiyuana zatrzymano. Linowi Zhiyuanowi, z Linem Zhiyuanem", "D zatrzymano. D, z D"),
        ("Linas Zhiyuanas, Lino Zhiyuano, Zhiyuanui", "D, D, D"),
        ("Zhiyuanův bratr, Linu Zhiyuanovi, Qurbanová", "D bratr, D, A"),
        ("Zhiyuannal, Memtiminnek, Qurbant", "D, A, A"),
        ("Lin Zhiyuanin asia, Qurbanilla", "D asia, A"),
        ("Zhiyuans Bruder, die Qurbanschen Brüder", "D Bruder, die A Brüder"),
        ("Erkinin, Sadiğin, Marka, Markowi, z Markiem", "C, C, C, C, z C"),
        ("erkinning xeti, qurbanga", "C xeti, A"),
        ("ZHIYUANA, MEMTIMINNING", "D, A"),
    ],
)
def test_a_name_goes_with_its_ending(written: str, shown: str) -> None:
    assert REPLACER.apply(written) == shown


@pytest.mark.parametrize(
    "text",
    [
        "in Romania, Romanian law, Zhangye and Jiangsu",
        "erkinlik, qurbanliq",
        "the market, marking, a line of Markets",
        "Linguists, linen and Lindeman",
    ],
)
def test_words_that_begin_as_a_name_does_stay(text: str) -> None:
    """Words of the language and places stay, and words in small letters but those with a common ending."""
    assert REPLACER.apply(text) == text


@pytest.mark.parametrize(
    ("said", "listed"),
    [("Lins Bruder", ["Lins"]), ("u Lina, s Linem", ["Lina", "Linem"]), ("Line, Lint, Lincoln", [])],
)
def test_a_short_name_with_an_ending_is_listed(said: str, listed: list[str]) -> None:
    places = NearNames(HIDDEN, [said]).find(said, REPLACER.find(said))
    assert [said[start:end] for start, end in places] == listed


@pytest.mark.parametrize(
    ("written", "copied"),
    [
        ("Zhaos Schwester, die Zhaos", "A Schwester, die A"),
        ("zhaos, Zhaosheng", "zhaos, Zhaosheng"),
    ],
)
def test_a_short_name_takes_the_genitive_where_it_has_a_capital(written: str, copied: str) -> None:
    assert NameReplacer(name_forms(["Zhao Mingde"], "A")).apply(written) == copied


def test_a_sign_in_the_place_of_the_end_of_a_chinese_name_goes_with_it() -> None:
    hidden = NameReplacer(name_forms(["赵明德"], "甲"))
    assert hidden.apply("犯罪嫌疑人赵明X, 赵明×, 赵X。赵＊, 赵〇") == "犯罪嫌疑人甲, 甲, 甲。甲, 甲"
    assert hidden.apply("赵XL号") == "赵XL号"
