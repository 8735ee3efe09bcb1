"""Draws the appearances of fields: one set of embedded fonts for a whole form, every script in its own.

Viewers show what is drawn here and need not make anything of their own (NeedAppearances stays off).
pikepdf's own generator draws letters of ASCII only: so the words are set as on every other page of this
program (docs/decisions/0039).
Source: ISO 32000-2:2020, 12.5.5 (appearance streams) and 12.7.4.3 (variable text).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from casebook.pdf.form.field_text import CENTRED, RIGHT, FieldLook, Row
from casebook.pdf.form.form_field import PdfField, PdfMark, inherited, whole
from casebook.pdf.typeset.canvas import PlainCanvas
from casebook.pdf.typeset.fonts.embed import FontsUsed
from casebook.pdf.typeset.fonts.shaping import shape
from casebook.pdf.typeset.ink import Ink

_TURNS = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
_STROKES = {1: "G", 3: "RG", 4: "K"}
_FILLS = {1: "g", 3: "rg", 4: "k"}
_CHOSEN = "0.6 0.75686 0.8549 rg"
"""The colour that viewers give the selected option of a list."""
_CROSS = 0.22
_BORDER_PARTS = 3
"""Two radii, then the width. Source: ISO 32000-2, table 166."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What stands in one mark of a field.

    Attributes:
        rows: lines of text.
        bands: bottom and height of what is shaded behind them, in points.
    """

    mark: PdfMark
    look: FieldLook
    rows: Sequence[Row]
    bands: Sequence[tuple[float, float]] = ()


def turn_of(mark: PdfMark) -> int:
    """Return how far the content of a mark is turned, anticlockwise in degrees."""
    looks = mark.widget.get(Name.MK)
    turn = whole(looks.get(Name.R)) if isinstance(looks, Dictionary) else 0
    return turn % 360 if turn % 90 == 0 else 0


def border_of(mark: PdfMark) -> float:
    """Return the width of the border of a mark, in points. Source: ISO 32000-2, 12.5.4."""
    style = mark.widget.get(Name.BS)
    try:
        if isinstance(style, Dictionary) and style.get(Name.W) is not None:
            return max(0.0, float(style.W))
        border = mark.widget.get(Name.Border)
        return (
            max(0.0, float(border[2])) if isinstance(border, Array) and len(border) >= _BORDER_PARTS else 1.0
        )
    except (TypeError, ValueError):
        return 1.0


def quadding_of(field: PdfField, mark: PdfMark) -> int:
    """Return where the text of a mark stands: 0 left, 1 centred, 2 right."""
    place = inherited(mark.widget, Name.Q)
    value = whole(field.get(Name.Q) if place is None else place)
    return value if value in {CENTRED, RIGHT} else 0


def draw_texts(pdf: Pdf, drawings: Sequence[Drawing]) -> None:
    """Give marks the appearance of their text."""
    fonts = FontsUsed()
    for drawing in drawings:
        for placed, _, _ in drawing.rows:
            for one in placed:
                fonts.note(one.piece.shaped)
                if one.is_spaced and one.piece.shaped.face.space:
                    fonts.note(shape(one.piece.shaped.face, " "))
    fonts.assign_codes()
    ink, embedded = Ink(fonts), _embedded(pdf, fonts)
    for drawing in drawings:
        operators = [line for row in drawing.rows for line in ink.line(*row)]
        used = {name: embedded[name] for name in embedded if any(name + " " in one for one in operators)}
        stream = pdf.make_stream(_content(drawing, operators).encode("ascii"))
        _set_form(stream, drawing)
        stream.Resources = Dictionary(Font=Dictionary(used)) if used else Dictionary()
        drawing.mark.widget.AP = Dictionary(N=stream)


def draw_tick(pdf: Pdf, mark: PdfMark, state: str) -> None:
    """Give a box without any appearance one for its state, a cross, and an empty one."""
    left, bottom, right, top = mark.box
    width, height = right - left, top - bottom
    look = FieldLook(width_pt=width, height_pt=height, border_pt=border_of(mark))
    x, y = width * _CROSS, height * _CROSS
    cross = (
        f"q 0 G 1.2 w {x:.2f} {y:.2f} m {width - x:.2f} {height - y:.2f} l "
        f"{x:.2f} {height - y:.2f} m {width - x:.2f} {y:.2f} l S Q"
    )
    looks = Dictionary()
    for name, drawn in ((state, cross), ("Off", "")):
        drawing = Drawing(mark, look, ())
        stream = pdf.make_stream(f"{_frame(drawing)}{drawn}".encode("ascii"))
        _set_form(stream, drawing)
        looks[Name("/" + name)] = stream
    mark.widget.AP = Dictionary(N=looks)


def _embedded(pdf: Pdf, fonts: FontsUsed) -> dict[str, Object]:
    """Return the fonts as objects of the form, by resource name."""
    written = io.BytesIO()
    canvas = PlainCanvas(written, pagesize=(9, 9), invariant=1, pageCompression=0)
    canvas.adopt(fonts)
    canvas.showPage()
    canvas.save()
    with Pdf.open(io.BytesIO(written.getvalue())) as source:
        resources = source.pages[0].obj.Resources.get(Name.Font, Dictionary())
        return {name: pdf.copy_foreign(font) for name, font in resources.items()}


def _content(drawing: Drawing, operators: Sequence[str]) -> str:
    look = drawing.look
    edge = look.border_pt
    clip = f"{edge:.2f} {edge:.2f} {look.width_pt - 2 * edge:.2f} {look.height_pt - 2 * edge:.2f} re W n"
    bands = " ".join(
        f"{edge:.2f} {bottom:.2f} {look.width_pt - 2 * edge:.2f} {height:.2f} re f"
        for bottom, height in drawing.bands
    )
    shaded = f"q {_CHOSEN} {bands} Q " if bands else ""
    text = "\n".join(operators)
    return f"{_frame(drawing)}/Tx BMC q {clip} {shaded}{look.colour} {text} Q EMC"


def _frame(drawing: Drawing) -> str:
    """Return ground and border of a mark, as the form describes them."""
    looks = drawing.mark.widget.get(Name.MK)
    if not isinstance(looks, Dictionary):
        return ""
    look, edge = drawing.look, drawing.look.border_pt
    parts = []
    if ground := _colour(looks.get(Name.BG), _FILLS):
        parts.append(f"q {ground} 0 0 {look.width_pt:.2f} {look.height_pt:.2f} re f Q")
    if edge and (line := _colour(looks.get(Name.BC), _STROKES)):
        parts.append(
            f"q {line} {edge:.2f} w {edge / 2:.2f} {edge / 2:.2f} "
            f"{look.width_pt - edge:.2f} {look.height_pt - edge:.2f} re S Q"
        )
    return " ".join([*parts, ""])


def _colour(value: Object | None, operators: dict[int, str]) -> str:
    if not isinstance(value, Array) or len(value) not in operators:
        return ""
    try:
        return " ".join(f"{float(part):.4g}" for part in value) + f" {operators[len(value)]}"
    except (TypeError, ValueError):
        return ""


def _set_form(stream: Stream, drawing: Drawing) -> None:
    """Make a stream the form of a mark, turned as that is."""
    look, turn = drawing.look, turn_of(drawing.mark)
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([0, 0, round(look.width_pt, 3), round(look.height_pt, 3)])
    if turn in _TURNS:
        # A viewer fits the turned box to the rectangle of the mark: ISO 32000-2, 12.5.5, algorithm 8.
        stream.Matrix = Array([*_TURNS[turn], 0, 0])
