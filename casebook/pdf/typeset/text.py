"""Splits spans into words: measured pieces of one face each, with the gaps between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from casebook.domain.dossier.composition import Emphasis, Line, ReferenceTarget, Span
from casebook.pdf.typeset.breaks import units
from casebook.pdf.typeset.direction import RIGHT_TO_LEFT, base_level, has_rtl, levels
from casebook.pdf.typeset.fonts.fonts import Face, Weight, latin, runs
from casebook.pdf.typeset.fonts.shaping import Shaped, shape

PageOf = Callable[[ReferenceTarget], str]
"""The printed page of a target in the bundle."""

_ADDRESS = re.compile(r"https?://[^\s<>\"”»]*[^\s<>\"”».,;:)\]]")
"""An address of the web, without the stop or bracket that follows it."""
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_ACCENTED = re.compile("[A-Za-z\u00c0-\u052f][\u0300-\u036f]+")
_SCALES = {"NotoNaskhArabic-Regular": 1.15, "NotoNaskhArabic-Bold": 1.15}
"""Size factors: Naskh is drawn small, and is enlarged to match Latin letters."""
_QUIET = 0.86
MIN_PT = 9.5
"""The smallest type that a judge is asked to read; custom of practice."""
_SHORT_REFERENCE = 32
_NO_BREAK = "\u00a0"
"""Set as a plain space, so that a search for the words finds them."""
_STRETCH, _SHRINK, _HAN_STRETCH = 0.5, 0.25, 0.025


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """How a text is set: sizes in points.

    Attributes:
        quiet_pt: the smallest that quiet words in it are set, if it is itself no smaller.
    """

    size_pt: float
    leading_pt: float
    weight: Weight = "regular"
    quiet_pt: float = MIN_PT


@dataclass(slots=True, unsafe_hash=True)  # not frozen: thousands are made, which freezing doubles
class WordPiece:
    """Part of a word in one face and one direction.

    Attributes:
        text: what it says, in reading order.
        to: where a click goes.
        level: embedding level; odd runs from right to left.
        places: anchors that stand where it begins.
    """

    text: str
    shaped: Shaped
    size_pt: float
    to: ReferenceTarget | None
    level: int
    places: tuple[str, ...] = ()

    @property
    def width_pt(self) -> float:
        """Return its width, in points."""
        return self.shaped.width * self.size_pt / 1000

    def part(self, start: int, end: int) -> WordPiece:
        """Return a slice of its characters, reshaped."""
        text = self.text[start:end]
        shaped = shape(self.shaped.face, text, is_rtl=bool(self.level % 2))
        places = () if start else self.places
        return WordPiece(text, shaped, self.size_pt, self.to, self.level, places)


@dataclass(slots=True, unsafe_hash=True)  # not frozen: thousands are made, which freezing doubles
class SetWord:
    """An unbreakable word and the space after it, which is dropped at the end of a line.

    Attributes:
        gap_pt, stretch_pt, shrink_pt: natural width of the gap and how far it may give.
        level: embedding level of the gap.
    """

    pieces: tuple[WordPiece, ...]
    width_pt: float
    gap_pt: float = 0
    stretch_pt: float = 0
    shrink_pt: float = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class LineWords:
    """The words of one paragraph line, between two forced breaks.

    Attributes:
        base: 1 where the whole runs from right to left, else 0.
        is_sentence: it says of itself that it does, so it stands at the right however short it is.
    """

    words: tuple[SetWord, ...]
    base: int = 0
    is_sentence: bool = False


@dataclass(frozen=True, slots=True)
class _Atom:
    """A run of one span and one face, at its place in the paragraph.

    Attributes:
        lead: its leading blanks, where it is the first of its span; else -1.
    """

    start: int
    text: str
    face: Face
    size_pt: float
    span: Span
    lead: int

    def places_at(self, first: int) -> tuple[str, ...]:
        """Return the anchors at one of its characters."""
        return self.span.places if first == self.lead else ()


def words(line: Line, style: Type, *, language: str = "", page_of: PageOf | None = None) -> list[LineWords]:
    """Return the words of a paragraph, one list for each of its forced lines.

    Args:
        line: spans; ``{page}`` in one with a target becomes the page it is on.
        style: how plain spans are set.
        language: BCP 47 tag for spans that say none.
        page_of: what is printed for the pages of targets.

    Raises:
        Uncovered: no font has a glyph for a character.
    """
    paragraphs: list[list[Span]] = [[]]
    for span in (part for whole in line for part in _with_addresses(whole)):
        first, *more = _spelled(span, page_of).split("\n")
        paragraphs[-1].append(_with_text(span, first, span.places))
        paragraphs += [[_with_text(span, text)] for text in more]
    return [_paragraph(spans, style, language) for spans in paragraphs]


def _with_addresses(span: Span) -> Iterator[Span]:
    """Yield a span with each address of the web in it as a span of its own that leads there."""
    if span.to is not None or "://" not in span.text:
        yield span
        return
    end = 0
    for match in _ADDRESS.finditer(span.text):
        if match.start() > end:
            yield _with_text(span, span.text[end : match.start()], () if end else span.places)
        places = () if match.start() else span.places
        yield replace(_with_text(span, match[0], places), to=ReferenceTarget(anchor=match[0]))
        end = match.end()
    if end < len(span.text):
        yield _with_text(span, span.text[end:], () if end else span.places)


def _with_text(span: Span, text: str, places: tuple[str, ...] = ()) -> Span:
    return Span(text, span.emphasis, span.to, span.language, places=places)


def _spelled(span: Span, page_of: PageOf | None) -> str:
    text = _BLANKS.sub(" ", span.text)
    if span.to is not None and page_of is not None and "{page}" in text:
        # A short reference ("exhibit 5, p. 61") stays on one line; of a long one the number and its word.
        kept = " " if len(text) <= _SHORT_REFERENCE else " {page}"
        if not span.is_once:  # a list of pages may break after each
            text = text.replace(kept, kept.replace(" ", _NO_BREAK))
        text = text.replace("{page}", page_of(span.to))
    if text.isascii():
        return text
    # Letters and their accents are put together so that a search finds them; compatibility characters of
    # Chinese names are left as they are, which full normalisation would not.
    return _ACCENTED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def _paragraph(spans: Sequence[Span], style: Type, language: str) -> LineWords:
    text = "".join(span.text for span in spans)
    atoms = list(_atoms(spans, style, language))
    if not has_rtl(text):
        return LineWords(tuple(_words(text, atoms, None)))
    base = base_level(text)
    is_sentence = text.startswith(RIGHT_TO_LEFT)
    return LineWords(tuple(_words(text, atoms, levels(text, base))), base, is_sentence)


def _atoms(spans: Sequence[Span], style: Type, language: str) -> Iterator[_Atom]:
    start = 0
    for span in spans:
        weight, size_pt = _set_as(span.emphasis, style)
        begin = start
        for face, text in runs(span.text, weight, span.language or language):
            lead = len(text) - len(text.lstrip()) if start == begin else -1
            yield _Atom(start, text, face, size_pt * _SCALES.get(face.name, 1), span, lead)
            start += len(text)


def _set_as(emphasis: Emphasis, style: Type) -> tuple[Weight, float]:
    if emphasis == "quiet":
        return "regular", max(style.size_pt * _QUIET, min(style.size_pt, style.quiet_pt))
    if emphasis == "italic":
        return "regular" if style.weight == "italic" else "italic", style.size_pt
    return "bold" if emphasis == "bold" else style.weight, style.size_pt


def _words(text: str, atoms: Sequence[_Atom], of_levels: Sequence[int] | None) -> Iterator[SetWord]:
    at = 0
    known: dict[str, WordPiece] = {}
    for start, end, after in units(text):
        while at + 1 < len(atoms) and atoms[at + 1].start <= start:
            at += 1
            known = {}
        if end == start:
            continue
        atom = atoms[at]
        if of_levels is None and atom.start <= start and end <= atom.start + len(atom.text):
            piece = _whole(atom, start - atom.start, end - atom.start, known)
            pieces: tuple[WordPiece, ...] = (piece,)
            width_pt = piece.width_pt
        else:
            pieces = tuple(_pieces(atoms, at, (start, end), of_levels))
            width_pt = sum(piece.width_pt for piece in pieces)
        if after > end:
            gap_pt = _space(atoms[at])
            level = of_levels[end] if of_levels else 0
            yield SetWord(pieces, width_pt, gap_pt, gap_pt * _STRETCH, gap_pt * _SHRINK, level)
        elif pieces[-1].shaped.face.has_postscript_outlines:
            yield SetWord(pieces, width_pt, 0, pieces[-1].size_pt * _HAN_STRETCH)
        else:
            yield SetWord(pieces, width_pt)


def _whole(atom: _Atom, first: int, last: int, known: dict[str, WordPiece]) -> WordPiece:
    """Return a word of one face and direction, the usual case.

    Args:
        atom: the text it stands in.
        first: where it begins there.
        last: where it ends.
        known: the words of this text that were shaped before, which return often.
    """
    text = atom.text[first:last]
    piece = None if first == atom.lead else known.get(text)
    if piece is None:
        bare = text.replace(_NO_BREAK, " ")
        shaped = shape(atom.face, bare, is_rtl=False, language=atom.span.language)
        piece = WordPiece(bare, shaped, atom.size_pt, atom.span.to, 0, atom.places_at(first))
        if first != atom.lead:
            known[text] = piece
    return piece


def _space(atom: _Atom) -> float:
    return (atom.face.space or latin("regular").space) * atom.size_pt / 1000


def _pieces(
    atoms: Sequence[_Atom], at: int, within: tuple[int, int], of_levels: Sequence[int] | None
) -> Iterator[WordPiece]:
    start, end = within
    while at < len(atoms) and atoms[at].start < end:
        atom = atoms[at]
        first = max(start, atom.start)
        last = min(end, atom.start + len(atom.text))
        for level, length in _stretches(of_levels, first, last):
            text = atom.text[first - atom.start : first - atom.start + length].replace(_NO_BREAK, " ")
            shaped = shape(atom.face, text, is_rtl=bool(level % 2), language=atom.span.language)
            places = atom.places_at(first - atom.start)
            yield WordPiece(text, shaped, atom.size_pt, atom.span.to, level, places)
            first += length
        at += 1


def _stretches(of_levels: Sequence[int] | None, first: int, last: int) -> list[tuple[int, int]]:
    """Return the levels between two places, each with its number of characters."""
    if of_levels is None:
        return [(0, last - first)] if last > first else []
    return [(level, len(list(group))) for level, group in groupby(of_levels[first:last])]
