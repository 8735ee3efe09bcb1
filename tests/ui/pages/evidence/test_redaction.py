"""Areas marked in the window: with the mouse, with keys, by suggestion; and undone."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.redaction import Redaction
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.evidence import redaction
from casebook.services.evidence.document import file_sealed
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.evidence.document import EvidencePage
from casebook.ui.pages.evidence.document_pane import DocumentPane
from casebook.ui.pages.evidence.redaction import RedactionView
from tests.pdf.corpus import typed
from tests.ui.conftest import Opened
from tests.ui.driver import choose, field, is_in_view, part, press, send, shown_in, words_in_view
from tests.ui.later import Later

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def document(blank: Session) -> Document:
    """A letter of two pages that names somebody on each."""
    record.add(blank, Person(id="p", names=(Name(text="Ceshi Weiming", script="Latn"),)))
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    record.change(blank, replace(case, parties=(Party(person_id="p"),)))
    draft = Document(
        id=blank.ids(),
        case_id=case.id,
        title="Letter",
        kind="other",
        attachment_id="",
        sha256="",
        size_bytes=0,
        media_type="application/pdf",
        exhibit_mark="1",
    )
    data = typed(2, "The witness Ceshi Weiming")
    sealed = blank.vault.attachments.seal(io.BytesIO(data), blank.ids())
    return file_sealed(blank, draft, sealed, ("The witness Ceshi Weiming",) * 2, page_count=2)


@pytest.fixture
def view(opened: Opened, blank: Session, document: Document) -> RedactionView:
    workspace = opened(blank)
    workspace.go(Location(page="case", id=document.case_id, tab="evidence"))
    page: Any = workspace.page
    evidence: EvidencePage = shown_in(page)
    part(evidence, DocumentPane).show_tab("areas")
    shown = part(evidence, DocumentPane).redaction
    assert shown.looking.pages
    return shown


def _kept(session: Session, document: Document) -> Redaction:
    return redaction.of_document(session, document)


def test_an_area_is_drawn_moved_sized_and_undone_by_mouse_and_keys(
    view: RedactionView, blank: Session, document: Document
) -> None:
    assert "Nothing is marked" in words_in_view(view.side)
    paper, left = view.areas, Qt.MouseButton.LeftButton
    area = paper.area(0).toRect()
    begin, end = area.topLeft() + QPoint(60, 40), area.topLeft() + QPoint(160, 90)
    QTest.mousePress(paper.viewport(), left, pos=begin)
    QTest.mouseMove(paper.viewport(), end)
    QTest.mouseRelease(paper.viewport(), left, pos=end)
    (drawn,) = _kept(blank, document).areas
    assert (drawn.page, drawn.state, drawn.is_drawn) == (1, "accepted", True)
    assert drawn.edges == pytest.approx(
        (60 / area.width(), 40 / area.height(), 160 / area.width(), 90 / area.height()), abs=0.01
    )
    paper.setFocus()
    QTest.keyClick(paper, Qt.Key.Key_Right)
    QTest.keyClick(paper, Qt.Key.Key_Down, SHIFT)
    (moved,) = _kept(blank, document).areas
    assert moved.left == pytest.approx(drawn.left + 0.01)
    assert moved.bottom - moved.top == pytest.approx(drawn.bottom - drawn.top + 0.01)
    window: Any = view.window()
    context = window.workspace.context
    context.undo()
    context.undo()
    assert _kept(blank, document).areas == (drawn,)
    QTest.keyClick(paper, Qt.Key.Key_Space)
    QTest.keyClick(paper, Qt.Key.Key_Delete)
    assert _kept(blank, document).areas == ()
    context.undo()
    context.undo()
    assert _kept(blank, document).areas == ()
    QTest.keyClick(paper, Qt.Key.Key_Insert)
    assert len(_kept(blank, document).areas) == 1


def test_protected_names_are_suggested_and_decided_on_page_after_page(
    view: RedactionView, blank: Session, document: Document
) -> None:
    press(view.side, "All protected names and details")
    assert [area.state for area in _kept(blank, document).areas] == ["suggested"] * 2
    assert is_in_view(view.side, "2 pages to review")
    press(view.side, "Redact")
    choose(view.side, "Reason for redaction", "Safe contact")
    press(view.side, "Service copy")
    press(view.side, "Next page to review")
    assert field(view, "Page number").text() == "2"
    press(view.side, "Reject all suggestions on this page")
    first, second = _kept(blank, document).areas
    assert (first.state, first.reason, first.copies) == ("accepted", "safe-contact", ("pseudonymised",))
    assert second.state == "rejected"
    assert is_in_view(view.side, "nothing to review")
    send(view, "Search in this document", "Weiming")
    press(view.side, "The words entered")
    assert len(_kept(blank, document).areas) == 2
    redaction.review(blank, document, [2], shows_no_one=True)  # as from another window
    QTest.keyClick(view.areas, Qt.Key.Key_Insert)
    assert len(_kept(blank, document).areas) == 3
    assert _kept(blank, document).reviewed == (2,)
    view.areas.is_held_back = True
    QTest.keyClick(view.areas, Qt.Key.Key_Insert)
    assert len(_kept(blank, document).areas) == 3


def test_areas_suggested_in_another_document_turn_no_page_of_this_one(
    view: RedactionView, blank: Session, document: Document
) -> None:
    other = replace(document, id=blank.ids(), exhibit_mark="2")
    record.add(blank, other)
    window: Any = view.window()
    context = window.workspace.context
    before, context.runner = context.runner, (later := Later())
    press(view.side, "All protected names and details")
    context.runner = before
    view.show_document(other)
    view.turn_to(2)
    later.let()
    assert field(view, "Page number").text() == "2"
    assert [len(_kept(blank, one).areas) for one in (document, other)] == [2, 0]


def test_a_page_to_review_says_why(view: RedactionView) -> None:
    view.side.show_unread("script", is_looked_at=False)
    assert "script in which no names are searched" in words_in_view(view.side)
    view.side.show_unread(None, is_looked_at=False)
    assert "script in which no names are searched" not in words_in_view(view.side)
