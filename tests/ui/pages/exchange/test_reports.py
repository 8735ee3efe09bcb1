"""Reports in the window: made, looked at, and exported; what cannot be is said beside its field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.services.base.session import Session
from casebook.ui.pages.exchange import reports
from casebook.ui.widgets.charts.bar_rows import BarRows
from tests.services.exchange.reports.office import SECRETS, fill
from tests.ui.driver import button, choose, field, open_page, press, settle, text_of

Opened = Callable[..., Any]


def _spoken(page: Any) -> str:  # noqa: ANN401 - a page of the window
    return "\n".join(
        f"{bars.accessibleName()}: {bars.accessibleDescription()}" for bars in page.findChildren(BarRows)
    )


def test_a_report_is_made_looked_at_and_exported(
    opened: Opened, blank: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(blank, 40)
    page = open_page(opened(blank), "reports")
    assert "No report yet" in text_of(page)
    assert not button(page, "Export as PDF").isEnabled()
    press(page, "Make report")
    assert "Total: 40" in text_of(page)
    spoken = _spoken(page)
    assert "hidden" in spoken
    assert not any(secret in spoken + text_of(page) for secret in SECRETS)
    for name, ending in (("Export as PDF", "pdf"), ("Export as CSV", "csv")):
        out = tmp_path / f"report.{ending}"
        monkeypatch.setattr(reports, "pick_target", lambda *_, out=out: out)
        press(page, name)
        assert out.stat().st_size
    choose(page, "Report", "Report for a United Nations body")
    press(page, "Make report")
    assert "Incidents recorded in cases" in text_of(page)


def test_a_threshold_or_period_that_cannot_be_is_said_at_its_field(opened: Opened, blank: Session) -> None:
    page = open_page(opened(blank), "reports")
    field(page, "Hide numbers below").setText("1")
    press(page, "Make report")
    assert "The threshold must be from 3 to 100." in text_of(page)
    field(page, "Hide numbers below").setText("5")
    field(page, "First day").setText("2026-03-02")
    field(page, "Last day").setText("2026-03-01")
    press(page, "Make report")
    assert "The period ends before it begins." in text_of(page)
    assert "No report yet" in text_of(page)


def test_an_empty_casebook_says_that_nothing_is_recorded(opened: Opened, blank: Session) -> None:
    page = open_page(opened(blank), "reports")
    press(page, "Make report")
    assert "Nothing is recorded for this period." in text_of(page)


def test_ctrl_return_makes_the_report(opened: Opened, blank: Session) -> None:
    fill(blank, 40)
    page = open_page(opened(blank), "reports")
    threshold = field(page, "Hide numbers below")
    threshold.setFocus()
    QTest.keyClick(threshold, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert "Total: 40" in text_of(page)
