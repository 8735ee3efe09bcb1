"""What others laid of a document that is here without its file; read before anything of teams is loaded."""

from __future__ import annotations

from casebook.domain.base.entity import entity


@entity
class OfferedExhibit:
    """The file of a document that is not here yet, as its author says.

    Attributes:
        size_bytes: of it.
        by: the member, "" where unknown.
    """

    size_bytes: int
    by: str
