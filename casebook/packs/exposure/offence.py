"""Offences with their texts, bands and figures, from their pack."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, get_args

from casebook.base.message import Message
from casebook.domain.exposure.amount import UNITS, AmountUnit
from casebook.domain.exposure.band import Band, ConfiscationRule, FineRule, LesserPenalty
from casebook.domain.exposure.offence import (
    Absentia,
    EarlierText,
    Investigator,
    Liuzhi,
    Offence,
    OffenceKind,
    OffenceVersion,
    PenalCode,
    SecurityRules,
    UnitMaximum,
)
from casebook.domain.exposure.threshold import (
    ChargedEntity,
    InstrumentKind,
    JudicialInterpretation,
    Threshold,
)
from casebook.domain.library.reading_level import ReadingLevel
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack
from casebook.packs.base.terms import read_day

LEVELS: tuple[ReadingLevel, ...] = get_args(ReadingLevel)
LESSER: tuple[LesserPenalty, ...] = get_args(LesserPenalty)
FINES: tuple[FineRule, ...] = get_args(FineRule)
CONFISCATIONS: tuple[ConfiscationRule, ...] = get_args(ConfiscationRule)
LAWS: tuple[PenalCode, ...] = get_args(PenalCode)
KINDS: tuple[OffenceKind, ...] = get_args(OffenceKind)
INVESTIGATORS: tuple[Investigator, ...] = get_args(Investigator)
SECURITY: tuple[SecurityRules, ...] = get_args(SecurityRules)
ABSENTIA: tuple[Absentia, ...] = get_args(Absentia)
LIUZHI: tuple[Liuzhi, ...] = get_args(Liuzhi)
ENTITIES: tuple[ChargedEntity, ...] = get_args(ChargedEntity)
INSTRUMENTS: tuple[InstrumentKind, ...] = get_args(InstrumentKind)
EARLIER: tuple[EarlierText, ...] = get_args(EarlierText)
UNIT_MAXIMA: tuple[UnitMaximum, ...] = get_args(UnitMaximum)
UNITS_OR_NONE: tuple[AmountUnit | Literal[""], ...] = (*UNITS, "")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def read_interpretations(pack: Pack) -> dict[str, JudicialInterpretation]:
    """The interpretations of the pack by id."""
    return {entry.text("id"): _interpretation(entry) for entry in pack.entries("interpretation")}


def read_offences(pack: Pack) -> dict[str, Offence]:
    """The offences of the pack by id, in its order."""
    return {entry.text("id"): _offence(entry, pack) for entry in pack.entries("offence")}


def level_of(entry: PackEntry) -> ReadingLevel:
    """How an entry was read."""
    return entry.choice("reading_level", LEVELS)


def _interpretation(entry: PackEntry) -> JudicialInterpretation:
    read = JudicialInterpretation(
        id=entry.text("id"),
        kind=entry.choice("kind", INSTRUMENTS, default="interpretation"),
        title=entry.text("title"),
        title_original=entry.text("title_original", default=""),
        number=entry.text("number", default=""),
        is_number_seen=entry.flag("number_seen", default=False),
        from_on=entry.day("from"),
        to_on=read_day(entry, "to"),
        is_day_seen=entry.flag("day_seen", default=True),
        note=entry.text("note", default=""),
        unread=entry.text("unread", default=""),
        level=level_of(entry),
    )
    if _YEAR.search(read.title) and not (read.is_day_seen or read.is_number_seen):
        entry.complain("title", "names a year, and neither its day nor its number was read")
    entry.close()
    return read


def _offence(entry: PackEntry, pack: Pack) -> Offence:
    entry.day("checked", default=pack.head.checked_on)
    optional = ("conduct", "twin", "twin_warning", "first_instance", "notes", "unread")
    read = Offence(
        id=entry.text("id"),
        **{field: entry.text(field) for field in ("article", "title", "title_zh", "chapter", "political")},
        **{field: entry.text(field, default="") for field in optional},
        law=entry.choice("law", LAWS),
        numbers=entry.texts("numbers"),
        paragraphs=entry.texts("paragraphs", default=()),
        kind=entry.choice("kind", KINDS),
        investigator=entry.choice("investigator", INVESTIGATORS),
        security_rules=entry.choice("security_rules", SECURITY, default=""),
        absentia=entry.choice("absentia", ABSENTIA, default=""),
        liuzhi=entry.choice("liuzhi", LIUZHI, default=""),
        finding_ids=entry.texts("findings", default=()),
        decision_ids=entry.texts("decisions", default=()),
        earlier=entry.choice("earlier", EARLIER, default=""),
        level=level_of(entry),
        source=entry.text("source"),
        url=entry.text("url"),
        versions=tuple(_version(table) for table in entry.tables("version")),
        thresholds=tuple(_threshold(table) for table in entry.tables("threshold")),
        pack=pack.head.version,
    )
    entry.close()
    return read


def _version(entry: PackEntry) -> OffenceVersion:
    level = level_of(entry)
    read = OffenceVersion(
        from_on=entry.day("from"),
        to_on=read_day(entry, "to"),
        amendment=entry.text("amendment"),
        level=level,
        read_in=entry.text("read_in"),
        note=entry.text("note", default=""),
        doubt=entry.text("doubt", default=""),
        unread=entry.text("unread", default=""),
        bands=tuple(_band(table, level) for table in entry.tables("band")),
        unit_most=entry.choice("unit_most", UNIT_MAXIMA, default=""),
        unit_rule=entry.text("unit_rule", default=""),
    )
    if bool(read.unit_most) != bool(read.unit_rule):
        entry.complain("unit_rule", "must be there where unit_most is, and only there")
    entry.close()
    return read


def _band(entry: PackEntry, level: ReadingLevel) -> Band:
    has_term = entry.flag("fixed_term", default=True)
    read = Band(
        number=entry.integer("number", least=1),
        condition=entry.text("condition"),
        min_months=entry.integer("min_months") if has_term else None,
        max_months=entry.integer("max_months", least=1, default=0) or None if has_term else None,
        lesser=entry.choices("lesser", LESSER),
        has_fixed_term=has_term,
        life=entry.flag("life", default=False),
        death=entry.flag("death", default=False),
        fine=entry.choice("fine", FINES, default=""),
        money=entry.text("money", default=""),
        confiscation=entry.choice("confiscation", CONFISCATIONS, default=""),
        limitation_years=entry.integer("limitation_years", least=1, default=0) or None,
        level=entry.choice("reading_level", LEVELS, default=level),
    )
    if not has_term and not (read.life or read.death):
        entry.complain("fixed_term", "is false, but the band has neither life nor death")
    entry.close()
    return read


def _threshold(entry: PackEntry) -> Threshold:
    amount = entry.integer("from_amount", default=0)
    is_statute = entry.flag("statute", default=False)
    below = entry.integer("below_amount", default=0)
    read = Threshold(
        band=entry.integer("band", least=1),
        measure=entry.text("measure"),
        act=entry.text("act", default=""),
        condition=entry.text("condition", default=""),
        text=entry.text("text", default=""),
        from_amount=amount or None,
        highest=entry.integer("from_amount_highest", default=0) or None,
        unit=entry.choice("unit", UNITS_OR_NONE, default=""),
        entity=entry.choice("entity", ENTITIES, default=""),
        instrument_id="" if is_statute else entry.text("interpretation"),
        pinpoint=entry.text("pinpoint", default=""),
        from_on=entry.day("from"),
        to_on=read_day(entry, "to"),
        version_from_on=entry.day("version_from"),
        also_from_on=_days(entry, "also_from"),
        note=entry.text("note", default=""),
        doubt=entry.text("doubt", default=""),
        unread=entry.text("unread", default=""),
        level=level_of(entry),
    )
    _check_figure(entry, read, below)
    entry.close()
    return read


def _check_figure(entry: PackEntry, threshold: Threshold, below: int) -> None:
    amount = threshold.from_amount
    if bool(amount) == bool(threshold.text):
        entry.complain("from_amount", "or text must be there, and not both")
    if bool(amount) != bool(threshold.unit):
        entry.complain("unit", "must be there for a number, and only then")
    if amount and not all(one == 0 or one > amount for one in (below, threshold.highest or 0)):
        entry.complain("from_amount", Message("is not below the figure beside it"))


def _days(entry: PackEntry, field: str) -> tuple[date, ...]:
    value = entry.value(field)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(day, date) for day in value):
        entry.complain(field, "must be a list of dates without quotation marks")
        return ()
    return tuple(value)
