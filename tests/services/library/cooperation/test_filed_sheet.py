"""What of a country sheet a court gets: nothing of the office's work, and no row that nobody read."""

from __future__ import annotations

import re

import pytest

from casebook.base.i18n import Translator
from casebook.domain.library.cooperation.filed_sheet import filed_sheet
from casebook.domain.library.sheet import places
from casebook.packs.library.registry import read_registry
from casebook.services.library import country, country_sheet
from tests.services.library.cooperation.test_print_texts import lines_of, notes_of_work

PLACES = places(read_registry())
_NOT_FOR_A_COURT = {
    "en": "general knowledge|not looked for|nothing read|read again",
    "zh-Hans": "一般常识|一般知识|未查找|未读任何",
    "zh-Hant": "一般常識|一般知識|未查找|未讀任何",
}


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_no_state_is_filed_with_the_work_of_the_office(language: str) -> None:
    words = Translator(language)
    filed = [
        f"{code}: {line}"
        for code in PLACES
        for block in country_sheet.filed_blocks(country.sheet(code), words)
        for line in lines_of(block)
    ]
    assert len(filed) > 1000
    assert [line for line in filed if re.search(_NOT_FOR_A_COURT[language], line)] == []
    assert notes_of_work(filed) == []


@pytest.mark.parametrize("code", PLACES)
def test_what_is_filed_of_a_state_was_read(code: str) -> None:
    filed = filed_sheet(country.sheet(code))
    assert all(one.is_seen for state in filed.channels for one in state.instruments)
    assert all(act.is_seen for state in filed.channels for act in state.acts)
    assert all(one.is_seen for one in filed.decisions)
    assert all(one.is_seen for one in filed.incidents)
    assert all(one.basis == "seen" for one in (filed.country.remedies if filed.country else ()))


def test_a_treaty_known_by_name_alone_is_not_filed_as_none_found() -> None:
    named = [code for code in PLACES for one in country.sheet(code).instruments if not one.is_seen]
    assert named
    for code in named:
        whole = {state.kind: bool(state.instruments) for state in country.sheet(code).channels}
        found = [state for state in filed_sheet(country.sheet(code)).channels if not state.instruments]
        assert [state.kind for state in found if whole[state.kind]] == []


def test_the_office_keeps_what_was_not_looked_for() -> None:
    text = "\n".join(
        line for block in country_sheet.blocks(country.sheet("CY"), Translator()) for line in lines_of(block)
    )
    assert "not looked for" in text
    assert "general knowledge" in text


def test_what_is_filed_counts_nothing_and_says_what_its_remedies_leave_out() -> None:
    filed = "\n".join(
        line
        for block in country_sheet.filed_blocks(country.sheet("CY"), Translator())
        for line in lines_of(block)
    )
    assert "counted" not in filed
    assert "Same case as “Mother and son (Paphos)”." in filed
    assert "in force 2020; the day was not read" in filed
    assert "Remedies of which nothing was read are not listed; they may be open." in filed
    assert "Public claims" not in filed, "nobody before the court made them"
    assert "Law 12(III)/2019 · as reported in Safeguard Defenders" not in filed
