from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO, get_args

import pytest

from casebook.base.errors import NotFound
from casebook.domain.base.date import StatedDate
from casebook.domain.case.fact import Fact, Pinpoint
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.exhibit_group import GROUPS
from casebook.domain.evidence.document import Document, DocumentKind
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.dossier import dossier as dossiers
from casebook.services.dossier.compose import compose
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.precheck import precheck
from tests.stubs import stubs_of


def paper(mark: str, kind: DocumentKind, translation_of: str = "") -> Document:
    return Document(
        id=f"d{mark}",
        case_id="c1",
        title=f"Paper {mark}",
        kind=kind,
        attachment_id=f"a{mark}",
        sha256="0",
        size_bytes=1,
        media_type="image/png",
        exhibit_mark=mark,
        translation_of=translation_of,
    )


@pytest.fixture
def dossier(session: Session) -> Dossier:
    papers = (
        paper("1", "report"),
        paper("2", "court-paper"),
        paper("3", "request"),
        paper("4", "other", translation_of="d3"),
        paper("5", "court-paper"),
    )
    record.add(session, *papers, *stubs_of(*papers))
    return dossiers.draft(session, "c1", "Hearing")


def test_groups_follow_practice_with_the_decision_first(session: Session, dossier: Dossier) -> None:
    grouped = dossiers.change_settings(session, dossier.id, {"is_grouped": "yes", "challenged_id": "5"})
    assert grouped.exhibit_ids == ("d5", "d2", "d3", "d4", "d1")
    composition = compose(load_for_preview(session, BuildRequest(dossier_id=dossier.id)), _unopened)
    assert [(exhibit.mark, exhibit.section) for exhibit in composition.exhibits] == [
        ("5", "Decision challenged"),
        ("2", "Papers of the court"),
        ("3", "The request"),
        ("4", "The request"),
        ("1", "Reports"),
    ]


def test_a_withheld_exhibit_stands_under_no_heading_of_its_kind(session: Session, dossier: Dossier) -> None:
    opinion = record.find(session, Document, "d1")
    record.change(session, replace(opinion, sha256="1", is_privileged=True), seen=opinion)
    dossiers.change_settings(session, dossier.id, {"is_grouped": True})
    composition = compose(load_for_preview(session, BuildRequest(dossier_id=dossier.id)), _unopened)
    assert {exhibit.mark: exhibit.section for exhibit in composition.exhibits}["1"] == "Withheld"
    assert "Reports" not in {exhibit.section for exhibit in composition.exhibits}


def test_a_passage_that_cites_a_withheld_exhibit_is_warned_of(session: Session, dossier: Dossier) -> None:
    opinion = record.find(session, Document, "d1")
    record.change(session, replace(opinion, sha256="1", is_privileged=True), seen=opinion)
    text = Section(
        id="t", kind="free-text", text="Counsel advised to appeal ([[1 p.2]]); the order is [[2]]."
    )
    chronology = Section(id="c", kind="chronology")
    pinpoints = (Pinpoint(document_id="d1", page=1), Pinpoint(document_id="d2", page=1))
    on = StatedDate(edtf="2026-01-10")
    record.add(session, Fact(id="f", case_id="c1", statement="Advised", on=on, pinpoints=pinpoints))
    record.change(session, replace(dossier, sections=(text, chronology)), seen=dossier)
    found = precheck(session, BuildRequest(dossier_id=dossier.id)).foreseen
    cited = [str(one.problem.what) for one in found if one.problem.check == "passage"]
    assert cited == [f"Passage {name} rests on withheld exhibits: 1." for name in ("1", "B/1")]


def test_without_groups_the_order_stays_and_sheets_can_be_left_out(
    session: Session, dossier: Dossier
) -> None:
    changed = dossiers.change_settings(session, dossier.id, {"has_dividers": False})
    assert changed == replace(dossier, has_dividers=False)
    composition = compose(load_for_preview(session, BuildRequest(dossier_id=dossier.id)), _unopened)
    assert not composition.has_dividers
    assert {exhibit.section for exhibit in composition.exhibits} == {""}


def test_a_decision_that_is_no_document_is_refused(session: Session, dossier: Dossier) -> None:
    with pytest.raises(NotFound) as error:
        dossiers.change_settings(session, dossier.id, {"challenged_id": "9"})
    assert error.value.field == "challenged_id"
    assert record.find(session, Dossier, dossier.id) == dossier


def _unopened(document: Document) -> BinaryIO:
    raise AssertionError(document.id)


def test_every_kind_of_document_has_a_group() -> None:
    assert set(get_args(DocumentKind)) == set(GROUPS) - {"decision"}
