"""Typesets a composition except its exhibits: cover, index, parts and dividers.

No page number is printed: the bundle stamps one on every page, centred 10 mm above the lower edge, and that
line box is left empty. Every reference is a link whose URI names its target (`casebook.pdf.page.anchor`).
Streams are not compressed, since the bundle compresses what it writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

from casebook.base.i18n import Translator
from casebook.base.message import gettext_noop
from casebook.domain.dossier.composition import Composition, page_runs
from casebook.domain.dossier.text_numbering import TextNumbering, numbered
from casebook.pdf.typeset import page_style
from casebook.pdf.typeset.cover import set_cover
from casebook.pdf.typeset.divider import set_divider
from casebook.pdf.typeset.fonts.shaping import shape
from casebook.pdf.typeset.index import index_boxes
from casebook.pdf.typeset.page import OutlineEntry, PageSequence, put_line
from casebook.pdf.typeset.section import part_boxes
from casebook.pdf.typeset.sheet import SheetSequence
from casebook.pdf.typeset.text import PageOf
from casebook.pdf.typeset.text_setter import TextSetter, line_boxes

_HOLDS_PLACE = gettext_noop(
    "[No text on this page: what the filed copy says here is withheld, or what is withheld before it leaves "
    "this page free. What follows keeps its page.]"
)
__all__ = ["FrontMatterSetter", "OutlineEntry", "PageOf", "SetPages", "set_dividers", "set_front"]


@dataclass(frozen=True, kw_only=True)
class SetPages:
    """The typeset pages as a PDF, with their outline and anchors.

    Attributes:
        page_count: how many pages there are.
        anchors: page of each part, heading, paragraph or exhibit that can be pointed at, from 0.
        tops: how high on its page each stands that does not begin one, in points from the lower edge.
        numbers: page of each numbered heading and paragraph, from 0.
        outline: bookmarks in order.
        sheets: what the pages were set on.
    """

    page_count: int
    anchors: Mapping[str, int]
    tops: Mapping[str, float]
    numbers: Mapping[str, int]
    outline: tuple[OutlineEntry, ...]
    sheets: SheetSequence = field(repr=False)

    @cached_property
    def pdf(self) -> bytes:
        """Return the file, written on first access; empty without pages."""
        with _forgetting():
            return self.sheets.finish() if self.page_count else b""


class FrontMatterSetter:
    """Sets cover, index and parts of one composition, repeatedly while page numbers change.

    It keeps what it has set, so that another pass costs little: hold it no longer than the bundle is made.
    """

    def __init__(self, composition: Composition) -> None:
        self._composition = numbered(composition)
        column = page_style.column(composition.paper, composition.typesetting)
        ordered = composition.typesetting
        self._setter = TextSetter(
            width_pt=column.width_pt,
            language=composition.language,
            least_pt=ordered.least_pt,
            types=page_style.types_of(ordered.of_type_alone, column.height_pt),
        )

    def set(self, page_of: PageOf, span_of: PageOf, tick: Callable[[], None] = lambda: None) -> SetPages:
        """Set cover, index and parts, with anchors ``cover`` and ``index`` in addition to the composition's.

        Args:
            page_of: what is printed for the page of a target; asked for every reference and line.
            span_of: what the index prints for the pages of an exhibit.
            tick: called at each new page; what it raises (Cancelled) ends the setting.

        Raises:
            InvalidInput: no font has a character of the author's text; names the code point and the place.
        """
        with _forgetting():
            return self._set(self._setter.with_page_numbers(page_of), span_of, tick)

    def _set(self, setter: TextSetter, span_of: PageOf, tick: Callable[[], None]) -> SetPages:
        composition = self._composition
        pages = _pages(setter, composition, tick)
        if composition.cover is not None:
            pages.sheets.turn()
            set_cover(pages.sheets, pages.column, setter.writing_out(), composition.cover)
            pages.anchors["cover"] = 0
            entry = OutlineEntry(level=1, title=composition.cover.title, anchor="cover", page=0)
            pages.outline.append(entry)
        if composition.has_index:
            pages.turn()
            first = pages.sheets.count - 1
            pages.fill(index_boxes(setter.writing_out(), composition, span_of))
            pages.fill_to(first + composition.filed_pages.lengths.get("index", 0) - 1)
        numbers = TextNumbering()
        argued = setter.in_types(page_style.types_of(composition.typesetting, pages.column.height_pt))
        for run in page_runs(composition.parts):
            pages.turn()
            first, kept = pages.sheets.count - 1, composition.filed_pages
            pages.held = {number: first + page for number, page in kept.begins.items()}
            pages.fill(
                line_box
                for part in run
                for line_box in part_boxes(argued if part.is_argument else setter, part, numbers)
            )
            pages.fill_to(first + kept.lengths.get(run[0].anchor, 0) - 1)
        pages.finish()
        return _done(pages)


def set_front(composition: Composition, page_of: PageOf, span_of: PageOf) -> SetPages:
    """Set cover, index and parts once; see `FrontMatterSetter`."""
    return FrontMatterSetter(composition).set(page_of, span_of)


def set_dividers(composition: Composition) -> SetPages:
    """Set a page for each exhibit, anchored ``exhibit:<key>``; none if the composition has no dividers."""
    with _forgetting():
        return _dividers(composition)


def _dividers(composition: Composition) -> SetPages:
    column = page_style.column(composition.paper, composition.typesetting)
    setter = TextSetter(
        width_pt=column.width_pt,
        language=composition.language,
        least_pt=composition.typesetting.least_pt,
        writes_out=True,
    )
    pages = _pages(setter, composition)
    for exhibit in composition.exhibits if composition.has_dividers else ():
        pages.turn()
        pages.anchors[f"exhibit:{exhibit.key}"] = pages.sheets.count - 1
        set_divider(pages.sheets, column, setter, exhibit)
    return _done(pages)


@contextmanager
def _forgetting() -> Iterator[None]:
    """Clear the shaping cache. SECURITY: shaped words are names and facts; none may outlive the bundle."""
    try:
        yield
    finally:
        shape.cache_clear()


def _pages(
    setter: TextSetter, composition: Composition, tick: Callable[[], None] = lambda: None
) -> PageSequence:
    sheets = SheetSequence(composition.paper, title=composition.title, language=composition.language)
    column = page_style.column(composition.paper, composition.typesetting)
    head_pt = sheets.height_pt - page_style.RUNNING_HEAD_DOWN
    running = page_style.at_least(page_style.RUNNING, composition.typesetting.least_note_pt)
    filler = setter.lines(Translator(composition.language)(_HOLDS_PLACE), setter.types.small)
    head = setter.writing_out().one_line(composition.running_head, running)

    def on_turn(sheets: SheetSequence) -> None:
        tick()
        put_line(sheets, head, column.left_pt, head_pt)

    return PageSequence(sheets, column, on_turn, filler=line_boxes(filler, setter.types.small))


def _done(pages: PageSequence) -> SetPages:
    return SetPages(
        page_count=pages.sheets.count,
        anchors=dict(pages.anchors),
        tops=dict(pages.tops),
        numbers=dict(pages.numbers),
        outline=tuple(pages.outline),
        sheets=pages.sheets,
    )
