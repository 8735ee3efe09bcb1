from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.request.request_check import result_of, routes_for, unread_instruments
from casebook.domain.request.request_route import RequestRoute, RequiredPaper, RequiredPapers
from casebook.domain.request.request_test import PaperReceipt, RequestTest, check_arrivals, check_request_test


def route(id_: str, kind: str = "treaty", state: str = "IT", **fields: object) -> RequestRoute:
    known = {"title": id_, "reading_level": "document", "read": "article", "confidence": "high"}
    return RequestRoute(id=id_, kind=kind, state=state, **{**known, **fields})  # type: ignore[arg-type]


def paper(id_: str, route_id: str, stage: str = "all", level: str = "document") -> RequiredPaper:
    return RequiredPaper(
        id=id_,
        route_id=route_id,
        stage=stage,  # type: ignore[arg-type]
        what="A paper",
        article="7",
        reading_level=level,  # type: ignore[arg-type]
        read="article" if level != "none" else "unread",
        confidence="high",
    )


TREATY, LAW = route("it-prc", instrument_id="prc-it-extradition"), route("it-cpp", "general-law")
PACK = RequiredPapers(
    routes=(
        LAW,
        TREATY,
        route("hk-it", instrument_id="hk-it-surrender"),
        route("cn-outgoing", "outgoing", "CN", instrument_id="prc-extradition-law-2000"),
        route("coe", "model", ""),
        route("pe-prc", state="PE", instrument_id="prc-pe-extradition"),
    ),
    papers=(
        paper("p-all", "it-prc"),
        paper("p-sentence", "it-prc", "sentence"),
        paper("p-unread", "it-prc", level="none"),
    ),
    authorities=(),
    version="2026.12.01",
)
PROCEEDING = Proceeding(id="p1", case_id="c1", kind="extradition", forum="A court")
TEST = RequestTest(id="t1", case_id="c1", proceeding_id="p1")


def test_the_treaty_comes_before_general_law_and_the_other_states_law() -> None:
    named = replace(PROCEEDING, instrument_id="prc-it-extradition")
    assert [one.id for one in routes_for(PACK, named, "IT")] == ["it-prc", "it-cpp", "cn-outgoing"]
    assert [one.id for one in routes_for(PACK, PROCEEDING, "IT")] == ["it-prc", "it-cpp", "cn-outgoing"]
    of_hong_kong = replace(PROCEEDING, kind="surrender-hong-kong")
    assert [one.id for one in routes_for(PACK, of_hong_kong, "IT")] == ["hk-it", "it-cpp"]


def test_a_treaty_that_nobody_read_is_named_and_gives_no_list() -> None:
    named = replace(PROCEEDING, instrument_id="prc-xx-extradition")
    found = routes_for(PACK, named, "IT")
    assert [one.id for one in found] == ["it-cpp", "cn-outgoing"]
    assert unread_instruments(found, named) == ("prc-xx-extradition",)
    prevails = (replace(LAW, is_treaty_unread=True, instrument_id="prc-es-extradition"),)
    assert unread_instruments(prevails, PROCEEDING) == ("prc-es-extradition",)


def test_papers_of_the_stage_are_asked_for_and_an_unread_one_is_open() -> None:
    missing = replace(TEST, receipts=(PaperReceipt(paper_id="p-unread", arrival="missing"),))
    verdicts = {one.paper.id: one.verdict for one in result_of(PACK, TREATY, missing).papers}
    assert verdicts == {"p-all": "not-looked", "p-unread": "not-read"}
    assert result_of(PACK, TREATY, missing).lacks == ()
    of_sentence = replace(TEST, stages=("sentence",))
    assert "p-sentence" in {one.paper.id for one in result_of(PACK, TREATY, of_sentence).papers}


@pytest.mark.parametrize(
    ("receipt", "verdict"),
    [
        (PaperReceipt(paper_id="p-all", arrival="arrived"), "arrived"),
        (PaperReceipt(paper_id="p-all", arrival="arrived", translation="lacking"), "incomplete"),
        (PaperReceipt(paper_id="p-all", arrival="in-part"), "incomplete"),
        (PaperReceipt(paper_id="p-all", arrival="missing"), "missing"),
        (PaperReceipt(paper_id="p-all", arrival="unclear"), "unclear"),
    ],
)
def test_what_arrived_decides_the_verdict(receipt: PaperReceipt, verdict: str) -> None:
    (found, *_) = result_of(PACK, TREATY, replace(TEST, receipts=(receipt,))).papers
    assert found.verdict == verdict
    assert found.is_lack == (verdict not in {"arrived", "unclear"})


def test_what_a_text_permits_only_is_never_lacking() -> None:
    permitted = replace(PACK, papers=(replace(paper("p-all", "it-prc"), is_permitted=True),))
    missing = replace(TEST, receipts=(PaperReceipt(paper_id="p-all", arrival="missing"),))
    (result,) = result_of(permitted, TREATY, missing).papers
    assert (result.verdict, result.is_lack) == ("not-required", False)
    there = replace(TEST, receipts=(PaperReceipt(paper_id="p-all", arrival="arrived"),))
    assert result_of(permitted, TREATY, there).papers[0].verdict == "arrived"


def test_a_stage_that_the_case_shows_is_asked_for_without_being_chosen() -> None:
    shown = result_of(PACK, TREATY, TEST, stages=("sentence",)).papers
    assert "p-sentence" in {one.paper.id for one in shown}
    of_arrest = replace(PACK, papers=(paper("p-arrest", "it-prc", "arrest"),))
    provisional = result_of(of_arrest, TREATY, replace(TEST, stages=("provisional",))).papers
    assert [one.paper.id for one in provisional] == ["p-arrest"]
    assert result_of(of_arrest, TREATY, TEST).papers == ()


def test_a_paper_has_not_arrived_on_a_day_to_come() -> None:
    def arrived(on: str) -> RequestTest:
        receipt = PaperReceipt(paper_id="a", arrival="arrived", arrived_on=StatedDate(edtf=on))
        return replace(TEST, receipts=(receipt,))

    today = date(2026, 12, 1)
    for allowed in ("2026-12-02", "2026", "XXXX"):
        check_arrivals(arrived(allowed), today)
    with pytest.raises(InvalidInput):
        check_arrivals(arrived("2028-01-01"), today)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(TEST, stages=()),
        replace(TEST, receipts=(PaperReceipt(paper_id="a"), PaperReceipt(paper_id="a"))),
        replace(
            TEST,
            receipts=(
                PaperReceipt(paper_id="a", arrival="missing", arrived_on=StatedDate(edtf="2026-01-01")),
            ),
        ),
        replace(TEST, receipts=(PaperReceipt(paper_id="a", arrival="missing", seal="lacking"),)),
        replace(TEST, receipts=(PaperReceipt(paper_id="a", arrived_on=StatedDate(edtf="2026-01-01")),)),
        replace(TEST, receipts=(PaperReceipt(paper_id="a", form="in-order"),)),
    ],
)
def test_a_test_that_contradicts_itself_is_refused(wrong: RequestTest) -> None:
    with pytest.raises(InvalidInput):
        check_request_test(wrong)
