"""A page that is not drawn anew looks and reads as before and bears no name beside that."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from casebook.pdf.raster.page_picture import as_pdf
from casebook.pdf.redact.redact import RedactionPlan, redact
from casebook.pdf.redact.rewritten_page import PageRewriter, Unrewritable
from tests.pdf import corpus, leaky, setting


def rewritten(data: bytes) -> bytes:
    written = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as old, pikepdf.Pdf.new() as new:
        rewriter = PageRewriter(new)
        for page in old.pages:
            new.pages.append(pikepdf.Page(rewriter.page(page.obj)))
        new.save(written)
    return written.getvalue()


def plain(data: bytes) -> bytes:
    written = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            written,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            compress_streams=False,
        )
    return written.getvalue()


@pytest.mark.parametrize("made", leaky.SAID.values(), ids=leaky.SAID.keys())
def test_a_name_that_does_not_show_is_gone(made: Callable[[], bytes]) -> None:
    received = as_pdf(corpus.exhibit(made()))
    if made is not leaky.name_in_exif:  # gone from every exhibit that is opened
        assert b"Weiming" in plain(received)
    assert b"Weiming" not in plain(rewritten(received))


@pytest.mark.parametrize("words", ["Letters of a Latin face", "中文字體"])
def test_an_embedded_font_loses_its_name_and_draws_the_same(words: str) -> None:
    received = as_pdf(corpus.exhibit(setting.front(setting.one_part(*setting.saying(words))).pdf))
    new = rewritten(received)
    assert b"/CBAAAA+F" in plain(new)
    assert b"Noto" in plain(received)
    assert b"Noto" not in plain(new)
    with pypdfium2.PdfDocument(received) as before, pypdfium2.PdfDocument(new) as after:
        pictures = [pdf[0].render(scale=1).to_pil().convert("L") for pdf in (before, after)]
        texts = [pdf[0].get_textpage().get_text_range() for pdf in (before, after)]
    assert ImageChops.difference(*pictures).getextrema() == (0, 0)
    assert texts[0] == texts[1]


LAYER = b"/OC /M1 BDC 0 0 9 9 re f EMC"
INLINE = b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI"


@pytest.mark.parametrize("content", [LAYER, INLINE, b"/Gone Do", b"1 2 unheard"])
def test_what_cannot_be_written_anew_is_drawn(content: bytes) -> None:
    received = corpus.drawn(content)
    with pytest.raises(Unrewritable):
        rewritten(received)
    made = redact(as_pdf(corpus.exhibit(received)), RedactionPlan(is_redrawn=False))
    with pikepdf.Pdf.open(io.BytesIO(made.data)) as pdf:
        assert list(pdf.pages[0].obj.Resources.XObject.keys()) == ["/Im0"]
