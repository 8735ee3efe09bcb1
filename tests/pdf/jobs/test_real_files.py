"""Files as other programs write them are bound whole; what they lack of the format stops nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from casebook.pdf.bundle.checked_bundle import build_checked_bundle
from casebook.pdf.page.plan import Bundle
from tests.paths import DATA
from tests.pdf.corpus import changed, composition, exhibit, typed

FILES = DATA / "pdf"


def bound(data: bytes, **options: bool) -> tuple[str, Bundle]:
    """The words of a file's pages in a bundle, by pdfium, and the bundle; nothing in it blocks."""
    out = io.BytesIO()
    bundle = build_checked_bundle(composition(exhibit(data), has_dividers=False, **options), out)
    assert [str(problem.what) for problem in bundle.problems if problem.is_blocking] == []
    item = bundle.items[0]
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        pages = range(item.first_page - 1, item.last_page)
        return "\n".join(document[at].get_textpage().get_text_range() for at in pages), bundle


@pytest.mark.parametrize("path", sorted(FILES.glob("*.pdf")), ids=lambda path: path.stem)
def test_files_of_other_programs_are_bound(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as document:
        own = document[0].get_textpage().get_text_range().split()
        pages = len(document)
    words, bundle = bound(path.read_bytes())
    assert bundle.items[0].last_page - bundle.items[0].first_page + 1 == pages
    assert set(own) <= set(words.split())


def beside() -> bytes:
    """Two sheets, the second cropped after a link and a bookmark were set to what is cut off now."""

    def change(pdf: Pdf) -> None:
        first, second = (page.obj for page in pdf.pages)
        second.CropBox = Array([100, 100, 400, 600])
        aims = [Array([second, Name.XYZ, 20, 800, 0]), Array([second, Name.XYZ, 560, 40, 0])]
        first.Annots = Array(
            [
                pdf.make_indirect(
                    Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([72, 700, 200, 712]), Dest=aim)
                )
                for aim in aims
            ]
        )
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Above", aims[0]))

    return changed(typed(2), change)


@pytest.mark.parametrize("fits_paper", [False, True])
def test_links_to_what_was_cropped_away_lead_to_the_nearest_that_is_seen(*, fits_paper: bool) -> None:
    _, bundle = bound(beside(), fits_paper=fits_paper)
    assert bundle.plan.links
