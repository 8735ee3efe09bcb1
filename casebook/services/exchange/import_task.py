"""Import of tasks from a list or a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from casebook.base.errors import InvalidInput
from casebook.base.message import Message, gettext_noop
from casebook.domain.case.task import Task
from casebook.domain.exchange.import_plan import ImportField, as_stated, joined
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.exchange.cell_words import is_done
from casebook.services.exchange.known_records import BuiltRow, KnownByKeys, comparable

FIELDS = (
    ImportField(
        key="step",
        title=gettext_noop("Task"),
        headings=(
            *("title", "subject", "summary", "step", "todo", "taskname", "action", "betreff", "aufgabe"),
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
    due_on, due_words = _day(cells.get("due_on", ""))
    done_on, done_words = _day(cells.get("done_on", ""))
    is_undated = done_on is None and is_done(cells.get("state", ""))
    if is_undated:  # never the day it was due: that it was done in time would be an invention
        done_on = session.clock().date()
    lost = [f"{name}: {words}" for name, words in (("Due", due_words), ("Completed", done_words)) if words]
    task = Task(
        id=session.ids(),
        step=step,
        case_id=case_id,
        owner=cells.get("owner", ""),
        due_on=due_on,
        done_on=done_on,
        remark="\n".join(part for part in (cells.get("remark", ""), *lost) if part),
    )
    return BuiltRow(
        record=task, why=joined([*([_NO_DAY] if lost else ()), *([_UNDATED] if is_undated else ())])
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
_NO_DAY = Message("One of its dates is not an exact day and is kept as a remark.")


def _day(text: str) -> tuple[date | None, str]:
    """The day in a cell, or its words where it is no exact day."""
    stated = as_stated(text.strip().split("T")[0].split(" 00:00")[0])
    if stated is None:
        return None, ""
    return (stated.earliest_on, "") if stated.is_exact else (None, text.strip())
