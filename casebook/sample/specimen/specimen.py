"""An invented exhibit of the sample casebook: what stands on it, apart from how it is drawn."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from casebook.domain.base.entity import entity

SpecimenForm = Literal["paper", "landscape", "rotated", "cropped", "scan", "form", "chat", "photograph"]
PieceKind = Literal[
    "title",
    "heading",
    "text",
    "numbered",
    "quote",
    "centred",
    "right",
    "note",
    "pair",
    "row",
    "field",
    "choice",
    "received",
    "sent",
    "page",
    "contents",
    "signature",
    "seal",
    "stamp",
    "gap",
]


@entity
class SpecimenPiece:
    """One piece of an exhibit, in reading order.

    Attributes:
        kind: what it is; decides how it is set.
        cells: its text, or its texts: label and value, the cells of a row, name and role of who signs.
        is_set: for a choice on a form, whether it is ticked.
    """

    kind: PieceKind
    cells: tuple[str, ...] = ()
    is_set: bool = False

    @property
    def text(self) -> str:
        """The first cell, or ""."""
        return self.cells[0] if self.cells else ""


@entity
class Specimen:
    """One invented exhibit.

    Attributes:
        id: stable word; also the seed of everything on it that looks like chance.
        form: which nature of file it becomes.
        head: lines of the letterhead; the first is the largest.
        title: document title in the file's metadata.
        language: BCP 47 tag.
        widths: share of the width for each column of its tables.
        is_personal: whether the letterhead is a person's rather than an office's.
        is_spaced: whether its lines stand wide apart, as in papers for a court.
        has_outline: whether headings become bookmarks.
        taken_at: for a photograph, when the camera says it was taken.
        pieces: what stands on it.
    """

    id: str
    form: SpecimenForm
    title: str
    language: str = "en"
    head: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    is_personal: bool = False
    is_spaced: bool = False
    has_outline: bool = False
    taken_at: datetime | None = None
    pieces: tuple[SpecimenPiece, ...] = ()
