"""The list of all dossiers: its court, and what its last build is fit for."""

from __future__ import annotations

import pytest

from casebook.domain.case.case import Case
from casebook.domain.dossier.build import Build, CopyKind
from casebook.domain.dossier.dossier import Dossier
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from tests.ui.conftest import Opened
from tests.ui.driver import open_page, row_texts


def drafted(session: Session, profile_id: str = "") -> Dossier:
    open_case(session, reference="R-1", title="", jurisdiction="US")
    (case,) = record.every(session, Case)
    dossier = Dossier(id=session.ids(), case_id=case.id, title="Hearing", profile_id=profile_id)
    record.add(session, dossier)
    return dossier


@pytest.mark.parametrize(
    ("copy_kind", "status"),
    [
        ("draft", "Working draft"),
        ("filing", "Filing copy: ready"),
        ("filing", "Filing copy: not ready"),
        ("pseudonymised", "Pseudonymised copy"),
    ],
)
def test_only_a_filing_copy_is_called_ready(
    blank: Session, opened: Opened, copy_kind: CopyKind, status: str
) -> None:
    dossier = drafted(blank)
    build = Build(
        id=blank.ids(),
        dossier_id=dossier.id,
        case_id=dossier.case_id,
        built_at=blank.clock(),
        copy_kind=copy_kind,
        sha256="0" * 64,
        pages=1,
        is_ready=not status.endswith("not ready"),
    )
    record.add(blank, build)
    assert status in {row[-1] for row in row_texts(open_page(opened(blank), "dossiers").table)}


def test_the_court_is_that_of_the_profile_where_none_was_written(blank: Session, opened: Opened) -> None:
    drafted(blank, profile_id="us-eoir-immigration-court")
    courts = {row[2] for row in row_texts(open_page(opened(blank), "dossiers").table)}
    assert any("US immigration court" in court for court in courts), courts
