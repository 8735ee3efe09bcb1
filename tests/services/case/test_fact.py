from __future__ import annotations

from casebook.domain.base.date import StatedDate
from casebook.domain.case.fact import Fact, Pinpoint
from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import fact
from tests.stubs import stubs_of


def test_facts_come_by_date_each_with_the_marks_of_what_shows_it(session: Session) -> None:
    marked, unmarked = (
        Document(
            id=document_id,
            case_id="c1",
            kind="other",
            title=f"Title of {document_id}",
            attachment_id=document_id,
            sha256="0" * 64,
            size_bytes=1,
            media_type="text/plain",
            exhibit_mark=mark,
        )
        for document_id, mark in (("d1", "A1"), ("d2", ""))
    )
    places = tuple(Pinpoint(document_id=document_id, page=1) for document_id in ("d1", "d2", "d1", "gone"))
    later = Fact(id="f1", case_id="c1", statement="Later", on=StatedDate(edtf="2026-02"), pinpoints=places)
    earlier = Fact(id="f2", case_id="c1", statement="Earlier", on=StatedDate(edtf="2026-01"))
    record.add(session, *stubs_of(marked, unmarked, later), marked, unmarked, later, earlier)
    record.move_to_bin(session, Document, "gone")
    facts = fact.of_case(session, "c1")
    assert [(row.id, row.marks) for row in facts.rows] == [("f2", ()), ("f1", ("A1", "Title of d2"))]
    assert set(facts.documents) == {"d1", "d2"}
    assert facts.findings == {}


def test_facts_of_one_day_stand_as_their_pages_do(session: Session) -> None:
    paper = Document(
        id="d1",
        case_id="c1",
        kind="other",
        title="Statement",
        attachment_id="d1",
        sha256="0" * 64,
        size_bytes=1,
        media_type="text/plain",
        exhibit_mark="1",
    )
    day = StatedDate(edtf="2021-10")
    video, guesthouse = (
        Fact(id=key, case_id="c1", statement=key, on=day, pinpoints=(Pinpoint(document_id="d1", page=page),))
        for key, page in (("video", 3), ("guesthouse", 2))
    )
    record.add(session, *stubs_of(paper, video), paper, video, guesthouse)
    assert [row.id for row in fact.of_case(session, "c1").rows] == ["guesthouse", "video"]
