"""What the list of replacements of a copy says of a table is what the built copy has."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from reportlab.lib.colors import black
from reportlab.platypus import SimpleDocTemplate, Spacer, Table

from casebook.domain.dossier.build import BuildRequest
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier.replacement_review import review
from tests.proof.copied import exhibited, text_of

FAMILY = (("Name", "Passport"), ("Sun Guifang", "88811"), ("Wang Li", "88812"), ("Gu Weidong", "88814"))
PAPERS = (("Who", "Doc", "No."), ("Sun", "ID", "77 815"), ("Wang Li", "ID", "88818"))


def tables() -> bytes:
    written = io.BytesIO()
    ruled = [("GRID", (0, 0), (-1, -1), 0.5, black)]
    both = [Table(rows, colWidths=120, style=ruled) for rows in (FAMILY, PAPERS)]
    SimpleDocTemplate(written).build([both[0], Spacer(1, 24), both[1]])
    return written.getvalue()


@pytest.mark.proof
def test_every_number_listed_in_a_table_is_replaced(session: Session, tmp_path: Path) -> None:
    given = exhibited(session, tables(), tmp_path, name="Sun Guifang")
    request = BuildRequest(dossier_id=given.dossier_id, copy_kind="pseudonymised")
    reviewed = run_in_line(review(session, request))
    listed = [one.text for one in reviewed.replacements if re.search(r"\d", one.text)]
    assert {"88812", "77 815"} <= set(listed)
    said = " ".join(text_of(given.copy("copy.pdf")).split())
    assert [number for number in listed if number in said] == []
