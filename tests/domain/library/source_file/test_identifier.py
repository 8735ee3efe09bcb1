from __future__ import annotations

import pytest

from casebook.domain.library.source import Source
from casebook.domain.library.source_file.identifier import Identifier, by_kind, identifiers
from casebook.packs.library.library import read_library


def _source(*, number: str = "", ecli: str = "", url: str = "") -> Source:
    return Source(id="s", title="T", author="A", body="B", type="judgment", number=number, ecli=ecli, url=url)


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (
            "no. 37610/18; [2022] ECHR 793",
            [("application", "no. 37610/18"), ("neutral-citation", "[2022] ECHR 793")],
        ),
        ("nos. 28492/15 and 49975/15", [("application", "nos. 28492/15 and 49975/15")]),
        ("CAT/C/CHN/CO/5", [("un-symbol", "CAT/C/CHN/CO/5")]),
        ("1465 UNTS 85", [("treaty-series", "1465 UNTS 85")]),
        ("Ö 2479-19; NJA 2019 s. 611", [("docket", "Ö 2479-19"), ("docket", "NJA 2019 s. 611")]),
        ("", []),
    ],
)
def test_a_number_as_printed_is_told_by_its_kind(number: str, found: list[tuple[str, str]]) -> None:
    assert [(each.kind, each.value) for each in identifiers(_source(number=number))] == found


def test_an_ecli_and_a_doi_stand_beside_the_number_and_nothing_twice() -> None:
    source = _source(ecli="ECLI:NL:X:2012:1", number="ECLI:NL:X:2012:1", url="https://doi.org/10.1000/a")
    assert identifiers(source) == (
        Identifier(kind="ecli", value="ECLI:NL:X:2012:1"),
        Identifier(kind="doi", value="10.1000/a"),
    )


def test_no_word_of_a_number_that_ships_is_lost() -> None:
    for source in read_library().sources:
        identifier_text = "; ".join(each.value for each in identifiers(source) if each.kind != "doi")
        assert all(word in identifier_text for word in source.number.split()), source.id


@pytest.mark.parametrize(
    ("number", "neutral", "report"),
    [
        (
            "no. 20113/07; (2010) 51 EHRR 21; [2008] ECHR 1585",
            "no. 20113/07; [2008] ECHR 1585",
            "(2010) 51 EHRR 21",
        ),
        ("[1997] UKHL 20; [1997] 1 WLR 839", "[1997] UKHL 20", "[1997] 1 WLR 839"),
        ("2011 FC 915; [2013] 2 F.C.R. 56", "2011 FC 915", "[2013] 2 F.C.R. 56"),
        ("(1979) 1 CLR 277", "", "(1979) 1 CLR 277"),
        ("Ö 2479-19; NJA 2019 s. 611", "Ö 2479-19", "NJA 2019 s. 611"),
        ("", "", ""),
    ],
)
def test_neutral_citations_and_reports_are_told_apart(number: str, neutral: str, report: str) -> None:
    assert by_kind(number) == (neutral, report)
