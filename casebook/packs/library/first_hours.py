"""The first 48 hours after an arrest, State by State, from their pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import get_args

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.base.page_text import TextByLanguage
from casebook.domain.deadline.rule import Rule
from casebook.domain.library.arrest.first_hours import (
    AdvicePart,
    ArrestFact,
    ArrestReading,
    ArrestTopic,
    ClockUnit,
    FirstHours,
    GeneralNote,
    InterimRoute,
    PageAdvice,
    Read,
    SpokenWhen,
    SpokenWords,
)
from casebook.domain.library.country import RemedyKind
from casebook.domain.library.reading_level import ReadingLevel
from casebook.packs.base.entry import OnDefect, PackEntry, refuse
from casebook.packs.base.page_text import read_page_text
from casebook.packs.base.reader import Pack, PackFolder, read_pack
from casebook.packs.library.country import is_country_code

FILE = "first-48-hours.toml"
_CONFIDENCE = ("high", "medium", "low")
_LEVELS: Mapping[Read, tuple[ReadingLevel, ...]] = {
    "article": ("document",),
    "article-part": ("document",),
    "excerpt": ("summary", "secondary"),
    "summary": ("summary", "secondary"),
    "rule-pack": ("secondary",),
    "unread": ("none",),
}
"""The reading levels that each way of reading allows: never better than what was read."""
_NOTHING = TextByLanguage(en="", zh_hans="", zh_hant="")


def read_first_hours(folder: PackFolder | None = None, on_defect: OnDefect = refuse) -> FirstHours:
    """Read the pack; the shipped one, read once, where `folder` is None.

    Raises:
        NotFound: the pack is missing.
        PackInvalid: an entry breaks its schema or names a State without a page, unless `on_defect` collects.
    """
    return _shipped() if folder is None and on_defect is refuse else _read(folder, on_defect)


@cache
def _shipped() -> FirstHours:
    return _read(None, refuse)


def _read(folder: PackFolder | None, on_defect: OnDefect) -> FirstHours:
    place: PackFolder = folder or resource("packs")
    pack = read_pack(place / FILE, on_defect)
    questions = {entry.text("id"): _question(entry) for entry in pack.entries("arrest-state")}
    first_hours = FirstHours(
        questions=questions,
        facts=tuple(_fact(entry, pack, questions) for entry in pack.entries("arrest-fact")),
        asylum=tuple(_note(entry, questions) for entry in pack.entries("asylum-note")),
        consular=tuple(_note(entry, questions) for entry in pack.entries("consular-note")),
        routes=tuple(_route(entry, questions) for entry in pack.entries("interim-route")),
        say=tuple(_words(entry, questions) for entry in pack.entries("arrest-words")),
        advice=tuple(_advice(entry, questions) for entry in pack.entries("arrest-advice")),
        version=pack.head.version,
        compiled_on=pack.head.compiled_on,
    )
    pack.close()
    return first_hours


def unmatched_rules(pack: FirstHours, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """Yield each link to a deadline rule that leads nowhere, to another State, or to another length."""
    for fact in pack.facts:
        where = f"{FILE} · arrest-fact {fact.id} · rules"
        linked = [rules.get(id_) for id_ in fact.rule_ids]
        if None in linked:
            yield Problem(where=where, what=Message("names a deadline rule that is not there"))
            continue
        held = [rule for rule in linked if rule is not None]
        if any(rule.jurisdiction.partition("-")[0] != fact.state for rule in held):
            yield Problem(where=where, what=Message("names a deadline rule of another State"))
        elif held and fact.value and not any(_agrees(fact, rule) for rule in held):
            yield Problem(where=where, what=Message("states another length than the deadline rule"))


def _agrees(fact: ArrestFact, rule: Rule) -> bool:
    return rule.period is not None and any(
        (part.amount, part.unit.removeprefix("calendar-")) == (fact.value, fact.unit)
        for part in rule.period.parts
    )


def _question(entry: PackEntry) -> TextByLanguage:
    text = read_page_text(entry)
    entry.close()
    return text


def _reading(entry: PackEntry) -> ArrestReading:
    read = entry.choice("read", get_args(Read))
    level = entry.choice("reading_level", get_args(ReadingLevel))
    if level not in _LEVELS[read]:
        entry.complain("reading_level", "claims more than was read")
    return ArrestReading(
        level=level,
        read=read,
        as_of=read_page_text(entry, "as_of-") if "as_of" in entry.unread() else _NOTHING,
        confidence=entry.choice("confidence", _CONFIDENCE),
    )


def _states(entry: PackEntry, known: Mapping[str, TextByLanguage], field: str = "states") -> tuple[str, ...]:
    states = entry.texts(field, default=())
    if not set(states) <= set(known):
        entry.complain(field, "names a State without a page")
    return states


def _codes(entry: PackEntry) -> tuple[str, ...]:
    """Return States of a route, which may be open where nothing else was gathered."""
    codes = entry.texts("states", default=())
    if not all(map(is_country_code, codes)):
        entry.complain("states", "must be country codes of two capital letters")
    return codes


def _fact(entry: PackEntry, pack: Pack, known: Mapping[str, TextByLanguage]) -> ArrestFact:
    fact = ArrestFact(
        id=entry.text("id"),
        state=entry.text("state"),
        topic=entry.choice("topic", get_args(ArrestTopic)),
        text=read_page_text(entry),
        reading=_reading(entry),
        checked_on=entry.day("checked", default=pack.head.checked_on),
        article=entry.text("article", default=""),
        article_in=read_page_text(entry, "article-") if "article-zh-Hans" in entry.unread() else None,
        url=entry.text("url", default=""),
        value=entry.integer("value", default=0),
        unit=entry.choice("unit", get_args(ClockUnit), default=""),
        rule_ids=entry.texts("rules", default=()),
        is_danger=entry.flag("is_danger", default=False),
        note=entry.text("note", default=""),
    )
    if fact.state not in known:
        entry.complain("state", "names a State without a page")
    if bool(fact.value) != bool(fact.unit):
        entry.complain("unit", "belongs to a value, and a value needs it")
    entry.close()
    return fact


def _note(entry: PackEntry, known: Mapping[str, TextByLanguage]) -> GeneralNote:
    note = GeneralNote(
        id=entry.text("id"),
        text=read_page_text(entry),
        reading=_reading(entry),
        states=_states(entry, known),
        not_in=_states(entry, known, "not_in"),
        article=entry.text("article", default=""),
        url=entry.text("url", default=""),
        is_danger=entry.flag("is_danger", default=False),
    )
    entry.close()
    return note


def _route(entry: PackEntry, known: Mapping[str, TextByLanguage]) -> InterimRoute:
    route = InterimRoute(
        id=entry.text("id"),
        to=read_page_text(entry, "to-"),
        text=read_page_text(entry),
        reading=_reading(entry),
        states=_codes(entry),
        remedy=entry.choice("remedy", ("", "crc-op3", "inter-american", *get_args(RemedyKind)), default=""),
        condition=read_page_text(entry, "condition-") if "condition" in entry.unread() else None,
        named=_states(entry, known, "named"),
        url=entry.text("url", default=""),
        address=entry.text("address", default=""),
    )
    if bool(route.remedy) != (route.condition is not None):
        entry.complain("condition", "belongs to a remedy, and a remedy needs it")
    entry.close()
    return route


def _words(entry: PackEntry, known: Mapping[str, TextByLanguage]) -> SpokenWords:
    words = SpokenWords(
        id=entry.text("id"),
        when=entry.choice("when", get_args(SpokenWhen)),
        text=read_page_text(entry),
        states=_states(entry, known),
        not_in=_states(entry, known, "not_in"),
    )
    entry.close()
    return words


def _advice(entry: PackEntry, known: Mapping[str, TextByLanguage]) -> PageAdvice:
    advice = PageAdvice(
        id=entry.text("id"),
        part=entry.choice("part", get_args(AdvicePart)),
        text=read_page_text(entry),
        states=_states(entry, known),
        not_in=_states(entry, known, "not_in"),
    )
    entry.close()
    return advice
