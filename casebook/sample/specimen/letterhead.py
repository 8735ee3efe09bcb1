"""The head of a paper: of an office in the middle, of a person at the left, of a Chinese office in red."""

from __future__ import annotations

from casebook.pdf.typeset.text import Type
from casebook.sample.specimen.leaves import Leaves
from casebook.sample.specimen.pen import BLACK, BLUE, GREY, RED
from casebook.sample.specimen.specimen import Specimen

NAME = Type(size_pt=16, leading_pt=22, weight="bold")
LINE = Type(size_pt=9.5, leading_pt=14)
RED_NAME = Type(size_pt=26, leading_pt=42, weight="bold")
MASTHEAD = Type(size_pt=34, leading_pt=46, weight="bold")


def put(leaves: Leaves, specimen: Specimen) -> None:
    """Set the head at the top of the first leaf."""
    if not specimen.head:
        return
    name, *rest = specimen.head
    if specimen.form == "cropped":
        _masthead(leaves, name, rest)
    elif specimen.language.startswith("zh"):
        _red(leaves, name, rest)
    elif specimen.is_personal:
        _personal(leaves, name, rest)
    else:
        _office(leaves, name, rest)


def _office(leaves: Leaves, name: str, rest: list[str]) -> None:
    width_pt = leaves.column.width_pt
    leaves.put(leaves.lines(name, NAME, width_pt, "centred"), NAME)
    for line in rest:
        leaves.put(leaves.lines(line, LINE, width_pt, "centred"), LINE, ink=GREY)
    leaves.y_pt -= 7
    leaves.across(1.4)
    leaves.y_pt -= 2.4
    leaves.across(0.4)
    leaves.y_pt -= 12


def _personal(leaves: Leaves, name: str, rest: list[str]) -> None:
    width_pt = leaves.column.width_pt
    leaves.put(leaves.lines(name, NAME, width_pt), NAME, ink=BLUE)
    for line in rest:
        leaves.put(leaves.lines(line, LINE, width_pt), LINE, ink=GREY)
    leaves.y_pt -= 7
    leaves.across(0.7, BLUE)
    leaves.y_pt -= 16


def _red(leaves: Leaves, name: str, rest: list[str]) -> None:
    """Source: the look of Chinese office papers, a red name over a red double rule."""
    width_pt = leaves.column.width_pt
    leaves.put(leaves.lines(name, RED_NAME, width_pt, "centred"), RED_NAME, ink=RED)
    for line in rest:
        leaves.put(leaves.lines(line, LINE, width_pt, "centred"), LINE, ink=RED)
    leaves.y_pt -= 10
    leaves.across(2, RED)
    leaves.y_pt -= 3.5
    leaves.across(0.6, RED)
    leaves.y_pt -= 10


def _masthead(leaves: Leaves, name: str, rest: list[str]) -> None:
    width_pt = leaves.column.width_pt
    leaves.across(2.5, BLACK)
    leaves.put(leaves.lines(name, MASTHEAD, width_pt, "centred"), MASTHEAD)
    leaves.y_pt -= 4
    leaves.across(0.5)
    for line in rest:
        leaves.put(leaves.lines(line, LINE, width_pt, "centred"), LINE)
    leaves.y_pt -= 3
    leaves.across(0.5)
    leaves.y_pt -= 8
