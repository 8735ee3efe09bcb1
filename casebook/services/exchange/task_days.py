"""The days of a task in a list: when it is due, and whether and when it was done.

Where its cells contradict each other or are not read, the task is taken as not done, and asked about: one
that is open by mistake costs a look, one that is done by mistake a deadline.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.exchange.import_plan import NO_SUCH_DAY, joined
from casebook.services.base.session import Session
from casebook.services.exchange.row_cells import left_out, read_listed
from casebook.services.exchange.state_words import is_ticked, task_state_of

_DUE, _COMPLETED, _STATUS = gettext_noop("Due"), gettext_noop("Completed on"), gettext_noop("Status")
_NO_DAY = gettext_noop("“{stated}” was not read as one certain day and is kept as a remark.")
_IMPOSSIBLE = gettext_noop("The day “{stated}” does not exist. It is kept as a remark.")
_UNDATED = Message("It was done on a day that the list does not state: the day of the import is entered.")
_DONE_TODAY = Message("By its status it is done: the day of the import would be entered.")
_NOT_DONE = Message("It would be imported as not done.")
_CONTRADICTION = gettext_noop(
    "“{stated}” as its completion and “{status}” as its status contradict each other."
)
_FUTURE = gettext_noop("The day of completion “{stated}” is in the future.")
_CANCELLED = gettext_noop("By its status “{status}” it is cancelled.")
_UNKNOWN_STATE = gettext_noop("Its status “{status}” is kept as a remark.")


class TaskDay(NamedTuple):
    """A day of a task as a list states it.

    Attributes:
        day: the day, or None.
        kept: the words of the list that are kept as a remark, as ``(title of the field, words)``.
        note: what is to be known of it.
        is_doubtful: the note must be confirmed.
        is_assumed: the list does not state the day.
        is_open: the list states that it has not come.
    """

    day: date | None = None
    kept: tuple[tuple[str, str], ...] = ()
    note: Message = NO_MESSAGE
    is_doubtful: bool = False
    is_assumed: bool = False
    is_open: bool = False


def due_day(session: Session, cell: str) -> TaskDay:
    """When a task is due.

    Raises:
        InvalidInput: the year is none of a case, the month is no word for one, or the weekday is another.
    """
    return _day(session, _DUE, cell)


def completion(session: Session, done_cell: str, state_cell: str) -> TaskDay:
    """Whether and when a task was done, by its day or mark of completion and by its status.

    Raises:
        InvalidInput: as `due_day`.
    """
    done_text, status = done_cell.strip(), state_cell.strip()
    read, state = _completion(session, done_text, status), task_state_of(status)
    is_kept = any(field == _STATUS for field, _ in read.kept)
    return _with_status(read, status) if status and state in {"", "waiting"} and not is_kept else read


def _completion(session: Session, done_text: str, status: str) -> TaskDay:
    """As `completion`, without the remark on a status that is not understood."""
    mark, state = is_ticked(done_text), task_state_of(status)
    read = _day(session, _COMPLETED, done_text) if mark is None else TaskDay()
    is_open = state in {"open", "waiting", "cancelled"}
    if (is_open and (mark or read.day)) or (mark is False and state == "done"):
        why = Message(_CONTRADICTION, stated=done_text, status=status)
        both = ((_COMPLETED, done_text), (_STATUS, status))
        return TaskDay(kept=both, note=joined([why, _NOT_DONE]), is_doubtful=True)
    if read.day and read.day > session.clock().date():
        why = Message(_FUTURE, stated=done_text)
        return TaskDay(kept=((_COMPLETED, done_text),), note=joined([why, _NOT_DONE]), is_doubtful=True)
    if read.kept:
        day, outcome = (session.clock().date(), _DONE_TODAY) if state == "done" else (None, _NOT_DONE)
        return read._replace(day=day, note=joined([read.note, outcome]), is_doubtful=True)
    if read.day is None and (mark or state == "done"):  # never the day it was due: that would be an invention
        return TaskDay(session.clock().date(), note=_UNDATED, is_assumed=True)
    if state == "cancelled":
        why = joined([Message(_CANCELLED, status=status), _NOT_DONE])
        return TaskDay(kept=((_STATUS, status),), note=why, is_doubtful=True)
    return read._replace(is_open=read.day is None and (is_open or mark is False))


def _with_status(read: TaskDay, status: str) -> TaskDay:
    """A day beside a status that says more than whether the task is done, or is not understood."""
    notes = [note for note in (read.note, Message(_UNKNOWN_STATE, status=status)) if note]
    return read._replace(kept=(*read.kept, (_STATUS, status)), note=joined(notes))


def _day(session: Session, field: str, cell: str) -> TaskDay:
    listed, text = read_listed(session, cell), cell.strip()
    if listed.stated is None:
        return TaskDay()
    is_doubtful = listed.is_doubtful or listed.is_half_read
    notes = [listed.note if is_doubtful else NO_MESSAGE, left_out(listed.clock)]
    kept: tuple[tuple[str, str], ...] = ()
    if not listed.stated.is_exact:
        kept, is_doubtful = ((field, text),), is_doubtful or any(map(str.isdecimal, text))
        why = Message(_IMPOSSIBLE if listed.note == NO_SUCH_DAY else _NO_DAY, stated=text)
        notes = [listed.note if listed.is_doubtful else NO_MESSAGE, why]
    day = None if kept else listed.stated.earliest_on
    return TaskDay(day, kept, joined([one for one in notes if one]), is_doubtful)
