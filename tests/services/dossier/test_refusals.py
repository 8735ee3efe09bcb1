"""One refused replacement does not unmask the same name elsewhere in the copy."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from casebook.domain.dossier.build import BuildRequest
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier import build
from casebook.services.dossier.replacement_review import refusals, review
from tests.proof.copied import exhibited, text_of

pytestmark = pytest.mark.proof
PAGES = (
    ("The newspaper printed a poem by Zhao Mingde last year.", "Nobody asked why."),
    ("I live in hiding and fear for my sister.", "Signed in fear by Zhao Mingde"),
    ("They printed a poem by Zhao Mingde last year again.",),
)


def pages() -> bytes:
    """A file whose second page ends with the name, and whose third says the same words as the first."""
    written = io.BytesIO()
    canvas = Canvas(written)
    for lines in PAGES:
        for down, line in enumerate(lines):
            canvas.drawString(72, 760 - 24 * down, line)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def test_a_refusal_on_one_page_holds_on_no_other(session: Session, tmp_path: Path) -> None:
    given = exhibited(session, pages(), tmp_path, name="Zhao Mingde")
    request = BuildRequest(dossier_id=given.dossier_id, copy_kind="pseudonymised")
    listed = run_in_line(review(session, request)).replacements
    (first, *others) = [one for one in listed if one.text == "Zhao Mingde" and "page" in str(one.place)]
    assert len(others) == 2
    request = replace(request, decisions=refusals(listed, {first.id: "printed in the press"}))
    run_in_line(build.build(session, request, tmp_path / "copy.pdf"))
    said = " ".join(text_of(tmp_path / "copy.pdf").split())
    assert said.count("zhao mingde") == 2, "two programs read the one page"
    assert "a poem by zhao mingde last year. nobody" in said
    assert "signed in fear by person a" in said
