"""What an answer becomes in the client's record: compared with what stands there, and put beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.country_code import STATELESS
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.base.date_typed import typed
from casebook.domain.base.entity import entity
from casebook.domain.dossier.client_papers.paper_template import AnswerField
from casebook.domain.exchange.birth_date import read_birth
from casebook.domain.person.person import IdentifyingDetail, IdentityDocument, Person
from casebook.services.exchange.cell_words import nationality_of, sex_of
from casebook.services.person.name_tags import tagged_name

PASSPORT = "passport"
_BETWEEN = re.compile(r"[;；|\n]")
_CODE = re.compile("[A-Z]{2}")
_AMONG = re.compile(r"[;；|\n,，、]")
AnswerState = Literal["new", "same", "differs", "unclear"]


@entity
class AnsweredField:
    """A field of the client's record after one answer.

    Attributes:
        state: how the answer stands to what is recorded; "unclear" where it cannot be read as the field's.
        recorded: what stands there now, in words.
        person: with the answer taken; unchanged where it is the same or unclear.
    """

    state: AnswerState
    recorded: str
    person: Person


def answered(person: Person, field: AnswerField, text: str, today: date) -> AnsweredField:
    """Return what an answer to a question makes of the client's record."""
    plain: dict[str, str] = {
        "birth_place": person.birth_place,
        "ethnicity": person.ethnicity,
        "religion": person.religion,
        "whereabouts": person.whereabouts,
        "safe_contact": person.safe_contact,
        "health": person.health,
        "vulnerability": person.vulnerability,
    }
    if field in plain:
        return _set(person, plain[field], text, lambda: replace(person, **{field: text}))  # type: ignore[arg-type] # a text
    return _READERS[field](person, field, text, today)


def _set(person: Person, recorded: str, text: str, change: Callable[[], Person]) -> AnsweredField:
    if _folded(recorded) == _folded(text):
        return AnsweredField(state="same", recorded=recorded, person=person)
    return AnsweredField(state="differs" if recorded else "new", recorded=recorded, person=change())


def _added(person: Person, there: tuple[str, ...], wanted: tuple[str, ...], changed: Person) -> AnsweredField:
    """Return values of which there may be several: what is new stands beside what is there."""
    recorded = "; ".join(there)
    if {*map(_folded, wanted)} <= {*map(_folded, there)}:
        return AnsweredField(state="same", recorded=recorded, person=person)
    return AnsweredField(state="differs" if there else "new", recorded=recorded, person=changed)


def _unclear(person: Person, recorded: str) -> AnsweredField:
    return AnsweredField(state="unclear", recorded=recorded, person=person)


def _name(person: Person, field: AnswerField, text: str, _: date) -> AnsweredField:
    known = {_folded(name.text) for name in person.names}
    parts = _parts(text, _BETWEEN)
    kind = "alias" if field == "name.alias" else "legal"
    new = tuple(
        tagged_name(part, kind, romanisation="as-in-passport" if field == "name.passport" else "")  # type: ignore[arg-type] # a literal
        for part in parts
        if _folded(part) not in known
    )
    scripts = {name.script for name in new}
    there = tuple(
        name.text
        for name in person.names
        if (name.kind == "alias") == (kind == "alias") and (not new or name.script in scripts)
    )
    changed = replace(person, names=(*person.names, *new))
    state: AnswerState = "same" if not new else "differs" if there else "new"
    return AnsweredField(state=state, recorded="; ".join(there), person=changed if new else person)


def _born(person: Person, _: AnswerField, text: str, today: date) -> AnsweredField:
    recorded = _day(person.born)
    born, doubt = read_birth(text, today)
    if doubt or born is None or born.is_unknown:
        return _unclear(person, recorded)
    if person.born and person.born.edtf == born.edtf:
        return AnsweredField(state="same", recorded=recorded, person=person)
    is_new = person.born is None or person.born.is_unknown
    state: AnswerState = "new" if is_new else "differs"
    return AnsweredField(state=state, recorded=recorded, person=replace(person, born=born))


def _sex(person: Person, _: AnswerField, text: str, __: date) -> AnsweredField:
    sex = sex_of(text) or ("other" if text == "other" else "")
    if not sex:
        return _unclear(person, person.sex)
    return _set(person, person.sex, sex, lambda: replace(person, sex=sex))


def _nationalities(person: Person, _: AnswerField, text: str, __: date) -> AnsweredField:
    wanted = tuple(map(nationality_of, _parts(text, _AMONG)))
    if not all(_CODE.fullmatch(one) or _folded(one) in STATELESS for one in wanted):
        return _unclear(person, "; ".join(person.nationalities))
    every = tuple(dict.fromkeys((*person.nationalities, *wanted)))
    return _added(person, person.nationalities, wanted, replace(person, nationalities=every))


def _languages(person: Person, _: AnswerField, text: str, __: date) -> AnsweredField:
    wanted = _parts(text, _AMONG)
    every = tuple(dict.fromkeys((*person.languages, *wanted)))
    return _added(person, person.languages, wanted, replace(person, languages=every))


def _channel(person: Person, _: AnswerField, text: str, __: date) -> AnsweredField:
    there = tuple(detail.text for detail in person.details if detail.kind == "channel")
    new = IdentifyingDetail(kind="channel", text=text)
    return _added(person, there, (text,), replace(person, details=(*person.details, new)))


def _paper(person: Person, field: AnswerField, text: str, _: date) -> AnsweredField:
    """Return an answer on the passport: the one recorded, or a new one."""
    passports = [one for one in person.papers if PASSPORT in one.kind.casefold() or "护照" in one.kind]
    there = passports[-1] if passports else IdentityDocument(kind=PASSPORT)
    part = field.partition(".")[2]
    value: object = text
    recorded = getattr(there, part)
    if part == "expires":
        recorded = _day(there.expires)
        value = _typed(text)
        if value is None:
            return _unclear(person, recorded)
        text = _day(value)
    if part == "number" and there.number and _folded(there.number) != _folded(text):
        changed = (*person.papers, IdentityDocument(kind=PASSPORT, number=text))
        return AnsweredField(state="differs", recorded=recorded, person=replace(person, papers=changed))
    now = replace(there, **{part: value})  # type: ignore[arg-type] # by its name
    papers = (
        tuple(now if one is there else one for one in person.papers) if passports else (*person.papers, now)
    )
    return _set(person, recorded, text, lambda: replace(person, papers=papers))


def _typed(text: str) -> StatedDate | None:
    try:
        stated = typed(text)
    except InvalidInput:
        return None
    return stated if stated and not stated.is_unknown else None


def _day(stated: StatedDate | None) -> str:
    return in_words(stated, Translator()) if stated else ""


def _parts(text: str, between: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in between.split(text) if part.strip()))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


_READERS: Mapping[str, Callable[[Person, AnswerField, str, date], AnsweredField]] = {
    **dict.fromkeys(("name", "name.passport", "name.alias"), _name),
    "born": _born,
    "sex": _sex,
    "nationalities": _nationalities,
    "languages": _languages,
    "detail.channel": _channel,
    **dict.fromkeys(("paper.number", "paper.expires", "paper.held_by"), _paper),
}
