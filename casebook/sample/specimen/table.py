"""Tables, pairs of label and value, and the lines of a form."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.pdf.typeset.lines import SetLine
from casebook.pdf.typeset.text import Type
from casebook.sample.specimen.leaves import Leaves
from casebook.sample.specimen.pen import GREY, Pen
from casebook.sample.specimen.specimen import Specimen, SpecimenPiece

CELL = Type(size_pt=9.8, leading_pt=13.8)
HAN_CELL = Type(size_pt=11, leading_pt=18)
HEAD = Type(size_pt=9.4, leading_pt=13.8, weight="bold")
LABEL = Type(size_pt=9.8, leading_pt=17)
VALUE = Type(size_pt=11, leading_pt=17)
HAN_VALUE = Type(size_pt=12, leading_pt=22)
PAD_PT, BOX_PT, TICK_PT = 4.0, 19.0, 11.0
LABEL_SHARE = 0.3
Box = tuple[float, float, float, float]


def put(leaves: Leaves, rows: Sequence[tuple[str, ...]], specimen: Specimen) -> None:
    """A table, its first row the head; ruled like a form where it is one, else with rules above and below."""
    widths = _widths(leaves, specimen, len(rows[0]))
    is_form = specimen.form in {"scan", "rotated"}
    head, *body = rows
    leaves.gap(5)
    _rule(leaves, is_form=is_form, weight_pt=0.8)
    _row(leaves, head, widths, HEAD, is_form=is_form)
    _rule(leaves, is_form=is_form, weight_pt=0.8)
    style = HAN_CELL if specimen.language.startswith("zh") else CELL
    for cells in body:
        _row(leaves, cells, widths, style, is_form=is_form)
        if is_form:
            _rule(leaves, is_form=True, weight_pt=0.4)
    _rule(leaves, is_form=is_form, weight_pt=0.8)
    leaves.gap(9)


def _widths(leaves: Leaves, specimen: Specimen, count: int) -> list[float]:
    shares = specimen.widths if len(specimen.widths) == count else (1 / count,) * count
    return [leaves.column.width_pt * share for share in shares]


def _rule(leaves: Leaves, *, is_form: bool, weight_pt: float) -> None:
    column = leaves.column
    leaves.rule(column.left_pt, column.left_pt + column.width_pt, leaves.y_pt, weight_pt)
    if not is_form:
        leaves.y_pt -= 1.5


def _row(
    leaves: Leaves, cells: tuple[str, ...], widths: Sequence[float], style: Type, *, is_form: bool
) -> None:
    broken = [
        leaves.lines(cell, style, width - 2 * PAD_PT) for cell, width in zip(cells, widths, strict=True)
    ]
    height_pt = max(len(lines) for lines in broken) * style.leading_pt + 2 * (3.2 if is_form else 1.6)
    leaves.need(height_pt)
    top = leaves.y_pt - (3.2 if is_form else 1.6)
    x = leaves.column.left_pt
    for cell, lines, width in zip(cells, broken, widths, strict=True):
        for place, line in enumerate(lines):
            inset = width - 3 * PAD_PT - line.width_pt if _is_figure(cell) else PAD_PT
            leaves.at(line, x + inset, top - style.leading_pt * (place + 0.73))
        x += width
    if is_form:
        _uprights(leaves, widths, height_pt)
    leaves.y_pt -= height_pt


def _is_figure(cell: str) -> bool:
    """Amounts stand at the right of their column."""
    return cell.endswith(".00")


def _uprights(leaves: Leaves, widths: Sequence[float], height_pt: float) -> None:
    pen = Pen()
    pen.width(0.4)
    x = leaves.column.left_pt
    for width in (0.0, *widths):
        x += width
        pen.line((x, leaves.y_pt), (x, leaves.y_pt - height_pt))
    leaves.draw(pen.operators)


def put_pair(leaves: Leaves, cells: tuple[str, ...], specimen: Specimen) -> None:
    """A label and its value beside it."""
    label, value = cells
    is_han = specimen.language.startswith("zh")
    style = HAN_VALUE if is_han else VALUE
    share = specimen.widths[0] if len(specimen.widths) == 2 else LABEL_SHARE  # noqa: PLR2004 - a pair
    inset = leaves.column.width_pt * share
    lines = leaves.lines(value, style, leaves.column.width_pt - inset)
    leaves.need(style.leading_pt)
    label_lines = leaves.lines(label, style if is_han else LABEL, inset - 6)
    _beside(leaves, label_lines, style)
    leaves.put(lines, style, inset)
    leaves.gap(1.5)


def _beside(leaves: Leaves, label_lines: list[SetLine], style: Type) -> None:
    leaves.at(label_lines[0], leaves.column.left_pt, leaves.y_pt - style.leading_pt * 0.73, GREY)


def put_entry(leaves: Leaves, piece: SpecimenPiece) -> Box:
    """The empty line of a form: label and box, or tick box and label; the box, for what is entered."""
    leaves.need(BOX_PT + 8)
    leaves.y_pt -= BOX_PT + 6
    column = leaves.column
    if piece.kind == "choice":
        box = (column.left_pt, leaves.y_pt + 4, column.left_pt + TICK_PT, leaves.y_pt + 4 + TICK_PT)
        label = leaves.lines(piece.text, VALUE, column.width_pt - 30)
        leaves.at(label[0], column.left_pt + TICK_PT + 9, leaves.y_pt + 5.5)
    else:
        inset = column.width_pt * LABEL_SHARE
        box = (column.left_pt + inset, leaves.y_pt, column.left_pt + column.width_pt, leaves.y_pt + BOX_PT)
        label = leaves.lines(piece.text, LABEL, inset - 6)
        leaves.at(label[0], column.left_pt, leaves.y_pt + 6)
    pen = Pen()
    pen.ink(GREY)
    pen.width(0.6)
    pen.box((box[0], box[1]), box[2] - box[0], box[3] - box[1])
    leaves.draw(pen.operators)
    return box
