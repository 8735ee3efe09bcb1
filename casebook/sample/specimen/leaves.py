"""The leaves of a specimen: text flows down a column, to the next one, to the next leaf."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.domain.dossier.composition import Line, Span
from casebook.pdf.typeset.lines import SetLine, Setting, set_lines
from casebook.pdf.typeset.sheet import SheetSequence
from casebook.pdf.typeset.text import Type, words
from casebook.sample.specimen.pen import Ink, Pen

A4_PT = (595.276, 841.89)
SIDE_PT, TOP_PT, BOTTOM_PT, GUTTER_PT = 74.0, 62.0, 70.0, 20.0
MARK = "Specimen — invented"
SMALL = Type(size_pt=7.5, leading_pt=10)


@dataclass(frozen=True, slots=True)
class SpecimenColumn:
    """Where text may stand: left edge, top edge and width, in points."""

    left_pt: float
    top_pt: float
    width_pt: float


class Leaves(SheetSequence):
    """A paper in the making.

    Attributes:
        y_pt: how far down the current column is filled, from the lower edge.
        language: BCP 47 tag of its text.
    """

    def __init__(self, *, title: str, language: str, is_wide: bool = False, of: int = 0) -> None:
        super().__init__("A4", title=title, language=language)
        if is_wide:
            self.width_pt, self.height_pt = self.height_pt, self.width_pt
        self.language = language
        self.y_pt = 0.0
        self._of = of
        self._columns: list[SpecimenColumn] = []

    @property
    def column(self) -> SpecimenColumn:
        """The column being filled."""
        return self._columns[0]

    def turn(self) -> None:
        """Begin the next leaf, one column wide, with its marks at the head."""
        super().turn()
        whole = SpecimenColumn(SIDE_PT, self.height_pt - TOP_PT, self.width_pt - 2 * SIDE_PT)
        self._columns = [whole]
        self.y_pt = whole.top_pt
        self._corner(MARK, is_right=True)
        if self._of > 1:
            self._corner(f"{self.count} / {self._of}", is_right=False)

    def blank(self) -> None:
        """Begin a leaf without marks."""
        super().turn()

    def split(self, count: int) -> None:
        """Go on in several columns below what stands on the leaf."""
        whole = self.column
        width_pt = (whole.width_pt - GUTTER_PT * (count - 1)) / count
        self._columns = [
            SpecimenColumn(whole.left_pt + place * (width_pt + GUTTER_PT), self.y_pt, width_pt)
            for place in range(count)
        ]

    def need(self, height_pt: float) -> None:
        """Go to the next column or leaf where less than this is left."""
        if self.y_pt - height_pt >= BOTTOM_PT:
            return
        if len(self._columns) > 1:
            self._columns = self._columns[1:]
            self.y_pt = self.column.top_pt
        else:
            self.turn()

    def lines(
        self, text: str | Line, style: Type, width_pt: float, setting: Setting = "ragged"
    ) -> list[SetLine]:
        """A text broken into lines for a measure."""
        line = (Span(text),) if isinstance(text, str) else text
        return set_lines(words(line, style, language=self.language), width_pt, setting)

    def put(self, lines: list[SetLine], style: Type, inset_pt: float = 0, *, ink: Ink | None = None) -> None:
        """Set lines below each other, going on to the next column or leaf as needed."""
        for line in lines:
            base_pt = style.leading_pt * 0.27
            above_pt = max(0.0, line.top_pt - (style.leading_pt - base_pt))  # stacked scripts reach further
            below_pt = max(0.0, -line.bottom_pt - base_pt)
            self.need(style.leading_pt + above_pt + below_pt)
            self.y_pt -= style.leading_pt + above_pt
            self.at(line, self.column.left_pt + inset_pt, self.y_pt + base_pt, ink)
            self.y_pt -= below_pt

    def at(self, line: SetLine, x_pt: float, y_pt: float, ink: Ink | None = None) -> None:
        """Set one line at a point on its baseline."""
        if ink is None:
            self.show(line.placed, x_pt, y_pt)
            return
        red, green, blue = ink
        self.draw(f"q {red:.2f} {green:.2f} {blue:.2f} rg")
        self.show(line.placed, x_pt, y_pt)
        self.draw("Q")

    def gap(self, height_pt: float) -> None:
        """Leave room, but not at the head of a leaf."""
        if self.y_pt < self.column.top_pt:
            self.y_pt -= height_pt

    def across(self, weight_pt: float, ink: Ink | None = None) -> None:
        """A rule across the column at the present height."""
        pen = Pen()
        if ink:
            pen.ink(ink)
        pen.width(weight_pt)
        pen.line((self.column.left_pt, self.y_pt), (self.column.left_pt + self.column.width_pt, self.y_pt))
        self.draw(pen.operators)

    def _corner(self, text: str, *, is_right: bool) -> None:
        line = self.lines(text, SMALL, 200)[0]
        x_pt = self.width_pt - SIDE_PT - line.width_pt if is_right else SIDE_PT
        self.at(line, x_pt, self.height_pt - 36, (0.45, 0.45, 0.47))
