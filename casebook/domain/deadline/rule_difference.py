"""Two versions of the rules side by side, in sentences a lawyer can act on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Literal

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.base.period import Period
from casebook.domain.deadline.counting import Method
from casebook.domain.deadline.rule import READING_FIELDS, Rule

DifferenceKind = Literal["added", "changed", "withdrawn"]
_NOT_COMPARED = READING_FIELDS | {"id"}


@entity
class RuleDifference:
    """The change of one rule or counting method between two versions.

    Attributes:
        id: of the rule or method; it stays when title or period change.
        what: the change in a sentence.
        fields: in which the two differ; none where it was added or withdrawn.
    """

    id: str
    kind: DifferenceKind
    what: Message
    fields: tuple[str, ...] = ()


def rule_differences(old: Mapping[str, Rule], new: Mapping[str, Rule]) -> tuple[RuleDifference, ...]:
    """Return the rules that differ: changed ones first, then those withdrawn and added."""
    return (
        *_changed(old, new),
        *(_withdrawn(rule) for id_, rule in old.items() if id_ not in new),
        *(_added(rule) for id_, rule in new.items() if id_ not in old),
    )


def method_differences(
    old: Mapping[str, Method], new: Mapping[str, Method], rules: Mapping[str, Rule]
) -> tuple[RuleDifference, ...]:
    """Return the counting methods that differ, each with the number of newer rules using it."""
    changed = []
    for id_, method in new.items():
        names = _differing(old[id_], method) if id_ in old else ()
        if names:
            users = sum(rule.method_id == id_ for rule in rules.values())
            what = Message(
                "{name}: counts otherwise now; rules that use it: {count}", name=method.name, count=users
            )
            changed.append(RuleDifference(id=id_, kind="changed", what=what, fields=names))
    return tuple(changed)


def difference(old: Rule, new: Rule) -> RuleDifference | None:
    """Return the change of a rule, or None if both are equal."""
    names = _differing(old, new)
    return (
        RuleDifference(id=new.id, kind="changed", what=_sentence(old, new), fields=names) if names else None
    )


def _changed(old: Mapping[str, Rule], new: Mapping[str, Rule]) -> Iterator[RuleDifference]:
    for id_, rule in new.items():
        if id_ in old and (changed := difference(old[id_], rule)):
            yield changed


def _withdrawn(rule: Rule) -> RuleDifference:
    what = Message("{rule}: withdrawn; it was {period}", rule=_called(rule), period=_words(rule.period))
    return RuleDifference(id=rule.id, kind="withdrawn", what=what)


def _added(rule: Rule) -> RuleDifference:
    what = Message("{rule}: new, {period}", rule=_called(rule), period=_words(rule.period))
    return RuleDifference(id=rule.id, kind="added", what=what)


def _differing(old: object, new: object) -> tuple[str, ...]:
    names = (part.name for part in fields(new) if part.name not in _NOT_COMPARED)  # type: ignore[arg-type]
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def _sentence(old: Rule, new: Rule) -> Message:
    values = {"rule": _called(new), "then": _words(old.period), "now": _words(new.period)}
    decided_on, valid_on = _decided_from(old, new), _valid_from(old, new)
    if old.period != new.period and decided_on:
        return Message("{rule}: {then} became {now} for decisions from {day}", day=decided_on, **values)
    if old.period != new.period and valid_on:
        return Message("{rule}: {then} became {now} from {day}", day=valid_on, **values)
    if old.period != new.period:
        return Message("{rule}: {then} became {now}", **values)
    if old.status != new.status:
        return Message("{rule}: {then} became {now}", rule=_called(new), then=old.status, now=new.status)
    if old.title != new.title:
        return Message("{old} is now called {rule}", old=_called(old), rule=_called(new))
    return Message("{rule}: the period is the same, other details changed", rule=_called(new))


def _decided_from(old: Rule, new: Rule) -> date | None:
    """Return the day from which decisions have the new period: that of the newest earlier text."""
    days = {text.decided_before_on for text in new.earlier} - {text.decided_before_on for text in old.earlier}
    return max(days, default=new.decided_from_on if new.decided_from_on != old.decided_from_on else None)


def _valid_from(old: Rule, new: Rule) -> date | None:
    return new.valid_from_on if new.valid_from_on != old.valid_from_on else None


def _called(rule: Rule) -> str:
    return f"{rule.jurisdiction} · {rule.title}"


def _words(period: Period | None) -> Message | str:
    return str(period) if period else Message("no fixed period")
