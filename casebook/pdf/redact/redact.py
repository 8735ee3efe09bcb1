"""Redacts pages of an exhibit irreversibly: each becomes an image with the words blackened.

Nothing of the original objects of such a page is kept: it is drawn, names and areas are painted over in the
picture, and a new layer of unseen text says what is left of it, with the label that stands for each.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from pikepdf import Dictionary, Name, Page, Pdf
from PIL import Image, ImageDraw

from casebook.domain.dossier.pseudonym import TextHit
from casebook.domain.evidence.recognition import RecognisedPage, SeenWord
from casebook.domain.evidence.redaction import Edges
from casebook.pdf.page.frame import frame_of
from casebook.pdf.page.text_layer import UnseenText
from casebook.pdf.raster.raster_text import placed_text
from casebook.pdf.redact.blacken import blacken, label_font
from casebook.pdf.redact.residual_text import SeenPage

Find = Callable[[str], Sequence[TextHit]]

_DPI = 200
"""What a fax machine at its best and most courts' scanners give."""
_PAD_PT = 1.5
_BRIM_PT = 0.5
"""What shades off at the edge of an area is covered too."""
_MAX_PIXELS = 40_000_000
_QUALITY = 85
_MIN_LETTERS = 2
_NOTE_PT = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The areas to blacken, by page.

    Attributes:
        places: by number of the page, in parts of its width and height as seen.
        label: printed on each.
    """

    places: Mapping[int, Sequence[Edges]] = field(default_factory=dict)
    label: str = ""

    def on(self, number: int, seen: SeenPage) -> list[Edges]:
        """The areas of a page, in points."""
        return [seen.in_points(edges) for edges in self.places.get(number, ())]


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """An exhibit after redaction.

    Attributes:
        data: a new PDF with as many pages.
        changed_pages: numbers from 1 of the pages on which something was painted over.
        unread: numbers of the pages without words the program could look through.
    """

    data: bytes
    changed_pages: tuple[int, ...]
    unread: tuple[int, ...]


def redact(
    pdf: bytes,
    find: Find,
    read: Mapping[int, RecognisedPage],
    withheld: AbstractSet[int],
    note: str = "",
    marks: Marks = NO_MARKS,
) -> Redacted:
    """Redact words and areas on the pages of a PDF.

    Args:
        pdf: as `page_picture.as_pdf` gives it: closed, without annotations.
        find: the places in a page's text that must not be read.
        read: what a machine read on pages without text, by number from 1.
        withheld: numbers of the pages that are left out.
        note: what stands on the page that takes the place of each.
        marks: areas that must not be seen.

    Raises:
        ValueError: something under an area can still be read; nothing may be made of it.
    """
    changed_pages, unread, written = list[int](), list[int](), io.BytesIO()
    with (
        pypdfium2.PdfDocument(pdf) as document,
        Pdf.open(io.BytesIO(pdf)) as source,
        Pdf.new() as redacted_pdf,
    ):
        unseen = UnseenText(redacted_pdf)
        for number, (old, page) in enumerate(zip(source.pages, document, strict=True), start=1):
            seen = _seen(page, read.get(number))
            cover = _Cover(seen, find(seen.text), marks.on(number, seen), marks.label)
            if len(seen.text.split()) < _MIN_LETTERS:
                unread.append(number)
            if number in withheld:
                _put_note(redacted_pdf, unseen, seen, note)
            elif cover.hits or cover.areas:
                changed_pages.append(number)
                _put_picture(redacted_pdf, unseen, page, cover)
            else:
                _put_whole(redacted_pdf, unseen, old, read.get(number))
            page.close()
        unseen.close()
        # SECURITY: pages may share one list of what they draw; what only a painted page drew must not stay.
        redacted_pdf.remove_unreferenced_resources()
        redacted_pdf.save(written, deterministic_id=True)
    _require_gone(written.getvalue(), marks, frozenset(changed_pages))
    return Redacted(data=written.getvalue(), changed_pages=tuple(changed_pages), unread=tuple(unread))


def lines_under(pdf: bytes, read: Mapping[int, RecognisedPage], marks: Marks) -> Iterator[str]:
    """What stands under areas, line by line; it leaves this process for nowhere.

    Args:
        pdf: as it is redacted.
        read: likewise.
        marks: likewise.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        for number in sorted(marks.places):
            page = document[number - 1]
            seen = _seen(page, read.get(number))
            page.close()
            yield from seen.text_under(marks.on(number, seen))


