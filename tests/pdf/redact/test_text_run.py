"""Boxes that cover a name do not tell how long it is."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.pdf.raster.page_picture import as_pdf, page_picture
from casebook.pdf.raster.raster_text import placed_text
from casebook.pdf.redact.redact import RedactionPlan, redact
from casebook.pdf.redact.text_run import runs_of
from tests.pdf import corpus

LONG, SHORT = "Wolfeschlegelstein", "Li Bo"


def letter(name: str) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, f"The witness {name} was heard in the morning.")
    canvas.drawString(72, 680, "The court then rose and the file was closed for that day.")
    canvas.drawString(72, 640, "Name:")
    canvas.drawString(200, 640, name)
    canvas.drawString(400, 640, "Date of birth")
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def covered(name: str) -> bytes:
    pseudonyms = NameReplacer([Hidden(form=name, label="Person A", is_name=False)])
    return redact(
        as_pdf(corpus.exhibit(letter(name))), RedactionPlan(find=lambda _, text: pseudonyms.find(text))
    ).data


def test_two_names_leave_the_same_page_behind_picture_and_text() -> None:
    long, short = covered(LONG), covered(SHORT)
    assert page_picture(long, 1, 100) == page_picture(short, 1, 100)
    texts = []
    for data in (long, short):
        with pypdfium2.PdfDocument(data) as pdf:
            texts.append(placed_text(pdf[0], *A4))
    assert texts[0] == texts[1]
    assert "The witness Person A was heard in the morning." in texts[0][0]


@pytest.mark.parametrize("turn", [0, 90])
def test_words_of_a_line_are_one_run_and_columns_are_several(turn: int) -> None:
    def place(x: float, y: float) -> tuple[float, float, float, float]:
        return (x, y, x + 5, y + 10) if turn == 0 else (y, x, y + 10, x + 5)

    text = "ab cd\nef"
    edges = [place(0, 0), place(5, 0), (0.0, 0.0, 0.0, 0.0), place(15, 0), place(90, 0)]
    edges += [(0.0, 0.0, 0.0, 0.0), place(0, 20), place(5, 20)]
    assert [text[run.start : run.end] for run in runs_of(text, edges)] == ["ab c", "d", "ef"]
    assert {run.is_level for run in runs_of(text, edges)[::2]} == {turn == 0}
