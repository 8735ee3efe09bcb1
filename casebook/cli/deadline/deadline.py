"""``deadline rules|compute|count``: time limits with their working, with or without a vault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, table
from casebook.cli.base.date_args import days, longer, moment, moments, spans
from casebook.cli.base.key import Json, KeyFile, reading
from casebook.cli.deadline import deadline_vault
from casebook.cli.deadline.deadline_text import deadline_json, in_words
from casebook.domain.base.period import parse_period
from casebook.domain.deadline.counting import Direction, Edge
from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.rule import Rule
from casebook.services.base import calculation
from casebook.services.base.calculation import Books
from casebook.services.deadline.deadline_details import counted_with

Calendar = Annotated[str, typer.Option(help="The court's place, such as GB-ENG, DE-BY or CY.")]
Closed = Annotated[list[str] | None, typer.Option(help="Days the registry is shut besides: D,D.")]
Suspended = Annotated[list[str] | None, typer.Option(help="Time stood still: D..D, both days included.")]
Extended = Annotated[str, typer.Option(help="Extension from the original start, such as '10 days'.")]
By = Annotated[str, typer.Option(help="The way of service, such as post.")]
Decided = Annotated[str | None, typer.Option(help="The day the decision was taken.", show_default=False)]

WithVault = Annotated[
    Path | None,
    typer.Option(
        "--vault", metavar="VAULT", help="With the vault's own rules and closures.", show_default=False
    ),
]

MethodId = Annotated[str, typer.Argument(metavar="METHOD", help="The id of a counting method.")]
From = Annotated[str, typer.Option("--from", help="D or DTHH:MM.")]
Whole = Annotated[str, typer.Option(help="N unit [+ N unit], such as '1 month + 15 days'.")]
Way = Annotated[Direction, typer.Option(help="After the day, or back from it.")]
EdgeOf = Annotated[Edge, typer.Option(help="The last day in time, or the first day allowed.")]
Deemed = Annotated[str | None, typer.Option(help="Deemed served on D.", show_default=False)]


def add_to(app: typer.Typer) -> None:
    """Give the program its group."""
    group = typer.Typer(help="Deadlines, computed and shown.", no_args_is_help=True)
    group.command("rules", epilog="Example: casebook deadline rules --jurisdiction GB")(_rules)
    group.command("compute", epilog="Example: casebook deadline compute cy-ipac-30 --on 2026-03-02")(_compute)
    group.command(
        "count", epilog="Example: casebook deadline count gb-cpr-2.8 --from 2026-03-02 --period '14 days'"
    )(_count)
    deadline_vault.add_to(app, group)
    app.add_typer(group, name="deadline")


def _books(vault: Path | None, key_file: Path | None) -> Books:
    """The packs; with the own rules and closures of a vault where one is named."""
    if vault is None:
        return calculation.packs()
    with reading(vault, key_file) as session:
        return counted_with(session)


def _rules(
    jurisdiction: Annotated[str, typer.Option(help="A country (ISO 3166), EU or INT.")] = "",
    proceeding: Annotated[str, typer.Option(help="Such as extradition, removal or asylum.")] = "",
    vault: WithVault = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """The rules, with how well each is known."""
    books = _books(vault, passphrase_file)
    gaps = () if proceeding else books.unverified(jurisdiction)
    rows = [_row(rule) | {"own": rule.id in books.own} for rule in books.rules(jurisdiction, proceeding)]
    head = ["id", "title", "period", "status", "confidence", "review by"]
    words = table(head, [[row[column.replace(" ", "_")] for column in head] for row in rows])
    words += "".join(f"\n{gap.id} (never computed): {gap.subject}. {gap.note}" for gap in gaps)
    answer({"rows": rows, "unverified": gaps}, words, json_wanted=json)


def _row(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title,
        "jurisdiction": rule.jurisdiction,
        "forum": rule.forum,
        "proceeding": rule.proceeding,
        "trigger": rule.trigger,
        "trigger_event": rule.trigger_event,
        "period": str(rule.period) if rule.period else None,
        "direction": rule.direction,
        "method": rule.method_id,
        "calendar": rule.calendar_id,
        "citation": rule.citation,
        "url": rule.url,
        "seen": rule.is_seen,
        "as_of": rule.as_of,
        "status": rule.status,
        "confidence": rule.confidence,
        "review_by": rule.review_by_on,
        "is_stale": calculation.needs_review(rule),
        "confirmed_by": rule.confirmed_by,
        "alternatives": rule.alternatives,
        "extendable": rule.extendable,
        "consequence": rule.consequence,
        "notes": rule.notes,
    }


def _compute(  # noqa: PLR0913 - the options of the command line
    rule: Annotated[str, typer.Argument(metavar="RULE", help="The id of a rule.")],
    *,
    on: Annotated[list[str], typer.Option(help="The event: D or DTHH:MM+HH:MM; several: the latest counts.")],
    served_on: Annotated[str | None, typer.Option(help="The day of service.", show_default=False)] = None,
    by: By = "",
    decision_on: Decided = None,
    calendar: Calendar = "",
    closed: Closed = None,
    suspended: Suspended = None,
    extended_by: Extended = "",
    vault: WithVault = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """The deadline a rule gives, with its working."""
    ask = replace(
        _events(on),
        served_on=_day(served_on, "served-on"),
        by=by,
        decided_on=_day(decision_on, "decision-on"),
        suspensions=spans(suspended, "suspended"),
        extension=longer(extended_by),
    )
    reckoned = _books(vault, passphrase_file).compute(
        rule, ask, calendar_id=calendar, closed=days(closed, "closed")
    )
    _say(reckoned, json_wanted=json)


def _count(  # noqa: PLR0913 - the options of the command line
    method: MethodId,
    *,
    from_: From,
    period: Whole,
    direction: Way = "after",
    edge: EdgeOf = "latest",
    calendar: Calendar = "",
    deemed_service: Deemed = None,
    by: By = "",
    closed: Closed = None,
    suspended: Suspended = None,
    extended_by: Extended = "",
    vault: WithVault = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """A period counted by a method, with its working."""
    ask = replace(_event(from_), deemed_on=_day(deemed_service, "deemed-service"), by=by)
    ask = replace(ask, extension=longer(extended_by), suspensions=spans(suspended, "suspended"))
    reckoned = _books(vault, passphrase_file).count(
        method,
        parse_period(period),
        ask,
        direction=direction,
        edge=edge,
        calendar_id=calendar,
        closed=days(closed, "closed"),
    )
    _say(reckoned, json_wanted=json)


def _say(found: calculation.Answer, *, json_wanted: bool) -> None:
    answer(deadline_json(found, Translator()), in_words(found, Translator()), json_wanted=json_wanted)


def _events(texts: list[str]) -> DeadlineInput:
    events = moments(texts, "on")
    day, clock = max(events, key=lambda event: event[0])
    return DeadlineInput(on=day, clock=clock, more_on=tuple(other for other, _ in events if other != day))


def _event(text: str) -> DeadlineInput:
    day, clock = moment(text, "from")
    return DeadlineInput(on=day, clock=clock)


def _day(text: str | None, field: str) -> date | None:
    return moment(text, field)[0] if text else None
