"""Outcomes in the window: kept in a case, listed across cases, exported and imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.domain.case.outcome import Outcome
from casebook.domain.exchange.outcome_pack import OutcomePack
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.sharing import device
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.case import outcome_exchange
from tests.services.exchange.outcomes.written import foreign_pack, keep
from tests.ui.driver import (
    choose,
    message_of,
    open_page,
    press,
    problem_of,
    settle,
    shown_in,
    shown_rows,
    text_of,
)

Opened = Callable[..., Any]


def ledger_of(workspace: Any) -> Any:  # noqa: ANN401 - a page
    """Open the ledger."""
    workspace.go(Location(page="library", tab="ledger"))
    settle()
    return shown_in(workspace.page)


def test_the_sample_shows_its_outcome_with_source_and_sureness(opened: Opened, sample: Session) -> None:
    (outcome,) = record.every(sample, Outcome)
    page = open_page(opened(sample), "case", id=outcome.case_id, tab="outcomes")
    page.table.choose(outcome.id)
    settle()
    words = text_of(page)
    for shown in ("Released here", "Harassed", "likely", "Ask again before each hearing"):
        assert shown in words


def test_an_outcome_is_refused_without_a_source_and_added_with_one(opened: Opened, blank: Session) -> None:
    keep(blank, [1])
    page = open_page(opened(blank), "case", id="c1", tab="outcomes")
    page.table.choose("o1")
    settle()
    press(page, "Edit")
    press(page, "Add entry")
    press(page, "Save")
    assert record.find(blank, Outcome, "o1").entries[0].became == "detained"
    assert len(record.find(blank, Outcome, "o1").entries) == 1


def test_the_ledger_shows_ours_and_those_of_others_with_numbers(opened: Opened, sample: Session) -> None:
    page = ledger_of(opened(sample))
    assert "ABL-2025-014" in text_of(page)
    assert [row.origin for row in shown_rows(page.rows)] == ["own", *["uncompared"] * 9]
    page.table.choose(shown_rows(page.rows)[1].id)
    settle()
    assert "reported by others, signer not compared" in text_of(page)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_the_ledger_keeps_within_a_narrow_window(opened: Opened, sample: Session, language: str) -> None:
    workspace = opened(sample, language)
    workspace.window().resize(1024, 700)
    page = ledger_of(workspace)
    settle()
    right = page.mapTo(workspace, page.rect().topRight()).x()
    assert right < workspace.width()
    for box in page.filter_boxes().values():
        assert box.fontMetrics().horizontalAdvance(box.currentText()) < box.width()


def test_a_pack_is_shown_before_it_is_imported_and_taken_back(
    opened: Opened, blank: Session, tmp_path: Path
) -> None:
    workspace = opened(blank)
    page = ledger_of(workspace)
    page.exchange.offer(foreign_pack(tmp_path / "x.casebook-outcomes"))
    settle()
    assert "Not compared" in text_of(page)
    press(page, "Import")
    settle()
    assert "Nobody compared" in message_of(workspace)
    assert record.every(blank, OutcomePack) == []
    press(page, "Import although nobody compared the card of who signed it")
    press(page, "Import")
    settle()
    assert len(record.every(blank, OutcomePack)) == 1
    assert page.rows.rowCount() == 3
    workspace.context.undo()
    settle()
    assert record.every(blank, OutcomePack) == []
    assert page.rows.rowCount() == 0


def test_the_preview_of_an_export_is_what_leaves(
    opened: Opened, blank: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(blank, range(5))
    device.make_own(blank, "Office of Here")
    page = ledger_of(opened(blank))
    press(page, "Export a pack of outcomes")
    settle()
    assert "1 row would leave" in text_of(page)
    press(page, "Also export rows that are true of everybody")
    settle()
    assert "3 rows would leave" in text_of(page)
    out = tmp_path / "x.casebook-outcomes"
    monkeypatch.setattr(outcome_exchange, "pick_target", lambda *_: out)
    press(page, "Export")
    settle()
    assert out.is_file()
    (pack,) = record.every(blank, OutcomePack)
    assert (pack.kind, len(pack.rows)) == ("given", 3)


def test_a_new_outcome_has_the_only_client_and_no_year_to_come(opened: Opened, own_sample: Session) -> None:
    (outcome,) = record.every(own_sample, Outcome)
    page = open_page(opened(own_sample), "case", id=outcome.case_id, tab="outcomes")
    press(page, "New outcome")
    fields = page.editor.form.fields
    assert fields.entries["person_id"].read() == outcome.person_id
    fields.entries["ended"].set_raw("extradition")
    fields.entries["ended_on"].set_raw("2077-04")
    press(page, "Save")
    assert "in the future" in problem_of(fields.boxes["ended_on"])
    assert len(record.every(own_sample, Outcome)) == 1


def test_what_was_wrong_keeps_its_place_until_the_next_reading(opened: Opened, own_sample: Session) -> None:
    (outcome,) = record.every(own_sample, Outcome)
    page = open_page(opened(own_sample), "case", id=outcome.case_id, tab="outcomes")
    press(page, "New outcome")
    form = page.editor.form
    press(page, "Save")
    settle()
    below = form.fields.boxes["channel"]
    assert "required" in problem_of(form.fields.boxes["ended"])
    wrong_at = below.mapTo(form, below.rect().topLeft())
    choose(form, "How it ended", "Return refused")
    settle()
    assert problem_of(form.fields.boxes["ended"]) == ""
    assert below.mapTo(form, below.rect().topLeft()) == wrong_at


def test_the_preview_says_whose_consent_is_missing(opened: Opened, sample: Session) -> None:
    workspace: Any = opened(sample)
    workspace.go(Location(page="library", tab="ledger"))
    workspace.run_action("new")
    assert message_of(workspace) == "Nothing to add on this page"
    press(workspace.page, "Export a pack of outcomes")
    settle()
    assert "Without consent to the ledger of outcomes: client of ABL-2025-014" in text_of(workspace.page)
