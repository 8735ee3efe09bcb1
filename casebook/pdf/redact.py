"""Takes words off the pages of an exhibit for good: the page becomes a picture in which they are black.

Nothing of the original objects of such a page is kept: it is drawn, the words are painted over in the
picture, and a new layer of unseen text says what is left of it, with the label that stands for each.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pikepdf import Dictionary, Name, Pdf
from PIL import Image, ImageDraw, ImageFont

from casebook.base.resources import resource
from casebook.domain.pseudonym import Hit
from casebook.domain.recognition import RecognisedPage, SeenWord
from casebook.pdf.frame import frame_of
from casebook.pdf.raster_text import Edges, placed_text
from casebook.pdf.unseen_text import UnseenText

Find = Callable[[str], Sequence[Hit]]

_DPI = 200
"""What a fax machine at its best and most courts' scanners give."""
_PAD_PT = 1.5
_MOST_PIXELS = 40_000_000
_QUALITY = 85
_LEAST_LETTERS = 2
_NOTE_PT = 14
_NOWHERE: Edges = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """An exhibit after redaction.

    Attributes:
        data: a new PDF with as many pages.
        covered: numbers from 1 of the pages on which something was painted over.
        unread: numbers of the pages without words the program could look through.
    """

    data: bytes
    covered: tuple[int, ...]
    unread: tuple[int, ...]


@dataclass(slots=True)
class _Seen:
    """A page with its letters: `text` as long as `edges`, in points from the upper left corner."""

    text: str
    edges: list[Edges]
    width_pt: float
    height_pt: float


def redact(
    pdf: bytes, find: Find, read: Mapping[int, RecognisedPage], withheld: AbstractSet[int], note: str = ""
) -> Redacted:
    """Take words off every page of a PDF.

    Args:
        pdf: as `page_picture.as_pdf` gives it: closed, without annotations.
        find: the places in a page's text that must not be read.
        read: what a machine read on pages without text, by number from 1.
        withheld: numbers of the pages that are left out.
        note: what stands on the page that takes the place of each.
    """
    covered: list[int] = []
    unread: list[int] = []
    written = io.BytesIO()
    with pypdfium2.PdfDocument(pdf) as document, Pdf.open(io.BytesIO(pdf)) as source, Pdf.new() as made:
        unseen = UnseenText(made)
        for number, old in enumerate(source.pages, start=1):
            page = document[number - 1]
            seen = _seen(page, read.get(number))
            hits = find(seen.text)
            if len(seen.text.split()) < _LEAST_LETTERS:
                unread.append(number)
            if number in withheld:
                _put_note(made, unseen, seen, note)
            elif hits:
                covered.append(number)
                _put_picture(made, unseen, page, seen, hits)
            else:
                made.pages.append(old)
            page.close()
        unseen.close()
        made.save(written, deterministic_id=True)
    return Redacted(data=written.getvalue(), covered=tuple(covered), unread=tuple(unread))


def _seen(page: Any, read: RecognisedPage | None) -> _Seen:  # noqa: ANN401 - untyped library
    width, height = page.get_size()
    text, edges = placed_text(page, width, height)
    if len(text.split()) >= _LEAST_LETTERS or read is None:
        return _Seen(text, edges, width, height)
    letters = [(letter, edge) for word in read.words for letter, edge in _spread(word, width, height)]
    return _Seen("".join(letter for letter, _ in letters), [edge for _, edge in letters], width, height)


def _spread(word: SeenWord, width: float, height: float) -> Iterator[tuple[str, Edges]]:
    """The letters of a word, each with a share of its box."""
    count = max(len(word.text.rstrip()), 1)
    step = (word.right - word.left) * width / count
    for at, letter in enumerate(word.text):
        left = word.left * width + at * step
        is_shown = not letter.isspace()
        yield letter, (left, word.top * height, left + step, word.bottom * height) if is_shown else _NOWHERE


def _put_picture(made: Pdf, unseen: UnseenText, page: Any, seen: _Seen, hits: Sequence[Hit]) -> None:  # noqa: ANN401
    scale = min(_DPI / 72, (_MOST_PIXELS / max(seen.width_pt * seen.height_pt, 1)) ** 0.5)
    bitmap = page.render(scale=scale)
    picture = bitmap.to_pil().convert("RGB")
    bitmap.close()
    for hit in hits:
        for box in _boxes(seen, hit):
            _blacken(picture, box, hit.label, scale)
    _put(made, unseen, seen, picture, list(_left_over(seen, hits)))


