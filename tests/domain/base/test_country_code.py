"""A country is known by its code, its names and what it is commonly called; what is none is refused."""

from __future__ import annotations

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base import country_code as countries
from casebook.domain.base.country_code import aliases_of, country_code, known_country
from casebook.language.nationality import country_of_nationals


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("GB", "UK|U.K.|gb|Great Britain|Britain|England|Scotland|Northern Ireland|United Kingdom|英国|英國"),
        ("US", "USA|us|America|the United States|United States of America|美国"),
        ("AE", "UAE|United Arab Emirates"),
        ("KR", "Korea|South Korea|韩国"),
        ("TW", "Taiwan|臺灣|台湾"),
        ("HK", "Hong Kong|香港|HK"),
        ("MO", "Macau|Macao|澳門"),
        ("UA", "Ukraine|ua"),
    ],
)
def test_a_country_is_known_by_code_alias_and_name(code: str, typed: str) -> None:
    assert {known_country(each) for each in typed.split("|")} == {code}


@pytest.mark.parametrize("typed", ["", " ", "Atlantis", "ZZ", "EU", "UKX", "the", "欧元区"])
def test_what_is_no_country_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        country_code(typed, field="country")
    assert caught.value.field == "country"


@pytest.mark.parametrize(("typed", "code"), [("UKR", "UA"), ("cyp", "CY"), ("Deutschland", "DE")])
def test_a_field_of_a_country_takes_its_longer_code_and_other_languages(typed: str, code: str) -> None:
    assert country_code(typed, field="country") == code


def test_no_alias_stands_for_two_countries() -> None:
    aliases = [alias.casefold() for code in Translator().territories() for alias in aliases_of(code)]
    assert len(aliases) == len(set(aliases))
    named = {name.casefold(): code for code, name in Translator().territories().items()}
    for code in Translator().territories():
        assert all(named.get(alias.casefold(), code) == code for alias in aliases_of(code))


def test_names_in_the_languages_of_lists_are_not_read_for_an_empty_field() -> None:
    countries._more_names.cache_clear()
    assert [country_of_nationals(text) for text in ("", " ")] == ["", ""]
    assert countries.country_in_any_language(" . ") == ""
    assert countries._more_names.cache_info().misses == 0
    assert country_of_nationals("Allemagne") == "DE"
    assert countries._more_names.cache_info().misses == 1
