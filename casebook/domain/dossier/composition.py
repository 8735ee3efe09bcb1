"""The content of a dossier or bundle without its layout: parts made of blocks, then exhibits.

The same value is set as PDF pages, and later as a Word file. Text is carried as spans, so that a reference
knows where it points and a name keeps its script. None of these shows its content when printed: a repr ends
in logs and tracebacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.dossier.drawings.shaded_map import ShadedMap
from casebook.domain.dossier.filings.filed_pages import NO_FILED_PAGES, FiledPages
from casebook.domain.dossier.page_number_format import PLAIN, PageNumberFormat
from casebook.domain.dossier.paper import Paper
from casebook.domain.dossier.typesetting import UNORDERED, Typesetting
from casebook.domain.evidence.recognition import RecognisedPage

Emphasis = Literal["plain", "italic", "bold", "quiet"]
PAGE_MARK = re.compile(r"[A-Z0-9][A-Z0-9.-]{0,23}")
"""What a mark on every page may be: the signs of the font that page numbers are stamped in."""
Keeps = Literal["", "whole", "next"]
ParagraphStyle = Literal["plain", "sub", "bullet", "quotation"]


@entity
class ReferenceTarget:
    """The target of a reference.

    Attributes:
        anchor: ``exhibit:<key>`` for an exhibit, or the anchor of a part, heading or paragraph.
        page: page within an exhibit, from 1; 0 for its divider (or first page where there is none).
    """

    anchor: str
    page: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Span:
    """A run of text.

    Attributes:
        text: what is printed. Where `to` is set, ``{page}`` in it becomes the bundle page of that, and
            ``{number}`` the number of the part, heading or paragraph.
        emphasis: how it is set.
        to: what a click goes to, or None.
        language: BCP 47 tag where the text is in another language than the dossier ("zh-Hant", "ug"), or "".
        note: set at the foot of the page; the span is then its call, and what it prints is its number.
        alone: what is printed where there is no bundle, and so no page of it, or "" for `text`.
        places: anchors that stand where it begins, for references to its page.
        is_once: a reference of a list of pages: left out where the line already names its page.
        rests_on: the records it was drawn from and the exhibits behind it, where no link says so
            ("fact:<id>", "event:<id>", "incident:<id>", "finding:<id>", "person:<id>", "role:<id>",
            "exhibit:<id>", "law:<id>" for the words of a text of the packs of law); never printed.
    """

    text: str
    emphasis: Emphasis = "plain"
    to: ReferenceTarget | None = None
    language: str = ""
    note: tuple[Span, ...] = ()
    alone: str = ""
    places: tuple[str, ...] = ()
    is_once: bool = False
    rests_on: tuple[str, ...] = ()


Line = tuple[Span, ...]


@entity
class Heading:
    """A heading inside a part, level 2 or 3, with a bookmark.

    Attributes:
        anchor: the target of references.
        rests_on: as of a `Span`.
    """

    text: str
    level: Literal[2, 3] = 2
    anchor: str = ""
    rests_on: tuple[str, ...] = ()


@entity
class TextParagraph:
    """A paragraph; a numbered one has the next number of the whole dossier in the margin.

    Attributes:
        line: the text.
        is_numbered: whether it takes a number.
        style: how it stands: a "sub" is lettered under the numbered one before it, a "bullet" is a point of a
            list, a "quotation" is set in from both sides; none of these is numbered.
        reference: set under the text, smaller and quiet: source and pinpoint.
        anchor: may be pointed at.
        keeps: "whole" for a short one on one page, "next" for one on the page of the next, of a long one its
            last line.
    """

    line: Line
    is_numbered: bool = False
    style: ParagraphStyle = "plain"
    reference: Line = ()
    anchor: str = ""
    keeps: Keeps = ""


@entity
class TextTable:
    """A table with rules above, below the head and at the end; its head repeats on each page.

    Attributes:
        head: a title for each column.
        rows: cells as lines.
        widths: share of the width for each column, adding up to 1.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[float, ...]


@entity
class Pairs:
    """Label and value, line by line: particulars of a person or proceeding.

    Attributes:
        rows: the pairs.
        label_share: of the width that the labels take, from 0 to 1.
    """

    rows: tuple[tuple[str, Line], ...]
    label_share: float = 0.28


@entity
class ChartBar:
    """A number in a bar chart.

    Attributes:
        label: the year, and whose number it is.
        said: the number in words, with what limits it.
        least, most: its ends, as shares of the longest bar; the same where it is no range.
        is_drawn: whether it has a bar; a number that is hidden has none.
    """

    label: str
    said: str
    least: float
    most: float
    is_drawn: bool = True


@entity
class BarChart:
    """A bar chart, one bar below the other, legible without colour, for instance after faxing."""

    rows: tuple[ChartBar, ...]


@entity
class ChartSpan:
    """A period or event on a time axis.

    Attributes:
        title: what stands beside it.
        said: its days in words.
        begins, ends: as shares of the picture; the same for what happens on one day.
        rests_on: as of a `Span`.
    """

    title: str
    said: str
    begins: float
    ends: float
    rests_on: tuple[str, ...] = ()


@entity
class ChartLane:
    """A lane of a time chart, such as the stages of a proceeding."""

    title: str
    stretches: tuple[ChartSpan, ...]


@entity
class TimeChart:
    """A chart of events over time, legible without colour, for instance after faxing.

    Attributes:
        lanes: from top to bottom.
        ticks: title of a month or year, and its place as a share of the picture.
        is_whole: it stands on one page, where it is no longer than that.
    """

    lanes: tuple[ChartLane, ...]
    ticks: tuple[tuple[str, float], ...]
    is_whole: bool = False


