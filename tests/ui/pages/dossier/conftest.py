"""A dossier to work on."""

from __future__ import annotations

import pytest

from casebook.domain.dossier.dossier import Dossier, Section
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case


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
