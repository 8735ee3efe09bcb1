"""Properties of a finished PDF that the checks examine."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity

PageKind = Literal["", "front", "argument", "annex", "exhibit"]
"""Cover and index, what argues, lists and tables, and what was received from others with its dividers."""


@entity
class PageSurvey:
    """One page as displayed, rotated and cropped.

    Attributes:
        width_pt, height_pt: in points.
        label: the page label a viewer shows.
        numbers: numbers that stand alone in the uppermost or lowest strip of the page.
        letters: how many characters but blanks can be copied.
        unreadable: how many of those stand for no known character.
        has_ink: something is drawn on it.
        has_picture: a picture covers a good part of it.
        dpi: finest resolution of a picture on it, in dots per inch; 0 where there is none.
        is_upside_down: most of its text stands on its head.
        covered_letters: characters that cannot be read for something drawn over them.
        fingerprint: the same for pages that say the same; "" where there is too little to tell.
    """

    width_pt: float
    height_pt: float
    label: str
    numbers: tuple[int, ...]
    letters: int
    unreadable: int
    has_ink: bool
    has_picture: bool
    dpi: int
    is_upside_down: bool
    covered_letters: int
    fingerprint: str


@entity
class Jump:
    """A bookmark, or a link on a page.

    Attributes:
        page: the link's page from 1; 0 for a bookmark.
        text: of a bookmark; "" for a link.
        to_page: from 1; 0 where it leads nowhere.
        is_at_full_size: it opens its page at 100 %.
    """

    page: int
    text: str
    to_page: int
    is_at_full_size: bool


@entity
class Print:
    """How the text of a page is set.

    Attributes:
        page: from 1.
        least_pt: size of the smallest type on it that makes up a twentieth or more of its text.
        spacing: middle distance of its lines in sizes of its commonest type; 0 for fewer than five lines.
        kind: what the page is; "" where the file does not say.
    """

    page: int
    least_pt: float
    spacing: float
    kind: PageKind = ""


@entity
class Survey:
    """A finished PDF.

    Attributes:
        file_name: as it will be handed in, without folders.
        size_bytes: of the file.
        pages: in order.
        bookmarks: all of them, whatever their depth.
        links: those to a page of the file.
        missing_fonts: name and first page of each font that is not in the file.
        residue: page (0 for the whole file) and stable word for each thing that does not show: "comment",
            "form", "attachment", "script", "hidden-layer", "layer", "metadata", "action", "redaction-mark".
        is_encrypted: it is locked against some use, though it opens.
        is_signed: it carries a signature.
        was_repaired: reading it took guessing.
        archive_part: what it claims of PDF/A ("2B"), or "".
        version: of the format ("1.7").
        prints: how the text is set, where that was asked for.
    """

    file_name: str
    size_bytes: int
    pages: tuple[PageSurvey, ...]
    bookmarks: tuple[Jump, ...]
    links: tuple[Jump, ...]
    missing_fonts: tuple[tuple[str, int], ...]
    residue: tuple[tuple[int, str], ...]
    is_encrypted: bool
    is_signed: bool
    was_repaired: bool
    archive_part: str
    version: str
    prints: tuple[Print, ...] = ()
