from __future__ import annotations

import io

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from casebook.pdf.redact.bare_text import lies_bare
from casebook.pdf.redact.shown_letters import shown_letters
from tests.pdf.corpus import drawn

WORDS = b"BT /F1 12 Tf 72 700 Td (Read in full) Tj ET "
BESIDE = b"BT /F1 12 Tf 72 600 Td (Another line) Tj ET "
BLUE, WHITE = b"0 0 0.9 rg ", b"1 1 1 rg "
IMAGE = b" BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI "


@pytest.mark.parametrize(
    "content",
    [
        WORDS + b"72 698 60 0.6 re f",
        WORDS + b"0.5 w 70 690 m 70 720 l S 130 690 m 130 720 l S",
        b"0.9 g 70 690 200 30 re f 0 g " + WORDS,
        BLUE + WORDS + BESIDE,
        WORDS + b"q 200 0 0 100 72 400 cm" + IMAGE + b"Q",
        WORDS + b"0 g 72 400 200 100 re f",
        b"q 600 0 0 800 0 0 cm" + IMAGE + b"Q 1 g 290 20 20 12 re f 0 g BT /F1 8 Tf 295 24 Td (12) Tj ET",
        b"BT /F1 12 Tf 560 700 Td (this line runs off the paper) Tj ET",
    ],
    ids=[
        "underlined",
        "in a table",
        "on grey",
        "blue",
        "photo beside",
        "box beside",
        "scan",
        "off the paper",
    ],
)
def test_words_with_nothing_over_them_need_no_pixels(content: bytes) -> None:
    with pypdfium2.PdfDocument(drawn(content)) as document:
        assert lies_bare(document[0])
        assert not shown_letters(document[0], 0).covered


@pytest.mark.parametrize(
    "content",
    [
        WORDS + b"0 g 70 690 100 30 re f",
        WORDS + b"1 g 70 690 100 30 re f",
        b"0.2 g 70 690 200 30 re f 0 g " + WORDS,
        b"0.9 g 70 690 200 30 re f " + WHITE + WORDS,
        WORDS + b"q 200 0 0 100 72 650 cm" + IMAGE + b"Q",
        b"q 200 0 0 100 72 650 cm" + IMAGE + b"Q " + WORDS,
        WORDS + b"".join(b"70 %d 100 1 re f " % at for at in range(698, 712, 2)),
        WORDS + b"BT /F1 12 Tf 72 700 Td (XXXXXXXXXXXX) Tj ET",
        b"BT /F1 12 Tf 72 700 Td (1) Tj 10 0 Td (1) Tj ET 74 700 1.6 10 re f 84 700 1.6 10 re f",
    ],
    ids=[
        "black box",
        "white box",
        "dark ground",
        "white on grey",
        "image over",
        "image under",
        "lines",
        "print",
        "bars",
    ],
)
def test_words_that_something_meets_are_left_to_pixels(content: bytes) -> None:
    with pypdfium2.PdfDocument(drawn(content)) as document:
        assert not lies_bare(document[0])


@pytest.mark.parametrize(("bar_pt", "is_bare"), [(100, True), (320, False)])
def test_forms_are_looked_into_at_their_place_and_size(bar_pt: int, *, is_bare: bool) -> None:
    with Pdf.open(
        io.BytesIO(drawn(b"q 1 0 0 1 10 20 cm /X Do Q %d g 40 %d 90 30 re f" % (0, bar_pt)))
    ) as pdf:
        page = pdf.pages[0].obj
        form = pdf.make_stream(b"BT /F1 20 Tf 100 610 Td (Read in full) Tj ET")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 800])
        form.Matrix = Array([0.5, 0, 0, 0.5, 0, 0])
        form.Resources = Dictionary(Font=page.Resources.Font)
        page.Resources.XObject = Dictionary(X=form)
        written = io.BytesIO()
        pdf.save(written)
    with pypdfium2.PdfDocument(written) as document:
        assert lies_bare(document[0]) is is_bare
