"""Words like a name are shown to a person, and so are names that are known in one spelling."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.near_name import NearNames, of_one_spelling
from casebook.services.dossier.hiding.protected_names import name_form

HIDDEN = (
    name_form("Lin Zhiyuan", "Person A"),
    name_form("林志远", "Person A"),
    name_form("Karel Vondra", "Person B"),
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("They met Zhiyan at noon.", ["Zhiyan"]),
        ("a letter to Vondras, Vendra and Kafel", ["Vendra", "Kafel"]),
        ("Zhiyuan, Vondra and Lin Zhiyan", []),
        ("the kareel; zhiyan", []),
        ("Then Kareem and Zhang", []),
        ("a lower case kafel beside Kafel", []),
        ("then Lin Vien and Vien Lin came", ["Vien", "Vien"]),
        ("弟弟林明远、妹夫王海波，妈妈高兴", ["林明远", "王海波"]),
        ("曾用名赵辉，王海波,妹夫；妻陈丽娟；表哥刘洋也来了；女方说", ["赵辉", "王海波", "陈丽娟", "刘洋"]),
        ("Li Ming,brother; Wang Haitao is his cousin; Kashgar, his wife", ["Li Ming", "Wang Haitao"]),
        ("my uncle Chen Guang; Brother-in-law, Wang Haibo; her son March", ["Chen Guang", "Wang Haibo"]),
        ("Transfer LIN LIHUA, LIN/MEILI MR; DATE LIN, in PRC Lin", ["LIHUA", "MEILI"]),
        ("in Beijing Lin Sings. Afterwards Lin, in March Lin, Mr Lin", ["Sings"]),
        (
            "\u30ea\u30f3\u30fb\u30b8\u30fc\u30e6\u30a8\u30f3は",
            ["\u30ea\u30f3\u30fb\u30b8\u30fc\u30e6\u30a8\u30f3"],
        ),
        ("С Линем пришёл Карель Вондра, а Вондре", ["Карель", "Вондра", "Вондре"]),
        ("μάρτυρας η κα. Ουέι Σου ήλθε", ["Ουέι Σου"]),
    ],
)
def test_a_word_with_a_capital_and_one_letter_otherwise_is_shown(said: str, found: list[str]) -> None:
    places = NearNames(HIDDEN, [said]).find(said, NameReplacer(HIDDEN).find(said))
    assert [said[start:end] for start, end in places] == found


def test_a_part_that_is_a_word_of_the_language_is_shown_where_it_stays() -> None:
    hidden = (name_form("Sun Guifang", "Person C"), name_form("He Wenjing", "Person I"))
    said = "Sun rose. The Sun rose on Sunday. He saw the sun. Sun was taken. HE LEFT. SUN SHONE."
    places = NearNames(hidden, [said]).find(said, NameReplacer(hidden).find(said))
    assert [said[start:end] for start, end in places] == ["Sun", "Sun", "SUN"]


def test_a_name_of_a_weekday_is_shown_unless_a_date_explains_it() -> None:
    hidden = (name_form("Sun Guifang", "Person C"),)
    dated = "Sun 12 May 2021; Sun 9-5; 10.30 Sun, and on Sun 3 March. 2021-05-02 Sun"
    for said in ("Sun 93048 mother", "Sun 60 years old", "Sun 3 days later came", "1 Sun 53326", dated):
        places = NearNames(hidden, [said]).find(said, NameReplacer(hidden).find(said))
        assert bool([*places]) is (said != dated), said


def test_a_name_in_its_ordinary_sense_is_shown() -> None:
    hidden = (name_form("Will Dong", "Person W"), name_form("An Jingwei", "Person N"))
    said = "Will the Court decide? An appeal lies, Will fled, An was taken. On An island"
    places = NearNames(hidden, [said]).find(said, NameReplacer(hidden).find(said))
    assert [said[start:end] for start, end in places] == ["Will", "An"]


def test_names_known_in_one_spelling_are_listed() -> None:
    places = ("Yunlan", "云澜", "Sanqiao", "Kashgar", "12 Ledra Street", "CN", "CHN")
    hidden = [Hidden(form=place, label="[place]", is_name=False, kind="place") for place in places]
    assert of_one_spelling((*HIDDEN, *hidden)) == ("Karel Vondra", "Sanqiao", "云澜")


def test_people_without_a_chinese_name_are_listed() -> None:
    """A name in Tibetan or Cyrillic letters says nothing of how Chinese papers render it."""
    names = [("བཀྲས་མཐོང་", "Tratong"), ("Баяр Сүхээ", "Bayar Sukhee"), ("Tenzin", "丹增")]
    forms = (name_form(form, str(at)) for at, name in enumerate(names) for form in name)
    assert of_one_spelling(forms) == ("Баяр Сүхээ", "བཀྲས་མཐོང་")
