"""Exhibits and sources in the bin: the check names them, and no copy is less guarded for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.ids import seeded_ids
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.evidence.document import Document
from casebook.domain.library.source import Source
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.dossier import dossier_file
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.gate.copy_material import review
from casebook.services.dossier.precheck import precheck
from casebook.services.vault import record_bin
from tests.vaults import SAMPLE_AT, MasterVault


@pytest.fixture
def session(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    with open_session(path, sample_vault.code, clock=fixed_clock(SAMPLE_AT), ids=seeded_ids(1)) as opened:
        yield opened


def hearing(session: Session) -> Dossier:
    return next(one for one in record.every(session, Dossier) if one.kind == "hearing-dossier")


def of_kind(session: Session, kind: CopyKind) -> BuildRequest:
    return BuildRequest(dossier_id=hearing(session).id, copy_kind=kind, for_whom="Attorney General")


def exhibit(session: Session, mark: str) -> Document:
    return next(one for one in record.every(session, Document) if one.exhibit_mark == mark)


def problems(session: Session, kind: CopyKind) -> dict[str, FilingProblem]:
    return {str(one.problem.what): one.problem for one in precheck(session, of_kind(session, kind)).foreseen}


@pytest.mark.parametrize("kind", ["draft", "filing", "service", "pseudonymised"])
def test_an_exhibit_in_the_bin_is_named_and_left_out(session: Session, kind: CopyKind) -> None:
    binned = exhibit(session, "8")
    record.move_to_bin(session, Document, binned.id)
    named = problems(session, kind)["1 exhibit is in the bin or deleted, and left out: 8."]
    assert not named.is_blocking
    data = load_for_preview(session, of_kind(session, kind))
    assert binned.id not in {one.id for one in data.every_exhibit}


def test_an_exhibit_that_was_deleted_is_named_by_its_place(session: Session) -> None:
    dossier, gone = hearing(session), exhibit(session, "8")
    record.move_to_bin(session, Document, gone.id)
    record_bin.purge(session, "document", gone.id)
    place = dossier.place_of(gone.id)
    named = f"1 exhibit is in the bin or deleted, and left out: no. {place} of the list."
    assert named in problems(session, "filing")


def test_what_came_from_china_stays_so_when_it_is_in_the_bin(session: Session) -> None:
    request = of_kind(session, "service")
    withheld = {one.passage.said for one in review(session, request) if one.why}
    record.move_to_bin(session, Document, exhibit(session, "8").id)
    reviewed = review(session, request)
    assert {one.passage.said for one in reviewed if not one.why} & withheld == set()
    assert {one.passage.said for one in reviewed if one.why} & withheld


def test_the_translation_of_a_privileged_paper_in_the_bin_stays_privileged(session: Session) -> None:
    original, dossier = exhibit(session, "5"), hearing(session)
    record.change(session, replace(original, is_privileged=True))
    record.move_to_bin(session, Document, original.id)
    data = load_for_preview(session, of_kind(session, "filing"))
    assert "6" in {one.exhibit_mark for one in data.withheld_exhibits}
    (file,) = (one for one in dossier_file.of_case(session, dossier.case_id) if one.dossier.id == dossier.id)
    assert next(one for one in file.exhibits if one.exhibit_mark == "6").is_privileged


def test_a_ground_whose_source_is_in_the_bin_stops_the_copy(session: Session) -> None:
    record.move_to_bin(session, Source, "uncat-1984")
    words = "A ground relies on a finding whose source is in the bin or not here: uncat-15"
    for kind in ("filing", "service", "pseudonymised"):
        assert problems(session, kind)[words].is_blocking
