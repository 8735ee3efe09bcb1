from __future__ import annotations

from typing import get_args

import pytest

from casebook.base.i18n import Translator
from casebook.domain.base import name
from casebook.domain.case import case, fact, proceeding
from casebook.domain.dossier import build, dossier
from casebook.domain.evidence import document
from casebook.domain.person import person, relation
from casebook.services.case import case_gaps
from casebook.store.registry import tables
from casebook.ui.pages.casefile import gap
from casebook.ui.pages.wording.record_title import record_title
from casebook.ui.pages.wording.values import Wording, side_by_side

KINDS = {
    "document_kind": document.DocumentKind,
    "proceeding_kind": proceeding.ProceedingKind,
    "case_status": case.CaseStatus,
    "fact_status": fact.FactStatus,
    "inconsistency": fact.Inconsistency,
    "standing": case.Standing,
    "certainty": relation.Certainty,
    "custody": document.CustodyKind,
    "name_kind": name.NameKind,
    "romanisation": name.Romanisation,
    "dossier_kind": dossier.DossierKind,
    "section_kind": dossier.SectionKind,
    "copy_kind": build.CopyKind,
    "purpose": person.Purpose,
}


@pytest.mark.parametrize(("attribute", "kind"), KINDS.items(), ids=KINDS)
def test_every_value_of_the_domain_has_a_word(attribute: str, kind: object) -> None:
    assert set(getattr(Wording(Translator()), attribute)) == {value for value in get_args(kind) if value}


def test_every_gap_is_told_in_words_and_counted_where_there_are_several() -> None:
    for kind in get_args(case_gaps.GapKind):
        one = gap.gap_text(Translator(), case_gaps.Gap(kind=kind, record_id="r", about="About"))
        several = gap.gap_text(Translator(), case_gaps.Gap(kind=kind, record_id="r", about="About", count=3))
        assert one[0]
        assert one[1]
        assert several[0] == one[0] or "3" in several[0]


def test_every_noun_that_search_can_find_has_a_word() -> None:
    silent = {"attachment", "document-text"}
    assert {entity_table.found_as or entity_table.noun for entity_table in tables()} - silent <= set(
        Wording(Translator()).noun
    )


def test_what_is_near_is_loud() -> None:
    wording = Wording(Translator())
    assert wording.days_away(0)[:2] == ("today", "red")
    assert wording.days_away(1)[:2] == ("1 day", "red")
    assert wording.days_away(14)[:2] == ("14 days", "amber")
    assert wording.days_away(60)[:2] == ("60 days", "blue")


def test_countries_and_languages_have_names() -> None:
    wording = Wording(Translator())
    assert wording.country("GB-SCT") == "United Kingdom"
    assert wording.language("zh-Hans") == "Chinese"
    assert wording.language("") == ""


def test_names_keep_their_own_direction() -> None:
    assert side_by_side(("林志远", "ئابلىمىت")) == "\u2068林志远\u2069 · \u2068ئابلىمىت\u2069"


def test_titles_made_of_codes_are_in_the_language_of_the_window() -> None:
    words = Translator("zh-Hans")
    assert record_title(words, "proceeding", "asylum · Court of Nicosia").startswith("庇护")
    assert record_title(words, "proceeding", "asylum · Court of Nicosia").endswith(" · Court of Nicosia")
    outcome = record_title(words, "outcome", "Released here · CN")
    assert "Released" not in outcome
    assert "CN" not in outcome
    assert record_title(words, "task", "2026-03-02") == "2026年3月2日"
    assert record_title(words, "note", "asylum · here") == "asylum · here"
