"""What a reader found in a file handed in as evidence."""

from __future__ import annotations

from dataclasses import dataclass, field

from casebook.host.protocol.extract_protocol import FileHeader, LeftInside, Unprinted

UNSURE_ENCODING = "encoding"
"""A loss: its encoding is not stated, and two fit."""

DOUBTFUL_ENCODING = "guessed"
"""A loss: its encoding is not stated, and what was guessed may be wrong."""
ONLY_PICTURES = "pictures"
"""A loss: it has no text, and its parts are the pictures that it shows."""

PAGELESS = "pageless"
"""A loss: it is a whole capture of the web, and holds no page."""

OTHER_STATUS = "status"
"""A loss: of a page of a capture the server answered with another status than 200."""

REDIRECTED = "redirected"
"""Said of a capture in which an address led to the page that was read."""

UNFOLLOWED = "unfollowed"
"""Said of a capture in which an address led to no page of it, or in which a page was met again unchanged."""

UNSTYLED = "unstyled"
"""Said of a web page that links style sheets which are not in the file."""

GAP = "gap"
"""Said of a capture in which a segment of a page is missing before others that are there."""

LEFT_OUT_ROWS = "rows"
"""A loss: a sheet has more rows than are read."""
UNREAD_CELLS = "cells"
"""A loss: cells of a table that hold something which cannot be read."""
UNKNOWN_NUMBERS = "numbers"
"""A loss: numbers of paragraphs, of a kind that is not known."""
TIME_STAMP = "time-stamp"
"""Said of a file that holds time stamps of its content, which nobody verified."""
SPLIT = "split"
"""The loss of an archive in several files of which parts are missing."""
LOST_DIGITS = "digits"
"""A loss: numbers with more than 15 digits, of which the file keeps 15.

Source: Excel specifications and limits.
"""


@dataclass(frozen=True, slots=True, repr=False)
class EmbeddedFile:
    """A file found in a file.

    Attributes:
        name: as it is called there, unjudged.
        data: its bytes.
    """

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Read:
    """What was found.

    Attributes:
        media_type: the refined kind, such as a word-processor document where a ZIP archive was seen.
        pages: text of each page or sheet; "" for one without text.
        page_count: pages, or 0 where the notion does not fit.
        is_cut: there were more words than are kept for search.
        parts: what is taken in as files of their own.
        header: what it says of itself.
        fields: the head of a letter as it stands; its first page begins with them, one a line.
        losses: kinds of what could not be read; "encrypted" where a key is needed, "cut" where it ends
            in the middle.
        left: files in it that are not taken in, with the reason.
        titles: of the sheets, as many as pages, "" for a page that is none; none of other files.
        unprinted: what it holds that its own program does not print.
        cut_parts: places of the parts in which the file ends before they do.
        pasted_lines: lines of a chat that look like messages of another export.
    """

    media_type: str
    pages: tuple[str, ...] = ()
    page_count: int = 0
    is_cut: bool = False
    parts: tuple[EmbeddedFile, ...] = ()
    header: FileHeader = field(default_factory=FileHeader)
    fields: tuple[tuple[str, str], ...] = ()
    losses: tuple[str, ...] = ()
    left: tuple[LeftInside, ...] = ()
    titles: tuple[str, ...] = ()
    unprinted: tuple[Unprinted, ...] = ()
    cut_parts: tuple[int, ...] = ()
    pasted_lines: int = 0


def bounded(pages: tuple[str, ...], most: int) -> tuple[tuple[str, ...], bool]:
    """The pages up to so many characters in all, and whether any were left out.

    >>> bounded(("abc", "def"), 4)
    (('abc', 'd'), True)
    """
    kept = []
    left = most
    for page in pages:
        kept.append(page[:left])
        left -= len(kept[-1])
    return tuple(kept), sum(map(len, pages)) > most
