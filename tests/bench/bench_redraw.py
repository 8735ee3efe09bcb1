"""What redrawing exhibits for a pseudonymised copy costs beside drawing and packing the same pages.

The floor draws each page with pypdfium2 at the same resolution and packs it as ours is packed. Ours opens the
exhibit, looks at every page in depth, searches its text for two hundred names, of which one page in ten has
one, sets the lines of those anew, lays the text under the pictures and reads the covered places back.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.bench_bundle import GIVEN, SURNAMES, WORDS
from tests.bench.ratio import ROOT, Ratio, scratch, worked

if TYPE_CHECKING:
    from casebook.domain.dossier.composition import Exhibit

PAGES = 60
ROUNDS = 5


def measure() -> list[Ratio]:
    """Work time for typed pages."""
    with scratch("redraw") as folder:
        path = folder / "exhibit.pdf"
        write_exhibit(path)
        return [
            worked("exhibit redrawn, 60 pages", 1.2, ROUNDS, lambda: ours(path), lambda: draw_and_pack(path))
        ]


def write_exhibit(path: Path) -> None:
    """Typed pages in an embedded font; every tenth names somebody."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(
        TTFont("BenchRedrawn", str(ROOT / "resources" / "fonts" / "NotoSerif-Regular.ttf"))
    )
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for page in range(PAGES):
        text = canvas.beginText(70, 760)
        text.setFont("BenchRedrawn", 10.5, 15)
        if page % 10 == 0:
            text.textLine(f"It was {SURNAMES[0]} {GIVEN[page // 10]} who said so.")
        for _ in range(40):
            text.textLine(WORDS)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()


def ours(path: Path) -> None:
    """The exhibit as it goes into a pseudonymised copy, every page of it."""
    from casebook.domain.dossier.hiding.hiding import Hiding
    from casebook.domain.dossier.hiding.name_pattern import Hidden
    from casebook.domain.dossier.hiding.name_replacer import NameReplacer
    from casebook.pdf.redact.hide import Hider

    hidden = [Hidden(form=f"{surname} {given}", label="Person A") for surname in SURNAMES for given in GIVEN]
    hiding = Hiding(pseudonyms=NameReplacer(hidden), reviewed={"a": frozenset(range(1, PAGES + 1))})
    hider = Hider(hiding, lambda: None)
    with hider.exhibit(_exhibit(path)).open() as made:
        assert made.read(5) == b"%PDF-"
    assert len(dict(hider.changed_pages)["a"]) == PAGES // 10
    assert dict(hider.withheld)["a"] == ()


def _exhibit(path: Path) -> Exhibit:
    from casebook.domain.dossier.composition import Exhibit

    media_type = "application/pdf"
    return Exhibit(key="a", mark="1", title="", media_type=media_type, open=lambda: path.open("rb"))


def draw_and_pack(path: Path) -> None:
    """The floor: pypdfium2 and Pillow alone."""
    import pypdfium2
    from PIL import Image

    palette = [shade * 17 for shade in range(16) for _ in "rgb"]
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            bitmap = page.render(scale=200 / 72, grayscale=True)
            picture: Image.Image = bitmap.to_pil().point([value * 15 // 255 for value in range(256)])
            shaded = picture.convert("P")
            shaded.putpalette(palette)
            shaded.save(io.BytesIO(), "PNG", compress_level=3, bits=4)
            bitmap.close()
            page.close()
