"""Finding in the library: in English and Chinese, with and without a vault, never hiding what is adverse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.domain.library.finding import Finding
from casebook.services.base import record, search
from casebook.services.base.session import Session
from casebook.services.library import library, library_view
from casebook.services.library.library import LibraryIndex
from casebook.services.library.library_query import Query


@pytest.fixture(scope="module")
def shipped() -> LibraryIndex:
    return library.library_index()


def test_the_whole_library_answers_an_empty_query(shipped: LibraryIndex) -> None:
    hits = library.find(Query())
    assert {cited.finding.id for cited in hits.cited} == set(shipped.findings)
    assert {source.id for source in hits.sources} == set(shipped.sources)
    assert {topic.id for topic in hits.topics} == set(shipped.topics)
    assert (len(shipped.findings), len(shipped.sources), len(shipped.topics)) == (708, 381, 32)


def test_no_default_hides_what_points_the_other_way(shipped: LibraryIndex) -> None:
    adverse = {finding.id for finding in shipped.findings.values() if finding.is_adverse}
    assert adverse <= {cited.finding.id for cited in library.find(Query()).cited}
    assert adverse == {cited.finding.id for cited in library.find(Query(is_adverse=True)).cited}
    assert adverse


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("监视居住", "rsdl"),
        ("監視居住", "rsdl"),
        ("留置", "liuzhi"),
        ("rsdl", "rsdl"),
        ("法輪功", "falun-gong"),
    ],
)
def test_a_chinese_term_finds_the_findings_on_its_topic(shipped: LibraryIndex, text: str, topic: str) -> None:
    found = {cited.finding.id for cited in library.find(Query(text=text)).cited}
    assert {finding.id for finding in shipped.findings.values() if finding.topic_id == topic} <= found


def test_a_source_is_found_by_its_original_title_and_brings_its_findings() -> None:
    found = library.find(Query(text="刑事诉讼法", topics=("rsdl",)))
    assert "prc-criminal-procedure-law-2018" in {source.id for source in found.sources}
    assert "cpl-75-rsdl-place" in {cited.finding.id for cited in found.cited}


def test_words_find_decisions_too_and_sources_without_a_finding() -> None:
    found = library.find(Query(text="Wong Ho Wing"))
    assert "iacthr-wong-ho-wing-2015" in {decision.id for decision in found.decisions}
    assert "cy-korotenko-2026" in {source.id for source in library.find(Query(text="korotenko")).sources}
    assert not library.find(Query(text="Wong Ho Wing", levels=("document",))).decisions


def test_filters_narrow() -> None:
    query = Query(topics=("liuzhi",), levels=("document",), speakers=("ngo",), from_year=2020, to_year=2025)
    found = library.find(query).cited
    assert found
    for cited in found:
        assert (cited.finding.topic_id, cited.finding.reading_level, cited.source.type) == (
            "liuzhi",
            "document",
            "ngo-report",
        )
        assert cited.source.issued is not None
        assert 2020 <= cited.source.issued.earliest_on.year <= 2025
    assert library.find(Query(bodies=("committee against torture",), groups=("uyghur",))).cited
    assert not library.find(Query(is_own=True)).cited


def test_a_vault_and_the_shipped_packs_find_the_same(stocked: Session) -> None:
    for text in ("监视居住", "torture confession", "liu v poland"):
        query = Query(text=text)
        held, shipped = library.find(query, stocked), library.find(query)
        assert {cited.finding.id for cited in held.cited} == {cited.finding.id for cited in shipped.cited}


def test_a_person_s_own_finding_is_found_beside_those_of_the_pack(stocked: Session) -> None:
    own = replace(
        record.find(stocked, Finding, "cpl-77-rsdl-contact"),
        id="own1",
        statement="An invented statement on quarrying.",
        pack="",
    )
    record.add(stocked, own)
    (cited,) = library.find(Query(text="quarrying"), stocked).cited
    assert cited.finding == own
    assert [hit.finding.id for hit in library.find(Query(is_own=True), stocked).cited] == ["own1"]


def test_filters_a_collection_and_a_search_narrow_the_list_together(stocked: Session) -> None:
    held = library_view.whole(stocked)
    assert len(library_view.narrowed(held, Query())) == len(held.cited)
    adverse = library_view.narrowed(held, Query(is_adverse=True))
    assert all(row.cited.finding.is_adverse for row in adverse)
    first, second, third = (row.id for row in adverse[:3])
    ranks = {second: 0, first: 1, "elsewhere": 2}
    rows = library_view.narrowed(held, Query(is_adverse=True), frozenset({first, second, third}), ranks)
    assert [row.id for row in rows] == [second, first]


def _findings(text: str, session: Session | None = None) -> set[str]:
    return {cited.finding.id for cited in library.find(Query(text=text), session).cited}


def test_terms_with_one_meaning_find_the_same_findings(stocked: Session) -> None:
    by_abbreviation = _findings("RSDL torture")
    assert by_abbreviation >= _findings('"RSDL" torture') | _findings('"residential surveillance" torture')
    for query in ("residential surveillance torture", "指定居所监视居住酷刑", "監視居住 torture"):
        assert _findings(query) == _findings(query, stocked) == by_abbreviation, query


def test_a_country_sheet_is_found_by_its_name_in_any_language(stocked: Session) -> None:
    for query in ("Cyprus", "塞浦路斯", "賽普勒斯", "塞浦", "CYP"):
        assert ("country", "CY") in [(hit.noun, hit.id) for hit in search.find(stocked, query)], query
    assert search.find(stocked, "瑞士")[0].id == "CH"


def test_a_search_says_by_which_term_a_record_was_met(stocked: Session) -> None:
    keys = library.matching(stocked, "RSDL torture")
    reasons = library.synonyms_met(stocked, "RSDL torture", keys)
    (match,) = reasons["ishr-rsdl-confessions"]
    assert (match.typed, match.term) == ("RSDL", "residential surveillance at a designated location")
    assert "dos23-rsdl-liuzhi-abuse" not in reasons, "it contains what was typed"
    assert library.synonyms_met(stocked, '"RSDL" torture', keys) == {}
