"""An import plan: the meaning of each column and the outcome of each row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.base.message import NO_MESSAGE, Message
from casebook.domain.base.date import StatedDate, entered
from casebook.domain.base.date_typed import UNREAD_MONTH, is_loose, typed
from casebook.domain.base.entity import Entity, entity
from casebook.domain.case.case import Standing
from casebook.domain.exchange.list_import import Listed

Fate = Literal["new", "changed", "cancelled", "ask", "duplicate", "skipped", "refused"]
Decision = Literal["new", "change", "same", "skip"]
"""What a person decides of a row: its own record, a change of one that is there, that as it is, or none."""
WRITTEN: tuple[Fate, ...] = ("new", "changed", "cancelled")
"""The outcomes for which a plan writes the row."""

_ISO_LIKE = re.compile(r"(\d{4})[-/.年]\s?(\d{1,2})(?:[-/.月]\s?(\d{1,2})日?|月)?")
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_YEAR = re.compile(r"(\d{4})年?")
_IN_FIGURES = re.compile(r"\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{1,2})")
_MONTHS = 12


UNSURE_DATE = Message("The date is ambiguous and is kept as it was written.")
_UNREAD_DATE = Message("The date was not understood and is kept as it was written.")
NO_SUCH_DAY = Message("This day does not exist. The date is recorded as unknown, with its original words.")


@entity
class ImportField:
    """A field to which a column can be mapped.

    Attributes:
        key: its name in a mapping.
        title: its heading in words.
        headings: headings people give such a column, in any language, lower case without gaps.
        weak_headings: further ones, heeded where no other column means the field.
        is_needed: a row without it is refused.
        instead: keys of fields any of which can stand in for it where it is needed.
        takes_many: several columns may mean it; their cells are joined.
        is_date: its cells are days, whose order of day and month the whole column decides.
        is_near: its days are those of tasks and hearings, which are few years from today.
        is_headed: a cell is read with the heading of its column, without which it says nothing.
    """

    key: str
    title: str
    headings: tuple[str, ...] = ()
    weak_headings: tuple[str, ...] = ()
    is_needed: bool = False
    instead: tuple[str, ...] = ()
    takes_many: bool = False
    is_date: bool = False
    is_near: bool = False
    is_headed: bool = False


@entity
class PlannedRow:
    """The planned outcome of a row.

    Attributes:
        id: its line, for a table.
        line: where it begins in the file.
        fate: a new record, a known one changed or cancelled, one to be asked about, a duplicate, one that was
            decided to be left out, or refused. One to be asked about is not written.
        title: how the record is shown.
        why: the reason of a refusal, or what is to be known of a row that is taken.
        record: the record as it would be, or None.
        former: the record as it is, where the row changes or cancels it, or is asked whether it does.
        beside: further records written with it, such as a note about a person.
        known_id: id of the record that is there already, where it is known, or "".
        standing: the role in the case that the row gives the person, or None.
        can_be_decided: somebody may say what becomes of it.
    """

    id: str
    line: int
    fate: Fate
    title: str = ""
    why: Message = NO_MESSAGE
    record: Entity | None = None
    former: Entity | None = None
    beside: tuple[Entity, ...] = ()
    known_id: str = ""
    standing: Standing | None = None
    can_be_decided: bool = False


@entity
class ImportPlan:
    """What would be written; nothing is written before confirmation.

    Attributes:
        id: of the record that the import would leave of itself.
        noun: what the rows are.
        rows: every row of the file, in its order; none is left out.
        case_id: the case they are imported into, or "".
        file_name, sha256, form: of the file, as of its `Grid`.
    """

    id: str
    noun: Listed
    rows: tuple[PlannedRow, ...]
    case_id: str = ""
    file_name: str = ""
    sha256: str = ""
    form: str = ""

    def count(self, fate: Fate) -> int:
        """Return how many rows have this outcome."""
        return sum(row.fate == fate for row in self.rows)

    @property
    def written(self) -> int:
        """Return how many rows would be written."""
        return sum(row.fate in WRITTEN for row in self.rows)


def joined(messages: Sequence[Message]) -> Message:
    """Return several sentences as one message."""
    if not messages:
        return NO_MESSAGE
    return reduce(lambda first, second: Message("{first} {second}", first=first, second=second), messages)


def date_note(stated: StatedDate | None) -> Message:
    """Return the note on a date read from a list."""
    if stated is None or not stated.words:
        return NO_MESSAGE
    if _is_no_day(stated.words):
        return NO_SUCH_DAY
    if _spelled_out(stated.words):
        return NO_MESSAGE
    return UNSURE_DATE if _IN_FIGURES.fullmatch(stated.words) else _UNREAD_DATE


def as_stated(text: str) -> StatedDate | None:
    """Return a date of a list; an ambiguous one is kept in its words under its year.

    A day that the calendar lacks is unknown: nobody can say which of its figures is wrong.

    Raises:
        InvalidInput: a day and a year with a word between them that is no month.

    >>> as_stated("1979年5月3日").edtf, as_stated("25/12/1979").edtf, as_stated("1979-05").edtf
    ('1979-05-03', '1979-12-25', '1979-05')
    >>> as_stated("03/05/1979").edtf, as_stated("03/05/1979").words
    ('1979', '03/05/1979')
    >>> as_stated("3 May 1979").edtf, as_stated("around New Year 2016 (lunar)").edtf, as_stated("")
    ('1979-05-03', 'XXXX', None)
    >>> as_stated("31.02.1980").edtf, as_stated("1990-13-01").words, as_stated("before 1990").edtf
    ('XXXX', '1990-13-01', '../1989')
    """
    stated = text.strip()
    if not stated:
        return None
    for edtf in (stated, *(() if _is_no_day(stated) else _readings(stated))):
        try:
            return entered(edtf, "" if edtf in {stated, _plain_day(stated)} else stated)
        except InvalidInput:
            continue
    return _spelled_out(stated) or StatedDate(edtf="XXXX", words=stated)


def _spelled_out(stated: str) -> StatedDate | None:
    """Return a date with its month in letters or in everyday words, or None."""
    try:
        read = typed(stated)
    except InvalidInput as error:
        if error.title.msgid == UNREAD_MONTH:
            raise
        return None
    return None if read is None or is_loose(read) else read


def _is_no_day(stated: str) -> bool:
    """Return whether it has the form of a day but neither reading is in the calendar."""
    if match := _ISO_LIKE.fullmatch(stated):
        year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
        return not _is_day(year, month, day)
    if match := _DAY_OR_MONTH_FIRST.fullmatch(stated):
        first, second, year = (int(part) for part in match.groups())
        return not (_is_day(year, second, first) or _is_day(year, first, second))
    return False


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _plain_day(stated: str) -> str:
    """Return the unambiguous day in a text, in EDTF, or ""."""
    if match := _ISO_LIKE.fullmatch(stated):
        return "-".join((match[1], *(part.zfill(2) for part in match.groups()[1:] if part)))
    if match := _DAY_OR_MONTH_FIRST.fullmatch(stated):
        first, second = int(match[1]), int(match[2])
        if first > _MONTHS >= second:
            return f"{match[3]}-{second:02}-{first:02}"
        if second > _MONTHS >= first:
            return f"{match[3]}-{first:02}-{second:02}"
        if first == second:
            return f"{match[3]}-{first:02}-{second:02}"
    if match := _YEAR.fullmatch(stated):
        return match[1]
    return ""


def _readings(stated: str) -> tuple[str, ...]:
    plain = _plain_day(stated)
    match = _DAY_OR_MONTH_FIRST.fullmatch(stated)
    return tuple(edtf for edtf in (plain, match[3] if match else "") if edtf)
