"""The country sheets as they ship: the right state of each channel, with date and basis."""

from __future__ import annotations

import pytest

from casebook.base.errors import NotFound
from casebook.base.i18n import Translator
from casebook.services.base.session import Session
from casebook.services.library import country, country_text, registry

TURKISH = (
    "ratified by China 26 December 2020; not ratified by Türkiye as of January 2023 (nothing later was read)"
)
EXPECTED = {
    "CY": {"extradition": ("in-force", "2020", "page-seen")},
    "CH": {"readmission": ("expired", "2020-12-07", "page-seen")},
    "TH": {
        "extradition": ("in-force", "1999-03-07", "text-read"),
        "transfer-of-sentenced": ("in-force", "2012-11-23", "known"),
    },
    "TR": {
        "extradition": ("ratified", "2020-12-26", "page-seen"),
        "legal-assistance": ("in-force", "1995-10-26", "known"),
        "police": ("signed", None, "page-seen"),
    },
    "AU": {
        "extradition": ("withdrawn", "2017-03-28", "text-read"),
        "surrender-hong-kong": ("suspended", "../2020-07-28", "page-seen"),
        "legal-assistance": ("signed", "2006-04-03", "page-seen"),
        "legal-assistance-hong-kong": ("suspended", "2020-07-28", "page-seen"),
        "transfer-of-sentenced": ("in-force", None, "page-seen"),
    },
    "GB": {
        "surrender-hong-kong": ("suspended", "2020-07-20", "page-seen"),
        "legal-assistance": ("signed", "2013-12-02", "page-seen"),
        "legal-assistance-hong-kong": ("suspended", "2020-07-28", "page-seen"),
    },
    "SE": {},
}


@pytest.mark.parametrize("code", EXPECTED)
def test_each_channel_of_a_country_stands_as_the_registry_has_it(code: str) -> None:
    shown = country.sheet(code.lower())
    channels = {
        each.kind: (each.status, each.since.edtf if each.since else None, each.basis)
        for each in shown.channels
        if each.instruments
    }
    assert channels == EXPECTED[code]


def test_a_ratification_of_one_side_is_not_shown_as_both() -> None:
    standing = country_text.channel_state(country.sheet("TR").channels[0], Translator())
    assert standing == TURKISH
    confirmed = country_text.channel_state(country.sheet("CY").channels[0], Translator())
    assert confirmed == "in force 2020"


@pytest.mark.parametrize(("code", "state"), [("DE", "Germany"), ("GB", "the United Kingdom")])
def test_an_act_of_a_state_is_named_by_its_state(code: str, state: str) -> None:
    channels = country.sheet(code).channels
    hong_kong = next(each for each in channels if each.kind == "surrender-hong-kong")
    assert country_text.channel_state(hong_kong, Translator()).startswith(f"suspended by {state} ")


@pytest.mark.parametrize(
    ("language", "standing", "suspended"),
    [
        (
            "zh-Hans",
            "中国于2020年12月26日批准；土耳其截至2023年1月未批准（其后情况未读到）",
            "澳大利亚于2020年7月28日或之前中止",
        ),
        (
            "zh-Hant",
            "中國於2020年12月26日批准；土耳其截至2023年1月未批准（其後情況未讀到）",
            "澳洲於2020年7月28日或之前中止",
        ),
    ],
)
def test_an_act_is_told_in_the_order_of_chinese(language: str, standing: str, suspended: str) -> None:
    words = Translator(language)
    assert country_text.channel_state(country.sheet("TR").channels[0], words) == standing
    hong_kong = next(each for each in country.sheet("AU").channels if each.kind == "surrender-hong-kong")
    assert country_text.channel_state(hong_kong, words).startswith(suspended)


def test_the_latest_decision_tells_how_a_person_s_matter_stands() -> None:
    poland = {matter.latest.id: len(matter.decisions) for matter in country.sheet("PL").matters}
    assert poland == {"echr-liu-v-poland-2022": 4, "pl-warsaw-ca-lz-2021": 2}


def test_disagreements_and_claims_stand_on_the_sheet() -> None:
    shown = country.sheet("CY")
    assert shown.conflicts == ()
    assert [each.record_id for each in country.sheet("CH").conflicts] == ["prc-ch-mps-readmission"]
    assert [each.id for each in shown.claims] == ["cyprus-in-force"]
    assert [each.id for each in country.sheet("SE").assurances] == ["se-hd-o2479-19"]


def test_every_record_of_the_registry_stands_on_some_sheet() -> None:
    whole = registry.shipped()
    sheets = [country.sheet(row.id) for row in country.rows()]
    assert {each.id for shown in sheets for each in shown.instruments} == {e.id for e in whole.instruments}
    assert {each.id for shown in sheets for each in shown.clauses} == {e.id for e in whole.clauses}
    assert {each.id for shown in sheets for each in shown.decisions} == {e.id for e in whole.decisions}
    assert {each.id for shown in sheets for each in shown.incidents} == {e.id for e in whole.incidents}
    assert {each.id for shown in sheets for each in shown.claims} == {e.id for e in whole.claims}
    assert sum(shown.country is not None for shown in sheets) == len(whole.countries) == 130


def test_a_vault_holds_the_registry_as_shipped(stocked: Session) -> None:
    held, whole = registry.of_vault(stocked), registry.shipped()
    assert {each.id: each for each in registry.records(held)} == {
        each.id: each for each in registry.records(whole)
    }
    assert held.version == whole.version
    assert country.sheet("TH", stocked).incidents == country.sheet("TH").incidents


def test_a_country_nobody_knows_is_told() -> None:
    with pytest.raises(NotFound):
        country.sheet("ZZ")
