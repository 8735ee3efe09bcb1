from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from casebook.domain.pseudonym import Hidden, Veil
from casebook.domain.recognition import RecognisedPage, SeenWord
from casebook.pdf.page_picture import as_pdf, page_picture
from casebook.pdf.redact import Redacted, redact
from tests.pdf import corpus

VEIL = Veil([Hidden(form="Ceshi Weiming", label="Person A")])


def typed() -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, invariant=1)
    for line in ("The witness Ceshi Weiming was heard.", "Nobody is named on this page."):
        canvas.setFont("Helvetica", 14)
        canvas.drawString(72, 700, line)
        canvas.drawString(72, 660, "It was cold that winter.")
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def redacted(data: bytes, turn: int = 0, read: RecognisedPage | None = None) -> Redacted:
    def rotate(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Rotate = turn

    pdf = corpus.changed(as_pdf(corpus.exhibit(data)), rotate)
    return redact(pdf, VEIL.find, {read.number: read} if read else {}, frozenset())


def words(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def output(command: list[str], given: bytes = b"") -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_name_is_gone_and_the_rest_can_still_be_searched(turn: int) -> None:
    made = redacted(typed(), turn)
    first, second = words(made.data)
    assert made.covered == (1,)
    assert not VEIL.hides(first)
    assert {"The", "witness", "was", "heard."} <= set(first.split())
    assert "Person A" in first
    assert turn or "Person A was heard." in first
    assert "Nobody is named" in second


def test_a_machine_reads_the_label_and_not_the_name() -> None:
    picture = page_picture(redacted(typed()).data, 1)
    read = subprocess.run(
        ["tesseract", "stdin", "stdout"], input=picture, capture_output=True, check=True
    ).stdout.decode()
    assert "witness" in read
    assert "Weiming" not in read
    assert "Ceshi" not in read


def test_nothing_of_the_page_that_was_covered_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(redacted(typed()).data)
    plain = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", str(path), "-"], capture_output=True, check=True
    ).stdout
    assert b"Weiming" not in plain
    assert b"Helvetica" in plain  # of the page that was not touched
    with pikepdf.Pdf.open(path) as pdf:
        assert "/Font" in pdf.pages[0].obj.Resources
        assert {str(font.BaseFont) for font in pdf.pages[0].obj.Resources.Font.values()} == {"/CBUNSN+Unseen"}


def test_a_scan_is_covered_where_a_machine_read_the_name() -> None:
    read = RecognisedPage(
        number=1,
        words=(
            SeenWord(text="Herr ", left=0.2, top=0.2, right=0.3, bottom=0.22, confidence=90),
            SeenWord(text="Ceshi ", left=0.31, top=0.2, right=0.4, bottom=0.22, confidence=90),
            SeenWord(text="Weiming ", left=0.41, top=0.2, right=0.55, bottom=0.22, confidence=90),
        ),
    )
    made = redacted(corpus.picture(size=(800, 1100)), read=read)
    assert made.covered == (1,)
    assert made.unread == ()
    (text,) = words(made.data)
    assert "Herr" in text
    assert "Person A" in text
    assert not VEIL.hides(text)


def test_a_page_nobody_could_read_is_told() -> None:
    assert redacted(corpus.picture(size=(800, 1100))).unread == (1,)


def test_a_withheld_page_keeps_its_place_and_says_so() -> None:
    made = redact(as_pdf(corpus.exhibit(typed())), VEIL.find, {}, {2}, "Page left out")
    assert len(words(made.data)) == 2
    assert words(made.data)[1].strip() == "Page left out"
