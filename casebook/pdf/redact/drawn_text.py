"""Pictures of a page with and without its text, and what they say of a place on it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import accumulate

from PIL import Image, ImageChops

from casebook.domain.evidence.redaction import Edges
from casebook.pdf.redact.page_layers import PageLayers, apart
from casebook.pdf.redact.text_run import around

Pixels = tuple[int, int, int, int]
"""Left, top, right and bottom of a place in a picture."""
EVERY_TEXT = 0
"""In place of the address of one: all of a page's text at once."""
_NEVER = -1
"""The pass of text that is drawn in no colour: without it the page is the same."""

_INKED, _CHANGED = 96, 16
"""Of 255: how dark ink is, and how far what is seen changes where it is not drawn."""
_ON, _MAX_PASSES = 255, 8
_MIN_CONTRAST = 0.3
"""Of what text has on white paper. A highlighter leaves six tenths or more, a watermark half of it; what
leaves less than three tenths (a black or white box of 70 % or more) keeps the words from being read."""
_EVEN_SHARE, _EVEN_WITHIN = 0.97, 24
"""Of the pixels of a place without print: those near its middle shade, of 255."""
_MAX_SPREAD = 1.8
"""Of the ink of a letter: what is lit by it printed twice, a little apart."""
_BRIM_PX, _MIN_STRAY_PX = 3, 12


class DrawnText:
    """What changes on a page where its text is not drawn.

    Texts that lie over one another are left out one after another, so that none speaks for its neighbour.

    Args:
        layers: of the page; used up.
        boxes: of the letters of each text, by its address.

    Attributes:
        bare: the page without any text, in shades of grey.
    """

    def __init__(self, layers: PageLayers, boxes: Mapping[int, Sequence[Pixels]]) -> None:
        seen = {text for text, drawn in layers.texts.items() if not drawn.is_invisible}
        bare = layers.without(seen)
        full = layers.without(frozenset()) if seen else bare
        self.bare = bare.convert("L")
        self._boxes = boxes
        self._pass_of = {
            **dict.fromkeys(boxes, _NEVER),
            **_passes({text: its for text, its in boxes.items() if text in seen}),
        }
        strength = {EVERY_TEXT: _difference(full, bare), _NEVER: Image.new("L", full.size)}
        for number in sorted({number for number in self._pass_of.values() if 0 < number <= _MAX_PASSES}):
            texts = {text for text, its in self._pass_of.items() if its == number}
            strength[number] = (
                strength[EVERY_TEXT] if texts == seen else _difference(full, layers.without(texts))
            )
        self._traces = {number: its.point(_from(1)) for number, its in strength.items()}
        self._lit = {number: its.point(_from(_CHANGED)) for number, its in strength.items()}
        alone = _difference(layers.text_alone(), Image.new("RGB", full.size, "white"))
        self._alone = alone.point(_from(_CHANGED))
        self._ink = layers.ink().point(_from(_INKED))
        self._strays: dict[int, bool] = {}
        self._missing = {number: ImageChops.subtract(self._ink, lit) for number, lit in self._lit.items()}
        least = alone.point([int(shade * _MIN_CONTRAST) for shade in range(256)])
        self._faint = {
            number: ImageChops.multiply(ImageChops.subtract(least, its).point(_from(1)), self._ink)
            for number, its in strength.items()
        }

    def is_separable(self, text: int) -> bool:
        """Return whether a text can be removed without another that overlaps it."""
        return self._pass_of[text] in self._lit

    def is_whole(self, text: int, box: Pixels) -> bool:
        """Whether all that a text inks in a place is seen."""
        return self._missing[self._pass_of[text]].crop(box).getbbox() is None

    def missing(self, text: int, box: Pixels) -> float:
        """The share of the ink in a place that is not seen; 1 where there is none."""
        ink = _count(self._ink, box)
        number = self._pass_of.get(text, EVERY_TEXT)
        return _count(self._missing[number], box) / ink if ink else 1.0

    def is_faint(self, text: int, box: Pixels) -> bool:
        """Whether anything of a text in a place is seen in less than the least contrast."""
        return self._faint[self._pass_of[text]].crop(box).getbbox() is not None

    def faint(self, text: int, box: Pixels) -> float:
        """The share of the ink in a place that has less than the least contrast, or is not seen at all."""
        ink, number = _count(self._ink, box), self._pass_of.get(text, EVERY_TEXT)
        lost = ImageChops.lighter(self._faint[number].crop(box), self._missing[number].crop(box))
        return lost.histogram()[_ON] / ink if ink else 1.0

    def shows(self, text: int, box: Pixels) -> bool:
        """Whether anything of a text is seen in a place."""
        return self._lit[self._pass_of[text]].crop(box).getbbox() is not None

    def has_traces(self, text: int, box: Pixels) -> bool:
        """Whether anything of a text changes a place at all, be it too little for an eye."""
        return self._traces[self._pass_of.get(text, EVERY_TEXT)].crop(box).getbbox() is not None

    def is_print(self, box: Pixels) -> bool:
        """Whether what the page's text shows in a place has the shape of the ink there, and is no block."""
        return _count(self._lit[EVERY_TEXT], box) <= _MAX_SPREAD * _count(self._ink, box)

    def ink_box(self, box: Pixels) -> Pixels | None:
        """Around the ink in a place, from its corner; None where there is none."""
        return self._ink.crop(box).getbbox()

    def has_colour(self, box: Pixels) -> bool:
        """Whether text in a place would be seen on white paper."""
        return self._alone.crop(box).getbbox() is not None

    def strays(self, text: int) -> bool:
        """Return whether text removed together with this one appears where no letter is recorded."""
        number = self._pass_of[text]
        if number not in self._strays:
            self._strays[number] = number not in self._lit or self._has_stray(number)
        return self._strays[number]

    def _has_stray(self, number: int) -> bool:
        rest = self._lit[number].copy()
        for other, boxes in self._boxes.items():
            if self._pass_of[other] == number:
                for left, top, right, low in boxes:
                    rest.paste(0, (left - _BRIM_PX, top - _BRIM_PX, right + _BRIM_PX, low + _BRIM_PX))
        return rest.histogram()[_ON] > _MIN_STRAY_PX


