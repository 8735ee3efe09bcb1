"""Sets the pieces of a specimen on leaves: letterhead, paragraphs, tables, marks, a list of contents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from casebook.pdf.typeset.text import Type
from casebook.sample.specimen import letterhead, marks, table
from casebook.sample.specimen.leaves import Leaves
from casebook.sample.specimen.specimen import PieceKind, Specimen, SpecimenPiece

BODY = Type(size_pt=11.2, leading_pt=17.6)
PRINT = Type(size_pt=10.2, leading_pt=14.6)
SPACED = Type(size_pt=11.5, leading_pt=21)
HAN_BODY = Type(size_pt=12.5, leading_pt=24)
TITLE = Type(size_pt=15, leading_pt=21, weight="bold")
HAN_TITLE = Type(size_pt=22, leading_pt=34, weight="bold")
HEADING = Type(size_pt=12, leading_pt=18, weight="bold")
QUOTE = Type(size_pt=11.2, leading_pt=17.6, weight="italic")
CENTRED = Type(size_pt=10.5, leading_pt=16)
NOTE = Type(size_pt=8.6, leading_pt=12)
INDENT_PT, HANGING_PT, SIGNED_PT = 24.0, 26.0, 200.0
UNDER_SEAL_PT = marks.SEAL_PT + 40
"""Room left above a note, so that the seal before it covers none of its words."""
HAN_INDENT = "\u3000\u3000"
GREETING = 30
"""A shorter Chinese paragraph that ends in a colon addresses someone and is not indented."""


@dataclass(slots=True)
class HeadingPosition:
    """Where a heading came to stand: its words, page from 1 and height on it."""

    text: str
    page: int
    y_pt: float


@dataclass(slots=True)
class SpecimenJump:
    """A line of contents: where it stands, and which heading it leads to, from 0."""

    page: int
    box: tuple[float, float, float, float]
    to: int


@dataclass(slots=True)
class SetPaper:
    """A set paper and what is known of it.

    Attributes:
        headings: in order; they become bookmarks.
        jumps: lines of contents; they become links.
        entries: fields of a form, with the box each stands in.
    """

    leaves: Leaves
    headings: list[HeadingPosition] = field(default_factory=list)
    jumps: list[SpecimenJump] = field(default_factory=list)
    entries: list[tuple[SpecimenPiece, int, tuple[float, float, float, float]]] = field(default_factory=list)
    number: int = 0
    last: PieceKind = "gap"


def set_paper(specimen: Specimen, *, is_wide: bool = False, columns: int = 1) -> SetPaper:
    """Set a specimen twice: once to learn its pages, once with them printed."""
    first = _set(specimen, is_wide=is_wide, columns=columns, known=None)
    return _set(specimen, is_wide=is_wide, columns=columns, known=first)


def _set(specimen: Specimen, *, is_wide: bool, columns: int, known: SetPaper | None) -> SetPaper:
    leaves = Leaves(
        title=specimen.title,
        language=specimen.language,
        is_wide=is_wide,
        of=known.leaves.count if known else 0,
    )
    paper = SetPaper(leaves)
    leaves.turn()
    letterhead.put(leaves, specimen)
    for kind, group in groupby(specimen.pieces, key=lambda piece: piece.kind):
        pieces = list(group)
        if kind == "row":
            table.put(leaves, [piece.cells for piece in pieces], specimen)
        elif kind == "contents":
            _contents(paper, known)
        else:
            for piece in pieces:
                SETTERS[kind](paper, piece, specimen)
                paper.last = kind
        paper.last = kind
        if columns > 1 and kind == "quote":
            leaves.gap(10)
            leaves.split(columns)
    return paper


def _body(specimen: Specimen) -> Type:
    if _is_han(specimen):
        return HAN_BODY
    if specimen.form == "cropped":
        return PRINT
    return SPACED if specimen.is_spaced else BODY


def _is_han(specimen: Specimen) -> bool:
    return specimen.language.startswith("zh")


def _title(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:
    style = HAN_TITLE if _is_han(specimen) else TITLE
    leaves = paper.leaves
    leaves.gap(8)
    leaves.put(leaves.lines(piece.text, style, leaves.column.width_pt, "centred"), style)
    leaves.gap(8)


def _heading(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:  # noqa: ARG001 - setters are called alike
    leaves = paper.leaves
    leaves.gap(9)
    leaves.need(HEADING.leading_pt + 2 * BODY.leading_pt)
    paper.headings.append(HeadingPosition(piece.text, leaves.count, leaves.y_pt))
    leaves.put(leaves.lines(piece.text, HEADING, leaves.column.width_pt), HEADING)
    leaves.gap(4)


def _text(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:
    leaves = paper.leaves
    if paper.last == "pair":
        leaves.gap(9)
    style = _body(specimen)
    is_greeting = piece.text.endswith("：") and len(piece.text) < GREETING
    is_indented = _is_han(specimen) and not is_greeting
    text = f"{HAN_INDENT}{piece.text}" if is_indented else piece.text
    leaves.put(leaves.lines(text, style, leaves.column.width_pt, "justified"), style)
    leaves.gap(2 if _is_han(specimen) else 8)


def _numbered(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:
    leaves, style = paper.leaves, _body(specimen)
    paper.number += 1
    lines = leaves.lines(piece.text, style, leaves.column.width_pt - HANGING_PT, "justified")
    leaves.need(2 * style.leading_pt if len(lines) > 1 else style.leading_pt)
    number = leaves.lines(str(paper.number), style, HANGING_PT)[0]
    leaves.at(number, leaves.column.left_pt, leaves.y_pt - style.leading_pt * 0.73)
    leaves.put(lines, style, HANGING_PT)
    leaves.gap(8)


def _quote(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:  # noqa: ARG001
    leaves = paper.leaves
    leaves.put(leaves.lines(piece.text, QUOTE, leaves.column.width_pt - 2 * INDENT_PT), QUOTE, INDENT_PT)
    leaves.gap(7)


def _centred(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:  # noqa: ARG001
    leaves = paper.leaves
    leaves.put(leaves.lines(piece.text, CENTRED, leaves.column.width_pt, "centred"), CENTRED)
    leaves.gap(5)


def _right(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:
    leaves = paper.leaves
    style = _body(specimen)
    for line in leaves.lines(piece.text, style, leaves.column.width_pt):
        leaves.put(
            [line], style, leaves.column.width_pt - line.width_pt - (INDENT_PT if _is_han(specimen) else 0)
        )
    leaves.gap(7)


def _note(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:  # noqa: ARG001
    leaves = paper.leaves
    leaves.gap(UNDER_SEAL_PT if paper.last == "seal" else 6)
    leaves.put(leaves.lines(piece.text, NOTE, leaves.column.width_pt), NOTE)
    leaves.gap(4)


def _pair(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:
    if paper.last == "text":
        paper.leaves.gap(5)
    table.put_pair(paper.leaves, piece.cells, specimen)


def _entry(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:  # noqa: ARG001
    """A field or a tick box of a form; what is entered is put in when the form is made."""
    box = table.put_entry(paper.leaves, piece)
    paper.entries.append((piece, paper.leaves.count, box))


def _page(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:  # noqa: ARG001
    paper.leaves.turn()


def _signature(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:  # noqa: ARG001
    leaves = paper.leaves
    leaves.gap(8)
    leaves.need(72)
    leaves.y_pt -= 34
    left = leaves.column.left_pt
    leaves.draw(marks.signature((left + 8, leaves.y_pt + 6), piece.text))
    leaves.rule(left, left + SIGNED_PT, leaves.y_pt, 0.5)
    leaves.y_pt -= 3
    leaves.put(leaves.lines(piece.text, BODY, leaves.column.width_pt), BODY)
    for role in piece.cells[1:]:
        leaves.put(leaves.lines(role, NOTE, leaves.column.width_pt), NOTE)
    leaves.gap(8)


def _seal(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:
    """A seal beside what was just signed, or partly under the line that follows."""
    leaves = paper.leaves
    ink, ring, middle = piece.cells
    is_beside = paper.last == "signature"
    if not is_beside:
        leaves.gap(12)
        leaves.need(2 * marks.SEAL_PT)
    right = leaves.column.left_pt + leaves.column.width_pt
    height_pt = leaves.y_pt + 40 if is_beside else leaves.y_pt - 34
    leaves.draw(marks.seal((right - 74, height_pt), marks.INKS[ink], ring, middle))
    if not is_beside:
        leaves.y_pt -= 40 if specimen.language.startswith("zh") else 0


def _stamp(paper: SetPaper, piece: SpecimenPiece, specimen: Specimen) -> None:  # noqa: ARG001
    leaves = paper.leaves
    right = leaves.column.left_pt + leaves.column.width_pt
    height_pt = leaves.y_pt + 14 if paper.last == "signature" else leaves.y_pt - 62
    leaves.draw(marks.stamp((right - 172, height_pt), piece.text.split(" / ")))


def _contents(paper: SetPaper, known: SetPaper | None) -> None:
    """The headings with their pages, dots between; each a link."""
    leaves = paper.leaves
    leaves.gap(6)
    for place, heading in enumerate(known.headings if known else []):
        leaves.need(BODY.leading_pt + 3)
        leaves.y_pt -= BODY.leading_pt + 3
        column = leaves.column
        heading_line = leaves.lines(heading.text, BODY, column.width_pt)[0]
        page = leaves.lines(str(heading.page), BODY, 40)[0]
        dots = leaves.lines(". .", BODY, 40)[0].width_pt - leaves.lines(".", BODY, 40)[0].width_pt
        room = column.width_pt - heading_line.width_pt - page.width_pt - 12
        leader = leaves.lines(". " * int(room / dots), BODY, column.width_pt)[0]
        leaves.at(heading_line, column.left_pt, leaves.y_pt + 4)
        leaves.at(
            leader, column.left_pt + column.width_pt - page.width_pt - leader.width_pt - 6, leaves.y_pt + 4
        )
        leaves.at(page, column.left_pt + column.width_pt - page.width_pt, leaves.y_pt + 4)
        box = (column.left_pt, leaves.y_pt, column.left_pt + column.width_pt, leaves.y_pt + BODY.leading_pt)
        paper.jumps.append(SpecimenJump(leaves.count, box, place))
    leaves.gap(10)


SETTERS: Mapping[PieceKind, Callable[[SetPaper, SpecimenPiece, Specimen], None]] = {
    "title": _title,
    "heading": _heading,
    "text": _text,
    "numbered": _numbered,
    "quote": _quote,
    "centred": _centred,
    "right": _right,
    "note": _note,
    "pair": _pair,
    "field": _entry,
    "choice": _entry,
    "page": _page,
    "signature": _signature,
    "seal": _seal,
    "stamp": _stamp,
}
