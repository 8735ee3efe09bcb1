"""Running letters and numbers of a text, its notes, and the references to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    Heading,
    Line,
    Pairs,
    ReferenceTarget,
    Span,
    TextParagraph,
    TextTable,
)

NUMBER = "{number}"
"""Stands in the text of a reference for the number of its target."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NOTE, CALL = "note:", "call:"
"""Prefixes of the anchors of a footnote and of its call, followed by its number."""


def letter(number: int) -> str:
    """Return the letter of a part, from 1.

    >>> letter(1), letter(27)
    ('A', 'AA')
    """
    before, rest = divmod(number - 1, 26)
    return (letter(before) if before else "") + chr(ord("A") + rest)


@dataclass(slots=True)
class TextNumbering:
    """The running numbers of a dossier during layout.

    Attributes:
        part: of the current part.
        heading, subheading: within their parent.
        paragraph: running through the whole dossier.
        sub: of the lettered paragraphs under the last numbered one.
        is_sheet: a sheet of its own, whose headings have no numbers.
    """

    part: int = 0
    heading: int = 0
    subheading: int = 0
    paragraph: int = 0
    sub: int = 0
    is_sheet: bool = False

    def next_part(self) -> str:
        """Return the letter of the next part."""
        self.part, self.heading, self.subheading, self.sub = self.part + 1, 0, 0, 0
        return letter(self.part)

    def next_heading(self, level: Literal[2, 3]) -> str:
        """Return the number of the next heading: "B.2" or "B.2.1"; "" on a sheet of its own."""
        self.sub = 0
        if self.is_sheet:
            return ""
        if level == 2:  # noqa: PLR2004 - the level of the domain
            self.heading, self.subheading = self.heading + 1, 0
            return f"{letter(self.part)}.{self.heading}"
        self.subheading += 1
        return f"{letter(self.part)}.{self.heading}.{self.subheading}"

    def next_paragraph(self, paragraph: TextParagraph) -> str:
        """Return the label of the next paragraph: "14", "(a)", a bullet, or ""."""
        if paragraph.style == "sub":
            self.sub += 1
            return f"({letter(self.sub).lower()})"
        if paragraph.is_numbered:
            self.paragraph, self.sub = self.paragraph + 1, 0
            return str(self.paragraph)
        return "•" if paragraph.style == "bullet" else ""


def numbered(whole: Composition) -> Composition:
    """Return the composition with references filled in and notes numbered in the order of their calls.

    What is referred to must stand in it: of a reference to anything else the braces are printed. The call of
    a note is set in raised figures, which a search does not take for a part of the number they follow.
    """
    numbers, notes = anchor_numbers(whole), count(1)

    def filled(line: Line) -> Line:
        if not any(span.note or (span.to is not None and NUMBER in span.text) for span in line):
            return line
        spans: list[Span] = []
        for span in line:
            if span.note and spans and spans[-1].note:
                spans.append(Span(","))  # "³⁷³⁸" would be read as one number
            number = next(notes) if span.note else 0
            spans.append(_called(span, number, filled(span.note)) if number else _filled(span, numbers))
        return tuple(spans)

    parts = tuple(
        replace(part, blocks=tuple(relined(block, filled) for block in part.blocks)) for part in whole.parts
    )
    return replace(whole, parts=parts)


def relined(block: Block, change: Callable[[Line], Line]) -> Block:
    """Return a block with its lines changed."""
    if isinstance(block, TextParagraph):
        line, reference = change(block.line), change(block.reference)
        same = line is block.line and reference is block.reference
        return block if same else replace(block, line=line, reference=reference)
    if isinstance(block, TextTable):
        return replace(block, rows=tuple(tuple(change(cell) for cell in row) for row in block.rows))
    if isinstance(block, Pairs):
        return replace(block, rows=tuple((label, change(line)) for label, line in block.rows))
    return block


def _called(span: Span, number: int, note: Line) -> Span:
    to = ReferenceTarget(anchor=f"{NOTE}{number}")
    return Span(str(number).translate(_RAISED), span.emphasis, to, span.language, note)


def _filled(span: Span, numbers: Mapping[str, str]) -> Span:
    if span.to is None or NUMBER not in span.text:
        return span
    # The number stays on the line of its word.
    text = span.text.replace(f" {NUMBER}", f"\u00a0{NUMBER}")
    return replace(span, text=text.replace(NUMBER, numbers.get(span.to.anchor, NUMBER)))


def anchor_numbers(whole: Composition) -> dict[str, str]:
    """Return the number of each part, heading and paragraph that has both, by its anchor."""
    return dict(_numbers(whole))


def _numbers(whole: Composition) -> Iterator[tuple[str, str]]:
    numbers = TextNumbering()
    for part in whole.parts:
        yield part.anchor, numbers.next_part()
        yield from ((anchor, number) for anchor, number in _of_part(part, numbers) if anchor)


def place_of(whole: Composition, target: ReferenceTarget) -> tuple[str, int]:
    """Return letter of the part and number of the paragraph, or 0, that first refers to a target; ("", 0)."""
    numbers = TextNumbering()
    for part in whole.parts:
        part_letter = numbers.next_part()
        for block in part.blocks:
            if isinstance(block, TextParagraph):
                numbers.next_paragraph(block)
            if any(_refers(line, target) for line in lines_of(block)):
                is_paragraph = isinstance(block, TextParagraph)
                return part_letter, numbers.paragraph if is_paragraph else 0
    return "", 0


def lines_of(block: Block) -> Iterator[Line]:
    """Yield the lines of a block, as `relined` changes them."""
    if isinstance(block, TextParagraph):
        yield from (block.line, block.reference)
    elif isinstance(block, TextTable):
        yield from (cell for row in block.rows for cell in row)
    elif isinstance(block, Pairs):
        yield from (line for _, line in block.rows)


def _refers(line: Line, target: ReferenceTarget) -> bool:
    return any(span.to == target or _refers(span.note, target) for span in line)


def _of_part(part: DossierPart, numbers: TextNumbering) -> Iterator[tuple[str, str]]:
    for block in part.blocks:
        if isinstance(block, Heading):
            yield block.anchor, numbers.next_heading(block.level)
        elif isinstance(block, TextParagraph):
            beside = numbers.next_paragraph(block)
            under = str(numbers.paragraph or "") if block.style == "sub" else ""
            yield block.anchor, f"{under}{beside}"
