"""``deadline list|show|add|check|met|extend|waive`` on a vault, and ``calendar export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.date_args import day_or_none, instant, longer, moment
from casebook.cli.base.key import Json, KeyFile, Vault, reading, unlocked
from casebook.cli.deadline import deadline_adding
from casebook.cli.deadline.deadline_adding import say
from casebook.domain.deadline.deadline import Deadline
from casebook.services.agenda import calendar_export
from casebook.services.agenda.calendar_export import Titles
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.case import case
from casebook.services.deadline import closure, deadline, deadline_change
from casebook.services.deadline.deadline import DeadlineRow

Id = Annotated[str, typer.Argument(metavar="DEADLINE", help="The id of a deadline.")]
OfCase = Annotated[str, typer.Option(help="Only of this case (id or reference).")]
Why = Annotated[str, typer.Option(help="How, or why.")]
On = Annotated[str, typer.Option(help="The day it ended; today where left out.")]
Order = Annotated[str, typer.Option(help="The order or agreement it rests on.")]
OrderedOn = Annotated[str, typer.Option(help="The day of the order.")]


def add_to(app: typer.Typer, group: typer.Typer) -> None:
    """Give the group its verbs on a vault, and the program the group of the calendar."""
    group.command("list", epilog="Example: casebook deadline list VAULT --json")(_list)
    group.command("show", epilog="Example: casebook deadline show VAULT DEADLINE --json")(_show)
    deadline_adding.add_to(group)
    group.command("met", epilog="Example: casebook deadline met VAULT DEADLINE --why filed")(_met)
    group.command(
        "extend", epilog="Example: casebook deadline extend VAULT DEADLINE --to 2026-06-01 --order 'Order 7'"
    )(_extend)
    group.command("check", epilog="Example: casebook deadline check VAULT DEADLINE --initials DK")(_check)
    group.command("waive", epilog="Example: casebook deadline waive VAULT DEADLINE --why 'no merit'")(_waive)
    group.command(
        "closed", epilog="Example: casebook deadline closed VAULT --calendar CY --on 2026-05-15 --why strike"
    )(_closed)
    calendar = typer.Typer(help="The calendar over all cases.", no_args_is_help=True)
    calendar.callback()(lambda: None)
    calendar.command("export", epilog="Example: casebook calendar export VAULT --out phone.ics")(_export)
    app.add_typer(calendar, name="calendar")


def _list(
    vault: Vault,
    of_case: OfCase = "",
    running: Annotated[bool, typer.Option("--running", help="Only those still to be met.")] = False,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Deadlines, soonest first."""
    with reading(vault, passphrase_file) as session:
        case_id = case.named(session, of_case).id if of_case else ""
        rows = deadline.rows(session, case_id, only_running=running)
    cells = [
        [row.deadline.due_on or "no date", row.deadline.title, row.deadline.status, row.reference, row.id]
        for row in rows
    ]
    words = table(["due", "deadline", "state", "case", "id"], cells) if rows else "No deadlines yet."
    answer({"rows": [_row(row) for row in rows]}, words, json_wanted=json)


def _row(row: DeadlineRow) -> dict[str, object]:
    entry = row.deadline
    return {
        "id": row.id,
        "case": row.reference,
        "title": entry.title,
        "due": entry.due_on,
        "due_at": entry.due_at,
        "status": entry.status,
        "origin": entry.origin,
        "rule": entry.rule_id or None,
        "event": entry.event_id or None,
        "doubt": entry.doubt or None,
        "responsible": entry.responsible,
        "checks": [check.initials for check in entry.checks],
    }


def _show(vault: Vault, record_id: Id, passphrase_file: KeyFile = None, json: Json = False) -> None:
    """One of them with its whole working."""
    with reading(vault, passphrase_file) as session:
        entry = record.find(session, Deadline, record_id)
    say(entry, json_wanted=json)


def _met(
    vault: Vault,
    record_id: Id,
    why: Why = "",
    on: On = "",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """It was met."""
    day = day_or_none(on, "on")
    with unlocked(vault, passphrase_file) as session:
        made = deadline_change.end(session, record_id, "met", why, day)
    say(made, json_wanted=json)


def _extend(  # noqa: PLR0913 - the options of the command line
    vault: Vault,
    record_id: Id,
    *,
    to: Annotated[str, typer.Option(help="The new date: D, or DTHH:MM+HH:MM.")] = "",
    by: Annotated[str, typer.Option(help="Or so much longer, from the original start: '10 days'.")] = "",
    order: Order,
    ordered_on: OrderedOn = "",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """More time by an order: to a day, or by a period."""
    day, more = day_or_none(ordered_on, "ordered-on"), longer(by, "by")
    with unlocked(vault, passphrase_file) as session:
        if more:
            entry = deadline_change.extend_by(session, record_id, more, order, day)
        else:
            entry = deadline_change.extend(session, record_id, instant(to, "to"), order, day)
    say(entry, json_wanted=json)


def _check(
    vault: Vault,
    record_id: Id,
    *,
    initials: Annotated[str, typer.Option(help="Of whoever worked the date out again.")],
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Somebody worked the date out again and found the same."""
    with unlocked(vault, passphrase_file) as session:
        made = deadline_change.check(session, record_id, initials)
    say(made, json_wanted=json)


def _waive(
    vault: Vault, record_id: Id, *, why: Why, passphrase_file: KeyFile = None, json: Json = False
) -> None:
    """It need not be met, for a reason."""
    with unlocked(vault, passphrase_file) as session:
        made = deadline_change.end(session, record_id, "waived", why)
    say(made, json_wanted=json)


def _closed(
    vault: Vault,
    *,
    calendar: Annotated[str, typer.Option(help="The court's place, such as CY.")] = "",
    on: Annotated[str, typer.Option(help="The day its registry is shut.")] = "",
    why: Annotated[str, typer.Option(help="As the registry gave it.")] = "",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Days a registry is shut; with a day, note it and count again what it moves."""
    with (unlocked if on else reading)(vault, passphrase_file) as session:
        if on:
            closure.add(session, calendar, moment(on, "on")[0], why)
        rows = closure.every(session)
    cells = [[closed_day.calendar_id, closed_day.on, closed_day.why] for closed_day in rows]
    words = table(["calendar", "day", "why"], cells) if rows else "No days noted."
    answer({"rows": rows}, words, json_wanted=json)


def _export(
    vault: Vault,
    *,
    out: Annotated[Path, typer.Option(help="The file, FILE.ics.")],
    titles: Annotated[Titles, typer.Option(help="Neutral, or with the reference of each case.")] = "neutral",
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Deadlines, hearings and tasks for a phone; names nobody, and by default no case."""
    with reading(vault, passphrase_file) as session:
        count = run_in_line(calendar_export.export_calendar(session, out, Translator(), titles))
    answer({"entries": count, "file": out}, f"{count} entries are in {out.name}.", json_wanted=json)
