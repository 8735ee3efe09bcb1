"""Reviews of cooperation in the window: gaps ask, another State stands beside, and a file has no doubts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from casebook.base.i18n import Translator
from casebook.services.base.session import Session
from casebook.services.library.cooperation import review
from casebook.ui.pages.library import reviews
from tests.pdf.read import texts
from tests.ui.driver import button, choose, narrow, open_page, press, shown_rows, text_of

Opened = Callable[..., Any]


def page_of(opened: Opened, session: Session, **place: str) -> Any:  # noqa: ANN401 - a page
    return open_page(opened(session), "library", tab="reviews", **place)


def test_a_state_shows_its_gaps_and_its_doubts(opened: Opened, stocked: Session) -> None:
    words = text_of(page_of(opened, stocked, within="IT"))
    assert "Either side can end the treaty on 180 days’ notice." in words
    assert "Which article says so" in words
    assert re.search("By what vote was “Treaty on Extradition [^”]*” approved", words)
    assert "That a law approved it was read, but not how many voted for it." in words
    assert "Not looked up for this review, so look it up: ECHR" in words


def test_questions_for_the_office_stand_apart_from_those_counted(opened: Opened, stocked: Session) -> None:
    words = text_of(page_of(opened, stocked, within="ES"))
    counted = review.row_of(review.review("ES"), Translator()).questions
    assert f"{counted} open questions" in words
    assert words.index("Questions that rest on what nobody read") < words.index("Auto 36/2011")


def test_an_instrument_nobody_read_is_marked(opened: Opened, stocked: Session) -> None:
    assert "not read, not printed" in text_of(page_of(opened, stocked, within="JP"))


def test_another_state_stands_beside_and_is_exported(
    opened: Opened, stocked: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(opened, stocked, within="CY")
    choose(page, "Compare with", "Italy")
    assert "joint police patrols" in text_of(page)
    target = tmp_path / "review.pdf"
    monkeypatch.setattr(reviews, "pick_target", lambda *_: target)
    press(page, "Export as PDF")
    shown = " ".join(" ".join(texts(target)).split())
    assert "Cyprus, Italy" in shown
    assert "look it up" not in shown


def test_the_questions_are_copied(opened: Opened, stocked: Session) -> None:
    page = page_of(opened, stocked, within="CY")
    page.copy_questions()
    text = QGuiApplication.clipboard().text()
    assert "with what notice can it be suspended or ended?" in text
    assert "[No clause on its term, suspension or end was read.]" in text


def test_copied_questions_name_nobody_of_an_incident(opened: Opened, stocked: Session) -> None:
    page = page_of(opened, stocked, within="NL")
    page.copy_questions()
    text = QGuiApplication.clipboard().text()
    assert "[name withheld], by then in Rotterdam" in text
    assert "Wang Jingyu" not in text


def test_nothing_is_exported_or_printed_while_no_state_is_shown(
    opened: Opened, stocked: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(opened, stocked, within="CY")
    named: list[str] = []
    monkeypatch.setattr(reviews, "pick_target", lambda *given: named.append(given[-1]))
    narrow(page, "zzzz")
    for title in ("Export as PDF", "Export for Word", "Print"):
        assert not button(page, title).isEnabled(), title
    page.export("pdf")
    page.print_page()
    assert named == []
    narrow(page, "")
    press(page, "Export as PDF")
    assert named == ["review-cy.pdf"]


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_a_state_is_found_by_its_name_in_any_language(
    opened: Opened, stocked: Session, language: str
) -> None:
    page = open_page(opened(stocked, language), "library", tab="reviews")
    for typed in ("Spain", "西班牙"):
        narrow(page, "Cyprus")
        assert "ES" not in [row.id for row in shown_rows(page.rows)]
        narrow(page, typed)
        assert [row.id for row in shown_rows(page.rows)] == ["ES"], typed
