"""The character codes with which each font of a PDF is used in content streams."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Page,
    Pdf,
    Stream,
    String,
)
from pikepdf import parse_content_stream as instructions_of

_OPERATORS = "q Q Tf Tr Tj TJ ' \""
_UNSEEN = 3
"""The render mode of invisible text. Source: ISO 32000-1, table 106."""


@dataclass(eq=False)
class ShownGlyphs:
    """A font with the strings shown in it.

    Attributes:
        font: its dictionary.
        page: index of the first page it is used on.
        texts: the strings shown, each once.
    """

    font: Object
    page: int
    texts: set[bytes] = field(default_factory=set)


def shown_glyphs(pdf: Pdf, at: Mapping[tuple[int, int], int]) -> Iterator[ShownGlyphs]:
    """Yield each font used for drawing, once.

    Args:
        pdf: the file.
        at: page index by the page's object number and generation.

    Raises:
        pikepdf.PdfError: a content stream cannot be read.
    """
    by_font: dict[object, ShownGlyphs] = {}
    for scope in pdf.content_scopes():
        fonts = scope.resources.get(Name.Font) if scope.resources is not None else None
        if not isinstance(fonts, Dictionary):
            continue
        page = at.get(scope.page.obj.objgen, 0) if isinstance(scope.page, Page) else 0
        by_name = {key.encode("utf-8", "surrogateescape"): font for key, font in fonts.items()}
        for name, text in _texts(scope.content):
            font = by_name.get(name)
            if isinstance(font, Dictionary):
                key = font.objgen if font.is_indirect else (scope.content.objgen, name)
                by_font.setdefault(key, ShownGlyphs(font, page)).texts.add(text)
    yield from by_font.values()


def _texts(content: Object) -> Iterator[tuple[bytes, bytes]]:
    """Yield font name, in any encoding, and string of everything drawn."""
    state, kept = (b"", True), list[tuple[bytes, bool]]()
    aside = Pdf.new()  # what is read lives as long as its file
    for instruction in _instructions(content, aside):
        if isinstance(instruction, ContentStreamInlineImage):
            continue
        operands, operator = instruction.operands, str(instruction.operator)
        if operator == "q":
            kept.append(state)
        elif operator == "Q":
            state = kept.pop() if kept else state
        elif operator == "Tf" and operands:
            state = (bytes(operands[0]), state[1])
        elif operator == "Tr":
            state = (state[0], not operands or operands[0] != _UNSEEN)
        elif operands and state[1]:
            yield from ((state[0], bytes(text)) for text in _strings(operands[-1]))


def _instructions(
    content: Object, aside: Pdf
) -> Sequence[ContentStreamInstruction | ContentStreamInlineImage]:
    """Parse separately: truncated content is shown as far as it goes, and does not damage the file."""
    parts = content if isinstance(content, Stream) else content.get(Name.Contents, Array([]))
    data = b"\n".join(each.read_bytes() for each in (parts if isinstance(parts, Array) else [parts]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return instructions_of(aside.make_stream(data), _OPERATORS)


def _strings(operand: object) -> Iterator[String]:
    if isinstance(operand, String):
        yield operand
    elif isinstance(operand, Array):
        yield from (each for each in operand if isinstance(each, String))
