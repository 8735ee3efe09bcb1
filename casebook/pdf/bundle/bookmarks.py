"""The bookmarks of a bundle: headings of typeset pages, then exhibits under their sections."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import ReferenceTarget
from casebook.pdf.bundle.page_numbering import EXHIBIT, PageNumbering
from casebook.pdf.page.links import PagePoint
from casebook.pdf.page.opened_exhibit import OpenedExhibit
from casebook.pdf.page.outline import Bookmark
from casebook.pdf.typeset.render import OutlineEntry


def bundle_bookmarks(
    lines: Sequence[OutlineEntry],
    opened_exhibits: Sequence[OpenedExhibit],
    numbering: PageNumbering,
    words: Translator,
) -> list[Bookmark]:
    """Return all bookmarks in order.

    Args:
        lines: the headings of our own pages.
        opened_exhibits: the exhibits; their own bookmarks come below theirs.
        numbering: says where everything stands.
        words: in the language of the bundle.
    """
    return [
        *_front_bookmarks(lines, numbering, words),
        *_exhibit_bookmarks(opened_exhibits, numbering, words),
    ]


def _front_bookmarks(
    lines: Sequence[OutlineEntry], numbering: PageNumbering, words: Translator
) -> list[Bookmark]:
    """Return the headings of typeset pages, nested by level."""
    bookmarks: list[Bookmark] = []
    rest = list(lines)
    while rest:
        head = rest.pop(0)
        below = []
        while rest and rest[0].level > head.level:
            below.append(rest.pop(0))
        title = _paged(words, head.title, numbering.labels[head.page])
        bookmarks.append(
            Bookmark(title, PagePoint(head.page), tuple(_front_bookmarks(below, numbering, words)))
        )
    return bookmarks


def _exhibit_bookmarks(
    opened_exhibits: Sequence[OpenedExhibit], numbering: PageNumbering, words: Translator
) -> list[Bookmark]:
    """Return the exhibits under their section, with their own bookmarks below them."""
    bookmarks: list[Bookmark] = []
    for section, members in groupby(opened_exhibits, lambda opened_exhibit: opened_exhibit.exhibit.section):
        marks = [_exhibit_bookmark(opened_exhibit, numbering, words) for opened_exhibit in members]
        if section:
            place = marks[0].place
            bookmarks.append(
                Bookmark(_paged(words, section, numbering.labels[place.page]), place, tuple(marks))
            )
        else:
            bookmarks.extend(marks)
    return bookmarks


def _exhibit_bookmark(opened_exhibit: OpenedExhibit, numbering: PageNumbering, words: Translator) -> Bookmark:
    exhibit = opened_exhibit.exhibit
    named = " ".join(part for part in (exhibit.mark, exhibit.title) if part)
    if exhibit.dated:
        named = words("{title} ({date})", title=named, date=exhibit.dated)
    first = numbering.page_of(ReferenceTarget(anchor=EXHIBIT + exhibit.key)) - 1
    start = numbering.page_of(ReferenceTarget(anchor=EXHIBIT + exhibit.key, page=1)) - 1
    own = tuple(_numbered(mark.moved(start), numbering, words) for mark in opened_exhibit.bookmarks)
    return Bookmark(_paged(words, named, numbering.labels[first]), PagePoint(first), own)


def _numbered(bookmark: Bookmark, numbering: PageNumbering, words: Translator) -> Bookmark:
    children = tuple(_numbered(child, numbering, words) for child in bookmark.children)
    title = _paged(words, bookmark.title, numbering.labels[bookmark.place.page])
    return Bookmark(title, bookmark.place, children)


def _paged(words: Translator, title: str, label: str) -> str:
    return words("{title}, page {page}", title=title, page=label)
