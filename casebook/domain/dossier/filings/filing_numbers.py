"""Checks of the page numbers, page labels, bookmarks and links of a PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from casebook.base.frequency import most_frequent
from casebook.base.message import Message
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.filings.filing import Filing, pages_named
from casebook.domain.dossier.filings.survey import Jump

_AGREE = Message("A reader must be able to find a page by its number, on paper and on screen.")
_NUMBERED_PART = 0.6
_FIRST_PAGES = 12
_WHOLE_NUMBER = re.compile(r"\d+")
_INSERTED = re.compile(r"\d+[A-Z]*")
"""A page number, or one inserted between cited ones, such as 45A."""
_LONG_FILE = 20


def number_problems(filing: Filing) -> Iterator[FilingProblem]:
    """Yield conflicts between printed numbers, pages of the PDF and page labels.

    Source: Hodgson v Creation Consumer Finance Ltd [2021] EWHC 2167 (Comm), on numbers that differ.
    """
    if filing.numbers:
        yield from _known(filing)
        return
    pages = filing.survey.pages
    offsets = Counter(
        number - at for at, page in enumerate(pages, start=1) for number in dict.fromkeys(page.numbers)
    )
    offset = most_frequent(offsets) if offsets else 0
    times = offsets[offset]
    required = filing.orders("pagination_required", "pagination_must_match_pdf_page", "pagination_scope")
    if times < _NUMBERED_PART * len(pages):
        if len(pages) > 1:
            what = Message("The pages are not numbered continuously through the file.")
            yield filing.problem(
                "numbers",
                0,
                what,
                Message("Number every page with a program, starting at 1."),
                required,
                _AGREE,
            )
        return
    if offset:
        first = max(1, 1 - offset)
        what = Message(
            "Page {page} of the PDF has the printed number {printed}.", page=first, printed=first + offset
        )
        match = filing.orders("pagination_must_match_pdf_page")
        mend = Message("Number all pages of the file continuously, including cover and index.")
        yield filing.problem("numbers", first, what, mend, match, _AGREE)
    lacking = [at for at, page in enumerate(pages, start=1) if at + offset not in page.numbers]
    if lacking:
        what = Message("Pages without a page number: {pages}.", pages=pages_named(lacking))
        mend = Message("Number every page, including cover and index.")
        yield filing.problem("numbers", lacking[0], what, mend, required, _AGREE)
    yield from _labels(filing)


def _known(filing: Filing) -> Iterator[FilingProblem]:
    """Compare printed numbers with the pages of the PDF, if the court requires that they match."""
    match = filing.orders("pagination_must_match_pdf_page")
    other = [at for at, number in enumerate(filing.numbers, start=1) if number != str(at)]
    if match and other:
        what = Message(
            "Page {page} of the PDF has the printed number {printed}.",
            page=other[0],
            printed=filing.numbers[other[0] - 1],
        )
        is_late = all(_INSERTED.fullmatch(number) for number in filing.numbers)
        mend = Message("Add late documents at the end, or submit them as a separate bundle.")
        if not is_late:
            mend = Message("Number every page with a program, starting at 1.")
        yield filing.problem("numbers", other[0], what, mend, match, _AGREE)


def _labels(filing: Filing) -> Iterator[FilingProblem]:
    other = [at for at, page in enumerate(filing.survey.pages, start=1) if page.label not in {"", str(at)}]
    if other:
        what = Message(
            "The page labels in the viewer differ from the page numbers: {pages}.",
            pages=pages_named(other),
        )
        rule = filing.orders("pagination_must_match_pdf_page")
        yield filing.problem(
            "numbers", other[0], what, Message("Set the page labels to 1, 2, 3 …"), rule, _AGREE
        )


def bookmark_problems(filing: Filing) -> Iterator[FilingProblem]:
    """Yield problems of bookmarks: missing, without a page, or with a wrong number or zoom."""
    marks = filing.survey.bookmarks
    if not marks:
        required = filing.orders("bookmarks_required")
        if required or len(filing.survey.pages) > _LONG_FILE:
            what = Message("The file has no bookmarks.")
            mend = Message("Give each document a bookmark with its title and page number.")
            yield filing.problem(
                "bookmarks", 0, what, mend, required, Message("In a long file, readers rely on bookmarks.")
            )
        return
    lost = sum(1 for mark in marks if not mark.to_page)
    if lost:
        what = Message("{lost} of {count} bookmarks do not open any page.", lost=lost, count=len(marks))
        rule = filing.orders("bookmarks_required")
        yield filing.problem("bookmarks", 0, what, Message("Create the bookmarks again."), rule)
    yield from _aims(filing, [mark for mark in marks if mark.to_page])


def _aims(filing: Filing, aimed: Sequence[Jump]) -> Iterator[FilingProblem]:
    unnamed = [mark for mark in aimed if str(mark.to_page) not in _WHOLE_NUMBER.findall(mark.text)]
    wanted = filing.orders("bookmarks_include_page_number")
    if unnamed and wanted:
        first = unnamed[0].to_page
        what = Message(
            "{count} bookmarks do not state their page; the first opens page {page}.",
            count=len(unnamed),
            page=first,
        )
        yield filing.problem(
            "bookmarks", first, what, Message("Add the page number to each bookmark."), wanted
        )
    zoom = filing.rule("default_zoom_percent")
    small = [mark for mark in aimed if not mark.is_at_full_size]
    if small and zoom:
        what = Message("{count} bookmarks do not open their page at 100%.", count=len(small))
        yield filing.problem(
            "bookmarks",
            small[0].to_page,
            what,
            Message("Set the bookmarks to open their pages at 100%."),
            zoom,
        )


def link_problems(filing: Filing) -> Iterator[FilingProblem]:
    """Yield problems of links: none in the index, or without a page to open."""
    links = filing.survey.links
    lost = [link for link in links if not link.to_page]
    if lost:
        what = Message("{count} links do not open any page of this file.", count=len(lost))
        mend = Message("Link to pages of this file, or remove the links.")
        yield filing.problem(
            "links", lost[0].page, what, mend, None, Message("A link that does not work misleads the reader.")
        )
    wanted = filing.orders("index_hyperlinked")
    if wanted and filing.is_first and not any(link.to_page and link.page <= _FIRST_PAGES for link in links):
        what = Message("No entry of an index on the first {count} pages is a link.", count=_FIRST_PAGES)
        yield filing.problem("links", 0, what, Message("Link each entry of the index to its page."), wanted)
