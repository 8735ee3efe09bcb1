"""The diary of all cases, and the items that need attention today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from casebook.domain.agenda.agenda import AgendaItem, AgendaKind, urgency
from casebook.domain.base.day import days_later, weeks_of
from casebook.domain.base.entity import entity
from casebook.domain.case.event import Event
from casebook.domain.case.task import Task
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.deadline.deadline_warning import is_stale
from casebook.domain.sharing.rival import RivalCount
from casebook.services.base.session import Session
from casebook.services.case import case_gaps
from casebook.services.case.hearing_titles import may_be_hearing
from casebook.services.deadline import deadline, deadline_details, deadline_setting
from casebook.services.deadline.deadline import DeadlineRow
from casebook.services.dossier import profile
from casebook.services.sharing import rivals
from casebook.services.sharing.parcels.due_recalls import count_due
from casebook.services.vault import backup, backup_failure
from casebook.services.vault.backup import BackupState
from casebook.store.case import case as cases
from casebook.store.case import event as events
from casebook.store.case import task as tasks
from casebook.store.deadline import deadline as deadlines
from casebook.store.library import finding as findings

COMING_DAYS = 30
AHEAD_DAYS = 366
_KINDS: Mapping[str, AgendaKind] = {"hearing": "hearing", "removal-date": "removal"}


@entity
class ServedDecision:
    """A decision served in an open case for which no deadline was set.

    Attributes:
        title: of the event of its service.
        reference: of its case.
    """

    case_id: str
    title: str
    reference: str


@entity
class Today:
    """Items that need attention.

    Attributes:
        now: the instant it was read.
        overdue, coming, undated: running deadlines: past, within thirty days, and tasks without a number.
        hearings: planned within thirty days, and removals, with those of no certain day in that time and
            events that may be hearings.
        tasks: open ones due within thirty days, or without a day.
        unchecked: running deadlines whose date nobody, or too few, checked.
        unannounced: deadlines that moved and of which no one was informed.
        rule_changed: running deadlines that the rules of today count otherwise; none moves by itself.
        without_deadline: decisions served in open cases from which no deadline was set.
        stale: running deadlines whose rule is past its review.
        stale_rules: rules past their review, in all.
        changed_rules: rules that have changed since a lawyer confirmed them for the office.
        broken_rules: own rules that no longer pass their checks.
        broken_profiles: own court profiles that no longer do.
        to_verify: findings with a check still to be done.
        backups: the last one, whether it can be reached, and what changed since.
        backup_failure: why the last backup was not made, a key of `lock_remarks.NOT_BACKED_UP`, or "".
        has_cases: whether there is anything to watch over.
        reminder: of the same deadlines.
        rivals: how many fields have several versions.
        recalls: how many parcels are to be recalled.
    """

    now: datetime
    overdue: tuple[DeadlineRow, ...]
    coming: tuple[DeadlineRow, ...]
    undated: tuple[DeadlineRow, ...]
    hearings: tuple[AgendaItem, ...]
    tasks: tuple[AgendaItem, ...]
    unchecked: tuple[DeadlineRow, ...]
    unannounced: tuple[DeadlineRow, ...]
    rule_changed: tuple[DeadlineRow, ...]
    without_deadline: tuple[ServedDecision, ...]
    stale: tuple[DeadlineRow, ...]
    stale_rules: int
    changed_rules: int
    broken_rules: int
    broken_profiles: int
    to_verify: int
    backups: BackupState
    backup_failure: str
    people: int
    has_cases: bool
    reminder: ReminderCounts
    rivals: RivalCount
    recalls: int = 0


@entity
class ReminderCounts:
    """Numbers of deadlines that call for a reminder; contains no names."""

    overdue: int
    due: int


def agenda(session: Session, first_on: date, last_on: date, case_id: str = "") -> tuple[AgendaItem, ...]:
    """Return everything dated from the first to the last day, both included, in order."""
    with session.store.reading() as connection:
        entries: list[Deadline | Event | Task] = [
            *deadlines.due(connection, first_on, last_on, case_id),
            *filter(_has_day, events.between(connection, first_on, last_on, case_id)),
            *_overlapping(events.inexact(connection, case_id), first_on, last_on),
            *tasks.due(connection, first_on, last_on, case_id),
        ]
    return _items(session, entries)


def without_day(session: Session) -> int:
    """Return how many planned events that may lie ahead have neither a certain day nor a clock time."""
    today_on = session.clock().date()
    with session.store.reading() as connection:
        inexact = events.inexact(connection)
    return sum(not _has_day(one) and one.at is None and one.is_upcoming(today_on) for one in inexact)


def around(session: Session, on: date | None = None) -> tuple[tuple[AgendaItem, ...], date]:
    """Return the calendar around the month of a day: that month, the year ahead, overdue items and today.

    Args:
        session: the open vault.
        on: a day of the month; today by default.
    """
    today_on = session.clock().date()
    first_on, last_on = _weeks_around(on or today_on)
    begins_on = min(first_on, today_on)
    ends_on = max(last_on, days_later(today_on, AHEAD_DAYS))
    return (*overdue(session, begins_on), *agenda(session, begins_on, ends_on)), today_on


def month_around(session: Session, on: date | None = None) -> tuple[tuple[AgendaItem, ...], date]:
    """Return the calendar of the weeks in which the month of a day lies, one more on each side, and today.

    Args:
        session: the open vault.
        on: a day of the month; today by default.
    """
    today_on = session.clock().date()
    return agenda(session, *_weeks_around(on or today_on)), today_on


def _weeks_around(on: date) -> tuple[date, date]:
    """Return the first and last day of the weeks of a month, and of the week before and after."""
    weeks = weeks_of(on)
    return days_later(weeks[0][0], -7), days_later(weeks[-1][-1], 7)


def overdue(session: Session, before_on: date) -> tuple[AgendaItem, ...]:
    """Return running deadlines and open tasks whose day has passed and is before this day, in order."""
    now = session.clock()
    last_on = days_later(min(before_on, now.date()), -1)
    with session.store.reading() as connection:
        running = deadlines.running_before(connection, before_on)
        late = tasks.due(connection, date.min, last_on)
    missed = (time_limit for time_limit in running if time_limit.nearness(now) == "overdue")
    return _items(session, [*missed, *late])


def today(session: Session) -> Today:
    """Return the items that need attention now, from one state of the database."""
    with session.store.reading():
        return today_beside(session, backup.state(session))


def today_beside(session: Session, backups: BackupState) -> Today:
    """Return the items that need attention now, from the current state of the database."""
    now = session.clock()
    ends_on = days_later(now.date(), COMING_DAYS)
    people = deadline_setting.people_who_check(session)
    books = deadline_details.counted_with(session)
    running = deadline.compared(session, deadline.rows(session, only_running=True), books)
    with session.store.reading() as connection:
        to_verify, has_cases = findings.to_verify(connection), cases.is_any(connection)
        inexact = _possible(events.inexact(connection), now.date(), ends_on)
        dated = {event.id: event for event in (*events.between(connection, now.date(), ends_on), *inexact)}
        steps = tasks.due(connection, date.min, ends_on)
        certain = filter(_has_day, dated.values())
        entries: list[Deadline | Event | Task] = [*certain, *steps]
        references = cases.shown_references(connection, (entry.case_id for entry in entries))
    items = _listed(_in_order_of_steps(session, entries), references, now, people)
    return Today(
        now=now,
        overdue=_near(running, now, "overdue"),
        coming=tuple(row for row in _near(running, now, "near", "soon", "far") if _by(row, ends_on)),
        undated=_near(running, now, "undated"),
        hearings=(*_uncertain(inexact, references, now.date()), *filter(_is_hearing, items)),
        tasks=tuple(item for item in items if item.kind == "task"),
        unchecked=tuple(row for row in running if row.deadline.due and not row.deadline.is_checked(people)),
        unannounced=tuple(row for row in running if row.deadline.unannounced),
        rule_changed=tuple(row for row in running if row.rule_change),
        without_deadline=_without_deadline(session),
        stale=tuple(row for row in running if _is_stale(row, now.date())),
        stale_rules=sum(is_stale(rule, now.date()) for rule in books.rules()),
        changed_rules=books.outdated_confirmations,
        broken_rules=len(books.broken),
        broken_profiles=profile.broken(session),
        to_verify=to_verify,
        backups=backups,
        backup_failure=backup_failure.noted(session),
        people=people,
        has_cases=has_cases,
        reminder=reminder_of([row.deadline for row in running], now),
        rivals=rivals.count(session),
        recalls=count_due(session),
    )


def _without_deadline(session: Session) -> tuple[ServedDecision, ...]:
    with session.store.reading() as connection:
        lacking = case_gaps.without_deadline(events.served(connection), deadlines.triggers(connection))
        titles = cases.shown_references(connection, (event.case_id for event in lacking), only_open=True)
    return tuple(
        ServedDecision(case_id=event.case_id, title=event.title, reference=titles[event.case_id])
        for event in lacking
        if event.case_id in titles
    )


def reminder(session: Session) -> ReminderCounts:
    """Return how many running deadlines are overdue, and how many are within their reminder days."""
    with session.store.reading() as connection:
        return reminder_of(deadlines.running(connection), session.clock())


def reminder_of(running: Sequence[Deadline], now: datetime) -> ReminderCounts:
    """Return the reminder counts of deadlines already read."""
    overdue = sum(time_limit.nearness(now) == "overdue" for time_limit in running)
    due = sum(time_limit.calls_for_reminder(now.date()) for time_limit in running)
    return ReminderCounts(overdue=overdue, due=due - overdue)


def _near(rows: list[DeadlineRow], now: datetime, *wanted: str) -> tuple[DeadlineRow, ...]:
    return tuple(row for row in rows if row.deadline.nearness(now) in wanted)


def _by(row: DeadlineRow, last_on: date) -> bool:
    return row.deadline.act_by is not None and row.deadline.act_by.on <= last_on


def _is_stale(row: DeadlineRow, today_on: date) -> bool:
    working = row.deadline.working
    return working is not None and working.is_stale(today_on)


def _has_day(event: Event) -> bool:
    return (event.on.is_exact or event.on.is_span) and event.status not in {"adjourned", "cancelled"}


def _is_hearing(item: AgendaItem) -> bool:
    return item.kind in {"hearing", "removal"} or item.may_be_hearing


def _uncertain(
    inexact: Sequence[Event], references: Mapping[str, str], today_on: date
) -> Iterator[AgendaItem]:
    """Yield the hearings and removals of which no day is certain."""
    items = (
        _of_event(event, references.get(event.case_id, ""), today_on)
        for event in inexact
        if not _has_day(event)
    )
    yield from filter(_is_hearing, items)


def _overlapping(inexact: Sequence[Event], first_on: date, last_on: date) -> Iterator[Event]:
    """Yield those without a certain day that can be in these days, known by their month or a clock time."""
    for event in inexact:
        first, last = event.on.earliest_on, event.on.latest_on
        is_placed = event.at is not None or (first.year, first.month) == (last.year, last.month)
        begins_on = event.placed_on if is_placed and not _has_day(event) else None
        if begins_on and begins_on <= last_on and event.on.latest_on >= first_on:
            yield event


def _possible(inexact: Sequence[Event], today_on: date, ends_on: date) -> list[Event]:
    """Return those of these events that can be in these days."""
    return [event for event in inexact if event.is_upcoming(today_on) and event.first_on <= ends_on]


def _items(session: Session, entries: Sequence[Deadline | Event | Task]) -> tuple[AgendaItem, ...]:
    """Return the dated items, in order."""
    with session.store.reading() as connection:
        references = cases.shown_references(connection, (entry.case_id for entry in entries))
    ordered = _in_order_of_steps(session, entries)
    return _listed(ordered, references, session.clock(), deadline_setting.people_who_check(session))


def _in_order_of_steps(
    session: Session, entries: Sequence[Deadline | Event | Task]
) -> list[Deadline | Event | Task]:
    """Return entries with the tasks of a deadline in the order of its rule: filed first, then served."""
    of_tasks = {one.deadline_id for one in entries if isinstance(one, Task) and one.deadline_id}
    with session.store.reading() as connection:
        known = deadlines.DEADLINE.some(connection, of_tasks)
    steps = {one.id: one.working.basis.steps for one in known.values() if one.working}

    def place(entry: Deadline | Event | Task) -> tuple[str, int]:
        if not isinstance(entry, Task) or not entry.deadline_id:
            return entry.id, 0
        of_rule = steps.get(entry.deadline_id, ())
        return entry.deadline_id, of_rule.index(entry.step) if entry.step in of_rule else len(of_rule)

    return sorted(entries, key=lambda entry: (*place(entry), entry.id))


def _listed(
    entries: Sequence[Deadline | Event | Task], references: Mapping[str, str], now: datetime, people: int
) -> tuple[AgendaItem, ...]:
    items = []
    for entry in entries:
        reference = references.get(entry.case_id, "")
        if isinstance(entry, Deadline):
            items.append(_of_deadline(entry, reference, now, people))
        elif isinstance(entry, Task):
            items.append(_of_task(entry, reference, now.date()))
        else:
            items.append(_of_event(entry, reference, now.date()))
    return tuple(sorted(items, key=lambda item: (item.on, item.at.timestamp() if item.at else 0.0)))


def _of_deadline(time_limit: Deadline, reference: str, now: datetime, people: int) -> AgendaItem:
    near, act_by = time_limit.nearness(now), time_limit.act_by
    return AgendaItem(
        id=time_limit.id,
        kind="deadline",
        case_id=time_limit.case_id,
        reference=reference,
        title=time_limit.title,
        is_titled_by_rule=time_limit.is_titled_by_rule,
        on=act_by.on if act_by else date.max,
        at=act_by.at if act_by else None,
        urgency="done" if near in {"ended", "undated"} else near,  # type: ignore[arg-type]
        who=time_limit.responsible,
        remind_days=time_limit.reminders if time_limit.is_running else (),
        reservations=time_limit.reservations if time_limit.is_running else (),
        is_unchecked=time_limit.is_running and not time_limit.is_checked(people),
    )


def _of_event(event: Event, reference: str, today_on: date) -> AgendaItem:
    is_open = event.on.latest_on >= today_on
    on = event.on.earliest_on if _has_day(event) else event.placed_on or date.max
    return AgendaItem(
        id=event.id,
        kind=_KINDS.get(event.kind, "event"),
        case_id=event.case_id,
        reference=reference,
        title=event.title,
        on=on,
        at=event.at,
        zone=event.zone,
        place=event.place,
        urgency=urgency(on if _has_day(event) else max(on, today_on), today_on, is_open=is_open),
        stated=None if _has_day(event) else event.on,
        may_be_hearing=event.status == "planned" and may_be_hearing(event),
    )


def _of_task(task: Task, reference: str, today_on: date) -> AgendaItem:
    on = task.due_on or date.max
    return AgendaItem(
        id=task.id,
        kind="task",
        case_id=task.case_id,
        reference=reference,
        title=task.step,
        on=on,
        urgency=urgency(on, today_on, is_open=task.done_on is None),
        who=task.owner,
    )
