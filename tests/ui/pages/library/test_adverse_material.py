"""The other side: adverse findings and authorities of a case, and the answer to each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casebook.domain.case.case import Case
from casebook.domain.case.ground import Ground
from casebook.domain.dossier.dossier import Dossier, Omission, Section
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier import skeleton
from casebook.services.library import rebuttal
from casebook.services.library.adverse_material import AdverseFinding
from casebook.services.library.argument_against import AuthorityAgainst
from casebook.ui.widgets.cards.details import DetailPane
from casebook.ui.widgets.cards.empty import Empty
from casebook.ui.widgets.forms.form import Form
from tests.ui.driver import choose, field, is_in_view, open_page, part, press, settle, shown_rows, text_of
from tests.ui.pages.filled import fill, save

SUBJECT = "Check this dossier or ground"
Opened = Callable[..., Any]


@pytest.fixture
def opened_case(stocked: Session) -> Case:
    return case.open_case(stocked, reference="R-1", title="Removal", jurisdiction="cy")


def _page(workspace: Any, case_id: str, within: str = "") -> Any:  # noqa: ANN401
    return open_page(workspace, "case", id=case_id, tab="contrary", within=within)


def test_a_case_without_ground_and_dossier_is_told_what_belongs_here(
    opened: Opened, stocked: Session, opened_case: Case
) -> None:
    page = _page(opened(stocked), opened_case.id)
    assert part(page, Empty).isVisible()


def test_every_adverse_finding_and_authority_has_a_place_for_its_answer(
    opened: Opened, stocked: Session, opened_case: Case
) -> None:
    sections = (Section(id="conditions", kind="country-conditions", topics=("diplomatic-assurances",)),)
    record.add(stocked, Dossier(id="d1", case_id=opened_case.id, title="Hearing", sections=sections))
    record.add(stocked, Ground(id="g1", case_id=opened_case.id, kind="specialty", title="Specialty"))
    page = _page(opened(stocked), opened_case.id, "d1")
    page.window().resize(1024, 420)
    rows = {row.id: row for row in shown_rows(page.rows)}
    assert {row.met for row in rows.values()} == {"open"}
    for record_id in (shown_rows(page.rows)[0].id, "nz-sc-kim-2022"):
        page.table.choose(record_id)
        press(part(page, DetailPane), "Write response")
        settle()
        form = next(made for made in part(page, DetailPane).findChildren(Form) if made.isVisible())
        assert not form.entries["text"].visibleRegion().isEmpty(), "scrolled to"
        assert form.isAncestorOf(page.window().focusWidget())
        save(fill(form, text="It does not decide this case."))
        assert rebuttal.of_case(stocked, opened_case.id)[record_id].text == "It does not decide this case."
        assert "answered" in text_of(part(page, DetailPane))
    stops = sum(isinstance(row.material, AdverseFinding) for row in rows.values()) - 1
    of_all = f"{len(rows)} in total, {len(rows) - 2} are unanswered"
    assert is_in_view(page, f"{of_all}; {stops} keep copies of the dossier from being built")
    assert page.rows.total == len(rows)
    choose(page, SUBJECT, "Ground: Specialty")
    assert field(page, SUBJECT).currentText() == "Ground: Specialty"
    assert {row.met for row in shown_rows(page.rows) if row.id == "nz-sc-kim-2022"} == {"answered"}


def test_a_decision_is_left_out_and_confirmed_where_it_is_answered(
    opened: Opened, stocked: Session, opened_case: Case
) -> None:
    sections = (Section(id="conditions", kind="country-conditions", topics=("diplomatic-assurances",)),)
    record.add(stocked, Dossier(id="d1", case_id=opened_case.id, title="Hearing", sections=sections))
    workspace = opened(stocked)
    page = _page(workspace, opened_case.id, "d1")
    pane = part(page, DetailPane)

    def begun(text: str) -> Form:
        press(pane, text)
        return next(made for made in pane.findChildren(Form) if made.isVisible())

    page.table.choose("nz-sc-kim-2022")
    save(fill(begun("Leave out…"), reason="Decided on other law."))
    assert record.find(stocked, Dossier, "d1").omissions == (
        Omission(finding_id="nz-sc-kim-2022", reason="Decided on other law."),
    )
    assert "left out" in text_of(pane)
    assert "Decided on other law." in text_of(pane)
    press(pane, "Include again")
    assert record.find(stocked, Dossier, "d1").omissions == ()
    workspace.context.undo()
    assert len(record.find(stocked, Dossier, "d1").omissions) == 1
    save(fill(begun("Confirm authority"), pinpoint="[4]", initials="IP", later_history="None found."))
    assert "confirmed by IP" in text_of(pane)
    assert "Later history: None found." in text_of(pane)


def test_what_keeps_copies_from_being_built_is_counted_and_shown_alone(
    opened: Opened, stocked: Session, opened_case: Case
) -> None:
    topics = ("diplomatic-assurances",)
    sections = (Section(id="adverse", kind="adverse-material", topics=topics),)
    record.add(stocked, Dossier(id="d1", case_id=opened_case.id, title="Hearing", sections=sections))
    workspace = opened(stocked)
    page = _page(workspace, opened_case.id, "d1")
    rows = shown_rows(page.rows)
    cited = [row.id for row in rows if row.met == "cited"]
    assert cited
    assert [row.id for row in rows[: len(cited)]] == cited, "what stops it comes first"
    assert f"{len(rows)} in total, {len(rows)} are unanswered; {len(cited)} keep" in text_of(page)
    assert "in the dossier, unanswered" in text_of(part(page, DetailPane))
    choose(page, "Show", f"In the dossier, unanswered ({len(cited)})")
    assert [row.id for row in shown_rows(page.rows)] == cited
    press(part(page, DetailPane), "Write response")
    form = next(made for made in part(page, DetailPane).findChildren(Form) if made.isVisible())
    save(fill(form, text="It does not decide this case."))
    settle()
    assert [row.id for row in shown_rows(page.rows)] == cited[1:]
    workspace.context.undo()
    settle()
    assert rebuttal.of_case(stocked, opened_case.id) == {}
    assert [row.id for row in shown_rows(page.rows)] == cited


def test_what_is_cited_against_an_argument_is_answered_in_the_skeleton(
    opened: Opened, stocked: Session, opened_case: Case
) -> None:
    sections = (Section(id="skeleton", kind="skeleton"),)
    record.add(stocked, Dossier(id="d1", case_id=opened_case.id, title="Hearing", sections=sections))
    skeleton.add(stocked, "d1", "assurances-test")
    workspace = opened(stocked)
    page = _page(workspace, opened_case.id, "d1")
    row = next(row for row in shown_rows(page.rows) if isinstance(row.material, AuthorityAgainst))
    assert row.title == row.material.proposition
    page.table.choose(row.id)
    pane = part(page, DetailPane)
    assert "Write your response in its text." in text_of(pane)
    assert not [made for made in pane.findChildren(Form) if made.isVisible()]
    press(pane, "Go to dossier")
    assert (workspace.place.tab, workspace.place.within) == ("dossiers", "d1")
