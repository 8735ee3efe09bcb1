"""Changes of the rule of a saved deadline: periods and dates then and now, and the reason."""

from __future__ import annotations

from collections import Counter

from casebook.base.message import Message, Value
from casebook.domain.base.entity import entity
from casebook.domain.base.period import Unit, period
from casebook.domain.deadline.calculation_record import CalculationRecord, DueTime

_UNITS: dict[str, Unit] = {
    "day {value}": "days",
    "working day {value}": "working-days",
    "week {value} ends": "weeks",
    "month {value} ends": "months",
    "year {value} ends": "years",
}
"""The unit of each text of a counted step, for calculations that do not record their period."""


@entity
class RuleChange:
    """A saved deadline with another date by current rules; it stays until someone recalculates.

    Attributes:
        what: the rule, the period or version then and now.
        before: when it is due as kept.
        after: when it would be due; None where the rules of today give no date.
        notes: of the rule as it is now: why its entry was changed.
        refusal: why the rules of today give no date; empty where they do.
    """

    what: Message
    before: DueTime | None
    after: DueTime | None
    notes: str = ""
    refusal: Message = Message("")


def rule_change_message(before: CalculationRecord, after: CalculationRecord) -> Message | None:
    """Return the differences between the rules of two calculations, or None for the same version."""
    old, new = before.basis, after.basis
    is_same_method = old.method_pack in {"", new.method_pack}
    if old.pack == new.pack and is_same_method and period_text(before) == period_text(after):
        return None
    versions = {"old": old.pack, "new": new.pack}
    then, now = period_text(before), period_text(after)
    if then and then != now:
        return Message(
            "{title}: {then} became {now} (rules of {new}, before {old}).",
            title=Message(new.title),
            then=then,
            now=now or Message("no fixed period"),
            **versions,
        )
    return Message(
        "{title}: counted by the rules of {new}, before by those of {old}.",
        title=Message(new.title),
        **versions,
    )


def safe_change_message(before: CalculationRecord, after: CalculationRecord) -> Message:
    """Return how the safe date differs between two calculations of the same due date."""
    versions: dict[str, Value] = {
        "title": Message(after.basis.title),
        "new": after.basis.pack,
        "old": before.basis.pack,
    }
    if after.earliest_safe is None:
        return Message("{title}: no date is safe now (rules of {new}, before {old}).", **versions)
    return Message(
        "{title}: the safe date is now {day} (rules of {new}, before {old}).",
        day=after.earliest_safe.on,
        **versions,
    )


def period_text(working: CalculationRecord) -> str:
    """Return the period of a calculation as written in a pack, or "" if unknown."""
    if working.basis.period or working.chosen is None:
        return working.basis.period
    counts = Counter(step.text for step in working.chosen.steps if step.counts)
    if not counts or not counts.keys() <= _UNITS.keys():
        return ""
    return str(period({_UNITS[text]: count for text, count in counts.items()}))
