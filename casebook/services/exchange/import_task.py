"""Import of tasks from a list or a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple

from casebook.base.errors import InvalidInput
from casebook.base.message import NO_MESSAGE, Message, gettext_noop
from casebook.domain.case.task import Task
from casebook.domain.exchange.import_plan import NO_SUCH_DAY, ImportField, joined
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.exchange.cell_words import is_done, is_ticked
from casebook.services.exchange.known_records import BuiltRow, KnownByKeys, comparable
from casebook.services.exchange.row_cells import left_out, read_listed

FIELDS = (
    ImportField(
        key="step",
        title=gettext_noop("Task"),
        headings=(
            *("title", "subject", "summary", "step", "todo", "taskname", "action", "betreff", "aufgabe"),
            *("what", "was", "quoi", "qué", "cosa", "что", "τι", "zadanie", "görev", "εργασία", "compito"),
            *("objet", "tâche", "asunto", "tarea", "任务", "任務", "待办", "待辦", "事项", "事項", "задача"),
        ),
        is_needed=True,
    ),
    ImportField(
        key="due_on",
        title=gettext_noop("Due"),
        headings=(
            *("duedate", "dueon", "deadline", "fälligam", "fällig", "échéance", "datedéchéance"),
            *("datedue", "dueby", "fristablauf", "fristende", "датасдачи", "截止时间", "截止時間"),
            *(
                "when",
                "wann",
                "quand",
                "cuándo",
                "quando",
                "когда",
                "προθεσμία",
                "termin",
                "scadenza",
                "vade",
            ),
            *("bis", "frist", "datum", "date", "дата", "日期", "截止", "到期"),
            *("vencimiento", "截止日期", "到期日", "期限", "срок"),
        ),
        is_date=True,
    ),
    ImportField(
        key="done_on",
        title=gettext_noop("Completed on"),
        headings=(
            "datecompleted",
            "completed",
            "completedon",
            "dateofcompletion",
            "completiondate",
            "datedone",
            "erledigtam",
            "完成日期",
            "выполнено",
            *("done", "doneon", "donedate", "finished", "finishedon", "erledigt", "erledigungsdatum"),
            *(
                "fait",
                "faitle",
                "terminé",
                "terminéle",
                "hecho",
                "terminado",
                "fatto",
                "zrobione",
                "tamamlandı",
            ),
            *(
                "bitti",
                "έγινε",
                "сделано",
                "датавыполнения",
                "виконано",
                "完成",
                "已完成",
                "完成时间",
                "完成時間",
            ),
        ),
        is_date=True,
    ),
    ImportField(
        key="state", title=gettext_noop("Status"), headings=("status", "state", "状态", "狀態", "статус")
    ),
    ImportField(
        key="owner",
        title=gettext_noop("Person responsible"),
        headings=(
            *("owner", "responsible", "assignedto", "assignee", "zuständig", "besitzer", "responsable"),
            *("负责人", "負責人", "ответственный"),
        ),
    ),
    ImportField(
        key="remark",
        title=gettext_noop("Remarks"),
        headings=("remarks", "notes", "note", "description", "notizen", "descriptionurlotherdetails", "备注"),
        takes_many=True,
    ),
    ImportField(key="entry", title=gettext_noop("Type of calendar entry")),
)
_MAX_STEP = 500


def build(session: Session, cells: Mapping[str, str], case_id: str) -> BuiltRow[Task]:
    """Return a task from the cells of a row.

    Raises:
        InvalidInput: what is to be done is longer than any task is.
    """
    step = " ".join(cells["step"].split())
    if len(step) > _MAX_STEP:
        raise InvalidInput(
            Message("The task is longer than {limit} characters.", limit=_MAX_STEP), field="step"
        )
    due, mark = _day(session, cells.get("due_on", "")), is_ticked(cells.get("done_on", ""))
    done = _day(session, cells.get("done_on", "") if mark is None else "")
    done_on = done.day
    is_undated = done_on is None and (bool(mark) or is_done(cells.get("state", "")))
    if is_undated:  # never the day it was due: that it was done in time would be an invention
        done_on = session.clock().date()
    lost = [f"{name}: {day.words}" for name, day in (("Due", due), ("Completed", done)) if day.words]
    task = Task(
        id=session.ids(),
        step=step,
        case_id=case_id,
        owner=cells.get("owner", ""),
        due_on=due.day,
        done_on=done_on,
        remark="\n".join(part for part in (cells.get("remark", ""), *lost) if part),
    )
    notes = (due.note, done.note, _UNDATED if is_undated else NO_MESSAGE)
    return BuiltRow(
        record=task,
        why=joined([note for note in notes if note]),
        is_doubtful=due.is_doubtful or done.is_doubtful,
    )


def keys(task: Task) -> frozenset[str]:
    """Return the key: what is to be done, in which case and by when."""
    return frozenset({f"{comparable(task.step)}|{task.case_id}|{task.due_on or ''}"})


def standing(session: Session, case_id: str) -> KnownByKeys[Task]:
    """Return the tasks of the case, or of the office."""
    tasks = record.every(session, Task)
    return KnownByKeys([task for task in tasks if task.case_id == case_id], keys)


def title(task: Task) -> str:
    """Return what is to be done."""
    return task.step


_UNDATED = Message("It was done on a day that the list does not state: the day of the import is entered.")
_NO_DAY = gettext_noop("“{stated}” was not read as one certain day and is kept as a remark.")
_IMPOSSIBLE = gettext_noop("The day “{stated}” does not exist. It is kept as a remark.")


class _Day(NamedTuple):
    """A day, or the words of a cell that is none; and what is to be known of it."""

    day: date | None = None
    words: str = ""
    note: Message = NO_MESSAGE
    is_doubtful: bool = False


def _day(session: Session, cell: str) -> _Day:
    text, clock = cell.strip(), ""
    with suppress(ValueError):  # with its time and its offset: the day that is written
        moment = datetime.fromisoformat(text)
        text, clock = moment.date().isoformat(), f"{moment.timetz():%H:%M%z}"
    listed = read_listed(session, text)
    if listed.stated is None:
        return _Day()
    if listed.stated.is_exact:
        notes = (listed.note if listed.is_doubtful else NO_MESSAGE, left_out(clock or listed.clock))
        note = joined([one for one in notes if one])
        return _Day(listed.stated.earliest_on, note=note, is_doubtful=listed.is_doubtful)
    why = _IMPOSSIBLE if listed.note == NO_SUCH_DAY else _NO_DAY
    note = Message(why, stated=text)
    return _Day(words=text, note=listed.note if listed.is_doubtful else note, is_doubtful=listed.is_doubtful)
