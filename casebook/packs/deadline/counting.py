"""Counting methods, by jurisdiction, with the examples that show them right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from casebook.domain.base.period import UNITS, Unit
from casebook.domain.deadline.counting import Backwards, Confidence, CountingTerms, Method
from casebook.packs.base.entry import OnDefect, PackEntry
from casebook.packs.base.example import Example, read_examples
from casebook.packs.base.reader import Pack, read_pack
from casebook.packs.base.terms import read_blocks, read_changes, read_day, read_readings, read_services

FOLDER = "counting-methods"
KIND = "method"
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
BACKWARDS: tuple[Backwards, ...] = get_args(Backwards)
HEADINGS = (
    "day_zero",
    "days",
    "months_years",
    "end_of_day",
    "weekend_holiday",
    "short_period",
    "backward_counting",
    "hours",
    "service_and_recess",
)
"""The headings of the prose of a method."""
MIN_EXAMPLES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Methods:
    """The methods in the order of their packs, with their examples by id."""

    methods: tuple[Method, ...]
    examples: dict[str, tuple[Example, ...]]


def read_methods(folder: Path, on_defect: OnDefect) -> Methods:
    """Every method of the folder of packs.

    Raises:
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    methods: list[Method] = []
    examples: dict[str, tuple[Example, ...]] = {}
    for path in sorted((folder / FOLDER).glob("*.toml")):
        pack = read_pack(path, on_defect)
        for entry in pack.entries(KIND):
            method, shown = _method(entry, pack)
            if method.id in examples:
                entry.complain("id", "is also in another pack")
            methods.append(method)
            examples[method.id] = shown
        pack.close()
    return Methods(methods=tuple(methods), examples=examples)


def _method(entry: PackEntry, pack: Pack) -> tuple[Method, tuple[Example, ...]]:
    checked_on = entry.day("checked", default=pack.head.checked_on)
    blocks, is_seen = read_blocks(entry), entry.flag("seen")
    changes = read_changes(entry, "terms", blocks)
    method = Method(
        id=entry.text("id"),
        name=entry.text("name"),
        jurisdiction=entry.text("jurisdiction"),
        prose=_prose(entry),
        citation=entry.text("citation"),
        url=entry.text("url", default=""),
        is_seen=is_seen,
        confidence=entry.choice("confidence", CONFIDENCES),
        notes=entry.text("notes", default=""),
        calendar_id=entry.text("calendar"),
        units=_units(entry),
        terms=CountingTerms(**changes),
        readings=read_readings(entry, blocks),
        services=read_services(entry, is_seen=is_seen),
        blocks=tuple(blocks.values()),
        unread_blocks=tuple(read_blocks(entry, "unread_block").values()),
        backwards=entry.choice("backwards", BACKWARDS),
        backwards_why=entry.text("backwards_why", default=""),
        moves_for_closure=entry.flag("moves_for_closure", default=False),
        valid_from_on=read_day(entry, "valid_from"),
        as_of=checked_on.isoformat(),
        cautions=entry.texts("cautions", default=()),
        pack=pack.head.version,
    )
    examples = read_examples(entry, MIN_EXAMPLES)
    entry.close()
    return method, examples


def _prose(entry: PackEntry) -> dict[str, str]:
    table = entry.table("prose")
    prose = {heading: table.text(heading) for heading in HEADINGS}
    table.close()
    return prose


def _units(entry: PackEntry) -> frozenset[Unit]:
    return frozenset(entry.choices("units", UNITS))
