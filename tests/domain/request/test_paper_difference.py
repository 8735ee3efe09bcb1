from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.case.fact import Pinpoint
from casebook.domain.request.compared_paper import (
    ComparedPaper,
    PaperParticular,
    ParticularKind,
    check_compared_paper,
)
from casebook.domain.request.paper_difference import ParticularRow, all_differences, compare
from casebook.domain.request.paper_reading import proposals
from casebook.services.request.compared_paper import PaperLikeness


def says(kind: ParticularKind, text: str, on: str = "", state: str = "confirmed") -> PaperParticular:
    day = StatedDate(edtf=on) if on else None
    return PaperParticular(kind=kind, text=text, on=day, page=2, state=state)  # type: ignore[arg-type]


def paper(id_: str, *particulars: PaperParticular) -> ComparedPaper:
    return ComparedPaper(
        id=id_, case_id="c1", document_id=f"d-{id_}", kind="request", particulars=particulars
    )


def compared(*papers: ComparedPaper) -> tuple[ParticularRow, ...]:
    return compare(papers, PaperLikeness())


def explained(one: PaperParticular, other: PaperParticular) -> list[str]:
    rows = compared(paper("a", one), paper("b", other))
    return [found.explanation for found in all_differences(rows)]


def test_what_is_written_otherwise_and_means_the_same_is_no_difference() -> None:
    assert explained(says("amount", "1,860,000 yuan"), says("amount", "186万元")) == []
    assert explained(says("article", "Article 225 of the Law"), says("article", "第二百二十五条")) == []
    assert explained(says("sex", "male"), says("sex", "男")) == []
    assert explained(says("birth", "8 Dec 1983", "1983-12-08"), says("birth", "1983", "1983")) == []
    assert explained(says("number", "1"), says("number", "2")) == [], "each paper has its own number"


def test_a_difference_stands_with_what_may_explain_it() -> None:
    lunar = says("birth", "8.12.", "1983-12-08"), says("birth", "10.1.", "1984-01-10")
    assert explained(*lunar) == ["calendar"]
    assert explained(says("arrest", "x", "2026-01-10"), says("arrest", "y", "2026-01-11")) == ["time-zone"]
    assert explained(says("amount", "186 yuan"), says("amount", "1,860,000 yuan")) == ["unit"]
    assert explained(says("amount", "186 yuan"), says("amount", "5 yuan")) == [""]
    assert explained(says("name", "LIN ZHIYAN"), says("name", "LIN ZHI YUAN")) == ["romanisation"]
    assert explained(says("name", "LIN ZHIYAN"), says("name", "WANG FANG")) == [""]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("amount", "人民币壹佰捌拾陆万元整", "1.86 million yuan"),
        ("amount", "1亿2000万元", "一亿二千万元"),
        ("amount", "$250,000", "25万美元"),
        ("amount", "12,000 copies for 1,860,000 yuan", "2021年销售186万余元"),
        ("count", "一万二千册", "12,000 copies"),
        ("birth", "民國七十二年十二月八日", "8.12.1983"),
        ("birth", "一九八三年十二月八日生", "December 8, 1983"),
        ("birth", "1983年12月", "19831208"),
        ("act", "二O二一年元月五日", "2021/01/05"),
        ("article", "第一百二十条之一", "Article 120-1 of the Criminal Law"),
        ("article", "Articles 225, 266", "第266条"),
        ("passport", "护照号E 9876 5432（原G12345678）", "e98765432"),
        ("citizen-number", "110101831208123", "110101 19831208 1230"),
        ("sex", "女性", "female"),
        ("nationality", "中华人民共和国", "Chinese"),
        ("authority", "X 市公安局〔一〕", "X市公安局（一）"),
    ],
)
def test_one_thing_in_two_ways_of_writing_is_no_difference(
    kind: ParticularKind, one: str, other: str
) -> None:
    assert explained(says(kind, one), says(kind, other)) == []


@pytest.mark.parametrize(
    ("kind", "one", "other", "explanation"),
    [
        ("amount", "250,000 USD", "25万元", ""),
        ("amount", "12,000 copies for 1,860,000 yuan", "12,000 copies for 1,900,000 yuan", ""),
        ("amount", "2021年销售186万元", "2021年销售190万元", ""),
        ("article", "第一百二十条之一", "Article 120", ""),
        ("article", "Articles 225 and 266", "Articles 225 and 192", ""),
        ("birth", "农历一九八三年冬月初五", "1983-12-08", "calendar"),
        ("birth", "农历1983年12月8日", "1983-12-08", "calendar"),
        ("act", "March 2020 to September 2021", "March 2020 to December 2022", ""),
        ("arrest", "二〇二六年二月三十日", "2026-02-05", "script"),
        ("passport", "G12345678", "E98765432", "renewed"),
        ("passport", "E98765432", "E98765423", ""),
        ("name", "林志远", "林志元", ""),
        ("name", "林志远", "林志遠", "characters"),
        ("name", "阿卜杜拉·买买提", "阿卜杜拉•买买提", "characters"),
        ("name", "阿卜杜拉·买买提", "买买提·阿卜杜拉", ""),
        ("authority", "北京市公安局", "Beijing Public Security Bureau", "script"),
        ("nationality", "Cypriot", "中国", ""),
    ],
)
def test_what_differs_is_not_hidden_by_what_is_alike(
    kind: ParticularKind, one: str, other: str, explanation: str
) -> None:
    assert explained(says(kind, one), says(kind, other)) == [explanation]


