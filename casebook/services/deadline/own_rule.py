"""Custom rules, written here or imported from a colleague's pack, with the same checks as supplied ones."""

from __future__ import annotations

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.deadline.own_rule import OwnRule
from casebook.domain.deadline.rule import Rule
from casebook.domain.deadline.rule_difference import difference
from casebook.packs.deadline.own_rule import OWN, read_rule_pack, rule_text, try_rule
from casebook.services.base.calculation import packs
from casebook.services.base.own_entry import Fields, OwnKind
from casebook.services.base.session import Session
from casebook.services.deadline.rule_effects import effects

_COMPARED = (
    "title",
    "forum",
    "trigger",
    "period",
    "direction",
    "counts_trigger",
    "roll",
    "method_id",
    "calendar_id",
    "citation",
    "as_of",
    "status",
    "consequence",
    "extendable",
)


def _made(id_: str, rule_id: str, text: str, taken_from: str, session: Session) -> OwnRule:
    on = session.clock().date()
    return OwnRule(id=id_, rule_id=rule_id, text=text, taken_from=taken_from, taken_on=on)


def _tried(text: str, version: str) -> tuple[Rule | None, tuple[Problem, ...]]:
    tried = try_rule(text, packs().supplied, version or OWN)
    return tried.rule, tried.problems


def _fields(before: Rule, after: Rule) -> Fields:
    pairs = ((name, str(getattr(before, name)), str(getattr(after, name))) for name in _COMPARED)
    return tuple(pair for pair in pairs if pair[1] != pair[2])


def _sentences(session: Session, before: Rule, after: Rule) -> tuple[Message, ...]:
    """Return the messages on the state of a custom rule and the number of running deadlines it moves."""
    changed = difference(before, after)
    if changed is None:
        return ()
    moved = len(effects(session, packs().supplied.joined(after, ()), {after.id}))
    count = Message.plural("{number} of your deadlines changes", "{number} of your deadlines change", moved)
    return (changed.what, count) if moved else (changed.what,)


RULES: OwnKind[OwnRule, Rule] = OwnKind(
    noun="rule",
    record=OwnRule,
    entry_id=lambda own_rule: own_rule.rule_id,
    read_id=lambda rule: rule.id,
    make=_made,
    tried=_tried,
    shipped=lambda: packs().supplied.rules,
    fields=_fields,
    taken_apart=read_rule_pack,
    draft=lambda rule_id: rule_text(resource("packs"), rule_id),
    sentences=_sentences,
)
