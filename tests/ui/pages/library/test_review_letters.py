"""Requests for information of a review in the window: chosen, read before they are saved, and saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from casebook.domain.base.office import Office
from casebook.services.base import draft
from casebook.services.base.office import keep_office
from casebook.services.base.session import Session
from casebook.ui.pages.library import review_letters
from tests.ui.driver import choose, field, open_page, paste, press, settle, shown_in, text_of

Opened = Callable[..., Any]
GENERAL = "Freedom of information request on agreements and practice with China"
QUESTIONS = "Freedom of information request on open questions of a cooperation review"


def test_a_review_leads_to_the_requests_of_its_state(opened: Opened, stocked: Session) -> None:
    workspace = opened(stocked)
    page = open_page(workspace, "library", tab="reviews", within="IT")
    press(page, "Requests for information")
    letters = shown_in(workspace.page)
    assert letters.country.currentData() == "IT"
    assert "co-operation between Italy and the People’s Republic of China" in text_of(letters.preview)


def test_a_request_is_changed_and_saved_as_it_was_read(
    opened: Opened, stocked: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(opened(stocked), "library", tab="requests", within="CY")
    assert "Not printed, because its text was not read" in text_of(page)
    choose(page, "Letter", QUESTIONS)
    assert "with what notice can it be suspended or ended?" in text_of(page.preview)
    field(page, "The other State").setPlainText("the Hong Kong authorities")
    paste(page, "Provision that you read", "Law 184(I)/2017")
    assert "Cyprus and the Hong Kong authorities" in text_of(page.preview)
    assert "Not printed, because its text was not read" not in text_of(page)
    target = tmp_path / "cy.docx"
    monkeypatch.setattr(review_letters, "pick_target", lambda *_: target)
    press(page, "Save letter for Word…")
    written = "\n".join(one.text for one in Document(str(target)).paragraphs)
    assert "Cyprus and the Hong Kong authorities" in written
    assert "Law 184(I)/2017" in written


def test_it_begins_with_the_office_s_state_and_keeps_no_draft_of_a_choice(
    opened: Opened, stocked: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_office(stocked, Office(country="CY"))
    workspace = opened(stocked)
    page = open_page(workspace, "library", tab="requests")
    assert page.country.currentData() == "CY"
    page.country.setFocus()
    choose(page, "Letter", QUESTIONS)
    assert page.values == {}
    field(page, "The other State").setPlainText("Hong Kong")
    monkeypatch.setattr(review_letters, "pick_target", lambda *_: tmp_path / "cy.docx")
    press(page, "Save letter for Word…")
    settle()
    workspace.drafts.keep()
    open_page(workspace, "today")
    workspace.drafts.keep()
    assert draft.every(stocked) == []


def test_without_an_office_or_a_case_no_state_is_chosen(opened: Opened, stocked: Session) -> None:
    page = open_page(opened(stocked), "library", tab="requests")
    assert (page.country.currentData(), page.country.currentText()) == ("", "Choose a State")
    assert not page.go.isEnabled()


def test_what_was_typed_is_kept_as_a_draft_and_put_back(opened: Opened, stocked: Session) -> None:
    page = open_page(opened(stocked), "library", tab="requests", within="CY")
    field(page, "Since").setPlainText("1 July 2020")
    kept = page.values
    choose(page, "Letter", QUESTIONS)
    page.set_values(kept)
    settle()
    assert page.kind.currentText() == GENERAL
    assert "since 1 July 2020" in text_of(page.preview)
