"""The three pages of a request: its test, its papers side by side, and where to look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QScrollArea

from casebook.domain.case.fact import Fact
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.case.task import Task
from casebook.domain.request.compared_paper import ComparedPaper, PaperParticular
from casebook.domain.request.request_test import RequestTest
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import open_page, part, paste, press, settle, shown_rows, text_of, words_in_view
from tests.ui.pages.filled import fill, save

Opened = Callable[..., Any]


def test_the_request_test_shows_what_is_missing_and_what_was_not_read(
    opened: Opened, sample: Session
) -> None:
    lin = case.named(sample, "LIN-2026-003")
    page = open_page(opened(sample), "case", id=lin.id, tab="request-test")
    verdicts = {row.id: row.result.verdict for row in shown_rows(page.rows)}
    assert (verdicts["cn-outgoing-01"], verdicts["cn-outgoing-02"]) == ("missing", "incomplete")
    assert "the Republic of Cyprus · " in text_of(page)
    assert "April 2025" in text_of(page)
    page.table.choose("cn-outgoing-02")
    said = text_of(page.details)
    assert "is no condition of the law of the requested State" in said
    page.table.choose("cy-97-02")
    assert "adverse" in text_of(page.details)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_what_the_packs_say_of_papers_is_in_the_language_of_the_window(
    opened: Opened, sample: Session, language: str
) -> None:
    lin = case.named(sample, "LIN-2026-003")
    workspace = opened(sample, language)
    page = open_page(workspace, "case", id=lin.id, tab="request-test")
    page.table.choose("cn-outgoing-02")
    name, *_ = page.rows.cells([page.rows.index_of("cn-outgoing-02").row()])[0]
    assert name.startswith("经证明准确的译文" if language == "zh-Hans" else "經證明準確的譯文")
    assert "The request breaks" not in text_of(page.details)
    abl = case.named(sample, "ABL-2025-014")
    page = open_page(workspace, "case", id=abl.id, tab="request-test")
    assert "Treaty on Extradition" not in text_of(page)
    page = open_page(workspace, "case", id=lin.id, tab="look")
    rows = shown_rows(page.rows)
    assert rows
    for row in rows:
        page.table.choose(row.id)
        said = text_of(page.detail_pane)
        assert row.check.check not in said
        assert not row.check.caution or row.check.caution not in said


def test_a_paper_of_the_law_is_not_removed_and_that_is_said(opened: Opened, own_sample: Session) -> None:
    lin = case.named(own_sample, "LIN-2026-003")
    workspace = opened(own_sample)
    said: list[Any] = []
    workspace.context.message_posted.connect(said.append)
    page = open_page(workspace, "case", id=lin.id, tab="request-test")
    page.table.choose("cn-outgoing-01")
    page.remove()
    settle()
    assert [(one.title, one.is_good) for one in said] == [
        ("A paper that the law asks for is not removed.", False)
    ]
    assert record.every(own_sample, RequestTest)


def test_what_arrived_is_entered_and_undone(opened: Opened, stocked: Session) -> None:
    made = case.open_case(stocked, reference="R-1", title="", jurisdiction="IT")
    proceeding = Proceeding(id="p1", case_id=made.id, kind="extradition", forum="A court")
    record.add(stocked, proceeding)
    workspace = opened(stocked)
    page = open_page(workspace, "case", id=made.id, tab="request-test")
    page.table.choose("it-prc-06")
    page.change()
    save(fill(part(page.editor, Form), arrival="missing", remark="Only a detention paper came."))
    (test,) = record.every(stocked, RequestTest)
    assert [(one.paper_id, one.arrival) for one in test.receipts] == [("it-prc-06", "missing")]
    assert page.table.chosen_id == "it-prc-06"
    assert "Only a detention paper came." in text_of(page.details)
    workspace.context.undo()
    settle()
    assert record.find(stocked, RequestTest, test.id).receipts == ()


def test_a_difference_becomes_a_record_by_one_press(opened: Opened, own_sample: Session) -> None:
    lin = case.named(own_sample, "LIN-2026-003")
    workspace = opened(own_sample)
    page = open_page(workspace, "case", id=lin.id, tab="papers")
    assert "LIN ZHIYAN" in text_of(page.details)
    facts, tasks = len(record.every(own_sample, Fact)), len(record.every(own_sample, Task))
    press(page.details, "Make a fact")
    press(page.details, "Ask the State")
    assert len(record.every(own_sample, Fact)) == facts + 1
    assert len(record.every(own_sample, Task)) == tasks + 1
    workspace.context.undo()
    settle()
    assert len(record.every(own_sample, Task)) == tasks


def test_what_is_proposed_counts_once_it_is_confirmed(opened: Opened, own_sample: Session) -> None:
    lin = case.named(own_sample, "LIN-2026-003")
    warrant = next(
        one
        for one in record.of_case(own_sample, ComparedPaper, lin.id)
        if one.issued_by.startswith("District")
    )
    proposed = PaperParticular(kind="citizen-number", text="110105190001010011", page=1, state="proposed")
    record.change(
        own_sample,
        ComparedPaper(
            id=warrant.id,
            case_id=lin.id,
            document_id=warrant.document_id,
            kind=warrant.kind,
            particulars=(proposed,),
        ),
        seen=warrant,
    )
    page = open_page(opened(own_sample), "case", id=lin.id, tab="papers", within=warrant.id)
    assert "Proposed from the text, not compared yet" in text_of(page.details)
    press(page.details, "Confirm")
    assert record.find(own_sample, ComparedPaper, warrant.id).proposed == ()
    assert "Its check character does not follow from the others." in text_of(page.details)


def test_a_number_is_looked_at_and_nothing_is_called_right(opened: Opened, sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    page = open_page(opened(sample), "case", id=lin.id, tab="look")
    paste(page, "Number to look at", "110105190001010011")
    press(page, "Look")
    assert "check character does not follow" in text_of(page)
    part(page, QLineEdit, "Number to look at").setText("11010519000101001X")
    press(page, "Look")
    assert "Nothing to look at here." in text_of(page)
    assert {row.check.id for row in shown_rows(page.rows)} >= {"passport-number", "law-7"}
    assert any(row.paper.endswith("(page 2)") for row in shown_rows(page.rows) if row.look is not None)


def test_a_form_has_the_room_of_a_list_above_it(opened: Opened, sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    workspace = opened(sample)
    workspace.window().resize(1024, 700)
    page = open_page(workspace, "case", id=lin.id, tab="papers")
    page.start_new()
    settle()
    assert page.pane.isHidden()
    page.editor.leave()
    settle()
    assert not page.pane.isHidden()


def test_a_case_without_a_request_says_what_to_add(opened: Opened, stocked: Session) -> None:
    made = case.open_case(stocked, reference="R-1", title="", jurisdiction="IT")
    workspace = opened(stocked)
    for tab, said in (("request-test", "No request to test yet"), ("papers", "No papers to compare yet")):
        assert said in text_of(open_page(workspace, "case", id=made.id, tab=tab))


def test_a_request_without_gathered_papers_says_so(opened: Opened, stocked: Session) -> None:
    made = case.open_case(stocked, reference="R-1", title="", jurisdiction="LK")
    page = open_page(opened(stocked), "case", id=made.id, tab="request-test")
    assert "No request to test yet" in words_in_view(page)
    record.add(stocked, Proceeding(id="p", case_id=made.id, kind="surrender-hong-kong", forum=""))
    page.read()
    said = words_in_view(page)
    assert "No papers are listed for this request" in said
    assert "ask of a request, and until when, was not gathered" in said
    assert "No request to test yet" not in said
    record.add(stocked, Proceeding(id="q", case_id=made.id, kind="extradition", forum="High Court"))
    page.read()
    box = part(page, QComboBox, "Proceeding")
    titles = [box.itemText(at) for at in range(box.count())]
    assert titles == ["Surrender to Hong Kong", "Extradition · High Court"]


def test_in_a_low_window_the_page_around_the_papers_does_not_scroll(opened: Opened, sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    workspace = opened(sample)
    workspace.window().resize(1024, 700)
    page = open_page(workspace, "case", id=lin.id, tab="papers")
    settle()
    around = [area for area in workspace.findChildren(QScrollArea) if area.isAncestorOf(page)]
    assert around
    assert [area.verticalScrollBar().maximum() for area in around] == [0] * len(around)


def test_what_was_not_read_leaves_its_room_to_the_form(opened: Opened, sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    page = open_page(opened(sample), "case", id=lin.id, tab="request-test")
    assert "Chinese law was read" in words_in_view(page)
    page.change()
    settle()
    assert "Chinese law was read" not in words_in_view(page)
    page.editor.leave()
    settle()
    assert "Chinese law was read" in words_in_view(page)
