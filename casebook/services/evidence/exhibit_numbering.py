"""Exhibit numbers for many documents at once, by a pattern and in an order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.domain.base.bulk_edit import BulkEdit
from casebook.domain.base.entity import entity
from casebook.domain.evidence.document import Document
from casebook.services.base import bulk_edit, setting
from casebook.services.base.office import office
from casebook.services.base.session import Session
from casebook.services.evidence.set_kinds import KIND_ONLY
from casebook.store.registry import table_for

Order = Literal["date", "title", "received"]
_PATTERN = "exhibit-pattern"
_PLACE = re.compile("#+")
_MAX_FIRST = 9999


@entity
class Numbering:
    """How documents are numbered.

    Attributes:
        pattern: of an exhibit number, with # for the number; ## writes it with at least two digits.
        first: the first number.
        order: by the date of the document, by title, or as they were received; undated ones last.
        keeps_numbers: documents with a number keep it, and its number is not given again.

    Raises:
        InvalidInput: the pattern has not one place for the number, or the first number is no positive one.
    """

    pattern: str = "#"
    first: int = 1
    order: Order = "date"
    keeps_numbers: bool = True

    def __post_init__(self) -> None:
        if len(_PLACE.findall(self.pattern)) != 1:
            raise InvalidInput(
                "The pattern needs one place for the number.",
                field="pattern",
                remedy="Enter # where the number goes, such as MKZ-#.",
            )
        if not 1 <= self.first <= _MAX_FIRST:
            raise InvalidInput("Enter a number from 1 to 9999.", field="first")

    def mark(self, number: int) -> str:
        """Return the exhibit number with this number."""
        return _PLACE.sub(lambda place: str(number).zfill(len(place[0])), self.pattern).strip()


def numbered(
    documents: Sequence[Document], chosen: Sequence[str], numbering: Numbering
) -> tuple[Document, ...]:
    """Return documents with their numbers, in order; those that keep theirs are left out.

    Args:
        documents: all of the case, whose numbers are not given twice.
        chosen: ids of those to number; privileged ones get no number, since no copy includes them, nor do
            archives and other files that no pages can be made of.
        numbering: how.
    """
    ids = set(chosen)
    shown = [one for one in documents if not one.is_privileged and one.media_type not in KIND_ONLY]
    wanted = [one for one in shown if one.id in ids]
    if numbering.keeps_numbers:
        wanted = [one for one in wanted if not one.exhibit_mark]
    given_anew = {one.id for one in wanted}
    taken = {one.exhibit_mark.casefold() for one in documents if one.id not in given_anew}
    marks = _free(numbering, taken)
    ordered = sorted(wanted, key=lambda one: _place(one, numbering.order))
    pairs = ((one, replace(one, exhibit_mark=next(marks))) for one in ordered)
    return tuple(now for was, now in pairs if was != now)


def number(session: Session, case_id: str, chosen: Sequence[str], numbering: Numbering) -> BulkEdit:
    """Number documents of a case in one transaction, and remember the pattern; see `numbered`.

    Returns:
        The record of it, by which it is undone; without rows where no document needed a number.

    Raises:
        DiskProblem: the disk refuses.
    """
    with session.store.write("document.number") as transaction:
        documents = table_for(Document).of_case(transaction.connection, case_id)
        new = numbered(documents, chosen, numbering)
        transaction.replace_all(new)
        noted = bulk_edit.noted(session, transaction, "exhibit_mark", new)
    setting.keep(session, _PATTERN, numbering.pattern)
    return noted


def first_pattern(session: Session) -> str:
    """Return the pattern of the office, else the one used last in this casebook, else "#"."""
    return office(session).exhibits or str(setting.value(session, _PATTERN) or "#")


def _free(numbering: Numbering, taken: set[str]) -> Iterator[str]:
    marks = (numbering.mark(at) for at in count(numbering.first))
    return (mark for mark in marks if mark.casefold() not in taken)


def _place(document: Document, order: Order) -> tuple[bool, str, str]:
    title = document.title.casefold()
    if order == "title":
        return (False, title, "")
    if order == "received":
        at = document.custody[0].at.isoformat() if document.custody else ""
        return (not at, at, title)
    return (document.dated is None, document.dated.earliest_on.isoformat() if document.dated else "", title)
