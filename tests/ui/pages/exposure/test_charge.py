from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casebook.domain.exposure.charge import Charge
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.ui.widgets.charts.bar_spans import BarSpans
from tests.ui.driver import button, field, open_page, part, press, problem_of, settle, text_of


def test_the_sample_shows_readings_working_and_custody(opened: Callable[..., Any], sample: Session) -> None:
    (charge,) = record.every(sample, Charge)
    page = open_page(opened(sample), "case", id=charge.case_id, tab="exposure")
    page.table.choose(charge.id)
    words = text_of(page)
    for shown in (
        "5 to 15 years of imprisonment",
        "Chinese law as of April 2025",
        "Readings side by side",
        "Band 2 (especially serious) begins at 150,000 yuan to 300,000 yuan, as the province chooses.",
        "Criminal Law, art. 88(1)",
        "Stages of custody, as read in April 2025",
        "For the office only, never printed",
        "Ask the requesting state for",
        "Heads of jurisdiction in Chinese law",
    ):
        assert shown in words
    assert "14 days" in part(page, BarSpans).accessibleDescription()


def test_a_charge_is_added_and_computed(opened: Callable[..., Any], blank: Session) -> None:
    case = open_case(blank, reference="R-1", title="Removal", jurisdiction="CY")
    page = open_page(opened(blank), "case", id=case.id, tab="exposure")
    press(page, "New charge")
    field(page, "Article as the State writes it").setText("Article 225")
    field(page, "Offence").setText("Art. 225 Illegal business operations (非法经营罪)")
    field(page, "Act ended").setText("2021-03-01")
    press(page, "Add amount")
    field(page, "Amount with its currency or unit").setText("1860000")
    press(page, "Save")
    assert "has no currency and no unit" in text_of(page)
    field(page, "Amount with its currency or unit").setText("1860000 CNY")
    field(page, "Limitation asserted by the State").setPlainText("Not barred.")
    press(page, "Save")
    (charge,) = record.every(blank, Charge)
    assert (charge.offence, charge.amounts[0].number) == ("cl-225", "1860000")
    assert charge.limitation_asserted == "Not barred."
    assert "several readings" in text_of(page)
    assert "Not barred." in text_of(page.details)


def test_a_charge_without_an_offence_says_that_nothing_is_computed(
    opened: Callable[..., Any], blank: Session
) -> None:
    case = open_case(blank, reference="R-1", title="Removal", jurisdiction="CY")
    charge = Charge(id="ch1", case_id=case.id, article="Article 9999")
    record.add(blank, charge)
    page = open_page(opened(blank), "case", id=case.id, tab="exposure")
    page.table.choose("ch1")
    assert "No offence is chosen for this charge" in text_of(page)
    assert text_of(page.details).count("Article 9999") == 2  # as the heading, and as it was written


def test_ctrl_s_saves_from_anywhere_on_the_page_or_says_why_not(
    opened: Callable[..., Any], blank: Session
) -> None:
    case = open_case(blank, reference="R-1", title="Removal", jurisdiction="CY")
    workspace = opened(blank)
    page = open_page(workspace, "case", id=case.id, tab="exposure")
    press(page, "New charge")
    assert "Amounts by weight, as of drugs, are not computed" in text_of(page)
    elsewhere = button(workspace.page, "Overview")

    def press_keys() -> None:
        elsewhere.setFocus()
        QTest.keyClick(elsewhere, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    press_keys()
    assert record.every(blank, Charge) == []
    assert problem_of(page)
    field(page, "Article as the State writes it").setText("Article 347")
    press_keys()
    assert [one.article for one in record.every(blank, Charge)] == ["Article 347"]


def test_a_small_window_shows_charge_and_result_and_scrolls_neither(
    opened: Callable[..., Any], sample: Session
) -> None:
    (charge,) = record.every(sample, Charge)
    workspace = opened(sample)
    workspace.window().resize(1024, 700)
    page = open_page(workspace, "case", id=charge.case_id, tab="exposure")
    settle()
    titles = [column.title for column in page.rows.columns]
    shown = [title for at, title in enumerate(titles) if not page.table.isColumnHidden(at)]
    assert shown == ["Charge", "Result"]
    assert page.table.horizontalScrollBar().maximum() == 0