def _require_gone(pdf: bytes, marks: Marks, changed_pages: AbstractSet[int]) -> None:
    """Make sure that of what lay under an area nothing can be read in the file that was made.

    SECURITY: it is read anew; what was meant to be left out is not believed.

    Raises:
        ValueError: something can, which ends the work.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        for number in changed_pages & marks.places.keys():
            page = document[number - 1]
            seen = _seen(page, None)
            page.close()
            if seen.under(marks.on(number, seen), marks.label):
                raise ValueError("words are left under an area")


@dataclass(frozen=True, slots=True)
class _Cover:
    """What is painted over on a page: names where they stand, and areas in points with their label."""

    seen: SeenPage
    hits: Sequence[TextHit]
    areas: Sequence[Edges]
    label: str


def _seen(page: Any, read: RecognisedPage | None) -> SeenPage:  # noqa: ANN401 - untyped library
    width, height = page.get_size()
    text, edges = placed_text(page, width, height)
    if len(text.split()) >= _MIN_LETTERS or read is None:
        return SeenPage(text, edges, width, height)
    letters = list(read.letters())
    places = [
        (left * width, top * height, right * width, bottom * height)
        for _, (left, top, right, bottom) in letters
    ]
    return SeenPage("".join(letter for letter, _ in letters), places, width, height)


def _put_whole(redacted_pdf: Pdf, unseen: UnseenText, page: Page, read: RecognisedPage | None) -> None:
    """A page on which nothing is hidden, with what a machine read on it."""
    redacted_pdf.pages.append(page)
    if read is not None:
        unseen.lay(redacted_pdf.pages[-1].obj, frame_of(page.obj), read.words)


def _put_picture(redacted_pdf: Pdf, unseen: UnseenText, page: Any, cover: _Cover) -> None:  # noqa: ANN401
    seen = cover.seen
    scale = min(_DPI / 72, (_MAX_PIXELS / max(seen.width_pt * seen.height_pt, 1)) ** 0.5)
    bitmap = page.render(scale=scale)
    picture = bitmap.to_pil().convert("RGB")
    bitmap.close()
    for hit in cover.hits:
        for left, top, right, bottom in seen.boxes(hit):
            around = (left - _PAD_PT, top - _PAD_PT, right + _PAD_PT, bottom + _PAD_PT)
            blacken(picture, around, hit.label, scale)
    for left, top, right, bottom in cover.areas:
        beyond = (left - _BRIM_PT, top - _BRIM_PT, right + _BRIM_PT, bottom + _BRIM_PT)
        blacken(picture, beyond, cover.label, scale)
    _put(redacted_pdf, unseen, seen, picture, seen.left_over(cover.hits, cover.areas, cover.label))


def _put_note(redacted_pdf: Pdf, unseen: UnseenText, seen: SeenPage, note: str) -> None:
    """A page that says it was left out."""
    box = (seen.width_pt * 0.1, seen.height_pt * 0.48, seen.width_pt * 0.9, seen.height_pt * 0.52)
    picture = Image.new("RGB", (round(seen.width_pt), round(seen.height_pt)), "white")
    draw = ImageDraw.Draw(picture)
    font = label_font(note, _NOTE_PT)
    draw.text((picture.width / 2, picture.height / 2), note, font=font, fill="black", anchor="mm")
    _put(redacted_pdf, unseen, seen, picture, [seen.word(note, box)] if note else [])


def _put(
    redacted_pdf: Pdf, unseen: UnseenText, seen: SeenPage, picture: Image.Image, words: Sequence[SeenWord]
) -> None:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY)
    new = redacted_pdf.add_blank_page(page_size=(seen.width_pt, seen.height_pt))
    image = redacted_pdf.make_stream(
        written.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    new.obj.Resources = Dictionary(XObject=Dictionary(Im0=image))
    drawn = f"q {seen.width_pt:.3f} 0 0 {seen.height_pt:.3f} 0 0 cm /Im0 Do Q\n"
    new.obj.Contents = redacted_pdf.make_stream(drawn.encode())
    unseen.lay(new.obj, frame_of(new.obj), words)
