"""“I have read this”: with place, reader and sealed copy, heeded by citations, kept beside pack records."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.i18n import Translator
from casebook.domain.library.citation import cite_finding
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.library import collection, library, reading, remark
from casebook.services.library.library_query import Cited, Query

SECONDARY = "ir-9946"


@pytest.fixture
def held(stocked: Session) -> Session:
    return stocked


def _cited(session: Session, finding_id: str) -> Cited:
    library_index = library.library_index(session)
    return library_index.cited(library_index.findings[finding_id])


def test_a_finding_known_at_second_hand_is_cited_as_read_once_it_was(held: Session) -> None:
    before = _cited(held, SECONDARY)
    assert "the source itself was not read" in cite_finding(before.finding, before.source, Translator())
    run_in_line(reading.have_read(held, "finding", SECONDARY, pinpoint="p. 12"))
    after = _cited(held, SECONDARY)
    citation = cite_finding(after.finding, after.source, Translator())
    assert citation.endswith(", p. 12")
    assert (kept := reading.of_record(held, SECONDARY)[0]).who == "tester"
    assert kept.read_at == held.clock()
    on_topic = library.on_topics(held, [after.finding.topic_id])
    assert next(each for each in on_topic if each.finding.id == SECONDARY).finding == after.finding
    levels = Query(levels=("secondary",))
    assert SECONDARY not in {cited.finding.id for cited in library.find(levels, held).cited}


def test_a_finding_is_not_read_without_its_place(held: Session) -> None:
    with pytest.raises(InvalidInput):
        run_in_line(reading.have_read(held, "finding", SECONDARY, pinpoint="  "))
    with pytest.raises(NotFound):
        run_in_line(reading.have_read(held, "source", "no-such"))
    assert reading.of_record(held, SECONDARY) == []


def test_the_copy_read_is_sealed_with_its_hash(held: Session, tmp_path: Path) -> None:
    copy = tmp_path / "report.pdf"
    copy.write_bytes(b"%PDF-1.7 invented")
    made = run_in_line(reading.have_read(held, "source", "sd-involuntary-returns-2022", copy=copy))
    assert made.sha256 == hashlib.sha256(copy.read_bytes()).hexdigest()
    sealed = record.find(held, Attachment, made.attachment_id)
    assert held.vault.attachments.read(sealed) == copy.read_bytes()


def test_reading_a_source_does_not_make_its_findings_read(held: Session) -> None:
    run_in_line(reading.have_read(held, "source", _cited(held, SECONDARY).source.id))
    assert _cited(held, SECONDARY).finding.reading_level == "secondary"


def test_notes_and_collections_stand_beside_pack_records(held: Session) -> None:
    remark.add(held, "finding", SECONDARY, "Ask for the annex.")
    with pytest.raises(InvalidInput):
        remark.add(held, "finding", SECONDARY, " ")
    assert [note.text for note in remark.of_record(held, SECONDARY)] == ["Ask for the annex."]
    first = collection.put(held, "For the hearing", SECONDARY)
    again = collection.put(held, "for the hearing", "cpl-75-rsdl-place")
    assert (again.id, again.finding_ids) == (first.id, (SECONDARY, "cpl-75-rsdl-place"))
    collection.put(held, "For the hearing", SECONDARY)
    shown = collection.every(held)[0]
    collection.put(held, "For the hearing", "ir-64-1")
    left = collection.take_out(held, shown, SECONDARY)
    assert left.finding_ids == ("cpl-75-rsdl-place", "ir-64-1"), "put in since the page was read"
