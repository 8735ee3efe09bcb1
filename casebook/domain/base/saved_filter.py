"""A filter of a list, saved by the office under a name."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.base.entity import entity

MAX_LETTERS = 60
Chosen = str | int | bool


@entity
class SavedFilter:
    """What a list showed when its filter was saved.

    Attributes:
        title: as the office calls it.
        words: of the text filter.
        choices: the value chosen in each box above the list, by the key of the box.
        columns: how many the list had.
        hidden: the columns that were left out.
        sorted_by: the column by which it was sorted, -1 for its own order.
        is_falling: whether it was sorted downwards.
    """

    id: str
    title: str
    words: str = ""
    choices: Mapping[str, Chosen]
    columns: int
    hidden: tuple[int, ...] = ()
    sorted_by: int = -1
    is_falling: bool = False


def check_title(title: str) -> None:
    """Reject a title that is empty, or longer than a choice can show.

    Raises:
        InvalidInput: it is.
    """
    if not title.strip() or len(title) > MAX_LETTERS or not title.isprintable():
        raise InvalidInput(
            Message("The name of a filter has 1 to {most} characters.", most=MAX_LETTERS),
            field="title",
            remedy="Enter a short name.",
        )
