"""A check of a filing copy names who in China it names, where, and with what consent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.ids import seeded_ids
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.dossier import Dossier
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.dossier.precheck import precheck
from casebook.services.dossier.readers.reader_picture import picture
from tests.vaults import SAMPLE_AT, MasterVault


@pytest.fixture
def session(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    with open_session(path, sample_vault.code, clock=fixed_clock(SAMPLE_AT), ids=seeded_ids(1)) as opened:
        yield opened


def asked(session: Session, kind: CopyKind) -> tuple[BuildRequest, list[str]]:
    dossier = next(one for one in record.every(session, Dossier) if one.kind == "hearing-dossier")
    request = BuildRequest(dossier_id=dossier.id, copy_kind=kind, for_whom="Attorney General")
    found = (one.problem for one in precheck(session, request).foreseen)
    return request, [str(one.what) for one in found if one.check == "people-in-china"]


def test_a_filing_copy_says_whom_in_china_it_names(session: Session) -> None:
    request, said = asked(session, "filing")
    named = [one for one in picture(session, request).people if one.kind == "in-china" and one.is_named]
    assert len(said) == len(named) > 0
    for person, words in zip(named, said, strict=True):
        assert words.startswith(f"Names {person.name}, who is in China: ")
        assert person.limits in words
    assert "No copy served on the requesting State" in said[0]


def test_a_draft_says_nothing_of_people_in_china(session: Session) -> None:
    assert asked(session, "draft")[1] == []