def test_a_new_passport_beside_the_old_one_contradicts_nothing() -> None:
    both = paper("a", says("passport", "G12345678"), says("passport", "E98765432"))
    assert all_differences(compared(both, paper("b", says("passport", "E98765432")))) == ()


def test_a_day_without_its_year_is_compared_as_a_day() -> None:
    entry = says("birth", "Says today is his birthday", "XXXX-01-10")
    assert explained(says("birth", "8 December 1983", "1983-12-08"), entry) == ["calendar"]
    assert explained(says("birth", "10 January 1984", "1984-01-10"), entry) == []
    assert explained(says("birth", "1984", "1984"), entry) == []
    passport = says("birth", "The passport says 8 December", "XXXX-12-08")
    assert explained(passport, says("birth", "8 December 1983", "1983-12-08")) == []
    assert explained(passport, entry) == ["calendar"]


def test_a_second_spelling_in_one_paper_is_not_hidden_by_the_first() -> None:
    warrant = paper("a", says("name", "LIN ZHIYAN"), says("name", "LIN ZHI YUAN"))
    request = paper("b", says("name", "LIN ZHI YUAN"))
    (row,) = compared(warrant, request)
    (found,) = row.differences
    assert (found.first.text, found.second.text) == ("LIN ZHIYAN", "LIN ZHI YUAN")
    assert found.first.text not in found.key
    assert (found.is_also, found.is_open, row.state) == (True, False, "alike"), "the warrant gives both"
    assert not compared(warrant, paper("c", says("name", "WANG FANG")))[0].differences[0].is_also
    said = replace(says("name", "LIN ZHI YUAN"), source="person")
    (by_person,) = compared(paper("a", says("name", "LIN ZHIYAN"), said), request)[0].differences
    assert by_person.is_open, "what the person said is no form that the paper gives"


def test_what_an_exhibit_explains_stands_open_no_longer() -> None:
    place = (Pinpoint(document_id="ruling", page=1),)
    born = replace(says("birth", "10.1.", "1984-01-10"), explained_in=place, explained="Paragraph 3")
    row, *_ = compared(paper("a", says("birth", "8.12.", "1983-12-08")), paper("b", born))
    assert (row.state, row.differences[0].is_open) == ("explained", False)
    third = paper("c", says("birth", "1.5.", "1990-05-01"))
    (row,) = compared(paper("a", says("birth", "8.12.", "1983-12-08")), paper("b", born), third)
    assert row.state == "differs", "another difference is not explained by it"


def test_a_number_is_no_contradiction_of_what_it_does_not_count() -> None:
    printed, seized = says("count", "About 12,000 copies were printed"), says("count", "486 copies seized")
    charge = paper("a", printed, seized)
    assert all_differences(compared(charge, paper("b", says("count", "486 册")))) == ()
    assert all_differences(compared(paper("b", says("count", "486 册")), charge)) == ()
    (found,) = all_differences(
        compared(paper("a", seized, says("count", "3 boxes")), paper("b", seized, says("count", "5 boxes")))
    )
    assert (found.first.text, found.second.text) == ("3 boxes", "5 boxes")


def test_nothing_proposed_is_compared_before_somebody_confirmed_it() -> None:
    assert (
        all_differences(
            compared(paper("a", says("passport", "E1", state="proposed")), paper("b", says("passport", "E2")))
        )
        == ()
    )


def test_a_particular_that_says_nothing_or_the_same_twice_is_refused() -> None:
    for wrong in (paper("a", says("name", " ")), paper("a", says("name", "A"), says("name", "A"))):
        with pytest.raises(InvalidInput):
            check_compared_paper(wrong)


def test_text_proposes_with_its_page_in_both_languages() -> None:
    found = proposals(
        (
            "Name  LIN ZHI YUAN\nPassport  E00000417, issued at Yunlan",
            "Article 225 of the Criminal Law. RMB 1,860,000.",
            "（2023）京01刑初12号\n出生日期：一九八三年十二月八日",
        )
    )
    kinds = {(one.kind, one.page) for one in found}
    assert kinds >= {("name", 1), ("passport", 1), ("article", 2), ("amount", 2), ("court-number", 3)}
    (born,) = [one for one in found if one.kind == "birth"]
    assert born.on == StatedDate(edtf="1983-12-08")
    assert {one.state for one in found} == {"proposed"}


@pytest.mark.parametrize(
    ("kind", "one", "other", "expected"),
    [
        ("citizen-number", "1101**********1234", "110105198312081234", ["covered"]),
        ("citizen-number", "1101…1234", "110105198312081234", ["covered"]),
        ("citizen-number", "１１０１＊＊＊＊＊＊＊＊＊＊１２３４", "1101…1234", ["covered"]),
        ("citizen-number", "1101**********1234", "330105198312081234", [""]),
        ("citizen-number", "1101****1234", "110105198312081234", [""]),
        ("passport", "E1****5678", "E12345678", [""]),
        ("passport", "E1****678", "E12345678", ["covered"]),
        ("name", "林华（曾用名：林卫）", "林卫", ["former-name"]),
        ("name", "LIN Hua, formerly LIN Wei", "LIN Wei", ["former-name"]),
        ("name", "林华（曾用名：林卫）", "林华", []),
        ("name", "林华（曾用名：林卫）", "王芳", [""]),
    ],
)
def test_covered_numbers_and_former_names_are_read(
    kind: ParticularKind, one: str, other: str, expected: list[str]
) -> None:
    assert explained(says(kind, one), says(kind, other)) == expected
    assert explained(says(kind, other), says(kind, one)) == expected
