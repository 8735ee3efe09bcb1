"""Small compositions to set, and what a reader finds in the pages."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from casebook.domain.dossier.composition import (
    Block,
    Composition,
    Cover,
    DossierPart,
    Exhibit,
    Line,
    ReferenceTarget,
    Span,
    TextParagraph,
)
from casebook.pdf.page.anchor import uri
from casebook.pdf.typeset.render import SetPages, set_front

PROSE = (
    "The applicant was detained on 3 March 2014 and held for forty-one days without access to counsel, "
    "contrary to the assurance given in the diplomatic note of 12 February. He was questioned on his "
    "correspondence with relatives abroad; the interpreter did not speak his language, and the record states "
    "that he had been advised of his rights. Three independent accounts agree on the place and the dates. "
)
UYGHUR_NAME = "ئالىم قادىر"
TIBETAN_NAME = "བསྟན་འཛིན་རྒྱ་མཚོ"


def exhibit(number: int, title: str = "A letter", **more: str) -> Exhibit:
    return Exhibit(
        key=f"e{number}",
        mark=str(number),
        title=title,
        media_type="application/pdf",
        open=io.BytesIO,
        **more,  # type: ignore[arg-type]
    )


def saying(*lines: str | Line) -> tuple[Block, ...]:
    """A paragraph for each text."""
    return tuple(TextParagraph(line=(Span(line),) if isinstance(line, str) else line) for line in lines)


def one_part(*blocks: Block, cover: Cover | None = None, exhibits: tuple[Exhibit, ...] = ()) -> Composition:
    return Composition(
        title="Trial",
        language="en",
        running_head="Trial · 1/2026",
        cover=cover,
        parts=(DossierPart(title="Only part", anchor="part:1", blocks=blocks),),
        exhibits=exhibits,
    )


def front(composition: Composition) -> SetPages:
    """Set with every part on page 7, and exhibits of four pages from page 40 on, ten apart."""

    def page_of(target: ReferenceTarget) -> int:
        return 30 + 10 * int(target.anchor[9:]) + target.page if target.anchor.startswith("exhibit:") else 7

    return set_front(
        composition,
        lambda target: str(page_of(target)),
        lambda target: f"{page_of(target)}–{page_of(target) + 3}",
    )


def as_poppler_reads(pdf: bytes, folder: Path, *options: str) -> str:
    path = folder / "set.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", *options, str(path), "-"]
    read = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")
    # Poppler marks the direction of each stretch.
    return read.translate(dict.fromkeys((0x202A, 0x202B, 0x202C)))


def as_pdfium_reads(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return "\n".join(pages).replace("\r\n", "\n")


def picture(pdf: bytes, page: int = 0, *, scale: float = 2) -> Image.Image:
    """A page as grey levels."""
    with pypdfium2.PdfDocument(pdf) as document:
        shown: Image.Image = document[page].render(scale=scale).to_pil().convert("L")
    return shown


def links(pdf: bytes) -> list[tuple[int, str, tuple[float, ...]]]:
    """Page, address and rectangle of every link."""
    link_areas = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages):
            for annotation in page.obj.get("/Annots", pikepdf.Array()):
                rect = tuple(float(edge) for edge in annotation.Rect)
                link_areas.append((number, str(annotation.A.URI), rect))
    return link_areas


def address(anchor: str, page: int = 0) -> str:
    return uri(ReferenceTarget(anchor=anchor, page=page))
