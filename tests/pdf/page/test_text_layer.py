from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from casebook.domain.evidence.recognition import RecognisedPage, SeenWord
from casebook.pdf.raster.page_picture import as_pdf, page_picture, pages_without_text
from tests.pdf import corpus
from tests.pdf.read import built
from tests.pdf.setting import as_pdfium_reads, as_poppler_reads

WORDS = (
    SeenWord(text="Zeugnis ", left=0.1, top=0.1, right=0.3, bottom=0.13, confidence=90),
    SeenWord(text="测试", left=0.4, top=0.1, right=0.5, bottom=0.13, confidence=80),
    SeenWord(text="证 ", left=0.5, top=0.1, right=0.55, bottom=0.13, confidence=80),
    SeenWord(text="ئۇيغۇر ", left=0.6, top=0.1, right=0.8, bottom=0.13, confidence=80),
)


def read_by_machine(data: bytes) -> bytes:
    page = RecognisedPage(number=1, words=WORDS)
    bound, _ = built(corpus.composition(corpus.exhibit(data, recognised=(page,))))
    return bound


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_words_a_machine_read_are_found_where_they_stand(tmp_path: Path, turn: int) -> None:
    def rotate(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = turn

    scan = corpus.changed(as_pdf(corpus.exhibit(corpus.picture(size=(800, 1100)))), rotate)
    bound = read_by_machine(scan)
    assert "测试证" in as_pdfium_reads(bound)
    read = as_poppler_reads(bound, tmp_path)
    assert "Zeugnis" in read
    assert "测试证" in read


def test_what_is_laid_over_a_page_does_not_show() -> None:
    data = corpus.picture(size=(800, 1100))
    bare, _ = built(corpus.composition(corpus.exhibit(data)))
    with pikepdf.Pdf.open(io.BytesIO(bare)) as pdf:
        last = len(pdf.pages)
    pictures = [
        Image.open(io.BytesIO(page_picture(bound, last, 72))) for bound in (bare, read_by_machine(data))
    ]
    assert ImageChops.difference(*pictures).getbbox() is None


def test_a_page_with_text_of_its_own_is_left_alone() -> None:
    assert "Zeugnis" not in as_pdfium_reads(read_by_machine(corpus.typed(1)))


def test_the_font_of_unseen_words_is_in_the_file_and_no_check_fails() -> None:
    page = RecognisedPage(number=1, words=WORDS)
    _, bundle = built(
        corpus.composition(corpus.exhibit(corpus.picture(size=(800, 1100)), recognised=(page,)))
    )
    assert bundle.problems == ()


def test_only_pages_without_text_are_read() -> None:
    mixed = pikepdf.Pdf.open(io.BytesIO(corpus.typed(2)))
    mixed.add_blank_page()
    written = io.BytesIO()
    mixed.save(written)
    assert list(pages_without_text(written.getvalue())) == [3]
