"""Marks beside passages, looked for in the drawn page where the reader of a bundle would look for them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from casebook.domain.dossier.composition import Composition, Cover, Exhibit, Passage
from casebook.pdf.bundle.bundle import build_bundle

PAGES = (
    (
        "33.  The Court begins with the first question.",
        "34.  The general situation in the country of",
        "destination is enough.",
        "35.  It follows.",
    ),
    ("36.  The last words of a sentence that goes", "37"),
    ("on to the next page. 38.  No number begins this line.",),
)
LEFT, TOP, TURNED_TOP, LEADING, SIZE = 100, 700, 500, 20, 11
WHOLE = Composition(
    title="Authorities", language="en", cover=Cover(title="Authorities"), has_dividers=False, has_index=False
)


def copy_of(pages: Sequence[Sequence[str]], *, is_turned: bool = False) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for page in pages:
        if is_turned:
            canvas.setPageRotation(90)
            canvas.translate(595, 0)
            canvas.rotate(90)
        canvas.setFont("Helvetica", SIZE)
        for at, line in enumerate(page):
            canvas.drawString(LEFT, (TURNED_TOP if is_turned else TOP) - at * LEADING, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def built(passage: Passage, data: bytes) -> tuple[bytes, list[str]]:
    exhibit = Exhibit(
        key="k", mark="1", title="T", media_type="", open=lambda: io.BytesIO(data), passages=(passage,)
    )
    out = io.BytesIO()
    bundle = build_bundle(replace(WHOLE, exhibits=(exhibit,)), out)
    return out.getvalue(), [problem.check for problem in bundle.problems]


def marked_lines(data: bytes) -> list[tuple[int, int]]:
    """Page and line, from 0, beside which the margin is black."""
    pages = list(pypdfium2.PdfDocument(data))[1:]
    pictures = [page.render(scale=1).to_pil().convert("L") for page in pages]
    return [
        (at, line)
        for at, picture in enumerate(pictures)
        for line in range(4)
        if min(picture.getpixel((x, 842 - TOP + line * LEADING - 3)) for x in range(84, 97)) < 100
    ]


@pytest.mark.parametrize(
    ("passage", "lines"),
    [
        (Passage(name="34", paragraph=34), [(0, 1), (0, 2)]),
        (Passage(name="q", words="The general  situation in the country of destination"), [(0, 1), (0, 2)]),
        (Passage(name="q", words="a sentence that goes 37 on to the next page"), [(1, 0), (1, 1), (2, 0)]),
    ],
)
def test_a_passage_has_a_line_in_the_margin(passage: Passage, lines: list[tuple[int, int]]) -> None:
    data, problems = built(passage, copy_of(PAGES))
    assert marked_lines(data) == lines
    assert "passages" not in problems


@pytest.mark.parametrize(
    "passage",
    [Passage(name="38", paragraph=38), Passage(name="37", paragraph=37), Passage(name="q", words="Nowhere.")],
)
def test_a_passage_that_is_not_found_is_told(passage: Passage) -> None:
    data, problems = built(passage, copy_of(PAGES))
    assert marked_lines(data) == []
    assert "passages" in problems


def test_the_mark_stands_left_of_the_text_as_a_turned_page_shows_it() -> None:
    data, _ = built(Passage(name="34", paragraph=34), copy_of(PAGES[:1], is_turned=True))
    picture = pypdfium2.PdfDocument(data)[1].render(scale=1).to_pil().convert("L")
    down = 595 - TURNED_TOP + LEADING - 3
    assert min(picture.getpixel((x, down)) for x in range(84, 97)) < 100
    assert min(picture.getpixel((x, down - LEADING)) for x in range(84, 97)) > 200
