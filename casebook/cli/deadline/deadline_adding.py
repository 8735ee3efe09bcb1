"""``deadline add|set`` on a vault: by a rule from an event, by an order, or manually."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.cli.base.answer import answer, pairs
from casebook.cli.base.date_args import day_or_none, days, instant, longer, spans
from casebook.cli.base.session import unlocked
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.deadline.nature import as_exported
from casebook.domain.deadline.reservation import reservation_texts
from casebook.services.case import case
from casebook.services.deadline import deadline
from casebook.services.deadline.deadline import ManualDeadline
from casebook.services.deadline.deadline_details import RuleDetails


def add(
    *,
    vault: Path,
    event: str,
    rule: str,
    also_on: tuple[str, ...],
    sent_on: str,
    served_on: str,
    by: str,
    decision_on: str,
    claimed_on: str,
    restarted_on: str,
    calendar: str,
    closed: tuple[str, ...],
    suspended: tuple[str, ...],
    extended_by: str,
    order: str,
    ordered_on: str,
    title: str,
    who: str,
    remind: tuple[int, ...],
    other_country: bool,
    passphrase_file: Path | None,
    json: bool,
) -> None:
    details = RuleDetails(by=by, calendar_id=calendar, title=title, responsible=who)
    details = _dated(details, sent_on, served_on, decision_on, claimed_on, restarted_on)
    details = replace(
        details,
        remind_days=remind or None,
        is_foreign_meant=other_country,
        more_on=days(also_on, "also-on"),
        closed=days(closed, "closed"),
        suspensions=spans(suspended, "suspended"),
        extension=longer(extended_by),
        order=order,
        ordered_on=day_or_none(ordered_on, "ordered-on"),
    )
    with unlocked(vault, passphrase_file) as session:
        say(deadline.add_by_rule(session, event, rule, details), json_wanted=json)


def _dated(
    details: RuleDetails, sent_on: str, served_on: str, decision_on: str, claimed_on: str, restarted_on: str
) -> RuleDetails:
    return replace(
        details,
        trigger_on=day_or_none(sent_on, "sent-on"),
        served_on=day_or_none(served_on, "served-on"),
        decided_on=day_or_none(decision_on, "decision-on"),
        claimed_on=day_or_none(claimed_on, "claimed-on"),
        restarted_on=day_or_none(restarted_on, "restarted-on"),
    )


def set_(
    *,
    vault: Path,
    of_case: str,
    title: str,
    due: str,
    order: str,
    reason: str,
    event: str,
    who: str,
    remind: tuple[int, ...],
    passphrase_file: Path | None,
    json: bool,
) -> None:
    details = ManualDeadline(
        title=title,
        due=instant(due, "due"),
        origin="order" if order else "hand",
        reason=order or reason,
        event_id=event,
        responsible=who,
        remind_days=remind or None,
    )
    with unlocked(vault, passphrase_file) as session:
        say(deadline.add_by_hand(session, case.named(session, of_case).id, details), json_wanted=json)


def say(entry: Deadline, *, json_wanted: bool, missing: str = "") -> None:
    """Print a deadline with its calculation, and what is `missing` on a line of its own."""
    plain = asdict(entry)
    plain["doubt"] = str(Message.from_text(entry.doubt))
    working = plain.pop("working")
    for reading in working["readings"] if working else ():
        reading["words"] = str(Message.from_text(reading["words"]))
    chosen = entry.working.chosen if entry.working else None
    steps = (
        [f"{step.day.isoformat()} {step.step.why(Translator())}" for step in chosen.steps] if chosen else []
    )
    safe = str(entry.safe.on) if entry.safe else "no safe date" if entry.due else ""
    day = str(entry.act_by.on) if entry.act_by else ""
    act_by, first_day = ("", day) if entry.nature else (day, "")
    shown = {**plain, "due_on": f"{entry.due_on or 'no date'}", "safe_on": safe}
    shown |= {"first_day": first_day} if entry.nature else {"act_by": act_by}
    marks = reservation_texts(entry.reservations, Translator())
    if entry.working:
        shown |= {"runs_from": entry.working.basis.trigger}
    shown["doubt"] = plain["doubt"] or ", ".join(marks)
    words = "\n".join([pairs(shown), *_cautions(entry), *steps])
    more = {
        "due": entry.due_on,
        "act_by": act_by or None,
        "nature": as_exported(entry.nature),
        "first_day": first_day or None,
        "reservations": entry.reservations,
    }
    answer({**plain, "working": working, **more}, words + missing, json_wanted=json_wanted)


def _cautions(entry: Deadline) -> list[str]:
    """Return the cautions on the date, as ``deadline compute`` prints them."""
    if entry.working is None:
        return []
    return [f"! {caution.format(Translator())}" for caution in entry.working.cautions]
