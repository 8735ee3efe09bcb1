"""``deadline add|set`` on a vault: by a rule from an event, by an order, or by hand."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Annotated

import typer

from casebook.base.i18n import Translator
from casebook.cli.base.answer import answer, pairs
from casebook.cli.base.date_args import day_or_none, days, instant, longer, spans
from casebook.cli.base.key import Json, KeyFile, Vault, unlocked
from casebook.domain.deadline.deadline import Deadline
from casebook.services.case import case
from casebook.services.deadline import deadline
from casebook.services.deadline.deadline import ByHand
from casebook.services.deadline.deadline_details import RuleDetails

Event = Annotated[str, typer.Option(help="The event that starts time, by id.")]
Rule = Annotated[str, typer.Option(help="The rule that computes it.")]
AlsoOn = Annotated[list[str] | None, typer.Option(help="Other events it runs from: D,D; the latest counts.")]
ServedOn = Annotated[str, typer.Option(help="The day of service.")]
By = Annotated[str, typer.Option(help="The way of service, such as post.")]
DecisionOn = Annotated[str, typer.Option(help="The day the decision was taken.")]
RestartedOn = Annotated[str, typer.Option(help="An interruption ended: the whole period runs anew.")]
Calendar = Annotated[str, typer.Option(help="The court's place, such as GB-ENG.")]
Closed = Annotated[list[str] | None, typer.Option(help="Days the registry is shut besides: D,D.")]
Suspended = Annotated[list[str] | None, typer.Option(help="Time stood still: D..D, both days included.")]
ExtendedBy = Annotated[str, typer.Option(help="Extended from the original start, such as '10 days'.")]
Order = Annotated[str, typer.Option(help="The order or agreement it rests on.")]
OrderedOn = Annotated[str, typer.Option(help="The day of the order.")]
Title = Annotated[str, typer.Option(help="What must be done, naming nobody.")]
Who = Annotated[str, typer.Option("--who", help="Who sees to it.")]
Remind = Annotated[list[int] | None, typer.Option(help="Remind so many days before; several times.")]


def add_to(group: typer.Typer) -> None:
    """Give the group its two verbs."""
    group.command("add", epilog="Example: casebook deadline add VAULT --event EVENT --rule cy-ipac-30")(_add)
    group.command(
        "set",
        epilog="Example: casebook deadline set VAULT --case R-1 --title Brief --due 2026-06-01 --order 7",
    )(_set)


def _add(  # noqa: PLR0913 - the options of the command line
    vault: Vault,
    *,
    event: Event,
    rule: Rule,
    also_on: AlsoOn = None,
    served_on: ServedOn = "",
    by: By = "",
    decision_on: DecisionOn = "",
    restarted_on: RestartedOn = "",
    calendar: Calendar = "",
    closed: Closed = None,
    suspended: Suspended = None,
    extended_by: ExtendedBy = "",
    order: Order = "",
    ordered_on: OrderedOn = "",
    title: Title = "",
    who: Who = "",
    remind: Remind = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Set a deadline by a rule from an event."""
    details = RuleDetails(
        by=by, calendar_id=calendar, title=title, responsible=who, remind_days=_several(remind)
    )
    details = replace(
        details, served_on=day_or_none(served_on, "served-on"), more_on=days(also_on, "also-on")
    )
    details = replace(details, closed=days(closed, "closed"), suspensions=spans(suspended, "suspended"))
    details = replace(details, restarted_on=day_or_none(restarted_on, "restarted-on"), order=order)
    details = replace(
        details, extension=longer(extended_by), ordered_on=day_or_none(ordered_on, "ordered-on")
    )
    details = replace(details, decided_on=day_or_none(decision_on, "decision-on"))
    with unlocked(vault, passphrase_file) as session:
        say(deadline.add_by_rule(session, event, rule, details), json_wanted=json)


def _set(  # noqa: PLR0913 - the options of the command line
    vault: Vault,
    *,
    of_case: Annotated[str, typer.Option("--case", help="The case, by id or reference.")],
    title: Title,
    due: Annotated[str, typer.Option(help="D, or DTHH:MM+HH:MM.")],
    order: Order = "",
    reason: Annotated[str, typer.Option(help="Where no order names the day: why.")] = "",
    event: Annotated[str, typer.Option(help="The event it belongs to, by id.")] = "",
    who: Who = "",
    remind: Remind = None,
    passphrase_file: KeyFile = None,
    json: Json = False,
) -> None:
    """Set a deadline by a judge's order, or by hand with the reason."""
    by_hand = ByHand(
        title=title,
        due=instant(due, "due"),
        origin="order" if order else "hand",
        reason=order or reason,
        event_id=event,
        responsible=who,
        remind_days=_several(remind),
    )
    with unlocked(vault, passphrase_file) as session:
        say(deadline.add_by_hand(session, case.named(session, of_case).id, by_hand), json_wanted=json)


def _several(days_before: list[int] | None) -> tuple[int, ...] | None:
    return tuple(days_before) if days_before else None


def say(entry: Deadline, *, json_wanted: bool) -> None:
    """A deadline with its working."""
    plain = asdict(entry)
    working = plain.pop("working")
    chosen = entry.working.chosen if entry.working else None
    steps = (
        [f"{step.day.isoformat()} {step.step.why(Translator())}" for step in chosen.steps] if chosen else []
    )
    words = "\n".join([pairs({**plain, "due_on": f"{entry.due_on or 'no date'}"}), *steps])
    answer({**plain, "working": working, "due": entry.due_on}, words, json_wanted=json_wanted)
