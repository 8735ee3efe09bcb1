"""The library and the registry inside a case: facts with findings, assurances, proceedings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from casebook.domain.base.date import StatedDate
from casebook.domain.case.assurance import Assurance
from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.case.ground import Ground, Proof
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.library.instrument import Instrument
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.library import library
from casebook.services.library.suggestion import TOPICS
from casebook.ui.kit.page_context import Location
from casebook.ui.widgets.cards.card import Opening
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import open_page, part, press, settle, shown_in, text_of
from tests.ui.pages.filled import fill, save

Opened = Callable[..., Any]


@pytest.fixture
def opened_case(stocked: Session) -> Case:
    return case.open_case(stocked, reference="R-1", title="Extradition", jurisdiction="nz")


def _page(workspace: Any, opened: Case, tab: str) -> Any:  # noqa: ANN401
    workspace.go(Location(page="case", id=opened.id, tab=tab))
    return shown_in(workspace.page)


def test_a_finding_is_attached_to_a_fact_from_either_side(
    opened: Opened, stocked: Session, opened_case: Case
) -> None:
    record.add(
        stocked,
        Fact(id="f1", case_id=opened_case.id, statement="He was held apart.", on=StatedDate(edtf="2016")),
    )
    workspace = opened(stocked)
    page = _page(workspace, opened_case, "chronology")
    form = next(made for made in page.details.findChildren(Form) if "Add" in made.accessibleName())
    form.begin()
    save(fill(form, finding="cpl-77-rsdl-contact"))
    assert record.find(stocked, Fact, "f1").finding_ids == ("cpl-77-rsdl-contact",)
    assert "residential surveillance may not" in text_of(page.details)
    workspace.go(Location(page="library", tab="findings", within="ir-9946"))
    pane = part(shown_in(workspace.page), DetailPane)
    form = next(made for made in pane.findChildren(Form) if "fact" in made.accessibleName())
    form.begin()
    save(fill(form, fact="f1"))
    assert record.find(stocked, Fact, "f1").finding_ids == ("cpl-77-rsdl-contact", "ir-9946")


def test_an_unproved_ground_is_not_shown_and_names_its_topics(
    opened: Opened, stocked: Session, opened_case: Case
) -> None:
    record.add(stocked, Ground(id="g1", case_id=opened_case.id, kind="ill-treatment", title="Risk on return"))
    page = _page(opened(stocked), opened_case, "grounds")
    shown = page.rows.row_at(page.rows.index(0, 0))
    assert [column.tone(shown) for column in page.rows.columns if column.title == "Established"] == ["amber"]
    named = {made.accessibleName() for made in page.details.findChildren(Opening)}
    assert {topic.title for topic in library.topics_named(stocked, TOPICS["ill-treatment"])} == named


def test_elements_and_findings_are_added_where_a_ground_shows_them(
    opened: Opened, stocked: Session, opened_case: Case
) -> None:
    proofs = (Proof(element="A real risk"),)
    plea = Ground(id="g1", case_id=opened_case.id, kind="ill-treatment", title="Risk", proofs=proofs)
    record.add(stocked, plea)
    page = open_page(opened(stocked), "case", id=opened_case.id, tab="grounds")
    press(page.details, "Add finding")
    settle()
    finding = page.editor.form.entries["proofs"].lines[0].entries["finding_ids"].lines[0]
    assert finding.isAncestorOf(page.window().focusWidget())
    page.editor.leave()
    press(page.details, "Add element")
    settle()
    assert len(page.editor.form.entries["proofs"].lines) == 2


def test_an_assurance_stands_beside_the_record_of_earlier_ones(
    opened: Opened, stocked: Session, opened_case: Case
) -> None:
    record.add(
        stocked,
        Assurance(
            id="a1",
            case_id=opened_case.id,
            text="He will be treated well.",
            given_by="An embassy",
            given_on=StatedDate(edtf="2026-04-21"),
        ),
    )
    page = _page(opened(stocked), opened_case, "assurances")
    words = text_of(page.details)
    assert "Earlier assurances in the country data" in words
    assert "Supreme Court of New Zealand" in words
    assert "In other states and before international bodies" in words
    take = next(
        made
        for made in page.details.findChildren(QPushButton)
        if made.accessibleName() == "Add to track record"
    )
    take.click()
    assert len(record.find(stocked, Assurance, "a1").earlier) == 1


def test_a_proceeding_shows_its_instrument_and_both_country_sheets(
    opened: Opened, stocked: Session, opened_case: Case
) -> None:
    instrument = next(
        treaty
        for treaty in record.every(stocked, Instrument)
        if (treaty.country, treaty.kind) == ("TH", "extradition-treaty")
    )
    record.add(
        stocked,
        Proceeding(
            id="p1",
            case_id=opened_case.id,
            kind="extradition",
            forum="High Court",
            instrument_id=instrument.id,
        ),
    )
    words = text_of(_page(opened(stocked), opened_case, "proceedings").details)
    assert instrument.title in words
    assert "Cooperation with China: New Zealand" in words
    assert "Cooperation with China: Thailand" in words
    assert "CAT art. 22" in words
    assert "none found, not proof of none" in words
    assert "none found · none found" not in words
