from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.base.errors import Conflict, InvalidInput, NotFound
from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground
from casebook.domain.case.task import Task
from casebook.domain.evidence.document import Document
from casebook.domain.request.compared_paper import ComparedKind, ComparedPaper, PaperParticular
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.request import compared_paper, paper_look


def of_kind(kind: ComparedKind, on: str, **fields: object) -> ComparedPaper:
    issued = PaperParticular(kind="issued", text=on, on=StatedDate(edtf=on), page=1)
    given = {"particulars": (issued,), **fields}
    return ComparedPaper(id=f"{kind}-{on}", case_id="c1", document_id="d1", kind=kind, **given)  # type: ignore[arg-type]


def hits(*papers: ComparedPaper) -> list[str]:
    return [one.check.id for one in paper_look.look(papers)]


def test_the_comparison_finds_the_differences_that_the_sample_holds(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    found = compared_paper.comparison(sample, lin.id)
    names = {(one.first.text, one.second.text) for one in found.differences if one.kind == "name"}
    assert ("LIN ZHI YUAN", "LIN ZHIYAN") in names
    births = [one for one in found.differences if one.kind == "birth"]
    assert {one.explanation for one in births} == {"calendar"}
    rows = {row.kind: row.state for row in found.rows}
    assert (rows["name"], rows["birth"]) == ("alike", "explained")
    assert "differs" not in rows.values()
    assert (rows["passport"], rows["sex"], rows["number"]) == ("same", "same", "not-compared")


def test_a_difference_becomes_a_fact_a_ground_and_a_question(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    found = compared_paper.comparison(sample, lin.id)
    key = next(one.key for one in found.differences if one.kind == "birth")
    fact = compared_paper.as_fact(sample, lin.id, found, key, Translator())
    kept = record.find(sample, Fact, fact.id)
    assert (kept.status, kept.inconsistency, kept.on.is_unknown) == ("inconsistent", "calendar", True)
    assert [one.pinpoint.page for one in kept.accounts if one.pinpoint] == [2, 2]
    assert "ask the person" not in kept.explanation
    ground = compared_paper.as_ground(sample, lin.id, found, key, Translator())
    assert len(record.find(sample, Ground, ground.id).proofs[0].evidence) == 2
    question = compared_paper.as_question(sample, lin.id, found, key, Translator())
    remark = record.find(sample, Task, question.id).remark
    assert "page 2" in remark
    with pytest.raises(NotFound):
        compared_paper.as_fact(sample, lin.id, found, "none", Translator())
    for again in (compared_paper.as_fact, compared_paper.as_ground, compared_paper.as_question):
        with pytest.raises(Conflict):
            again(sample, lin.id, found, key, Translator())


def test_a_fact_says_whose_papers_differ(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    seized = next(
        paper
        for paper in record.of_case(sample, ComparedPaper, lin.id)
        if any(one.text == "86 册" for one in paper.particulars)
    )
    fewer = PaperParticular(kind="count", text="80 册", page=1)
    record.change(sample, replace(seized, particulars=(fewer,)), seen=seized)
    found = compared_paper.comparison(sample, lin.id)
    sides = {one.paper.id: one.paper.side for one in found.papers}
    stated = {}
    for one in found.differences:
        of_both = frozenset({sides[one.first_id], sides[one.second_id]})
        if of_both not in stated:
            fact = compared_paper.as_fact(sample, lin.id, found, one.key, Translator())
            stated[of_both] = fact.statement.partition(":")[0]
    assert stated == {
        frozenset({"state", "forum"}): "A paper of the requesting State and one of the State that was asked"
        " differ on this",
        frozenset({"forum"}): "The papers of the State that was asked differ on this",
        frozenset({"state"}): "The papers of the requesting State differ on this",
    }


def test_what_the_person_said_is_not_stated_as_the_authority_s(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    found = compared_paper.comparison(sample, lin.id)
    births = [one for one in found.differences if one.kind == "birth"]
    assert births
    assert all(one.is_of_person and one.second.on == StatedDate(edtf="XXXX-01-10") for one in births)
    fact = compared_paper.as_fact(sample, lin.id, found, births[0].key, Translator())
    assert fact.statement.startswith("A statement of the person and a paper before the court differ")
    assert [one.stated_by.startswith("the person, as recorded by") for one in fact.accounts] == [False, True]
    ground = compared_paper.as_ground(sample, lin.id, found, births[0].key, Translator())
    assert ground.title.startswith("A paper before the court contradicts a statement of the person")


def test_a_name_in_characters_is_held_against_characters_where_it_can_be(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    found = compared_paper.comparison(sample, lin.id)
    assert "script" not in {one.explanation for one in found.differences if one.kind == "name"}


def test_a_paper_is_proposed_and_counts_once_it_is_confirmed(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    ruling = next(one for one in record.of_case(sample, Document, lin.id) if one.exhibit_mark == "16")
    paper = compared_paper.proposed(sample, ruling.id, "forum")
    assert any(one.kind == "amount" and "1,860,000" in one.text for one in paper.particulars)
    before = compared_paper.comparison(sample, lin.id).rows
    compared_paper.add(sample, paper)
    assert [row.state for row in compared_paper.comparison(sample, lin.id).rows] == [
        row.state for row in before
    ]
    place = next(at for at, one in enumerate(paper.particulars) if one.kind == "amount")
    compared_paper.confirm(sample, paper.id, frozenset({place}))
    rows = {row.kind: row.state for row in compared_paper.comparison(sample, lin.id).rows}
    assert rows["amount"] == "same"
    with pytest.raises(InvalidInput):
        compared_paper.add(sample, replace(paper, id="another"))


def test_names_in_other_scripts_are_compared_by_the_name_engine() -> None:
    assert compared_paper.PaperLikeness().of_names("林志远", "LIN ZHI YUAN")[0] > 0.95
    assert compared_paper.PaperLikeness().of_names("林志远", "LIN ZHIYAN")[0] < 0.95


def test_papers_of_the_state_are_looked_at_together() -> None:
    approval, warrant = of_kind("approval", "2025-11-08"), of_kind("warrant", "2025-11-06")
    assert hits(warrant, approval) == ["daibu-after-approval"]
    assert hits(of_kind("approval", "2025-11-01"), warrant) == []
    assert hits(of_kind("detention", "2025-11-01")) == ["juliu-is-not-daibu"]
    late = of_kind("warrant", "2026-02-01")
    request = of_kind("request", "2026-01-28")
    assert hits(of_kind("approval", "2026-01-31"), late, request) == ["number-order"]
    two = tuple(
        PaperParticular(kind="citizen-number", text=number, page=1)
        for number in ("11010519000101001X", "653101190006300051")
    )
    assert "id-lifelong" in hits(of_kind("request", "2026-01-28", particulars=two))


def test_a_request_without_the_papers_of_an_arrest_is_a_place_to_look() -> None:
    request = of_kind("request", "2026-01-28")
    assert hits(request) == ["daibu-after-approval", "juliu-is-not-daibu"]
    assert hits(request, of_kind("warrant", "2025-11-06"), of_kind("approval", "2025-11-01")) == []
    assert hits(request, of_kind("judgment", "2025-11-06")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A Public Security Bureau decided on the arrest", ["daibu-after-approval"]),
        ("县公安局决定逮捕", ["daibu-after-approval"]),
        ("A Public Security Bureau, on the approval of the Procuratorate, arrested", []),
        ("县人民检察院批准逮捕，由公安局执行", []),
        ("A Public Security Bureau filed the case", []),
    ],
)
def test_an_arrest_by_the_police_alone_is_a_place_to_look(text: str, found: list[str]) -> None:
    by_whom = PaperParticular(kind="authority", text=text, page=2)
    paper = of_kind("note-verbale", "2026-01-28", particulars=(by_whom,))
    assert hits(paper) == found


def test_the_arrest_in_the_request_of_the_sample_is_looked_at(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    looks = paper_look.look(record.of_case(sample, ComparedPaper, lin.id))
    places = {(one.check.id, one.kind, one.page) for one in looks}
    assert ("daibu-after-approval", "authority", 2) in places
    assert "juliu-is-not-daibu" in {one.check.id for one in looks}


def test_a_slip_on_a_paper_of_the_client_is_for_counsel_only() -> None:
    wrong = (PaperParticular(kind="citizen-number", text="110105190001010011", page=1),)
    mine = of_kind("identity-paper", "2020-01-01", side="client", particulars=wrong)
    (found,) = paper_look.look((mine,))
    assert found.is_for_counsel_only
    theirs = paper_look.look((replace(mine, side="state"),))
    assert not any(one.is_for_counsel_only for one in theirs)


def test_an_article_is_held_against_the_versions_of_its_law() -> None:
    cited = PaperParticular(kind="article", text="Article 22 of the Supervision Law", page=1)
    issued = PaperParticular(kind="issued", text="", on=StatedDate(edtf="2017-05-01"), page=1)
    paper = of_kind("request", "2017-05-01", particulars=(cited, issued))
    (found, *_) = paper_look.look((paper,))
    assert found.check.id == "law-3"
    assert "2018-03-20" in str(found.what)
    criminal = replace(cited, text="Article 225 of the Criminal Law")
    procedure = replace(cited, text="刑事诉讼法第八十条")
    assert hits(replace(paper, particulars=(criminal,)))[0] == "law-7"
    assert hits(replace(paper, particulars=(procedure,)))[0] == "law-1"


def test_what_is_known_of_offences_speaks_of_an_article_on_a_day() -> None:
    def in_force(article: str, on: date) -> tuple[Message, ...]:
        return (Message("This article was not there on {day}.", day=on),) if "291" in article else ()

    cited = PaperParticular(kind="article", text="Article 291 of the Criminal Law", page=1)
    issued = of_kind("request", "2014-05-01").particulars
    found = paper_look.look((of_kind("request", "2014-05-01", particulars=(cited, *issued)),), in_force)
    assert "This article was not there on 2014-05-01." in [str(one.what) for one in found]


def test_what_nobody_read_is_a_question_for_the_eye_and_never_computed() -> None:
    by_eye = paper_look.by_eye(of_kind("warrant", "2025-11-06"))
    assert any(not check.may_be_computed for check in by_eye)
    computed = {one.check for one in paper_look.look((of_kind("warrant", "2025-11-06"),))}
    assert all(check.may_be_computed for check in computed)
