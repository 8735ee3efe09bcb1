"""What setting a dossier of some 60 pages costs beside reportlab's own flow of the same text.

The floor sets the same words in the same font and size with platypus: one style, no shaping, no index, no
references. Ours shapes, chooses faces, breaks whole paragraphs, numbers them, and writes index and links.
"""

from __future__ import annotations

import io
import random

from tests.bench.bench_bundle import WORDS
from tests.bench.ratio import ROOT, Ratio, worked

PARAGRAPHS = 620
MIN_PAGES = 55


def measure() -> list[Ratio]:
    """Work time of setting and writing."""
    texts = some_texts()
    return [worked("dossier, 60 pages set", 3.0, 5, lambda: _ours(texts), lambda: _floor(texts))]


def some_texts() -> list[str]:
    dice = random.Random(1)  # noqa: S311 - the same text each time
    words = [
        *WORDS.split(),
        "deportation",
        "surveillance",
        "prosecutor",
        "testimony",
        "2014",
        "Ürümqi",
        "lawyer",
    ]
    return [
        " ".join(dice.choice(words) for _ in range(dice.randint(45, 75))) + "." for _ in range(PARAGRAPHS)
    ]


def _ours(texts: list[str]) -> None:
    from casebook.domain.dossier.composition import Composition, Cover, DossierPart, Span, TextParagraph
    from casebook.pdf.typeset.render import FrontMatterSetter

    blocks = tuple(TextParagraph(line=(Span(text),), is_numbered=True) for text in texts)
    parts = tuple(
        DossierPart(title=f"Part {at}", anchor=f"part:{at}", blocks=blocks[first : first + 100])
        for at, first in enumerate(range(0, len(blocks), 100), start=1)
    )
    composition = Composition(
        title="Dossier", language="en", running_head="Dossier", cover=Cover(title="Dossier"), parts=parts
    )
    press = FrontMatterSetter(composition)
    set_ = press.set(lambda _: "1", lambda _: "1")
    assert set_.page_count >= MIN_PAGES
    assert set_.pdf


def _floor(texts: list[str]) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    path = ROOT / "resources" / "fonts" / "NotoSerif-Regular.ttf"
    pdfmetrics.registerFont(TTFont("BenchFlow", str(path)))
    style = ParagraphStyle("body", fontName="BenchFlow", fontSize=11, leading=16, spaceBefore=7)
    document = SimpleDocTemplate(
        io.BytesIO(), pagesize=A4, invariant=1, leftMargin=25 * mm, rightMargin=25 * mm
    )
    document.build([Paragraph(text, style) for text in texts])
