"""Proofs of time beside a document: what is saved to be stamped, what is added, and what the details say."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.domain.case.case import Case
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.time_proof import TimeProof
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.kit.page_context import Location
from casebook.ui.pages.evidence import time_proofs
from casebook.ui.pages.evidence.time_proofs import TimeProofPane
from tests.formats.proofs.authority import Authority
from tests.ui.driver import part, press, settle, shown_in, text_of
from tests.ui.pages.dossier.dossier_page import Opened


def test_a_document_is_stamped_and_its_token_kept(
    opened: Opened, own_sample: Session, sample_case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = record.of_case(own_sample, Document, sample_case.id)[0]
    workspace = opened(own_sample)
    workspace.go(Location(page="case", id=sample_case.id, tab="evidence", within=document.id))
    page = shown_in(workspace.page)
    press(page, "Proofs of time…")
    pane = part(page, TimeProofPane)
    press(pane, "Read content credentials (C2PA)")
    settle()
    assert "This file has no content credentials" in text_of(pane)
    request = tmp_path / "exhibit.tsq"
    monkeypatch.setattr(time_proofs, "pick_target", lambda *_: request)
    press(pane, "Save request for this document…")
    authority = Authority(tmp_path / "authority")
    files = (authority.answered(request), authority.root, request)
    monkeypatch.setattr(time_proofs, "pick_files", lambda *_: files)
    press(pane, "Add proof…")
    settle()
    (proof,) = record.of_case(own_sample, TimeProof, sample_case.id)
    assert proof.document_ids == (document.id,)
    assert proof.names("open") == ("revocation",)
    assert "Time stamp of Test Time Stamping" in text_of(pane)
    press(pane, "Close")
    settle()
    assert "Time stamp of Test Time Stamping" in text_of(shown_in(workspace.page).editor.details)
    press(page, "Proofs of time…")
    press(part(page, TimeProofPane), "Move to bin")
    settle()
    assert not record.of_case(own_sample, TimeProof, sample_case.id)
