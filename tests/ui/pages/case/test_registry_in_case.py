"""The library and the registry inside a case: facts with findings, assurances, proceedings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from casebook.domain.base.date import StatedDate
from casebook.domain.case.assurance import Assurance
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.library.instrument import Instrument
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.library import library, packs
from casebook.services.library.suggestion import TOPICS
from casebook.ui.kit.page_context import Location
from casebook.ui.widgets.forms.form import Form
from casebook.ui.widgets.layout.card import Opening
from casebook.ui.widgets.layout.chip import Chip
from tests.ui.pages.filled import fill, save

Opened = Callable[..., Any]


@pytest.fixture
def opened_case(blank: Session) -> Case:
    packs.copy_in(blank)
    return case.open_case(blank, reference="R-1", title="Extradition", jurisdiction="nz")


def _page(workspace: Any, opened: Case, tab: str) -> Any:  # noqa: ANN401
    workspace.go(Location(page="case", id=opened.id, tab=tab))
    return workspace.page._stack.currentWidget()


def _words(within: QWidget) -> str:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    texts = [label.text() for label in within.findChildren(QLabel)]
    texts += [chip.accessibleName() for chip in within.findChildren(Chip)]
    return "\n".join([*texts, *(each.accessibleName() for each in within.findChildren(Opening))])


def test_a_finding_is_attached_to_a_fact_from_either_side(
    opened: Opened, blank: Session, opened_case: Case
) -> None:
    record.add(
        blank,
        Fact(id="f1", case_id=opened_case.id, statement="He was held apart.", on=StatedDate(edtf="2016")),
    )
    workspace = opened(blank)
    page = _page(workspace, opened_case, "chronology")
    form = next(made for made in page.details.findChildren(Form) if "Attach" in made.accessibleName())
    form.begin()
    save(fill(form, finding="cpl-77-rsdl-contact"))
    assert record.find(blank, Fact, "f1").finding_ids == ("cpl-77-rsdl-contact",)
    assert "residential surveillance may not" in _words(page.details)
    workspace.go(Location(page="library", tab="findings", within="ir-9946"))
    pane = workspace.page._stack.currentWidget()._pane
    form = next(made for made in pane.findChildren(Form) if "fact" in made.accessibleName())
    form.begin()
    save(fill(form, fact="f1"))
    assert record.find(blank, Fact, "f1").finding_ids == ("cpl-77-rsdl-contact", "ir-9946")


def test_an_unproved_ground_is_not_shown_and_names_its_topics(
    opened: Opened, blank: Session, opened_case: Case
) -> None:
    record.add(blank, Ground(id="g1", case_id=opened_case.id, kind="ill-treatment", title="Risk on return"))
    page = _page(opened(blank), opened_case, "grounds")
    shown = page.rows.row_at(page.rows.index(0, 0))
    assert [column.tone(shown) for column in page.rows.columns if column.title == "Shown"] == ["amber"]
    named = {made.accessibleName() for made in page.details.findChildren(Opening)}
    assert {topic.title for topic in library.topics_named(blank, TOPICS["ill-treatment"])} == named


def test_an_assurance_stands_beside_the_record_of_earlier_ones(
    opened: Opened, blank: Session, opened_case: Case
) -> None:
    record.add(
        blank,
        Assurance(
            id="a1",
            case_id=opened_case.id,
            text="He will be treated well.",
            given_by="An embassy",
            given_on=StatedDate(edtf="2026-04-21"),
        ),
    )
    page = _page(opened(blank), opened_case, "assurances")
    words = _words(page.details)
    assert "The record of earlier assurances in the registry" in words
    assert "Supreme Court of New Zealand" in words
    assert "In other states, and before bodies above them" in words
    take = next(
        made for made in page.details.findChildren(QPushButton) if made.accessibleName() == "Into its record"
    )
    take.click()
    assert len(record.find(blank, Assurance, "a1").earlier) == 1


def test_a_proceeding_shows_its_instrument_and_both_country_sheets(
    opened: Opened, blank: Session, opened_case: Case
) -> None:
    instrument = next(
        treaty
        for treaty in record.every(blank, Instrument)
        if (treaty.country, treaty.kind) == ("TH", "extradition-treaty")
    )
    record.add(
        blank,
        Proceeding(
            id="p1",
            case_id=opened_case.id,
            kind="extradition",
            forum="High Court",
            instrument_id=instrument.id,
        ),
    )
    words = _words(_page(opened(blank), opened_case, "proceedings").details)
    assert instrument.title in words
    assert "Cooperation with China: New Zealand" in words
    assert "Cooperation with China: Thailand" in words
    assert "CAT art. 22" in words
    assert "none found, not proof of none" in words
    assert "none found · none found" not in words
