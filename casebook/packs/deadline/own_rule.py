"""Rules written outside the shipped packs: one as text with its examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casebook.base.errors import CasebookError, NotFound, Problem
from casebook.base.message import Message
from casebook.domain.deadline.rule import Rule
from casebook.packs.base.example import Example
from casebook.packs.base.own_text import ID_TAKEN, OwnPack, one_entry, shipped_piece, split_entries
from casebook.packs.deadline.deadlines import DeadlinePacks, review_rule, run_examples_of
from casebook.packs.deadline.rule import FOLDER, KIND, read_rule
from casebook.packs.deadline.rule_review import review_alone

OWN = "own rule"
"""The name in messages of a rule without a file."""
_ABOUT = "docs/deadlines.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRule:
    """A rule after every check a shipped one passes.

    Attributes:
        rule: None where it cannot be read at all.
        examples: its worked examples.
        problems: every defect; none in a rule that may be used.
    """

    rule: Rule | None
    examples: tuple[Example, ...]
    problems: tuple[Problem, ...]


def try_rule(text: str, deadlines: DeadlinePacks, version: str = OWN) -> CheckedRule:
    """Read a rule, hold it against methods and calendars, and run its examples.

    Args:
        text: ``[[rule]]`` with its fields and examples, as TOML.
        deadlines: what it stands beside; its own id must not be there.
        version: what its dates name as their version.
    """
    problems: list[Problem] = []
    entry = one_entry(text, KIND, OWN, problems)
    if entry is None:
        return CheckedRule(rule=None, examples=(), problems=tuple(problems))
    try:
        rule, examples = read_rule(entry, deadlines.methods, version)
    except CasebookError as error:
        return CheckedRule(rule=None, examples=(), problems=(*problems, Problem(where=OWN, what=error.title)))
    if rule.id in deadlines.rules:
        problems.append(Problem(where=OWN, what=Message(ID_TAKEN, id=rule.id)))
    if not problems:
        joined = deadlines.joined(rule, examples)
        problems += [
            *review_rule(rule, joined),
            *review_alone(rule, deadlines.methods.get(rule.method_id)),
            *run_examples_of(joined, rule.id),
        ]
    return CheckedRule(rule=rule, examples=examples, problems=tuple(problems))


def read_rule_pack(data: bytes, name: str) -> OwnPack:
    """Read a colleague's pack file of rules; `name` is used in errors.

    Raises:
        PackInvalid: its head breaks the schema, or it is no TOML.
        InvalidInput: it is no pack of rules.
    """
    return split_entries(data, name, KIND, _ABOUT)


EMPTY = """[[rule]]
id = "own-"
title = ""
forum = ""
jurisdiction = ""
proceeding = "extradition"
trigger = ""
trigger_event = "decision-served"
period = "14 days"
direction = "after"
trigger_day = "excluded"
roll = "next"
method = "calendar-anniversary"
calendar = "none"
runs_from = "notice"
extendable = ""
consequence = ""
citation = ""
seen = false
as_of = ""
confidence = "low"
status = "active"
review_by = 2027-06-30

[[rule.example]]
on = 2026-03-02
due = 2026-03-16
why = ""
"""
"""A form to fill in: what is left empty is named by the check."""


def rule_text(folder: Path, rule_id: str) -> str:
    """The text of a shipped rule under an id of its own, to be changed; the empty form where "" is asked.

    Raises:
        NotFound: no shipped rule has this id.
    """
    if not rule_id:
        return EMPTY
    for path in sorted((folder / FOLDER).glob("*.toml")):
        whole = shipped_piece(path, KIND, "unverified", rule_id)
        if whole:
            return whole.replace(f'id = "{rule_id}"', f'id = "own-{rule_id}"', 1)
    raise NotFound(Message("There is no rule {id}.", id=rule_id), field="rule", remedy="Check the ID.")
