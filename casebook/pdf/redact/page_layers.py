"""A page drawn with and without some of its text, so that pixels say what a reader sees of it.

Structure hides a word in endless ways: by a box, a stroke, an image, a clip, a layer, the colour of paper.
Pixels know one: a picture of the page without the word is the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops
from pypdfium2 import raw

from casebook.pdf.page.text_layer import UNSEEN_FONT

_MAX_NESTED = 24
_OC, _ACTUAL_TEXT = "OC", b"ActualText"
_MAX_BYTES = 256
_ON, _OFF = 1, 0
_LIGATURES = frozenset({"", "ff", "fi", "fl", "ffi", "ffl", "ft", "st", "ct", "Th", "tt"})
_MAX_EMS = 0.75
"""The most that a letter of a ligature, or a hyphen, is wide, in ems."""
_FILL, _FILL_AND_STROKE, _INVISIBLE = 0, 2, 3
_DARK, _LIGHT, _OPAQUE = 140, 200, 255
_ABOVE_ALL = 1 << 30
"""Dark content counts as topmost: dark words before it are as invisible as those behind it."""
_MIN_SIDE_PT = 1.0
_MIN_EM_PT = 1.0
"""The em of letters that are read, in points; nested forms may make them smaller still."""

_Float = raw.c_float

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TextObject:
    """Text a page draws in one go.

    Attributes:
        handle: as the library has it.
        is_replaced: it is read as another text that stands beside it (ISO 32000-1, 14.9.4).
        is_ours: it is unseen text this program laid over a picture, a line as one word.
        is_invisible: it is drawn in no colour.
        is_tiny: its letters are too small or too narrow to be read.
    """

    handle: Any
    is_replaced: bool
    is_ours: bool
    is_invisible: bool
    is_tiny: bool


class PageLayers:
    """What a page draws, switched on and off.

    Args:
        page: of pypdfium2, loaded for this alone: it is changed.
        scale: pixels a point of the pictures.

    Attributes:
        texts: by their address.
    """

    def __init__(self, page: Any, scale: float) -> None:  # noqa: ANN401 - untyped library
        self._page, self._scale = page, scale
        self.texts: dict[int, TextObject] = {}
        self._others: list[Any] = []
        for thing, kind, is_replaced in _drawn(page):
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self.texts[address(thing)] = TextObject(
                    thing,
                    is_replaced,
                    _is_ours(thing),
                    raw.FPDFTextObj_GetTextRenderMode(thing) == _INVISIBLE,
                    _is_tiny(thing),
                )
            elif kind != raw.FPDF_PAGEOBJ_FORM:
                self._others.append(thing)

    def without(self, texts: AbstractSet[int]) -> Image.Image:
        """The page without these texts, in colours."""
        for text in texts:
            raw.FPDFPageObj_SetIsActive(self.texts[text].handle, _OFF)
        picture = self._picture(may_draw_forms=True)
        for text in texts:
            raw.FPDFPageObj_SetIsActive(self.texts[text].handle, _ON)
        return picture

    def text_alone(self) -> Image.Image:
        """Its text on white paper, as it is coloured; nothing else is drawn from then on."""
        for thing in self._others:
            raw.FPDFPageObj_SetIsActive(thing, _OFF)
        return self._picture(may_draw_forms=False)

    def ink(self) -> Image.Image:
        """Its text filled in white on black whatever its colour and manner; the last thing to ask for."""
        for text in self.texts.values():
            raw.FPDFPageObj_SetFillColor(text.handle, 0, 0, 0, _OPAQUE)
            raw.FPDFPageObj_SetBlendMode(text.handle, b"Normal")
            raw.FPDFTextObj_SetTextRenderMode(text.handle, _FILL)
        return ImageChops.invert(self.text_alone().convert("L"))

    def _picture(self, *, may_draw_forms: bool) -> Image.Image:
        bitmap = self._page.render(
            scale=self._scale, may_draw_forms=may_draw_forms, draw_annots=may_draw_forms, rev_byteorder=True
        )
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return picture


def address(thing: Any) -> int:  # noqa: ANN401 - untyped library
    """Return the address of a page object, which identifies it; 0 for none."""
    return raw.cast(thing, raw.c_void_p).value or 0


def is_plain(page: Any) -> bool:  # noqa: ANN401 - untyped library
    """Whether a page draws dark text and lines, and nothing over text, so that all of it is in sight.

    Whatever is not plainly so is decided by pixels.
    """
    texts: list[tuple[int, Box]] = []
    paths: list[tuple[int, Box]] = []
    for order, (thing, kind, is_replaced) in enumerate(_drawn(page)):
        if kind == raw.FPDF_PAGEOBJ_TEXT and not is_replaced and is_dark(thing):
            texts.append((order, bounds_of(thing)))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            paths.append((order if is_light(thing) else _ABOVE_ALL, bounds_of(thing)))
        else:
            return False
    paper = page.get_cropbox(fallback_ok=True)
    if raw.FPDFPage_GetAnnotCount(page) or not all(_holds(paper, box) for _, box in texts):
        return False
    hides = any(over > under and _meet(path, text) for over, path in paths for under, text in texts)
    return not hides and not any(_overlapping([box for _, box in texts]))


def picture_boxes(page: Any) -> Iterator[Box]:  # noqa: ANN401
    """Around each picture of a page, and each form with one in it, in points of the page's own space."""
    for at in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, at)
        inner = _nested(lambda _, one=thing: one, 1, is_replaced=False, depth=0)  # type: ignore[misc]
        if any(kind == raw.FPDF_PAGEOBJ_IMAGE for _, kind, _ in inner):
            yield bounds_of(thing)


