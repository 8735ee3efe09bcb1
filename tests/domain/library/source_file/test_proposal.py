from __future__ import annotations

from casebook.domain.library.source_file.proposal import Proposal, proposed

PAGE = """
United Nations
CAT/C/CHN/CO/5
Concluding observations on the fifth periodic report of China
3 February 2016 and again January 5, 2017, 2018-02-30, 2019年6月9日
Case of Example v. Nowhere (no. 37610/18), ECLI:CE:ECHR:2022:1006JUD003761018
[2023] EWHC 123 (Admin), [2021] EWCA Civ 45; https://doi.org/10.1000/xyz123.
"""


def _of(found: tuple[Proposal, ...], field: str) -> list[tuple[str, str]]:
    return [(proposal.value, proposal.whence) for proposal in found if proposal.field == field]


def test_a_page_proposes_its_days_numbers_and_addresses() -> None:
    proposals = proposed({}, PAGE)
    assert _of(proposals, "title") == [("United Nations", "first-page")]
    assert [value for value, _ in _of(proposals, "issued")] == ["2016-02-03", "2017-01-05", "2019-06-09"]
    assert [value for value, _ in _of(proposals, "ecli")] == ["ECLI:CE:ECHR:2022:1006JUD003761018"]
    assert [value for value, _ in _of(proposals, "number")] == [
        "[2023] EWHC 123",
        "[2021] EWCA Civ 45",
        "no. 37610/18",
    ]
    assert _of(proposals, "url") == [("https://doi.org/10.1000/xyz123", "first-page")]
    assert ("CAT/C/CHN/CO/5", "first-page") in _of(proposed({}, "CAT/C/CHN/CO/5."), "number")


def test_properties_are_marked_as_such_and_empty_ones_left_out() -> None:
    properties = {"title": "Report on assurances", "author": "An office", "creationdate": "D:20220708120000Z"}
    found = proposed(properties, "")
    assert [(each.field, each.value, each.whence) for each in found] == [
        ("title", "Report on assurances", "properties"),
        ("author", "An office", "properties"),
        ("issued", "2022-07-08", "properties"),
    ]
    for title in ("Microsoft Word - draft 7.doc", "untitled document", "report-final.indd", "  "):
        assert _of(proposed({"title": title}, ""), "title") == []


def test_nothing_is_proposed_of_nothing() -> None:
    assert proposed({}, "") == ()
    assert _of(proposed({"creationdate": "D:20229999"}, "31 February 2020"), "issued") == []
