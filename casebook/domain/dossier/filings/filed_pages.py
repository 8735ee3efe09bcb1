"""The pages on which headings and paragraphs of a copy begin, so that another begins them there too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from casebook.domain.base.entity import entity


@entity
class FiledPages:
    """Where the text of a copy stood; pages from 0, counted from the first page of a run of parts.

    Attributes:
        begins: page on which each title, heading and numbered paragraph begins, by number ("B.2", "34").
        lengths: pages of the index ("index"), and of each run of parts by the anchor of its first part.
    """

    begins: Mapping[str, int] = field(default_factory=dict)
    lengths: Mapping[str, int] = field(default_factory=dict)


NO_FILED_PAGES = FiledPages()
