from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from reportlab.lib.pagesizes import A4

from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.paper import PAPERS_PT, Paper, is_paper
from casebook.pdf.bundle.checked_bundle import build_checked_bundle
from casebook.pdf.page.frame import frame_of
from casebook.pdf.page.plan import Bundle
from tests.pdf.corpus import (
    bookmarked,
    changed,
    composition,
    cropped,
    drawn,
    enlarged,
    exhibit,
    inherited,
    layered,
    linked,
    picture,
    shifted,
    turned,
    typed,
)
from tests.pdf.read import Aim, bookmarks, clicks

LETTER = (612.0, 792.0)
KINDS = {
    "typed": typed(),
    "turned 90": turned(90),
    "turned 180": turned(180),
    "turned 270": turned(270),
    "cropped": cropped(),
    "cropped and turned": cropped(270),
    "enlarged": enlarged(),
    "shifted": shifted(),
    "inherited": inherited(),
    "unclosed": drawn(b"q 3 0 0 3 50 50 cm BT /F1 12 Tf 20 200 Td (unclosed) Tj ET"),
    "layered": layered(),
    "small": typed(1, "Receipt", (200, 300)),
    "long": typed(1, "Roll", (595, 8504)),
    "wide": typed(1, "Table", (1684, 1191)),
    "picture": picture(),
}


def bound(exhibits: Iterable[Exhibit], paper: Paper = "Letter") -> tuple[bytes, Bundle]:
    out = io.BytesIO()
    bundle_plan = replace(composition(*exhibits, has_dividers=False), paper=paper, fits_paper=True)
    bundle = build_checked_bundle(bundle_plan, out)
    return out.getvalue(), bundle


@pytest.mark.parametrize("paper", PAPERS_PT)
def test_every_page_has_the_paper_upright_or_lengthwise(paper: Paper) -> None:
    data, bundle = bound((exhibit(file, f"k{at}") for at, file in enumerate(KINDS.values())), paper)
    with Pdf.open(io.BytesIO(data)) as pdf:
        frames = [frame_of(page.obj) for page in pdf.pages]
    assert all(is_paper(frame.width_pt, frame.height_pt, paper) for frame in frames)
    assert not [problem for problem in bundle.problems if problem.is_blocking]


