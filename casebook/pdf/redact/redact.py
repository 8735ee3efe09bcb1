"""Redacts pages of an exhibit irreversibly: each becomes an image in which words and areas are covered.

Nothing of the original objects of such a page is kept: it is drawn, names and areas are painted over in the
picture, and a new layer of unseen text says what is left of it, with the label that stands for each.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pypdfium2
from pikepdf import Page, Pdf
from PIL import Image, ImageDraw

from casebook.domain.dossier.hiding.text_hit import TextHit
from casebook.domain.evidence.recognition import RecognisedPage, SeenWord
from casebook.domain.evidence.redaction import Edges
from casebook.pdf.page.frame import frame_of
from casebook.pdf.page.text_layer import UnseenText
from casebook.pdf.raster.raster_text import numbered_text
from casebook.pdf.redact.blacken import blacken, label_font, level, set_anew
from casebook.pdf.redact.covered_run import CoveredRun, RunCovers
from casebook.pdf.redact.line_text import PageLines
from casebook.pdf.redact.page_traits import traits_of
from casebook.pdf.redact.redrawn_page import draw, put_picture, scale_of
from casebook.pdf.redact.residual_text import SeenPage, is_touched
from casebook.pdf.redact.rewritten_page import PageRewriter, Unrewritable
from casebook.pdf.redact.shown_letters import ALL_SHOWN, ShownLetters, shown_letters

Find = Callable[[int, str], Sequence[TextHit]]
"""Finds what must not be read on a page, by its number from 1, in its text."""

_BRIM_PT = 0.5
"""What shades off at the edge of an area is covered too."""
_MIN_WORDS = 2
_MIN_SIGNS = 10
_UNPARTED = re.compile("[\u0f40-\u0fbc\u2e80-\u9fff]")
"""Signs of Tibetan and Chinese, which part no words: a page of them would count as one."""
_NOTE_PT = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The areas to blacken, by page.

    Attributes:
        places: by number of the page, in parts of its width and height as seen.
        label: printed on each.
        is_wide: a line of words that an area touches is covered whole, so that the width of the area does not
            tell how long was what it hides.
    """

    places: Mapping[int, Sequence[Edges]] = field(default_factory=dict)
    label: str = ""
    is_wide: bool = False

    def on(self, number: int, seen: SeenPage) -> list[Edges]:
        """The areas of a page, in points."""
        return [seen.in_points(edges) for edges in self.places.get(number, ())]


NO_MARKS = Marks()


def _nothing(_: int, __: str) -> Sequence[TextHit]:
    return ()


class WordsLeft(Exception):
    """Words under an area can still be read.

    Attributes:
        page: on which, from 1.
    """

    def __init__(self, page: int) -> None:
        super().__init__(page)
        self.page = page


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionPlan:
    """What is taken off the pages of an exhibit.

    Attributes:
        find: the places in a page's text that must not be read; asked about every page.
        marks: areas that must not be seen.
        read: what a machine read on pages without text, by number from 1.
        drawn: what it read on pages that have text too, to be compared; likewise.
        withheld: numbers of the pages that are left out.
        note: what stands on the page that takes the place of each.
        is_redrawn: every page becomes a picture; otherwise those alone on which something is covered, and
            the others are written anew without what does not show.
    """

    find: Find = _nothing
    marks: Marks = NO_MARKS
    read: Mapping[int, RecognisedPage] = field(default_factory=dict)
    drawn: Mapping[int, RecognisedPage] = field(default_factory=dict)
    withheld: AbstractSet[int] = frozenset()
    note: str = ""
    is_redrawn: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """An exhibit after redaction.

    Attributes:
        data: a new PDF with as many pages.
        changed_pages: numbers from 1 of the pages on which something was painted over.
        page_count: of all.
        rewritten_pages: numbers of those that are kept as drawing instructions, without what does not show.
    """

    data: bytes
    changed_pages: tuple[int, ...]
    page_count: int
    rewritten_pages: tuple[int, ...] = ()


def redact(pdf: bytes, plan: RedactionPlan) -> Redacted:
    """Redact words and areas on the pages of a PDF.

    Args:
        pdf: as `page_picture.as_pdf` gives it: closed, without annotations.
        plan: what is taken off.

    Raises:
        WordsLeft: something under an area can still be read; nothing may be made of it.
    """
    written = io.BytesIO()
    with (
        pypdfium2.PdfDocument(pdf) as document,
        Pdf.open(io.BytesIO(pdf)) as source,
        Pdf.new() as redacted_pdf,
    ):
        making = _Making(plan, redacted_pdf, UnseenText(redacted_pdf), PageRewriter(redacted_pdf))
        for number, (old, page) in enumerate(zip(source.pages, document, strict=True), start=1):
            making.add(number, old, page)
            page.close()
        making.unseen.close()
        redacted_pdf.save(written, deterministic_id=True)
        page_count = len(redacted_pdf.pages)
    _require_gone(written.getvalue(), plan.marks, frozenset(making.changed_pages))
    return Redacted(
        data=written.getvalue(),
        changed_pages=tuple(making.changed_pages),
        page_count=page_count,
        rewritten_pages=tuple(making.rewritten_pages),
    )


