"""Rules written outside the shipped packs: one rule as text, or a colleague's whole pack file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from casebook.base.errors import CasebookError, InvalidInput, NotFound, Problem
from casebook.domain.rule import Rule
from casebook.packs.deadlines import Deadlines, review_rule, run_examples_of
from casebook.packs.entry import Entry
from casebook.packs.example import Example
from casebook.packs.reader import Pack, collect, read_data
from casebook.packs.rule import FOLDER, KIND, read_rule

OWN = "own rule"
"""What messages call a rule that stands in no file."""
_HEAD = re.compile(r"^\[\[rule\]\]", re.MULTILINE)
MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """A pack file of rules, taken apart.

    Attributes:
        id, version: as its head says.
        texts: each rule with its examples, as it is written there.
    """

    id: str
    version: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A rule after every check a shipped one passes.

    Attributes:
        rule: None where it cannot be read at all.
        examples: its worked examples.
        problems: every defect; none in a rule that may be used.
    """

    rule: Rule | None
    examples: tuple[Example, ...]
    problems: tuple[Problem, ...]


def try_rule(text: str, deadlines: Deadlines, version: str = OWN) -> Tried:
    """Read a rule, hold it against methods and calendars, and run its examples.

    Args:
        text: ``[[rule]]`` with its fields and examples, as TOML.
        deadlines: what it stands beside; its own id must not be there.
        version: what its dates name as their version.
    """
    problems: list[Problem] = []
    values = _values(text, problems)
    if values is None:
        return Tried(rule=None, examples=(), problems=tuple(problems))
    root = Entry({KIND: [values]}, file=OWN, on_defect=collect(problems))
    (entry,) = root.tables(KIND)
    entry.value("checked")
    try:
        rule, examples = read_rule(entry, deadlines.methods, version)
    except CasebookError as error:
        return Tried(rule=None, examples=(), problems=(*problems, Problem(where=OWN, what=error.title)))
    if rule.id in deadlines.rules:
        problems.append(Problem(where=OWN, what=f"the id {rule.id} is taken: give it one of its own"))
    if not problems:
        joined = deadlines.joined(rule, examples)
        problems += [*review_rule(rule, joined), *run_examples_of(joined, rule.id)]
    return Tried(rule=rule, examples=examples, problems=tuple(problems))


def _values(text: str, problems: list[Problem]) -> dict[str, object] | None:
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(where=OWN, what=f"is not TOML: {error}"))
        return None
    tables = read.get(KIND)
    if set(read) != {KIND} or not isinstance(tables, list) or len(tables) != 1:
        problems.append(Problem(where=OWN, what="must hold one [[rule]] with its examples and nothing else"))
        return None
    return dict(tables[0])


def read_rule_pack(data: bytes, name: str) -> RulePack:
    """A colleague's pack file of rules, taken apart without losing a word.

    Args:
        data: the file.
        name: to name it in errors, whatever it is called by now.

    Raises:
        PackInvalid: its head breaks the schema, or it is no TOML.
        InvalidInput: it is no pack of rules.
    """
    if len(data) > MOST_BYTES:
        raise _no_pack("The file is too large for a pack of rules.")
    head = Pack(read_data(data, name)).head
    text = data.decode("utf-8")
    told = tomllib.loads(text).get(KIND, [])
    starts = [found.start() for found in _HEAD.finditer(text)]
    pieces = [text[start:end].strip() for start, end in pairwise([*starts, len(text)])]
    if not told or not _is_whole(pieces, told):
        raise _no_pack("The file is no pack of rules, or cannot be taken apart.")
    return RulePack(id=head.id, version=head.version, texts=tuple(pieces))


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
        text = path.read_text(encoding="utf-8")
        for piece in _HEAD.split(text)[1:]:
            whole = f"[[rule]]{piece}".split("[[unverified]]")[0].strip() + "\n"
            if f'id = "{rule_id}"' in whole.splitlines():
                return whole.replace(f'id = "{rule_id}"', f'id = "own-{rule_id}"', 1)
    raise NotFound(f"There is no rule {rule_id}.", field="rule")


def _is_whole(pieces: list[str], told: object) -> bool:
    """Whether the pieces say, each by itself, what the file says of them."""
    try:
        return [tomllib.loads(piece).get(KIND) for piece in pieces] == [[rule] for rule in told]  # type: ignore[attr-defined]
    except tomllib.TOMLDecodeError:
        return False


def _no_pack(title: str) -> InvalidInput:
    return InvalidInput(
        title,
        field="pack",
        remedy="Ask for the file as docs/deadlines.md describes it: [pack], then [[rule]] entries alone.",
    )