def has_only_unseen_text(page: Any) -> bool:  # noqa: ANN401
    """Whether all text of a page but its number, drawn last, is what this program lays over a picture."""
    last = raw.FPDFPage_GetObject(page, raw.FPDFPage_CountObjects(page) - 1)
    texts = (thing for thing, kind, _ in _drawn(page) if kind == raw.FPDF_PAGEOBJ_TEXT)
    return all(_is_ours(text) for text in texts if address(text) != address(last))


def apart(boxes: list[tuple[int, Box]]) -> Iterator[tuple[int, set[int]]]:
    """What each box meets of those above it in the list sorted by height.

    Args:
        boxes: by key, in any order; edges left, top, right and bottom.
    """
    open_boxes: list[tuple[int, Box]] = []
    for key, box in sorted(boxes, key=lambda one: one[1][1]):
        open_boxes = [one for one in open_boxes if one[1][3] > box[1]]
        yield key, {other for other, old in open_boxes if old[0] < box[2] and box[0] < old[2]}
        open_boxes.append((key, box))


def _drawn(page: Any) -> Iterator[tuple[Any, int, bool]]:  # noqa: ANN401
    """Every object however deep in forms, its kind, and whether a text beside it is read in its place."""
    count = raw.FPDFPage_CountObjects(page)
    yield from _nested(lambda at: raw.FPDFPage_GetObject(page, at), count, is_replaced=False, depth=0)


def _nested(
    get: Callable[[int], Any], count: int, *, is_replaced: bool, depth: int
) -> Iterator[tuple[Any, int, bool]]:
    if depth > _MAX_NESTED:
        raise ValueError("forms within forms without end")
    for at in range(count):
        thing = get(at)
        kind = raw.FPDFPageObj_GetType(thing)
        is_named = is_replaced or _is_replaced(thing)
        yield thing, kind, is_named
        if kind == raw.FPDF_PAGEOBJ_FORM:
            inner = raw.FPDFFormObj_CountObjects(thing)
            yield from _nested(
                lambda place, form=thing: raw.FPDFFormObj_GetObject(form, place),  # type: ignore[misc]
                inner,
                is_replaced=is_named,
                depth=depth + 1,
            )


def _is_replaced(thing: Any) -> bool:  # noqa: ANN401
    """Whether it is read as other letters than those of its glyphs; hyphens and ligatures are none."""
    read = (_actual_text(mark) for mark in _marks(thing))
    texts = ["".join(filter(str.isalnum, text)) for text in read if text is not None]
    return any(text not in _LIGATURES or not _is_as_narrow(thing, text) for text in texts)


def _is_as_narrow(thing: Any, text: str) -> bool:  # noqa: ANN401
    """Whether what is drawn is no wider than these letters: more glyphs than they would not be searched."""
    matrix, size = raw.FS_MATRIX(), raw.c_float()
    if not (raw.FPDFPageObj_GetMatrix(thing, matrix) and raw.FPDFTextObj_GetFontSize(thing, size)):
        return bool(raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_FORM)
    left, bottom, right, top = bounds_of(thing)
    along_pt = (right - left) * abs(matrix.a) + (top - bottom) * abs(matrix.b)
    em_pt = size.value * (matrix.a**2 + matrix.b**2)  # both times the length of the unit along the line
    return bool(along_pt <= _MAX_EMS * max(len(text), 1) * em_pt)


