"""A dossier to work on; jobs on PDFs run in the process of the tests, but for those marked `confined`."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.dossier import Dossier, Section
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case


@pytest.fixture(autouse=True)
def _jobs_here(jobs_here: None) -> None:
    """Spare each copy the half second in which its worker loads."""


@pytest.fixture
def drafted(blank: Session) -> Dossier:
    """A dossier of three parts in a vault of its own."""
    case = open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    sections = (
        Section(id="statement", kind="statement-of-case"),
        Section(id="chronology", kind="chronology"),
        Section(id="text", kind="free-text", title="Submissions", text="First.\n\nSecond."),
    )
    made = Dossier(id=blank.ids(), case_id=case.id, title="Dossier", court="Court", sections=sections)
    record.add(blank, made)
    return made
