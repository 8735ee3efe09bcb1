"""Finds the exhibit that a number refers to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.domain.evidence.document import Document


def sole_numbers(exhibits: Iterable[Document]) -> Mapping[str, str]:
    """Return document IDs by exhibit number, for the numbers that only one exhibit has."""
    listed = list(exhibits)
    often = Counter(document.exhibit_mark for document in listed)
    return {
        document.exhibit_mark: document.id
        for document in listed
        if document.exhibit_mark and often[document.exhibit_mark] == 1
    }


def require_sole(exhibits: Iterable[Document], marks: Iterable[str], field: str) -> None:
    """Require that a decision is about exactly one exhibit.

    SECURITY: without it, one privileged exhibit without a number would be disclosed with another.

    Raises:
        InvalidInput: a number is missing, or several exhibits bear it.
    """
    often = Counter(document.exhibit_mark for document in exhibits)
    for mark in sorted(marks):
        if not mark:
            raise InvalidInput("An exhibit has no number.", field=field, remedy="Enter an exhibit number.")
        if often[mark] > 1:
            raise InvalidInput(
                Message("Exhibit {mark}: another exhibit has the same number.", mark=mark),
                field=field,
                remedy="Change one of the exhibit numbers.",
            )


def exhibit_text_mark(text_mark: Callable[[str], str], exhibit_id: str) -> str:
    """Return the mark by which an exhibit is known again, whatever number it bears.

    Args:
        text_mark: gives the mark of a text in a casebook.
        exhibit_id: of the document.
    """
    return text_mark(exhibit_text(exhibit_id))


def exhibit_text(exhibit_id: str) -> str:
    """Return what the mark of an exhibit is of."""
    return f"exhibit:{exhibit_id}"
