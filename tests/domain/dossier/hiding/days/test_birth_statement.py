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
    ],
)
def test_a_date_alone_states_no_birth(said: str) -> None:
    assert list(birth_statements(said)) == []