def _marks(thing: Any) -> Iterator[Any]:  # noqa: ANN401
    return (raw.FPDFPageObj_GetMark(thing, at) for at in range(raw.FPDFPageObj_CountMarks(thing)))


def _actual_text(mark: Any) -> str | None:  # noqa: ANN401
    """Return what the library reads in place of what a mark encloses; None where it reads the glyphs."""
    length = raw.c_ulong()
    if not raw.FPDFPageObjMark_GetParamStringValue(mark, _ACTUAL_TEXT, None, 0, length):
        return None
    buffer = raw.create_string_buffer(length.value)  # of a buffer too small nothing is filled
    read = raw.cast(buffer, raw.POINTER(raw.FPDF_WCHAR))
    raw.FPDFPageObjMark_GetParamStringValue(mark, _ACTUAL_TEXT, read, length.value, length)
    return str(buffer.raw, "utf-16-le", "replace").rstrip("\0") or None


def _is_layer(mark: Any) -> bool:  # noqa: ANN401
    length, buffer = raw.c_ulong(), raw.create_string_buffer(_MAX_BYTES)
    raw.FPDFPageObjMark_GetName(mark, raw.cast(buffer, raw.POINTER(raw.FPDF_WCHAR)), _MAX_BYTES, length)
    return str(buffer.raw[: length.value], "utf-16-le", "replace").startswith(_OC)


def is_dark(text: Any) -> bool:  # noqa: ANN401
    """Whether text is drawn so dark, large and whole that it is read on paper and on a light ground."""
    colour = [raw.c_uint() for _ in range(4)]
    if raw.FPDFTextObj_GetTextRenderMode(text) not in {_FILL, _FILL_AND_STROKE}:
        return False
    if not raw.FPDFPageObj_GetFillColor(text, *colour) or any(map(_is_layer, _marks(text))):
        return False
    if _is_tiny(text):
        return False
    clip = raw.FPDFPageObj_GetClipPath(text)
    if clip and raw.FPDFClipPath_CountPaths(clip) > 0:
        return False
    *inks, alpha = (int(part.value) for part in colour)
    return max(inks) <= _DARK and alpha == _OPAQUE


def _is_tiny(text: Any) -> bool:  # noqa: ANN401
    """Return whether it is unreadable without tenfold zoom, by font size, matrix or scaling."""
    matrix, size = raw.FS_MATRIX(), raw.c_float()
    if not (raw.FPDFPageObj_GetMatrix(text, matrix) and raw.FPDFTextObj_GetFontSize(text, size)):
        return False
    sides = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    return bool(0 < size.value * min(sides) < _MIN_EM_PT)


def is_light(path: Any) -> bool:  # noqa: ANN401
    """Whether it is filled so light that dark words drawn after it are read."""
    mode, stroke = raw.c_int(), raw.c_int()
    colour = [raw.c_uint() for _ in range(4)]
    is_known = raw.FPDFPath_GetDrawMode(path, mode, stroke) and raw.FPDFPageObj_GetFillColor(path, *colour)
    return (
        bool(is_known)
        and mode.value != 0
        and not stroke.value
        and min(int(one.value) for one in colour[:3]) >= _LIGHT
    )


def _is_ours(text: Any) -> bool:  # noqa: ANN401
    font, name = raw.FPDFTextObj_GetFont(text), raw.create_string_buffer(_MAX_BYTES)
    raw.FPDFFont_GetBaseFontName(font, name, _MAX_BYTES)
    return bytes(name.value) == UNSEEN_FONT.encode()


def bounds_of(thing: Any) -> Box:  # noqa: ANN401
    """Return left, bottom, right and top of an object, in the units of its container."""
    left, bottom, right, top = _Float(), _Float(), _Float(), _Float()
    raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _holds(paper: Box, box: Box) -> bool:
    return paper[0] <= box[0] and paper[1] <= box[1] and box[2] <= paper[2] and box[3] <= paper[3]


def _meet(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0 and up > 0


def _overlapping(texts: list[Box]) -> Iterator[bool]:
    inner = [
        (at, (left, low + _MIN_SIDE_PT, right, top - _MIN_SIDE_PT))
        for at, (left, low, right, top) in enumerate(texts)
    ]
    return (bool(met) for _, met in apart(inner))
