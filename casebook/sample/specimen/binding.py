"""What a drawn paper gets when it becomes a file: bookmarks, inner links, a turned or a cropped page."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from casebook.sample.specimen.leaves import A4_PT
from casebook.sample.specimen.paper import SetPaper
from casebook.sample.specimen.pen import BLACK, Pen

if TYPE_CHECKING:
    from pikepdf import Pdf

BLEED_PT = 54.0
"""What a printer's proof shows beyond the page on every side."""


def opened(paper: SetPaper) -> Pdf:
    """The drawn leaves as a document to go on with."""
    from pikepdf import Pdf

    return Pdf.open(BytesIO(paper.leaves.finish()))


def bound(pdf: Pdf) -> bytes:
    """The document as a file: the same every time."""
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def outlined(pdf: Pdf, paper: SetPaper) -> None:
    """Give headings bookmarks and named destinations, and the lines of contents links to them."""
    from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, String

    names = NameTree.new(pdf)
    pdf.Root.Names = Dictionary(Dests=names.obj)
    with pdf.open_outline() as outline:
        for number, heading in enumerate(paper.headings, start=1):
            page = pdf.pages[heading.page - 1].obj
            aim = Array([page, Name.XYZ, 0, round(heading.y_pt + 4, 2), 0])
            names[f"section.{number}"] = aim
            outline.root.append(OutlineItem(heading.text, aim))
    for jump in paper.jumps:
        link = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(edge, 2) for edge in jump.box]),
            Border=Array([0, 0, 0]),
            Dest=String(f"section.{jump.to + 1}"),
        )
        page = pdf.pages[jump.page - 1].obj
        page.Annots = Array([*page.get(Name.Annots, Array()), pdf.make_indirect(link)])


def turned(pdf: Pdf) -> None:
    """Lay wide leaves on upright paper and let the viewer turn it: the content stands on its side."""
    from pikepdf import Array

    across, up = A4_PT
    for page in pdf.pages:
        page.contents_add(f"q 0 1 -1 0 {across:.3f} 0 cm\n".encode(), prepend=True)
        page.contents_add(b"\nQ")
        page.obj.MediaBox = Array([0, 0, round(across, 3), round(up, 3)])
        page.obj.Rotate = 90


def cropped(pdf: Pdf) -> None:
    """Set leaves on larger paper with printer's marks, and crop the page to what is meant to be seen."""
    from pikepdf import Array

    across, up = A4_PT
    for page in pdf.pages:
        page.contents_add(f"q 1 0 0 1 {BLEED_PT} {BLEED_PT} cm\n".encode(), prepend=True)
        page.contents_add(f"\nQ\n{_printers_marks()}".encode())
        page.obj.MediaBox = Array([0, 0, round(across + 2 * BLEED_PT, 3), round(up + 2 * BLEED_PT, 3)])
        page.obj.CropBox = Array([BLEED_PT, BLEED_PT, round(BLEED_PT + across, 3), round(BLEED_PT + up, 3)])


def _printers_marks() -> str:
    across, up = A4_PT
    pen = Pen()
    pen.ink(BLACK)
    pen.width(0.4)
    for x in (BLEED_PT, BLEED_PT + across):
        pen.line((x, 6), (x, BLEED_PT - 12))
        pen.line((x, up + BLEED_PT + 12), (x, up + 2 * BLEED_PT - 6))
    for y in (BLEED_PT, BLEED_PT + up):
        pen.line((6, y), (BLEED_PT - 12, y))
        pen.line((across + BLEED_PT + 12, y), (across + 2 * BLEED_PT - 6, y))
    for place in range(8):
        left = BLEED_PT + 60 + place * 20
        pen.ink((place / 8,) * 3)
        pen.filled((left, 16), (left + 20, 16), (left + 20, 34), (left, 34))
    return pen.operators
