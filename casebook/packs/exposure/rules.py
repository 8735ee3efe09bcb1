"""Rules of limitation, stages of custody and heads of jurisdiction, from their packs."""

from __future__ import annotations

from casebook.domain.exposure.custody import CustodyPath, CustodyStage
from casebook.domain.exposure.jurisdiction import JurisdictionRule
from casebook.domain.exposure.law import Amendment, ReadText
from casebook.domain.exposure.limitation import LawRule, LimitationStep
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack
from casebook.packs.base.terms import read_day
from casebook.packs.exposure.offence import level_of


def read_amendments(pack: Pack) -> dict[str, Amendment]:
    """The amendments of the pack by id."""
    amendments = {}
    for entry in pack.entries("amendment"):
        one = Amendment(
            id=entry.text("id"), in_force_on=entry.day("in_force"), note=entry.text("note", default="")
        )
        entry.close()
        amendments[one.id] = one
    return amendments


def read_texts(pack: Pack) -> dict[str, ReadText]:
    """What was read, by id."""
    texts = {}
    for entry in pack.entries("reading"):
        one = ReadText(id=entry.text("id"), what=entry.text("what"), level=level_of(entry))
        entry.close()
        texts[one.id] = one
    return texts


def read_rules(pack: Pack, kind: str, law: str = "") -> dict[str, LawRule]:
    """The rules of a kind by id; `law` names the law where the entries name none."""
    return {entry.text("id"): _rule(entry, law) for entry in pack.entries(kind)}


def read_steps(pack: Pack) -> tuple[LimitationStep, ...]:
    """The steps of limitation, the shortest first."""
    return tuple(_step(entry) for entry in pack.entries("step"))


def read_stages(pack: Pack) -> tuple[CustodyStage, ...]:
    """The stages of custody, in the order of the pack."""
    return tuple(_stage(entry) for entry in pack.entries("stage"))


def read_paths(pack: Pack) -> tuple[CustodyPath, ...]:
    """The ways through custody."""
    return tuple(_path(entry) for entry in pack.entries("path"))


def read_jurisdiction(pack: Pack) -> tuple[JurisdictionRule, ...]:
    """The heads of jurisdiction, in the order of the pack."""
    return tuple(_head(entry) for entry in pack.entries("jurisdiction"))


def _rule(entry: PackEntry, law: str) -> LawRule:
    rule = LawRule(
        id=entry.text("id"),
        law=entry.text("law", default=law),
        pinpoint=entry.text("pinpoint", default=""),
        statement=entry.text("statement"),
        is_inferred=entry.flag("inferred", default=False),
        is_advice=entry.flag("advice", default=False),
        unread=entry.text("unread", default=""),
        level=level_of(entry),
    )
    entry.text("url", default="")
    entry.close()
    return rule


def _step(entry: PackEntry) -> LimitationStep:
    least, below = (entry.integer(field, default=-1) for field in ("max_months_from", "max_months_below"))
    step = LimitationStep(
        id=entry.text("id"),
        maximum=entry.text("maximum"),
        from_months=None if least < 0 else least,
        below_months=None if below < 0 else below,
        is_for_life_or_death=entry.flag("life_or_death", default=False),
        years=entry.integer("years", least=1),
        law=entry.text("law"),
        pinpoint=entry.text("pinpoint"),
        examples=entry.text("examples"),
        level=level_of(entry),
    )
    entry.close()
    return step


def _stage(entry: PackEntry) -> CustodyStage:
    needed = ("title", "title_zh", "law", "pinpoint", "longest")
    more = ("who_decides", "lawyer_access", "family_notice", "review", "url")
    restart = "longest_months_with_restart"
    stage = CustodyStage(
        id=entry.text("id"),
        **{field: entry.text(field) for field in (*needed, *more)},
        longest_hours=_length(entry, "longest_hours"),
        longest_days=_length(entry, "longest_days"),
        longest_months=_length(entry, "longest_months"),
        longest_with_restart_months=_length(entry, restart),
        last_months=_length(entry, "last_months"),
        last_needs_months=_length(entry, "last_needs_months"),
        can_restart=entry.flag("can_restart", default=False),
        from_on=read_day(entry, "from"),
        to_on=read_day(entry, "to"),
        note=entry.text("note", default=""),
        chapters=entry.texts("chapters", default=()),
        offence_ids=entry.texts("offences", default=()),
        level=level_of(entry),
    )
    entry.close()
    return stage


def _length(entry: PackEntry, field: str) -> int | None:
    return entry.integer(field, least=1, default=0) or None


def _path(entry: PackEntry) -> CustodyPath:
    path = CustodyPath(
        id=entry.text("id"),
        title=entry.text("title"),
        stage_ids=entry.texts("stages"),
        longest=entry.text("longest"),
        shorter=entry.text("shorter", default=""),
        note=entry.text("note", default=""),
    )
    entry.close()
    return path


def _head(entry: PackEntry) -> JurisdictionRule:
    head = JurisdictionRule(
        id=entry.text("id"),
        law=entry.text("law"),
        pinpoint=entry.text("pinpoint", default=""),
        connection=entry.text("connection"),
        statement=entry.text("statement"),
        effect=entry.text("effect"),
        may_be_left_up_to_months=_length(entry, "may_be_left_up_to_months"),
        minimum_months=_length(entry, "minimum_months"),
        has_dual_criminality=entry.flag("dual_criminality", default=False),
        chapters=entry.texts("chapters", default=()),
        alleged_by=entry.texts("offences", default=()),
        level=level_of(entry),
        url=entry.text("url"),
    )
    entry.close()
    return head
