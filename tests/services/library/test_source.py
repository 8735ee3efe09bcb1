"""The person's own sources and findings: honest as those of the packs, and left alone by their updates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from casebook.base.errors import DamagedSource, InvalidInput, NotFound, Refused
from casebook.domain.library.finding import Finding
from casebook.domain.library.source import Source
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.library import citation, finding, library, source
from casebook.services.library.packs import pack_update

OWN = Source(
    id="own-source", title="An Invented Report", author="An office", body="An office", type="judgment"
)
SAID = Finding(
    id="own-finding",
    source_id="own-source",
    topic_id="rsdl",
    statement="It happened once.",
    strength="reported",
    pinpoint="p. 3",
    reading_level="document",
)


@pytest.fixture
def held(stocked: Session) -> Session:
    return stocked


def test_own_records_stand_in_the_library_and_survive_an_update(held: Session) -> None:
    own_source = source.put_in(held, OWN)
    assert (own_source.csl_type, own_source.checked_on, own_source.pack) == (
        "legal_case",
        held.clock().date(),
        "",
    )
    finding.put_in(held, SAID)
    assert pack_update.offer(held).is_empty
    library_index = library.library_index(held)
    assert library_index.cited(library_index.findings["own-finding"]).source == own_source
    assert [hit[1] for hit in library.matching(held, "invented")] == ["own-source"]


def test_an_own_finding_cannot_claim_to_be_read_without_a_place(held: Session) -> None:
    source.put_in(held, OWN)
    with pytest.raises(InvalidInput) as caught:
        finding.put_in(held, replace(SAID, pinpoint=" "))
    assert caught.value.field == "pinpoint"
    with pytest.raises(InvalidInput) as caught:
        finding.put_in(held, replace(SAID, pinpoint="", reading_level="secondary"))
    assert caught.value.field == "reported_in"
    with pytest.raises(NotFound):
        finding.put_in(held, replace(SAID, source_id="none"))


def test_a_source_with_findings_stays_and_so_does_what_is_the_packs_own(held: Session) -> None:
    source.put_in(held, OWN)
    finding.put_in(held, SAID)
    of_pack = next(candidate for candidate in record.every(held, Source) if candidate.pack)
    for refused in (
        lambda: source.remove(held, "own-source"),
        lambda: source.remove(held, of_pack.id),
        lambda: source.changed(held, of_pack),
        lambda: finding.remove(held, "cpl-77-rsdl-contact"),
        lambda: finding.changed(held, record.find(held, Finding, "cpl-77-rsdl-contact")),
    ):
        with pytest.raises(Refused):
            refused()
    finding.remove(held, "own-finding")
    source.remove(held, "own-source")
    assert "own-source" not in library.library_index(held).sources


def test_a_pdf_proposes_through_the_confined_reader_and_nothing_is_written(
    held: Session, tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path))
    canvas.setTitle("Report on an invented matter")
    canvas.drawString(72, 720, "CAT/C/CHN/CO/5 of 3 February 2016")
    canvas.save()
    before = held.store.audit_head()
    proposal = run_in_line(source.propose(held, path))
    assert {(each.field, each.value, each.whence) for each in proposal.proposals} >= {
        ("title", "Report on an invented matter", "properties"),
        ("issued", "2016-02-03", "first-page"),
        ("number", "CAT/C/CHN/CO/5", "first-page"),
    }
    assert held.store.audit_head() == before
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(DamagedSource):
        run_in_line(source.propose(held, path))


def test_a_file_of_citations_proposes_sources_and_says_which_are_known(held: Session, tmp_path: Path) -> None:
    path = tmp_path / "zotero.json"
    known = next(iter(library.library_index(held).sources.values()))
    citation.export([known, OWN], path, "csl-json")
    proposal = run_in_line(source.propose(held, path))
    assert [(each.title, is_known) for each, is_known in proposal.references] == [
        (known.title, True),
        (OWN.title, False),
    ]
    with pytest.raises(NotFound):
        run_in_line(source.propose(held, tmp_path / "none.ris"))