def pixels(edges: Edges, scale: float) -> Pixels:
    """The pixels of a place given in points."""
    left, top, right, low = (edge * scale for edge in edges)
    return math.floor(left), math.floor(top), math.ceil(right), math.ceil(low)


def area(box: Pixels) -> int:
    """The pixels in a place."""
    return (box[2] - box[0]) * (box[3] - box[1])


def grown(box: Pixels, least: int) -> Pixels:
    """A place that is nowhere narrower than so many pixels."""
    left, top, right, low = box
    side, brim = max(least - right + left, 0), max(least - low + top, 0)
    return left - side // 2, top - brim // 2, right + side - side // 2, low + brim - brim // 2


def shade_of(picture: Image.Image, box: Pixels, *, is_strict: bool = False) -> int | None:
    """The shade of a place, of 255; None where something shows in it.

    Args:
        picture: in shades of grey.
        box: the place.
        is_strict: a single pixel of another shade is something.
    """
    counts = picture.crop(box).histogram()
    whole = sum(counts)
    middle = next((shade for shade, below in enumerate(accumulate(counts)) if below * 2 >= whole), 0)
    near = sum(counts[max(middle - _EVEN_WITHIN, 0) : middle + _EVEN_WITHIN + 1])
    return middle if near >= whole * (1 if is_strict else _EVEN_SHARE) else None


def _passes(boxes: Mapping[int, Sequence[Pixels]]) -> dict[int, int]:
    """The pass, from 1, in which each text is left out: no two of one pass meet."""
    passes: dict[int, int] = {}
    places = [(text, around([tuple(map(float, box)) for box in its])) for text, its in boxes.items()]  # type: ignore[misc]
    for text, met in apart(places):
        taken = {passes[other] for other in met}
        passes[text] = next(number for number in range(1, len(boxes) + 1) if number not in taken)
    return passes


def _difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far two pictures are apart in the colour in which they are furthest."""
    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _from(least: int) -> list[int]:
    return [0] * least + [_ON] * (256 - least)


def _count(picture: Image.Image, box: Pixels) -> int:
    return picture.crop(box).histogram()[_ON]
