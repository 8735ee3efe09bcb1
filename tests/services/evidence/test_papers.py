"""The documents of a case with the privilege of each: in one reading, without those in the bin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.domain.evidence.document import Document
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.evidence.document import papers
from tests.vaults import MasterVault


@pytest.fixture
def session(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    with open_session(sample_vault.copied_to(tmp_path / "s.casebook"), sample_vault.code) as opened:
        yield opened


def test_papers_stand_in_their_order_without_those_in_the_bin(session: Session) -> None:
    original = next(one for one in record.every(session, Document) if one.exhibit_mark == "5")
    in_order = [one.id for one in record.of_case(session, Document, original.case_id)]
    assert [*papers(session, original.case_id)] == in_order
    record.change(session, replace(original, is_privileged=True, privilege="legal-advice"), seen=original)
    record.move_to_bin(session, Document, original.id)
    known = papers(session, original.case_id)
    assert [*known] == [one for one in in_order if one != original.id]
    translated = next(one for one in known.values() if one.translation_of == original.id)
    assert translated.is_privileged
