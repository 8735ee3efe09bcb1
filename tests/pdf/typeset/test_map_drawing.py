"""A map on a page: shapes filled where the outline says, in their shades, with the caption beneath."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2

from casebook.domain.dossier.drawings.shaded_map import MapRing, MapShape, ShadedMap
from casebook.pdf.typeset.map_drawing import map_boxes
from casebook.pdf.typeset.text_setter import TextSetter
from tests.pdf.setting import as_poppler_reads, front, one_part

HAND = TextSetter(width_pt=450, language="en")
RED, GREY = "#7a1f1a", "#e3e5e8"


def square(left: float, fill: str) -> MapShape:
    return MapShape(rings=((left, 0, left + 50, 0, left + 50, 40, left, 40),), fill=fill)


DRAWN = ShadedMap(
    width=100,
    height=40,
    shapes=(square(0, GREY), square(50, RED)),
    rings=(MapRing(x=25, y=20, radius=5),),
    caption="Extradition: Cyprus: in force",
)


def test_map_and_caption_stay_on_one_page() -> None:
    picture, *caption = map_boxes(HAND, DRAWN)
    assert picture.height_pt == 180
    assert picture.keeps_next
    assert len(caption) == 1
    assert not caption[0].keeps_next


def test_each_shape_has_its_shade_at_its_place(tmp_path: Path) -> None:
    pdf = front(one_part(DRAWN)).pdf
    assert "Extradition: Cyprus: in force" in as_poppler_reads(pdf, tmp_path)
    pages = pypdfium2.PdfDocument(BytesIO(pdf))
    page = pages[len(pages) - 1]
    image = page.render(scale=1).to_pil().convert("RGB")
    colours = {colour: count for count, colour in image.getcolors(1 << 16)}
    red, grey = (0x7A, 0x1F, 0x1A), (0xE3, 0xE5, 0xE8)
    assert min(colours[red], colours[grey]) > 10_000
    across = [x for x in range(image.width) if image.getpixel((x, image.height // 5)) == red]
    left = [x for x in range(image.width) if image.getpixel((x, image.height // 5)) == grey]
    assert left
    assert across
    assert max(left) < min(across), "west is left"
