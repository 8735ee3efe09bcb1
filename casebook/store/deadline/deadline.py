"""Deadlines, soonest first; custom rules, confirmed rules and registry closures."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from casebook.base.i18n import Translator
from casebook.domain.deadline.closure import Closure
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.deadline.own_rule import OwnRule
from casebook.domain.deadline.rule_confirmation import RuleConfirmation
from casebook.domain.sharing.merge import WHOLE_PART, FieldBlock, Part, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import maybe_text, noun_table, parts, sort_day, text

_LAST = "9999-12-31"


def _chinese(deadline: Deadline) -> str:
    """Return a rule's title as Chinese windows show it, so that a search for what is read there finds it."""
    shown = {deadline.title_in(Translator(tag)) for tag in ("zh-Hans", "zh-Hant")} - {deadline.title}
    return " ".join(sorted(shown))


DEADLINE = EntityTable(
    noun="deadline",
    kind=Deadline,
    table=noun_table(
        "deadline",
        text("case_id", is_indexed=True),
        text("title"),
        maybe_text("due_on"),
        maybe_text("due_at"),
        text("status", is_indexed=True),
        text("origin"),
        text("reason"),
        text("proceeding_id"),
        text("event_id", is_indexed=True),
        text("rule_id"),
        parts("ask"),
        text("calendar_id"),
        parts("closed"),
        parts("working"),
        text("doubt"),
        text("consequence"),
        text("responsible"),
        parts("checks"),
        parts("remind_days"),
        parts("extensions"),
        parts("moves"),
        maybe_text("ended_on"),
        text("ended_why"),
        sort_day(),
    ),
    derived=lambda deadline: {"sorted_on": deadline.act_by.on.isoformat() if deadline.act_by else _LAST},
    words=lambda deadline: [
        SearchText(
            title=deadline.title,
            body=f"{deadline.reason} {deadline.rule_id} {deadline.responsible} {_chinese(deadline)}",
            case_id=deadline.case_id,
        )
    ],
    merge=merging(
        one=("case_id", "title", "proceeding_id", "responsible"),
        # What still asks for something is shown: that one met it does not silence another who extended it.
        safest={"status": ("open", "extended", "missed", "waived", "met")},
        parts={
            "remind_days": WHOLE_PART,
            "checks": Part(lapses_with="counting"),
            "moves": Part(by=("before", "after", "why", "at"), wins="informed"),
        },
        grown=("extensions",),
        whole={
            "counting": FieldBlock(
                fields=(
                    "due_on",
                    "due_at",
                    "origin",
                    "reason",
                    "event_id",
                    "rule_id",
                    "ask",
                    "calendar_id",
                    "closed",
                    "working",
                    "doubt",
                    "consequence",
                ),
                earliest="due_on",
            ),
            "end": FieldBlock(fields=("ended_on", "ended_why")),
        },
    ),
)
_RUNNING = (
    DEADLINE.not_binned()
    .where(DEADLINE.table.c.status.in_(["open", "extended"]))
    .order_by(DEADLINE.table.c.sorted_on, DEADLINE.table.c.id)
)


def running(connection: Connection) -> list[Deadline]:
    """Return every deadline still to be met, soonest first, undated ones last."""
    return DEADLINE.all(connection, _RUNNING)


def running_before(connection: Connection, on: date) -> list[Deadline]:
    """Return every deadline still to be met whose day to act by is before this day, soonest first."""
    return DEADLINE.all(connection, _RUNNING.where(DEADLINE.table.c.sorted_on < on.isoformat()))


def due(connection: Connection, first_on: date, last_on: date, case_id: str = "") -> list[Deadline]:
    """Return the deadlines of a case, or of all, that end in this range of days."""
    table = DEADLINE.table
    days = table.c.sorted_on.between(first_on.isoformat(), last_on.isoformat())
    query = DEADLINE.not_binned().where(days, table.c.due_on.is_not(None))
    return DEADLINE.all(connection, query.where(table.c.case_id == case_id) if case_id else query)


def every(connection: Connection) -> list[Deadline]:
    """Return every deadline outside the bin, soonest first."""
    table = DEADLINE.table
    return DEADLINE.all(connection, DEADLINE.not_binned().order_by(table.c.sorted_on, table.c.id))


def triggers(connection: Connection) -> frozenset[str]:
    """Return the IDs of starting events of deadlines outside the bin."""
    table = DEADLINE.table
    ids = select(table.c.event_id).where(table.c.binned_at.is_(None)).distinct()
    return frozenset(connection.execute(ids).scalars())


def of_event(connection: Connection, event_id: str) -> list[Deadline]:
    """Return the running deadlines of a starting event."""
    table = DEADLINE.table
    query = DEADLINE.not_binned().where(
        table.c.event_id == event_id, table.c.status.in_(["open", "extended"])
    )
    return DEADLINE.all(connection, query.order_by(table.c.sorted_on, table.c.id))


CLOSURE = EntityTable(
    noun="closure",
    kind=Closure,
    table=noun_table("closure", text("calendar_id", is_indexed=True), text("on"), text("why")),
    title=lambda closure: closure.calendar_id,
    merge=merging(one=("calendar_id", "on", "why")),
)

OWN_RULE = EntityTable(
    noun="own-rule",
    kind=OwnRule,
    table=noun_table("own_rule", text("rule_id"), text("text"), text("taken_from"), text("taken_on")),
    title=lambda own_rule: own_rule.rule_id,
    merge=merging(whole={"entry": FieldBlock(fields=("rule_id", "text", "taken_from", "taken_on"))}),
)

RULE_CONFIRMATION = EntityTable(
    noun="rule-confirmation",
    kind=RuleConfirmation,
    table=noun_table(
        "rule_confirmation",
        text("rule_id", is_indexed=True),
        text("initials"),
        text("confirmed_on"),
        text("digest"),
        text("pack"),
    ),
    title=lambda confirmation: confirmation.rule_id,
    merge=merging(
        one=("pack",),
        whole={"confirmation": FieldBlock(fields=("rule_id", "initials", "confirmed_on", "digest"))},
    ),
)
