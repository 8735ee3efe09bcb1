"""The month of a recorded birth goes where a text speaks of the birthday, and stays elsewhere."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.hiding.days.clock_time import without_times
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.known_forms import hidden_facts, partial_days
from casebook.services.dossier.hiding.protected_names import name_form
from casebook.services.dossier.hiding.unrecorded_day import labelled_days

_WORDS = Translator("en")
_SAID = {
    "On 14 March 2024, her birthday, born in 1987.": "On [date], her birthday, born in 1987.",
    "On her birthday, March 2024. Then March came.": "On her birthday, [date]. Then March came.",
    "Her 37th birthday fell in March 2024.": "Her 37th birthday fell in [date].",
    "Her birthday falls in March.": "Her birthday falls in [date].",
    "Sie feierte ihren Geburtstag im März 2024.": "Sie feierte ihren Geburtstag im [date].",
    "Am 14. März 2024, ihrem Geburtstag, kamen sie.": "Am [date], ihrem Geburtstag, kamen sie.",
    "Ihr Geburtstag ist am 14. März.": "Ihr Geburtstag ist am [date].",
    "Sie kam mit Akte 2012. Am 14. März 2024 ging sie.": "Sie kam mit Akte 2012. Im March 2024 ging sie.",
    "Le 14 mars 2024, jour de son anniversaire.": "Le [date], jour de son anniversaire.",
    "El 14 de marzo de 2024, su cumpleaños.": "El [date], su cumpleaños.",
    "Il 14 marzo 2024, il giorno del suo compleanno.": "Il [date], il giorno del suo compleanno.",
    "Em 14 de março de 2024, o seu aniversário.": "Em [date], o seu aniversário.",
    "14 Mart 2024'te, doğum gününde.": "[date]'te, doğum gününde.",
    "14 марта 2024 года, в день её рождения.": "[date] года, в день её рождения.",
    "Στις 14 Μαρτίου 2024, τα γενέθλιά της.": "Στις [date], τα γενέθλιά της.",
    "2024年3月14日，她的生日，他们来了。": "[date]，她的生日，他们来了。",
    "Den 14 mars 2024, på hennes födelsedag.": "Den [date], på hennes födelsedag.",
    "14. mars 2024, på fødselsdagen hennes.": "[date], på fødselsdagen hennes.",
    "in de maand van haar verjaardag, maart 2024": "in de maand van haar verjaardag, [date]",
    "день рождения в марте 2024": "день рождения в [date]",
    "她的生日是3月。": "她的生日是[date]。",
    "She turned 37 in March.": "She turned 37 in [date].",
    "On 14 March 2024 they came.": "In March 2024 they came.",
    "In March 2024 she fled. She was 20.": "In March 2024 she fled. She was 20.",
    "May we march in May 2024, on her birthday": "May we march in May 2024, on her birthday",
    "She was born on 14 March 1987.": "She was born in 1987.",
    "于2019年5月21日14时前到": "于May 2019 14时前到",
    "She (born 3/87) and he (b. 03-87)": "She (born [date]) and he (b. [date])",
    "DOB 87-03, *3/87; born Mar 87": "DOB [date], *[date]; born [date]",
    "She was born in 87, came 3/88, left 13/87.": "She was born in 87, came 3/88, left 13/87.",
}


def _copied(said: str) -> str:
    born = StatedDate(edtf="1987-03-14")
    facts = [*hidden_facts([KnownFact(kind="birth-date", value=born)], _WORDS)]
    return NameReplacer([*facts, *labelled_days([said], facts, set(), _WORDS)]).apply(said)


def test_a_month_of_birth_goes_beside_a_word_of_birth() -> None:
    assert {said: _copied(said) for said in _SAID} == _SAID


@pytest.mark.parametrize("said", ["她生于1987年3月14日。", "她生于1987-03-14。", "她生于1987年3月。"])
def test_a_year_of_birth_alone_has_its_character_in_chinese(said: str) -> None:
    born = KnownFact(kind="birth-date", value=StatedDate(edtf="1987-03-14"))
    replacer = NameReplacer([*hidden_facts([born], Translator("zh-Hans"))])
    assert replacer.apply(said) == "她生于1987年。"
    assert replacer.apply("她生于1987年。") == "她生于1987年。"


def _copied_of_two(said: str) -> str:
    """A copy of a text on a client who was born on 13 September 1984 and a mother on 21 March 1957."""
    born = [KnownFact(kind="birth-date", value=StatedDate(edtf=day)) for day in ("1984-09-13", "1957-03-21")]
    facts = [*hidden_facts(born, _WORDS), *partial_days(_WORDS)]
    return NameReplacer([*facts, *labelled_days([said], facts, set(), _WORDS)]).apply(said)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("84年9月生", "[date]生"),
        ("男，84年9月生汉族", "男，[date]生汉族"),
        ("生于八四年九月", "生于[date]"),
        ("生于八四年9月", "生于[date]"),
        ("八四年九月生人", "[date]生人"),
        ("八四年九月。生于喀什", "八四年九月。生于喀什"),
        ("父亲生于五七年三月", "父亲生于[date]"),
        ("生于84年9月", "生于[date]"),
        ("生于84年09月，", "生于[date]，"),
        ("生日是九月", "生日是[date]"),
        ("民国七十三年九月生", "[date]生"),
        ("87年3月出生", "[date]出生"),
        ("生于八四年九月十三", "生于1984"),
        ("八四年九月十三日生", "1984生"),
        ("Born: Sep-84", "Born: [date]"),
        ("DOB Sep/84", "DOB [date]"),
        ("born September 84", "born [date]"),
        ("生日0913", "生日[date]"),
        ("出生日期0913", "出生日期[date]"),
        ("生日：0913", "生日：[date]"),
        ("birthday 1309", "birthday [date]"),
        ("mother née 03/57", "mother née [date]"),
        ("born 9/84", "born [date]"),
        ("b. 09.84", "b. [date]"),
        ("出生84.9", "出生[date]"),
        ("84/9出生", "[date]出生"),
        ("DOB 09/84 M", "DOB [date] M"),
        ("born 9/84 of a Uyghur family", "born [date] of a Uyghur family"),
        ("born in Kashgar in 9/84", "born in Kashgar in [date]"),
        ("84年9月13时30分生", "[date]13时30分生"),
    ],
)
def test_a_short_month_of_birth_goes_with_its_year(said: str, shown: str) -> None:
    assert _copied_of_two(said) == shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("赵明辉，84年9月，男，山东人", "Person A，[date]，男，山东人"),
        ("赵明辉 八四年九月 男", "Person A [date] 男"),
        ("Zhao Minghui, Sep 84, male", "Person A, [date], male"),
        ("Zhao Minghui (Sept 84), 9/84", "Person A ([date]), [date]"),
        ("Zhao Minghui came in September.", "Person A came in September."),
        ("Zhao Minghui: see case 9/84, para 9/84.", "Person A: see case 9/84, para 9/84."),
        ("In 84年9月 they came.", "In 84年9月 they came."),
    ],
)
def test_a_month_of_birth_with_its_year_goes_beside_a_name(said: str, shown: str) -> None:
    born = [KnownFact(kind="birth-date", value=StatedDate(edtf="1984-09-13"))]
    names = (name_form("Zhao Minghui", "Person A"), name_form("赵明辉", "Person A"))
    assert NameReplacer([*names, *hidden_facts(born, _WORDS)]).apply(said) == shown


@pytest.mark.parametrize(
    "said",
    [
        "born in Kashgar, see page 9/84",
        "born in Kashgar (para 9/84)",
        "born in Kashgar, No. 9/84",
        "born in Kashgar, case 9/84",
        "born in Kashgar, file no. 9/84",
        "born in Kashgar, Akte 9/84",
        "born in Kashgar for 9.84 euros",
        "born in Kashgar for € 9.84",
        "born with 9/84 of a share",
        "born in 2012, flat 0913",
        "born 1210 g",
        "84年9月生效",
        "84年9月生产",
        "出生证明第0913号",
        "生日1984",
        "生于十九月",
        "84年9月的案件",
    ],
)
def test_numbers_beside_a_birth_that_are_no_month_stay(said: str) -> None:
    assert _copied_of_two(said) == said


@pytest.mark.parametrize(
    ("said", "shown", "timed"),
    [
        ("1984年9月13时30分", "1984 13时30分", "1984 [time]"),
        ("1957年3月21时", "1957 21时", "1957 [time]"),
        ("1957年3月 21点半", "1957 21点半", "1957 [time]"),
        ("一九八四年九月十三时", "1984十三时", "1984[time]"),
        ("84年9月13时", "84年9月13时", "84年9月[time]"),
        ("八四年九月十三时", "八四年九月十三时", "八四年九月[time]"),
        ("9月13时30分", "9月13时30分", "9月[time]"),
        ("三月二十一日二十一时", "[date]二十一时", "[date][time]"),
        ("1984年9月13日13时30分", "1984 13时30分", "1984 [time]"),
        ("2019年3月12日上午8点30分", "March 2019上午8点30分", "March 2019上午[time]"),
        ("二〇一九年三月十二时", "二〇一九年三月十二时", "二〇一九年三月[time]"),
        ("1987年3月下午3点", "1987年3月下午3点", "1987年3月下午3点"),
        ("2013年9月18时", "2013年9月18时", "2013年9月[time]"),
    ],
)
def test_an_hour_behind_a_month_is_no_day_of_it(said: str, shown: str, timed: str) -> None:
    copied = _copied_of_two(said)
    assert (copied, without_times(copied, "[time]")) == (shown, timed)
