"""Court profiles: what each forum asks of a bundle, from their pack, with inheritance resolved."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.dossier.profile import (
    FormatRule,
    Margins,
    Profile,
    ProfileGap,
    ProfileStatus,
    RuleLevel,
    RuleValue,
)
from casebook.packs.base.entry import NO_DATE, OnDefect, PackEntry, refuse
from casebook.packs.base.reader import Pack, read_pack

FILE, KIND = "profiles.toml", "profile"
STATUSES: tuple[ProfileStatus, ...] = get_args(ProfileStatus)
LEVELS: tuple[RuleLevel, ...] = get_args(RuleLevel)
UNSOURCED: tuple[RuleLevel, ...] = ("practice", "info")
"""What a rule without a source may be, in a profile of an office's own."""
DATINGS = ("shown", "estimated")
DOUBTFUL = ("weak", "confirm", "earlier", "older", "superseded", "third-party")
"""Words in a rule's kind or pinpoint that ask for `confirm = true`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiles:
    """The profiles as shipped, in the order of their pack.

    Attributes:
        types: every field a rule may have, with the type of its value.
    """

    profiles: tuple[Profile, ...]
    gaps: tuple[ProfileGap, ...]
    version: str
    types: Mapping[str, str]


def read_profiles(folder: Path | None = None, on_defect: OnDefect = refuse) -> Profiles:
    """Read the profiles; the shipped ones where `folder` is None.

    Raises:
        NotFound: the pack is missing.
        PackInvalid: an entry breaks its schema, unless `on_defect` collects.
    """
    pack = read_pack((folder or resource("packs")) / FILE, on_defect)
    fields = pack.root.table("fields")
    types = {field: fields.choice(field, tuple(VALUES)) for field in fields.unread()}
    read = (read_profile(entry, types, pack.head.version) for entry in pack.entries(KIND))
    own = {profile.id: profile for profile in read}
    gaps = tuple(_gap(entry) for entry in pack.entries("gap"))
    pack.close()
    return Profiles(
        profiles=tuple(_whole(profile, own, pack) for profile in own.values()),
        gaps=gaps,
        version=pack.head.version,
        types=types,
    )


def read_profile(
    entry: PackEntry, types: Mapping[str, str], version: str, *, is_own: bool = False
) -> Profile:
    """Return one profile with its own rules.

    Args:
        entry: of the pack, or as it was written elsewhere.
        types: every field a rule may have, with the type of its value.
        version: of the pack.
        is_own: an office's own, which may note a custom without a source.
    """
    id_ = entry.text("id")
    entry.day("checked", default=NO_DATE)
    profile = Profile(
        id=id_,
        forum=entry.text("forum"),
        jurisdiction=entry.text("jurisdiction"),
        status=entry.choice("status", STATUSES),
        notes=entry.text("notes"),
        inherits=entry.text("inherits", default=""),
        rules=tuple(_rule(rule, id_, types, is_own=is_own) for rule in entry.tables("rule")),
        pack=version,
    )
    fields = [rule.field for rule in profile.rules]
    for field in sorted({field for field in fields if fields.count(field) > 1}):
        entry.complain(field, "there are two rules for this field")
    entry.close()
    return profile


def _rule(entry: PackEntry, profile_id: str, types: Mapping[str, str], *, is_own: bool) -> FormatRule:
    field = entry.text("field")
    default = "" if is_own else None
    if field not in types:
        entry.complain("field", Message("{field} is not listed in [fields]", field=field))
    rule = FormatRule(
        field=field,
        value=VALUES[types.get(field, "text")](entry, "value"),
        profile_id=profile_id,
        level=entry.choice("level", LEVELS),
        is_seen=entry.flag("seen"),
        needs_confirming=entry.flag("confirm", default=False),
        pinpoint=entry.text("pinpoint", default=default),
        kind=entry.text("kind", default=default),
        url=entry.text("url", default=""),
        as_of_on=entry.day("as_of"),
        is_as_of_estimated=entry.choice("as_of_basis", DATINGS) == "estimated",
    )
    if not rule.needs_confirming and any(word in f"{rule.kind} {rule.pinpoint}" for word in DOUBTFUL):
        entry.complain(
            "confirm",
            "must be true: kind or pinpoint states that the text read is of little authority or old",
        )
    if not (rule.pinpoint and rule.kind):
        _without_source(entry, rule)
    entry.close()
    return rule


def _without_source(entry: PackEntry, rule: FormatRule) -> None:
    """Check a rule without a source: it is practice or info, and seen nowhere, so it never blocks."""
    if rule.level not in UNSOURCED:
        entry.complain("level", "must be practice or info where pinpoint and kind are missing")
    if rule.is_seen:
        entry.complain("seen", "must be false where pinpoint and kind are missing")


def _gap(entry: PackEntry) -> ProfileGap:
    gap = ProfileGap(what=entry.text("what"), state=entry.text("state"), note=entry.text("note"))
    entry.close()
    return gap


def _whole(profile: Profile, own: Mapping[str, Profile], pack: Pack) -> Profile:
    """Return the profile with inherited rules where it has none of its own."""
    rules = {rule.field: rule for rule in profile.rules}
    seen, parent_id = {profile.id}, profile.inherits
    while parent_id:
        if parent_id in seen or parent_id not in own:
            pack.root.complain(
                f"profile {profile.id}",
                Message(
                    "inherits from {profile}, which does not exist or inherits from this profile",
                    profile=parent_id,
                ),
            )
            break
        seen.add(parent_id)
        rules = {**{rule.field: rule for rule in own[parent_id].rules}, **rules}
        parent_id = own[parent_id].inherits
    ordered = sorted(rules.values(), key=lambda rule: rule.profile_id != profile.id)
    return replace(profile, rules=tuple(ordered))


def _number(entry: PackEntry, field: str) -> float:
    value = entry.value(field)
    if not isinstance(value, float) or not math.isfinite(value):
        entry.complain(field, "must be a number with a decimal point, such as 1.5")
        return 0.0
    return value


def _margins(entry: PackEntry, field: str) -> Margins:
    table = entry.table(field)
    margins = Margins(
        top_mm=table.integer("top_mm"),
        bottom_mm=table.integer("bottom_mm"),
        left_mm=table.integer("left_mm"),
        right_mm=table.integer("right_mm"),
    )
    table.close()
    return margins


VALUES: Mapping[str, Callable[[PackEntry, str], RuleValue]] = {
    "text": PackEntry.text,
    "texts": PackEntry.texts,
    "flag": PackEntry.flag,
    "integer": PackEntry.integer,
    "number": _number,
    "margins": _margins,
}
"""How each type of value that ``[fields]`` names is read."""