@pytest.mark.parametrize("kind", KINDS)
def test_a_fitted_page_shows_what_it_showed(kind: str) -> None:
    """The page as received, scaled into the sheet, is the same picture as the page in the bundle."""
    data, bundle = bound([exhibit(KINDS[kind])])
    with pypdfium2.PdfDocument(KINDS[kind]) if kind != "picture" else pypdfium2.PdfDocument(data) as own:
        before = own[0 if kind != "picture" else 2]
        unit = 2 if kind == "enlarged" else 1  # pdfium knows no UserUnit
        width, height = (side * unit for side in before.get_size())
        sheet = LETTER if height >= width else LETTER[::-1]
        scale = 1 if is_paper(width, height, "Letter") else min(sheet[0] / width, sheet[1] / height, 1)
        wanted = before.render(scale=scale * 2 * unit).to_pil().convert("L")
    with pypdfium2.PdfDocument(data) as made:
        shown = made[bundle.page_count - len(_pages(KINDS[kind]))].render(scale=2).to_pil().convert("L")
    left, top = ((shown.width - wanted.width) // 2, (shown.height - wanted.height) // 2)
    shown = shown.crop((left, top, left + wanted.width, top + wanted.height))
    boxes = [_inked(image) for image in (wanted, shown)]
    assert all(abs(one - other) <= 3 for one, other in zip(*boxes, strict=True)), boxes


def _pages(data: bytes) -> range:
    if not data.startswith(b"%PDF"):
        return range(1)
    with Pdf.open(io.BytesIO(data)) as pdf:
        return range(len(pdf.pages))


def _inked(image: object) -> tuple[int, int, int, int]:
    """Where a page is dark above the strip of the number."""
    kept = image.crop((0, 0, image.width, int(image.height * 0.9)))  # type: ignore[attr-defined]
    return kept.point(lambda value: 255 if value < 128 else 0).getbbox() or (0, 0, 0, 0)


def test_links_and_bookmarks_move_with_their_pages() -> None:
    data, bundle = bound([exhibit(linked("One")), exhibit(bookmarked(), "b")])
    scale = LETTER[1] / A4[1]
    left = (LETTER[0] - A4[0] * scale) / 2
    first = bundle.items[0].first_page
    with Pdf.open(io.BytesIO(data)) as pdf:
        aims = clicks(pdf, first)
        assert aims[0] == Aim(first + 2, round(72 * scale + left), round(700 * scale))
        assert len(aims) == len(("by a name", "by an old name", "directly"))
        box = [float(side) for side in pdf.pages[first - 1].obj.Annots[0].Rect]
        assert box[3] - box[1] < 20
        assert [to.page for _, title, to in bookmarks(pdf) if title.startswith("The arrest")] == [
            bundle.items[1].last_page
        ]


def test_what_lies_outside_the_crop_box_stays_unseen() -> None:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.CropBox = Array([0, 400, 595, 842])
        page.Contents = pdf.make_stream(b"1 0 0 rg 0 0 595 399 re f 0 g 100 500 50 50 re f")

    data, bundle = bound([exhibit(changed(typed(1), change))])
    with pypdfium2.PdfDocument(data) as document:
        page = document[bundle.page_count - 1]
        colours = page.render().to_pil().convert("RGB").getcolors(100_000) or []
    assert not [colour for _, colour in colours if colour[0] > 200 and colour[1] < 100]


def test_a_pattern_keeps_its_place() -> None:
    """A pattern is laid out from the origin of the content that paints with it, wherever that is moved."""

    def change(pdf: Pdf) -> None:
        tile = pdf.make_stream(
            b"0 0 20 20 re f",
            Type=Name.Pattern,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=Array([0, 0, 40, 40]),
            XStep=40,
            YStep=40,
            Resources=Dictionary(),
        )
        page = pdf.pages[0].obj
        page.Resources.Pattern = Dictionary(P1=tile)
        page.Contents = pdf.make_stream(b"/Pattern cs /P1 scn 100 300 200 200 re f")

    file = changed(typed(1), change)
    data, bundle = bound([exhibit(file)])
    scale = 792 / 842
    with pypdfium2.PdfDocument(file) as own, pypdfium2.PdfDocument(data) as made:
        before = own[0].render(scale=2 * scale).to_pil().convert("1")
        after = made[bundle.page_count - 1].render(scale=2).to_pil().convert("1")
    side = (after.width - before.width) // 2
    for x in range(240, 520, 7):
        at = (x, before.height - 850)
        assert before.getpixel(at) == after.getpixel((at[0] + side, at[1])), x


def test_scaled_pages_are_reported_to_the_office_and_not_printed() -> None:
    out = io.BytesIO()
    bundle_plan = replace(composition(exhibit(typed(3))), paper="Letter", fits_paper=True)
    bundle = build_checked_bundle(bundle_plan, out)
    assert bundle.items[0].scale_percent == 94
    assert [(problem.check, problem.is_blocking) for problem in bundle.problems] == [
        ("fonts", False),
        ("fitted", False),
    ]
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        divider = document[bundle.items[0].first_page - 1].get_textpage().get_text_range()
    assert "scale" not in divider, "no caution of ours stands in a filed copy"


def test_pages_of_the_paper_stay_as_they_came() -> None:
    data, bundle = bound([exhibit(typed(1, size=LETTER))])
    assert bundle.items[0].scale_percent == 100
    with Pdf.open(io.BytesIO(data)) as pdf:
        assert "/XObject" not in pdf.pages[-1].obj.Resources