def _put_note(made: Pdf, unseen: UnseenText, seen: _Seen, note: str) -> None:
    """A page that says it was left out."""
    box = (seen.width_pt * 0.1, seen.height_pt * 0.48, seen.width_pt * 0.9, seen.height_pt * 0.52)
    picture = Image.new("RGB", (round(seen.width_pt), round(seen.height_pt)), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(resource("fonts", "NotoSans-Regular.ttf")), _NOTE_PT)
    draw.text((picture.width / 2, picture.height / 2), note, font=font, fill="black", anchor="mm")
    _put(made, unseen, seen, picture, [_word(seen, note, box)] if note else [])


def _put(made: Pdf, unseen: UnseenText, seen: _Seen, picture: Image.Image, words: Sequence[SeenWord]) -> None:
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY)
    new = made.add_blank_page(page_size=(seen.width_pt, seen.height_pt))
    image = made.make_stream(
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
    new.obj.Contents = made.make_stream(drawn.encode())
    unseen.lay(new.obj, frame_of(new.obj), words)


def _boxes(seen: _Seen, hit: Hit) -> Iterator[Edges]:
    """The boxes of a hit, one for each line it stands on."""
    box: Edges | None = None
    for edge in seen.edges[hit.start : hit.end]:
        if edge == _NOWHERE:
            continue
        if box is not None and abs(_middle(edge) - _middle(box)) < (box[3] - box[1]) / 2:
            box = (min(box[0], edge[0]), min(box[1], edge[1]), max(box[2], edge[2]), max(box[3], edge[3]))
        else:
            if box is not None:
                yield box
            box = edge
    if box is not None:
        yield box


def _middle(edge: Edges) -> float:
    return (edge[1] + edge[3]) / 2


def _blacken(picture: Image.Image, box: Edges, label: str, scale: float) -> None:
    left, top, right, bottom = (
        (side + pad) * scale for side, pad in zip(box, (-_PAD_PT, -_PAD_PT, _PAD_PT, _PAD_PT), strict=True)
    )
    draw = ImageDraw.Draw(picture)
    draw.rectangle((left, top, right, bottom), fill="black")
    size = (bottom - top) * 0.6
    font = ImageFont.truetype(str(resource("fonts", "NotoSans-Regular.ttf")), max(size, 1))
    wide = draw.textlength(label, font=font)
    if wide > right - left:
        font = font.font_variant(size=max(size * (right - left) / wide, 1))
    draw.text(((left + right) / 2, (top + bottom) / 2), label, font=font, fill="white", anchor="mm")


def _left_over(seen: _Seen, hits: Sequence[Hit]) -> Iterator[SeenWord]:
    """What may still be read, with a label in place of each hit."""
    at = 0
    for hit in hits:
        yield from _words(seen, at, hit.start)
        box = next(_boxes(seen, hit), None)
        if box is not None:
            yield _word(seen, f"{hit.label} ", box)
        at = hit.end
    yield from _words(seen, at, len(seen.text))


def _words(seen: _Seen, start: int, end: int) -> Iterator[SeenWord]:
    at = start
    while at < end:
        if seen.text[at].isspace() or seen.edges[at] == _NOWHERE:
            at += 1
            continue
        last = at
        while last < end and not seen.text[last].isspace() and seen.edges[last] != _NOWHERE:
            last += 1
        edges = seen.edges[at:last]
        box = (
            min(edge[0] for edge in edges),
            min(edge[1] for edge in edges),
            max(edge[2] for edge in edges),
            max(edge[3] for edge in edges),
        )
        after = " " if last < len(seen.text) and seen.text[last].isspace() else ""
        yield _word(seen, seen.text[at:last] + after, box)
        at = last


def _word(seen: _Seen, text: str, box: Edges) -> SeenWord:
    return SeenWord(
        text=text,
        left=box[0] / seen.width_pt,
        top=box[1] / seen.height_pt,
        right=box[2] / seen.width_pt,
        bottom=box[3] / seen.height_pt,
        confidence=100,
    )