@entity
class FormField:
    """A blank line to fill in by hand; in a separate form it is a form field.

    Attributes:
        label: what is wanted.
        name: of the field; "" for a line that is signed.
        lines: how many lines are left for writing.
    """

    label: str
    name: str = ""
    lines: int = 1


@entity
class FormFields:
    """Lines to be filled in, one below the other."""

    rows: tuple[FormField, ...]


Block = Heading | TextParagraph | TextTable | Pairs | BarChart | TimeChart | FormFields | ShadedMap


@entity
class DossierPart:
    """A part with a line in the index and a bookmark.

    Attributes:
        is_argument: it argues the case, so that a forum's orders on the type of an argument hold for it.
        begins_page: it begins on a new page; a signature or an annex follows what stands before it.
    """

    title: str
    anchor: str
    blocks: tuple[Block, ...]
    is_argument: bool = False
    begins_page: bool = True


def exhibit_name(mark: str, place: int) -> str | Message:
    """Return the name of an exhibit in messages: its number, or its place from 1 (0 for no list).

    SECURITY: never its title, which may name someone; messages reach logs and the command line.
    """
    return mark or (exhibit_place(place) if place else "")


def exhibit_place(place: int) -> Message:
    """Return what messages call an exhibit without a number, by its place in the list from 1."""
    return Message("no. {place} of the list", place=place)


@entity
class Passage:
    """What is relied on in an exhibit, to be marked in its margin where its text has it.

    Attributes:
        name: how it is called in messages: "paragraph 34", or where a quotation stands.
        words: a quotation, or "" for a paragraph by its number.
        paragraph: its number, or 0.
    """

    name: str
    words: str = ""
    paragraph: int = 0


@entity
class Exhibit:
    """A file that follows the text.

    Attributes:
        key: what references point at (``exhibit:<key>``); unique.
        mark: exhibit mark as printed ("1", "A-3").
        title: for index, divider and bookmark.
        dated: its date in words, or "".
        source: beneath its title in index and divider, such as the address of a web page, or "".
        section: heading it stands under in the index, or "".
        media_type: recognised by content: ``application/pdf`` or ``image/...``.
        open: gives its bytes as received; called when the bundle is made.
        note: printed on the divider ("Translation of exhibit 5"), or "".
        file: as the person just typed it, to name it in errors; "" for files out of a vault.
        place: in the list of a dossier's exhibits, from 1, to name it in messages where it has no mark; or 0.
        is_photograph: it shows no writing that could be searched.
        recognised: what a machine read on its pages without text; laid over them unseen.
        passages: what is marked in its margin.
        keeps_bookmarks: its own bookmarks stand below that of the exhibit.
        is_placeholder: a page stands in its place, to which references to all of its pages lead.
        names_letters: its pages were set by the program, which has no font for a script in it.
    """

    key: str
    mark: str
    title: str
    media_type: str
    open: Callable[[], BinaryIO]
    dated: str = ""
    source: str = ""
    section: str = ""
    note: str = ""
    file: str = ""
    place: int = 0
    is_photograph: bool = False
    recognised: tuple[RecognisedPage, ...] = ()
    passages: tuple[Passage, ...] = ()
    keeps_bookmarks: bool = True
    is_placeholder: bool = False
    names_letters: bool = False

    @property
    def name(self) -> str | Message:
        """Return its name in messages; never printed."""
        return exhibit_name(self.mark, self.place)


def page_runs(parts: Iterable[DossierPart]) -> Iterator[list[DossierPart]]:
    """Yield the parts that stand on the same pages."""
    run: list[DossierPart] = []
    for part in parts:
        if part.begins_page and run:
            yield run
            run = []
        run.append(part)
    if run:
        yield run


@entity
class Cover:
    """The first page.

    Attributes:
        court, number, parties: of the proceeding, or "".
        title: what this is ("Hearing dossier").
        lines: further lines in order, such as the hearing's date and who files it.
    """

    title: str
    court: str = ""
    number: str = ""
    parties: str = ""
    lines: tuple[str, ...] = ()


@entity
class Composition:
    """The whole content of a dossier or bundle.

    Attributes:
        title: document title in the PDF's metadata; names nobody unless the person chose it.
        running_head: short title on every set page after the cover, left; "" for none.
        language: BCP 47 tag of the fixed texts and the PDF.
        cover: or None for a bundle without one.
        parts: in order; the index comes between cover and parts.
        exhibits: in order.
        has_dividers: whether each exhibit is preceded by a page of its own.
        has_index: whether an index stands before the parts; a single sheet has none.
        paper: of the set pages.
        is_archived: whether it is to be PDF/A-2b, as far as its exhibits are.
        numbers: how its pages are numbered.
        typesetting: what its forum orders of type and margins.
        fits_paper: whether pages of exhibits are fitted to it; otherwise they keep theirs.
        filed_pages: on which its text begins as in an earlier copy.
        page_mark: a word at the top of every page, exhibits included, in the signs of `PAGE_MARK`; or "".
    """

    title: str
    language: str
    running_head: str = ""
    cover: Cover | None = None
    parts: tuple[DossierPart, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    has_dividers: bool = True
    has_index: bool = True
    paper: Paper = "A4"
    fits_paper: bool = False
    is_archived: bool = False
    numbers: PageNumberFormat = PLAIN
    typesetting: Typesetting = UNORDERED
    page_mark: str = ""
    filed_pages: FiledPages = NO_FILED_PAGES
