from __future__ import annotations

from dataclasses import replace

from casebook.domain.base.date import StatedDate
from casebook.domain.case.fact import Fact, Pinpoint
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.evidence.document import Document
from casebook.domain.library.finding import Finding
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import ground
from tests.stubs import stubs_of

DOCUMENT = Document(
    id="d1",
    case_id="c1",
    title="Notice",
    kind="other",
    attachment_id="a",
    sha256="0",
    size_bytes=1,
    media_type="",
)
SHOWN = Fact(
    id="f1",
    case_id="c1",
    statement="The notice came.",
    on=StatedDate(edtf="2026-01-20"),
    pinpoints=(Pinpoint(document_id="d1", page=1),),
)
BARE = Fact(id="f2", case_id="c1", statement="He was told on the telephone.", on=StatedDate(edtf="2026-02"))
FOR = Finding(
    id="for", source_id="s", topic_id="t", statement="Found.", strength="reported", reading_level="document"
)
AGAINST = replace(FOR, id="against", is_adverse=True)
GROUND = Ground(
    id="g1",
    case_id="c1",
    kind="ill-treatment",
    title="Real risk of ill-treatment",
    proofs=(
        Proof(
            element="His family is pressed",
            fact_ids=("f1",),
            evidence=(Pinpoint(document_id="d1", page=1), Pinpoint(document_id="d1", page=2)),
            finding_ids=("for",),
            state="shown",
        ),
        Proof(element="He would be held apart", fact_ids=("f2",), adverse_ids=("against",)),
    ),
)
STUBS = stubs_of(DOCUMENT, SHOWN, BARE, FOR, AGAINST, GROUND)


def test_a_line_joins_all_that_bears_on_it(session: Session) -> None:
    record.add(session, *STUBS, DOCUMENT, SHOWN, BARE, FOR, AGAINST, GROUND)
    (row,) = ground.matrix(session, "c1").rows
    first, second = row.lines
    assert [(place.document.id, place.page) for place in first.evidence] == [("d1", 1), ("d1", 2)]
    assert first.facts == (SHOWN,)
    assert first.findings == (FOR,)
    assert first.lacks == ()
    assert second.adverse == (AGAINST,)
    assert second.lacks == ("nothing", "fact-without-evidence", "adverse-unanswered", "not-assessed")


def test_coverage_counts_what_is_shown_and_what_is_contested(session: Session) -> None:
    unused = replace(BARE, id="f3")
    record.add(session, *STUBS, DOCUMENT, SHOWN, BARE, unused, FOR, AGAINST, GROUND)
    table = ground.matrix(session, "c1")
    assert table.coverage == ground.Coverage(needed=2, settled=1, evidenced=1, contested=1)
    assert table.rows[0].coverage == table.coverage
    assert table.unused == (unused,)


def test_what_lies_in_the_bin_shows_nothing(session: Session) -> None:
    record.add(session, *stubs_of(DOCUMENT, SHOWN, GROUND), DOCUMENT, SHOWN, GROUND)
    record.move_to_bin(session, Document, "d1")
    (row,) = ground.matrix(session, "c1").rows
    assert row.lines[0].evidence == ()
