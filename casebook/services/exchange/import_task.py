"""Import of tasks from a list or a calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.base.message import Message, gettext_noop
from casebook.domain.case.task import Task, TaskSource
from casebook.domain.exchange.column_heading import REMARK_HEADINGS, STATE_HEADINGS
from casebook.domain.exchange.import_plan import ImportField, PlannedRow, joined
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.exchange.calendar_version import version_of
from casebook.services.exchange.court_zone import day_at_court
from casebook.services.exchange.known_records import BuiltRow
from casebook.services.exchange.known_tasks import KnownTasks
from casebook.services.exchange.left_standing import with_tasks_left
from casebook.services.exchange.row_cells import kept_lines
from casebook.services.exchange.state_words import task_state_of
from casebook.services.exchange.task_days import completion, due_day

FIELDS = (
    ImportField(
        key="step",
        title=gettext_noop("Task"),
        headings=(
            *("title", "subject", "summary", "step", "todo", "taskname", "action", "betreff", "aufgabe"),
            *("what", "was", "quoi", "qué", "cosa", "что", "τι", "zadanie", "görev", "εργασία", "compito"),
            *("intitulé", "libellé", "bezeichnung", "zuerledigen", "àfaire", "actividad", "gestión"),
            *(
                "наименование",
                "поручение",
                "действие",
                "名称",
                "名稱",
                "工作内容",
                "工作內容",
                "内容",
                "內容",
            ),
            *("objet", "tâche", "asunto", "tarea", "任务", "任務", "待办", "待辦", "事项", "事項", "задача"),
        ),
        is_needed=True,
    ),
    ImportField(
        key="due_on",
        title=gettext_noop("Due"),
        headings=(
            *("duedate", "dueon", "deadline", "fälligam", "fällig", "échéance", "datedéchéance"),
            *(
                "datedue",
                "dueby",
                "fristablauf",
                "fristende",
                "sontarih",
                "крайнийсрок",
                "датасдачи",
                "截止时间",
                "截止時間",
            ),
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
            *(
                "datelimite",
                "délai",
                "pourle",
                "zuerledigenbis",
                "fechalímite",
                "fechadevencimiento",
                "plazo",
            ),
            *("срокисполнения", "完成期限", "截止时限", "截止時限"),
            *("vencimiento", "截止日期", "到期日", "期限", "срок"),
        ),
        is_date=True,
        is_near=True,
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
            *("achevéle", "completado", "fechadefinalización", "датазавершения", "завершено"),
            *("办结日期", "辦結日期"),
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
                "исполнено",
                "датаисполнения",
                "виконано",
                "完成",
                "已完成",
                "完成时间",
                "完成時間",
            ),
        ),
        is_date=True,
        is_near=True,
    ),
    ImportField(key="state", title=gettext_noop("Status"), headings=STATE_HEADINGS),
    ImportField(
        key="owner",
        title=gettext_noop("Person responsible"),
        headings=(
            *("owner", "responsible", "assignedto", "assignee", "zuständig", "besitzer", "responsable"),
            *("负责人", "負責人", "ответственный", "bearbeiter", "verantwortlich", "verantwortlicher"),
            *("encargado", "responsabile", "исполнитель", "经办人", "經辦人", "承办人", "承辦人"),
            *("责任人", "責任人"),
        ),
    ),
    ImportField(
        key="remark",
        title=gettext_noop("Remarks"),
        headings=(*REMARK_HEADINGS, "description", "description,url,otherdetails"),
        takes_many=True,
    ),
    ImportField(key="entry", title=gettext_noop("Type of calendar entry")),
    ImportField(key="uid", title=gettext_noop("Calendar entry ID")),
    ImportField(key="sequence", title=gettext_noop("Version of calendar entry")),
    ImportField(key="stamp", title=gettext_noop("Time stamp of calendar entry")),
)
_MAX_STEP = 500


def build(session: Session, cells: Mapping[str, str], case_id: str, words: Translator) -> BuiltRow[Task]:
    """Return a task from the cells of a row.

    Raises:
        InvalidInput: what is to be done is longer than any task is.
    """
    step = " ".join(cells["step"].split())
    if len(step) > _MAX_STEP:
        raise InvalidInput(
            Message("The task is longer than {limit} characters.", limit=_MAX_STEP), field="step"
        )
    due_cell, due_note = day_at_court(session, cells.get("due_on", ""), case_id)
    done_cell, done_note = day_at_court(session, cells.get("done_on", ""), case_id)
    due = due_day(session, due_cell)
    done = completion(session, done_cell, cells.get("state", ""))
    task = Task(
        id=session.ids(),
        step=step,
        case_id=case_id,
        owner=cells.get("owner", ""),
        due_on=due.day,
        done_on=done.day,
        remark="\n".join(filter(None, (cells.get("remark", ""), kept_lines((*due.kept, *done.kept), words)))),
    )
    if uid := cells.get("uid", "").strip():
        is_cancelled = task_state_of(cells.get("state", "")) == "cancelled"
        task = replace(task, calendar=_source(task, uid, cells, is_cancelled=is_cancelled))
    return BuiltRow(
        record=task,
        why=joined([note for note in (due_note or done_note, due.note, done.note) if note]),
        is_doubtful=due.is_doubtful or done.is_doubtful,
        assumed=frozenset({"done_on"} if done.is_assumed else ()),
        emptied=frozenset({"done_on"} if done.is_open else ()),
    )


def _source(task: Task, uid: str, cells: Mapping[str, str], *, is_cancelled: bool) -> TaskSource:
    return TaskSource(
        uid=uid,
        sequence=version_of(cells),
        stamp=cells.get("stamp", ""),
        step=task.step,
        due_on=task.due_on,
        done_on=task.done_on,
        remark=task.remark,
        is_cancelled=is_cancelled,
    )


def compared(session: Session, case_id: str, rows: Sequence[PlannedRow]) -> list[PlannedRow]:
    """Return the rows, with what is to be said of open tasks that none of them has."""
    return with_tasks_left(session, case_id, rows)


def standing(session: Session, case_id: str) -> KnownTasks:
    """Return the tasks of the case, or of the office."""
    tasks = record.every(session, Task)
    return KnownTasks((task for task in tasks if task.case_id == case_id), session.clock().date())


def title(task: Task) -> str:
    """Return what is to be done."""
    return task.step