def lines_under(pdf: bytes, read: Mapping[int, RecognisedPage], marks: Marks) -> Iterator[str]:
    """Yield the lines under areas; this never leaves the process.

    Args:
        pdf: as it is redacted.
        read: likewise.
        marks: likewise.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        for number in sorted(marks.places):
            page = document[number - 1]
            seen = _seen(page, read.get(number))
            page.close()
            yield from seen.text_under(marks.on(number, seen))


def _require_gone(pdf: bytes, marks: Marks, changed_pages: AbstractSet[int]) -> None:
    """Require that nothing under an area is readable in the finished file.

    SECURITY: it is read anew; what was meant to be left out is not believed.

    Raises:
        WordsLeft: something can, which ends the work.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        for number in sorted(changed_pages & marks.places.keys()):
            page = document[number - 1]
            seen = _seen(page, None)
            page.close()
            if seen.under(marks.on(number, seen), marks.label):
                raise WordsLeft(number)


@dataclass(frozen=True, slots=True)
class _Cover:
    """What is painted over on a page.

    Attributes:
        seen: the page.
        runs: names, each with its run.
        areas: marked by a person, in points.
        read: names that only text recognition saw: the box of the run, and the label.
    """

    seen: SeenPage
    runs: Sequence[CoveredRun] = ()
    areas: Sequence[Edges] = ()
    read: Sequence[tuple[Edges, str]] = ()

    def __bool__(self) -> bool:
        return bool(self.runs or self.areas or self.read)

    def paint(self, picture: Image.Image, label: str, scale: float) -> None:
        """Paint over it, in the picture of the page."""
        for run in self.runs:
            set_anew(picture, run, scale)
        for box, name in self.read:
            blacken(picture, box, name, scale)
        for left, top, right, bottom in self.areas:
            beyond = (left - _BRIM_PT, top - _BRIM_PT, right + _BRIM_PT, bottom + _BRIM_PT)
            blacken(picture, beyond, label, scale)

    def words(self, label: str) -> list[SeenWord]:
        """What may still be read on the page."""
        seen = self.seen
        hidden = [*self.areas, *(box for box, _ in self.read)]
        words = seen.left_over([run.words for run in self.runs], hidden)
        labels = [(area, label) for area in self.areas if label]
        return [*words, *(seen.word(f"{name} ", box) for box, name in (*labels, *self.read))]


@dataclass(slots=True)
class _Making:
    """A redacted exhibit in the making."""

    plan: RedactionPlan
    pdf: Pdf
    unseen: UnseenText
    rewriter: PageRewriter
    changed_pages: list[int] = field(default_factory=list)
    rewritten_pages: list[int] = field(default_factory=list)

    def add(self, number: int, old: Page, page: Any) -> None:  # noqa: ANN401 - untyped library
        """Add a page as it may be seen.

        Args:
            number: from 1.
            old: it, as pikepdf has it.
            page: it, as pypdfium2 has it.
        """
        plan = self.plan
        if number in plan.withheld:
            self._put_note(page.get_size())
            return
        lines, read = PageLines(page), plan.read.get(number)
        shown = shown_letters(page, number - 1)
        cover = self._cover(number, page, lines.text, shown)
        faint = _places(page, shown.faint)
        if cover:
            self.changed_pages.append(number)
            self._put_picture(page, old, cover, cover.words(plan.marks.label), faint)
        elif plan.is_redrawn or not shown.is_whole or not self._is_rewritten(old, read):
            self._put_picture(page, old, cover, _all_words(page, lines, read, shown), faint)
        else:
            self.rewritten_pages.append(number)
        lines.close()

    def _cover(self, number: int, page: Any, text: str, shown: ShownLetters) -> _Cover:  # noqa: ANN401
        plan, find = self.plan, partial(self.plan.find, number)
        read, is_marked = plan.read.get(number), number in plan.marks.places
        by_itself = _has_words(text) or read is None
        drawn = plan.drawn.get(number)
        if by_itself and not is_marked and not find(text) and drawn is None:
            return _Cover(SeenPage("", (), *page.get_size()))
        seen = _seen(page, read, shown)
        areas = plan.marks.on(number, seen)
        runs = RunCovers(seen, find(seen.text), areas, is_wide=plan.marks.is_wide).covered
        return _Cover(seen, runs, areas, tuple(_only_read(find, seen, runs, drawn)))

    def _is_rewritten(self, old: Page, read: RecognisedPage | None) -> bool:
        """Whether a page on which nothing is hidden could be kept, with what a machine read on it."""
        try:
            page = self.rewriter.page(old.obj)
        except Unrewritable:
            return False
        self.pdf.pages.append(Page(page))
        if read is not None:
            self.unseen.lay(self.pdf.pages[-1].obj, frame_of(old.obj), read.words)
        return True

    def _put_picture(
        self,
        page: Any,  # noqa: ANN401
        old: Page,
        cover: _Cover,
        words: Sequence[SeenWord],
        faint: Sequence[Edges],
    ) -> None:
        size_pt = page.get_size()
        scale = scale_of(*size_pt)
        picture = draw(page, scale)
        for box in faint:
            level(picture, box, scale)
        cover.paint(picture, self.plan.marks.label, scale)
        has_photograph = traits_of(old.obj).has_picture
        put_picture(self.pdf, self.unseen, picture, size_pt, words, has_photograph=has_photograph)

    def _put_note(self, size_pt: tuple[float, float]) -> None:
        """Add a page stating that it was left out."""
        note, (width_pt, height_pt) = self.plan.note, size_pt
        box = (width_pt * 0.1, height_pt * 0.48, width_pt * 0.9, height_pt * 0.52)
        picture = Image.new("L", (max(round(width_pt), 1), max(round(height_pt), 1)), "white")
        pen = ImageDraw.Draw(picture)
        font = label_font(note, _NOTE_PT)
        pen.text((picture.width / 2, picture.height / 2), note, font=font, fill="black", anchor="mm")
        words = [SeenPage("", (), width_pt, height_pt).word(note, box)] if note else []
        put_picture(self.pdf, self.unseen, picture, size_pt, words)


