"""Two versions of the reference data compared, and the deadlines of a casebook that the newer one changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casebook.base.errors import FileMissing, NotFound, Refused
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.deadline.rule_difference import RuleDifference, method_differences, rule_differences
from casebook.packs.check import check_all
from casebook.packs.deadline.deadlines import DeadlinePacks, read_deadlines
from casebook.packs.deadline.rule import FOLDER
from casebook.packs.library.library import read_library
from casebook.packs.library.registry import read_registry
from casebook.services.base.session import Session
from casebook.services.deadline.rule_effects import DeadlineEffect, effects
from casebook.services.library import registry
from casebook.services.library.packs.pack_update import Changed, changes, incoming, library_records

INSTALLED = "installed"
"""Stands for the installed packs where a folder or file can be given."""
Records = Mapping[tuple[type[Any], str], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackVersion:
    """One version of the packs.

    Attributes:
        deadlines: rules, methods and calendars; None for a signed file, which carries none.
        records: of library and country data, by kind and id.
    """

    deadlines: DeadlinePacks | None
    records: Records


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDifference:
    """The differences between two versions.

    Attributes:
        rules: changed, withdrawn and added rules, each in a sentence.
        methods: counting methods that count otherwise.
        added, changed, withdrawn: records of library and country data.
        deadlines: of the casebook named, which the newer version counts to another day.
    """

    rules: tuple[RuleDifference, ...]
    methods: tuple[RuleDifference, ...]
    added: tuple[Any, ...]
    changed: tuple[Changed, ...]
    withdrawn: tuple[Any, ...]
    deadlines: tuple[DeadlineEffect, ...] = ()


def read_version(place: Path) -> PackVersion:
    """Return the packs of a folder such as ``resources/packs``, of a signed file, or those installed.

    Raises:
        NotFound: there is neither.
        Refused: the signature of a file does not fit, or packs of a folder fail a check.
        PackInvalid: an entry breaks its schema.
    """
    folder = resource("packs") if str(place) == INSTALLED else place
    if not folder.exists():
        raise FileMissing(Message("The file {name} was not found.", name=place.name), field="packs")
    if not folder.is_dir():
        return PackVersion(deadlines=None, records=incoming(folder).records)
    if not (folder / FOLDER).is_dir():
        raise NotFound(
            Message("There is no reference data in {name}.", name=place.name),
            field="packs",
            remedy="Choose a file or folder of reference data.",
        )
    for problem in check_all(folder).problems if folder is place else ():
        raise Refused(
            Message("The reference data fails a check: {problem}", problem=problem.message), field="packs"
        )
    library, whole = read_library(folder), read_registry(folder)
    kept = (*library_records(library), *registry.records(whole))
    records = {(type(entry), entry.id): entry for entry in kept}
    return PackVersion(deadlines=read_deadlines(folder), records=records)


def compare(old: PackVersion, new: PackVersion, session: Session | None = None) -> VersionDifference:
    """Return the differences of the newer version, and their effect on the deadlines of an open casebook."""
    rules: tuple[RuleDifference, ...] = ()
    methods: tuple[RuleDifference, ...] = ()
    moved: tuple[DeadlineEffect, ...] = ()
    if old.deadlines and new.deadlines:
        rules = rule_differences(old.deadlines.rules, new.deadlines.rules)
        methods = method_differences(old.deadlines.methods, new.deadlines.methods, new.deadlines.rules)
        if session:
            rule_ids, method_ids = {rule.id for rule in rules}, {method.id for method in methods}
            moved = effects(session, new.deadlines, rule_ids, method_ids)
    return VersionDifference(
        rules=rules,
        methods=methods,
        added=tuple(entry for key, entry in new.records.items() if key not in old.records),
        changed=tuple(changes(old.records, new.records)),
        withdrawn=tuple(entry for key, entry in old.records.items() if key not in new.records),
        deadlines=moved,
    )
