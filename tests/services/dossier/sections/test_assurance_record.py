"""The section on what became of people who were returned under assurances."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casebook.domain.case.outcome import Outcome
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case import outcome_leaving
from casebook.services.dossier import dossier_data
from casebook.services.dossier.compose import compose
from casebook.services.dossier.precheck import precheck
from casebook.services.exchange.outcomes import outcome_export, outcome_import
from casebook.services.sharing import device
from tests.services.exchange.outcomes.written import foreign_pack, keep, words_of


def printed(session: Session) -> str:
    request = BuildRequest(dossier_id="d", copy_kind="filing")
    material = dossier_data.load_for_preview(session, request)
    whole = compose(material, lambda _: (_ for _ in ()).throw(AssertionError))
    return "\n".join(words_of(block) for part in whole.parts for block in part.blocks)


def test_ours_without_names_and_those_of_others_with_their_pack(stocked: Session, tmp_path: Path) -> None:
    keep(stocked, range(5))
    keep(stocked, range(5, 7), consents=())
    sections = (Section(id="r", kind="assurance-record"),)
    record.add(stocked, Dossier(id="d", case_id="c0", title="Hearing", sections=sections))
    assert "Zhao" not in printed(stocked)
    assert "visits and monitoring: breached" not in printed(stocked)
    device.make_own(stocked, "Office of Here")
    shown = outcome_leaving.preview(stocked, with_all=True)
    run_in_line(outcome_export.write(stocked, shown, tmp_path / "a.casebook-outcomes"))
    assert "visits and monitoring: breached" in printed(stocked)
    assert "2 outcomes" not in printed(stocked), "how many were left out is nobody's to know"
    view = run_in_line(outcome_import.look(stocked, foreign_pack(tmp_path / "x")))
    run_in_line(outcome_import.take(stocked, view, allow=True))
    text = printed(stocked)
    assert "no death penalty: kept" in text
    assert "Signed pack of 1 November 2025" in text
    assert "was not compared: who signed it is not known" in text
    assert "Return refused" not in text
    request = BuildRequest(dossier_id="d", copy_kind="filing")
    (item,) = [one for one in precheck(stocked, request).foreseen if one.problem.check == "assurance-record"]
    assert not item.problem.is_blocking


def test_without_such_outcomes_the_section_says_so(stocked: Session) -> None:
    keep(stocked, range(1), consents=())
    outcome = record.find(stocked, Outcome, "o0")
    record.change(stocked, replace(outcome, assurances=()))
    sections = (Section(id="r", kind="assurance-record"),)
    record.add(stocked, Dossier(id="d", case_id="c0", title="Hearing", sections=sections))
    assert printed(stocked).strip() == "No outcome of a return under assurances is recorded."