def _places(page: Any, letters: AbstractSet[int]) -> list[Edges]:  # noqa: ANN401
    """Return the positions of some letters of a page, in points."""
    if not letters:
        return []
    _, edges, numbered = numbered_text(page, *page.get_size())
    return [edge for edge, number in zip(edges, numbered, strict=True) if number in letters]


def _has_words(text: str) -> bool:
    """Whether a page has words of its own, so that what a machine read on it is not needed."""
    return len(text.split()) >= _MIN_WORDS or len(_UNPARTED.findall(text)) >= _MIN_SIGNS


def _all_words(
    page: Any,  # noqa: ANN401
    lines: PageLines,
    read: RecognisedPage | None,
    shown: ShownLetters,
) -> list[SeenWord]:
    """Return the visible or recognised words of a page, where nothing is hidden."""
    is_own = read is None or _has_words(lines.text)
    words = lines.words() if is_own and shown.is_whole else []
    return words or _seen(page, read, shown).left_over((), ())


def _only_read(
    find: Callable[[str], Sequence[TextHit]],
    seen: SeenPage,
    runs: Sequence[CoveredRun],
    drawn: RecognisedPage | None,
) -> Iterator[tuple[Edges, str]]:
    """Names that text recognition read on a page where its text has none: their boxes and labels."""
    if drawn is None:
        return
    read = _of_words(drawn, seen.width_pt, seen.height_pt)
    covers = RunCovers(read, find(read.text), (), is_wide=False).covered
    known = [run.box for run in runs]
    for cover in covers:
        if not is_touched(cover.run.box, known):
            yield cover.box, " ".join(piece.text for piece in cover.pieces if piece.is_label)


def _seen(page: Any, read: RecognisedPage | None, shown: ShownLetters = ALL_SHOWN) -> SeenPage:  # noqa: ANN401
    """A page with the letters a reader sees on it, or may see."""
    width, height = page.get_size()
    whole, edges, numbered = numbered_text(page, width, height)
    left = [at for at, number in enumerate(numbered) if number not in shown.unseen]
    text, numbers = "".join(whole[at] for at in left), [numbered[at] for at in left]
    if _has_words(text) or read is None:
        unsure, pictured = (
            frozenset(at for at, number in enumerate(numbers) if number in some)
            for some in (shown.unsure, shown.pictured)
        )
        gone = [edge for edge, number in zip(edges, numbered, strict=True) if number in shown.unseen]
        return SeenPage(text, [edges[at] for at in left], width, height, unsure, pictured, gone)
    return _of_words(read, width, height)


def _of_words(read: RecognisedPage, width_pt: float, height_pt: float) -> SeenPage:
    letters = list(read.letters())
    places = [
        (left * width_pt, top * height_pt, right * width_pt, bottom * height_pt)
        for _, (left, top, right, bottom) in letters
    ]
    return SeenPage("".join(letter for letter, _ in letters), places, width_pt, height_pt)
