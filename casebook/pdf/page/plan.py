"""The plan of a bundle, against which the finished file is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.pdf_result import BundleItem
from casebook.pdf.page.outline import Bookmark
from casebook.pdf.page.stamp import SIZE_PT


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page as planned.

    Attributes:
        is_ours: set by the program, not an exhibit's.
        has_ink: it painted something before it was numbered.
        has_text: it showed text of its own.
        is_photograph: it shows no writing that could be searched.
        label: the number printed on it.
        number_pt: the size of that number.
    """

    is_ours: bool
    has_ink: bool
    has_text: bool
    is_photograph: bool = False
    label: str = ""
    number_pt: float = SIZE_PT


@dataclass(frozen=True, slots=True, kw_only=True)
class BundlePlan:
    """A bundle as planned.

    Attributes:
        pages: in order.
        links: by page index, where each link leads, in the order they stand: a page index, or -1 for the web.
        bookmarks: nested, each with the page index it leads to.
        index_pages: indexes of the pages on which every link must show the number of its target.
    """

    pages: tuple[PlannedPage, ...]
    links: Mapping[int, tuple[int, ...]]
    bookmarks: tuple[Bookmark, ...]
    index_pages: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A written bundle file: its page count, exhibits, problems and plan.

    Attributes:
        page_count: of the whole file.
        items: the exhibits in order.
        problems: what was left out of exhibits or does not survive; preflight adds its own.
        plan: for preflight.
        numbers: those printed on the pages of each part and exhibit in this file, by key.
        begins: number of the page on which each heading and numbered paragraph begins, by its own number.
    """

    page_count: int
    items: tuple[BundleItem, ...]
    problems: tuple[FilingProblem, ...]
    plan: BundlePlan
    numbers: Mapping[str, tuple[str, ...]]
    begins: Mapping[str, str] = field(default_factory=dict)
