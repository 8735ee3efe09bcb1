"""A birth that is stated is shown for a decision, in the languages of case documents; a date alone is not."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.hiding.days.birth_statement import birth_statements


@pytest.mark.parametrize(
    ("said", "found", "date"),
    [
        ("She was born on 3 May 1984 in Kashgar.", "born on 3 May 1984", "1984"),
        ("a man born in 1984,", "born in 1984", "1984"),
        ("born on 3 May, she left", "born on 3 May", "on 3 May"),
        ("Date of birth: 03/05/1984", "Date of birth: 03/05/1984", "03/05/1984"),
        ("D.O.B. 3.5.84", "D.O.B. 3.5.84", "3.5.84"),
        ("DOB 1984-05-03", "DOB 1984-05-03", "1984-05-03"),
        ("Née le 3 mai 1984", "Née le 3 mai 1984", "1984"),
        ("né à Kachgar en 1984", "né à Kachgar en 1984", "1984"),
        ("date de naissance : 03.05.1984", "date de naissance : 03.05.1984", "03.05.1984"),
        ("geboren am 3. Mai 1984", "geboren am 3. Mai 1984", "1984"),
        ("geb. 03.05.1984", "geb. 03.05.1984", "03.05.1984"),
        ("nacido el 3 de mayo de 1984", "nacido el 3 de mayo de 1984", "1984"),
        ("nato il 3 maggio 1984", "nato il 3 maggio 1984", "1984"),
        ("γεννήθηκε στις 3 Μαΐου 1984", "γεννήθηκε στις 3 Μαΐου 1984", "1984"),
        ("1984年5月3日出生", "1984年5月3日出生", "1984年5月3日"),
        ("生于1984年5月3日", "生于1984年5月3日", "1984年5月3日"),
        ("生於民國七十三年", "生於民國七十三年", "民國七十三年"),
        ("出生日期：1984-05-03", "出生日期：1984-05-03", "1984-05-03"),
        ("She was born 3/87 there", "born 3/87", "3/87"),
        ("he (b. 3/87)", "b. 3/87", "3/87"),
        ("born in 3/87", "born in 3/87", "3/87"),
        ("Born: Sep-84", "Born: Sep-84", "Sep-84"),
        ("born September '84", "born September '84", "September '84"),
        ("born March 12, 1984", "born March 12, 1984", "1984"),
        ("geb. 5/89", "geb. 5/89", "5/89"),
        ("geb.5/89", "geb.5/89", "5/89"),
        ("DOB 3/87 M", "DOB 3/87", "3/87"),
        ("née 3 mai 90", "née 3 mai 90", "3 mai 90"),
        ("geboren im Mai 89", "geboren im Mai 89", "Mai 89"),
        ("née en 06/90", "née en 06/90", "06/90"),
        ("mother née 03/57", "née 03/57", "03/57"),
        ("born 04.1988", "born 04.1988", "04.1988"),
        ("born 3-1987", "born 3-1987", "3-1987"),
        ("DOB: 03/1982", "DOB: 03/1982", "03/1982"),
        ("Birth: 1986-03", "Birth: 1986-03", "1986-03"),
        ("nac. 8/3/97", "nac. 8/3/97", "8/3/97"),
        ("b. 4/11/79", "b. 4/11/79", "4/11/79"),
        ("b. 1995", "b. 1995", "1995"),
        ("生年月日 1985/3", "生年月日 1985/3", "1985/3"),
        ("生于91年7月", "生于91年7月", "91年7月"),
        ("生于91年", "生于91年", "91年"),
        ("父亲生于五七年三月", "生于五七年三月", "五七年三月"),
        ("92年8月生", "92年8月生", "92年8月"),
        ("1993年9月生，汉族", "1993年9月生", "1993年9月"),
        ("1993年9月8日生于喀什", "1993年9月8日生", "1993年9月8日"),
        ("妈57年生", "57年生", "57年"),
        ("八四年九月生人", "八四年九月生", "八四年九月"),
        ("84/9出生", "84/9出生", "84/9"),
        ("出生：96.3.8", "出生：96.3.8", "96.3.8"),
        ("出生84.9", "出生84.9", "84.9"),
        ("出生于1994年10月", "出生于1994年10月", "1994年10月"),
    ],
)
def test_a_stated_birth_is_found_with_its_date(said: str, found: str, date: str) -> None:
    (one,) = birth_statements(said)
    assert (said[one.start : one.end], said[one.date_start : one.date_end]) == (found, date)


@pytest.mark.parametrize(
    "said",
    [
        "On 3 May 1984 the court sat.",
        "born in Kashgar. In 2016 he left.",
        "the stubborn 1984 case",
        "foreign-born workers in 2016",
        "borne out in 2016",
        "il ne le sait pas en 2016",
        "la nature du contrat de 2016",
        "发生于2016年",
        "学生于2016年被捕",
        "出生地：喀什",
        "born in Kashgar, p. 3/87",
        "born in Kashgar (para 3/87)",
        "born there, No. 3/87",
        "born out of case 5/89",
        "birth certificate, file 5/89",
        "born 3/4 of an hour later",
        "b. 3.87 EUR",
        "born for € 3.87",
        "born: $3.87",
        "geb. 3,87",
        "born 3.45 kg",
        "born 3/87/5",
        "born 13/87",
        "出生10年后",
        "生于30年前",
        "出生后住了10年",
        "1993年9月生效",
        "1993年9月8日生产",
        "2019年9月8日生病",
        "92年学生",
        "2024年3月14日生日",
        "十年生",
    ],
)
def test_a_date_alone_states_no_birth(said: str) -> None:
    assert list(birth_statements(said)) == []
