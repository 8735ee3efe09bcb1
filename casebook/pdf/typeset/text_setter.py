"""Sets text in lines, with the column width, language and page references of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.dossier.composition import Line, ReferenceTarget, Span
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.fonts.fonts import Uncovered
from casebook.pdf.typeset.fonts.substitution import settable
from casebook.pdf.typeset.line_box import LineBox, PlacedText, height
from casebook.pdf.typeset.lines import SetLine, Setting, set_lines
from casebook.pdf.typeset.text import PageOf, Type, words

_Key = tuple[Line, tuple[str, ...], Type, Setting, float]

_HANGUL = (range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xA960, 0xA980), range(0xAC00, 0xD800))
"""Korean letters and syllables."""


_JOINT = re.compile(
    r" (?:and|with|in support of|for|under|et|avec|à l.appui|pour|und|mit|zu|y|con|para|και|με)\b"
    r"|[,;:] | [–(]"
)
"""Where a title may end and still be one: before a word that joins what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSetter:
    """The context for setting text: column width, language, styles and page references.

    Attributes:
        width_pt: the measure.
        language: BCP 47 tag of the text.
        page_of: what is printed for the pages of targets.
        types: the type it sets in.
        least_pt: the smallest type the court takes; `fitted` keeps to it.
        writes_out: a character that no font has is written out by its name, as in what files and records
            say; else it is refused, as in what the author of a text can change.
    """

    width_pt: float
    language: str
    types: page_style.Types = page_style.USUAL
    page_of: PageOf | None = None
    least_pt: float = 0
    writes_out: bool = False
    _known: dict[_Key, list[SetLine]] = field(default_factory=dict, repr=False)

    def fitted(self, style: Type) -> Type:
        """Return a style in no smaller size than the court takes."""
        return page_style.at_least(style, self.least_pt)

    def page(self, target: ReferenceTarget) -> str:
        """Return the printed page of a target; "0" if the bundle is not known yet."""
        return self.page_of(target) if self.page_of else "0"

    def lines(
        self, line: Line | str, style: Type, setting: Setting = "ragged", width_pt: float | None = None
    ) -> list[SetLine]:
        """Return the lines of a text in a measure, by default the setter's own."""
        measure_pt = self.width_pt if width_pt is None else width_pt
        spans = (Span(line),) if isinstance(line, str) else self._each_page_once(line)
        if self.writes_out:
            spans = tuple(_written_out(span) for span in spans)
        pages = tuple(self.page(span.to) for span in spans if span.to and "{page}" in span.text)
        key = (spans, pages, style, setting, measure_pt)
        if key not in self._known:
            text_words = words(spans, style, language=self.language, page_of=self.page_of)
            self._known[key] = set_lines(text_words, measure_pt, setting)
        return self._known[key]

    def _each_page_once(self, line: Line) -> Line:
        """Return a line with the references of its list of pages once each, in the order of the pages.

        What is cited first may be printed later: a note stands at a foot, its text overleaf.
        """
        by_page: dict[str, Span] = {}
        for span in line:
            if span.is_once and span.to:
                by_page.setdefault(self.page(span.to), span)
        if not by_page:
            return line
        ordered = [by_page[page] for page in sorted(by_page, key=_page_order)]
        texts = [span.text for span in by_page.values()]
        listed = [replace(span, text=text) for span, text in zip(ordered, texts, strict=True)]
        before = next(at for at, span in enumerate(line) if span.is_once)
        after = [span for span in line[before:] if not (span.is_once and span.to)]
        return (*line[:before], *listed, *after)

    def with_page_numbers(self, page_of: PageOf) -> TextSetter:
        """Return the same setter with other page numbers; text without any need not be set again."""
        return replace(self, page_of=page_of)

    def writing_out(self) -> TextSetter:
        """Return the same setter, which writes out characters that no font has."""
        return self if self.writes_out else replace(self, writes_out=True)

    def in_types(self, types: page_style.Types) -> TextSetter:
        """Return the same setter with other type styles."""
        return replace(self, types=types)

    def one_line(self, text: str, style: Type, width_pt: float | None = None) -> SetLine:
        """Return a text on a single line; one too long ends at a joint of its words, or else in three dots.

        What follows its last middle dot, such as the number of a file, stays whole: it is what a registry
        looks for.
        """
        lines = self.lines(text, style, width_pt=width_pt)
        long, dot, number = text.rpartition(" · ")
        behind = f"{dot}{number}" if dot else ""
        for joint in reversed([*_JOINT.finditer(long or text)] if len(lines) > 1 else []):
            shorter = self.lines(f"{(long or text)[: joint.start()]}{behind}", style, width_pt=width_pt)
            if len(shorter) == 1:
                return shorter[0]
        parts = (long or text).split(" ")
        while len(lines) > 1 and len(parts) > 1:
            parts.pop()
            lines = self.lines(f"{' '.join(parts)} …{behind}", style, width_pt=width_pt)
        return lines[0]


def _page_order(label: str) -> tuple[int, str]:
    """Return by what printed pages are sorted: 45, 45A, 46."""
    digits = re.match(r"\d*", label)
    return int(digits[0]) if digits and digits[0] else 0, label


def _written_out(span: Span) -> Span:
    text = settable(span.text)
    return span if text == span.text else replace(span, text=text)


def line_boxes(
    lines: Sequence[SetLine], style: Type, *, x_pt: float = 0, before_pt: float = 0
) -> list[LineBox]:
    """Return the lines of a paragraph, without a single first or last line on a page."""
    set_: list[LineBox] = []
    last = len(lines) - 1
    for at, line in enumerate(lines):
        height_pt, down_pt = height(line, style)
        set_.append(
            LineBox(
                height_pt=height_pt,
                lines=(PlacedText(x_pt, down_pt, line),),
                before_pt=0 if at else before_pt,
                keeps_next=at < last and (at in {0, last - 1}),
            )
        )
    return set_


def kept(set_: Sequence[LineBox]) -> list[LineBox]:
    """Return the line boxes with `keeps_next` set: no page ends after them."""
    return [replace(line_box, keeps_next=True) for line_box in set_]


def _remedy(code_point: int) -> Message:
    if any(code_point in letters for letters in _HANGUL):
        return Message(
            "The built-in fonts have no Korean letters. Write this text in Latin letters or Chinese "
            "characters, or build a Word file."
        )
    return Message("Replace or remove the character.")


@contextmanager
def placed(place: Message, narrow: Callable[[int], Message] | None = None) -> Iterator[None]:
    """Report the place of a character that no font has: its number and place, no content.

    Args:
        place: where the text stands, as a person counts it.
        narrow: says more exactly where a character stands, by its code point.

    Raises:
        InvalidInput: instead of Uncovered.
    """
    try:
        yield
    except Uncovered as missing:
        where = narrow(missing.code_point) if narrow else place
        raise InvalidInput(
            Message(
                "The built-in fonts do not contain the character U+{code_point} ({place}).",
                code_point=f"{missing.code_point:04X}",
                place=where,
            ),
            field=str(place),
            remedy=_remedy(missing.code_point),
        ) from missing
