"""A recorded birthday in the languages of clients, by its three numbers."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.known_forms import hidden_facts

_BIRTHS = [KnownFact(kind="birth-date", value=StatedDate(edtf=day)) for day in ("1998-07-15", "1989-02-27")]
REPLACER = NameReplacer(hidden_facts(_BIRTHS, Translator("en")))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("མི་ལོ་༡༩༨༩ ཟླ་ ༢ ཚེས་ ༢༧", "མི་ལོ་1989"),
        ("སྤྱི་ལོ་1998ལོའི་ཟླ་7པའི་ཚེས་15", "སྤྱི་ལོ་1998"),
        ("1998 оны 7 сарын 15-нд", "1998-нд"),
        ("1989 оны 2 дугаар сарын 27", "1989"),
        ("1998 оны долоодугаар сарын 15", "1998"),
        ("15 tháng 7 năm 1998", "1998"),
        ("98年7月15, 87.07.15, 15.7.98, 7/15/98", "1998, 1998, 1998, 1998"),
        ("七月十五係我生日, 7月15", "[date]係我生日, [date]"),
        ("七月十五六, 7月150", "七月十五六, 7月150"),
        ("1998 m. liepos 15 d.", "1998"),
        ("32566, 35991, 34529, 35991.0, 35991.5", "1989, 1998, 1998, 1998, 1998"),
        ("135991, 35,991.50, 1.87.07.15", "135991, 35,991.50, 1.87.07.15"),
        ("སྤྱི་ལོ་1998 ཟླ་བདུན་པའི་ཚེས་15, 1998.7.15", "སྤྱི་ལོ་1998 ཟླ་བདུན་པའི་ཚེས་15, 1998"),
        ("1998 оны долоодугаар сарын 15, 1998.07.15-нд", "1998, 1998-нд"),
        ("7.15, 1998.7.15; 15/7 1998; 15. 7. 1998; 1998/07/15", "7.15, 1998; 1998; 1998; 1998"),
        ("1998 жылы 7 айының 15 күні, and 1998 yili 7. 15", "1998, and 1998"),
        ("1998年7月15, ngày 15 tháng 7, năm 1998", "1998, ngày 1998"),
    ],
)
def test_a_birthday_is_found_by_its_numbers_in_any_words(written: str, shown: str) -> None:
    assert REPLACER.apply(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "in 1998, art. 7, para. 15",
        "1998-07-02, 2001-08-15",
        "Paragraph 15 of the letter of 7 June 1998.",
        "Room 15, floor 7. In 1998 he was beaten 15 times by 7 men.",
        "In 1998 we had 7 beds and 15 blankets. Of 15 people 7 were freed in 1998.",
        "on 2 May 1998. 7 guards and 15 prisoners",
        "He left in 1998! 7/15 of them stayed. 15 days, 7 months and 1998",
        "On 15 May 1998 the police took 7 books. Paragraph 15",
    ],
)
def test_numbers_among_other_words_are_no_birthday(written: str) -> None:
    assert REPLACER.apply(written) == written


@pytest.mark.parametrize(
    "written",
    [
        "Geboren am 15.07.1998. Her birthday: 15/7, 15.7.",
        "DOB 15.07.1998, 15/7, 15.7.",
        "7/15 15.07.1998",
        "on 15.07.1998. July was hot",
        "7/15/98, Jul-98",
    ],
)
def test_the_year_that_stands_for_a_birthday_begins_no_other(written: str) -> None:
    assert not REPLACER.hides(REPLACER.apply(written))


@pytest.mark.parametrize(
    "written", ["ngày 4 tháng 3 năm 2026", "2026 оны 3 сарын 4", "2026 оны 3 дугаар сарын 4"]
)
def test_a_day_of_the_case_is_found_by_the_number_of_its_month(written: str) -> None:
    facts = [KnownFact(kind="date", value=StatedDate(edtf="2026-03-04"))]
    assert NameReplacer(hidden_facts(facts, Translator("en"))).apply(written).endswith("March 2026")
