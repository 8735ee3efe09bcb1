"""Sets an excerpt of a chat: particulars, messages by day, media as small pictures, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from casebook.domain.dossier.composition import Pairs, Span
from casebook.domain.dossier.typesetting import UNORDERED
from casebook.domain.evidence.chat_sheet import ChatSheet, SheetDay, SheetMessage, SheetPicture
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.fonts.shaping import shape
from casebook.pdf.typeset.line_box import LineBox, PlacedPicture
from casebook.pdf.typeset.lines import SetLine
from casebook.pdf.typeset.page import PageSequence, put_line
from casebook.pdf.typeset.sheet import SheetSequence
from casebook.pdf.typeset.table import pairs_boxes, side_by_side
from casebook.pdf.typeset.text import Type
from casebook.pdf.typeset.text_setter import TextSetter, kept, line_boxes

_TEXT = Type(size_pt=10, leading_pt=13.5)
_QUIET = Type(size_pt=9, leading_pt=12)
_LABEL, _TIME = 0.13, 0.15
"""Shares of the width for the number and the time of a message."""
_SMALL, _LARGE = (3, 138.0, 138.0), (1, 450.0, 560.0)
"""Pictures in a row, and the most width and height of one in points."""
_CAPTION_GAP = 4.0


def set_chat(sheet: ChatSheet, *, tick: Callable[[], None] = lambda: None) -> tuple[bytes, int]:
    """Return the pages of an excerpt as a PDF on A4, and how many they are.

    Args:
        sheet: what they say.
        tick: called for each page; what it raises ends the setting.
    """
    column = page_style.column("A4", UNORDERED)
    setter = TextSetter(width_pt=column.width_pt, language=sheet.language, writes_out=True)
    sheets = SheetSequence("A4", title=sheet.title, language=sheet.language)

    def on_turn(turned: SheetSequence) -> None:
        tick()
        head = setter.one_line(f"{sheet.running_head} {turned.count}", page_style.RUNNING)
        put_line(turned, head, column.left_pt, turned.height_pt - page_style.RUNNING_HEAD_DOWN)

    try:
        pages = PageSequence(sheets, column, on_turn)
        pages.turn()
        pages.fill(_boxes(setter, sheet))
        return sheets.finish(), sheets.count
    finally:
        # SECURITY: shaped words outlive no document.
        shape.cache_clear()


def _boxes(setter: TextSetter, sheet: ChatSheet) -> Iterator[LineBox]:
    yield from kept(_paragraph(setter, sheet.title, page_style.PART))
    rows = tuple((label, (Span(value),)) for label, value in sheet.particulars)
    yield from pairs_boxes(setter, Pairs(rows=rows))
    for day in sheet.days:
        yield from _day(setter, day)
    if sheet.media:
        yield from _heading(setter, sheet.media_title)
        yield from _media(setter, sheet.media, _LARGE if sheet.is_large else _SMALL)
    if sheet.notes:
        yield from _heading(setter, sheet.notes_title)
        for note in sheet.notes:
            yield from _paragraph(setter, note, setter.types.small, 2.0)


def _day(setter: TextSetter, day: SheetDay) -> Iterator[LineBox]:
    if day.gap:
        yield from _paragraph(setter, day.gap, setter.types.small, page_style.BETWEEN_PARAGRAPHS)
    if day.title:
        yield from _heading(setter, day.title)
    for message in day.messages:
        yield from _message(setter, message)


def _message(setter: TextSetter, message: SheetMessage) -> list[LineBox]:
    label_pt, time_pt = setter.width_pt * _LABEL, setter.width_pt * _TIME
    text_pt = setter.width_pt - label_pt - time_pt
    style = _QUIET if message.is_context else _TEXT
    lines: list[SetLine] = []
    if message.sender:
        lines += setter.lines((Span(message.sender, "bold"),), style, width_pt=text_pt)
    for part in message.text.splitlines():
        lines += setter.lines(part, style, width_pt=text_pt) if part.strip() else []
    for remark in message.remarks:
        lines += setter.lines((Span(remark, "italic"),), _QUIET, width_pt=text_pt)
    cells = [
        (0.0, setter.lines(message.label, _QUIET, width_pt=label_pt - page_style.GUTTER)),
        (label_pt, setter.lines(message.time, style, width_pt=time_pt - page_style.GUTTER)),
        (label_pt + time_pt, lines),
    ]
    return side_by_side([(left, cell) for left, cell in cells if cell], style, page_style.BETWEEN_ROWS)


def _media(
    setter: TextSetter, media: Sequence[SheetPicture], room: tuple[int, float, float]
) -> Iterator[LineBox]:
    """Pictures in rows with their captions beneath; a file that is no picture has its caption only."""
    columns, *most_pt = room
    step_pt = setter.width_pt / columns
    for at in range(0, len(media), columns):
        row = media[at : at + columns]
        placed = tuple(
            PlacedPicture(step_pt * place, *_size(picture, *most_pt), picture.pixels)
            for place, picture in enumerate(row)
            if picture.pixels
        )
        before_pt = page_style.BETWEEN_PARAGRAPHS
        if placed:
            height_pt = max(picture.height_pt for picture in placed) + _CAPTION_GAP
            yield LineBox(height_pt=height_pt, pictures=placed, keeps_next=True, before_pt=before_pt)
        captions = [
            (step_pt * place, setter.lines(picture.caption, _QUIET, width_pt=step_pt - page_style.GUTTER))
            for place, picture in enumerate(row)
        ]
        boxes = side_by_side(captions, _QUIET, 0.0 if placed else before_pt)
        yield from (*kept(boxes[:-1]), replace(boxes[-1], keeps_next=False))


def _size(picture: SheetPicture, most_width_pt: float, most_height_pt: float) -> tuple[float, float]:
    """Width and height in points, as large as fits and never enlarged."""
    if picture.pixels is None:
        return 0.0, 0.0
    width, height = picture.pixels.width_px, picture.pixels.height_px
    scale = min(most_width_pt / width, most_height_pt / height, 1.0)
    return width * scale, height * scale


def _heading(setter: TextSetter, text: str) -> list[LineBox]:
    return kept(_paragraph(setter, text, setter.types.subheading, page_style.BEFORE_SUBHEADING))


def _paragraph(setter: TextSetter, text: str, style: Type, before_pt: float = 0.0) -> list[LineBox]:
    return line_boxes(setter.lines(text, style), style, before_pt=before_pt)
