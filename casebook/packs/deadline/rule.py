"""Deadline rules, by jurisdiction, with the examples that show them right, and what was not found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from casebook.base.message import Message
from casebook.domain.base.period import Period, PeriodPart
from casebook.domain.deadline.counting import Block, Method
from casebook.domain.deadline.nature import RuleNature
from casebook.domain.deadline.rule import EarlierText, InTimeIf, Rule, RuleStatus, Treaty, UnverifiedRule
from casebook.packs.base.entry import OnDefect, PackEntry
from casebook.packs.base.example import Example, read_examples
from casebook.packs.base.reader import Pack, read_pack
from casebook.packs.base.terms import read_changes, read_day, read_period, read_readings
from casebook.packs.deadline.counting import CONFIDENCES

FOLDER = "deadline-rules"
KIND = "rule"
STATUSES: tuple[RuleStatus, ...] = get_args(RuleStatus)
IN_TIME_IF: tuple[InTimeIf, ...] = get_args(InTimeIf)
TREATIES: tuple[Treaty, ...] = get_args(Treaty)
NATURES: tuple[RuleNature, ...] = get_args(RuleNature)
NO_NUMBER = "none"
MIN_EXAMPLES = 1
_ONE_DAY = Period(parts=(PeriodPart(amount=1, unit="days"),))
"""A placeholder for a period that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules in the order of their packs, their examples by id, and what was not found."""

    rules: tuple[Rule, ...]
    unverified: tuple[UnverifiedRule, ...]
    examples: dict[str, tuple[Example, ...]]


def read_rules(folder: Path, methods: Mapping[str, Method], on_defect: OnDefect) -> Rules:
    """Every rule of the folder of packs.

    Raises:
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    rules: list[Rule] = []
    unverified: list[UnverifiedRule] = []
    examples: dict[str, tuple[Example, ...]] = {}
    for path in sorted((folder / FOLDER).glob("*.toml")):
        pack = read_pack(path, on_defect)
        for entry in pack.entries(KIND):
            rule, shown = read_rule(entry, methods, pack.head.version)
            rule = replace(rule, read_on=rule.read_on or pack.head.checked_on)
            if rule.id in examples:
                entry.complain("id", "is also in another pack")
            rules.append(rule)
            examples[rule.id] = shown
        unverified += [_unverified(entry, pack) for entry in pack.entries("unverified")]
        pack.close()
    return Rules(rules=tuple(rules), unverified=tuple(unverified), examples=examples)


def read_rule(
    entry: PackEntry, methods: Mapping[str, Method], version: str
) -> tuple[Rule, tuple[Example, ...]]:
    """One rule with its examples, of a pack of this version."""
    blocks = _blocks(entry, methods)
    rule = Rule(
        id=entry.text("id"),
        **_words(entry),
        **_count(entry),
        **_standing(entry),
        **_choice(entry),
        changes=read_changes(entry, "terms", blocks),
        readings=read_readings(entry, blocks),
        pack=version,
    )
    examples = read_examples(entry, MIN_EXAMPLES)
    entry.close()
    return rule, examples


def _words(entry: PackEntry) -> dict[str, Any]:
    """What a person reads."""
    needed = ("title", "forum", "jurisdiction", "proceeding", "trigger", "trigger_event")
    more = ("extendable", "consequence", "citation")
    more_time = ("suspended_by", "restarted_by")
    optional = ("alternatives", "together", "service", "url", "notes", "as_of", *more_time)
    return {
        **{field: entry.text(field) for field in (*needed, *more)},
        **{field: entry.text(field, default="") for field in optional},
        "cautions": entry.texts("cautions", default=()),
        "steps": entry.texts("steps", default=()),
        "in_time_if": entry.choice("in_time_if", IN_TIME_IF, default=""),
    }


def _count(entry: PackEntry) -> dict[str, Any]:
    """What the engine counts with."""
    has_number = entry.text("period", default="") != NO_NUMBER
    return {
        "period": read_period(entry, "period") if has_number else None,
        "extension_ceiling": read_period(entry, "extension_ceiling", is_needed=False),
        "nature": entry.choice("nature", NATURES, default=""),
        "direction": entry.choice("direction", ("after", "before")),
        "counts_trigger": entry.choice("trigger_day", ("excluded", "counted")) == "counted",
        "roll": entry.choice("roll", ("none", "next", "previous")),
        "method_id": entry.text("method"),
        "calendar_id": entry.text("calendar"),
        "runs_from": entry.choice("runs_from", ("event", "notice")),
        "runs_from_latest": entry.flag("runs_from_latest", default=False),
        "service_by": entry.texts("service_by", default=()),
        "left_out": entry.texts("left_out", default=()),
    }


def _standing(entry: PackEntry) -> dict[str, Any]:
    """How well it is known."""
    return {
        "is_seen": entry.flag("seen"),
        "as_of_on": read_day(entry, "as_of_on"),
        "text_year": entry.integer("text_year", default=0),
        "confidence": entry.choice("confidence", CONFIDENCES),
        "status": entry.choice("status", STATUSES),
        "review_by_on": entry.day("review_by"),
        "confirmed_by": entry.text("confirmed_by", default=""),
        "read_by": entry.text("read_by", default=""),
        "read_on": read_day(entry, "checked"),
        "is_band": entry.flag("band", default=False),
        "is_comparison": entry.flag("comparison", default=False),
        "is_blocked": entry.flag("blocked", default=False),
        "has_no_safe_date": entry.flag("no_safe_date", default=False),
        "shorter_unread": entry.text("shorter_unread", default=""),
        "other_periods": entry.texts("other_periods", default=()),
        "acts_any_day": entry.flag("any_day", default=False),
        "recurs": entry.flag("recurs", default=False),
        "same_clock": entry.texts("same_clock", default=()),
        "treaty": entry.choice("treaty", TREATIES, default=""),
    }


def _choice(entry: PackEntry) -> dict[str, Any]:
    """When it holds, and what held before."""
    return {
        "valid_from_on": read_day(entry, "valid_from"),
        "valid_to_on": read_day(entry, "valid_to"),
        "claimed_from_on": read_day(entry, "claimed_from"),
        "family": entry.text("family", default=""),
        "decided_from_on": read_day(entry, "decided_from"),
        "decided_before_on": read_day(entry, "decided_before"),
        "earlier": tuple(_earlier(table) for table in entry.tables("earlier")),
    }


def _blocks(entry: PackEntry, methods: Mapping[str, Method]) -> dict[str, Block]:
    method_id = entry.text("method", default="-")
    if method_id not in methods:
        entry.complain("method", Message("{method} is not a calculation method", method=method_id))
        return {}
    return {block.id: block for block in methods[method_id].blocks}


def _earlier(entry: PackEntry) -> EarlierText:
    period = read_period(entry, "period") or _ONE_DAY
    text = EarlierText(
        decided_before_on=entry.day("decided_before"),
        period=period,
        words=entry.text("words"),
    )
    entry.close()
    return text


def _unverified(entry: PackEntry, pack: Pack) -> UnverifiedRule:
    unverified = UnverifiedRule(
        id=entry.text("id"),
        jurisdiction=entry.text("jurisdiction"),
        subject=entry.text("subject"),
        note=entry.text("note"),
        citation=entry.text("citation", default=""),
        url=entry.text("url", default=""),
        pack=pack.head.version,
    )
    entry.close()
    return unverified
